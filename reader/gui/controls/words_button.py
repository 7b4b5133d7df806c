"""Words that can be chosen: they look like plain words until pointer or keyboard is on them."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from reader.gui.controls.enter_button import EnterButton
from reader.gui.look.theme import px, theme


class WordsButton(EnterButton):
    """A button that is its words, in a type role and a colour of the tokens."""

    def __init__(self, role: str, ink: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role, self._ink = role, ink
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def say(self, words: str, name: str) -> None:
        """Show other words; `name` is what they are called where they cannot be seen."""
        self.setText(words)
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The words, and room around them for the ring."""
        metrics = QFontMetricsF(theme().font(self._role))
        width = round(metrics.horizontalAdvance(self.text())) + px(10)
        return QSize(width, max(theme().line_height(self._role) + px(2), px(24)))

    def minimumSizeHint(self) -> QSize:
        """Words that have no room are cut with a sign."""
        return QSize(px(24), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, under the pointer with a ground, and the focus ring."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = self.isEnabled() and self.underMouse()
        painter.setPen(QPen(look.color("focus.ring"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(look.color("bg.hover") if over else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(4), px(4))
        painter.setFont(look.font(self._role))
        painter.setPen(look.color("accent.text" if over else self._ink))
        room = QRectF(self.rect()).adjusted(px(4), 0, -px(4), 0)
        metrics = QFontMetricsF(painter.font())
        words = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()
