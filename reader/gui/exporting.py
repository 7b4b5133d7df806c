"""The way out: the export dialog for what is selected, what is listed, or everything."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reader.gui.links import open_folder
from reader.gui.messages import Messages
from reader.gui.wording import papers
from reader.gui.worker import Worker
from reader.model import Exported, State
from reader.query.nodes import Has, Is

Choice = tuple[str, Sequence[int]]


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

    def open(self, ids: Sequence[int] | None = None) -> None:
        """Offer these papers (None: the selected ones), the list, and all with notes."""
        chosen = self._selected() if ids is None else list(ids)
        title, listed = self._listed()
        choices: list[Choice] = [("Selected", chosen)] if chosen else []
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
        )

    def _open(self, choices: list[Choice], more: tuple[list[int], list[int], list[int]]) -> None:
        from reader.gui.dialogs.export_dialog import ExportDialog

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

    def _exported(self, exported: Exported) -> None:
        self._messages.say(
            f"Exported {papers(exported.papers)}",
            "Show in folder",
            run=lambda: open_folder(Path(exported.folder)),
        )
