"""Triage: one paper, one key. Shows a sitting; what keys and buttons want is decided elsewhere."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from reader.gui.controls.keycap import KeyButton
from reader.gui.controls.label import Label
from reader.gui.look.theme import px, theme
from reader.gui.views.notes.note_editor import NoteEditor
from reader.gui.views.reading.abstract_view import AbstractView
from reader.gui.views.reading.paper_title import PaperTitle
from reader.gui.views.reading.text_page import TextPage
from reader.gui.views.triage.close_line import CloseLine
from reader.gui.views.triage.triage_end import TriageEnd
from reader.gui.views.triage.triage_header import TriageHeader
from reader.gui.views.triage.triage_strip import TriageStrip
from reader.gui.views.triage.verdict_bar import VerdictBar
from reader.model import Paper

NOTES_HEIGHT = 260
NO_STRIP_BELOW = 1000
LOW_BELOW = 560


class TriageView(QWidget):
    """Header, strip, paper, verdicts; or, at the end, what was decided."""

    leave_wanted = Signal()
    open_wanted = Signal()
    step_wanted = Signal(int)
    star_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("triage")
        self.paper: Paper | None = None
        self.head = PaperTitle("triageTitle", tags_first=True)
        self.abstract = AbstractView()
        self.notes = NoteEditor()
        self.close_line = CloseLine()
        self.strip = TriageStrip()
        self.bar = VerdictBar()
        self.progress = TriageHeader()
        self.end = TriageEnd()
        self._star = KeyButton("Star", command="star", kind="flat", icon="star", small=True)
        self._star.clicked.connect(self._turn_star)
        self._no_abstract = Label("No abstract in the listing.", ink="tertiary")
        self._lay_out()
        self.notes.hide()
        self.notes.escaped.connect(self.close_notes)
        self.progress.leave_wanted.connect(self.leave_wanted)
        self.abstract.reveal_wanted.connect(lambda rect: self._page.reveal(self.abstract, rect))
        self.abstract.focus_shown.connect(self._page.ring.show_ring)
        self._page.resized.connect(self._place_column)
        theme().changed.connect(self._restyle)
        self._restyle()

    # ------------------------------------------------------------ showing

    def show_paper(self, paper: Paper) -> None:
        """Show a paper; the same one again is brought up to date and keeps its place."""
        other = self.paper is None or self.paper.id != paper.id
        if other:
            self.abstract.let_go()
        self.paper = paper
        self.head.show_paper(paper)
        self.abstract.show_text(paper.facts.abstract or "", paper.highlights)
        self._no_abstract.setVisible(not paper.facts.abstract)
        self.notes.show_paper(paper)
        self._star.setText("Starred" if paper.starred else "Star")
        self._stack.setCurrentWidget(self._reader)
        self.bar.show()
        if other:
            self._page.go_to_top()
            if not self.notes.isAncestorOf(self.focusWidget() or self):
                self.abstract.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_end(self) -> None:
        """Show what was decided."""
        self.let_go()
        self.paper = None
        self._stack.setCurrentWidget(self.end)
        self.bar.hide()
        self.end.focus()

    def open_notes(self) -> None:
        """N: write a note without moving on."""
        self.notes.show()
        self.notes.focus()

    def close_notes(self) -> None:
        """Esc in the notes: keep what was typed and go on."""
        self.notes.leave()
        self.notes.hide()
        self.abstract.setFocus(Qt.FocusReason.OtherFocusReason)

    def let_go(self) -> None:
        """Send everything that was typed, close what is open."""
        self.abstract.let_go()
        self.notes.leave()
        self.notes.hide()

    def tags_place(self) -> QRect:
        """Where the tag editor opens."""
        return self.head.tags_place()

    def scroll_page(self, by: int) -> bool:
        """Scroll the text by screens; False when it was at that end already."""
        return self._page.scroll_by(by)

    def _turn_star(self) -> None:
        if self.paper is not None:
            self.star_wanted.emit(not self.paper.starred)

    # ------------------------------------------------------------ layout

    def _lay_out(self) -> None:
        self._top = QHBoxLayout()
        self._top.addWidget(self.head, 1)
        self._top.addWidget(self._star, 0, Qt.AlignmentFlag.AlignTop)
        self._page = TextPage()
        self._page.column.addLayout(self._top)
        self._page.column.addWidget(self.abstract)
        self._page.column.addWidget(self._no_abstract)
        self._page.column.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._page, 1)
        right.addWidget(self.close_line)
        right.addWidget(self.notes)
        self._reader = QWidget()
        middle = QHBoxLayout(self._reader)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.strip)
        middle.addLayout(right, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._reader)
        self._stack.addWidget(self.end)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.progress)
        column.addWidget(self._stack, 1)
        column.addWidget(self.bar)

    def _place_column(self) -> None:
        self.strip.setVisible(self.width() >= px(NO_STRIP_BELOW))
        low = self.height() < px(LOW_BELOW)  # then the room is for the abstract
        self.head.title.set_small(low)
        self.close_line.setVisible(not low)
        self._page.column.setContentsMargins(0, px(16 if low else 46), 0, px(40))
        self._page.column.setSpacing(px(12 if low else 22))
        width = self._page.room
        column = min(theme().size("triageColumn"), width - 2 * px(56))
        margin = max(px(56), (width - column) // 2)
        self._top.setContentsMargins(margin, 0, max(0, width - margin - column), 0)
        self._no_abstract.setContentsMargins(margin, 0, 0, 0)
        self.abstract.set_column(margin, column)
        self.close_line.set_column(margin, column)

    def _restyle(self) -> None:
        self.strip.setFixedWidth(theme().size("triageStrip"))
        self.notes.setFixedHeight(px(NOTES_HEIGHT))
        self._place_column()

    # ------------------------------------------------------------ keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space scrolls, then leaves the paper for later; Right and Left go on and back."""
        key = Qt.Key(event.key())
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Space:
            if not self.scroll_page(-1 if back else 1):
                self.step_wanted.emit(-1 if back else 1)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Left) and not event.modifiers():
            self.step_wanted.emit(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_wanted.emit()
        elif self.paper is not None and self.abstract.takes(event):
            self.abstract.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.abstract.keyPressEvent(event)
        else:
            super().keyPressEvent(event)
