"""The ring around the button that has the keyboard: outside its edge, with a gap."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

from reader.gui.look.theme import px, theme

GAP = 2
_KINDS = (QPushButton, QToolButton, QCheckBox, QRadioButton)
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class FocusHalo(QObject):
    """Puts a ring around every button that gets the keyboard, but not by a click of the mouse.

    Buttons that show their focus themselves have the property `ownRing`; others that are no
    buttons of Qt can ask for it with the property `halo`. The ring goes when its button goes.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: Ring | None = None
        self._button: QWidget | None = None
        self._watched: list[QWidget] = []
        app.focusChanged.connect(self._moved)

    @property
    def ring(self) -> "Ring | None":
        """The ring, None while no button has the keyboard."""
        return self._ring if self._ring is not None and isValid(self._ring) else None

    def _moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._let_go()
        by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if now is not None and not by_mouse and wants_halo(now):
            self._button = now
            _bring_into_view(now)
            self._ring = Ring(_host(now))
            self._watched = [now, *([above] if (above := now.parentWidget()) else [])]
            # Watched from here: a ring that is destroyed with its window must hear nothing.
            for watched in self._watched:
                watched.installEventFilter(self)
            self._place()

    def _let_go(self) -> None:
        for watched in self._watched:
            if isValid(watched):
                watched.removeEventFilter(self)
        if self.ring is not None:
            self.ring.hide()
            self.ring.deleteLater()
        self._ring = self._button = None
        self._watched = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the ring around its button."""
        if event.type() in _MOVES and self.ring is not None:
            self._place()
        return False

    def _place(self) -> None:
        ring, button = self.ring, self._button
        if ring is not None and button is not None and isValid(button):
            ring.surround(button)


def wants_halo(widget: QWidget) -> bool:
    """Whether the ring goes around this widget, as it does around buttons and boxes."""
    if widget.property("halo"):
        return True
    return isinstance(widget, _KINDS) and not widget.property("ownRing")


def _host(button: QWidget) -> QWidget:
    """What the ring lies on: the window, or what scrolls with the button."""
    at = button
    while (above := at.parentWidget()) is not None and not at.isWindow():
        area = above.parentWidget()
        if isinstance(area, QScrollArea) and area.viewport() is above:
            return at if at is not button else above
        at = above
    return at


def _bring_into_view(button: QWidget) -> None:
    """Scroll to the button, ring and all, where it lies in something that scrolls."""
    above = button.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(button, px(12), px(12))
        above = above.parentWidget()


class Ring(QWidget):
    """The ring around one button; it lets every click through."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def surround(self, button: QWidget) -> None:
        """Lie around a button, or hide with it."""
        outside = px(GAP) + int(theme().token("line", "focus"))
        corner = button.mapTo(self._host, QPoint(0, 0))
        area = button.rect().translated(corner)
        self.setGeometry(area.adjusted(-outside, -outside, outside, outside))
        self.setVisible(button.isVisible())
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring."""
        width = theme().token("line", "focus")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().color("focus.ring"), width))
        inset = width / 2
        radius = px(theme().token("radius", "control")) + px(GAP) + inset
        area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(area, radius, radius)
        painter.end()


def start_halo() -> FocusHalo:
    """The one of the application; the first call makes it."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    known = app.findChild(FocusHalo)
    return known if known is not None else FocusHalo(app)
