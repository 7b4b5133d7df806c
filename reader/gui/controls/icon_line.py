"""A quiet sentence with a small icon before it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from reader.gui.controls.label import Label
from reader.gui.look.icons import pixmap
from reader.gui.look.theme import px, theme

_SIZE = 14


class IconLine(QWidget):
    """Says something that is only good to know."""

    def __init__(
        self, icon: str, text: str, *, wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._glyph = QLabel()
        self.words = Label(text, role="small", ink="secondary", wrap=wrap)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        beside = Qt.AlignmentFlag.AlignTop if wrap else Qt.AlignmentFlag.AlignVCenter
        self._line.addWidget(self._glyph, 0, beside)  # beside the first line
        self._line.addWidget(self.words, 1)
        theme().changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        ink = theme().color("text.tertiary")
        self._glyph.setPixmap(pixmap(self._icon, ink, px(_SIZE), self.devicePixelRatioF()))
        self._glyph.setFixedHeight(theme().line_height("small"))
        self._line.setSpacing(px(8))
