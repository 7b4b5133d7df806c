"""Looking back: the history of a note and of the library, and the ways back to what was."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.errors import Problem
from reader.gui.messages import Messages, told
from reader.gui.worker import Worker
from reader.library import Library
from reader.model import Action, Changes, NoteVersion

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

        def look() -> None:
            self._worker.ask(lambda library: library.log(ACTIONS_SHOWN), show, refused)

        def show(actions: list[Action]) -> None:
            if not dialog.closed:
                dialog.show_actions(actions)

        def refused(error: BaseException) -> None:
            if dialog.closed or not isinstance(error, Problem):
                self._messages.error(error)
            else:
                dialog.say(told(error))

        def undo(action_id: int) -> None:
            self._worker.ask(
                lambda library: library.history.undo(action_id), lambda _changes: look(), refused
            )

        dialog.undo_wanted.connect(undo)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        look()
