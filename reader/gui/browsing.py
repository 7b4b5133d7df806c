"""Which papers are listed: the place, the search in it, the order. Asks again when it must."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from reader.gui.asking.worker import Worker
from reader.gui.grouping import groups_of
from reader.gui.models.paper_list import Group
from reader.gui.places import ALL, INBOX, QUEUE, Place
from reader.library import Library
from reader.model import Sort, Taste

SELECTED = "is:selected"
SORTS: tuple[tuple[str, Sort], ...] = (
    ("In the order of the place", "default"),
    ("Newest date first", "-date"),
    ("Oldest date first", "date"),
    ("Last added first", "-added"),
    ("First added first", "added"),
    ("By title", "title"),
)
INBOX_SORTS: tuple[tuple[str, Sort], ...] = (SORTS[0], ("For you", "foryou"), *SORTS[1:])
SEARCH_SORTS: tuple[tuple[str, Sort], ...] = (("Best match", "default"), *SORTS[1:])


@dataclass(frozen=True, slots=True)
class Listed:
    """An answer: the papers of a place that match a search, in order, under their headings.

    `select` are the papers to select, None to keep the selection as far as it is listed. `taste`
    is what the order "For you" rests on, `wildcards` what it puts forward all the same. `selected`
    is what `is:selected` meant; `behind` means that the order will be better once the word index
    has caught up.
    """

    place: Place
    query: str
    ids: Sequence[int]
    groups: tuple[Group, ...] = ()
    ignored: tuple[tuple[str, str], ...] = ()
    select: tuple[int, ...] | None = None
    fresh: bool = False
    taste: Taste | None = None
    wildcards: frozenset[int] = frozenset()
    selected: tuple[int, ...] = ()
    behind: bool = False


class Browsing(QObject):
    """Keeps the question the list answers, and emits every new answer, or why there is none."""

    listed = Signal(object)
    unread = Signal(object)
    opened = Signal(object)
    sorted = Signal()

    def __init__(
        self, worker: Worker, sorts: Mapping[str, Sort], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._worker = worker
        self._sorts = dict(sorts)
        self._to_select: tuple[int, ...] | None = None  # papers that an answer is to select
        self._selected: tuple[int, ...] = ()  # when `is:selected` was asked for
        self.selection: Callable[[], Sequence[int]] = tuple
        self.place: Place = INBOX
        self.query = ""

    @property
    def sort(self) -> Sort:
        """The order in force here."""
        return self._sorts.get(self._sort_key, "default")

    @property
    def chosen_sorts(self) -> Mapping[str, Sort]:
        """The orders that were chosen, by place; those of searches under `search`."""
        return dict(self._sorts)

    @property
    def sorts(self) -> tuple[tuple[str, Sort], ...]:
        """The orders offered here; the Queue has its own order."""
        if self.query:
            return SEARCH_SORTS
        if self.place is INBOX:
            return INBOX_SORTS
        return () if self.place is QUEUE else SORTS

    def open(self, place: Place, *, select: Sequence[int] = (), query: str = "") -> None:
        """Go to a place."""
        self._keep_selection(query or place.query)
        self.place, self.query = place, query or place.query
        if place.query:
            self._sorts["search"] = place.sort
        self.opened.emit(place)
        self._ask(select=tuple(select), fresh=True)

    def search(self, query: str, typing: bool = False) -> None:
        """Search in this place; an empty search shows the place again."""
        if not query and self.place.query:
            self.open(ALL)  # without its question a saved search is all papers
        elif query != self.query or not typing:
            fresh = query != self.query
            self._keep_selection(query)
            self.query = query
            # A search starts with nothing selected, so that Enter goes to its best match; when it
            # is over, the paper that was found stays selected in its place.
            self._ask(typing=typing, select=() if fresh and query else None, fresh=fresh)

    def search_everywhere(self) -> None:
        """Ask the same of all papers."""
        self.open(ALL, query=self.query)

    def sort_by(self, sort: Sort) -> None:
        """Put this place, or searches, in another order."""
        self._sorts[self._sort_key] = sort
        self.sorted.emit()
        self._ask()

    def again(self, select: tuple[int, ...] | None = None) -> None:
        """Ask the same again: something changed."""
        self._ask(select=select)

    def first(self, library: Library) -> None:
        """Answer the place at once, before the first paint, from a library at hand."""
        # The order "For you" needs the word index; it comes with the next answer.
        sort: Sort = "default" if self.sort == "foryou" else self.sort
        self.listed.emit(_answer(library, self.place, "", sort, False, (), True))

    def take_names(self, places: Iterable[Place]) -> None:
        """Show the place under its new name, when it is one of these and has got another."""
        for place in places:
            if place.key == self.place.key and place.title != self.place.title:
                self.place = place
                self.again()

    @property
    def _sort_key(self) -> str:
        return "search" if self.query else self.place.key

    def _keep_selection(self, query: str) -> None:
        """`is:selected` means what is selected when it is written; the answer selects others."""
        if SELECTED in query.casefold() and SELECTED not in self.query.casefold():
            self._selected = tuple(self.selection())

    def _ask(
        self, *, typing: bool = False, select: tuple[int, ...] | None = None, fresh: bool = False
    ) -> None:
        place, query, sort, selected = self.place, self.query, self.sort, self._selected
        if select is None:
            select = self._to_select or None  # of a question that this one overtakes
        self._to_select = select
        self._worker.ask(
            lambda library: _answer(library, place, query, sort, typing, select, fresh, selected),
            self._answered,
            self.unread.emit,
            only_newest="search",
        )

    def _answered(self, listed: Listed) -> None:
        self._to_select = None
        self.listed.emit(listed)


def _answer(
    library: Library,
    place: Place,
    query: str,
    sort: Sort,
    typing: bool,
    select: tuple[int, ...] | None,
    fresh: bool,
    selected: tuple[int, ...] = (),
) -> Listed:
    found = library.find(query, within=place.node, sort=sort, typing=typing, selected=selected)
    groups = groups_of(library, place, query, sort, found.ids)
    taste = library.taste() if sort == "foryou" else None
    return Listed(
        *(place, query, found.ids, groups, found.ignored, select, fresh),
        *(taste, found.wildcards, selected, found.behind),
    )
