"""Duplicates in the window: asks the library for pairs, shows their page, does what is decided."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from reader.errors import Cancelled, Problem
from reader.gui.asking.worker import Then, Work
from reader.gui.long_work import LongWork
from reader.gui.upkeep import duplicate_words as words
from reader.library import Library
from reader.model import Changes, Pair

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow
    from reader.gui.views.duplicates.duplicates_view import DuplicatesView

AREAS = frozenset({"facts", "imports"})  # after changes of these there may be other pairs
PAGE = 100
"""Pairs that are fetched at once, more when the list is scrolled to its end."""


class Duplicates(QObject):
    """Opens the page of pairs, and asks for them again after every change that may make some."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.view: DuplicatesView | None = None
        self._most = PAGE
        self._scanning: LongWork | None = None
        self._asked_for: Pair | None = None  # two papers that only the person took for one
        window.following.changed.connect(self.follow)
        window.sidebar.duplicates_wanted.connect(self.open)

    # ------------------------------------------------------------ showing

    def open(self) -> None:
        """Show the page with the pairs that wait."""
        view = self._page()
        if not self.is_open:
            self._window.pages.show(view, self._left, command="duplicates")
        view.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.look()

    def compare(self, ids: Sequence[int]) -> None:
        """Show two papers side by side that nobody has taken for one yet."""
        if len(ids) != 2:
            self._window.messages.say("Select two papers to merge them")
            return
        one, other = ids
        self._window.worker.ask(
            lambda library: library.pair(one, other), self._show_one, self._window.messages.error
        )

    @property
    def is_open(self) -> bool:
        """Whether the page is shown."""
        return self.view is not None and self._window.pages.shown is self.view

    def close(self) -> None:
        """Give list and reading pane their room back."""
        if self.is_open:
            self._window.pages.leave()

    def _left(self) -> None:
        self._asked_for, self._most = None, PAGE

    def follow(self, changes: Changes | None) -> None:
        """The library has changed: there may be other pairs."""
        if changes is None or changes.new or changes.gone or changes.areas & AREAS:
            self.look()

    def look(self) -> None:
        """Ask how many pairs there are, and for those to be shown if anybody looks at them.

        What is shown stays until they are there.
        """
        most = self._most if self.is_open else 0

        def ask(library: Library) -> tuple[int, int, Sequence[Pair]]:
            exact = len(library.certain_duplicates()) if most else 0
            return library.duplicate_count(), exact, library.duplicates(most=most) if most else ()

        self._window.worker.ask(ask, lambda answer: self._show(*answer), only_newest="duplicates")

    def _fetch_more(self) -> None:
        """The list was scrolled to its end."""
        self._most += PAGE
        self.look()

    def _page(self) -> "DuplicatesView":
        if self.view is None:
            from reader.gui.views.duplicates.duplicates_view import DuplicatesView

            view = self.view = DuplicatesView()
            view.merge_wanted.connect(self._merge)
            view.apart_wanted.connect(self._keep_apart)
            view.merge_exact_wanted.connect(self._merge_exact)
            view.undo_wanted.connect(self._undo)
            view.scan_wanted.connect(self.scan)
            view.pairs.more_wanted.connect(self._fetch_more)
            view.left.connect(self._window.pages.go_back)
        return self.view

    def _show(self, count: int, exact: int, pairs: Sequence[Pair]) -> None:
        self._window.sidebar.show_duplicates(count)
        if self.view is None or not self.is_open or (count and not pairs):
            return
        asked_for, chosen = self._asked_for, self.view.chosen
        if asked_for is not None and asked_for.id not in [pair.id for pair in pairs]:
            pairs, count = [*pairs, asked_for], count + 1
        again = chosen.id if chosen is not None else -1
        self.view.show_pairs(pairs, again=again, count=count, exact=exact)

    def _show_one(self, pair: Pair) -> None:
        self._asked_for = pair
        view = self._page()
        known = [each for each in view.pairs.pairs if each.id != pair.id]
        view.show_pairs([*known, pair], again=pair.id)
        self.open()

    # ------------------------------------------------------------ deciding

    def _merge(self, pairs: Sequence[tuple[int, int]], choose: Mapping[str, int]) -> None:
        self._do(
            lambda library: library.merge(pairs, choose=choose),
            lambda changes: self._say(changes, words.merged_words(len(pairs))),
        )

    def _merge_exact(self) -> None:
        """Merge all that is surely the same, also what the list does not show yet."""
        merged: list[tuple[int, int]] = []

        def work(library: Library) -> Changes:
            merged[:] = words.steps_of(library.certain_duplicates())
            return library.merge(merged)

        self._do(work, lambda changes: self._say(changes, words.merged_words(len(merged))))

    # ------------------------------------------------------------ looking through all papers

    def scan(self) -> None:
        """Compare all papers with each other; the page tells how far that is."""
        if self._scanning is not None:
            return
        self.open()
        work = self._scanning = LongWork()
        self._page().watch(work)
        self._window.worker.ask(
            lambda library: library.scan_duplicates(work.progress), self._scanned, self._not_scanned
        )

    def _scanned(self, changes: Changes) -> None:
        self._end_scan()
        if changes.action:
            self._say(changes, f"{changes.action.replace('Find', 'Found')} to look at")
        else:
            self._window.messages.say("No further papers look like one another")

    def _not_scanned(self, error: BaseException) -> None:
        self._end_scan()
        if not isinstance(error, Cancelled):
            self._window.messages.error(error)

    def _end_scan(self) -> None:
        self._scanning = None
        self._page().watch(None)
        self.look()

    def _keep_apart(self, pair: tuple[int, int]) -> None:
        self._do(
            lambda library: library.keep_apart([pair]),
            lambda changes: self._say(changes, "Kept both. They do not come back as a pair."),
        )

    def _undo(self) -> None:
        self._do(lambda library: library.undo(), lambda _changes: None)

    def _do(self, work: Work, then: Then) -> None:
        """Do one step; the pairs are asked for again also when it failed."""
        self._asked_for = None

        def done(changes: Changes) -> None:
            then(changes)
            self.look()

        def failed(error: BaseException) -> None:
            self._window.messages.error(error)
            if isinstance(error, Problem):
                self.look()

        self._window.worker.ask(work, done, failed)

    def _say(self, changes: Changes, text: str) -> None:
        if changes.action:
            self._window.messages.say(text, "Undo", "undo", self._undo)
