"""The list in the middle: ids only; rows are fetched a page at a time, when they are painted."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)

from reader.errors import Busy
from reader.gui.look.wording import row_name
from reader.gui.models.papers_mime import PAPERS_MIME, Write, papers_mime
from reader.model import Row

PAGE = 128
PAGES = 64
RETRY_MS = 80
MOST_CARRIED = 1_000  # papers to another window: they are written while it waits
FEW = 8  # so many papers are looked for one by one

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[int]], list[Row]]


@dataclass(frozen=True, slots=True)
class Group:
    """A heading above the row `start`."""

    start: int
    label: str
    count: str


class PaperList(QAbstractTableModel):
    """Papers by id, in order. A page of rows is read when somebody looks at it."""

    def __init__(self, fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.listing_of: Write | None = None  # for another window
        self._fetch = fetch
        self._ids = array("q")
        self._groups: dict[int, Group] = {}
        self._pages: OrderedDict[int, dict[int, Row]] = OrderedDict()
        self._retry = QTimer(self, singleShot=True, interval=RETRY_MS)
        self._retry.timeout.connect(self._look_again)

    # ------------------------------------------------------------ showing

    def show(self, ids: Iterable[int], groups: Sequence[Group] = ()) -> None:
        """Show these papers in this order."""
        self.beginResetModel()
        self._ids = array("q", ids)
        self._groups = {group.start: group for group in groups}
        self._pages.clear()
        self.endResetModel()

    def forget(self, papers: Iterable[int] | None = None) -> None:
        """Read rows again when they are painted next: those of these papers, or all."""
        wanted = None if papers is None else set(papers)
        for page, rows in list(self._pages.items()):
            if wanted is None or not wanted.isdisjoint(rows):
                del self._pages[page]
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, 0))

    # ------------------------------------------------------------ asking

    @property
    def ids(self) -> Sequence[int]:
        """All ids, in order."""
        return self._ids

    @property
    def groups(self) -> Sequence[Group]:
        """The headings, from top to bottom."""
        return list(self._groups.values())

    def group(self, place: int) -> Group | None:
        """The heading above a row, if there is one."""
        return self._groups.get(place)

    def places_of(self, papers: Sequence[int]) -> list[int]:
        """Which rows these papers are in, in their order; those not listed are left out."""
        if len(papers) > FEW:
            places = {paper_id: place for place, paper_id in enumerate(self._ids)}
            return [places[paper_id] for paper_id in papers if paper_id in places]
        return [self._ids.index(paper_id) for paper_id in papers if paper_id in self._ids]

    def row(self, place: int) -> Row | None:
        """What a row shows; None while the library is busy, or when the paper is gone."""
        page = place // PAGE
        rows = self._pages.get(page)
        if rows is None:
            try:
                found = self._fetch(self._ids[page * PAGE : (page + 1) * PAGE])
            except Busy:
                self._retry.start()
                return None
            rows = self._pages[page] = {row.id: row for row in found}
            if len(self._pages) > PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(page)
        return rows.get(self._ids[place])

    def _look_again(self) -> None:
        self.forget(())

    # ------------------------------------------------------------ Qt

    def rowCount(self, parent: Index | None = None) -> int:
        """As many rows as papers."""
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index | None = None) -> int:
        """One column: the card."""
        return 0 if parent is not None and parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title, and the whole row in one sentence for screen readers."""
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        row = self.row(index.row())
        if row is None:
            return ""
        return row.title if role == Qt.ItemDataRole.DisplayRole else row_name(row)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be selected and dragged."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def mimeTypes(self) -> list[str]:
        """Papers for our own places, words for other programs."""
        return [PAPERS_MIME, "text/plain"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The ids of the dragged papers, and their titles as text."""
        places = sorted({index.row() for index in indexes})
        ids = [self._ids[place] for place in places]
        try:
            texts = self.texts_of(ids[:PAGE])
        except Busy:  # what is carried to our own places needs no words
            texts = []
        return papers_mime(ids, texts, self.listing_of if len(ids) <= MOST_CARRIED else None)

    def texts_of(self, ids: Sequence[int]) -> list[str]:
        """What other programs get of papers: their titles, unless somebody knows better."""
        return [row.title for row in self._fetch(ids)]
