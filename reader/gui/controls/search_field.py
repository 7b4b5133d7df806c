"""Fields with a sign before their words: a glass to filter what is below, a folder for a place."""

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


class FolderField(QLineEdit):
    """A field for the path of a file or folder; `name` is for screen readers."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        theme().changed.connect(self._restyle)
        self._restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the folder over the field."""
        super().paintEvent(event)
        size = theme().size("icon")
        painter = QPainter(self)
        sign = pixmap("folder", theme().color("text.secondary"), size, self.devicePixelRatioF())
        painter.drawPixmap(px(10), (self.height() - size) // 2, sign)
        painter.end()

    def _restyle(self) -> None:
        self.setTextMargins(px(22), 0, 0, 0)
