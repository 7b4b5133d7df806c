"""Foreign text laid out in a fixed number of lines, the last one elided, with marks under words."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from reader.gui.look.directions import runs_from_right
from reader.gui.look.theme import px, theme
from reader.gui.look.utf16 import Places

Marks = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class LaidLine:
    """One line: its layout, the boxes of the marked words in it (left, width), and its indent.

    Only lines of a text that runs from right to left are indented: they end at the right edge.
    """

    layout: QTextLayout
    marks: tuple[tuple[float, float], ...]
    indent: float = 0


def lay_out(
    text: str, font: QFont, width: float, lines: int, marks: Marks = ()
) -> tuple[LaidLine, ...]:
    """Break `text` into at most `lines` lines; what does not fit ends in an ellipsis."""
    text = " ".join(text.split()) if not marks else text
    metrics = QFontMetricsF(font)
    pieces = _break(text, font, width, lines)
    from_right = runs_from_right(text)
    laid = []
    for number, (start, end) in enumerate(pieces):
        piece = text[start:end].rstrip()
        whole = len(piece)
        if number == lines - 1 and len(text[:end].rstrip()) < len(text.rstrip()):
            piece = metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, width)
            whole = len(piece) - 1  # without the ellipsis: it is never marked
        here = [(max(0, a - start), min(b - start, whole)) for a, b in marks]
        within = [(a, b) for a, b in here if a < b]
        laid.append(_one_line(piece, font, within, width if from_right else None))
    return tuple(laid)


def paint_lines(
    painter: QPainter, lines: Sequence[LaidLine], at: QPointF, line_height: float, color: QColor
) -> None:
    """Paint laid out lines, `line_height` apart, the marked words on their own ground."""
    for number, line in enumerate(lines):
        left_edge = at.x() + line.indent
        text_line = line.layout.lineAt(0)
        top = at.y() + number * line_height
        baseline = top + (line_height - text_line.height()) / 2
        if line.marks:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("match.bg"))
            radius = px(theme().token("radius", "mark"))
            for left, width in line.marks:
                box = QRectF(left_edge + left - 1, top + px(1), width + 2, line_height - px(2))
                painter.drawRoundedRect(box, radius, radius)
        painter.setPen(color)
        line.layout.draw(painter, QPointF(left_edge, baseline))


def _break(text: str, font: QFont, width: float, lines: int) -> list[tuple[int, int]]:
    """Where each line begins and ends; the last of them ends where it would without eliding."""
    places = Places(text)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    pieces = []
    layout.beginLayout()
    for _ in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start = line.textStart()
        pieces.append((places.to_text(start), places.to_text(start + line.textLength())))
    layout.endLayout()
    return pieces


def _one_line(text: str, font: QFont, marks: Marks, right: float | None) -> LaidLine:
    """Lay out one line; with `right` it belongs to a text that begins at that edge."""
    layout = QTextLayout(text, font)
    if right is not None:
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        layout.setTextOption(option)
    layout.setCacheEnabled(True)
    places = Places(text)
    shown = [(places.to_qt(start), places.to_qt(end)) for start, end in marks]
    formats = []
    for start, end in shown:
        format_ = QTextLayout.FormatRange()
        format_.start, format_.length = start, end - start
        ink = QTextCharFormat()
        ink.setForeground(QBrush(theme().color("match.text")))
        format_.format = ink
        formats.append(format_)
    layout.setFormats(formats)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(100_000)
    layout.endLayout()
    boxes = []
    for start, end in shown:
        left, right = _x(line.cursorToX(start)), _x(line.cursorToX(end))
        boxes.append((min(left, right), abs(right - left)))
    indent = 0.0 if right is None else max(0.0, right - line.naturalTextWidth())
    return LaidLine(layout, tuple(boxes), indent)


def _x(answer: object) -> float:
    """The place in pixels; PySide answers it alone or together with the cursor."""
    return float(answer[0] if isinstance(answer, tuple) else answer)  # type: ignore[arg-type]
