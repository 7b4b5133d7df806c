"""Preferences, Highlights: what the five kinds are called, and their colours."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QLineEdit, QWidget

from reader.gui.controls.choice_box import ChoiceBox
from reader.gui.dialogs.preferences.preferences_page import Page, side_by_side
from reader.gui.look import kinds
from reader.gui.look.theme import px, theme
from reader.model import HUES, LOOKS, Kind, KindLook

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow


class HighlightsPage(Page):
    """A name and a colour for each kind; kept in the library, so a backup has them."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._window = window
        self.names: dict[Kind, QLineEdit] = {}
        self.hues: dict[Kind, ChoiceBox] = {}
        for number, kind in enumerate(Kind, start=1):
            self.add(str(number), self._line(kind))
        self.add("", QWidget(), "Keys 1 to 5 highlight. Words stay readable on every colour.")
        self.column.addStretch(1)

    def reset(self) -> None:
        """The names and colours that were there at first."""
        for kind, look in LOOKS.items():
            self.names[kind].setText(look.name)
            self.hues[kind].setCurrentText(look.hue.capitalize())
        self._window.operations.do(lambda library: library.reset_kinds(), "")

    def _line(self, kind: Kind) -> QWidget:
        look = kinds.look(kind)
        name = self.names[kind] = QLineEdit(look.name)
        name.setMaxLength(24)
        name.setFont(theme().font("body"))
        name.setFixedWidth(px(200))
        name.setAccessibleName(f"Name of kind {list(Kind).index(kind) + 1}")
        hue = self.hues[kind] = ChoiceBox(f"Colour of kind {list(Kind).index(kind) + 1}")
        hue.setFixedWidth(px(140))
        side = px(16)
        hue.setIconSize(QSize(side, side))
        for each in HUES:
            hue.addItem(_swatch(each), each.capitalize(), each)
        hue.setCurrentIndex(hue.findData(look.hue))
        name.editingFinished.connect(partial(self._keep, kind))
        hue.activated.connect(lambda _index: self._keep(kind))
        return side_by_side(name, hue)

    def _keep(self, kind: Kind) -> None:
        look = KindLook(self.names[kind].text().strip(), str(self.hues[kind].currentData()))
        if look == kinds.look(kind):
            return
        if not look.name:
            self.names[kind].setText(kinds.name(kind))
            return
        self._window.operations.do(lambda library: library.choose_kind(kind, look), "")


def _swatch(hue: str) -> QIcon:
    side = px(16)
    picture = QPixmap(side, side)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(kinds.hue_color(hue, "edge"), 1.2))
    painter.setBrush(kinds.hue_color(hue, "bg"))
    painter.drawRoundedRect(picture.rect().adjusted(1, 1, -1, -1), px(4), px(4))
    painter.end()
    return QIcon(picture)
