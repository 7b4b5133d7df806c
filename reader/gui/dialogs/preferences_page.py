"""What every page of the preferences is: rows of a name and a choice, that apply at once."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from reader.gui.controls.label import Label
from reader.gui.dialogs.dialog import Dialog
from reader.gui.long_work import LongWork, percent
from reader.gui.theme import px, theme


class Page(QWidget):
    """A page: add rows with `add`; `reset` brings back what was there at first.

    Long work that begins on it is told, and can be stopped, in the footer of the dialog.
    """

    can_be_reset = True

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, px(16))
        self.column.setSpacing(px(16))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(20))
        self._grid.setVerticalSpacing(px(18))
        self._grid.setColumnMinimumWidth(0, px(110))
        self._grid.setColumnStretch(1, 1)
        self.column.addLayout(self._grid)

    def add(self, name: str, choice: QWidget, hint: str = "") -> None:
        """Add a row: its name at the left, the choice, and a sentence under it."""
        row = self._grid.rowCount()
        words = Label(name, ink="secondary")
        words.setBuddy(choice)
        right = Qt.AlignmentFlag.AlignRight
        # Beside the first line of what may have several.
        words.setContentsMargins(0, px(6), 0, 0)
        self._grid.addWidget(words, row, 0, right | Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout()
        box.setSpacing(px(6))
        box.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
        if hint:
            box.addWidget(Label(hint, role="small", ink="tertiary", wrap=True))
        self._grid.addLayout(box, row, 1)

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
