"""Backs the library up while the window is open; the person's own work always goes first."""

from PySide6.QtCore import QObject, QTimer

from reader.errors import Cancelled, Problem
from reader.gui.asking.messages import Messages, told
from reader.gui.asking.worker import Worker

LOOK_MS = 30_000
PATIENCE = 5  # times that a backup makes way for other work before it is made in spite of it


class BackingUp(QObject):
    """Asks the library thread now and then whether a backup is due, and tells when one failed."""

    def __init__(self, worker: Worker, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker, self._messages = worker, messages
        self._made_way = 0
        self._asked = self._told = False
        self._clock = QTimer(self, interval=LOOK_MS)
        self._clock.timeout.connect(self.look)

    def start(self) -> None:
        """Look for a backup that is due from now on."""
        self._clock.start()

    def stop(self) -> None:
        """Look no more."""
        self._clock.stop()

    def look(self) -> None:
        """Make a backup if one is due."""
        if self._asked:
            return
        self._asked = True
        self._worker.ask(
            lambda library: library.back_up_when_due(self._go_on), self._done, self._failed
        )

    def _go_on(self, _done: int, _total: int) -> bool:
        """On the library thread: whether nobody waits for it."""
        return self._made_way >= PATIENCE or not self._worker.is_wanted

    def _done(self, backup: object) -> None:
        self._asked = False
        if backup is not None:
            self._made_way, self._told = 0, False

    def _failed(self, error: BaseException) -> None:
        self._asked = False
        if isinstance(error, Cancelled):
            self._made_way += 1
        elif not isinstance(error, Problem):
            self._messages.error(error)
        elif not self._told:  # once, until a backup is made again
            self._told = True
            self._messages.warn(f"There is no new backup. {told(error)}", "Try again", self.look)
