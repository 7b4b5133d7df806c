"""Papers close to the one that is shown; they are asked for a moment after it was selected."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from reader.gui.asking.worker import Worker
from reader.gui.browsing import Browsing
from reader.gui.models.paper_list import PaperList
from reader.gui.places import ALL
from reader.gui.views.papers.paper_table import PaperTable
from reader.gui.views.reading.panel import Panel
from reader.library import Library
from reader.model import Changes, Neighbour, Row
from reader.query.nodes import Related
from reader.query.writing import write

PAUSE_MS = 250
LATER_MS = 1_000  # while papers are being indexed there may soon be more
AFFECTED_BY = frozenset({"facts", "imports"})

Pairs = Sequence[tuple[Neighbour, Row]]


class Relating(QObject):
    """Keeps the Related tab about the selected paper, and goes to a paper chosen there."""

    def __init__(
        self,
        panel: Panel,
        table: PaperTable,
        papers: PaperList,
        browsing: Browsing,
        worker: Worker,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._panel, self._table, self._browsing, self._worker = panel, table, browsing, worker
        self._papers = papers
        self._about: int | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._later = QTimer(self, singleShot=True, interval=LATER_MS)
        self._later.timeout.connect(self._ask)
        table.selected.connect(self._selected)
        worker.changed.connect(self._follow)
        panel.related.wanted.connect(self.go)

    def go(self, paper_id: int) -> None:
        """Select a paper, where it is listed or among all papers."""
        places = self._papers.places_of([paper_id])
        if places and self._table.isVisible():
            self._table.select_place(places[0])
        else:
            self._browsing.open(ALL, select=(paper_id,))

    def look_up(self, ids: Sequence[int]) -> None:
        """List the papers close to these."""
        if ids:
            self.search(f"#{','.join(map(str, ids))}")

    def search(self, about: str) -> None:
        """List the papers close to some words, a tag (`#name`), or papers by number."""
        self._browsing.open(ALL, query=write(Related(about)))

    def _selected(self) -> None:
        ids = self._table.selected_ids()
        about = ids[0] if len(ids) == 1 else None
        if about != self._about:
            self._about = about
            self._panel.show_related(())
            self._later.stop()
            self._pause.start()

    def _follow(self, changes: Changes) -> None:
        if changes.areas & AFFECTED_BY:
            self._pause.start()

    def _ask(self) -> None:
        about = self._about
        if about is not None:
            self._worker.ask(
                lambda library: (_pairs(library, about), library.is_indexing()),
                lambda answer: self._show(about, *answer),
                lambda _error: None,  # the list itself tells what is wrong with the library
                only_newest="related",
            )

    def _show(self, about: int, pairs: Pairs, is_indexing: bool) -> None:
        if about == self._about:
            self._panel.show_related(pairs)
            if is_indexing:
                self._later.start()


def _pairs(library: Library, about: int) -> Pairs:
    near = library.related([about])
    rows = {row.id: row for row in library.rows([each.id for each in near])}
    return [(each, rows[each.id]) for each in near if each.id in rows]
