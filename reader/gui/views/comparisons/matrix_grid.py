"""The grid of a comparison: cells that break their lines, and tell how their words came there."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reader.gui.look import kinds
from reader.gui.look.theme import px, theme
from reader.gui.models.matrix_table import PAPER, MatrixTable
from reader.gui.views.comparisons.landing_grid import LandingGrid
from reader.model import Cell, Kind

Index = QModelIndex | QPersistentModelIndex
PAPER_WIDTH, WIDTH, LINES, LEAST = 230, 150, 7, 44


class MatrixGrid(LandingGrid):
    """Shows and edits cells. `written` says what was typed; `wished` a key by its name."""

    written = Signal(QModelIndex, str)
    current_changed = Signal()
    column_moved = Signal(int, int)

    def __init__(self, table: MatrixTable, parent: QWidget | None = None) -> None:
        super().__init__(table, parent)
        self.setAccessibleName("Comparison")
        self.setModel(table)
        cells = _Cells(self, table)
        cells.written.connect(self.written)
        self.setItemDelegate(cells)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.setHorizontalHeader(_Headings(self))
        self.horizontalHeader().sectionResized.connect(lambda *_sizes: self.fit_rows())
        self.horizontalHeader().sectionMoved.connect(self._section_moved)
        theme().changed.connect(self.restyle)

    def show_widths(self) -> None:
        """Give every column its width; the columns share the room there is."""
        head = self.horizontalHeader()
        count = self.table.columnCount()
        room = self.viewport().width() - px(PAPER_WIDTH)
        width = max(px(WIDTH), room // max(1, count - 1))
        head.blockSignals(True)
        for column in range(count):
            self.setColumnWidth(column, px(PAPER_WIDTH) if column == PAPER else width)
        head.blockSignals(False)
        self.fit_rows()

    def fit_rows(self) -> None:
        """Make rows as high as their longest cell, within reason."""
        self.resizeRowsToContents()

    def chosen(self) -> list[QModelIndex]:
        """The cells that are selected, the current one at least."""
        found = [index for index in self.selectedIndexes() if index.column() != PAPER]
        return found or [index for index in (self.currentIndex(),) if index.isValid()]

    def edit_current(self) -> None:
        """Begin to write in the current cell."""
        index = self.currentIndex()
        if index.isValid() and index.column() != PAPER:
            self.edit(index)

    def step(self, by: int) -> None:
        """Go to the row below or above."""
        index = self.currentIndex()
        row = max(0, min(self.table.rowCount() - 1, index.row() + by))
        if self.table.rowCount():
            self.setCurrentIndex(self.table.index(row, max(0, index.column())))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Another cell is looked at."""
        super().currentChanged(current, previous)
        self.current_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move; every other key is for the page."""
        moves = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
        ends = (Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        held = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() in (*moves, *ends) and not held:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here."""

    def _section_moved(self, _logical: int, before: int, after: int) -> None:
        """A heading was dragged: the library puts the columns in order, not the view."""
        head = self.horizontalHeader()
        head.blockSignals(True)
        head.moveSection(after, before)
        head.blockSignals(False)
        if PAPER not in (before, after):
            self.column_moved.emit(before, after)

    def restyle(self) -> None:
        """Take on another look."""
        self.horizontalHeader().setFixedHeight(px(34))
        self.show_widths()


class _Headings(QHeaderView):
    """The names of the columns; they can be dragged."""

    def __init__(self, grid: MatrixGrid) -> None:
        super().__init__(Qt.Orientation.Horizontal, grid)
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(px(34))
        self.setMinimumSectionSize(px(80))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Paint a heading."""
        look = theme()
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.color("line.pane"))
        painter.setFont(look.font("caption"))
        painter.setPen(look.color("text.secondary"))
        words = rect.adjusted(px(20 if logicalIndex == PAPER else 12), 0, -px(8), 0)
        text = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal))
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


class _Cells(QStyledItemDelegate):
    """Paints words in several lines: written ones plainly, suggestions grey and in italics."""

    written = Signal(QModelIndex, str)

    def __init__(self, grid: MatrixGrid, table: MatrixTable) -> None:
        super().__init__(grid)
        self._grid, self._table = grid, table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the words in the width of the column."""
        metrics = QFontMetrics(theme().font(self._role(index)))
        width = self._grid.columnWidth(index.column()) - px(self._left(index) + 12)
        words = str(index.data() or "")
        height = metrics.boundingRect(
            0, 0, max(px(40), width), px(4000), Qt.TextFlag.TextWordWrap, words
        ).height()
        most = LINES * metrics.lineSpacing()
        return QSize(px(80), max(px(LEAST), min(height, most) + px(20)))

    @staticmethod
    def _role(index: Index) -> str:
        return "label" if index.column() == PAPER else "body"

    @staticmethod
    def _left(index: Index) -> int:
        return 20 if index.column() == PAPER else 12

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        look = theme()
        rect: QRect = option.rect
        cell = self._table.cell(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, index)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.color("line.hair"))
        words = rect.adjusted(px(self._left(index)), px(10), -px(10), -px(8))
        suggested = cell is not None and cell.by == "suggestion"
        painter.setFont(look.font(self._role(index), italic=suggested))
        painter.setPen(look.color("text.secondary" if suggested else "text.primary"))
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, flags, _fitting(painter, words, str(index.data() or "")))
        if cell is not None:
            self._paint_origin(painter, rect, cell, index)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, index: Index) -> None:
        look = theme()
        selected = self._grid.selectionModel().isSelected(index)
        if selected:
            active = self._grid.hasFocus()
            painter.fillRect(rect, look.color("bg.selected" if active else "bg.selectedInactive"))
        if index == self._grid.currentIndex() and self._grid.hasFocus():
            painter.setPen(QPen(look.color("focus.ring"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -3), px(4), px(4))

    def _paint_origin(self, painter: QPainter, rect: QRect, cell: Cell, index: Index) -> None:
        """A bar in the colour of the highlights, or a dashed one for a suggestion."""
        if cell.by not in ("highlight", "suggestion"):
            return
        place = self._table.place(index)
        kind = _kind_of(place[1]) if place is not None else None
        token = theme().color("line.control")
        color = kinds.color(kind, "edge") if cell.by == "highlight" and kind else token
        dashed = cell.by == "suggestion"
        pen = QPen(color, px(2), Qt.PenStyle.DotLine if dashed else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        x = rect.left() + px(5)
        painter.drawLine(x, rect.top() + px(11), x, rect.bottom() - px(10))

    # ------------------------------------------------------------ editing

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QPlainTextEdit:
        """A field with room for several lines."""
        editor = QPlainTextEdit(parent)
        editor.setFont(theme().font("body"))
        editor.setAccessibleName(self._table.column_name(index))
        editor.setTabChangesFocus(True)
        editor.setFrameShape(QFrame.Shape.NoFrame)
        editor.setAutoFillBackground(True)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with what the cell says; a suggestion can be changed as well."""
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(str(index.data() or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Say what was typed, if it is something else."""
        if isinstance(editor, QPlainTextEdit):
            text = editor.toPlainText().strip()
            if text != str(index.data() or ""):
                self.written.emit(self._table.index(index.row(), index.column()), text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter keeps what was typed; with Shift it begins another line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                assert isinstance(watched, QWidget)
                self.commitData.emit(watched)
                self.closeEditor.emit(watched, QAbstractItemDelegate.EndEditHint.NoHint)
                return True
            if enter:
                return False  # the field takes it: another line
        return super().eventFilter(watched, event)


def _kind_of(column: str) -> Kind | None:
    from reader.evidence.columns import kind_of

    return kind_of(column)


def _fitting(painter: QPainter, area: QRect, words: str) -> str:
    """As many words as fit; what is left out is shown by dots."""
    flags = Qt.TextFlag.TextWordWrap
    metrics = painter.fontMetrics()
    room = QRect(area)
    while len(words) > 1 and metrics.boundingRect(room, flags, words).height() > area.height():
        words = words[: max(1, int(len(words) * 0.92))].rstrip(" …") + "…"
    return words
