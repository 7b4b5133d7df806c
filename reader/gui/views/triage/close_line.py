"""The line under a paper in triage: which papers that the person has kept are close to it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reader.gui.look import glyphs
from reader.gui.look.theme import px, theme
from reader.model import Row
from reader.tex import readable

WORDS = "Close to papers you have"
_HEIGHT, _GAP = 54, 20


class CloseLine(QWidget):
    """The state and the title of a few papers beside each other, under a rule.

    It keeps its height while it is empty: what comes a moment later must not move the text.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()
        self._left, self._width = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these papers; none leaves the line empty."""
        self.rows = rows
        titles = "; ".join(f"{readable(row.title)}, {row.state.label}" for row in rows)
        self.setAccessibleName(f"{WORDS}: {titles}" if rows else "")
        self.update()

    def set_column(self, left: int, width: int) -> None:
        """Stand under the text, in the same column (pixels)."""
        self._left, self._width = left, width
        self.update()

    def sizeHint(self) -> QSize:
        """One line with air around it."""
        return QSize(px(400), px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rule, the words, and the papers in equal parts of the room that is left."""
        if not self.rows:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        column = QRectF(self._left, 0, self._width, self.height())
        painter.fillRect(QRectF(column.left(), 0, column.width(), 1), theme().color("line.pane"))
        painter.setFont(theme().font("small"))
        painter.setPen(theme().color("text.tertiary"))
        painter.drawText(column, Qt.AlignmentFlag.AlignVCenter, WORDS)
        start = QFontMetricsF(painter.font()).horizontalAdvance(WORDS) + px(_GAP)
        room = (column.width() - start - px(_GAP) * (len(self.rows) - 1)) / len(self.rows)
        for place, row in enumerate(self.rows):
            x = column.left() + start + place * (room + px(_GAP))
            self._paint_paper(painter, QRectF(x, 0, room, self.height()), row)
        painter.end()

    def _paint_paper(self, painter: QPainter, area: QRectF, row: Row) -> None:
        size = theme().size("stateGlyph")
        box = QRectF(area.left(), (area.height() - size) / 2, size, size)
        glyphs.paint(painter, box, row.state, seen=row.seen)
        area.adjust(size + px(6), 0, 0, 0)
        painter.setPen(theme().color("text.secondary"))
        title = QFontMetricsF(painter.font()).elidedText(
            readable(row.title), Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, title)
