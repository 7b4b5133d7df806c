"""All that is written, as a table: notes of papers, topic notes, outlines."""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.dates import shown_date
from reader.gui.look.wording import number
from reader.model import Written
from reader.tex import readable

Index = QModelIndex | QPersistentModelIndex
KINDS = {"paper": "Note on a paper", "topic": "Topic note", "outline": "Outline"}
SHOWN: tuple[tuple[str, str], ...] = (
    ("All", ""),
    ("Papers", "paper"),
    ("Topic notes", "topic"),
    ("Outlines", "outline"),
)


class Column(IntEnum):
    """The columns of the table."""

    TITLE = 0
    CHANGED = 1
    LENGTH = 2
    TAGS = 3


HEADINGS = ("Title", "Changed", "Characters", "Tags")
_KEYS: dict[Column, Callable[[Written], object]] = {
    Column.TITLE: lambda one: readable(one.title).casefold(),
    Column.CHANGED: lambda one: one.changed,
    Column.LENGTH: lambda one: one.length,
    Column.TAGS: lambda one: (not one.tags, [tag.casefold() for tag in one.tags]),
}


class WrittenList(QAbstractTableModel):
    """Rows of one kind or of all, in an order that only the person changes.

    What is written anew while it is shown keeps its place: nothing jumps under the caret.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Written] = []
        self._rows: list[Written] = []
        self._kind = ""
        self.column, self.descending = Column.CHANGED, True

    def show(self, rows: Sequence[Written], *, keep_order: bool = False) -> None:
        """Show these; with `keep_order` known ones stay where they are and new ones come first."""
        self.beginResetModel()
        places = {(one.of, one.id): place for place, one in enumerate(self._rows)}
        self._all = list(rows)
        self._choose()
        if keep_order:
            self._rows.sort(key=lambda one: places.get((one.of, one.id), -1))
        self.endResetModel()

    def show_kind(self, kind: str) -> None:
        """Show only one kind; an empty word for all."""
        self.beginResetModel()
        self._kind = kind
        self._choose()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in the order of a column."""
        self.beginResetModel()
        self.column, self.descending = Column(column), order == Qt.SortOrder.DescendingOrder
        self._choose()
        self.endResetModel()

    def _choose(self) -> None:
        self._rows = [one for one in self._all if not self._kind or one.of == self._kind]
        self._rows.sort(key=lambda one: one.changed, reverse=True)
        self._rows.sort(key=_KEYS[self.column], reverse=self.descending)  # type: ignore[arg-type]

    # ------------------------------------------------------------ asking

    def at(self, row: int) -> Written | None:
        """What stands in a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, of: str, number: int) -> int:
        """Where a note or document stands; -1 when it is not shown."""
        return next(
            (row for row, one in enumerate(self._rows) if (one.of, one.id) == (of, number)), -1
        )

    @property
    def counted(self) -> str:
        """How many of each kind there are, in words."""
        words = []
        for kind, one, many in (
            ("paper", "note", "notes"),
            ("topic", "topic note", "topic notes"),
            ("outline", "outline", "outlines"),
        ):
            count = sum(each.of == kind for each in self._all)
            if count:
                words.append(f"{number(count)} {one if count == 1 else many}")
        return ", ".join(words)

    # ------------------------------------------------------------ Qt

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Title, day, length, tags."""
        return len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The headings."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell; the whole row for screen readers."""
        one = self.at(index.row())
        if one is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(one, Column(index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if index.column() != Column.TITLE:
                return f"{HEADINGS[index.column()]}: {self._shown(one, Column(index.column()))}"
            tags = f" Tags {', '.join(one.tags)}." if one.tags else ""
            day, length = day_of(one.changed), number(one.length)
            first = f" {one.first.rstrip('.')}." if one.first else ""
            return (
                f"{KINDS[one.of]}. {readable(one.title)}.{first} Changed {day}."
                f" {length} characters.{tags}"
            )
        return None

    @staticmethod
    def _shown(one: Written, column: Column) -> str:
        if column is Column.TITLE:
            return readable(one.title)
        if column is Column.CHANGED:
            return day_of(one.changed)
        return number(one.length) if column is Column.LENGTH else ", ".join(one.tags)


def day_of(moment: str) -> str:
    """The day of a moment (ISO time in UTC) by the clock here; the time when it is today."""
    try:
        when = datetime.fromisoformat(moment).astimezone()
    except ValueError:
        return ""
    if when.date() == datetime.now().astimezone().date():
        return f"{when:%H:%M}"
    return shown_date(when.date().isoformat())
