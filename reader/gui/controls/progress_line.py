"""How far a long piece of work is, and the button that stops it."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from reader.gui.controls.label import Label
from reader.gui.long_work import LongWork
from reader.gui.look.theme import theme

PATIENCE = 300  # ms before anybody is told how far a piece of work is
EVERY = 50  # ms between two looks at it
STEPS = 1_000  # of the line


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
        self.stop_button.clicked.connect(self.stop)
        self._row = QHBoxLayout()
        self._row.addWidget(self.label, 1)
        self._row.addWidget(self.stop_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.line)
        column.addLayout(self._row, 1)
        self._looking = QTimer(self, interval=EVERY)
        self._looking.timeout.connect(self._look)
        theme().changed.connect(self._restyle)
        self._restyle()

    def watch(self, work: LongWork, words: Callable[[int, int], str]) -> None:
        """Tell of this work from now on, in these words."""
        self._work, self._words = work, words
        self._look()

    def stop(self) -> None:
        """Ask the work to stop."""
        if self._work is not None:
            self._work.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the work while somebody can see it."""
        super().showEvent(event)
        self._look()
        self._looking.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees it."""
        super().hideEvent(event)
        self._looking.stop()

    def _look(self) -> None:
        if self._work is not None:
            done, whole = self._work.at
            self.line.setRange(0, STEPS if whole else 0)  # not `whole`: that may be bytes, too many
            self.line.setValue(STEPS * done // whole if whole else 0)
            self.label.setText(self._words(done, whole))

    def _restyle(self) -> None:
        px = theme().px
        self._row.setContentsMargins(px(20), 0, px(20), 0)
        self.stop_button.setFont(theme().font("label"))
