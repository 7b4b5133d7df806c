"""The toast: what just happened, with a count and the way back. One at a time, never for errors."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractAnimation, QEvent, QPropertyAnimation, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGraphicsOpacityEffect,
    QHBoxLayout,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from reader.gui.controls.keycap import key_text
from reader.gui.controls.label import Label
from reader.gui.look.theme import px, theme

SHADOW_STEPS = 8
GAP = "   "  # between what a button does and its key
QUIET = 0.7  # the opacity of the key; its contrast stays over 4.5


class Toast(QWidget):
    """A bar near the bottom of `area` (all of its parent); it waits for pointer and focus."""

    def __init__(self, parent: QWidget, area: Callable[[], QRect] | None = None) -> None:
        super().__init__(parent)
        self._run: Callable[[], object] | None = None
        self._area = area or parent.rect
        self.setObjectName("toast")
        self._text = Label(weight=500)
        self._button = _WayBack()
        self._button.setProperty("kind", "toast")
        self._button.setProperty("ownRing", True)  # the halo would hardly be seen on the bar
        self._button.clicked.connect(self._act)
        self._row = row = QHBoxLayout(self)
        row.addWidget(self._text)
        row.addWidget(self._button)
        self._veil = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(self._veil)
        self._fade = QPropertyAnimation(self._veil, b"opacity", self)
        self._fade.finished.connect(self._faded)
        self._stay = QTimer(self, singleShot=True)
        self._stay.timeout.connect(self._leave)
        self._restyle()
        theme().changed.connect(self._restyle)
        self.hide()

    def say(
        self, text: str, action: str = "", keys: str = "", run: Callable[[], object] | None = None
    ) -> None:
        """Show what happened, and a button (`Undo`) if there is a way back."""
        self._text.setText(text)
        self._button.setText(f"{action}{GAP}{key_text(keys)}".rstrip())
        self._button.setVisible(bool(action))
        self._lay_margins()
        self._run = run
        self.setAccessibleName(text)
        self.place()
        self.show()
        self.raise_()
        self._fade_to(1.0, "toastIn")
        self._stay.start(theme().token("motion", "toastStay"))

    @property
    def text(self) -> str:
        """What it says, empty when nothing is shown."""
        return self._text.text() if self.isVisible() else ""

    def place(self) -> None:
        """Lie near the bottom of the area, in its middle."""
        area = self._area()
        self.adjustSize()
        left = area.center().x() - self.width() // 2
        below = px(24) - self._room()
        self.move(max(area.left(), left), area.bottom() - self.height() - below)

    def _room(self) -> int:
        """Room for the shadow, at every side."""
        return px(theme().token("shadow", "toast")["blur"] // 2 + 4)

    def _act(self) -> None:
        self._leave()
        if self._run is not None:
            self._run()

    def _leave(self) -> None:
        if self.underMouse() or self._button.hasFocus():
            self._stay.start(1000)
        else:
            self._fade_to(0.0, "toastOut")

    def _fade_to(self, opacity: float, duration: str) -> None:
        self._fade.stop()
        self._fade.setDuration(theme().duration(duration))
        self._fade.setStartValue(self._veil.opacity() if opacity == 0 else 0.0)
        self._fade.setEndValue(opacity)
        self._fade.start(QAbstractAnimation.DeletionPolicy.KeepWhenStopped)

    def _faded(self) -> None:
        if self._veil.opacity() == 0:
            self.hide()

    def _restyle(self) -> None:
        self._lay_margins()
        self._row.setSpacing(px(12))
        self._button.setFont(theme().font("bodyStrong"))
        self.place()

    def _lay_margins(self) -> None:
        """Words need more room at their end than a button does."""
        alone = self._button.isHidden()
        edge = px(11) if alone else px(7)
        room = self._room()
        right = px(14) if alone else px(7)
        self._row.setContentsMargins(px(14) + room, edge + room, right + room, edge + room)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while the pointer is here."""
        self._stay.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Go on once the pointer has left."""
        self._stay.start(2000)

    def _paint_shadow(self, painter: QPainter, bar: QRectF) -> None:
        """A soft shadow, painted: the one effect of this widget is its fading."""
        token = theme().token("shadow", "toast")
        reach, color = self._room(), theme().color("shadow")
        color.setAlphaF(color.alphaF() / SHADOW_STEPS)
        painter.setBrush(color)
        below = bar.translated(0, px(token["y"]) / 2)
        for step in range(SHADOW_STEPS):
            grow = reach * (step + 1) / SHADOW_STEPS - px(4)
            wide = below.adjusted(-grow, -grow, grow, grow)
            painter.drawRoundedRect(wide, px(8) + grow, px(8) + grow)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        room = self._room()
        bar = QRectF(self.rect()).adjusted(room, room, -room, -room)
        self._paint_shadow(painter, bar)
        painter.setBrush(theme().color("bg.tooltip"))
        painter.drawRoundedRect(bar, px(8), px(8))
        painter.end()


class _WayBack(QPushButton):
    """The button of the toast: what it does in bold, and behind it, quieter, its key."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button of the style sheet, then both parts of its words."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        words, gap, keys = self.text().partition(GAP)
        look = theme()
        ink = look.color("text.onTooltip")
        strong, plain = look.font("bodyStrong"), look.font("body")
        wide = QFontMetrics(strong).horizontalAdvance(words + gap)
        needed = wide + QFontMetrics(plain).horizontalAdvance(keys)
        area = self.rect().adjusted((self.width() - needed) // 2, 0, 0, 0)
        for text, font, opacity in ((words, strong, 1.0), (keys, plain, QUIET)):
            ink.setAlphaF(opacity)
            painter.setPen(ink)
            painter.setFont(font)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
            area.setLeft(area.left() + wide)
        painter.end()
