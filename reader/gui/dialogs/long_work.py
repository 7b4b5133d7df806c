"""A long piece of work on the library thread as the painting thread sees it."""

import threading
import time

from PySide6.QtCore import QObject, Signal

BETWEEN = 0.05  # seconds between two reports; more would only cost time


class LongWork(QObject):
    """Tells how far a piece of work is, and stops it when asked.

    `progress` is given to a verb of the library and called on its thread; `told` arrives on
    the thread that made this object, because signals between threads are queued.
    """

    told = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stopped = threading.Event()
        self._last = 0.0

    def progress(self, done: int, whole: int) -> bool:
        """Report; answers whether to go on."""
        now = time.monotonic()
        if now - self._last >= BETWEEN:
            self._last = now
            self.told.emit(done, whole)
        return not self._stopped.is_set()

    def stop(self) -> None:
        """Ask the work to stop at its next report."""
        self._stopped.set()
