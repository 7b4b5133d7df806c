"""Menus at the pointer or under a button: of papers, of a place, of orders, of the look."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QSize
from PySide6.QtWidgets import QMenu

from reader.gui.controls.menu import DANGER, Menu
from reader.gui.look.theme import px
from reader.gui.menus import PAPER_MENU, SORT_QUEUE, add_look, add_rows, fill
from reader.gui.places import INBOX, QUEUE, Place
from reader.query.nodes import HasTag

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow

OF_PLACE = {"queue": "queue", "reading": "read", "done": "done", "archive": "archive"}


class Popups(QObject):
    """Opens a menu, waits for the choice, and lets the menu go."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def show_paper(self, at: QPoint) -> None:
        """What can be done with the selected papers; what they already are is left out."""
        place = self._window.browsing.place.key
        left_out = {OF_PLACE.get(place, place)}
        if len(self._window.selection()) < 2:
            left_out |= {"merge"} | self._of_no_use()
        menu = Menu("", self._window)
        names = [name for name in PAPER_MENU if name not in left_out]
        fill(menu, names, self._window.actions_by_id)
        self._open(menu, at)

    def _of_no_use(self) -> set[str]:
        """Commands that have nothing to work on in the paper that is shown."""
        paper = self._window.shown_paper.paper
        if paper is None:
            return set()
        without_files = set() if paper.files else {"open-file", "detach"}
        return without_files if self._window.shown_paper.address else without_files | {"browser"}

    def show_place(self, place: Place, at: QPoint) -> None:
        """What can be done with a place of the sidebar."""
        menu = Menu("", self._window)
        menu.addAction("Open").triggered.connect(lambda: self._window.browsing.open(place))
        if place.query:
            saving = self._window.saving_searches
            menu.addAction("Edit…").triggered.connect(lambda: self._edit_search(place))
            line = QRect(at, QSize(1, 1))
            menu.addAction("Rename…").triggered.connect(lambda: saving.rename(place, line))
            menu.addAction("Duplicate").triggered.connect(lambda: saving.duplicate(place))
            menu.addAction("Move up").triggered.connect(lambda: saving.move(place, -1))
            menu.addAction("Move down").triggered.connect(lambda: saving.move(place, 1))
            delete = menu.addAction("Delete")
            delete.setProperty(DANGER, True)
            delete.triggered.connect(lambda: saving.delete(place))
        if isinstance(place.node, HasTag):
            like = menu.addAction("Find papers like these")
            like.triggered.connect(lambda: self._window.relating.search(f"#{place.title}"))
        made = self._window.actions_by_id
        if place is QUEUE:
            menu.addAction(made["read-next"])
        menu.addAction("Export…").triggered.connect(lambda: self._export(place))
        if place is INBOX:
            menu.addAction("Triage").triggered.connect(lambda: self._triage(place))
            menu.addAction("Mark all as seen").triggered.connect(self._window.operations.see_inbox)
        tag = self._window.tag_keeping.tag_of(place)
        if tag is not None:
            menu.addSeparator()
            self._window.tag_keeping.fill(menu, tag, QRect(at, QSize(1, 1)))
        batch = self._window.sidebar.tree.import_of(place)
        if batch is not None:
            menu.addSeparator()
            self._window.import_keeping.add_to(menu, batch, QRect(at, QSize(1, 1)))
        self._open(menu, at)

    def _edit_search(self, place: Place) -> None:
        """Open a saved search with the caret in its text."""
        self._window.browsing.open(place)
        self._window.focusing.search()

    def _export(self, place: Place) -> None:
        """Export the papers of a place."""
        window = self._window
        window.worker.ask(
            lambda library: library.find(place.query, within=place.node).ids,
            window.exporting.open,
            window.messages.error,
        )

    def _triage(self, place: Place) -> None:
        """Go to a place and triage it as soon as it is there."""
        window = self._window
        if window.browsing.place is place and not window.browsing.query:
            window.triage.begin()
        else:
            window.triage.begin_when_listed()
            window.browsing.open(place)

    def rename_place(self, place: Place, line: QRect) -> None:
        """F2 in the sidebar: another name for a tag, a saved search or an import."""
        if place.query:
            self._window.saving_searches.rename(place, line)
            return
        tag = self._window.tag_keeping.tag_of(place)
        batch = self._window.sidebar.tree.import_of(place)
        if tag is not None:
            self._window.tag_keeping.rename(tag, line)
        elif batch is not None:
            self._window.import_keeping.rename(batch, line)

    def show_sort(self, corner: QPoint | None = None) -> None:
        """The orders of this place, the one in force ticked; those that the Queue can be put in."""
        browsing = self._window.browsing
        menu = Menu("", self._window)
        for text, sort in browsing.sorts:
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(sort == browsing.sort)
            action.triggered.connect(lambda _=False, sort=sort: browsing.sort_by(sort))
        if not browsing.sorts:  # the Queue has an order of its own: it can be sorted, once
            fill(menu, SORT_QUEUE, self._window.actions_by_id)
        menu.addSeparator()
        add_rows(menu, self._window)
        shape, settings = self._window.shape, self._window.shape.settings
        for words, on, choose in (
            ("Show beginnings of abstracts", settings.snippets, shape.choose_snippets),
            ("Show tags", settings.chips, shape.choose_chips),
        ):
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(on)
            action.triggered.connect(choose)
        self._open(menu, corner or self._window.list.head.sort_corner())

    def show_preferences(self, title: str = "") -> None:
        """The preferences, at a page."""
        from reader.gui.preferences import open_preferences

        open_preferences(self._window, title)

    def show_more(self, at: QPoint) -> None:
        """What is behind the button at the foot of the sidebar."""
        made = self._window.actions_by_id
        menu = Menu("", self._window)
        menu.addAction(made["preferences"])
        add_look(menu, self._window)
        menu.addSeparator()
        menu.addActions([made["keys"], made["about"]])
        self._open(menu, at - QPoint(0, menu.sizeHint().height() + px(4)))

    def show_about(self) -> None:
        """What this program is."""
        from reader.gui.dialogs.about_dialog import open_about

        open_about(self._window)

    def show_keys(self) -> None:
        """The keyboard sheet."""
        from reader.gui.dialogs.key_sheet_dialog import open_key_sheet

        open_key_sheet(self._window, lambda: self.show_preferences("Keys"))

    def _open(self, menu: QMenu, at: QPoint) -> None:
        menu.exec(at)
        menu.deleteLater()
