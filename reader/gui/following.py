"""Follows the library: after each change, by us or by another program, the numbers are new."""

from PySide6.QtCore import QObject, QTimer, Signal

from reader.gui.looking import Looking
from reader.gui.worker import Worker
from reader.model import Changes

LOOK_MS = 1000


class Following(QObject):
    """Says `changed` for every change of the library and brings the new `counts` and `undo` names.

    Other programs are noticed by the library's sequence number, looked at once a second.
    """

    changed = Signal(object)
    counts = Signal(object)
    undo = Signal(object)

    def __init__(self, worker: Worker, looking: Looking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker, self._looking = worker, looking
        self._seen = -1
        worker.changed.connect(self._ours)
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

    def look(self) -> None:
        """Notice what another program has done."""
        now = self._looking.seq()
        if now > self._seen >= 0:
            self._tell(None)
        self._seen = max(now, self._seen)

    def _ours(self, changes: Changes) -> None:
        self._seen = max(self._seen, changes.seq)
        self._tell(changes)

    def _tell(self, changes: Changes | None) -> None:
        self.changed.emit(changes)
        self._ask()

    def _ask(self) -> None:
        self._worker.ask(lambda library: library.counts(), self.counts.emit, only_newest="counts")
        self._worker.ask(lambda library: library.undo_state(), self.undo.emit, only_newest="undo")
