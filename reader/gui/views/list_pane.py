"""The middle pane: name of the place, search, sort, banner, and the list or why it is empty."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from reader.gui.controls.banner import Banner
from reader.gui.controls.empty_state import EmptyState
from reader.gui.controls.icon_button import IconButton
from reader.gui.controls.keycap import KeyButton
from reader.gui.controls.label import ElidedLabel, Label
from reader.gui.controls.link_line import LinkLine
from reader.gui.controls.progress_line import ProgressLine
from reader.gui.look.theme import px, theme
from reader.gui.models.paper_list import PaperList
from reader.gui.views.facet_panel import FacetPanel
from reader.gui.views.paper_table import PaperTable
from reader.gui.views.query_line import QueryLine
from reader.gui.views.search_bar import SearchBar
from reader.gui.views.taste_line import TasteLine
from reader.model import Facets


class ListPane(QWidget):
    """Shows one place or one search. What it is about is decided elsewhere."""

    table: PaperTable
    search: SearchBar

    sort_wanted = Signal(QPoint)
    step_wanted = Signal(str)
    sidebar_wanted = Signal()
    search_shown = Signal(bool)

    def __init__(self, papers: PaperList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("listPane")
        self.table = PaperTable(papers)
        self.search = SearchBar()
        self.query_line = QueryLine()
        self.undated = LinkLine("Include them")  # papers without a year that the search leaves out
        self.texts = LinkLine("Show them")  # topic notes and outlines that hold the words
        self.taste = TasteLine()
        self.facets = FacetPanel()
        self.facets.hide()
        self.progress = ProgressLine()  # of a step on many papers
        self.progress.hide()
        self.banner = Banner()
        self.news = Banner()  # what came in from outside; errors must not take its place
        self.place = Banner()  # about the folder of the library
        self.notice = Banner()  # stays while the other one comes and goes
        self.hint = Banner()  # about the papers listed; gone when there are none
        self.empty = EmptyState()
        self.empty.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # where the keyboard is without papers
        self._title = Label(role="heading")
        self._counts = ElidedLabel(role="small", ink="secondary")
        self._step = ""
        self._step_button = KeyButton("", kind="", small=True)
        self._step_button.clicked.connect(lambda: self.step_wanted.emit(self._step))
        self._step_button.hide()
        self._sidebar = IconButton("sidebar", "Show the sidebar", command="sidebar")
        self._sidebar.hide()
        self._sort = IconButton("sort", "Sort", command="sort")
        self._sort.clicked.connect(self._ask_for_sort)
        self._sidebar.clicked.connect(self.sidebar_wanted)
        self._searching = False
        self._stack = QStackedWidget()
        self._shown: QWidget = self.table
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self._lay_out()
        self._restyle()
        theme().changed.connect(self._restyle)

    def show_header(self, title: str, counts: str, *, sortable: bool) -> None:
        """Show the name of the place and how many papers it has."""
        self._title.setText(title)
        self._counts.setText(counts)
        self._counts.setAccessibleName(f"{title}, {counts}")
        self._sort.setVisible(sortable)

    def show_searching(self, on: bool) -> None:
        """Make room for what stands beside a search, or give it back."""
        if on != self._searching:
            self._searching = on
            self.search_shown.emit(on)
        self._fit_facets()

    def show_facets(self, facets: Facets) -> None:
        """Show the counts beside the papers found."""
        self.facets.show_facets(facets)
        self._fit_facets()

    def offer_step(self, name: str, words: str) -> None:
        """Offer the command that a person most likely wants here; no name, no button."""
        self._step = name
        self._step_button.setText(words)
        self._step_button.set_command(name)
        if not name and self._step_button.hasFocus():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._step_button.setVisible(bool(name))

    def show_list(self) -> None:
        """Show the papers."""
        self._show(self.table)

    def show_empty(
        self,
        icon: str,
        title: str,
        sentence: str,
        buttons: Sequence[tuple[str, Callable[[], object]]] = (),
    ) -> None:
        """Show why there are none."""
        self.hint.hide()
        self.empty.say(icon, title, sentence, buttons)
        self._show(self.empty)

    def _show(self, view: QWidget) -> None:
        """Show the papers or why there are none; the keyboard goes along if it was there."""
        before, focused = self._shown, QApplication.focusWidget()
        self._stack.setCurrentWidget(view)
        self._shown = view
        if focused is not None and (focused is before or before.isAncestorOf(focused)):
            view.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self, reason: Qt.FocusReason) -> None:
        """Give the keyboard to the papers, or to what is shown where there are none."""
        self._shown.setFocus(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Where there are no papers, Left and Right lead to the panes beside as in the list."""
        ways = {Qt.Key.Key_Left: self.table.left_wanted, Qt.Key.Key_Right: self.table.right_wanted}
        way = ways.get(Qt.Key(event.key()))
        if way is not None and self.empty.hasFocus() and not event.modifiers():
            way.emit()
        else:
            super().keyPressEvent(event)

    @property
    def shows_papers(self) -> bool:
        """Whether there is a list to move in."""
        return self._shown is self.table

    @property
    def header_words(self) -> str:
        """The name of the place and its counts, as they are shown."""
        return f"{self._title.text()} {self._counts.text()}".strip()

    def offer_sidebar(self, offered: bool) -> None:
        """Show the button that brings the sidebar back."""
        self._sidebar.setVisible(offered)

    def sort_corner(self) -> QPoint:
        """Where the sort menu opens."""
        return self._sort.mapToGlobal(QPoint(0, self._sort.height()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the header: orders and rows."""
        if self._head_box.geometry().contains(event.pos()) and self._sort.isVisible():
            self.sort_wanted.emit(event.globalPos())

    def _ask_for_sort(self) -> None:
        self.sort_wanted.emit(self.sort_corner())

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self._sidebar)
        self._head.addWidget(self._title)
        self._head.addWidget(self._counts, 1)
        self._head.addWidget(self._step_button)
        self._head.addWidget(self._sort)
        self._head_box = QWidget()
        self._head_box.setLayout(self._head)
        self._under = QVBoxLayout()
        self._under.addWidget(self.search)
        self._under.addWidget(self.query_line)
        self._under.addWidget(self.undated)
        self._under.addWidget(self.texts)
        self._under.addWidget(self.taste)
        self._under.addWidget(self.hint)
        self._under.addWidget(self.banner)
        self._under.addWidget(self.place)
        self._under.addWidget(self.news)
        self._under.addWidget(self.notice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head_box)
        column.addWidget(self.progress)
        column.addLayout(self._under)
        self._beside = QHBoxLayout()
        self._beside.setSpacing(0)
        self._beside.addWidget(self.facets)
        self._beside.addWidget(self._stack, 1)
        column.addLayout(self._beside, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Counts are shown where there is room for them."""
        super().resizeEvent(event)
        self._fit_facets()

    def _fit_facets(self) -> None:
        room = self.width() >= theme().size("facets") + theme().size("listMin")
        self.facets.setVisible(self._searching and room and bool(self.facets.rows))

    def _restyle(self) -> None:
        self._head_box.setFixedHeight(theme().size("header"))
        self.progress.setFixedHeight(px(44))
        self._head.setContentsMargins(px(20), 0, px(12), 0)
        self._head.setSpacing(px(8))
        self._under.setContentsMargins(px(14), 0, px(12), px(8))
        self._under.setSpacing(px(8))
