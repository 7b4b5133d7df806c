"""The shape of the window: what is shown and how wide, at which text size; remembered on disk."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

from reader.gui.browsing import Browsing
from reader.gui.look.theme import SCALES, Contrast, Scheme, px, theme
from reader.gui.settings import Density, LineLength, Settings
from reader.gui.views.papers.list_pane import ListPane
from reader.gui.views.places.sidebar import Sidebar

if TYPE_CHECKING:
    from reader.gui.views.reading.reading_pane import ReadingPane

NO_SIDEBAR_BELOW = 1040
ONE_PANE_BELOW = 920
FRAME = (8, 48)  # what a window manager puts around a window, about
SIDEBAR_MAX, LIST_MAX = 320, 640


class Shape(QObject):
    """Decides which panes there is room for, and keeps what the person chose."""

    def __init__(
        self,
        window: QMainWindow,
        splitter: QSplitter,
        panes: tuple[Sidebar, ListPane, QWidget],
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._window, self._splitter, self.settings = window, splitter, settings
        self._sidebar, self._list, self._right = panes
        self._reading: ReadingPane | None = None
        self._put_away = settings.sidebar_hidden
        self._called = False  # the sidebar was asked for although there is little room
        self._before_search: list[int] | None = None  # the widths of the panes
        self.full_width = False
        self._beginning = False  # there is no paper yet: how to begin is more than an empty list
        self._restore()
        theme().changed.connect(self._rescale)

    def take_pane(self, reading: "ReadingPane") -> None:
        """Give the reading pane, which is made later, the panel that the person chose."""
        self._reading = reading
        shown, side = self.settings.panel
        reading.set_panel_side("right" if side == "right" else "bottom")
        reading.show_panel(shown)
        reading.set_line_length(self.settings.line_length)
        theme().still = self.settings.still

    # ------------------------------------------------------------ choosing

    def set_full_width(self, on: bool) -> None:
        """Let the paper have the room of the list, or give it back."""
        if on == self.full_width or self._reading is None:
            return
        self.full_width = on
        if on:
            self._reading.focus_text()
        self._reading.set_full_width(on)
        self.fit()

    def show_beginning(self, on: bool) -> None:
        """Where list and reading pane take turns, let the page on how to begin have the turn."""
        if on != self._beginning:
            self._beginning = on
            self.fit()

    def toggle_sidebar(self) -> None:
        """Show or hide the sidebar."""
        if self.has_no_room_for_sidebar:
            self._called = not self._sidebar.isVisible()
            if self._called:
                QTimer.singleShot(0, self._sidebar.view, self._sidebar.view.setFocus)
        else:
            self._put_away = self._sidebar.isVisible()
        self.fit()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or no longer."""
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def resize_text(self, step: int) -> None:
        """The next larger or smaller text size; 0 is the normal one."""
        place = SCALES.index(theme().scale) + step if step else 0
        self.choose_scale(SCALES[max(0, min(place, len(SCALES) - 1))])

    def choose_scale(self, scale: float) -> None:
        """Put a text size in force."""
        self.settings.scale = scale
        theme().choose(scale=scale)

    def choose_scheme(self, scheme: Scheme) -> None:
        """Put light, dark, or the system's choice in force."""
        self.settings.scheme = scheme
        theme().choose(scheme)

    def make_room_for_search(self, on: bool) -> None:
        """Make the list wider for the counts beside a search, or as wide as before."""
        if on:
            wanted, rest = theme().size("listSearch"), self._list.width() + self._right.width()
            alone = self.shows_one_pane or self.full_width or self._before_search is not None
            if not alone and self._list.width() < wanted <= rest - theme().size("readingMin"):
                self._before_search = self._splitter.sizes()
                self._list.setMaximumWidth(max(wanted, px(LIST_MAX)))
                self._splitter.setSizes([self._sidebar.width(), wanted, rest - wanted])
        elif self._before_search is not None:
            sizes, self._before_search = self._before_search, None
            self._splitter.setSizes(sizes)
            self.fit()

    def choose_density(self, density: Density) -> None:
        """Put another height of rows in force."""
        self.settings.density = density
        self._list.table.set_density(density)

    def choose_line_length(self, length: LineLength) -> None:
        """Let the lines of an abstract be shorter or longer."""
        self.settings.line_length = length
        if self._reading is not None:
            self._reading.set_line_length(length)

    def choose_fonts(self, ui: str, reading: str, size: int) -> None:
        """Put other fonts in force, and another size of abstracts."""
        self.settings.fonts, self.settings.reading_size = (ui, reading), size
        theme().choose_fonts(ui, reading, size)

    def choose_contrast(self, contrast: Contrast) -> None:
        """Put another contrast in force."""
        self.settings.contrast = contrast
        theme().choose_contrast(contrast)

    def choose_key_hints(self, on: bool) -> None:
        """Let buttons show their keys, or not."""
        self.settings.key_hints = theme().key_hints = on
        theme().changed.emit()

    def choose_chips(self, on: bool) -> None:
        """Let rows of the list show tags, or not."""
        self.settings.chips = self._list.table.cards.chips = on
        self._list.table.viewport().update()

    def choose_snippets(self, on: bool) -> None:
        """Let rows of the list show how the abstract begins, or not."""
        self.settings.snippets = self._list.table.cards.snippets = on
        self._list.table.cards.forget()
        self._list.table.viewport().update()

    def choose_still(self, still: bool) -> None:
        """Let nothing fade, or let it."""
        self.settings.still = still
        theme().still = still

    # ------------------------------------------------------------ fitting

    @property
    def shows_one_pane(self) -> bool:
        """Whether list and reading pane take turns."""
        return self._window.width() < px(ONE_PANE_BELOW)

    @property
    def has_no_room_for_sidebar(self) -> bool:
        """Whether the sidebar only comes when it is called."""
        return self._window.width() < px(NO_SIDEBAR_BELOW)

    def fit(self) -> None:
        """Show what there is room for."""
        sidebar = self._called if self.has_no_room_for_sidebar else not self._put_away
        self._float(self.has_no_room_for_sidebar)
        self._sidebar.setVisible(sidebar)
        right_alone = self.full_width or (self._beginning and self.shows_one_pane)
        self._list.setVisible(not right_alone)
        self._list.offer_sidebar(not sidebar)
        self._right.setVisible(right_alone or not self.shows_one_pane)
        most = px(LIST_MAX)
        if self._before_search is not None:
            most = max(most, theme().size("listSearch"))
        self._list.setMaximumWidth(16777215 if self.shows_one_pane else most)

    def put_sidebar_back(self) -> None:
        """Where there is little room the sidebar goes again once a place is chosen."""
        if self._called:
            self._called = False
            self.fit()

    def _float(self, over: bool) -> None:
        """Let the sidebar lie over the list, or stand beside it."""
        beside = self._sidebar.parentWidget() is self._splitter
        if over and beside:
            self._sidebar.setParent(self._splitter.parentWidget())
        elif not over and not beside:
            self._splitter.insertWidget(0, self._sidebar)
            self._splitter.setStretchFactor(0, 0)
            self.default_widths()
        if beside == over:  # it has just moved
            self._sidebar.setProperty("over", over)
            self._sidebar.style().unpolish(self._sidebar)
            self._sidebar.style().polish(self._sidebar)
        if over:
            height = self._splitter.height()
            self._sidebar.setGeometry(0, 0, theme().size("sidebar"), height)
            self._sidebar.raise_()

    def remember(self) -> None:
        """Keep the shape for the next time."""
        if not self._window.isFullScreen():
            self.settings.geometry = self._window.saveGeometry()
        if not self.full_width and not self.has_no_room_for_sidebar:
            self.settings.widths = (
                round(self._sidebar.width() / theme().scale),
                round((self._before_search or [0, self._list.width()])[1] / theme().scale),
            )
        self.settings.sidebar_hidden = self._put_away
        self.settings.folded = self._sidebar.folded
        self.settings.save()

    def remember_panel(self) -> None:
        """Keep whether the panel is open, and its side."""
        if self._reading is not None and not self.full_width:
            self.settings.panel = (self._reading.panel_shown, self._reading.panel_side)

    def remember_sorts(self, browsing: Browsing) -> None:
        """Keep the orders that were chosen."""
        self.settings.sorts = dict(browsing.chosen_sorts)

    def default_widths(self) -> None:
        """Give the panes the widths of the design."""
        sidebar, listed = theme().size("sidebar"), theme().size("list")
        rest = max(px(420), self._window.width() - sidebar - listed)
        beside = self._sidebar.parentWidget() is self._splitter
        self._splitter.setSizes([sidebar, listed, rest] if beside else [listed, rest])

    def _restore(self) -> None:
        width, height = theme().token("size", "windowDefault")
        room = self._window.screen().availableSize() - QSize(*FRAME)
        self._window.resize(QSize(width, height).boundedTo(room))
        if not self.settings.geometry.isEmpty():
            self._window.restoreGeometry(self.settings.geometry)
        self._sidebar.fold(self.settings.folded)
        self._list.table.set_density(self.settings.density)
        self._list.table.cards.chips = self.settings.chips
        self._list.table.cards.snippets = self.settings.snippets
        theme().key_hints = self.settings.key_hints
        self._limit()
        sidebar, listed = self.settings.widths
        if sidebar and listed:
            rest = max(px(420), self._window.width() - px(sidebar) - px(listed))
            self._splitter.setSizes([px(sidebar), px(listed), rest])
        else:
            self.default_widths()

    def _limit(self) -> None:
        self._window.setMinimumSize(*theme().token("size", "windowMin"))
        self._sidebar.setMinimumWidth(theme().size("sidebarMin"))
        self._sidebar.setMaximumWidth(px(SIDEBAR_MAX))
        self._list.setMinimumWidth(theme().size("listMin"))
        self._right.setMinimumWidth(theme().size("readingMin"))

    def _rescale(self) -> None:
        self._limit()
        self.fit()
        self.default_widths()
