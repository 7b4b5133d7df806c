"""Duplicates in the window: asks the library for pairs, shows their page, does what is decided."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from reader.errors import Problem
from reader.gui import duplicate_words as words
from reader.gui.worker import Then, Work
from reader.model import Changes, Pair

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow
    from reader.gui.views.duplicates_view import DuplicatesView

AREAS = frozenset({"facts", "imports"})  # after changes of these there may be other pairs


class Duplicates(QObject):
    """The page stands where list and reading pane are, and goes when a place is opened."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.view: DuplicatesView | None = None
        self.is_open = False
        self._pairs: Sequence[Pair] | None = None  # None: not looked for yet
        self._asked_for: Pair | None = None  # two papers that only the person took for one
        window.following.changed.connect(self.follow)
        window.browsing.opened.connect(lambda _place: self.close())
        window.sidebar.duplicates_wanted.connect(self.open)

    # ------------------------------------------------------------ showing

    def open(self) -> None:
        """Show the page with the pairs that wait."""
        view = self._page()
        self._window.triage.leave()
        self._window.statistics.leave()
        if not self.is_open:
            self.is_open = True
            self._window.shape.set_full_width(True)
            self._window.right.setCurrentWidget(view)
            self._window.sidebar.show_no_place()
            if self._pairs is not None and self._asked_for is None:
                view.show_pairs(self._pairs)
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

    def give_way(self) -> None:
        """Unless this page is open, show the paper, or how to begin when there is none."""
        window = self._window
        if not self.is_open:
            some = window.counts is not None and window.counts.all > 0
            window.right.setCurrentWidget(window.pane if some else window.first_run)

    def close(self) -> None:
        """Give list and reading pane their room back."""
        if self.is_open:
            self.is_open, self._asked_for = False, None
            self.give_way()
            self._window.shape.set_full_width(False)

    def _leave(self) -> None:
        self.close()
        self._window.sidebar.show_place(self._window.browsing.place)
        self._window.focusing.focus("list")

    def follow(self, changes: Changes | None) -> None:
        """The library has changed: there may be other pairs."""
        if changes is None or changes.new or changes.gone or changes.areas & AREAS:
            self.look()

    def look(self) -> None:
        """Ask for the pairs; what is shown stays until they are there."""
        self._window.worker.ask(
            lambda library: library.duplicates(), self._show, only_newest="duplicates"
        )

    def _page(self) -> "DuplicatesView":
        if self.view is None:
            from reader.gui.views.duplicates_view import DuplicatesView

            view = self.view = DuplicatesView()
            view.merge_wanted.connect(self._merge)
            view.apart_wanted.connect(self._keep_apart)
            view.undo_wanted.connect(self._undo)
            view.left.connect(self._leave)
            self._window.right.addWidget(view)
        return self.view

    def _show(self, pairs: Sequence[Pair]) -> None:
        self._pairs = pairs
        self._window.sidebar.show_duplicates(len(pairs))
        if self.view is None or not self.is_open:
            return
        asked_for, chosen = self._asked_for, self.view.chosen
        if asked_for is not None and asked_for.id not in [pair.id for pair in pairs]:
            pairs = [*pairs, asked_for]
        self.view.show_pairs(pairs, again=chosen.id if chosen is not None else -1)

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
