"""The Related tab: papers of the library close to the one shown, and the words they share."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QStackedLayout,
    QStyleOptionViewItem,
    QWidget,
)

from reader.dates import shown_date
from reader.gui.controls.label import Label
from reader.gui.look import glyphs
from reader.gui.look.theme import px, theme
from reader.gui.views.panel_rows import PanelRows, RowDelegate, paint_ground, paint_line
from reader.model import Neighbour, Row
from reader.tex import readable

_Index = QModelIndex | QPersistentModelIndex
_PAIR = Qt.ItemDataRole.UserRole.value
EMPTY = "Nothing close to this one yet."
BARS = 5


class Neighbours(QAbstractListModel):
    """Rows of papers with how close they are."""

    def __init__(self) -> None:
        super().__init__()
        self.pairs: Sequence[tuple[Neighbour, Row]] = ()

    def show_pairs(self, pairs: Sequence[tuple[Neighbour, Row]]) -> None:
        """Hold these."""
        if pairs != self.pairs:
            self.beginResetModel()
            self.pairs = pairs
            self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        """How many there are."""
        return 0 if parent.isValid() else len(self.pairs)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title, the sentence for screen readers, or paper and closeness together."""
        if not index.isValid() or not 0 <= index.row() < len(self.pairs):
            return None
        near, row = self.pairs[index.row()]
        if role == _PAIR:
            return near, row
        if role == Qt.ItemDataRole.DisplayRole:
            return readable(row.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            shares = ", ".join(near.shared)
            return f"{readable(row.title)}, {row.state.label}, {_percent(near)}. Shares {shares}."
        return None


def _percent(near: Neighbour) -> str:
    return f"{max(1, round(near.likeness * 100))}%"


class _Rows(RowDelegate):
    """Paints one paper: glyph and title, the words under it, date, bars and percentage."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the row."""
        near, row = index.data(_PAIR)
        rect = QRectF(option.rect)
        look = theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, rect)
        size = theme().size("stateGlyph")
        glyph = QRectF(rect.left() + px(16), rect.top() + px(8), size, size)
        glyphs.paint(painter, glyph, row.state, seen=row.seen)
        left, right = rect.left() + px(40), rect.right() - px(16)
        right = self._paint_closeness(painter, rect, right, near)
        painter.setFont(look.font("small"))
        date = shown_date(row.date)
        width = painter.fontMetrics().horizontalAdvance(date)
        area = QRectF(right - width, rect.top() + px(5), width, px(20))
        painter.setPen(look.color("text.tertiary"))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, date)
        title = QRectF(left, rect.top() + px(5), area.left() - px(12) - left, px(20))
        paint_line(painter, title, readable(row.title), "label", "text.primary")
        below = QRectF(left, title.bottom(), rect.right() - px(16) - left, px(16))
        paint_line(painter, below, f"Shares {', '.join(near.shared)}", "small", "text.secondary")
        painter.restore()

    def _paint_closeness(
        self, painter: QPainter, rect: QRectF, right: float, near: Neighbour
    ) -> float:
        """The percentage and five bars; answers where they begin."""
        look = theme()
        painter.setFont(look.count_font())
        width = painter.fontMetrics().horizontalAdvance("100%")
        area = QRectF(right - width, rect.top() + px(5), width, px(20))
        painter.setPen(look.color("text.secondary"))
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(area, align, _percent(near))
        left = area.left() - px(8) - BARS * px(5)
        filled = max(1, round(near.likeness**0.5 * BARS))
        painter.setPen(Qt.PenStyle.NoPen)
        for bar in range(BARS):
            height = px(4) + bar * px(2)
            painter.setBrush(look.color("accent.fill" if bar < filled else "line.hair"))
            box = QRectF(left + bar * px(5), area.center().y() + px(6) - height, px(3), height)
            painter.drawRoundedRect(box, px(1), px(1))
        return left - px(12)


class RelatedList(QWidget):
    """Papers close to the one shown, or a line saying that there are none."""

    wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = Neighbours()
        self.view = PanelRows("Related papers", self._model, _Rows())
        self.view.chosen.connect(self._go)
        self._empty = Label(EMPTY, ink="tertiary")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.view)
        theme().changed.connect(self.view.doItemsLayout)

    def _go(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._model.pairs):
            self.wanted.emit(self._model.pairs[index.row()][1].id)

    @property
    def count(self) -> int:
        """How many are shown."""
        return self._model.rowCount()

    def show_pairs(self, pairs: Sequence[tuple[Neighbour, Row]]) -> None:
        """Show these, best first."""
        self._model.show_pairs(pairs)
        self._stack.setCurrentWidget(self.view if pairs else self._empty)
