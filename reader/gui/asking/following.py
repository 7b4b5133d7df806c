"""Follows the library: after each change, by us or by another program, the numbers are new."""

from PySide6.QtCore import QObject, QTimer, Signal

from reader.gui.asking.looking import Looking
from reader.gui.asking.worker import Worker
from reader.library import Library
from reader.model import Changes, SavedSearch

LOOK_MS = 1000
CALM_MS = 400  # saved searches are counted when nothing has happened for so long


class Following(QObject):
    """Says `changed` for every change of the library and brings the new `counts` and `undo` names.

    Other programs are noticed by the library's sequence number, looked at once a second.
    """

    changed = Signal(object)
    counts = Signal(object)
    undo = Signal(object)
    searches = Signal(object)

    def __init__(self, worker: Worker, looking: Looking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker, self._looking = worker, looking
        self._seen = -1
        worker.changed.connect(self._ours)
        self._calm = QTimer(self, singleShot=True, interval=CALM_MS)
        self._calm.timeout.connect(self._ask_searches)
        self._clock = QTimer(self, interval=LOOK_MS)
        self._clock.timeout.connect(self.look)

    def start(self) -> None:
        """Read the numbers, and look for changes from now on."""
        self._seen = self._looking.seq()
        self._ask()
        self._clock.start()

    def stop(self) -> None:
        """Look no more."""
        self._clock.stop()
        self._calm.stop()

    def look(self) -> None:
        """Notice what another program has done."""
        now = self._looking.seq()
        if now >= 0 and self._seen >= 0 and now != self._seen:  # less: the file was replaced
            self._tell(None)
        self._seen = now if now >= 0 else self._seen

    def _ours(self, changes: Changes) -> None:
        self._seen = max(self._seen, changes.seq)
        self._tell(changes)

    def _tell(self, changes: Changes | None) -> None:
        self.changed.emit(changes)
        self._ask()

    def _ask(self) -> None:
        self._worker.ask(lambda library: library.counts(), self.counts.emit, only_newest="counts")
        self._worker.ask(lambda library: library.undo_state(), self.undo.emit, only_newest="undo")
        self._calm.start()

    def _ask_searches(self) -> None:
        self._worker.ask(
            _counted,
            self.searches.emit,
            lambda _error: None,  # the list tells what is wrong with the library
            only_newest="searches",
        )


def _counted(library: Library) -> list[tuple[SavedSearch, int]]:
    """The saved searches with how many papers each finds now."""
    return [(saved, len(library.find(saved.query).ids)) for saved in library.searches()]
