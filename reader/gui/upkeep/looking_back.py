"""Looking back: the history of a note and of the library, and the ways back to what was."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.errors import Cancelled, Problem
from reader.gui.asking.messages import Messages, told
from reader.gui.asking.worker import Worker
from reader.library import Library
from reader.model import Action, Changes, NoteVersion

if TYPE_CHECKING:
    from reader.gui.dialogs.history_dialog import ActionHistory

ACTIONS_SHOWN = 500


class LookingBack(QObject):
    """Opens the dialogs and does what is wished in them. `opening` comes before each."""

    opening = Signal()

    def __init__(
        self,
        worker: Worker,
        messages: Messages,
        undo: Callable[[], object],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._worker, self._messages, self._undo = worker, messages, undo
        self._window = window

    def show_note(self, paper_id: int | None) -> None:
        """Show every version of a paper's note."""
        if paper_id is not None:
            self._show(
                lambda library: (
                    library.paper(paper_id).facts.title,
                    library.history.note_versions(paper_id),
                ),
                lambda library, seq: library.history.restore_note(paper_id, seq),
            )

    def show_document(self, document_id: int) -> None:
        """Show every version of a document."""
        self._show(
            lambda library: (
                library.document(document_id).title,
                library.document_versions(document_id),
            ),
            lambda library, seq: library.restore_document(document_id, seq),
        )

    def _show(
        self,
        ask: Callable[[Library], tuple[str, list[NoteVersion]]],
        restore: Callable[[Library, int], Changes],
    ) -> None:
        self.opening.emit()

        def show(found: tuple[str, list[NoteVersion]]) -> None:
            from reader.gui.dialogs.history_dialog import NoteHistory

            if not found[1]:
                self._messages.say("This paper never had notes")
                return
            dialog = NoteHistory(*found, self._window)
            dialog.restore_wanted.connect(lambda seq: self._restore(restore, seq))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        self._worker.ask(ask, show, self._messages.error)

    def _restore(self, restore: Callable[[Library, int], Changes], seq: int) -> None:
        def done(_changes: Changes) -> None:
            self._messages.say("Restored a version of the notes", "Undo", "undo", self._undo)

        self._worker.ask(lambda library: restore(library, seq), done, self._messages.error)

    def show_actions(self) -> None:
        """Show what was done in this library."""
        from reader.gui.dialogs.history_dialog import ActionHistory

        self.opening.emit()
        dialog = ActionHistory(self._window)
        _Shown(dialog, self._worker, self._messages)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class _Shown(QObject):
    """Does what is wished in the list of actions, and reads the list again after it."""

    def __init__(self, dialog: "ActionHistory", worker: Worker, messages: Messages) -> None:
        super().__init__(dialog)
        self._dialog, self._worker, self._messages = dialog, worker, messages
        dialog.undo_wanted.connect(self._undo)
        dialog.plan_wanted.connect(self._plan)
        dialog.back_wanted.connect(self._go_back)
        self._look()

    def _look(self) -> None:
        self._worker.ask(lambda library: library.log(ACTIONS_SHOWN), self._show, self._refused)

    def _show(self, actions: list[Action]) -> None:
        if not self._dialog.gone:
            self._dialog.show_actions(actions)

    def _refused(self, error: BaseException) -> None:
        if self._dialog.gone or not isinstance(error, Problem):
            self._messages.error(error)
        else:
            self._dialog.say(told(error))

    def _undo(self, action_id: int) -> None:
        def done(_changes: Changes) -> None:
            self._look()

        self._worker.ask(lambda library: library.history.undo(action_id), done, self._refused)

    def _plan(self, action_id: int) -> None:
        def planned(found: list[Action]) -> None:
            if not self._dialog.gone:
                self._dialog.show_plan(action_id, found)

        self._worker.ask(
            lambda library: library.history.undo_plan(action_id), planned, self._refused
        )

    def _go_back(self, action_id: int) -> None:
        work = self._dialog.begin(lambda done, whole: f"Undoing {done:,} of {whole:,}")

        def over(error: BaseException | None) -> None:
            if not self._dialog.gone:
                self._dialog.end()
            if error is None:
                self._look()
            elif not isinstance(error, Cancelled):
                self._refused(error)

        self._worker.ask(
            lambda library: library.history.undo_back_to(action_id, work.progress),
            lambda _changes: over(None),
            over,
        )
