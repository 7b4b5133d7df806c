"""The end of a sitting of triage."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from reader.gui.controls.label import Label
from reader.gui.look.theme import px, theme
from reader.gui.views.triage.triage_header import WORDS
from reader.model import State


class TriageEnd(QWidget):
    """All papers have been looked at: the counts, the time, and where to go from here."""

    queue_wanted = Signal()
    back_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = Label(role="title")
        self._counts = Label(role="lead", ink="secondary")
        self._time = Label(ink="tertiary")
        self._queue = QPushButton("Open Queue")
        self._queue.setProperty("kind", "primary")
        self._back = QPushButton("Back")
        for button in (self._queue, self._back):
            button.setFont(theme().font("label"))
        self._queue.clicked.connect(self.queue_wanted)
        self._back.clicked.connect(self.back_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        column = QVBoxLayout(self)
        column.addStretch(2)
        for widget in (self._title, self._counts, self._time):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(px(20))
        column.addLayout(buttons)
        column.addStretch(3)
        column.setSpacing(px(8))
        buttons.addStretch(1)
        buttons.addWidget(self._queue)
        buttons.addWidget(self._back)
        buttons.addStretch(1)

    def show_result(self, place: str, counts: dict[State, int], total: int, minutes: int) -> None:
        """Say what was decided."""
        self._title.setText(f"{place} is decided")
        words = [f"{counts.get(state, 0):,} {word}" for state, word in WORDS.items()]
        words.append(f"{counts.get(State.INBOX, 0):,} later")
        self._counts.setText(" · ".join(words))
        papers = "1 paper" if total == 1 else f"{total:,} papers"
        self._time.setText(f"{papers} in {minutes:,} min")
        self._back.setText(f"Back to {place}")

    @property
    def words(self) -> str:
        """What it says."""
        return " | ".join(label.text() for label in (self._title, self._counts, self._time))

    def focus(self) -> None:
        """Put the keyboard on the way on."""
        self._queue.setFocus(Qt.FocusReason.OtherFocusReason)
