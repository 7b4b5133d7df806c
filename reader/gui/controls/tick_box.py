"""The tick box as delegates and headers paint it; it looks like the one of the style sheet."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from reader.gui.look.theme import theme


def paint_tick_box(painter: QPainter, box: QRectF, state: Qt.CheckState) -> None:
    """Paint a box that is empty, ticked, or partly ticked (a bar)."""
    look = theme()
    unit = box.width() / 16
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if state is Qt.CheckState.Unchecked:
        painter.setPen(QPen(look.color("line.control"), 1))
        painter.setBrush(look.color("bg.field"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4 * unit, 4 * unit)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent.fill"))
        painter.drawRoundedRect(box, 4 * unit, 4 * unit)
        pen = QPen(look.color("text.onAccent"), 1.8 * unit)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        corner = box.topLeft()
        if state is Qt.CheckState.PartiallyChecked:
            painter.drawLine(corner + QPointF(4.5, 8) * unit, corner + QPointF(11.5, 8) * unit)
        else:
            points = ((4.2, 8.3), (7, 11), (11.8, 5.4))
            painter.drawPolyline([corner + QPointF(x, y) * unit for x, y in points])
    painter.restore()
