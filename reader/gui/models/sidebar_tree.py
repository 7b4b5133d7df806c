"""The places at the left as a tree: fixed places, then sections that can be folded."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from reader.gui.look.wording import number
from reader.gui.places import (
    COMPARISONS,
    PAGES,
    PLACES,
    STARRED,
    Place,
    import_place,
    search_place,
    tag_place,
)
from reader.model import Counts, Import, SavedSearch, State, Tag
from reader.model.import_names import short_name

FIRST_TAGS = 8
FIRST_IMPORTS = 3
SENTENCES = {
    "searches": "Save a search to keep it here.",
    "tags": "Tags appear as you use them.",
    "imports": "Nothing imported yet.",
}
TITLES = {"searches": "Saved searches", "tags": "Tags", "imports": "Imports"}

Index = QModelIndex | QPersistentModelIndex


Searches = Sequence[tuple[SavedSearch, int]]
"""Saved searches, each with how many papers it finds."""


class Look(Enum):
    """How a line of the sidebar is painted."""

    PLACE = "place"
    GAP = "gap"
    HEADING = "heading"
    SENTENCE = "sentence"
    MORE = "more"


@dataclass(eq=False, slots=True)
class Line:
    """One line of the sidebar, and the lines under it."""

    look: Look
    text: str = ""
    place: Place | None = None
    count: int | None = None
    tag: Tag | None = None
    section: str = ""
    warning: str = ""
    above: "Line | None" = None
    below: list["Line"] = field(default_factory=list)

    def add(self, line: "Line") -> None:
        """Put a line under this one."""
        line.above = self
        self.below.append(line)


class SidebarTree(QAbstractItemModel):
    """Places with their counts; `line` answers what stands at an index."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counts: Counts | None = None
        self._whole: set[str] = set()
        self._searches: Searches = ()
        self._root = Line(Look.HEADING)
        self._build()

    def show(self, counts: Counts) -> None:
        """Show new numbers; the lines stay the same when only numbers changed."""
        same = _shape(self._counts) == _shape(counts)
        self._counts = counts
        if same:
            self._recount()
        else:
            self._rebuild()

    def show_searches(self, searches: Searches) -> None:
        """Show the saved searches with how many papers each finds now."""
        same = [saved for saved, _ in searches] == [saved for saved, _ in self._searches]
        self._searches = searches
        if same:
            self._recount()
        else:
            self._rebuild()

    def show_whole(self, section: str) -> None:
        """Show all lines of a section instead of only the first ones."""
        self._whole.add(section)
        self._rebuild()

    @property
    def counts(self) -> Counts | None:
        """The numbers shown; None before the first answer."""
        return self._counts

    def line(self, index: Index) -> Line:
        """What stands at an index."""
        line = index.internalPointer() if index.isValid() else self._root
        assert isinstance(line, Line)
        return line

    def index_of(self, place: Place) -> QModelIndex:
        """Where a place stands; an invalid index when it is not shown."""
        for row, line in enumerate(self._root.below):
            if line.place is not None and line.place.key == place.key:
                return self.createIndex(row, 0, line)
            for below, child in enumerate(line.below):
                if child.place is not None and child.place.key == place.key:
                    return self.createIndex(below, 0, child)
        return QModelIndex()

    def import_of(self, place: Place) -> Import | None:
        """The import that a place is about; None for other places."""
        imports = self._counts.imports if self._counts is not None else ()
        return next((each for each in imports if f"import:{each.id}" == place.key), None)

    def headings(self) -> list[QModelIndex]:
        """The headings of the sections, which can be folded."""
        return [
            self.createIndex(row, 0, line)
            for row, line in enumerate(self._root.below)
            if line.look is Look.HEADING
        ]

    # ------------------------------------------------------------ building

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._build()
        self.endResetModel()

    def _build(self) -> None:
        self._root = Line(Look.HEADING)
        for place in PLACES:
            if place is STARRED:
                self._root.add(Line(Look.GAP))
            self._root.add(Line(Look.PLACE, place.title, place))
        for place in PAGES:
            self._root.add(Line(Look.PLACE, place.title, place))
        for section, lines in (
            ("searches", self._search_lines()),
            ("tags", self._tag_lines()),
            ("imports", self._import_lines()),
        ):
            heading = Line(Look.HEADING, TITLES[section], section=section)
            self._root.add(heading)
            for line in lines or [Line(Look.SENTENCE, SENTENCES[section])]:
                heading.add(line)
        self._recount(tell=False)

    def _search_lines(self) -> list[Line]:
        return [
            Line(Look.PLACE, saved.name, search_place(saved), count)
            for saved, count in self._searches
        ]

    def _tag_lines(self) -> list[Line]:
        tags = self._counts.tags if self._counts else ()
        shown = tags if "tags" in self._whole else _first(tags, FIRST_TAGS)
        lines = [Line(Look.PLACE, tag.name, tag_place(tag), count, tag) for tag, count in shown]
        return [*lines, *_more("tags", len(tags) - len(shown), "tag")]

    def _import_lines(self) -> list[Line]:
        imports = self._counts.imports if self._counts else ()
        shown = imports if "imports" in self._whole else imports[:FIRST_IMPORTS]
        lines = [
            Line(
                Look.PLACE,
                short_name(each.name, each.at),
                import_place(each),
                each.papers,
                warning=not_understood(each.leftovers),
            )
            for each in shown
        ]
        return [*lines, *_more("imports", len(imports) - len(shown), "import")]

    def _recount(self, *, tell: bool = True) -> None:
        if self._counts is None:
            return
        numbers = {state.value: count for state, count in self._counts.states.items()}
        numbers |= {"starred": self._counts.starred, "all": self._counts.all}
        numbers |= {"notes": self._counts.written, "comparisons": self._counts.comparisons}
        numbers |= {f"tag:{tag.name}": count for tag, count in self._counts.tags}
        numbers |= {f"import:{each.id}": each.papers for each in self._counts.imports}
        numbers |= {f"search:{saved.id}": count for saved, count in self._searches}
        for line in [*self._root.below, *(low for top in self._root.below for low in top.below)]:
            if line.place is not None:
                line.count = numbers.get(line.place.key, 0)
        if tell:
            last = len(self._root.below) - 1
            self.dataChanged.emit(self.index(0, 0), self.index(last, 0))
            for heading in self.headings():
                below = self.rowCount(heading)
                self.dataChanged.emit(self.index(0, 0, heading), self.index(below - 1, 0, heading))

    # ------------------------------------------------------------ Qt

    def index(self, row: int, column: int = 0, parent: Index | None = None) -> QModelIndex:
        """The index of a line."""
        above = self.line(parent) if parent is not None else self._root
        if column != 0 or not 0 <= row < len(above.below):
            return QModelIndex()
        return self.createIndex(row, 0, above.below[row])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # Qt has two
        """The heading over a line."""
        above = self.line(index).above if index.isValid() else None
        if above is None or above is self._root:
            return QModelIndex()
        return self.createIndex(self._root.below.index(above), 0, above)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many lines are under a line."""
        return len(self.line(parent).below) if parent is not None else len(self._root.below)

    def columnCount(self, parent: Index | None = None) -> int:
        """One column."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a line; with its count for screen readers."""
        line = self.line(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.warning or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if line.warning:
                return f"{line.text}, {number(line.count or 0)}, {line.warning}"
            if line.place is None or not line.count:
                return line.text
            if line.place.key == "inbox" and self._counts and self._counts.unseen:
                unseen = number(self._counts.unseen)
                return f"{line.text}, {number(line.count)} papers, {unseen} unseen"
            return f"{line.text}, {number(line.count)}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Places can be chosen; headings only folded; gaps and sentences nothing."""
        flags = Qt.ItemFlag.ItemIsEnabled
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        line = self.line(index)
        if line.look in (Look.GAP, Look.SENTENCE):
            return Qt.ItemFlag.NoItemFlags
        if line.look in (Look.PLACE, Look.MORE, Look.HEADING):
            flags |= Qt.ItemFlag.ItemIsSelectable
        return flags


def accepts_papers(line: Line) -> bool:
    """Whether papers can be dropped on a line: a state, Starred, the comparisons, a tag."""
    place = line.place
    return place is not None and (
        place.state in tuple(State) or place in (STARRED, COMPARISONS) or line.tag is not None
    )


def _first(tags: tuple[tuple[Tag, int], ...], limit: int) -> tuple[tuple[Tag, int], ...]:
    """The tags used most, in the order of their names."""
    if len(tags) <= limit + 1:
        return tags
    most = {tag.name for tag, _ in sorted(tags, key=lambda each: -each[1])[:limit]}
    return tuple(each for each in tags if each[0].name in most)


def _more(section: str, left: int, word: str) -> list[Line]:
    if left <= 0:
        return []
    return [Line(Look.MORE, f"{left} more {word}{'s' if left > 1 else ''}", section=section)]


def not_understood(lines: int) -> str:
    """What the mark beside an import says; empty when all its lines were understood."""
    if not lines:
        return ""
    return "1 line was not understood" if lines == 1 else f"{lines:,} lines were not understood"


def _shape(counts: Counts | None) -> object:
    """What decides which lines there are."""
    if counts is None:
        return None
    return (
        tuple(tag for tag, _ in counts.tags),
        tuple(tag for tag, _ in _first(counts.tags, FIRST_TAGS)),
        tuple((each.id, each.name, each.leftovers) for each in counts.imports),
    )
