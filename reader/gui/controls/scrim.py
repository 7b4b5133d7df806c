"""The dim layer over the window below a dialog or the command palette."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reader.gui.look.theme import theme


class Scrim(QWidget):
    """A plain dim layer over the whole window, in an alpha token such as `scrim`."""

    def __init__(self, window: QWidget, token: str = "scrim") -> None:
        super().__init__(window)
        self._token = token
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def go(self) -> None:
        """Leave the window."""
        self.window().removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim everything."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color(self._token))
        painter.end()
