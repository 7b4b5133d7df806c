"""A cell of a field-by-field comparison: a choice with its text, the words that differ marked."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from reader.gui.controls.chip import chip_width, paint_chip
from reader.gui.controls.tick_box import paint_tick_box
from reader.gui.look import glyphs, icons
from reader.gui.look.differences import Piece
from reader.gui.look.theme import theme
from reader.model import State, Tag

Style = Literal["choice", "tick", "same"]
MOST_LINES = 12


class FieldCell(QAbstractButton):
    """One side of a field that differs, or both sides of one that does not (`same`).

    A state (and whether the paper was seen) stands before its words as a glyph; tags are chips
    where they have room in one line.
    """

    def __init__(
        self,
        style: Style,
        pieces: Sequence[Piece],
        *,
        state: tuple[State, bool] | None = None,
        tags: Sequence[Tag] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state, self._tags = state, tags
        self._style, self._pieces = style, list(pieces)
        self._text = "".join(text for text, _ in pieces).strip()
        self._lines: list[QTextLayout] = []
        self.setText(self._text)
        self.setAccessibleName(self._text or "none")
        self.setCheckable(style != "same")
        same = style == "same"
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if same else Qt.FocusPolicy.StrongFocus)
        self.setAutoExclusive(False)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self._lay_out)
        self._lay_out()

    def hasHeightForWidth(self) -> bool:
        """Long texts wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As many lines as the text needs."""
        one_line = self._shows_chips(width)
        rows = 1 if one_line else min(self._wrapped(width).lineCount(), MOST_LINES)
        return max(theme().px(37), rows * self._line_height() + theme().px(18))

    def sizeHint(self) -> QSize:
        """One line until the width is known."""
        width = self.width() or theme().px(300)
        return QSize(width, self.heightForWidth(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        height = self.heightForWidth(event.size().width())
        if height != self.height():
            self.setFixedHeight(height)

    def _lay_out(self) -> None:
        self.setFixedHeight(self.heightForWidth(self.width() or theme().px(300)))
        self.updateGeometry()
        self.update()

    def _line_height(self) -> int:
        return theme().line_height("body")

    def _area(self, width: int) -> QRectF:
        px = theme().px
        right = px(100) if self._style == "same" else px(12)
        left = px(37) if self._state is None else px(58)
        return QRectF(left, px(9), max(px(40), width - left - right), 10_000)

    def _shows_chips(self, width: int) -> bool:
        needed = sum(chip_width(tag) + theme().px(6) for tag in self._tags)
        return bool(self._tags) and needed <= self._area(width).width()

    def _wrapped(self, width: int) -> QTextLayout:
        text = "".join(text for text, _ in self._pieces).strip() or "none"
        layout = QTextLayout(text, self._font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(list(self._formats()))
        area, top = self._area(width), 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(area.width())
            line.setPosition(QPointF(0, top))
            top += self._line_height()
            if layout.lineCount() > MOST_LINES:
                break
        layout.endLayout()
        return layout

    def _font(self) -> QFont:
        return theme().font("body")

    def _formats(self) -> Sequence[QTextLayout.FormatRange]:
        marks, place = [], 0
        for text, differs in self._pieces:
            if differs:
                mark = QTextLayout.FormatRange()
                mark.start, mark.length = place, len(text.rstrip())
                look = QTextCharFormat()
                look.setFont(theme().font("body", 700))
                look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
                look.setUnderlineColor(theme().color("accent.text"))
                mark.format = look
                marks.append(mark)
            place += len(text)
        return marks

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, mark and text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_mark(painter)
        look = theme()
        quiet = self._style == "same" or not self._text
        painter.setPen(look.color("text.secondary" if quiet else "text.primary"))
        area = self._area(self.width())
        painter.setClipRect(self.rect().adjusted(0, 0, 0, -look.px(6)))
        if self._shows_chips(self.width()):
            self._paint_chips(painter, area)
        else:
            self._wrapped(self.width()).draw(painter, area.topLeft())
        if self._state is not None:
            side = look.px(14)
            box = QRectF(look.px(38), look.px(18.5) - side / 2, side, side)
            glyphs.paint(painter, box, self._state[0], seen=self._state[1])
        if self._style == "same":
            painter.setFont(look.font("small"))
            right = QRectF(self.rect()).adjusted(0, 0, -look.px(12), 0)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(right, flags, "same in both")
        painter.end()

    def _paint_chips(self, painter: QPainter, area: QRectF) -> None:
        look, left = theme(), area.left()
        ground = "bg.chipOnSelected" if self.isChecked() else "bg.chip"
        for tag in self._tags:
            wide, high = chip_width(tag), look.size("chip")
            paint_chip(
                painter, QRectF(left, (self.height() - high) / 2, wide, high), tag, ground=ground
            )
            left += wide + look.px(6)

    def _paint_ground(self, painter: QPainter) -> None:
        look, px = theme(), theme().px
        on = self.isChecked()
        edge, width = look.color("line.selected" if on else "line.hair"), 1
        if self.hasFocus():
            edge, width = look.color("focus.ring"), 2
        ground = "bg.selected" if on else "bg.subtle" if self._style == "same" else "bg.raised"
        if not on and self._style != "same" and self.underMouse():
            ground = "bg.hover"
        painter.setPen(QPen(edge, width))
        painter.setBrush(look.color(ground))
        inset = width / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), px(6), px(6)
        )

    def _paint_mark(self, painter: QPainter) -> None:
        look, px = theme(), theme().px
        middle = QPointF(px(21), px(18.5))
        if self._style == "same":
            size = px(14)
            color: QColor = look.color("success.text")
            picture = icons.pixmap("check", color, size, self.devicePixelRatioF())
            painter.drawPixmap(middle - QPointF(size / 2, size / 2), picture)
            return
        if self._style == "tick":
            side = look.size("check")
            box = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
            state = Qt.CheckState.Checked if self.isChecked() else Qt.CheckState.Unchecked
            paint_tick_box(painter, box, state)
            return
        on = self.isChecked()
        painter.setPen(Qt.PenStyle.NoPen if on else QPen(look.color("line.control"), 1))
        painter.setBrush(look.color("accent.fill" if on else "bg.field"))
        painter.drawEllipse(middle, px(8) - 0.5, px(8) - 0.5)
        if on:
            painter.setBrush(look.color("text.onAccent"))
            painter.drawEllipse(middle, px(3), px(3))
