"""What tables show while something is dragged over them: they scroll, and a line says where to."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea

from reader.gui.look.theme import px, theme

_EDGE, _STEP = 36, 24  # how near to an edge one drags to scroll, and how far that goes


def scroll_near_edge(view: QAbstractScrollArea, y: int) -> None:
    """Go on to what is out of sight when something is dragged to the upper or lower edge."""
    bar = view.verticalScrollBar()
    if y < px(_EDGE):
        bar.setValue(bar.value() - px(_STEP))
    elif y > view.viewport().height() - px(_EDGE):
        bar.setValue(bar.value() + px(_STEP))


def paint_landing(view: QAbstractScrollArea, y: int) -> None:
    """The line at which something would land, in the middle of painting the viewport."""
    painter = QPainter(view.viewport())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme().color("focus.ring"), theme().token("line", "dropLine")))
    radius = px(4)
    left = px(14) + 2 * radius
    painter.drawEllipse(QPointF(left - radius, y), radius, radius)
    painter.drawLine(QPointF(left, y), QPointF(view.viewport().width() - px(14), y))
    painter.end()
