"""Words on the screen: plain text in one font of the theme and one of its colours."""

from typing import Literal

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from reader.gui.controls.tooltip import plain_tooltip
from reader.gui.look.theme import theme

Ink = Literal["primary", "secondary", "tertiary", "accent", "warn", "danger", "success"]


class Label(QLabel):
    """A label that keeps its type role when the theme changes.

    The text is always plain: titles and file names are foreign words, never markup.
    """

    def __init__(
        self,
        text: str = "",
        *,
        role: str = "body",
        weight: int | None = None,
        ink: Ink = "primary",
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role, self._weight = role, weight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        if wrap:
            self.setWordWrap(True)
            # A wrapped label asks for a width of its own liking; let the layout decide instead.
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.setProperty("ink", ink)
        theme().changed.connect(self._restyle)
        self._restyle()

    def set_ink(self, ink: Ink) -> None:
        """Show the words in another colour of the theme."""
        if self.property("ink") != ink:
            self.setProperty("ink", ink)
            self.style().unpolish(self)
            self.style().polish(self)

    def set_role(self, role: str) -> None:
        """Show the words in another type role."""
        self._role = role
        self._restyle()

    def _restyle(self) -> None:
        self.setFont(theme().font(self._role, self._weight))


class Lead(QWidget):
    """A few sentences under a heading, in the generous lines that a label cannot set."""

    def __init__(self, text: str, *, role: str = "lead", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._role = text, role
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self.updateGeometry)

    def heightForWidth(self, width: int) -> int:
        """As many lines as the words need."""
        return len(self._lines(width)) * theme().line_height(self._role)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines."""
        painter = QPainter(self)
        painter.setFont(theme().font(self._role))
        painter.setPen(theme().color("text.secondary"))
        height = theme().line_height(self._role)
        for number, line in enumerate(self._lines(self.width())):
            area = QRect(0, number * height, self.width(), height)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)
        painter.end()

    def _lines(self, width: int) -> list[str]:
        layout = QTextLayout(self._text, theme().font(self._role))
        layout.beginLayout()
        lines = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            lines.append(self._text[line.textStart() :][: line.textLength()])
        layout.endLayout()
        return lines


class ElidedLabel(Label):
    """A label on one line that ends in “…” where there is no room, and says all in its tooltip.

    With word wrap set it is a plain label again: for sentences that must be read whole.
    """

    def __init__(self, text: str = "", *, role: str = "body", ink: Ink = "primary") -> None:
        super().__init__(text, role=role, ink=ink)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much of the words as there is room for."""
        if self.wordWrap():
            super().paintEvent(event)
            return
        area = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        tip = plain_tooltip(self.text()) if text != self.text() else ""
        if tip != self.toolTip():
            self.setToolTip(tip)
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            area,
            int(self.alignment()),
            self.palette(),
            self.isEnabled(),
            text,
            self.foregroundRole(),
        )
        painter.end()
