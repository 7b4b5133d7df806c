"""Shows the selected papers in the reading pane, and notices that a paper was looked at."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from reader.errors import Busy
from reader.gui.asking.looking import Looking
from reader.gui.deciding.operations import Operations
from reader.gui.results.links import address_of
from reader.gui.views.papers.paper_table import PaperTable
from reader.gui.views.reading.reading_pane import ReadingPane
from reader.model import Changes, Origin, Paper, State

RETRY_MS = 80
SHOWN = 500


class ShownPaper(QObject):
    """Keeps the reading pane equal to the selection and to the library."""

    def __init__(
        self,
        pane: ReadingPane,
        table: PaperTable,
        looking: Looking,
        operations: Operations,
        is_watched: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._pane, self._table, self._looking = pane, table, looking
        self._operations, self._is_watched = operations, is_watched
        self.paper: Paper | None = None
        self._wanted: tuple[int, Origin] | None = None  # a sentence to show in a paper to come
        self._seen = QTimer(self, singleShot=True)
        self._see_by_itself = True
        self._seen.timeout.connect(self._has_been_seen)
        self._retry = QTimer(self, singleShot=True, interval=RETRY_MS)
        self._retry.timeout.connect(lambda: self.show())
        table.selected.connect(lambda: self.show())

    def see_after(self, ms: int) -> None:
        """Choose how long a paper is shown before it counts as seen; -1: it never does so."""
        self._see_by_itself = ms >= 0
        self._seen.setInterval(max(0, ms))
        if not self._see_by_itself:
            self._seen.stop()

    @property
    def address(self) -> str:
        """Where the shown paper can be found; empty when the listing gave no link."""
        return address_of(self.paper) if self.paper is not None else ""

    def show(self, again: bool = False) -> None:
        """Show what is selected; `again` even if it is what is shown."""
        ids = self._table.selected_ids()
        try:
            if len(ids) > 1:
                self.paper = None
                self._seen.stop()
                self._pane.show_selection(self._looking.rows(ids[:SHOWN]), len(ids))
            else:
                self._show_one(self._looking.paper(ids[0]) if ids else None, again)
        except Busy:
            self._retry.start()

    def reveal_when_shown(self, paper_id: int, origin: Origin | None) -> None:
        """Select a sentence of a paper as soon as it is shown."""
        self._wanted = (paper_id, origin) if origin is not None else None

    def follow(self, changes: Changes | None) -> None:
        """Something changed: show it if it is about what is shown."""
        ids = self._table.selected_ids()
        if changes is None or not changes.papers.isdisjoint(ids):
            self.show()

    def look_again(self) -> None:
        """A note was saved: if another program wrote it in that moment, show what it wrote."""
        if self.paper is not None:
            self.show(again=True)

    def _show_one(self, paper: Paper | None, again: bool) -> None:
        if paper == self.paper and paper is not None and not again:
            return
        other = paper is None or self.paper is None or paper.id != self.paper.id
        self.paper = paper
        self._pane.show_paper(paper)
        if paper is not None and self._wanted is not None and self._wanted[0] == paper.id:
            origin, self._wanted = self._wanted[1], None
            QTimer.singleShot(0, self._pane, lambda: self._reveal(origin))
        if other:
            self._seen.stop()
            unseen = paper is not None and not paper.seen and paper.state is State.INBOX
            if unseen and self._see_by_itself:
                self._seen.start()

    def _reveal(self, origin: Origin) -> None:
        """Show where a sentence stands, also in an abstract that has changed since."""
        text = (self.paper.facts.abstract or "") if self.paper is not None else ""
        start, end = origin.start, origin.end
        if start is None or end is None or text[start:end] != origin.quote:
            start = text.find(origin.quote)
            end = start + len(origin.quote)
        if start >= 0:
            self._pane.show_sentence(start, end)

    def _has_been_seen(self) -> None:
        if self.paper is not None and self._is_watched():
            self._operations.see(self.paper.id)
