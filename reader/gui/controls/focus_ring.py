"""The ring inside the edge of an area that has the keyboard; it lies over it and moves nothing."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from reader.gui.look.theme import theme


class FocusRing(QWidget):
    """A ring over `area`, as large as it, that lets every click through."""

    def __init__(self, area: QWidget) -> None:
        super().__init__(area)
        self._area = area
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        area.installEventFilter(self)
        theme().changed.connect(self.update)
        self.hide()

    def show_ring(self, on: bool) -> None:
        """Show the ring or take it away."""
        self.setGeometry(self._area.rect())
        self.setVisible(on)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the area."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._area.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring."""
        width = theme().token("line", "focus")
        painter = QPainter(self)
        painter.setPen(QPen(theme().color("focus.ring"), width))
        inset = width / 2
        painter.drawRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset))
        painter.end()
