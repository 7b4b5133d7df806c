"""A splitter whose divider shows a short bar to take it by; a double click halves the room."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle

from reader.gui.look.theme import px, theme

_LONG, _THICK = 28, 3


class GripHandle(QSplitterHandle):
    """The divider, with its bar in the middle."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line of the style sheet, then the bar."""
        super().paintEvent(event)
        lying = self.orientation() == Qt.Orientation.Vertical
        bar = QRectF(0, 0, px(_LONG), px(_THICK)) if lying else QRectF(0, 0, px(_THICK), px(_LONG))
        bar.moveCenter(QRectF(self.rect()).center())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("scroll.handle"))
        painter.drawRoundedRect(bar, px(_THICK) / 2, px(_THICK) / 2)
        painter.end()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Give both sides the same room again."""
        self.splitter().setSizes([1_000, 1_000])


class GripSplitter(QSplitter):
    """Two parts with such a divider between them."""

    def createHandle(self) -> QSplitterHandle:
        """A divider with a bar."""
        return GripHandle(self.orientation(), self)
