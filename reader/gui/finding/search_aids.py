"""What stands beside a search: the query in words, counts to tick, help, and a way on when nothing
is found. The counts come a moment after the papers, so that typing never waits for them."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QTimer, Signal

from reader.errors import Cancelled
from reader.gui.asking.worker import Worker
from reader.gui.browsing import Browsing, Listed
from reader.gui.finding.completing import Completing
from reader.gui.look.wording import number
from reader.gui.look.wording import papers as papers_text
from reader.gui.places import ALL, Place
from reader.gui.views.papers.list_pane import ListPane
from reader.model import Facets, Repair
from reader.query.saying import conditions
from reader.query.ticking import tick, with_undated

if TYPE_CHECKING:
    from reader.gui.views.papers.search_help import SearchHelp

PAUSE_MS = 150


class SearchAids(QObject):
    """Follows the answers of `Browsing`; what it shows belongs to the newest one.

    `texts_wanted` comes with a search whose words topic notes or outlines hold.
    """

    texts_wanted = Signal(str)

    def __init__(
        self, pane: ListPane, browsing: Browsing, worker: Worker, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._pane, self._browsing, self._worker = pane, browsing, worker
        self._listed: Listed | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._count)
        browsing.listed.connect(self._show)
        pane.facets.ticked.connect(lambda value: self._search(tick(browsing.query, value)))
        pane.query_line.changed.connect(self._search)
        pane.texts.clicked.connect(lambda: self.texts_wanted.emit(browsing.query))
        self.completing = Completing(pane.search.field, pane.window())
        self._help: SearchHelp | None = None
        pane.search.help_wanted.connect(self._show_help)
        pane.undated.clicked.connect(lambda: self._search(with_undated(browsing.query)))

    def _show_help(self) -> None:
        from reader.gui.views.papers.search_help import SearchHelp

        if self._help is None:
            self._help = SearchHelp(self._pane.window())
            self._help.all_wanted.connect(self._show_language)
        if self._help.isVisible():
            self._help.dismiss()
            return
        field = self._pane.search.field
        self._help.open_at(QRect(field.mapToGlobal(field.rect().topLeft()), field.size()))

    def _show_language(self) -> None:
        from reader.gui.dialogs.language_page import LanguagePage

        if self._help is not None:
            self._help.dismiss()
        LanguagePage(self._pane.window()).open()

    def _search(self, query: str) -> None:
        self._pane.search.set_text(query)
        self._browsing.search(query)

    def _show(self, listed: Listed) -> None:
        self._listed = listed
        read_back = conditions(listed.query) if listed.query else ()
        self._pane.query_line.show_conditions(read_back, listed.ignored)
        self._pane.show_searching(bool(listed.query))
        if listed.query:
            self._pause.start()
        else:
            self._pause.stop()
            self._pane.undated.say("")
            self._pane.texts.say("")

    def _count(self) -> None:
        """Ask for the counts, and for repairs when nothing was found."""
        listed = self._listed
        if listed is None or not listed.query:
            return
        query, node, selected = listed.query, listed.place.node, listed.selected
        self._worker.ask(
            lambda library: len(library.documents_with(query)),
            lambda count: self._show_texts(query, count),
            lambda _error: None,
            only_newest="texts found",
        )
        if not listed.ids:
            place = listed.place
            self._worker.ask(
                lambda library: library.repairs(query, within=node, selected=selected),
                lambda found: self._show_repairs(query, place, found),
                lambda _error: None,  # the list itself tells what is wrong with the library
                only_newest="repairs",
            )
        worker = self._worker
        # At last: it gives way to all that is asked after it.
        worker.ask(
            lambda library: library.facets(
                query,
                within=node,
                typing=True,
                selected=selected,
                go_on=lambda: not worker.is_wanted,
            ),
            self._show_facets,
            self._not_counted,
            only_newest="facets",
        )

    def _not_counted(self, error: BaseException) -> None:
        """When something else was wanted first, count after the next pause."""
        if isinstance(error, Cancelled):
            self._pause.start()

    def _show_facets(self, facets: Facets) -> None:
        if self._listed is None or facets.query != self._listed.query:
            return
        self._pane.show_facets(facets)
        left_out = facets.undated
        words = "paper" if left_out == 1 else "papers"
        text = f"{number(left_out)} undated {words} left out." if left_out else ""
        self._pane.undated.say(text)

    def _show_texts(self, query: str, count: int) -> None:
        if self._listed is not None and query == self._listed.query:
            hold = "text of yours holds" if count == 1 else "texts of yours hold"
            self._pane.texts.say(f"{number(count)} {hold} these words." if count else "")

    def _show_repairs(self, query: str, place: Place, repairs: tuple[Repair, ...]) -> None:
        listed = self._listed
        if listed is None or listed.ids or (listed.query, listed.place) != (query, place):
            return
        said: list[tuple[str, Callable[[], object]]] = [
            (f"{each.label}, {papers_text(each.count)}", partial(self._search, each.query))
            for each in repairs
        ]
        if place is not ALL:
            said.append(("Search all papers", self._browsing.search_everywhere))
        reason = next((each.reason for each in repairs if each.reason), "")
        spelled = next((each.label for each in repairs if each.reason), "")
        sentence = f"{reason} Did you mean {spelled}?" if reason else ""
        if not sentence:
            everywhere = place is ALL
            sentence = "Try fewer or other words." if everywhere else f"Searched in {place.title}."
        said = said or [("Clear the search", self._pane.search.clear)]
        self._pane.show_empty("search", "No papers match all of this", sentence, said)
