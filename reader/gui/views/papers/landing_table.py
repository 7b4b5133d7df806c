"""A table in which rows can be put in another order by dragging them."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from reader.gui.look.theme import px
from reader.gui.models.paper_list import PaperList
from reader.gui.models.papers_mime import dragged_papers
from reader.gui.views.landing import paint_landing, scroll_near_edge
from reader.gui.views.papers.paper_delegate import GROUP_HEIGHT
from reader.gui.views.places.place_drag import dragged_tag


class LandingTable(QTableView):
    """Takes papers that are dropped between its rows; `queue_drop_wanted` says before which one.

    A tag from the sidebar may be dropped on papers.
    """

    queue_drop_wanted = Signal(object, object)
    tag_dropped = Signal(str, object)

    def __init__(self, papers: PaperList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._papers = papers
        self._landing: int | None = None
        self._ordered = False

    def set_ordered(self, on: bool) -> None:
        """Let rows be dragged to another place: the list is the Queue in its order."""
        self._ordered = on
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Papers of the Queue may land here; anything else is for the window."""
        event.setAccepted(self._takes(event))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where they would land; near its edges the list scrolls."""
        event.setAccepted(self._takes(event))
        if dragged_tag(event.mimeData()):
            return
        y = round(event.position().y())
        scroll_near_edge(self, y)
        self.mark_landing(self._landing_at(y))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went on."""
        self.mark_landing(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Put them where they landed."""
        if tag := dragged_tag(event.mimeData()):
            event.acceptProposedAction()
            self._tag_at(tag, event.position().toPoint())
            return
        ids, place = self._papers.ids, self._landing_at(round(event.position().y()))
        self.mark_landing(None)
        event.acceptProposedAction()
        before = ids[place] if place < len(ids) else None
        self.queue_drop_wanted.emit(dragged_papers(event.mimeData()), before)

    def _takes(self, event: QDropEvent) -> bool:
        mime = event.mimeData()
        return bool(dragged_tag(mime)) or (self._ordered and bool(dragged_papers(mime)))

    def _tag_at(self, tag: str, at: QPoint) -> None:
        """A tag was dropped: on the selected papers, or on the one that is not among them."""
        place = self.indexAt(at)
        if place.isValid():
            here = self._papers.ids[place.row()]
            chosen = [self._papers.ids[each.row()] for each in self.selectionModel().selectedRows()]
            self.tag_dropped.emit(tag, chosen if here in chosen else [here])

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

    def _landing_line(self, place: int) -> int:
        """How high the line is that shows it: over the row, but under a heading over the row."""
        last = self._papers.rowCount() - 1
        rect = self.visualRect(self._papers.index(min(place, last), 0))
        if place > last:
            return rect.bottom()
        return rect.top() + (px(GROUP_HEIGHT) if self._papers.group(place) else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and over them where a dragged one lands."""
        super().paintEvent(event)
        if self._landing is None:
            return
        paint_landing(self, self._landing_line(self._landing))
