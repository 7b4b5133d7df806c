"""The reading pane: one paper with its header, its text and the panel; or what else is selected.

It shows values and says what is wanted. Nothing is decided and nothing is written here.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from reader.gui.controls.label import Label
from reader.gui.look.theme import px, theme
from reader.gui.views.reading import panel_tabs as tabs
from reader.gui.views.reading.abstract_view import AbstractView
from reader.gui.views.reading.match_bar import MatchBar
from reader.gui.views.reading.panel import Panel, Side
from reader.gui.views.reading.paper_header import PaperHeader
from reader.gui.views.reading.paper_title import PaperTitle
from reader.gui.views.reading.several import Several
from reader.gui.views.reading.text_page import TextPage
from reader.model import Paper, Row

Marks = Callable[[str, str], list[tuple[int, int]]]

_CENTRED_FROM, _NARROW = 900, 560
_RIGHT_FROM = 1180  # in narrower windows the panel is at the bottom whatever was chosen
_MOST_FOR_THE_PANEL = 0.5
_RIGHT_UP_TO = 1.5  # and at this text size and above


class ReadingPane(QWidget):
    """Shows one paper (`show_paper`), several (`show_selection`), or that there is none.

    `highlight_wanted` and the others are about `paper_id`. A note that was typed is sent before
    another paper comes up: `note_changed` gives a `Draft`, which names its paper itself.
    """

    state_wanted = Signal(object)
    star_wanted = Signal(bool)
    tags_wanted = Signal()
    search_wanted = Signal(str)
    facts_edited = Signal(int, dict)
    link_wanted = Signal(str)
    title_wanted = Signal(str)
    source_wanted = Signal(object)
    highlight_wanted = Signal(int, int, object, str)
    highlight_change_wanted = Signal(int, object, object)
    highlight_delete_wanted = Signal(int)
    highlight_attach_wanted = Signal(int, int, int)
    note_changed = Signal(object)
    export_wanted = Signal()
    full_width_wanted = Signal(bool)
    more_wanted = Signal()
    command_wanted = Signal(str)
    panel_changed = Signal()

    def __init__(self, marks: Marks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks, self._query = marks, ""
        self._paper: Paper | None = None
        self._side: Side = "bottom"
        self._side_in_full: Side = "right"
        self._full = False
        self._line_length = "medium"
        self._docked: Side = "right"
        self._split = QSplitter()
        self._sizes: dict[Side, int] = {"bottom": 244, "right": 544}
        self._squeezed = False
        self.header = PaperHeader()
        self.head = PaperTitle()
        self.abstract = AbstractView()
        self.panel = Panel()
        self.matches = MatchBar()
        self.several = Several()
        self._nothing = Label("No paper selected", ink="tertiary")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self._connect()
        theme().changed.connect(self._restyle)
        self._dock()
        self._restyle()

    # ------------------------------------------------------------ showing

    @property
    def paper_id(self) -> int | None:
        """The paper that is shown; None when none is, or several."""
        return self._paper.id if self._paper is not None else None

    def show_paper(self, paper: Paper | None) -> None:
        """Show a paper; the same one again brings it up to date and keeps the place."""
        other = paper is None or self._paper is None or paper.id != self._paper.id
        if other:
            self.abstract.let_go()
            self.panel.notes.leave()
        self._paper = paper
        self.panel.show_paper(paper)
        if paper is None:
            self._stack.setCurrentWidget(self._nothing)
            return
        self.header.show_paper(paper)
        self.head.show_paper(paper)
        self.abstract.show_text(paper.facts.abstract or "", paper.highlights)
        self._no_abstract.setVisible(not paper.facts.abstract)
        self._mark_matches(again=not other)
        self._stack.setCurrentWidget(self._split)
        if other:
            self._page.go_to_top()

    def show_sentence(self, start: int, end: int) -> None:
        """Select characters of the stored abstract and bring them into view."""
        place = self.abstract.reading.to_shown(start, end)
        if place is not None:
            self.abstract.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.abstract.select(*place)
            self._reveal(self.abstract.rect_of(*place))

    def show_selection(self, rows: Sequence[Row], total: int) -> None:
        """Show that several papers are selected."""
        self.show_paper(None)
        self.several.show_rows(rows, total)
        self._stack.setCurrentWidget(self.several)

    def set_query(self, query: str) -> None:
        """Mark the words of a search in title and abstract."""
        if query != self._query:
            self._query = query
            if self._paper is not None:  # else they are marked when there is one
                self._mark_matches(again=False)

    def _mark_matches(self, *, again: bool) -> None:
        title = self.head.title
        texts = (title.accessibleName(), self.abstract.reading.text, self.panel.notes.text.text())
        in_title, in_text, in_note = (
            self._marks(self._query, text) if self._query and text else [] for text in texts
        )
        title.set_matches(in_title)
        self.abstract.set_matches(in_text)
        if not again:
            self.abstract.set_current_match(None)
            self.panel.notes.text.show_match(None)
        self.matches.show_matches(in_text, in_note, again=again)

    # ------------------------------------------------------------ being told

    def step_match(self, by: int) -> None:
        """Go to the next match of the search in this paper, or to the one before."""
        self.matches.step(by)

    def next_step(self) -> None:
        """Do what a person most likely does next with the paper."""
        if self._paper is not None:
            self.header.next_step()

    def leave(self) -> None:
        """Send everything that was typed; call it before the program ends."""
        self.abstract.let_go()
        self.panel.notes.leave()

    def focus_notes(self) -> None:
        """N: put the caret at the end of the notes."""
        self.show_tab(tabs.NOTES)

    def show_tab(self, tab: int) -> None:
        """Open the panel at a tab and put the focus there (a number of `panel_tabs`)."""
        self.show_panel(True)
        self.panel.show_tab(tab)
        self.panel.focus_tab()

    def focus_panel(self) -> None:
        """Put the focus into the tab that is shown."""
        self.show_panel(True)
        self.panel.focus_tab()

    def focus_text(self) -> None:
        """Put the focus into the text."""
        self.abstract.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def tags_place(self) -> QRect:
        """Where the tag editor opens, in global coordinates."""
        return self.head.tags_place()

    def scroll_page(self, by: int) -> bool:
        """Scroll the text by screens; False when it was at that end already."""
        return self._page.scroll_by(by)

    # ------------------------------------------------------------ panel

    @property
    def panel_side(self) -> Side:
        """Where the panel is wanted when there is room."""
        return self._side_in_full if self._full else self._side

    def set_panel_side(self, side: Side) -> None:
        """Dock the panel at the bottom or at the right."""
        if self._full:
            self._side_in_full = side
        else:
            self._side = side
        self._dock()
        self.panel_changed.emit()

    def turn_panel(self) -> None:
        """Dock the panel on the other side."""
        self.set_panel_side("bottom" if self.panel_side == "right" else "right")

    @property
    def panel_shown(self) -> bool:
        """Whether the panel is open."""
        return not self.panel.isHidden()

    def show_panel(self, on: bool) -> None:
        """Open or close the panel (F8)."""
        if on != self.panel_shown:
            self.panel.setVisible(on)
            self.panel_changed.emit()

    def set_line_length(self, length: str) -> None:
        """Let the lines be `narrow`, `medium` or `wide`."""
        self._line_length = length
        self._place_column()

    def set_full_width(self, on: bool) -> None:
        """Look right while the list is hidden: a way back, and the panel at the right."""
        if on != self._full:
            self._full = on
            self.header.set_full_width(on)
            self._dock()

    def _dock(self) -> None:
        """Put the panel where it is wanted, or at the bottom when there is no room."""
        room = self.window().width() >= px(_RIGHT_FROM) and theme().scale < _RIGHT_UP_TO
        side: Side = self.panel_side if room else "bottom"
        right = side == "right"
        direction = Qt.Orientation.Horizontal if right else Qt.Orientation.Vertical
        if self._split.orientation() != direction or self._docked != side or self._squeezed:
            self._docked = side
            self._split.setOrientation(direction)
            self.panel.set_side(side)
            whole = self.width() if right else self.height()
            wanted = px(self._sizes[side])
            size = min(wanted, max(1, round(whole * _MOST_FOR_THE_PANEL)))
            self._squeezed = size < wanted  # it gets its size when there is room again
            self._split.setSizes([max(whole - size, 1), size])

    def _panel_moved(self) -> None:
        self._sizes[self._docked] = round(self._split.sizes()[1] / theme().scale)
        self._squeezed = False
        self.panel_changed.emit()

    # ------------------------------------------------------------ layout

    def _lay_out(self) -> None:
        self._no_abstract = Label("The listing gave no abstract.", ink="tertiary")
        self._page = TextPage()
        self._page.column.addWidget(self.head)
        self._page.column.addWidget(self.abstract)
        self._page.column.addWidget(self._no_abstract)
        self._page.column.addStretch(1)
        self._page.resized.connect(self._place_column)
        reader = QWidget()
        column = QVBoxLayout(reader)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._page, 1)
        column.addWidget(self.matches)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self._split.addWidget(reader)
        self._split.addWidget(self.panel)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 0)
        self._split.splitterMoved.connect(self._panel_moved)
        self._stack = QStackedLayout(self)
        for widget in (self._nothing, self._split, self.several):
            self._stack.addWidget(widget)

    def _connect(self) -> None:
        header, notes, text = self.header, self.panel.notes, self.abstract
        for wish in ("state_wanted", "star_wanted", "tags_wanted", "export_wanted"):
            getattr(header, wish).connect(getattr(self, wish))
        self.several.wanted.connect(self.command_wanted)
        header.full_width_wanted.connect(self.full_width_wanted)
        header.more_wanted.connect(self.more_wanted)
        header.mode_wanted.connect(text.set_mode)
        text.mode_changed.connect(header.mode.setChecked)
        self.head.search_wanted.connect(self.search_wanted)
        self.head.tags_wanted.connect(self.tags_wanted)
        for wish in ("highlight_wanted", "highlight_change_wanted", "highlight_delete_wanted"):
            getattr(text, wish).connect(getattr(self, wish))
        text.link_wanted.connect(self.link_wanted)
        text.search_wanted.connect(self.search_wanted)
        text.reveal_wanted.connect(self._reveal)
        text.focus_shown.connect(self._page.ring.show_ring)
        self.panel.highlights.jump_wanted.connect(text.jump_to)
        self.panel.highlights.lost_chosen.connect(self._attach)
        text.highlight_attach_wanted.connect(self.highlight_attach_wanted)
        self.panel.highlights.delete_wanted.connect(self.highlight_delete_wanted)
        self.panel.details.link_wanted.connect(self.link_wanted)
        self.panel.details.search_wanted.connect(self.search_wanted)
        self.panel.details.edited.connect(self.facts_edited)
        self.panel.side_wanted.connect(self.turn_panel)
        self.panel.hide_wanted.connect(lambda: self.show_panel(False))
        self.matches.text_wanted.connect(self._show_text_match)
        self.matches.note_wanted.connect(self._show_note_match)
        notes.note_changed.connect(self.note_changed)
        notes.link_wanted.connect(self.link_wanted)
        notes.highlight_number_wanted.connect(text.jump_to_number)
        for part in (notes, text, self.panel.highlights):
            part.title_wanted.connect(self.title_wanted)
        notes.source_wanted.connect(self.source_wanted)
        notes.escaped.connect(self.focus_text)

    def _show_text_match(self, start: int, end: int) -> None:
        self.panel.notes.text.show_match(None)
        self.abstract.set_current_match((start, end))
        self._reveal(self.abstract.rect_of(start, end))

    def _show_note_match(self, start: int, end: int) -> None:
        self.abstract.set_current_match(None)
        self.show_panel(True)
        self.panel.show_tab(tabs.NOTES)
        self.panel.notes.show_match(start, end)

    def _attach(self, highlight_id: int) -> None:
        """A lost highlight was chosen: it gets the selected words, or waits for some."""
        if not self.abstract.attach(highlight_id):
            self.abstract.set_mode(True)
            self.focus_text()

    def _reveal(self, rect: QRect) -> None:
        self._page.reveal(self.abstract, rect)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the panel to the bottom when the window is narrow."""
        super().resizeEvent(event)
        self._dock()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the text also work while the header has the focus."""
        if self._paper is not None and self.abstract.takes(event):
            self.abstract.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.abstract.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _place_column(self) -> None:
        width = self._page.room
        margin = px(56)
        column = min(
            px(theme().token("size", "readingColumn", self._line_length)), width - margin - px(28)
        )
        if width > px(_CENTRED_FROM):
            margin = (width - column) // 2
        self.head.setContentsMargins(margin, 0, max(0, width - margin - column), 0)
        self.head.title.set_small(width < px(_NARROW))
        self._no_abstract.setContentsMargins(margin, 0, 0, 0)
        self.abstract.set_column(margin, column)

    def _restyle(self) -> None:
        self._page.column.setContentsMargins(0, px(20), 0, px(40))
        self._page.column.setSpacing(px(18))
        self.panel.setMinimumSize(px(280), px(120))
        self._dock()
        self._place_column()
