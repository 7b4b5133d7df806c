"""The glyphs of the five states, painted: their shapes carry the meaning, colour only helps."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap

from reader.gui.look.theme import theme
from reader.model import State

COLORS = {
    State.INBOX: "state.inbox",
    State.QUEUE: "state.queued",
    State.READING: "state.reading",
    State.DONE: "state.done",
    State.ARCHIVE: "state.archived",
}


def paint(painter: QPainter, rect: QRectF, state: State, *, seen: bool = True) -> None:
    """Paint the glyph of a state into a square."""
    color = theme().color(COLORS[state])
    unit = rect.width() / 14
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(color, 1.5 * unit)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    middle = rect.center()
    ring = rect.adjusted(1.5 * unit, 1.5 * unit, -1.5 * unit, -1.5 * unit)
    if state is State.INBOX:
        radius = (3.75 if not seen else 3.25) * unit
        if not seen:
            painter.setBrush(color)
            painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(middle, radius, radius)
    elif state is State.DONE:
        painter.setBrush(color)
        painter.drawEllipse(ring)
        painter.setPen(
            QPen(
                theme().color("bg.window"),
                1.6 * unit,
                Qt.PenStyle.SolidLine,
                Qt.PenCapStyle.RoundCap,
            )
        )
        corner = middle + QPointF(-0.8, 2.0) * unit
        painter.drawLine(middle + QPointF(-2.8, 0.1) * unit, corner)
        painter.drawLine(corner, middle + QPointF(2.8, -2.0) * unit)
    else:
        painter.drawEllipse(ring)
        _inside(painter, state, middle, ring, unit)
    painter.restore()


def _inside(painter: QPainter, state: State, middle: QPointF, ring: QRectF, unit: float) -> None:
    if state is State.QUEUE:
        for height in (-1.4, 1.4):
            painter.drawLine(
                middle + QPointF(-2.2, height) * unit, middle + QPointF(2.2, height) * unit
            )
    elif state is State.READING:
        painter.setBrush(painter.pen().color())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPie(ring, -90 * 16, 180 * 16)
    else:
        painter.drawLine(middle + QPointF(-2.4, 0) * unit, middle + QPointF(2.4, 0) * unit)


def icon(state: State) -> QIcon:
    """The glyph of a state for a menu."""
    side = theme().size("stateGlyph")
    picture = QPixmap(side * 2, side * 2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.scale(2, 2)
    paint(painter, QRectF(0, 0, side, side), state)
    painter.end()
    picture.setDevicePixelRatio(2)
    return QIcon(picture)
