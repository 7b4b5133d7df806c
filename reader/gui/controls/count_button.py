"""A number with its meaning that filters a table when pressed: one of a row of five."""

from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from reader.gui.look import icons
from reader.gui.look.theme import LARGE, theme

Tone = Literal["plain", "warn"]


class CountButton(QAbstractButton):
    """A checkable box: the count large, what it counts below, perhaps an icon beside the count."""

    def __init__(
        self, meaning: str, icon: str = "", tone: Tone = "plain", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._meaning, self._icon, self._tone = meaning, icon, tone
        self._name = meaning
        self._count = 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme().changed.connect(self._restyle)
        self.set_count(0)

    @property
    def count(self) -> int:
        """The number shown."""
        return self._count

    def set_meaning(self, meaning: str) -> None:
        """Show other words, as where there is little room; the accessible name stays."""
        if meaning != self._meaning:
            self._meaning = meaning
            self.updateGeometry()
            self.update()

    def set_count(self, count: int) -> None:
        """Show another number."""
        self._count = count
        self.setAccessibleName(f"{count:,} {self._name}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the wider of its two lines; in large text both are one line."""
        return QSize(self.width_with(self._meaning), theme().px(38 if self._in_line else 58))

    @property
    def _in_line(self) -> bool:
        return theme().scale >= LARGE

    def width_with(self, words: str) -> int:
        """How wide the button is with these words under its number."""
        px = theme().px
        width = QFontMetrics(_number_font()).horizontalAdvance(f"{self._count:,}")
        if self._icon:
            width += px(8 + 16)
        meaning = QFontMetrics(theme().font("small")).horizontalAdvance(words)
        if self._in_line:
            return width + px(7) + meaning + px(20)
        return max(width, meaning, px(40)) + px(30)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, the number, the icon and the meaning."""
        look, px = theme(), theme().px
        warn = self._tone == "warn" and self._count > 0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_box(painter, warn)
        if warn:
            number_color = meaning_color = look.color("warn.text")
        else:
            number_color = look.color("text.primary")
            chosen = self.isChecked()
            meaning_color = look.color("accent.text" if chosen else "text.secondary")
        painter.setFont(_number_font())
        painter.setPen(number_color)
        text = f"{self._count:,}"
        left = px(10 if self._in_line else 15)
        top = (self.height() - px(26)) // 2 if self._in_line else px(8)
        number = QRect(left, top, self.width(), px(26))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(number, middle, text)
        behind = left + painter.fontMetrics().horizontalAdvance(text) + px(8)
        if self._icon:
            color = look.color("warn.text" if warn else "text.secondary")
            picture = icons.pixmap(self._icon, color, px(16), self.devicePixelRatioF())
            painter.drawPixmap(behind, number.center().y() - px(8), picture)
            behind += px(16 + 7)
        painter.setFont(look.font("small"))
        painter.setPen(meaning_color)
        under = QRect(left, px(33), self.width(), px(18))
        words = number.adjusted(behind - left, 0, 0, 0) if self._in_line else under
        painter.drawText(
            words, middle if self._in_line else Qt.AlignmentFlag.AlignTop, self._meaning
        )
        painter.end()

    def _paint_box(self, painter: QPainter, warn: bool) -> None:
        look = theme()
        if warn:
            fill, edge = look.color("warn.soft"), look.color("warn.soft")
            if self.isChecked():
                edge = look.color("warn.icon")
        elif self.isChecked():
            fill, edge = look.color("bg.selected"), look.color("line.selected")
        else:
            fill = look.color("bg.hover" if self.underMouse() else "bg.subtle")
            edge = look.color("line.hair")
        width = 1
        if self.hasFocus():
            edge, width = look.color("focus.ring"), 2
        painter.setPen(QPen(edge, width))
        painter.setBrush(fill)
        inset = width / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, look.px(8), look.px(8))

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


def _number_font() -> QFont:
    font = theme().font("heading", 600)
    font.setPixelSize(theme().px(20))
    return font
