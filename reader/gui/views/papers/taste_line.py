"""One line over the list: how well the order "For you" does, and the way to its words."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reader.gui.controls.label import Label
from reader.gui.controls.link_label import LinkLabel
from reader.gui.look.theme import px
from reader.model import ENOUGH, Taste


class TasteLine(QWidget):
    """Hidden while the list is in another order."""

    words_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = Label(role="small", ink="secondary", wrap=True)
        self._words = LinkLabel("Words")
        self._words.clicked.connect(self.words_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(2), 0, 0, 0)
        row.addWidget(self._text, 1)
        row.addWidget(self._words)
        self.hide()

    def show_taste(self, taste: Taste | None) -> None:
        """Say what the order rests on; None hides the line."""
        self.setVisible(taste is not None)
        if taste is not None:
            self._text.setText(said(taste))
            self._words.setVisible(taste.is_on)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()


def said(taste: Taste) -> str:
    """What was learned and how well it does, in a sentence or two."""
    if not taste.is_on:
        there = "1 decision" if taste.decisions == 1 else f"{taste.decisions:,} decisions"
        if taste.decisions < ENOUGH:
            return f"“For you” begins after {ENOUGH} decisions; so far {there}."
        kind = "kept" if taste.kept else "dropped"
        left = "drop" if taste.kept else "keep"
        return f"“For you” needs both: you {kind} all of {there}, so {left} some as well."
    learned = f"Learned from {taste.decisions:,} decisions."
    return f"{learned} {taste.grade}" if taste.grade is not None else learned
