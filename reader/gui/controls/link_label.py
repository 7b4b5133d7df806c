"""Underlined words that do something when they are clicked or chosen by key."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from reader.gui.controls.enter_button import EnterButton
from reader.gui.look.theme import px, theme


class LinkLabel(EnterButton):
    """A button that looks like a link."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """The words."""
        metrics = QFontMetricsF(theme().font("small"))
        return QSize(round(metrics.horizontalAdvance(self.text())) + px(4), px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words with a line under them, and the focus ring."""
        painter = QPainter(self)
        font = theme().font("small")
        font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(theme().color("accent.text"))
        area = QRectF(self.rect()).adjusted(px(2), 0, 0, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme().color("focus.ring"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(4), px(4))
        painter.end()
