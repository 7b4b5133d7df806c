"""The way back: the places that were open before, with what was selected in them."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from reader.gui.browsing import Browsing, Listed
from reader.gui.places import INBOX, Place
from reader.gui.views.papers.paper_table import PaperTable

LONGEST = 100


@dataclass(frozen=True, slots=True)
class Stop:
    """A place, the search in it, and the papers that were selected (a few at most)."""

    place: Place
    query: str
    selected: tuple[int, ...] = ()

    @property
    def same(self) -> tuple[str, str]:
        """What makes two stops the same one."""
        return self.place.key, self.query


class Trail(QObject):
    """Remembers where the person was; `go(-1)` leads back, `go(1)` forward again."""

    def __init__(self, browsing: Browsing, table: PaperTable) -> None:
        super().__init__(table)
        self._browsing, self._table = browsing, table
        self._here = Stop(INBOX, "")
        self._behind: list[Stop] = []
        self._ahead: list[Stop] = []
        self._going = False
        self.open_page: Callable[[Place], object] = lambda _place: None
        browsing.opened.connect(self._opened)
        browsing.listed.connect(self._listed)

    def go(self, step: int) -> None:
        """Go to the stop before, or to the one after."""
        come_from, go_to = (self._ahead, self._behind) if step < 0 else (self._behind, self._ahead)
        if go_to:
            stop = go_to.pop()
            come_from.append(self._left())
            self._going = True
            if stop.place.page:
                self._here = stop
                self.open_page(stop.place)
            else:
                self._browsing.open(stop.place, query=stop.query, select=stop.selected)
            self._going = False

    def page_opened(self, place: Place) -> None:
        """A page stands in place of the list: it is a stop as well."""
        if self._here.place.key != place.key:
            self._behind = [*self._behind[-LONGEST:], self._left()]
            self._ahead.clear()
            self._here = Stop(place, "")

    def page_left(self, place: Place) -> None:
        """A page was closed for the list that was there before: nothing to go back to."""
        if self._here.place.key == place.key:
            self._here = Stop(self._browsing.place, self._browsing.query)

    def _opened(self, place: Place) -> None:
        left, here = self._left(), Stop(place, self._browsing.query)
        if not self._going and left.same != here.same:
            self._behind = [*self._behind[-LONGEST:], left]
            self._ahead.clear()
        self._here = here

    def _listed(self, listed: Listed) -> None:
        if not self._here.place.page:  # the list goes on being read behind a page
            self._here = Stop(listed.place, listed.query)

    def _left(self) -> Stop:
        """The stop that is being left, as it looks now."""
        return Stop(self._here.place, self._here.query, tuple(self._table.selected_ids()[:LONGEST]))
