"""The list of pairs that may be one paper: the certain ones first, each kind under its heading."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from reader.model import Pair
from reader.tex import readable

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
EXACT, LIKELY = "Exact, the same paper", "Likely, please look"


class DuplicatePairs(QAbstractListModel):
    """Headings and pairs as rows; a row is a `Pair` or the words of a heading.

    `more_wanted` says that the end was reached while there are further pairs.
    """

    more_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Pair | str] = []
        self._has_more = False

    def show(self, pairs: Sequence[Pair], *, has_more: bool = False) -> None:
        """Show these pairs."""
        self.beginResetModel()
        self._has_more = has_more
        likely = sorted((p for p in pairs if not p.certain), key=lambda p: -likeness(p))
        self._rows = []
        for heading, some in ((EXACT, [p for p in pairs if p.certain]), (LIKELY, likely)):
            if some:
                self._rows += [heading, *some]
        self.endResetModel()

    @property
    def pairs(self) -> list[Pair]:
        """The pairs in the order they are shown."""
        return [row for row in self._rows if not isinstance(row, str)]

    def at(self, row: int) -> Pair | str:
        """What stands in a row."""
        return self._rows[row]

    def row_of(self, number: int) -> int:
        """The row of the pair that is the `number`th, from 0."""
        places = [row for row, what in enumerate(self._rows) if not isinstance(what, str)]
        return places[number] if 0 <= number < len(places) else -1

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are pairs that are not shown yet."""
        return self._has_more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        """Ask for further pairs, once; they come with the next `show`."""
        if self._has_more:
            self._has_more = False
            self.more_wanted.emit()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Headings and pairs."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title of a pair; with what is known about it for a screen reader."""
        if not index.isValid():
            return None
        what = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return what if isinstance(what, str) else readable(what.a.facts.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return what if isinstance(what, str) else f"{what.a.facts.title}. {evidence(what)}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Pairs can be chosen, headings not."""
        if not index.isValid() or isinstance(self._rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def likeness(pair: Pair) -> float:
    """How alike the two are, for the order of the list."""
    return pair.title_likeness + (pair.abstract_likeness or 0)


def evidence(pair: Pair) -> str:
    """Why the two may be one paper, in words."""
    if pair.certain or not pair.title_likeness:
        return ", ".join(pair.reasons)
    words = f"Title {pair.title_likeness:.0%} alike"
    if pair.abstract_likeness is not None:
        words += f", abstract {pair.abstract_likeness:.0%} alike"
    return words
