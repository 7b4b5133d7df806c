"""Triage: one paper, one key. Shows a sitting; what keys and buttons want is decided elsewhere."""

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reader.gui import glyphs
from reader.gui.controls.focus_ring import FocusRing
from reader.gui.controls.keycap import KeyButton
from reader.gui.controls.label import Label
from reader.gui.theme import px, theme
from reader.gui.views.abstract_view import AbstractView
from reader.gui.views.close_line import CloseLine
from reader.gui.views.note_editor import NoteEditor
from reader.gui.views.paper_title import PaperTitle
from reader.gui.views.triage_strip import TriageStrip
from reader.gui.views.verdict_bar import VerdictBar
from reader.model import Paper, State

NOTES_HEIGHT = 260
NO_STRIP_BELOW = 1000
WORDS = {
    State.QUEUE: "queued",
    State.READING: "reading",
    State.DONE: "done",
    State.ARCHIVE: "archived",
}


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
        self.abstract.reveal_wanted.connect(self._reveal)
        self.abstract.focus_shown.connect(self._ring.show_ring)
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
            self._scroll.verticalScrollBar().setValue(0)
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
        bar = self._scroll.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + by * (bar.pageStep() - px(56)))
        return bar.value() != before

    def _turn_star(self) -> None:
        if self.paper is not None:
            self.star_wanted.emit(not self.paper.starred)

    def _reveal(self, rect: QRect) -> None:
        top = self.abstract.mapTo(self._page, rect.topLeft()).y()
        self._scroll.ensureVisible(0, top + rect.height() // 2, 0, rect.height() // 2 + px(40))

    # ------------------------------------------------------------ layout

    def _lay_out(self) -> None:
        self._page = QWidget()
        self._top = QHBoxLayout()
        self._top.addWidget(self.head, 1)
        self._top.addWidget(self._star, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self._page)
        self._column.addLayout(self._top)
        self._column.addWidget(self.abstract)
        self._column.addWidget(self._no_abstract)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._page)
        self._scroll.viewport().installEventFilter(self)
        self._ring = FocusRing(self._scroll)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._scroll, 1)
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Place the column anew when the room for it changes."""
        if event.type() == QEvent.Type.Resize:
            self._place_column()
        return False

    def _place_column(self) -> None:
        self.strip.setVisible(self.width() >= px(NO_STRIP_BELOW))
        width = self._scroll.viewport().width()
        column = min(theme().size("triageColumn"), width - 2 * px(56))
        margin = max(px(56), (width - column) // 2)
        self._top.setContentsMargins(margin, 0, max(0, width - margin - column), 0)
        self._no_abstract.setContentsMargins(margin, 0, 0, 0)
        self.abstract.set_column(margin, column)
        self.close_line.set_column(margin, column)

    def _restyle(self) -> None:
        self.strip.setFixedWidth(theme().size("triageStrip"))
        self.notes.setFixedHeight(px(NOTES_HEIGHT))
        self._column.setContentsMargins(0, px(46), 0, px(40))
        self._column.setSpacing(px(22))
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


class TriageHeader(QFrame):
    """The way back, how far it is, and how many of each verdict."""

    leave_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "paneHead")
        self._back = KeyButton("Inbox", command="back", kind="flat", icon="back", small=True)
        self._back.clicked.connect(self.leave_wanted)
        self._place = Label(role="label", weight=600)
        self._bar = _Bar()
        self._left = Label(role="small", ink="secondary")
        self._counts = _Counts()
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._back)
        self._row.addStretch(1)
        for widget in (self._place, self._bar, self._left):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._row.addWidget(self._counts)
        theme().changed.connect(self._restyle)
        self._restyle()

    def show_place(self, title: str) -> None:
        """Name the list that is triaged."""
        self._back.setText(title)
        self._back.updateGeometry()

    def show_progress(self, place: int, total: int, minutes: int | None) -> None:
        """Show which paper it is, how many are left, and about how long they take."""
        left = total - place
        self._place.setText(f"{place:,} of {total:,}")
        pace = "" if minutes is None or not left else f", about {minutes:,} min"
        self._left.setText(f"{left:,} left{pace}")
        self._bar.show_part(place / total if total else 1.0)

    def show_counts(self, counts: dict[State, int]) -> None:
        """Show how many of each verdict."""
        self._counts.show_counts(counts)

    @property
    def words(self) -> str:
        """How far it is, in words."""
        return f"{self._place.text()}, {self._left.text()}"

    def _restyle(self) -> None:
        self.setFixedHeight(theme().size("header"))
        self._row.setContentsMargins(px(12), 0, px(20), 0)
        self._row.setSpacing(px(14))


class _Bar(QWidget):
    """How far it is, as a line."""

    def __init__(self) -> None:
        super().__init__()
        self._part = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_part(self, part: float) -> None:
        """Show a part between 0 and 1."""
        self._part = part
        self.setAccessibleName(f"{round(part * 100)} %")
        self.update()

    def sizeHint(self) -> QSize:
        """A short line."""
        return QSize(px(180), px(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track and part."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        area = QRectF(self.rect())
        for token, width in (
            ("bg.pressed", area.width()),
            ("accent.fill", self._part * area.width()),
        ):
            painter.setBrush(theme().color(token))
            painter.drawRoundedRect(QRectF(0, 0, width, area.height()), px(2), px(2))
        painter.end()


class _Counts(QWidget):
    """Glyphs with numbers: `9 queued`, `1 reading`."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: dict[State, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def show_counts(self, counts: dict[State, int]) -> None:
        """Show these numbers."""
        self._counts = {state: counts.get(state, 0) for state in WORDS}
        self.setAccessibleName(", ".join(self._parts()))
        self.updateGeometry()
        self.update()

    def _parts(self) -> list[str]:
        return [f"{count:,} {WORDS[state]}" for state, count in self._counts.items()]

    def sizeHint(self) -> QSize:
        """Room for all four."""
        metrics = QFontMetricsF(theme().count_font())
        glyph = theme().size("stateGlyph") + px(22)
        width = sum(metrics.horizontalAdvance(words) + glyph for words in self._parts())
        return QSize(round(width), theme().size("buttonSmall"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint glyphs and words."""
        painter = QPainter(self)
        painter.setFont(theme().count_font())
        size = theme().size("stateGlyph")
        x = 0.0
        for state, words in zip(self._counts, self._parts(), strict=True):
            glyphs.paint(painter, QRectF(x, (self.height() - size) / 2, size, size), state)
            x += size + px(6)
            width = QFontMetricsF(painter.font()).horizontalAdvance(words)
            painter.setPen(theme().color("text.secondary"))
            area = QRectF(x, 0, width + 2, self.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)
            x += width + px(16)
        painter.end()


class TriageEnd(QWidget):
    """All papers have been looked at: the counts, the time, and where to go from here."""

    queue_wanted = Signal()
    back_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = Label(role="title")
        self._counts = Label(role="lead", ink="secondary")
        self._time = Label(ink="tertiary")
        self._queue = QPushButton("Open Queue")
        self._queue.setProperty("kind", "primary")
        self._back = QPushButton("Back")
        for button in (self._queue, self._back):
            button.setFont(theme().font("label"))
        self._queue.clicked.connect(self.queue_wanted)
        self._back.clicked.connect(self.back_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        column = QVBoxLayout(self)
        column.addStretch(2)
        for widget in (self._title, self._counts, self._time):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(px(20))
        column.addLayout(buttons)
        column.addStretch(3)
        column.setSpacing(px(8))
        buttons.addStretch(1)
        buttons.addWidget(self._queue)
        buttons.addWidget(self._back)
        buttons.addStretch(1)

    def show_result(self, place: str, counts: dict[State, int], total: int, minutes: int) -> None:
        """Say what was decided."""
        self._title.setText(f"{place} is decided")
        words = [f"{counts.get(state, 0):,} {word}" for state, word in WORDS.items()]
        words.append(f"{counts.get(State.INBOX, 0):,} later")
        self._counts.setText(" · ".join(words))
        papers = "1 paper" if total == 1 else f"{total:,} papers"
        self._time.setText(f"{papers} in {minutes:,} min")
        self._back.setText(f"Back to {place}")

    @property
    def words(self) -> str:
        """What it says."""
        return " | ".join(label.text() for label in (self._title, self._counts, self._time))

    def focus(self) -> None:
        """Put the keyboard on the way on."""
        self._queue.setFocus(Qt.FocusReason.OtherFocusReason)
