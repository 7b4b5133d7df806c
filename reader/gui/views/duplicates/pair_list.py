"""The list of pairs on the duplicates page: titles and evidence under two headings."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.gui.look import icons
from reader.gui.look.theme import px, theme
from reader.gui.models.duplicate_pairs import DuplicatePairs, evidence
from reader.gui.views.text_lines import lay_out, paint_lines

LINE = 18  # the height of a line of a title
Index = QModelIndex | QPersistentModelIndex
MOVES = (
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
)


class PairList(QListView):
    """Headings and pairs; the arrows move between pairs."""

    moved = Signal()

    def __init__(self, pairs: DuplicatePairs) -> None:
        super().__init__()
        self.setAccessibleName("Pairs")
        self.setModel(pairs)
        self.setItemDelegate(_PairCell(self, pairs))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Show the pair that the arrows chose."""
        super().currentChanged(current, previous)
        if self.hasFocus():
            self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between the pairs; every other key is for the page."""
        if event.key() in MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()


class _PairCell(QStyledItemDelegate):
    def __init__(self, view: QListView, pairs: DuplicatePairs) -> None:
        super().__init__(view)
        self._view, self._pairs = view, pairs

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines of title and one of evidence; a heading is one line."""
        if isinstance(self._pairs.at(index.row()), str):
            return QSize(px(100), px(34 if index.row() else 24))  # the first needs no air above it
        return QSize(px(100), px(76))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a heading or a pair."""
        look, what = theme(), self._pairs.at(index.row())
        area: QRect = option.rect
        if isinstance(what, str):
            painter.setFont(look.font("caption"))
            painter.setPen(look.color("text.secondary"))
            words_area = area.adjusted(px(20), px(10) if index.row() else 0, -px(12), 0)
            painter.drawText(words_area, Qt.AlignmentFlag.AlignVCenter, what)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, area, option)
        inside = area.adjusted(px(42), px(9), -px(20), -px(8))
        icon = icons.pixmap(
            "merge" if what.certain else "likely",
            look.color("text.secondary"),
            px(16),
            self._view.devicePixelRatioF(),
        )
        painter.drawPixmap(area.left() + px(20), inside.top() + px(2), icon)
        font, line = look.font("label"), px(LINE)
        lines = lay_out(str(index.data()), font, inside.width(), 2)
        paint_lines(painter, lines, QPointF(inside.topLeft()), line, look.color("text.primary"))
        height = len(lines) * line
        painter.setFont(look.font("small"))
        painter.setPen(look.color("text.secondary"))
        below = QRect(inside.left(), inside.top() + height + px(2), inside.width(), px(18))
        text = painter.fontMetrics().elidedText(
            evidence(what), Qt.TextElideMode.ElideRight, below.width()
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def _paint_ground(self, painter: QPainter, area: QRect, option: QStyleOptionViewItem) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if not selected and not option.state & QStyle.StateFlag.State_MouseOver:
            return
        token = "bg.hover"
        if selected:
            token = "bg.selected" if self._view.hasFocus() else "bg.selectedInactive"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color(token))
        painter.drawRoundedRect(area.adjusted(px(6), 1, -px(6), -1), px(8), px(8))
