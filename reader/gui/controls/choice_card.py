"""A large choice: icon, name, one line about it, and the round mark of a radio button."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from reader.gui.look import icons
from reader.gui.look.theme import theme


class ChoiceCard(QAbstractButton):
    """One of a few exclusive cards; put them in one QButtonGroup."""

    def __init__(self, icon: str, name: str, about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._about = icon, about
        self.setText(name)
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setAccessibleDescription(about)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Two lines high."""
        return QSize(theme().px(240), theme().px(46))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows choose the neighbour, as among radio buttons."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        group = self.group()
        if step is None or group is None:
            super().keyPressEvent(event)
            return
        cards = group.buttons()
        place = cards.index(self) + step
        if 0 <= place < len(cards):
            cards[place].click()
            cards[place].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        look, px = theme(), theme().px
        chosen = self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge, width = look.color("line.selected" if chosen else "line.button"), 1
        if self.hasFocus():
            edge, width = look.color("focus.ring"), 2
        ground = "bg.selected" if chosen else "bg.hover" if self.underMouse() else "bg.raised"
        painter.setPen(QPen(edge, width))
        painter.setBrush(look.color(ground))
        inset = width / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, px(8), px(8))
        color = look.color("accent.text" if chosen else "text.secondary")
        size = px(20)
        picture = icons.pixmap(self._icon, color, size, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(px(15), (self.height() - size) / 2), picture)
        painter.setFont(look.font("bodyStrong"))
        painter.setPen(look.color("text.primary"))
        words = QRect(px(47), px(4), self.width() - px(84), px(20))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(look.font("small"))
        painter.setPen(look.color("text.secondary"))
        about = painter.fontMetrics().elidedText(
            self._about, Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words.translated(0, px(18)), Qt.AlignmentFlag.AlignVCenter, about)
        self._paint_mark(painter, chosen)
        painter.end()

    def _paint_mark(self, painter: QPainter, chosen: bool) -> None:
        look, px = theme(), theme().px
        middle = QPointF(self.width() - px(23), self.height() / 2)
        radius = px(8) - 0.5
        painter.setPen(Qt.PenStyle.NoPen if chosen else QPen(look.color("line.control"), 1))
        painter.setBrush(look.color("accent.fill" if chosen else "bg.field"))
        painter.drawEllipse(middle, radius, radius)
        if chosen:
            painter.setBrush(look.color("text.onAccent"))
            painter.drawEllipse(middle, px(3), px(3))
