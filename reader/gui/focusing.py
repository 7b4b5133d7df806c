"""Where the keyboard is: going from pane to pane, and Esc, one step back at a time."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from reader.gui.browsing import Browsing
from reader.gui.menus import MenuLine
from reader.gui.places import ALL
from reader.gui.shape import Shape
from reader.gui.views.papers.list_pane import ListPane
from reader.gui.views.places.sidebar import Sidebar
from reader.gui.views.reading.reading_pane import ReadingPane

PANES = ("sidebar", "list", "text", "panel")


class Focusing(QObject):
    """Moves the keyboard between sidebar, list, text and panel."""

    def __init__(
        self,
        sidebar: Sidebar,
        listed: ListPane,
        pane: ReadingPane,
        shape: Shape,
        browsing: Browsing,
        menu_line: MenuLine,
    ) -> None:
        super().__init__(listed)
        self._sidebar, self._list, self._pane = sidebar, listed, pane
        self._shape, self._browsing, self._menu_line = shape, browsing, menu_line
        self._awaited = False
        self.stop_work: Callable[[], bool] = lambda: False  # what Esc is for before all else
        self.before_all: Callable[[], bool] = lambda: False  # leaves what stands over the panes
        self.leave_page: Callable[[], object] = lambda: None  # which stands in place of the panes
        self.next_on_page: Callable[[int], bool] = lambda _step: False

    def focus(self, part: str) -> None:
        """Give the keyboard to a pane, which comes forward if it is hidden."""
        goals: dict[str, Callable[[], object]] = {
            "sidebar": self._to_sidebar,
            "list": self._to_list,
            "text": self._pane.focus_text,
            "panel": self._pane.focus_panel,
        }
        if part != "sidebar":
            self.leave_page()
        if part in ("text", "panel") and self._shape.shows_one_pane:
            self._shape.set_full_width(True)
        goals[part]()

    def await_list(self) -> None:
        """Give the keyboard to the list as soon as it shows what was asked for."""
        self._awaited = True

    def settle(self) -> None:
        """There is a new list: it gets the keyboard if it was awaited or nobody else has it."""
        # Of the window, not of the application: while another program is in front, a note that
        # is being written keeps the keyboard for when the person comes back.
        widget = self._list.window().focusWidget()
        lost = widget is None or not widget.isVisible() or widget is self._list.empty
        if lost or self._awaited:
            self._awaited = False
            self._list.take_focus(Qt.FocusReason.OtherFocusReason)

    def next_pane(self, step: int) -> None:
        """Go to the next pane, or the one before."""
        if self.next_on_page(step):
            return
        here = self._here()
        shown = [part for part in PANES if part != "sidebar" or self._sidebar.isVisible()]
        place = shown.index(here) if here in shown else 0
        self.focus(shown[(place + step) % len(shown)])

    def search(self) -> None:
        """Begin to search in this place."""
        self.before_all()
        self._shape.set_full_width(False)
        self._list.search.start()

    def search_everywhere(self) -> None:
        """Begin to search in all papers."""
        self._browsing.open(ALL)
        self.search()

    def step_back(self) -> None:
        """What Esc does, in the order of the design; a pane's own Esc comes before this."""
        self._menu_line.hide()
        if self.stop_work() or self.before_all():
            return
        if self._list.table.keep_one():
            return
        if self._browsing.query and not self._shape.full_width:
            self._list.search.clear()
        self._to_list()

    def _here(self) -> str:
        widget = QApplication.focusWidget()
        if widget is None:
            return "list"
        if self._sidebar.isAncestorOf(widget):
            return "sidebar"
        if self._pane.isAncestorOf(widget):
            return "panel" if self._pane.panel.isAncestorOf(widget) else "text"
        return "list"

    def _to_sidebar(self) -> None:
        if not self._sidebar.isVisible():
            self._shape.toggle_sidebar()
        self._sidebar.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _to_list(self) -> None:
        self._shape.put_sidebar_back()
        self._shape.set_full_width(False)
        self._list.take_focus(Qt.FocusReason.ShortcutFocusReason)
