"""A long piece of work on the library thread as the painting thread sees it."""

import threading
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from reader.gui.controls.label import Label
from reader.gui.theme import theme

BETWEEN = 0.05  # seconds between two reports; more would only cost time


class LongWork(QObject):
    """Tells how far a piece of work is, and stops it when asked.

    `progress` is given to a verb of the library and called on its thread; `told` arrives on
    the thread of whoever listens, because signals between threads are queued. It has no parent:
    the work may go on a little after the window that watched it is gone.
    """

    told = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
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


class ProgressLine(QWidget):
    """A 2 px line, a sentence such as `Adding 1,240 of 8,000`, and Cancel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work: LongWork | None = None
        self._words: Callable[[int, int], str] = lambda done, whole: ""
        self.label = Label(ink="secondary")
        self.line = QProgressBar(textVisible=False)
        self.line.setProperty("part", "line")
        self.line.setAccessibleName("Progress")
        self.stop_button = QPushButton("Cancel")
        self.stop_button.setAutoDefault(False)
        self.stop_button.clicked.connect(self._stop)
        self._row = QHBoxLayout()
        self._row.addWidget(self.label, 1)
        self._row.addWidget(self.stop_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.line)
        column.addLayout(self._row, 1)
        theme().changed.connect(self._restyle)
        self._restyle()

    def watch(self, work: LongWork, words: Callable[[int, int], str]) -> None:
        """Tell of this work from now on, in these words."""
        self._work, self._words = work, words
        self.label.setText(words(0, 0))
        self.line.setRange(0, 0)
        work.told.connect(self._tell)

    def _tell(self, done: int, whole: int) -> None:
        if self.sender() is self._work:
            self.line.setRange(0, whole)
            self.line.setValue(done)
            self.label.setText(self._words(done, whole))

    def _stop(self) -> None:
        if self._work is not None:
            self._work.stop()

    def _restyle(self) -> None:
        px = theme().px
        self._row.setContentsMargins(px(20), 0, px(20), 0)
        self.stop_button.setFont(theme().font("label"))


def percent(words: str) -> Callable[[int, int], str]:
    """Says `Backing up… 40 %`."""
    return lambda done, whole: f"{words}… {100 * done // whole} %" if whole else f"{words}…"
