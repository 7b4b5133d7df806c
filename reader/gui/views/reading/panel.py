"""The panel beside a paper: Notes, Highlights, Related, Details; at the bottom or the right."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from reader.gui.controls.icon_button import IconButton
from reader.gui.controls.label import Label
from reader.gui.look.theme import px, theme
from reader.gui.views.notes.note_editor import NoteEditor
from reader.gui.views.panel_rows import ROW
from reader.gui.views.reading.details import Details
from reader.gui.views.reading.highlight_list import HighlightList
from reader.gui.views.reading.panel_tabs import HIGHLIGHTS, NOTES, RELATED
from reader.gui.views.reading.related_list import RelatedList
from reader.model import Neighbour, Paper, Row

Side = Literal["bottom", "right"]
TABS = ("Notes", "Highlights", "Related", "Details")
_STRIP_FROM = 600  # in a lower panel the highlights only have their own tab


class PanelTabs(QTabBar):
    """The tabs as words with a line under the chosen one, and a count beside a word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = [0] * len(TABS)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Panel")
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setChangeCurrentOnDrag(True)  # on the way from the highlights to the notes
        for name in TABS:
            self.addTab(name)
        theme().changed.connect(self._restyle)
        self._restyle()

    def set_count(self, tab: int, count: int) -> None:
        """Show how many there are of what a tab holds; 0 is not shown."""
        if self._counts[tab] != count:
            self._counts[tab] = count
            words = f"{TABS[tab]}, {count}" if count else TABS[tab]
            self.setAccessibleTabName(tab, words)
            self.setTabText(tab, f"{TABS[tab]} {count}" if count else TABS[tab])

    def tabSizeHint(self, index: int) -> QSize:
        """The words in their heavier weight, and the count."""
        words = QFontMetricsF(theme().font("bodyStrong")).horizontalAdvance(TABS[index])
        count = self._counts[index]
        number = QFontMetricsF(theme().count_font()).horizontalAdvance(str(count)) + px(7)
        return QSize(round(words + (number if count else 0)) + px(25), self.height() or px(40))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Tabs are never squeezed."""
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint words, counts and the line under the chosen tab."""
        look = theme()
        painter = QPainter(self)
        for index, name in enumerate(TABS):
            rect = QRectF(self.tabRect(index))
            chosen = index == self.currentIndex()
            painter.setFont(look.font("bodyStrong") if chosen else look.font("label"))
            painter.setPen(look.color("text.primary" if chosen else "text.secondary"))
            words = rect.adjusted(px(12), 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, name)
            if self._counts[index]:
                advance = QFontMetricsF(painter.font()).horizontalAdvance(name)
                painter.setFont(look.count_font())
                painter.setPen(look.color("text.tertiary"))
                number = words.adjusted(advance + px(6), 0, 0, 0)
                painter.drawText(number, Qt.AlignmentFlag.AlignVCenter, str(self._counts[index]))
            if chosen:
                line = QRectF(rect.left() + px(12), rect.bottom() - 2, rect.width() - px(24), 2)
                painter.fillRect(line, look.color("accent.fill"))
            if chosen and self.hasFocus():
                painter.setPen(QPen(look.color("focus.ring"), 2))
                ring = rect.adjusted(px(4), px(5), -px(4), -px(5))
                painter.drawRoundedRect(ring, px(6), px(6))
        painter.end()

    def _restyle(self) -> None:
        self.setFont(theme().font("label"))
        self.updateGeometry()


class HighlightStrip(QFrame):
    """The highlights under the notes, so that both can be seen while writing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "strip")
        self.list = HighlightList()
        self._caption = Label(
            "Highlights, drag one into the note to quote it", role="caption", ink="tertiary"
        )
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self._caption)
        self._column.addWidget(self.list)

    def fit(self, count: int) -> None:
        """As high as the highlights, three of them at most."""
        self._column.setContentsMargins(0, px(10), 0, px(4))
        self._caption.setContentsMargins(px(16), 0, 0, px(4))
        self.list.setFixedHeight(px(ROW) * min(count, 3) + 1)


class Panel(QFrame):
    """Four tabs over one paper. It says where it is wanted; the pane moves it."""

    side_wanted = Signal()
    hide_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "panel")
        self.notes = NoteEditor()
        self.highlights = HighlightList()
        self.related = RelatedList()
        self.details = Details()
        self.tabs = PanelTabs()
        self._side_button = IconButton("panel-right", "Panel at the right")
        self._side_button.clicked.connect(self.side_wanted)
        self._hide_button = IconButton("chevron-down", "Hide the panel", command="panel")
        self._hide_button.clicked.connect(self.hide_wanted)
        self._head = QFrame()
        self._head.setProperty("part", "panelHead")
        self._row = QHBoxLayout(self._head)
        self._row.addWidget(self.tabs)
        self._row.addStretch(1)
        self._row.addWidget(self._side_button)
        self._row.addWidget(self._hide_button)
        self.strip = HighlightStrip()
        self.strip.list.jump_wanted.connect(self.highlights.jump_wanted)
        self.strip.list.delete_wanted.connect(self.highlights.delete_wanted)
        self.strip.list.lost_chosen.connect(self.highlights.lost_chosen)
        self.strip.list.title_wanted.connect(self.highlights.title_wanted)
        for rows in (self.strip.list, self.highlights):
            rows.quote_wanted.connect(self._quote)
        notes_page = QWidget()
        notes_column = QVBoxLayout(notes_page)
        notes_column.setContentsMargins(0, 0, 0, 0)
        notes_column.setSpacing(0)
        notes_column.addWidget(self.notes, 1)
        notes_column.addWidget(self.strip)
        self._stack = QStackedWidget()
        for page in (notes_page, self.highlights, self.related, self.details):
            self._stack.addWidget(page)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)
        self._side: Side = "bottom"
        theme().changed.connect(self._restyle)
        self.set_side("bottom")

    def show_paper(self, paper: Paper | None) -> None:
        """Show notes, highlights and details of a paper."""
        self.notes.show_paper(paper)
        marks = paper.highlights if paper is not None else ()
        self.highlights.show_highlights(marks)
        self.strip.list.show_highlights(marks)
        self._show_strip(len(marks))
        self.tabs.set_count(HIGHLIGHTS, len(marks))
        self.details.show_paper(paper)

    def _quote(self, words: str) -> None:
        self.show_tab(NOTES)
        self.notes.insert_block(words)

    def show_related(self, pairs: Sequence[tuple[Neighbour, Row]]) -> None:
        """Show the papers close to the one shown; they come a moment later."""
        self.related.show_pairs(pairs)
        self.tabs.set_count(RELATED, len(pairs))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the highlights under the notes when there is room for both."""
        super().resizeEvent(event)
        self._show_strip(self.strip.list.count)

    def _show_strip(self, count: int) -> None:
        room = self._side == "right" and self.height() >= px(_STRIP_FROM)
        self.strip.fit(count)
        self.strip.setVisible(room and count > 0)

    def show_tab(self, tab: int) -> None:
        """Bring a tab to the front."""
        self.tabs.setCurrentIndex(tab)

    def focus_tab(self) -> None:
        """Put the focus into the tab that is shown."""
        tab = self.tabs.currentIndex()
        if tab == NOTES:
            self.notes.focus()
        elif tab == HIGHLIGHTS:
            self.highlights.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif tab == RELATED:
            self.related.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.details.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_side(self, side: Side) -> None:
        """Look right at the bottom, or at the right: there the tabs are as high as the header."""
        self._side = side
        self.setProperty("side", side)
        self.style().unpolish(self)
        self.style().polish(self)
        right = side == "right"
        self._side_button.set_icon("panel-bottom" if right else "panel-right")
        self._side_button.set_text("Panel at the bottom" if right else "Panel at the right")
        self._hide_button.set_icon("chevron-right" if right else "chevron-down")
        self._restyle()
        self._show_strip(self.strip.list.count)

    def _restyle(self) -> None:
        height = theme().size("header" if self._side == "right" else "panelTabs")
        self._head.setFixedHeight(height)
        self.tabs.setFixedHeight(height - 1)
        self._row.setContentsMargins(px(8), 0, px(8), 0)
        self._row.setSpacing(px(4))
