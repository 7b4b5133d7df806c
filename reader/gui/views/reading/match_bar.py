"""The line under a paper that was searched for: which match is shown, and the way to the others."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from reader.gui.controls.icon_button import IconButton
from reader.gui.controls.keycap import KeyCap
from reader.gui.controls.label import Label
from reader.gui.look.theme import px

Marks = Sequence[tuple[int, int]]


class MatchBar(QFrame):
    """Steps through the matches of the abstract and then those of the notes, round the end.

    `text_wanted` and `note_wanted` ask for a match (start, end in characters) to be shown.
    """

    text_wanted = Signal(int, int)
    note_wanted = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "footer")
        self._text: Marks = ()
        self._note: Marks = ()
        self._at = -1
        self._said = Label(role="small", ink="secondary")
        back = IconButton("chevron-up", "Previous match", command="previous-match")
        forth = IconButton("chevron-down", "Next match", command="next-match")
        back.clicked.connect(lambda: self.step(-1))
        forth.clicked.connect(lambda: self.step(1))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(20), px(4), px(14), px(4))
        row.addWidget(self._said, 1)
        row.addWidget(back)
        row.addWidget(forth)
        row.addSpacing(px(6))
        row.addWidget(KeyCap(command="next-match"))
        self.hide()

    def show_matches(self, text: Marks, note: Marks, *, again: bool) -> None:
        """Take the matches of a paper; with `again` of the same one: then the place stays."""
        self._text, self._note = tuple(text), tuple(note)
        total = self.total
        self._at = min(self._at, total - 1) if again else -1
        self.setVisible(bool(total))
        self._say()

    @property
    def total(self) -> int:
        """How many matches there are."""
        return len(self._text) + len(self._note)

    @property
    def said(self) -> str:
        """What it says."""
        return self._said.text()

    def step(self, by: int) -> None:
        """Show the next match, or the one before."""
        total = self.total
        if not total:
            return
        before = total if self._at < 0 and by < 0 else self._at
        self._at = (before + by) % total
        self._say()
        if self._at < len(self._text):
            self.text_wanted.emit(*self._text[self._at])
        else:
            self.note_wanted.emit(*self._note[self._at - len(self._text)])

    def _say(self) -> None:
        total = self.total
        if self._at >= 0:
            self._said.setText(f"Match {self._at + 1} of {total} in this paper")
        else:
            self._said.setText(f"{total} {'match' if total == 1 else 'matches'} in this paper")
