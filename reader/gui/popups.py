"""Menus at the pointer or under a button: of papers, of a place, of orders, of the look."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from reader.gui.menus import PAPER_MENU, add_look, fill
from reader.gui.places import QUEUE, Place
from reader.gui.theme import px
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
        already = OF_PLACE.get(place, place)
        menu = QMenu(self._window)
        fill(menu, [name for name in PAPER_MENU if name != already], self._window.actions_by_id)
        self._open(menu, at)

    def show_place(self, place: Place, at: QPoint) -> None:
        """What can be done with a place of the sidebar."""
        menu = QMenu(self._window)
        menu.addAction("Open").triggered.connect(lambda: self._window.browsing.open(place))
        if isinstance(place.node, HasTag):
            like = menu.addAction("Find papers like these")
            like.triggered.connect(lambda: self._window.relating.search(f"#{place.title}"))
        if place is QUEUE:
            menu.addAction(self._window.actions_by_id["read-next"])
        batch = self._window.sidebar.tree.import_of(place)
        if batch is not None:
            menu.addSeparator()
            self._window.import_keeping.add_to(menu, batch)
        self._open(menu, at)

    def show_sort(self, corner: QPoint | None = None) -> None:
        """The orders of this place, the one in force ticked."""
        browsing = self._window.browsing
        menu = QMenu(self._window)
        for text, sort in browsing.sorts:
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(sort == browsing.sort)
            action.triggered.connect(lambda _=False, sort=sort: browsing.sort_by(sort))
        if menu.isEmpty():
            menu.deleteLater()
        else:
            self._open(menu, corner or self._window.list.sort_corner())

    def show_preferences(self, at: QPoint) -> None:
        """Theme and text size, above the button at the foot of the sidebar."""
        menu = QMenu(self._window)
        add_look(menu, self._window)
        self._open(menu, at - QPoint(0, menu.sizeHint().height() + px(4)))

    def _open(self, menu: QMenu, at: QPoint) -> None:
        menu.exec(at)
        menu.deleteLater()
