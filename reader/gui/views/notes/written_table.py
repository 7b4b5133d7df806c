"""The table on the page of notes: two lines a row, painted; the arrows choose, Enter opens."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from reader.gui.controls.row_band import paint_row_band
from reader.gui.look import icons
from reader.gui.look.theme import px, theme
from reader.gui.look.wording import number
from reader.gui.models.written_list import Column, WrittenList

Index = QModelIndex | QPersistentModelIndex
WIDTHS = {Column.CHANGED: 96, Column.LENGTH: 86, Column.TAGS: 120}
ROW = 54
NARROW, NARROWEST = 560, 460
ICONS = {"paper": "comment", "topic": "note", "outline": "tree"}


class WrittenTable(QTableView):
    """Notes and documents. `row_chosen` is the row, -1 for none; `opened` by Enter."""

    row_chosen = Signal(int)
    opened = Signal()

    def __init__(self, rows: WrittenList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self.setAccessibleName("Notes and outlines")
        self.setModel(rows)
        self.setItemDelegate(_Cells(self, rows))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.setHorizontalHeader(_Headings(rows, self))
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        theme().changed.connect(self._restyle)
        self._restyle()

    def go_to(self, row: int) -> None:
        """Choose a row and show it."""
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            return
        index = self._rows.index(row, 0)
        self.setCurrentIndex(index)
        self.selectRow(row)
        self.scrollTo(index)

    def step(self, by: int) -> None:
        """Choose the next row or the one before."""
        count = self._rows.rowCount()
        if count:
            self.go_to(max(0, min(count - 1, self.currentIndex().row() + by)))

    def sort_next(self) -> None:
        """Sort by the next column; the last changed and the longest come first."""
        columns = [column for column in Column if not self.isColumnHidden(column)]
        place = columns.index(self._rows.column) if self._rows.column in columns else -1
        self.sort_by(columns[(place + 1) % len(columns)])

    def sort_by(self, column: Column) -> None:
        """Sort by a column; once more turns the order round."""
        down = column in (Column.CHANGED, Column.LENGTH)
        if column is self._rows.column:
            down = not self._rows.descending
        order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        here = self._rows.at(self.currentIndex().row())
        self._rows.sort(column, order)
        if here is not None:
            self.go_to(self._rows.row_of(here.of, here.id))
        self.horizontalHeader().viewport().update()

    def _tell(self, current: QModelIndex) -> None:
        self.row_chosen.emit(current.row())
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; what does not move is for the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.text() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here."""

    # ------------------------------------------------------------ look

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what matters less before titles become too short to read."""
        width = event.size().width()
        self.setColumnHidden(Column.TAGS, width < px(NARROW))
        self.setColumnHidden(Column.LENGTH, width < px(NARROWEST))
        super().resizeEvent(event)

    def _restyle(self) -> None:
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(px(24))
        rows.setDefaultSectionSize(px(ROW))
        columns.setFixedHeight(px(34))
        columns.setMinimumSectionSize(px(30))
        columns.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        for column, width in WIDTHS.items():
            columns.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            columns.resizeSection(column, px(width))
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the band of the chosen row under its cells."""
        paint_row_band(self, self.currentIndex().row(), 9)
        super().paintEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show by the chosen row that the keys go here."""
        super().focusInEvent(event)
        if self.currentIndex().row() < 0 and self._rows.rowCount():
            self.go_to(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys go elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()


class _Cells(QStyledItemDelegate):
    """Paints the title over the first line, and the other columns quietly."""

    def __init__(self, view: QTableView, rows: WrittenList) -> None:
        super().__init__(view)
        self._view, self._rows = view, rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        one = self._rows.at(index.row())
        if one is None:
            return
        look = theme()
        area: QRect = option.rect
        if index.column() != Column.TITLE:
            right = index.column() == Column.LENGTH
            painter.setFont(look.count_font())
            painter.setPen(look.color("text.secondary"))
            words = area.adjusted(px(4), 0, -px(12), 0)
            if index.column() == Column.CHANGED and self._view.isColumnHidden(Column.LENGTH):
                below = words.adjusted(0, px(28), 0, -px(6))
                _write(painter, below, number(one.length), Qt.AlignmentFlag.AlignVCenter)
                words = words.adjusted(0, px(7), 0, -px(26))
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            _write(painter, words, str(index.data()), side | Qt.AlignmentFlag.AlignVCenter)
            return
        color = look.color("text.secondary")
        icon = icons.pixmap(ICONS[one.of], color, px(16), self._view.devicePixelRatioF())
        painter.drawPixmap(area.left() + px(20), area.top() + px(10), icon)
        inside = area.adjusted(px(46), px(7), -px(8), -px(6))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(look.font("label"))
        painter.setPen(look.color("text.primary"))
        _write(painter, inside.adjusted(0, 0, 0, -px(20)), str(index.data()), left)
        painter.setFont(look.font("small"))
        painter.setPen(look.color("text.secondary" if one.first else "text.tertiary"))
        below = inside.adjusted(0, px(21), 0, 0)
        _write(painter, below, one.first or "Nothing written yet", left)


class _Headings(QHeaderView):
    """The headings; a click sorts, and an arrow shows by which column."""

    def __init__(self, rows: WrittenList, table: WrittenTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._rows = rows
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.sectionClicked.connect(lambda column: table.sort_by(Column(column)))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Paint a heading."""
        look = theme()
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.color("line.hair"))
        chosen = logicalIndex == self._rows.column
        painter.setFont(look.font("caption"))
        painter.setPen(look.color("text.primary" if chosen else "text.secondary"))
        arrow = (" ↓" if self._rows.descending else " ↑") if chosen else ""
        text = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal)) + arrow
        title, right = logicalIndex == Column.TITLE, logicalIndex == Column.LENGTH
        words = rect.adjusted(px(20 if title else 4), 0, -px(12), 0)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, side | Qt.AlignmentFlag.AlignVCenter, text)


def _write(painter: QPainter, area: QRect, text: str, flags: Qt.AlignmentFlag) -> None:
    elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, flags | Qt.TextFlag.TextSingleLine, elided)
