"""Tags as chips: a dot in the tag's colour and its name; painted alike in rows and as buttons."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from reader.gui.controls.enter_button import EnterButton
from reader.gui.look import icons
from reader.gui.look.theme import px, theme
from reader.model import Tag

_SMALL_DOT, _LARGE_DOT = 6, 8
_LONGEST = 200


def chip_width(tag: Tag, *, large: bool = False) -> int:
    """How wide the chip of this tag is, in pixels."""
    text = QFontMetricsF(_font(large)).horizontalAdvance(tag.name)
    return min(round(text) + px(30 if large else 26), px(_LONGEST))


def paint_chip(
    painter: QPainter, rect: QRectF, tag: Tag, *, large: bool = False, ground: str = "bg.chip"
) -> None:
    """Paint a chip into a rectangle as high as `chip` or `chipLarge`; `ground` is its colour token.

    On a selected row `ground` is `bg.chipOnSelected`.
    """
    look = theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color(ground))
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    dot, pad = (px(_LARGE_DOT), px(8)) if large else (px(_SMALL_DOT), px(7))
    painter.setBrush(look.tag_color(tag.color))
    painter.drawEllipse(QPointF(rect.left() + pad + dot / 2, rect.center().y()), dot / 2, dot / 2)
    words = rect.adjusted(pad + dot + px(6 if large else 5), 0, -px(8), 0)
    painter.setFont(_font(large))
    painter.setPen(look.color("text.secondary"))
    name = painter.fontMetrics().elidedText(
        tag.name, Qt.TextElideMode.ElideRight, round(words.width()) + 1
    )
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, name)
    painter.restore()


def _font(large: bool) -> QFont:
    return theme().font("small" if large else "key", 400)


class TagChip(EnterButton):
    """A tag as a button; with `removable` it ends in a cross that takes the tag off."""

    removed = Signal()

    def __init__(self, tag: Tag, parent: QWidget | None = None, *, removable: bool = False) -> None:
        super().__init__(parent)
        self.tag = tag
        self._removable = removable
        self.setAccessibleName(f"Tag {tag.name}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """The chip, and room for the cross."""
        cross = px(20) if self._removable else 0
        return QSize(chip_width(self.tag, large=True) + cross, theme().size("chipLarge"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip, its cross and the focus ring."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        ground = "bg.pressed" if self.underMouse() else "bg.chip"
        paint_chip(painter, rect, self.tag, large=True, ground=ground)
        if self._removable:
            size = px(12)
            picture = icons.pixmap(
                "close", theme().color("text.tertiary"), size, self.devicePixelRatioF()
            )
            painter.drawPixmap(
                QPointF(rect.right() - px(8) - size, rect.center().y() - size / 2), picture
            )
        _ring(painter, rect, self)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the cross takes the tag off."""
        if self._removable and event.position().x() > self.width() - px(26):
            self.setDown(False)
            self.removed.emit()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Backspace take the tag off."""
        if self._removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the pointer's presence."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Show the pointer's absence."""
        self.update()
        super().leaveEvent(event)


class AddTagChip(EnterButton):
    """The dashed chip that opens the tag editor."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText("Add tag")
        self.setToolTip("Tags  T")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """The words, a plus and the rounded ends."""
        words = QFontMetricsF(_font(True)).horizontalAdvance(self.text())
        return QSize(round(words) + px(40), theme().size("chipLarge"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dashed edge, the plus and the words."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        pen = QPen(look.color("line.control"), 1, Qt.PenStyle.DashLine)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        if self.underMouse():
            painter.setBrush(look.color("bg.hover"))
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        size = px(12)
        picture = icons.pixmap("add", look.color("text.tertiary"), size, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(px(10), rect.center().y() - size / 2), picture)
        painter.setFont(_font(True))
        painter.setPen(look.color("text.tertiary"))
        painter.drawText(rect.adjusted(px(27), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        _ring(painter, QRectF(self.rect()), self)
        painter.end()


def _ring(painter: QPainter, rect: QRectF, button: QAbstractButton) -> None:
    if button.hasFocus():
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme().color("focus.ring"), 2))
        painter.drawRoundedRect(
            rect.adjusted(1, 1, -1, -1), rect.height() / 2 - 1, rect.height() / 2 - 1
        )
