"""The counts beside a search: values to tick, in groups, each with how many papers have it."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reader.gui.controls.label import Label
from reader.gui.controls.tick_box import paint_tick_box
from reader.gui.look import glyphs
from reader.gui.look.icons import pixmap
from reader.gui.look.theme import px, theme
from reader.gui.look.wording import number
from reader.model import Facet, Facets, State

TITLES = {
    "state": "State",
    "year": "Year",
    "tag": "Tag",
    "import": "Import",
    "contains": "Contains",
    "kind": "Highlight",
}
_ROW, _BOX, _BAR = 26, 15, 38
_NO_BAR = "Undated"
_ICONS = {"has:notes": "note", "has:highlights": "highlight", "is:starred": "star"}


class FacetRow(QAbstractButton):
    """One value: a box, what it is, and the number of papers; years have a bar besides."""

    moved = Signal(int)

    def __init__(self, group: str, facet: Facet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.family, self.facet, self.most = group, facet, 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)
        self.update_facet(facet, 0)

    def update_facet(self, facet: Facet, most: int) -> None:
        """Show another number or tick; `most` is the largest number of the group."""
        self.facet, self.most = facet, most
        self.setChecked(facet.on)
        self.setAccessibleName(f"{TITLES[self.family]} {facet.label}, {number(facet.count)}")
        self.setToolTip("")
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(px(180), px(_ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box, sign, words, bar and number."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("bg.hover"))
            painter.drawRoundedRect(QRectF(self.rect()), px(5), px(5))
        box = QRectF(px(4), middle - px(_BOX) / 2, px(_BOX), px(_BOX))
        state = Qt.CheckState.Checked if self.facet.on else Qt.CheckState.Unchecked
        paint_tick_box(painter, box, state)
        left = self._paint_sign(painter, box.right() + px(8), middle)
        painter.setFont(look.count_font())
        painter.setPen(look.color("text.tertiary"))
        count = number(self.facet.count)
        area = QRectF(self.rect()).adjusted(left, 0, -px(6), 0)
        align = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, align | Qt.AlignmentFlag.AlignRight, count)
        widest = count if self.most < self.facet.count else number(self.most)  # bars begin alike
        area.setRight(area.right() - painter.fontMetrics().horizontalAdvance(widest) - px(8))
        if self.family == "year" and self.facet.label != _NO_BAR and self.most:
            area.setRight(area.right() - px(_BAR) - px(4))
            length = max(px(3), px(_BAR) * self.facet.count / self.most)
            bar = QRectF(area.right() + px(4), middle - px(2), length, px(4))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent.fill"))
            painter.setOpacity(0.65)
            painter.drawRoundedRect(bar, px(2), px(2))
            painter.setOpacity(1)
        painter.setFont(look.font("small"))
        quiet = self.facet.label == _NO_BAR
        painter.setPen(look.color("text.tertiary" if quiet else "text.primary"))
        words = painter.fontMetrics().elidedText(
            self.facet.label, Qt.TextElideMode.ElideRight, round(area.width())
        )
        painter.drawText(area, align | Qt.TextFlag.TextSingleLine, words)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("focus.ring"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(5), px(5))
        painter.end()

    def _paint_sign(self, painter: QPainter, left: float, middle: float) -> float:
        """The glyph of a state or the dot of a tag; answers where the words begin."""
        if self.family == "state":
            size = px(13)
            state = State(self.facet.text.removeprefix("is:"))
            glyphs.paint(painter, QRectF(left, middle - size / 2, size, size), state, seen=True)
            return left + size + px(8)
        if self.family == "tag":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().tag_color(self.facet.color))
            painter.drawEllipse(QPointF(left + px(4), middle), px(4), px(4))
            return left + px(16)
        name = _ICONS.get(self.facet.text)
        if name:
            size = px(14)
            sign = pixmap(name, theme().color("text.primary"), size, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(left, middle - size / 2), sign)
            return left + size + px(8)
        return left

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go to the neighbours; Enter ticks as Space does."""
        steps = {Qt.Key.Key_Down.value: 1, Qt.Key.Key_Up.value: -1}
        if event.key() in steps:
            self.moved.emit(steps[event.key()])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class FacetPanel(QScrollArea):
    """Groups of values; `ticked` says which filter was clicked."""

    ticked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("facets")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Narrow the search")
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self.setWidget(self._inside)
        self._rows: list[FacetRow] = []
        theme().changed.connect(self._restyle)
        self._restyle()

    @property
    def rows(self) -> Sequence[FacetRow]:
        """The values shown, from top to bottom."""
        return self._rows

    def show_facets(self, facets: Facets) -> None:
        """Show these counts; rows that stay keep the focus and their place."""
        wanted = [(group, value) for group, values in facets.groups for value in values]
        most = {
            group: max((value.count for value in values if value.label != _NO_BAR), default=0)
            for group, values in facets.groups
        }
        names = [(group, value.text) for group, value in wanted]
        if names != [(row.family, row.facet.text) for row in self._rows]:
            self._rebuild(facets)
        for row, (group, value) in zip(self._rows, wanted, strict=True):
            row.update_facet(value, most[group])

    def _rebuild(self, facets: Facets) -> None:
        focused = next((row.facet.text for row in self._rows if row.hasFocus()), "")
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._rows = []
        for group, values in facets.groups:
            if not values:
                continue
            title = Label(TITLES[group], role="caption", ink="secondary")
            title.setContentsMargins(px(4), px(15) if self._rows else 0, 0, px(5))
            self._column.addWidget(title)
            for value in values:
                self._add_row(group, value)
        self._column.addStretch(1)
        for row in self._rows:
            if focused and row.facet.text == focused:
                row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_row(self, group: str, value: Facet) -> None:
        row = FacetRow(group, value)
        row.clicked.connect(lambda _=False, row=row: self.ticked.emit(row.facet.text))
        row.moved.connect(lambda step, row=row: self._move(row, step))
        self._column.addWidget(row)
        self._rows.append(row)

    def _move(self, row: FacetRow, step: int) -> None:
        place = self._rows.index(row) + step
        if 0 <= place < len(self._rows):
            self._rows[place].setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(self._rows[place])

    def _restyle(self) -> None:
        self.setFixedWidth(theme().size("facets"))
        self._column.setContentsMargins(px(16), px(19), px(10), px(14))
        self._column.setSpacing(0)
