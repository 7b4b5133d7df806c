"""The words of the order "For you": what speaks for a paper and against it, to mute or to pin."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reader.gui.controls.label import Label
from reader.gui.controls.segmented import Segmented
from reader.gui.dialogs.dialog import Dialog
from reader.gui.look.theme import px
from reader.gui.views.papers.taste_line import said
from reader.model import Taste, Wish

CHOICES = ("Mute", "As learned", "Pin")
WISHES: tuple[Wish | None, ...] = ("mute", None, "pin")
ABOUT = "A muted word counts nothing. A pinned one counts as much as the strongest."


class TasteDialog(Dialog):
    """Shows a taste; `wished` says what is to become of a word (None: as learned)."""

    wished = Signal(str, object)

    def __init__(self, taste: Taste, parent: QWidget | None = None) -> None:
        super().__init__("Words of “For you”", (620, 640), parent)
        self.lines: dict[str, Segmented] = {}
        self.another: dict[str, QPushButton] = {}
        self._said = Label(ink="secondary", wrap=True)
        self.word = QLineEdit()
        self.word.setPlaceholderText("Another word")
        self.word.setAccessibleName("Another word")
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()
        self.show_taste(taste)

    def show_taste(self, taste: Taste) -> None:
        """Show what was learned now."""
        self._said.setText(f"{said(taste)} {ABOUT}" if taste.is_on else said(taste))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(24), px(4), px(24), px(18))
        self.lines = {}
        wished = tuple(taste.wishes)
        for heading, words in (
            ("Muted and pinned", wished),
            ("Speaks for a paper", [word for word in taste.liked if word not in wished]),
            ("Speaks against it", [word for word in taste.disliked if word not in wished]),
        ):
            if words:
                label = Label(heading, role="heading")
                label.setContentsMargins(0, px(12), 0, px(4))
                column.addWidget(label)
                column.addLayout(self._grid(words, taste))
        column.addStretch(1)
        self._scroll.setWidget(inside)

    def _grid(self, words: Sequence[str], taste: Taste) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(0, 1)
        for row, word in enumerate(words):
            choice = Segmented(CHOICES, word)
            choice.choose(WISHES.index(taste.wishes.get(word)))
            choice.chosen.connect(lambda place, word=word: self.wished.emit(word, WISHES[place]))
            self.lines[word] = choice
            grid.addWidget(Label(word), row, 0)
            grid.addWidget(choice, row, 1)
        return grid

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(px(24), px(18), px(24), px(6))
        head.setSpacing(px(10))
        head.addWidget(self._said)
        another = QHBoxLayout()
        another.addWidget(self.word, 1)
        for label, wish in (("Mute", "mute"), ("Pin", "pin")):
            button = QPushButton(label)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, wish=wish: self._wish_another(wish))
            self.another[wish] = button
            another.addWidget(button)
        head.addLayout(another)
        self.body.addLayout(head)
        self.body.addWidget(self._scroll, 1)
        self.primary_button.setText("Close")
        self.primary_button.clicked.connect(self.accept)
        self.footer_row.addStretch(1)
        self.footer_row.addWidget(self.primary_button)
        self.cancel_button.hide()

    def _wish_another(self, wish: str) -> None:
        word = self.word.text().strip()
        if word:
            self.word.clear()
            self.wished.emit(word, wish)
