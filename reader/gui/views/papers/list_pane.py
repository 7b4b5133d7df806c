"""The middle pane: name of the place, search, sort, banner, and the list or why it is empty."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reader.gui.controls.banner import Banner
from reader.gui.controls.empty_state import EmptyState
from reader.gui.controls.link_line import LinkLine
from reader.gui.controls.progress_line import ProgressLine
from reader.gui.look.theme import px, theme
from reader.gui.models.paper_list import PaperList
from reader.gui.views.papers.facet_panel import FacetPanel
from reader.gui.views.papers.list_head import Dress, ListHead
from reader.gui.views.papers.paper_table import PaperTable
from reader.gui.views.papers.query_line import QueryLine
from reader.gui.views.papers.search_bar import SearchBar
from reader.gui.views.papers.taste_line import TasteLine
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
        self.head = ListHead()
        self.head.sort_wanted.connect(self.sort_wanted)
        self.head.step_wanted.connect(self.step_wanted)
        self.head.sidebar_wanted.connect(self.sidebar_wanted)
        self._searching = False
        self._rule = QFrame()  # between what a search found and the papers
        self._rule.setProperty("part", "rule")
        self._rule.setFixedHeight(1)
        self._rule.hide()
        self._stack = QStackedWidget()
        self._shown: QWidget = self.table
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self._lay_out()
        self._restyle()
        theme().changed.connect(self._restyle)

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
        if self.head.offer(name, words):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

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
        return self.head.words

    def offer_sidebar(self, offered: bool) -> None:
        """Show the button that brings the sidebar back."""
        self.head.sidebar.setVisible(offered)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the header: orders and rows."""
        if self.head.geometry().contains(event.pos()) and self.head.sorts:
            self.sort_wanted.emit(event.globalPos())

    def _lay_out(self) -> None:
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
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.progress)
        column.addLayout(self._under)
        column.addWidget(self._rule)
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
        room = self._searching and self.width() >= theme().size("facets") + theme().size("listMin")
        self.facets.setVisible(room and bool(self.facets.rows))
        self._dress_head("found" if room else "place")

    def _dress_head(self, dress: Dress) -> None:
        """With room a search begins where the place had its name, what it found stands below."""
        found = dress == "found"
        self._rule.setVisible(found)
        if found == (self._under.indexOf(self.head) >= 0):
            return
        below = self._under.indexOf(self.query_line) + 1
        if found:
            self._column.removeWidget(self.head)
            self._under.insertWidget(below, self.head)
            self._under.removeWidget(self.undated)
            self.head.hold(self.undated)
        else:
            self._under.removeWidget(self.head)
            self._column.insertWidget(0, self.head)
            self._under.insertWidget(below, self.undated)
        self.head.wear(dress)
        self._restyle()

    def _restyle(self) -> None:
        self.progress.setFixedHeight(px(44))
        found = self._under.indexOf(self.head) >= 0
        top = (theme().size("header") - theme().size("field")) // 2 if found else 0
        self._under.setContentsMargins(px(14), top, px(12), px(6 if found else 4))
        self._under.setSpacing(px(8))
        self._stack.setContentsMargins(0, px(6) if found else 0, 0, 0)
