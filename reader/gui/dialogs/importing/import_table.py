"""The table of found papers in the import dialog: painted rows, ticks, keys."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from reader.gui.controls.row_band import paint_row_band
from reader.gui.controls.tick_box import paint_tick_box
from reader.gui.look import icons
from reader.gui.look.theme import theme
from reader.gui.models.import_entries import HEADINGS, Column, Fate, ImportEntries

Index = QModelIndex | QPersistentModelIndex
WIDTHS = {
    Column.TICK: 50,
    Column.RESULT: 84,
    Column.DATE: 112,
    Column.AUTHORS: 64,
    Column.LINE: 62,
}
PAD = 4


class ImportTable(QTableView):
    """Rows of found papers. Space ticks, Ctrl A ticks all, a click in the box column ticks."""

    row_chosen = Signal(int)

    def __init__(self, entries: ImportEntries, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = entries
        self.setAccessibleName("Papers found")
        self.setModel(entries)
        self.setItemDelegate(_Cells(self, entries))
        self.setHorizontalHeader(_Headings(entries, self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.selectionModel().currentRowChanged.connect(self._tell)
        theme().changed.connect(self._restyle)
        self._restyle()

    def go_to(self, row: int) -> None:
        """Choose a row and show it."""
        self.selectRow(row)
        index = self._entries.index(row, Column.TITLE)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def chosen_row(self) -> int:
        """The row chosen, -1 when there is none."""
        return self.currentIndex().row()

    def _tell(self, current: QModelIndex) -> None:
        self.row_chosen.emit(current.row())
        self.viewport().update()

    # ------------------------------------------------------------ look

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what matters less before titles become too short to read."""
        for column, least in ((Column.AUTHORS, 580), (Column.LINE, 500)):
            self.setColumnHidden(column, event.size().width() < theme().px(least))
        super().resizeEvent(event)

    def _restyle(self) -> None:
        px = theme().px
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(px(24))
        rows.setDefaultSectionSize(px(32))
        columns.setFixedHeight(px(34))
        columns.setMinimumSectionSize(px(30))
        for column in Column:
            if column is Column.TITLE:
                columns.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
            else:
                columns.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
                columns.resizeSection(column, px(WIDTHS[column]))
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the band of the chosen row under its cells."""
        paint_row_band(self, self.chosen_row(), 7)
        super().paintEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show by the chosen row that the keys go here."""
        super().focusInEvent(event)
        if self.chosen_row() < 0 and self._entries.rowCount():
            self.go_to(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys go elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    # ------------------------------------------------------------ keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks the chosen row, Ctrl A all; everything else moves."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            if self.chosen_row() >= 0:
                self._entries.toggle(self.chosen_row())
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._entries.tick_all(self._entries.all_ticked() is not Qt.CheckState.Checked)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click in the column of boxes ticks; everywhere it chooses the row."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        if left and index.isValid() and index.column() == Column.TICK:
            self._entries.toggle(index.row())

    def keyboardSearch(self, search: str) -> None:
        """Letters do not jump in the table."""


class _Cells(QStyledItemDelegate):
    """Paints the cells: quiet columns, titles stronger, marks for merge, check and capture year."""

    def __init__(self, view: QTableView, entries: ImportEntries) -> None:
        super().__init__(view)
        self._view, self._entries = view, entries

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        look, row, column = theme(), index.row(), index.column()
        area: QRect = option.rect
        here = self._entries.fate(row) is Fate.HERE
        if column == Column.TICK:
            if not here:
                self._paint_tick(painter, area, row)
        elif column == Column.RESULT:
            self._paint_result(painter, area, row)
        elif column == Column.TITLE:
            ink = "text.secondary" if here or not self._entries.is_ticked(row) else "text.primary"
            painter.setFont(look.font("label"))
            self._write(painter, area, str(index.data()), look.color(ink))
        elif column == Column.DATE:
            self._paint_date(painter, area, row, str(index.data()))
        else:
            painter.setFont(look.count_font())
            ends = area.adjusted(0, 0, -look.px(14 if column == Column.LINE else 4), 0)
            token = "text.tertiary" if column == Column.LINE else "text.secondary"
            painter.setPen(look.color(token))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(ends, right, str(index.data()))

    def _paint_tick(self, painter: QPainter, area: QRect, row: int) -> None:
        on = self._entries.is_ticked(row)
        box = _box(area)
        paint_tick_box(painter, box, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _paint_result(self, painter: QPainter, area: QRect, row: int) -> None:
        look = theme()
        text, icon, token, weight = str(self._entries.index(row, Column.RESULT).data()), "", "", 400
        if self._entries.is_check(row):
            icon, token, weight = "warning", "warn.text", 500
        elif self._entries.fate(row) is Fate.MERGE:
            icon, token, weight = "merge", "accent.text", 500
        else:
            token = "text.secondary" if self._entries.fate(row) is Fate.NEW else "text.tertiary"
        painter.setFont(look.font("small", weight))
        color = look.color(token)
        if icon:
            size = look.px(14)
            picture = icons.pixmap(icon, color, size, self._view.devicePixelRatioF())
            top = area.center().y() - size / 2 + 1
            painter.drawPixmap(QPointF(area.left() + look.px(PAD), top), picture)
            area = area.adjusted(size + look.px(5), 0, 0, 0)
        self._write(painter, area, text, color)

    def _paint_date(self, painter: QPainter, area: QRect, row: int, text: str) -> None:
        look = theme()
        painter.setFont(look.count_font())
        self._write(painter, area, text, look.color("text.secondary"))
        if self._entries.year_from_capture(row):
            left = area.left() + look.px(PAD) + painter.fontMetrics().horizontalAdvance(text)
            paint_diamond(painter, QPointF(left + look.px(9), area.center().y() + 0.5), look.px(7))

    @staticmethod
    def _write(painter: QPainter, area: QRect, text: str, color: QColor) -> None:
        pad = theme().px(PAD)
        words = area.adjusted(pad, 0, -pad, 0)
        elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, words.width())
        painter.setPen(color)
        one_line = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(words, one_line, elided)


class _Headings(QHeaderView):
    """The headings; the first one is a box that ticks everything shown."""

    def __init__(self, entries: ImportEntries, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._entries = entries
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        entries.ticked.connect(self.viewport().update)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Paint a heading or the box over the ticks."""
        look = theme()
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.color("line.hair"))
        if logicalIndex == Column.TICK:
            paint_tick_box(painter, _box(rect), self._entries.all_ticked())
            return
        painter.setFont(look.font("caption"))
        painter.setPen(look.color("text.secondary"))
        if logicalIndex in (Column.AUTHORS, Column.LINE):
            rect = rect.adjusted(0, 0, -look.px(14 if logicalIndex == Column.LINE else 4), 0)
            side = Qt.AlignmentFlag.AlignRight
        else:
            rect, side = rect.adjusted(look.px(PAD), 0, 0, 0), Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, HEADINGS[logicalIndex])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the box ticks all, or none when all are ticked."""
        super().mouseReleaseEvent(event)
        if self.logicalIndexAt(event.position().toPoint()) == Column.TICK:
            self._entries.tick_all(self._entries.all_ticked() is not Qt.CheckState.Checked)


def _box(area: QRect) -> QRectF:
    side = theme().size("check")
    return QRectF(area.right() - side - theme().px(9), area.center().y() - side / 2 + 1, side, side)


def paint_diamond(painter: QPainter, middle: QPointF, size: float) -> None:
    """The small hollow diamond beside a date whose year came from the capture year."""
    half = size / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme().color("accent.text"), 1.3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    corners = ((0, -half), (half, 0), (0, half), (-half, 0))
    painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in corners]))
    painter.restore()
