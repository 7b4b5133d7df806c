"""What every page of the preferences is: rows of a name and a choice, that apply at once."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from reader.gui.controls.label import Label
from reader.gui.dialogs.dialog import Dialog
from reader.gui.long_work import LongWork, percent
from reader.gui.look.theme import LARGE, px, theme
from reader.gui.views.flow_layout import FlowLayout

RING = 6  # room for the focus ring of what stands at the edge

WISHED = "wishedWidth"  # of a part that had to become narrower


def side_by_side(*parts: QWidget) -> QWidget:
    """One choice of several parts, in as many rows as they need."""
    made = QWidget()
    row = FlowLayout(gap=8)
    for part in parts:
        row.addWidget(part)
    made.setLayout(row)
    return made


class Page(QWidget):
    """A page: add rows with `add`; `reset` brings back what was there at first.

    Long work that begins on it is told, and can be stopped, in the footer of the dialog.
    """

    can_be_reset = True

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(RING), 0, px(RING), px(16))
        self.column.setSpacing(px(16))
        self.setMinimumWidth(1)  # as wide as there is room, whatever stands on it
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(20))
        self._grid.setVerticalSpacing(px(18))
        if theme().scale < LARGE:
            self._grid.setColumnMinimumWidth(0, px(130))
        self._grid.setColumnStretch(1, 1)
        self.column.addLayout(self._grid)

    def add(self, name: str, choice: QWidget, hint: str = "") -> None:
        """Add a row: its name at the left, the choice, and a sentence under it."""
        row = self._grid.rowCount()
        words = Label(name, ink="secondary")
        words.setBuddy(choice)
        box = QVBoxLayout()
        box.setSpacing(px(6))
        box.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
        if hint:
            box.addWidget(Label(hint, role="small", ink="tertiary", wrap=True))
        if theme().scale >= LARGE:
            if name:
                box.insertWidget(0, words)
            self._grid.addLayout(box, row, 0, 1, 2)
            return
        # Beside the first line of what may have several.
        words.setContentsMargins(0, px(6), 0, 0)
        beside = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(words, row, 0, beside)
        self._grid.addLayout(box, row, 1)

    def fit(self, room: int) -> None:
        """Let nothing on it be wider than the room there is: what is cut cannot be read."""
        room -= 2 * px(RING)
        for part in self.findChildren(QWidget):
            wished = part.property(WISHED) or part.minimumWidth()
            if wished > room or part.property(WISHED):
                part.setProperty(WISHED, wished)
                fixed = part.minimumWidth() == part.maximumWidth()
                part.setMinimumWidth(min(wished, room))
                if fixed:
                    part.setMaximumWidth(min(wished, room))

    def reset(self) -> None:
        """Bring back what was there at first: each page with choices knows what that is."""

    def begin(self, words: str) -> LongWork:
        """A long piece of work begins; the other pages rest until it ends."""
        dialog = self.window()
        assert isinstance(dialog, Dialog)
        return dialog.begin(percent(words))

    def end(self) -> bool:
        """The work is over; answers whether there is still somebody to tell about it."""
        if not self.is_there():
            return False
        dialog = self.window()
        assert isinstance(dialog, Dialog)
        dialog.end()
        return True

    def is_there(self) -> bool:
        """Whether the page is still shown in an open dialog."""
        if not isValid(self):
            return False
        dialog = self.window()
        return isinstance(dialog, Dialog) and not dialog.gone

    def _button(self, words: str, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setFont(theme().font("label"))
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: run())
        return button
