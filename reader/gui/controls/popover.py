"""A popover: a raised sheet over the window that closes by Esc or a click outside.

It is a child of the window and no window itself, so that the text under it can keep the focus and
the window system has no say in where it goes.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsDropShadowEffect, QWidget

from reader.gui.controls.kept_focus import KeptFocus
from reader.gui.look.theme import px, theme


class Popover(QFrame):
    """A sheet shown beside a place of the window; `closed` is emitted once for each showing."""

    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("popover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._window = window
        self._nested: Popover | None = None
        self._before = KeptFocus()
        self._place = QRect()
        self._gap = 0
        self._scale = theme().scale
        shadow = QGraphicsDropShadowEffect(self)
        self.setGraphicsEffect(shadow)
        self._shadow = shadow
        self._restyle()
        theme().changed.connect(self._restyle)
        self.hide()

    def open_at(self, place: QRect, gap: int = 10) -> None:
        """Show it under `place` (in global coordinates), above it when there is no room below."""
        self._before.keep()
        self._place, self._gap = place, gap
        self.adjustSize()
        self._put()
        self.show()
        self.raise_()
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def dismiss(self) -> None:
        """Close it; the focus goes back to where it was if it was inside."""
        if self.isHidden():
            return
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(self)
        inside = self._holds(QApplication.focusWidget())
        self.hide()
        self._before.give_back(Qt.FocusReason.PopupFocusReason, wanted=inside)
        self.closed.emit()

    @staticmethod
    def nest(inner: "Popover", field: QWidget) -> None:
        """Let the popover that a field stands in, if any, stay open for clicks into this one."""
        outer: QWidget | None = field
        while outer is not None and not isinstance(outer, Popover):
            outer = outer.parentWidget()
        if isinstance(outer, Popover):
            outer._nested = inner
            outer.closed.connect(inner.dismiss)

    def refit(self) -> None:
        """Find size and place again after the content changed."""
        self.adjustSize()
        self._put()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close on a click outside; stay in the window when that changes its size."""
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            place = event.globalPosition().toPoint()
            outside = not self.rect().contains(self.mapFromGlobal(place))
            if self._nested is not None and isinstance(watched, QWidget):
                outside = outside and not self._nested._holds(watched)
            if outside and isinstance(watched, QWidget) and watched.window() is self.window():
                self.dismiss()
        elif kind == QEvent.Type.Resize and watched is self._window:
            self._put()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; no key goes on to the window behind."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Keep Esc from being taken as a shortcut of the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def _holds(self, widget: QWidget | None) -> bool:
        return widget is not None and (widget is self or self.isAncestorOf(widget))

    def _put(self) -> None:
        window = self._window
        place = QRect(window.mapFromGlobal(self._place.topLeft()), self._place.size())
        room = window.rect().adjusted(px(8), px(8), -px(8), -px(8))
        y = place.bottom() + 1 + self._gap
        if y + self.height() > room.bottom():
            above = place.top() - self._gap - self.height()
            y = above if above >= room.top() else max(room.top(), room.bottom() - self.height())
        x = max(room.left(), min(place.left(), room.right() - self.width()))
        self.move(QPoint(x, y))

    def _restyle(self) -> None:
        if theme().scale != self._scale:
            self._scale = theme().scale
            self.dismiss()  # it was laid out for another size
        token = theme().token("shadow", "popover")
        self._shadow.setBlurRadius(2 * px(token["blur"]))  # Qt counts from edge to edge
        self._shadow.setOffset(0, px(token["y"]))
        self._shadow.setColor(theme().color("shadow"))
