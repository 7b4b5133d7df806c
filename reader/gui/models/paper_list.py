"""The list in the middle: ids only; rows are fetched a screenful at a time, when painted."""

from array import array
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

TOGETHER = 32  # rows that are read at once: a screenful
KEPT = 8192
MOST_TEXTS = 128  # of papers that are dragged to another program
RETRY_MS = 80
MOST_CARRIED = 1_000  # papers to another window: they are written while it waits
MANY = 5_000  # papers in a list, from which on numpy looks for them

FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[int]], list[Row]]


@dataclass(frozen=True, slots=True)
class Group:
    """A heading above the row `start`."""

    start: int
    label: str
    count: str


class PaperList(QAbstractTableModel):
    """Papers by id, in order. Rows are read when somebody looks at them.

    They are kept until the next list after a change: a letter more in a search reads few anew.
    """

    def __init__(self, fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.listing_of: Write | None = None  # for another window
        self._fetch = fetch
        self._ids = array("q")
        self._groups: dict[int, Group] = {}
        self._rows: dict[int, Row | None] = {}  # None: the paper is gone
        self._has_changed = False
        self._retry = QTimer(self, singleShot=True, interval=RETRY_MS)
        self._retry.timeout.connect(self._look_again)

    # ------------------------------------------------------------ showing

    def show(self, ids: Iterable[int], groups: Sequence[Group] = ()) -> None:
        """Show these papers in this order."""
        self.beginResetModel()
        self._ids = array("q", ids)
        self._groups = {group.start: group for group in groups}
        if self._has_changed:  # what is said about one paper may hang on others
            self._rows.clear()
            self._has_changed = False
        self.endResetModel()

    def forget(self, papers: Iterable[int] | None = None) -> None:
        """Read rows again when they are painted next: those of these papers, or all."""
        for paper_id in list(self._rows) if papers is None else papers:
            self._rows.pop(paper_id, None)
        self._has_changed = True
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
        if not papers:
            return []
        if len(self._ids) > MANY:
            return _places_in(self._ids, papers)
        places = {paper_id: place for place, paper_id in enumerate(self._ids)}
        return [places[paper_id] for paper_id in papers if paper_id in places]

    def row(self, place: int) -> Row | None:
        """What a row shows; None while the library is busy, or when the paper is gone."""
        paper_id = self._ids[place]
        if paper_id not in self._rows:
            first = place - place % TOGETHER
            near = [one for one in self._ids[first : first + TOGETHER] if one not in self._rows]
            try:
                found = self._fetch(near)
            except Busy:
                self._retry.start()
                return None
            if len(self._rows) > KEPT:
                self._rows.clear()
            self._rows.update(dict.fromkeys(near))
            self._rows.update((row.id, row) for row in found)
        return self._rows[paper_id]

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
        return FLAGS

    def mimeTypes(self) -> list[str]:
        """Papers for our own places, words for other programs."""
        return [PAPERS_MIME, "text/plain"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The ids of the dragged papers, and their titles as text."""
        places = sorted({index.row() for index in indexes})
        ids = [self._ids[place] for place in places]
        try:
            texts = self.texts_of(ids[:MOST_TEXTS])
        except Busy:  # what is carried to our own places needs no words
            texts = []
        return papers_mime(ids, texts, self.listing_of if len(ids) <= MOST_CARRIED else None)

    def texts_of(self, ids: Sequence[int]) -> list[str]:
        """What other programs get of papers: their titles, unless somebody knows better."""
        return [row.title for row in self._fetch(ids)]


def _places_in(ids: "array[int]", papers: Sequence[int]) -> list[int]:
    """Which places these papers have among many, in their order; those not there are left out."""
    import numpy as np

    listed = np.frombuffer(ids, dtype=np.int64)
    if len(papers) == 1:
        return [int(place) for place in np.flatnonzero(listed == papers[0])]
    last = listed.max()
    wanted = np.array(papers, dtype=np.int64)
    places = np.full(last + 1, -1)
    places[listed] = np.arange(len(listed))
    found = places[wanted[wanted <= last]]
    known: list[int] = found[found >= 0].tolist()
    return known
