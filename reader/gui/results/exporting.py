"""The way out: the export dialog for what is selected, what is listed, or everything."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reader.errors import Cancelled
from reader.gui.asking.messages import Messages
from reader.gui.asking.worker import Worker
from reader.gui.intake.import_words import number_of
from reader.gui.look.wording import papers
from reader.gui.results.links import open_folder
from reader.library import Library
from reader.model import Changes, Choice, Exported, Pulled, State
from reader.query.nodes import Has, Is

if TYPE_CHECKING:
    from reader.gui.dialogs.exporting.changes_dialog import ChangesDialog
    from reader.gui.main_window import MainWindow

PaperSet = tuple[str, Sequence[int]]


class Exporting(QObject):
    """Opens the export dialog with the sets of papers that make sense now."""

    def __init__(
        self,
        worker: Worker,
        messages: Messages,
        selected: Callable[[], Sequence[int]],
        listed: Callable[[], tuple[str, Sequence[int]]],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._worker, self._messages, self._window = worker, messages, window
        self._selected, self._listed = selected, listed
        self.changes: ChangesDialog | None = None

    def open(self, ids: Sequence[int] | None = None) -> None:
        """Offer these papers (None: the selected ones), the list, and all with notes."""
        chosen = self._selected() if ids is None else list(ids)
        title, listed = self._listed()
        choices: list[PaperSet] = [("Selected", chosen)] if chosen else []
        if len(listed) > len(chosen):
            choices.append((title, list(listed)))
        self._worker.ask(
            lambda library: (
                list(library.find(within=Has("notes")).ids),
                list(library.find(within=Is(State.QUEUE.value), sort="queue").ids),
                list(library.find(within=Is("starred")).ids),
            ),
            lambda more: self._open(choices, more),
            self._messages.error,
            only_newest="papers to export",  # asked for twice in one breath, it opens once
        )

    def _open(self, choices: list[PaperSet], more: tuple[list[int], list[int], list[int]]) -> None:
        from reader.gui.dialogs.exporting.export_dialog import ExportDialog

        names = ("Papers with notes", "Queue", "Starred")
        taken = {label for label, _ in choices}
        choices += [
            (name, ids) for name, ids in zip(names, more, strict=True) if ids and name not in taken
        ]
        if not choices:
            self._messages.say("There are no papers to export")
            return
        dialog = ExportDialog(self._worker, choices, self._window)
        dialog.exported.connect(self._exported)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def pull(self) -> None:
        """Take back what was edited in a folder that was exported to."""
        from PySide6.QtWidgets import QFileDialog

        chosen = QFileDialog.getExistingDirectory(self._window, "Pull back notes from")
        if chosen:
            self.pull_from(Path(chosen))

    def pull_from(self, place: Path) -> None:
        """Show what would come back from a folder, once it was looked through."""
        from reader.gui.dialogs.exporting.changes_dialog import PULL, opened

        dialog = opened(PULL, self._window, lambda choices: self._pull(place, choices))
        self.changes = dialog
        work = dialog.begin(_looking)
        self._worker.ask(
            lambda library: library.pull(place, dry_run=True, progress=work.progress),
            lambda done: self._show_pull(dialog, done),
            lambda error: self._no_pull(dialog, error),
        )

    def _show_pull(self, dialog: "ChangesDialog", done: Pulled) -> None:
        from reader.gui.dialogs.exporting.changes_dialog import show_pulled

        if dialog.gone:
            return
        dialog.end()
        if done.files or done.clashes or done.remarks:
            show_pulled(dialog, done)
        else:
            dialog.reject()
            self._messages.say("Nothing was edited there")

    def _no_pull(self, dialog: "ChangesDialog", error: BaseException) -> None:
        if not dialog.gone:
            dialog.end()
            dialog.reject()
        if not isinstance(error, Cancelled):
            self._messages.error(error)

    def _pull(self, place: Path, choices: Mapping[str, Choice]) -> None:
        def work(library: Library) -> Changes:
            return library.pull(place, choices=choices).changes or Changes("", library.seq())

        self._worker.ask(work, self._pulled, self._messages.error)

    def _pulled(self, changes: Changes) -> None:
        if changes.action:
            self._messages.say("Notes came back", "Undo", "undo", self._undo)
        else:
            self._messages.say("Nothing came back")

    def _undo(self) -> None:
        self._worker.ask(lambda library: library.undo(), None, self._messages.error)

    def _exported(self, exported: Exported) -> None:
        self._messages.say(
            f"Exported {papers(exported.papers)}",
            "Show in folder",
            run=lambda: open_folder(Path(exported.folder)),
        )


def export_asking(
    window: "MainWindow",
    export: Callable[[Library, Mapping[str, Choice], bool], Exported],
    done: Callable[[Exported], None],
    failed: Callable[[BaseException], None],
) -> None:
    """Export to files that may be there already: what both sides changed is shown and asked first.

    `export` gets what was chosen for each clash, and whether it is only to say what it would do.
    """
    from reader.gui.dialogs.exporting.changes_dialog import of_export

    def write(choices: Mapping[str, Choice]) -> None:
        window.worker.ask(lambda library: export(library, choices, False), done, failed)

    def looked(found: Exported) -> None:
        if found.clashes:
            window.exporting.changes = of_export(found, window, write)
        else:
            write({})

    window.worker.ask(lambda library: export(library, {}, True), looked, failed)


def _looking(done: int, whole: int) -> str:
    return f"Looking at {done:,} of {number_of(whole, 'file')}" if whole else "Looking"
