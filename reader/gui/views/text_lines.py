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
    QTextLine,
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
    `number` is the place of the line in its layout: lines that are not cut share one.
    """

    layout: QTextLayout
    marks: tuple[tuple[float, float], ...]
    indent: float = 0
    number: int = 0


def lay_out(
    text: str, font: QFont, width: float, lines: int, marks: Marks = ()
) -> tuple[LaidLine, ...]:
    """Break `text` into at most `lines` lines; what does not fit ends in an ellipsis."""
    text = " ".join(text.split()) if not marks else text
    places = Places(text)
    layout = _break(text, font, width, lines, _in_qt(places, marks))
    from_right = runs_from_right(text)
    laid = []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        start = places.to_text(line.textStart())
        end = places.to_text(line.textStart() + line.textLength())
        piece = text[start:end].rstrip()
        whole = len(piece)
        is_cut = number == lines - 1 and len(text[:end].rstrip()) < len(text.rstrip())
        if is_cut:
            piece = _elided(text[start:], end - start, font, width)
            whole = len(piece) - 1  # without the ellipsis: it is never marked
        here = [(max(0, a - start), min(b - start, whole)) for a, b in marks]
        within = [(a, b) for a, b in here if a < b]
        if is_cut or from_right:
            laid.append(_one_line(piece, font, within, width if from_right else None))
        else:
            shown = _in_qt(places, [(start + a, start + b) for a, b in within])
            laid.append(LaidLine(layout, _boxes(line, shown), 0, number))
    return tuple(laid)


def paint_lines(
    painter: QPainter, lines: Sequence[LaidLine], at: QPointF, line_height: float, color: QColor
) -> None:
    """Paint laid out lines, `line_height` apart, the marked words on their own ground."""
    for number, line in enumerate(lines):
        left_edge = at.x() + line.indent
        text_line = line.layout.lineAt(line.number)
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
        text_line.draw(painter, QPointF(left_edge, baseline))


def _break(text: str, font: QFont, width: float, lines: int, marks: Marks) -> QTextLayout:
    """The first lines of a text; the last of them ends where it would without eliding."""
    layout = _layout(text, font, marks)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    for _ in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
    layout.endLayout()
    return layout


def _elided(text: str, fits: int, font: QFont, width: float) -> str:
    """A text cut to a width, in which so many characters of it fit in whole words."""
    metrics, right = QFontMetricsF(font), Qt.TextElideMode.ElideRight
    near = text[: fits + 40]  # the rest need not be measured, unless all of this fits
    elided = metrics.elidedText(near, right, width)
    return elided if elided != near else metrics.elidedText(text, right, width)


def _one_line(text: str, font: QFont, marks: Marks, right: float | None) -> LaidLine:
    """Lay out one line; with `right` it belongs to a text that begins at that edge."""
    shown = _in_qt(Places(text), marks)
    layout = _layout(text, font, shown)
    if right is not None:
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(100_000)
    layout.endLayout()
    indent = 0.0 if right is None else max(0.0, right - line.naturalTextWidth())
    return LaidLine(layout, _boxes(line, shown), indent)


def _layout(text: str, font: QFont, marks: Marks) -> QTextLayout:
    """A layout, without lines so far, in which the marked words have their own ink."""
    layout = QTextLayout(text, font)
    layout.setCacheEnabled(True)
    formats = []
    for start, end in marks:
        format_ = QTextLayout.FormatRange()
        format_.start, format_.length = start, end - start
        ink = QTextCharFormat()
        ink.setForeground(QBrush(theme().color("match.text")))
        format_.format = ink
        formats.append(format_)
    layout.setFormats(formats)
    return layout


def _in_qt(places: Places, marks: Marks) -> Marks:
    """Marks as Qt counts characters."""
    return [(places.to_qt(start), places.to_qt(end)) for start, end in marks]


def _boxes(line: QTextLine, marks: Marks) -> tuple[tuple[float, float], ...]:
    """Where marked words of a line stand: left and width."""
    ends = [(_x(line.cursorToX(start)), _x(line.cursorToX(end))) for start, end in marks]
    return tuple((min(one, other), abs(one - other)) for one, other in ends)


def _x(answer: object) -> float:
    """The place in pixels; PySide answers it alone or together with the cursor."""
    return float(answer[0] if isinstance(answer, tuple) else answer)  # type: ignore[arg-type]
