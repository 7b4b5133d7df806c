"""A quiet field with a magnifying glass, that filters what stands below it."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from reader.gui.look.icons import pixmap
from reader.gui.look.theme import px, theme


class FilterField(QLineEdit):
    """A field to filter by; `text` names it while it is empty and for screen readers."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("quiet", True)
        self.setPlaceholderText(text)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._restyle)
        self._restyle()

    def sizeHint(self) -> QSize:
        """As high as a field."""
        return QSize(px(280), theme().size("field"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the glass over the field."""
        super().paintEvent(event)
        size = theme().size("icon")
        painter = QPainter(self)
        glass = pixmap("search", theme().color("text.tertiary"), size, self.devicePixelRatioF())
        painter.drawPixmap(px(10), (self.height() - size) // 2, glass)
        painter.end()

    def _restyle(self) -> None:
        self.setFont(theme().font("body"))
        self.setFixedHeight(theme().size("field"))
        self.setTextMargins(px(24), 0, 0, 0)
