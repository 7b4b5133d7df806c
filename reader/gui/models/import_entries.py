"""The table of an import: every entry of every file, what becomes of it, whether it is ticked."""

from collections import Counter
from collections.abc import Sequence
from enum import Enum, IntEnum
from itertools import compress
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from reader.dates import shown_date
from reader.gui.intake.import_fixes import Mark, mark_of
from reader.gui.models.import_repeats import twins
from reader.model import Plan, PlannedEntry, Result, State
from reader.tex import readable

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class Column(IntEnum):
    """The columns of the table, in order."""

    TICK = 0
    RESULT = 1
    TITLE = 2
    DATE = 3
    AUTHORS = 4
    LINE = 5


class Fate(Enum):
    """What adding would do with an entry, as the table says it."""

    NEW = "New"
    MERGE = "Merge"
    HERE = "Here"


class Part(Enum):
    """Which entries the table shows: the five numbers above it."""

    FOUND = "found"
    NEW = "new"
    MERGE = "merge into a paper you have"
    HERE = "already here, no change"
    CHECK = "to check"


class Spot(NamedTuple):
    """The place of an entry: the number of its file, and its place in that file's plan."""

    file: int
    place: int


HEADINGS = ("", "Result", "Title", "Date", "Authors", "Line")
FATES = {
    Result.NEW: Fate.NEW,
    Result.DOUBTFUL: Fate.NEW,
    Result.IMPROVED: Fate.MERGE,
    Result.KNOWN: Fate.HERE,
}


def needs_look(planned: PlannedEntry) -> bool:
    """Whether a person should look at this before it is added; what is here already is not."""
    if planned.result is Result.KNOWN:
        return False
    return planned.entry.to_check or planned.result is Result.DOUBTFUL


def is_folded(planned: PlannedEntry) -> bool:
    """Whether this is an archived paper about which the entry says nothing that matters."""
    known = planned.result is Result.KNOWN and planned.state is State.ARCHIVE
    return known and not planned.back


class ImportEntries(QAbstractTableModel):
    """All entries of all plans; filtering and ticking stay fast with 50,000 of them.

    An entry that repeats an earlier one, in its own file or another, is shown as already here
    and shares the tick of the earlier one, so that one paper counts once.
    """

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plans: list[Plan | None] = []
        self._spots: list[Spot] = []
        self._fates: list[Fate] = []
        self._ticks = bytearray()
        self._checks = bytearray()
        self._counts: Counter[Fate] = Counter()
        self._adding: Counter[Fate] = Counter()
        self._all_ticked: Qt.CheckState | None = None
        self._twins: dict[int, int] = {}
        self._part = Part.FOUND
        self._shown: Sequence[int] = range(0)
        self._left_out: set[tuple[int, Mark]] = set()
        self._folded = bytearray()
        self._unfolded = False

    # ------------------------------------------------------------ filling

    def set_plans(self, plans: Sequence[Plan | None]) -> None:
        """Show these plans, one for each file (None: not read yet). Ticks are kept."""
        self.beginResetModel()
        self._plans = list(plans)
        self._spots = [
            Spot(file, place)
            for file, plan in enumerate(plans)
            if plan is not None
            for place in range(len(plan.entries))
        ]
        self._twins = twins(self._plans)
        entries = [each for plan in plans if plan is not None for each in plan.entries]
        self._fates = [FATES[planned.result] for planned in entries]
        self._checks = bytearray(needs_look(planned) for planned in entries)
        for number in self._twins:
            self._fates[number] = Fate.HERE
            self._checks[number] = False
        self._folded = bytearray(is_folded(planned) for planned in entries)
        self._ticks = bytearray(fate is not Fate.HERE for fate in self._fates)
        if self._left_out:
            for number in range(len(self._spots)):
                self._ticks[number] &= self._key(number) not in self._left_out
        self._counts = Counter(self._fates)
        self._adding = Counter(compress(self._fates, self._ticks))
        self._shown = self._chosen()
        self._all_ticked = None
        self.endResetModel()
        self.ticked.emit()

    def show_part(self, part: Part) -> None:
        """Show only one kind of entries."""
        if part is not self._part:
            self.beginResetModel()
            self._part = part
            self._shown = self._chosen()
            self._all_ticked = None
            self.endResetModel()

    def unfold(self) -> None:
        """Show the archived papers as well, among all that was found."""
        self.beginResetModel()
        self._unfolded = True
        self._shown = self._chosen()
        self._all_ticked = None
        self.endResetModel()

    def _chosen(self) -> Sequence[int]:
        numbers = range(len(self._spots))
        if self._part is Part.FOUND and (self._unfolded or not any(self._folded)):
            return numbers
        if self._part is Part.FOUND:
            return [number for number in numbers if not self._folded[number]]
        if self._part is Part.CHECK:
            return list(compress(numbers, self._checks))
        wanted = Fate[self._part.name]
        return [number for number, fate in enumerate(self._fates) if fate is wanted]

    def _planned(self, number: int) -> PlannedEntry:
        file, place = self._spots[number]
        plan = self._plans[file]
        assert plan is not None
        return plan.entries[place]

    def _key(self, number: int) -> tuple[int, Mark]:
        """What tells an entry when its file is read again."""
        return (self._spots[number].file, mark_of(self._planned(number).entry))

    # ------------------------------------------------------------ asking

    @property
    def part(self) -> Part:
        """The kind of entries shown."""
        return self._part

    def count(self, part: Part) -> int:
        """How many entries are of this kind."""
        if part is Part.FOUND:
            return len(self._spots)
        return sum(self._checks) if part is Part.CHECK else self._counts[Fate[part.name]]

    def fates_in(self, file: int) -> Counter[Fate]:
        """How many entries of one file are new, merge or are here; a repeat is here already."""
        return Counter(
            fate for spot, fate in zip(self._spots, self._fates, strict=True) if spot.file == file
        )

    @property
    def folded(self) -> int:
        """How many archived papers are folded away at this moment."""
        return 0 if self._unfolded else sum(self._folded)

    def key(self, row: int) -> tuple[int, Mark]:
        """What tells the entry in a row, also when its file is read again."""
        return self._key(self._shown[row])

    def to_add(self) -> tuple[int, int]:
        """How many ticked entries become new papers, and how many merge into known ones."""
        return self._adding[Fate.NEW], self._adding[Fate.MERGE]

    def left_out(self) -> list[frozenset[int]]:
        """For each file the places of the entries not to add, repeats of them included."""
        places: list[set[int]] = [set() for _ in self._plans]
        for number, spot in enumerate(self._spots):
            head = self._twins.get(number, number)
            if self._fates[head] is not Fate.HERE and not self._ticks[head]:
                places[spot.file].add(spot.place)
        return [frozenset(numbers) for numbers in places]

    def spot(self, row: int) -> Spot:
        """The file and place of the entry in a row."""
        return self._spots[self._shown[row]]

    def planned(self, row: int) -> PlannedEntry:
        """The entry in a row and what would become of it."""
        return self._planned(self._shown[row])

    def fate(self, row: int) -> Fate:
        """What adding would do with the entry in a row."""
        return self._fates[self._shown[row]]

    def is_repeat(self, row: int) -> bool:
        """Whether the entry in a row repeats an earlier one of this import."""
        return self._shown[row] in self._twins

    def is_check(self, row: int) -> bool:
        """Whether a person should look at the entry in a row."""
        return bool(self._checks[self._shown[row]])

    def is_ticked(self, row: int) -> bool:
        """Whether the entry in a row is to be added."""
        return bool(self._ticks[self._shown[row]])

    def row_of(self, spot: Spot) -> int | None:
        """The row of an entry; None when the part shown does not have it."""
        for row, number in enumerate(self._shown):
            if self._spots[number] == spot:
                return row
        return None

    def next_check(self, row: int, step: int = 1) -> int | None:
        """The next row to check after (or before) a row, round the end; None when there is none."""
        rows = len(self._shown)
        for distance in range(1, rows + 1):
            candidate = (row + step * distance) % rows
            if self.is_check(candidate):
                return candidate
        return None

    def all_ticked(self) -> Qt.CheckState:
        """The state of the box over the ticks."""
        if self._all_ticked is None:  # asked for with every paint of the headings
            can = [self._ticks[n] for n in self._shown if self._fates[n] is not Fate.HERE]
            some = Qt.CheckState.PartiallyChecked if any(can) else Qt.CheckState.Unchecked
            self._all_ticked = Qt.CheckState.Checked if can and all(can) else some
        return self._all_ticked

    # ------------------------------------------------------------ ticking

    def tick(self, rows: Sequence[int], on: bool) -> None:
        """Tick entries or leave them out; what is already here cannot be ticked."""
        for row in rows:
            number = self._shown[row]
            if self._fates[number] is Fate.HERE or self._ticks[number] == on:
                continue
            self._ticks[number] = on
            self._adding[self._fates[number]] += 1 if on else -1
            if on:
                self._left_out.discard(self._key(number))
            else:
                self._left_out.add(self._key(number))
        if rows:
            self._all_ticked = None
            first, last = self.index(min(rows), 0), self.index(max(rows), Column.RESULT)
            self.dataChanged.emit(first, last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, Column.TICK, Column.TICK)
            self.ticked.emit()

    def toggle(self, row: int) -> None:
        """Turn the tick of a row round."""
        self.tick([row], not self.is_ticked(row))

    def tick_all(self, on: bool = True) -> None:
        """Tick everything shown, or nothing of it."""
        self.tick(range(len(self._shown)), on)

    # ------------------------------------------------------------ Qt

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many entries are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """The columns of the table."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The headings."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(HEADINGS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return HEADINGS[section] or "Add"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be selected; those not here yet can be ticked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        can_tick = self.fate(index.row()) is not Fate.HERE
        if can_tick and index.column() == Column.TICK:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says, shows as a tick, or tells a screen reader."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.CheckStateRole and column == Column.TICK:
            on = self.is_ticked(row)
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.sentence(row)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (Column.AUTHORS, Column.LINE):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or leave out by the box of a row."""
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.tick([index.row()], Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def _text(self, row: int, column: int) -> str:
        facts = self.planned(row).entry.facts
        if column == Column.RESULT:
            return "Check" if self.is_check(row) else self.fate(row).value
        if column == Column.TITLE:
            return readable(facts.title)
        if column == Column.DATE:
            return shown_date(facts.date)
        if column == Column.AUTHORS:
            count = facts.author_count or len(facts.authors)
            return f"{count:,}" if count else ""
        if column == Column.LINE:
            return f"{self.planned(row).entry.first_line}"
        return ""

    def sentence(self, row: int) -> str:
        """The whole row as one sentence for a screen reader."""
        ticked = "ticked" if self.is_ticked(row) else "not ticked"
        year = ", year from the capture" if self.year_from_capture(row) else ""
        parts = [self._text(row, Column.RESULT), ticked, self._text(row, Column.TITLE)]
        parts.append(self._text(row, Column.DATE) + year)
        if count := self._text(row, Column.AUTHORS):
            parts.append(f"{count} authors")
        return ". ".join([*parts, f"Line {self._text(row, Column.LINE)}"])

    def year_from_capture(self, row: int) -> bool:
        """Whether the year of a row's date is not from the listing itself."""
        return self.planned(row).entry.facts.year_from_capture
