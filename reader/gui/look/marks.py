"""How highlights, their numbers and search matches are painted, alike in every place."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QTextLayout

from reader.gui.look import kinds
from reader.gui.look.theme import px, theme
from reader.model import Highlight, Kind


def numbered(highlights: Iterable[Highlight]) -> list[tuple[int, Highlight]]:
    """Highlights with their numbers: in reading order, those no longer in the text at the end."""
    ordered = sorted(highlights, key=lambda mark: (mark.start is None, mark.start or 0, mark.id))
    return list(enumerate(ordered, start=1))


def paint_number(painter: QPainter, rect: QRectF, number: int, kind: Kind) -> None:
    """Paint the number of a highlight in its box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(kinds.color(kind, "edge"), max(1.0, px(1.2))))
    painter.setBrush(kinds.color(kind, "bg"))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
    painter.setFont(theme().font("key", 600))
    painter.setPen(theme().color("text.primary"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.restore()


def stretches(
    layout: QTextLayout, start: int, end: int, above: float, below: float
) -> list[QRectF]:
    """The rectangles of characters `start` to `end`, line by line, around the baseline."""
    rects: list[QRectF] = []
    for place in range(layout.lineForTextPosition(start).lineNumber(), layout.lineCount()):
        line = layout.lineAt(place)
        if line.textStart() >= end:
            break
        first = max(start, line.textStart())
        last = min(end, line.textStart() + line.textLength())
        if first >= last:
            continue
        left, right = _x(line.cursorToX(first)), _x(line.cursorToX(last))
        right = min(right, line.naturalTextRect().right()) if right > left else right
        baseline = layout.position().y() + line.y() + line.ascent()
        rects.append(
            QRectF(
                layout.position().x() + min(left, right),
                baseline - above,
                abs(right - left),
                above + below,
            )
        )
    return rects


def _x(place: object) -> float:
    """PySide gives the x of a cursor alone or with the cursor it was moved to."""
    return float(place[0]) if isinstance(place, tuple) else float(place)  # type: ignore[arg-type]


def paint_highlight(painter: QPainter, rects: Sequence[QRectF], kind: Kind) -> None:
    """Fill the stretches of a highlight and draw the edge under them."""
    edge = theme().px(theme().token("line", "highlightEdge"))
    for rect in rects:
        painter.fillRect(rect, kinds.color(kind, "bg"))
        painter.fillRect(
            QRectF(rect.left(), rect.bottom() - edge, rect.width(), edge), kinds.color(kind, "edge")
        )


def paint_match(painter: QPainter, rects: Sequence[QRectF], *, current: bool = False) -> None:
    """Fill the stretches of a search match: rounded, unlike a highlight; a ring if `current`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme().color("focus.ring"), 2) if current else Qt.PenStyle.NoPen)
    painter.setBrush(theme().color("match.bg"))
    radius = theme().px(theme().token("radius", "mark"))
    for rect in rects:
        painter.drawRoundedRect(rect.adjusted(-1, 0, 1, 0), radius, radius)
    painter.restore()


def reach(metrics: QFontMetricsF) -> tuple[float, float]:
    """How far a mark reaches above and below the baseline: 3 px past tall and deep letters."""
    box = metrics.tightBoundingRect("dp")
    return -box.top() + px(3), box.bottom() + px(3)
