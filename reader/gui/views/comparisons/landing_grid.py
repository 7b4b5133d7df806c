"""A table of papers whose rows are dragged by their first column, and that takes dropped papers."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from reader.gui.models.matrix_table import PAPER, MatrixTable
from reader.gui.models.papers_mime import dragged_papers, papers_mime
from reader.gui.views.landing import paint_landing, scroll_near_edge
from reader.gui.views.papers.drag_picture import count_picture, hot_spot


class LandingGrid(QTableView):
    """`papers_dropped` says which papers, and before which one (None: at the end)."""

    papers_dropped = Signal(object, object)
    menu_wanted = Signal(QPoint)

    def __init__(self, table: MatrixTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self._landing: int | None = None
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)

    def chosen_papers(self) -> list[int]:
        """The papers of the rows in which something is selected, from top to bottom."""
        rows = {index.row(): index for index in [*self.selectedIndexes(), self.currentIndex()]}
        found = [self.table.paper(rows[row]) for row in sorted(rows)]
        return [paper for paper in found if paper is not None]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the cell under the pointer, or of the current one."""
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        else:
            index = self.indexAt(self.viewport().mapFromGlobal(at))
            if index.isValid() and not self.selectionModel().isSelected(index):
                self.setCurrentIndex(index)
        self.menu_wanted.emit(at)

    # ------------------------------------------------------------ dragging

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag the selected papers."""
        indexes = [index for index in self.selectedIndexes() if index.column() == PAPER]
        ids = [paper for index in indexes if (paper := self.table.paper(index)) is not None]
        if not ids:
            return
        ratio = self.devicePixelRatioF()
        drag = QDrag(self)
        drag.setMimeData(papers_mime(ids, [str(index.data()) for index in indexes]))
        one = self.viewport().grab(self.visualRect(indexes[0]))
        drag.setPixmap(one if len(ids) == 1 else count_picture(len(ids), ratio))
        drag.setHotSpot(hot_spot())
        drag.exec(Qt.DropAction.CopyAction)
        self._mark(None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Papers may land here; anything else is for the window."""
        event.setAccepted(bool(dragged_papers(event.mimeData())))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where they would land; near its edges the table scrolls."""
        taken = bool(dragged_papers(event.mimeData()))
        event.setAccepted(taken)
        if not taken:
            return
        y = round(event.position().y())
        scroll_near_edge(self, y)
        self._mark(self._landing_at(y))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went on."""
        self._mark(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Say where they landed."""
        place = self._landing_at(round(event.position().y()))
        self._mark(None)
        event.acceptProposedAction()
        before = self.table.paper(self.table.index(place, PAPER))
        self.papers_dropped.emit(dragged_papers(event.mimeData()), before)

    def _landing_at(self, y: int) -> int:
        """The row before which something lands that is dropped at this height."""
        row = self.rowAt(y)
        if row < 0:
            return self.table.rowCount()
        return row + int(y > self.visualRect(self.table.index(row, PAPER)).center().y())

    def _mark(self, place: int | None) -> None:
        self._landing = place
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and over them where a dragged one lands."""
        super().paintEvent(event)
        if self._landing is None:
            return
        last = self.table.rowCount() - 1
        rect = self.visualRect(self.table.index(max(0, min(self._landing, last)), PAPER))
        y = rect.bottom() if self._landing > last else rect.top() + 1
        paint_landing(self, y)
