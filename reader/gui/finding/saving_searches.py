"""Saved searches in the window: keeping what is searched for, changing, moving, forgetting one."""

from collections.abc import Callable, Sequence
from itertools import count

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QWidget

from reader.gui.asking.messages import Messages
from reader.gui.asking.worker import Work, Worker
from reader.gui.browsing import Browsing, Listed
from reader.gui.look.wording import papers
from reader.gui.places import Place, search_place
from reader.gui.views.papers.search_bar import SearchBar
from reader.model import Changes, SavedSearch


class SavingSearches(QObject):
    """Every change of a saved search is one step to undo."""

    def __init__(
        self,
        bar: SearchBar,
        browsing: Browsing,
        worker: Worker,
        messages: Messages,
        undo: Callable[[], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._bar, self._browsing, self._worker = bar, browsing, worker
        self._messages, self._undo, self._window = messages, undo, window
        self._searches: Sequence[SavedSearch] = ()
        self.places: Sequence[tuple[Place, int]] = ()  # with how many papers each finds
        self._found = 0
        bar.save_wanted.connect(self.save)
        browsing.listed.connect(self._listed)

    def show(self, searches: Sequence[tuple[SavedSearch, int]]) -> None:
        """These are saved now; a place that was renamed or is gone is no longer open."""
        self._searches = [saved for saved, _ in searches]
        self.places = [(search_place(saved), count) for saved, count in searches]
        here = self._browsing.place
        if here.query:
            kept = next((one for one in self._searches if search_place(one).key == here.key), None)
            if kept is not None:
                self._browsing.place = search_place(kept)
        self._offer()

    @property
    def texts(self) -> list[tuple[str, str]]:
        """Names and texts, to be completed."""
        return [(saved.name, saved.query) for saved in self._searches]

    def save(self) -> None:
        """Keep the search under a name, or the changed question of the saved one that is open."""
        query, here = self._browsing.query, self._browsing.place
        if not query:
            self._messages.say("Search for something first")
        elif here.query and query != here.query:
            sort = self._browsing.sort
            number = int(here.key.removeprefix("search:"))
            self._do(
                lambda library: library.change_search(number, query=query, sort=sort),
                f"Updated {here.title}",
            )
        elif not here.query:
            self._ask_name(query)

    def duplicate(self, place: Place) -> None:
        """Keep the same search once more, under a name that is free."""
        taken = {saved.name.casefold() for saved in self._searches}
        number = next(n for n in count(2) if f"{place.title} {n}".casefold() not in taken)
        name = f"{place.title} {number}"
        self._do(
            lambda library: library.save_search(name, place.query, place.sort), f"Saved {name}"
        )

    def delete(self, place: Place) -> None:
        """Forget a saved search; its papers stay."""
        number = int(place.key.removeprefix("search:"))
        self._do(lambda library: library.delete_search(number), f"Deleted search {place.title}")

    def rename(self, place: Place, line: QRect) -> None:
        """Ask for another name, under the line of the sidebar."""
        from reader.gui.views.rename_popover import RenamePopover

        number = int(place.key.removeprefix("search:"))
        taken = {one.name.casefold() for one in self._searches if one.id != number}

        def judge(name: str) -> tuple[str, bool]:
            if name.casefold() in taken:
                return "There is a saved search with this name.", False
            return "Enter gives it this name.", bool(name)

        def named(name: str) -> None:
            self._do(
                lambda library: library.change_search(number, name=name),
                f"Renamed the search to {name}",
            )

        sheet = RenamePopover("Name of the search", place.title, judge, self._window)
        sheet.named.connect(named)
        sheet.open_at(line)

    def move(self, place: Place, step: int) -> None:
        """Move a saved search up or down among the others."""
        self._move(int(place.key.removeprefix("search:")), step)

    def _move(self, number: int, step: int) -> None:
        numbers = [saved.id for saved in self._searches]
        at = numbers.index(number) + step
        if 0 <= at < len(numbers):
            rest = [one for one in numbers if one != number]
            before = rest[at] if at < len(rest) else None
            self._do(lambda library: library.move_search(number, before), "")

    def put(self, key: str, place: Place) -> None:
        """Put a saved search where another one stands: before it when it comes from below."""
        numbers = [saved.id for saved in self._searches]
        moved, target = (int(one.removeprefix("search:")) for one in (key, place.key))
        if moved in numbers and target in numbers:
            self._move(moved, numbers.index(target) - numbers.index(moved))

    def _ask_name(self, query: str) -> None:
        from reader.gui.dialogs.save_search_dialog import SaveSearchDialog

        sort = self._browsing.sort
        names = [saved.name for saved in self._searches]
        dialog = SaveSearchDialog(query, f"{papers(self._found)} now", names, self._window)
        dialog.saved.connect(
            lambda name: self._do(
                lambda library: library.save_search(name, query, sort), f"Saved search {name}"
            )
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _do(self, work: Work, text: str) -> None:
        def done(changes: Changes) -> None:
            if changes.action and text:
                self._messages.say(text, "Undo", "undo", self._undo)

        self._worker.ask(work, done, self._messages.error)

    def _listed(self, listed: Listed) -> None:
        self._found = len(listed.ids)
        self._offer()

    def _offer(self) -> None:
        """Offer to save what is not saved yet."""
        query, here = self._browsing.query, self._browsing.place
        changed = bool(here.query) and query != here.query
        self._bar.offer_saving(
            "Update search" if changed else "Save search", bool(query) and query != here.query
        )
