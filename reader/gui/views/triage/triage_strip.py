"""The strip at the left of triage: what was just decided, the paper now, and the next ones."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reader.gui.look import glyphs
from reader.gui.look.theme import px, theme
from reader.gui.views.text_lines import lay_out, paint_lines
from reader.model import Row, State
from reader.tex import readable

_PAD, _TEXT, _LINE = 20, 44, 18
Decided = Sequence[tuple[Row, State | None]]


class TriageStrip(QWidget):
    """Three short lists under headings; a click on a paper goes to it."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("triageStrip")
        self._decided: Decided = ()
        self._now: Row | None = None
        self._coming: Sequence[Row] = ()
        self._boxes: list[tuple[QRectF, int]] = []
        theme().changed.connect(self.updateGeometry)

    def show_rows(self, decided: Decided, now: Row | None, coming: Sequence[Row]) -> None:
        """Show where the person is."""
        self._decided, self._now, self._coming = decided, now, coming
        following = f"Next: {readable(coming[0].title)}." if coming else "This is the last paper."
        self.setAccessibleName("Just decided, now and next")
        self.setAccessibleDescription(following)
        self.update()

    def sizeHint(self) -> QSize:
        """The width of the design."""
        return QSize(theme().size("triageStrip"), px(400))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint headings and papers from top to bottom, as far as there is room."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme().color("bg.sidebar"))
        line = QRectF(self.width() - 1, 0, 1, self.height())
        painter.fillRect(line, theme().color("line.pane"))
        self._boxes = []
        y = float(px(14))
        if self._decided:
            y = self._heading(painter, y, "Just decided")
            for row, verdict in self._decided:
                y = self._decided_row(painter, y, row, verdict)
            y += px(12)
        if self._now is not None:
            y = self._heading(painter, y, "Now")
            y = self._current_row(painter, y, self._now) + px(14)
        if self._coming:
            y = self._heading(painter, y, "Next")
            for row in self._coming:
                if y + px(2 * _LINE) > self.height():
                    break
                y = self._paper(painter, y, row, "label", "text.secondary") + px(12)
        painter.end()

    def _heading(self, painter: QPainter, y: float, words: str) -> float:
        painter.setFont(theme().font("caption"))
        painter.setPen(theme().color("text.tertiary"))
        area = QRectF(px(_PAD), y, self.width(), px(20))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)
        return y + px(26)

    def _decided_row(self, painter: QPainter, y: float, row: Row, verdict: State | None) -> float:
        words = verdict.label if verdict is not None else "Later"
        painter.setFont(theme().font("small"))
        width = QFontMetricsF(painter.font()).horizontalAdvance(words)
        box = QRectF(px(_TEXT), y, self.width() - px(_TEXT) - px(_PAD), px(_LINE))
        painter.setPen(theme().color("text.tertiary"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, right, words)
        state = verdict if verdict is not None else State.INBOX
        self._glyph(painter, y, state, seen=True)
        painter.setFont(theme().font("body"))
        painter.setPen(theme().color("text.secondary"))
        room = box.adjusted(0, 0, -width - px(12), 0)
        title = QFontMetricsF(painter.font()).elidedText(
            readable(row.title), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)
        self._boxes.append((QRectF(0, y - px(5), self.width(), px(_LINE + 10)), row.id))
        return y + px(_LINE + 12)

    def _current_row(self, painter: QPainter, y: float, row: Row) -> float:
        width = self.width() - px(_TEXT) - px(_PAD)
        lines = lay_out(readable(row.title), theme().font("bodyStrong"), width, 2, ())
        ground = QRectF(px(8), y - px(4), self.width() - px(16), len(lines) * px(_LINE) + px(14))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("bg.selected"))
        painter.drawRoundedRect(ground, px(6), px(6))
        return self._paper(painter, y + px(3), row, "bodyStrong", "text.primary") + px(7)

    def _paper(self, painter: QPainter, y: float, row: Row, role: str, ink: str) -> float:
        """A title on at most two lines, and its glyph; answers where it ends."""
        width = self.width() - px(_TEXT) - px(_PAD)
        lines = lay_out(readable(row.title), theme().font(role), width, 2, ())
        self._glyph(painter, y, row.state, seen=row.seen)
        paint_lines(painter, lines, QPointF(px(_TEXT), y), px(_LINE), theme().color(ink))
        end = y + len(lines) * px(_LINE)
        self._boxes.append((QRectF(0, y - px(6), self.width(), end - y + px(12)), row.id))
        return end

    def _glyph(self, painter: QPainter, y: float, state: State, *, seen: bool) -> None:
        size = theme().size("stateGlyph")
        box = QRectF(px(_PAD), y + (px(_LINE) - size) / 2, size, size)
        glyphs.paint(painter, box, state, seen=seen)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the paper under the pointer."""
        for box, paper_id in self._boxes:
            if box.contains(event.position()):
                self.chosen.emit(paper_id)
                return
