"""Shows the answers of `Browsing` in the list pane: header, rows, or why there are none."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from contextlib import suppress

from PySide6.QtCore import QObject

from reader.errors import Busy, Cancelled
from reader.gui.asking.looking import Looking
from reader.gui.asking.messages import say_unread
from reader.gui.browsing import Browsing, Listed
from reader.gui.look.wording import number, papers
from reader.gui.models.matches import Match, match
from reader.gui.models.paper_list import Group, PaperList
from reader.gui.places import ALL, INBOX, QUEUE, Place, counted, import_place
from reader.gui.views.papers.list_pane import ListPane
from reader.model import Counts, Passages, Row
from reader.query.nodes import has_text

# The command that a person most likely wants in a place: name, words, key.
STEPS = {
    INBOX.key: ("triage", "Triage"),
    QUEUE.key: ("read-next", "Read next"),
}
CLEAR = ("back", "Clear")
TOGETHER = 8  # papers that are read at once for what was found in them: a screenful


class ShownList(QObject):
    """Keeps the list pane equal to the newest answer, without losing selection or place."""

    def __init__(
        self,
        pane: ListPane,
        papers: PaperList,
        browsing: Browsing,
        looking: Looking,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._pane, self._papers, self._browsing, self._looking = pane, papers, browsing, looking
        self._listed = Listed(INBOX, "", ())
        self._counts: Counts | None = None
        self._matches: dict[int, Match] = {}
        self._at_hand: dict[int, Passages] = {}
        self.import_files: Callable[[], object] = lambda: None
        self._unread = False
        browsing.listed.connect(self.show)
        browsing.unread.connect(self._show_unread)
        browsing.opened.connect(self._show_place)
        pane.table.selected.connect(self._show_header)

    def show(self, listed: Listed) -> None:
        """Show an answer."""
        if self._unread:
            self._unread = False
            self._pane.banner.hide()
        before = self._listed
        other = (listed.place.key, listed.query) != (before.place.key, before.query)
        self._listed = listed
        self._matches.clear()
        self._at_hand.clear()
        cards = self._pane.table.cards
        cards.places = listed.place is QUEUE and not listed.query
        self._pane.table.set_ordered(cards.places)
        self._pane.table.show_papers(
            listed.ids,
            listed.groups,
            match=self._match if _has_words(listed.query) else None,
            select=listed.select,
            keep_place=not listed.fresh and not other,
        )
        if not self._pane.table.selected_ids() and not listed.query:
            self._pane.table.select_place(0)
        self._say_where(listed.place)
        self._show_header()
        self._show_rows_or_reason()

    def _show_place(self, place: Place) -> None:
        self._pane.search.set_text(self._browsing.query)
        self._say_where(place)

    def _say_where(self, place: Place) -> None:
        self._pane.search.say_where("" if place in (INBOX, ALL) else place.title)

    def show_counts(self, counts: Counts) -> None:
        """Show new numbers."""
        self._counts = counts
        self._browsing.take_names(map(import_place, counts.imports))
        self._show_header()
        if not self._papers.ids:
            self._show_rows_or_reason()

    def take_away(self, ids: Sequence[int]) -> None:
        """Let decided papers leave a list of their old state at once; the answer confirms it."""
        if self._listed.place.state is None or self._listed.query:
            return
        places = sorted(self._papers.places_of(ids))
        groups = shrunk(self._papers.groups, len(self._papers.ids), places)
        kept = without(self._papers.ids, places)
        self._pane.table.show_papers(kept, groups, match=None, keep_place=True)
        self._show_rows_or_reason()

    def _match(self, row: Row) -> Match:
        found = self._matches.get(row.id)
        if found is None:
            passages = self._read(row.id)
            found = match(row, passages, self._listed.query, self._looking.marks)
            self._matches[row.id] = found
        return found

    def _read(self, paper_id: int) -> Passages | None:
        """The texts of a paper painted now, and with it of those below, which are painted next."""
        passages = self._at_hand.pop(paper_id, None)
        if passages is None:
            place = next(iter(self._papers.places_of([paper_id])), 0)
            near = self._papers.ids[place : place + TOGETHER]
            with suppress(Busy):
                self._at_hand = {each.id: each for each in self._looking.passages(near)}
            passages = self._at_hand.pop(paper_id, None)
        return passages

    def _show_header(self) -> None:
        place, query = self._listed.place, self._listed.query
        total = len(self._papers.ids)
        selected = len(self._pane.table.selected_ids())
        title, found = place.title, ""
        if selected > 1:
            title, words = f"{number(selected)} selected", f"of {number(total)} in {place.title}"
        elif query:
            found = papers(total)
            words = f"{found} found"
        else:
            words = counted(place, total, self._counts.unseen if self._counts else 0)
        sortable = total > 0
        browsing = self._browsing
        order = next((words for words, sort in browsing.sorts if sort == browsing.sort), "")
        self._pane.head.show_words(
            title, words, found, sortable=sortable and selected < 2, order=order
        )
        step = STEPS.get(place.key) if total and selected < 2 and not query else None
        step = CLEAR if selected > 1 else step
        self._pane.offer_step(*(step or ("", "")))

    def _show_rows_or_reason(self) -> None:
        listed, pane = self._listed, self._pane
        if self._papers.ids:
            pane.show_list()
        elif self._counts is not None and not self._counts.all:
            pane.show_empty(
                "inbox", "No papers yet", "New papers land here. Decide on each with one key."
            )
        elif listed.query:
            self._show_no_match()
        else:
            buttons: tuple[tuple[str, Callable[[], object]], ...] = ()
            if listed.place is INBOX:
                buttons = (
                    ("Import", self.import_files),
                    ("Open Queue", lambda: self._browsing.open(QUEUE)),
                )
            place = listed.place
            pane.show_empty(place.icon, place.empty, place.advice, buttons)

    def _show_unread(self, error: BaseException) -> None:
        """The rows that are there stay."""
        self._unread = not isinstance(error, Cancelled)
        if self._unread:
            say_unread(self._pane.banner, error, self._browsing.again)

    def _show_no_match(self) -> None:
        place = self._listed.place
        elsewhere = place is not ALL
        where = f"Searched in {place.title}." if elsewhere else "Try fewer or other words."
        buttons: list[tuple[str, Callable[[], object]]] = [
            ("Clear the search", self._pane.search.clear)
        ]
        if elsewhere:
            buttons.insert(0, ("Search all papers", self._browsing.search_everywhere))
        self._pane.show_empty("search", "No papers match all of this", where, buttons)


def _has_words(query: str) -> bool:
    """Whether a search has words that can be marked."""
    if not query:
        return False
    from reader.query.parsing import parse

    return has_text(parse(query, typing=True).node)


def without(ids: Sequence[int], places: Sequence[int]) -> "array[int]":
    """The ids but for those in some places (in order), copied in stretches: there may be many."""
    kept, start = array("q"), 0
    for place in places:
        kept.extend(ids[start:place])
        start = place + 1
    kept.extend(ids[start:])
    return kept


def shrunk(groups: Sequence[Group], total: int, places: Sequence[int]) -> tuple[Group, ...]:
    """The headings of so many papers once those in some places (in order) have left."""
    ends = [*(group.start for group in groups[1:]), total][: len(groups)]
    left_over, start = [], 0
    for group, end in zip(groups, ends, strict=True):
        gone = bisect_left(places, end) - bisect_left(places, group.start)
        left = end - group.start - gone
        if left:
            left_over.append(Group(start, group.label, papers(left)))
        start += left
    return tuple(left_over)
