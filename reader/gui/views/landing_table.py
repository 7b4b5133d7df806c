"""A table in which rows can be put in another order by dragging them."""

from PySide6.QtCore import QPoint, QPointF, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from reader.gui.models.paper_list import PAPERS_MIME, PaperList, dragged_papers
from reader.gui.theme import px, theme


class LandingTable(QTableView):
    """Takes papers that are dropped between its rows; `queue_drop_wanted` says before which one."""

    queue_drop_wanted = Signal(object, object)

    def __init__(self, papers: PaperList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._papers = papers
        self._landing: int | None = None

    def set_ordered(self, on: bool) -> None:
        """Let rows be dragged to another place: the list is the Queue in its order."""
        modes = QAbstractItemView.DragDropMode
        self.setDragDropMode(modes.DragDrop if on else modes.DragOnly)
        self.setAcceptDrops(on)
        self.setDropIndicatorShown(False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Papers of the Queue may land here; anything else is for the window."""
        event.setAccepted(self.acceptDrops() and event.mimeData().hasFormat(PAPERS_MIME))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where they would land; near its edges the list scrolls."""
        event.setAccepted(event.mimeData().hasFormat(PAPERS_MIME))
        y = round(event.position().y())
        edge, bar = px(36), self.verticalScrollBar()
        if y < edge:
            bar.setValue(bar.value() - px(24))
        elif y > self.viewport().height() - edge:
            bar.setValue(bar.value() + px(24))
        self.mark_landing(self._landing_at(y))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went on."""
        self.mark_landing(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Put them where they landed."""
        ids, place = self._papers.ids, self._landing_at(round(event.position().y()))
        self.mark_landing(None)
        event.acceptProposedAction()
        before = ids[place] if place < len(ids) else None
        self.queue_drop_wanted.emit(dragged_papers(event.mimeData()), before)

    def _landing_at(self, y: int) -> int:
        """The row before which something lands that is dropped at this height."""
        index = self.indexAt(QPoint(px(40), y))
        if not index.isValid():
            return self._papers.rowCount()
        return index.row() + int(y > self.visualRect(index).center().y())

    def mark_landing(self, place: int | None) -> None:
        """Show before which row something would land; None: nowhere."""
        self._landing = place
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and over them where a dragged one lands."""
        super().paintEvent(event)
        if self._landing is None:
            return
        last = self._papers.rowCount() - 1
        rect = self.visualRect(self._papers.index(min(self._landing, last), 0))
        y = rect.top() if self._landing <= last else rect.bottom()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().color("focus.ring"), theme().token("line", "dropLine")))
        radius = px(4)
        left = px(14) + 2 * radius
        painter.drawEllipse(QPointF(left - radius, y), radius, radius)
        painter.drawLine(QPointF(left, y), QPointF(self.viewport().width() - px(14), y))
        painter.end()
