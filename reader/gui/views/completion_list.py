"""What can be written next in the search field: a short list that never takes the focus."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.gui.controls.popover import Popover
from reader.gui.look.theme import px, theme
from reader.gui.look.wording import number
from reader.query.completing import Completion

_ROW, _WIDTH, _PAD = 28, 340, 6


class CompletionList(Popover):
    """Completions under the field; `chosen` is the one to take over."""

    chosen = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Completions")
        self._lines = _Lines()
        self._lines.clicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._lines)

    @property
    def current(self) -> Completion | None:
        """The line that stands out; None before any key went into the list."""
        return self._lines.current

    @property
    def offered(self) -> Sequence[Completion]:
        """All lines."""
        return self._lines.offered

    def offer(self, completions: Sequence[Completion]) -> None:
        """Show these instead."""
        self._lines.offer(completions)
        self.setFixedSize(px(_WIDTH), px(_ROW) * len(completions) + 2 * px(_PAD))

    def move_by(self, step: int) -> None:
        """Let the next or previous line stand out."""
        self._lines.move_by(step)

    def _choose(self) -> None:
        if self.current is not None:
            self.chosen.emit(self.current)


class _Lines(QWidget):
    """The painted lines."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.offered: Sequence[Completion] = ()
        self._at = -1
        self.setMouseTracking(True)

    @property
    def current(self) -> Completion | None:
        return self.offered[self._at] if 0 <= self._at < len(self.offered) else None

    def offer(self, completions: Sequence[Completion]) -> None:
        self.offered, self._at = completions, -1
        self.update()

    def move_by(self, step: int) -> None:
        count = len(self.offered)
        if count:
            before = -1 if self._at < 0 and step > 0 else max(self._at, 0)
            self._at = (before + step) % count
            self.setAccessibleName(self.offered[self._at].text)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint value, what it says, and its count."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, each in enumerate(self.offered):
            area = QRectF(
                px(_PAD), px(_PAD) + row * px(_ROW), self.width() - 2 * px(_PAD), px(_ROW)
            )
            if row == self._at:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.color("bg.selected"))
                painter.drawRoundedRect(area, px(5), px(5))
            self._paint_line(painter, area.adjusted(px(10), 0, -px(10), 0), each)
        painter.end()

    def _paint_line(self, painter: QPainter, area: QRectF, each: Completion) -> None:
        look = theme()
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        if each.count is not None:
            painter.setFont(look.count_font())
            painter.setPen(look.color("text.tertiary"))
            count = number(each.count)
            painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight, count)
            area.setRight(area.right() - painter.fontMetrics().horizontalAdvance(count) - px(10))
        painter.setFont(look.font("mono"))
        painter.setPen(look.color("accent.text"))
        elide = Qt.TextElideMode.ElideRight
        text = painter.fontMetrics().elidedText(each.text, elide, round(area.width()))
        painter.drawText(area, middle, text)
        area.setLeft(area.left() + painter.fontMetrics().horizontalAdvance(text) + px(12))
        painter.setFont(look.font("small"))
        painter.setPen(look.color("text.secondary"))
        about = painter.fontMetrics().elidedText(each.about, elide, max(0, round(area.width())))
        painter.drawText(area, middle, about)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The line under the pointer stands out."""
        self._at = int((event.position().y() - px(_PAD)) // px(_ROW))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click takes the line."""
        self.mouseMoveEvent(event)
        self.clicked.emit()
