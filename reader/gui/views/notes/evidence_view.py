"""Beside an outline: what the papers of the section say, and the ledger of the whole text."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reader.gui.controls.choice_box import ChoiceBox
from reader.gui.controls.empty_state import EmptyState
from reader.gui.controls.label import ElidedLabel, Label
from reader.gui.controls.segmented import Segmented
from reader.gui.keymap import keymap, shown_key
from reader.gui.look import icons, kinds
from reader.gui.look.theme import px, theme
from reader.gui.look.wording import number, papers
from reader.gui.models.evidence_lines import EvidenceLines, Line, ledger_lines, piece_line
from reader.gui.views.panel_rows import paint_ground
from reader.model import Evidence, Kind, Ledger, Piece

Index = QModelIndex | QPersistentModelIndex
ORDERS = (("As found", "paper"), ("By kind", "kind"), ("Unused first", "unused"))
KINDS: tuple[tuple[str, tuple[Kind | None, ...]], ...] = (
    ("All kinds", (*Kind, None)),
    *((kind.label, (kind,)) for kind in Kind),
    ("Notes", (None,)),
)
LINES = 3
LOW = 280  # below this height only the evidence itself has room
MOST = 300  # pieces shown at once; nobody chooses from more
EVIDENCE, LEDGER = range(2)


class EvidenceView(QFrame):
    """Evidence to be inserted, and the ledger; what is wanted is only reported."""

    insert_wanted = Signal(object, bool)
    paper_wanted = Signal(int)
    line_wanted = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "side")
        self._evidence = Evidence("", 0, "")
        self.tabs = Segmented(("Evidence", "Ledger"), "Evidence or ledger")
        self.tabs.chosen.connect(self._show_tab)
        self._count = Label(role="small", ink="secondary")
        self._section = ElidedLabel(role="bodyStrong")
        self._query = ElidedLabel(role="small", ink="secondary")
        self.order = _choice("Order of the evidence", [name for name, _ in ORDERS])
        self.kind = _choice("Kind of the evidence", [name for name, _ in KINDS])
        for choice in (self.order, self.kind):
            choice.currentIndexChanged.connect(lambda _place: self._arrange())
        self.pieces, self.counted = EvidenceLines(self), EvidenceLines(self)
        self.list = EvidenceList("Evidence", self.pieces)
        self.ledger = EvidenceList("Ledger", self.counted)
        for one in (self.list, self.ledger):
            one.chosen.connect(self._choose)
            one.left.connect(self.left)
        self._nothing = EmptyState()
        self._stack = QStackedWidget()
        self._lay_out()
        theme().changed.connect(self._restyle)
        self._restyle()
        self.show_evidence(self._evidence)

    # ------------------------------------------------------------ showing

    def show_evidence(self, evidence: Evidence) -> None:
        """Show what the papers of a section say."""
        same = (evidence.line, evidence.query) == (self._evidence.line, self._evidence.query)
        self._evidence = evidence
        self._section.setText(evidence.title or "No heading")
        ignored = f" · not understood: {evidence.ignored[0][0]}" if evidence.ignored else ""
        found = f"{papers(evidence.papers)} · {evidence.query}{ignored}" if evidence.query else ""
        self._query.setText(found)
        self._arrange(stay=same)

    def show_ledger(self, ledger: Ledger) -> None:
        """Show the ledger of the text."""
        place = self.ledger.verticalScrollBar().value()
        self.counted.show(ledger_lines(ledger))
        self.ledger.verticalScrollBar().setValue(place)
        used, all_ = len(ledger.used), len(ledger.used) + len(ledger.unused)
        self._count.setText(f"{number(used)} of {number(all_)} used" if all_ else "")

    def _arrange(self, *, stay: bool = True) -> None:
        from reader.evidence.pieces import arranged

        order, wanted = ORDERS[self.order.currentIndex()][1], KINDS[self.kind.currentIndex()][1]
        chosen = arranged(self._evidence.pieces, order, wanted)
        here = self.list.line if stay else None
        lines = [piece_line(piece) for piece in chosen[:MOST]]
        if len(chosen) > MOST:
            more = number(len(chosen) - MOST)
            lines.append(Line(f"{more} more: choose a kind, or narrow the search", heading=True))
        self.pieces.show(lines)
        self._go_on(here)
        if not self._evidence.query:
            self._nothing.say(
                "search",
                "No search here",
                "Write one behind a heading, like ## Start {tag:init is:done}",
            )
        elif not chosen:
            self._nothing.say(
                "highlight",
                "Nothing to quote",
                "Highlight words in these papers, or write notes on them.",
            )
        self._stack.setCurrentIndex(0 if chosen else 1)

    def _go_on(self, here: Line | None) -> None:
        """Stay at the piece that was chosen, else go to the first one that is not used."""
        same = [
            row
            for row, line in enumerate(self.pieces.lines)
            if here is not None and _same(line.piece, here.piece)
        ]
        unused = [row for row in range(len(self.pieces.lines)) if not self._is_used(row)]
        row = same[0] if same else unused[0] if unused else 0
        if self.pieces.lines:
            self.list.setCurrentIndex(self.pieces.index(row))

    def _show_tab(self, tab: int) -> None:
        self._pages.setCurrentIndex(tab)

    # ------------------------------------------------------------ choosing

    def step(self, by: int) -> None:
        """Choose the next piece or the one before, while the caret stays in the text."""
        self.tabs.choose(EVIDENCE)
        self.list.step(by)

    def insert(self, own_words: bool = False) -> None:
        """Want the chosen piece in the text, and choose the next one that is not used."""
        line = self.list.line
        if line is None or line.piece is None:
            return
        self.insert_wanted.emit(line.piece, own_words)
        rows = range(self.list.currentIndex().row() + 1, len(self.pieces.lines))
        unused = [row for row in rows if not self._is_used(row)]
        if unused:
            self.list.setCurrentIndex(self.pieces.index(unused[0]))

    def _is_used(self, row: int) -> bool:
        line = self.pieces.at(row)
        return line is None or line.piece is None or line.piece.used

    def _choose(self, line: Line, own_words: bool) -> None:
        if line.line is not None:
            self.line_wanted.emit(line.line)
        elif line.piece is not None and self.tabs.index == EVIDENCE:
            self.insert(own_words)
        elif line.piece is not None and not line.piece.used:
            self.insert_wanted.emit(line.piece, own_words)
        elif line.paper_id is not None:
            self.paper_wanted.emit(line.paper_id)

    def focus(self) -> None:
        """Go to the list that is shown."""
        shown = self.list if self.tabs.index == EVIDENCE else self.ledger
        shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ------------------------------------------------------------ layout

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self.tabs)
        self._head.addStretch(1)
        self._head.addWidget(self._count)
        self._head_box = QFrame()
        self._head_box.setProperty("part", "paneHead")
        self._head_box.setLayout(self._head)
        self._top = QVBoxLayout()
        self._top.addWidget(self._section)
        self._top.addWidget(self._query)
        self._choices = QHBoxLayout()
        self._choices.addWidget(self.order, 1)
        self._choices.addWidget(self.kind, 1)
        self._top.addLayout(self._choices)
        evidence = QWidget()
        column = QVBoxLayout(evidence)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._nothing)
        column.addWidget(self._stack, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(evidence)
        self._pages.addWidget(self.ledger)
        self._hint = Label(role="small", wrap=True)
        self._show_keys()
        keymap().changed.connect(self._show_keys)
        self._hint.set_ink("tertiary")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head_box)
        whole.addWidget(self._pages, 1)
        whole.addWidget(self._hint)

    def _show_keys(self) -> None:
        keys = {"evidence-insert": "inserts", "evidence-own": "your own words"}
        said = [f"{key} {what}" for name, what in keys.items() if (key := shown_key(name))]
        self._hint.setText(", ".join(said))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room it is for the evidence; what only explains it goes."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        low = self.height() < px(LOW)
        for label in (self._section, self._query, self._hint):
            label.setVisible(not low)
        self._head_box.setFixedHeight(px(40) if low else theme().size("header"))
        above, below = (0, 6) if low else (12, 10)
        self._top.setContentsMargins(px(16), px(above), px(16), px(below))

    def _restyle(self) -> None:
        for place, kind in enumerate(Kind, start=1):
            self.kind.setItemText(place, kinds.name(kind))
        self._fit()
        self._head.setContentsMargins(px(14), 0, px(16), 0)
        self._top.setSpacing(px(4))
        self._choices.setContentsMargins(0, px(6), 0, 0)
        self._choices.setSpacing(px(8))
        self._hint.setContentsMargins(px(16), px(8), px(16), px(10))


class EvidenceList(QListView):
    """Lines of evidence. Enter or a double click says `chosen`, with Shift for own words."""

    chosen = Signal(object, bool)
    left = Signal()

    def __init__(self, name: str, lines: EvidenceLines) -> None:
        super().__init__()
        self._lines = lines
        self.setAccessibleName(name)
        self.setModel(lines)
        self.setItemDelegate(_Cell(self, lines))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.doubleClicked.connect(lambda _index: self._say(own_words=False))

    @property
    def line(self) -> Line | None:
        """What is chosen."""
        return self._lines.at(self.currentIndex().row())

    def step(self, by: int) -> None:
        """Choose the next line or the one before, past headings."""
        row = self.currentIndex().row() + by
        while 0 <= row < len(self._lines.lines) and self._lines.lines[row].heading:
            row += by
        if 0 <= row < len(self._lines.lines):
            self.setCurrentIndex(self._lines.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, Left and Esc lead back to the text."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._say(own_words=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Left):
            self.left.emit()
        elif event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _say(self, *, own_words: bool) -> None:
        if self.line is not None:
            self.chosen.emit(self.line, own_words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _Cell(QStyledItemDelegate):
    """Paints a heading, or up to three lines of words over a small one."""

    def __init__(self, view: EvidenceList, lines: EvidenceLines) -> None:
        super().__init__(view)
        self._view, self._lines = view, lines

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the words, three lines at most."""
        line = self._lines.at(index.row())
        if line is None or line.heading:
            return QSize(px(100), px(34))
        width = self._view.viewport().width() - px(16 + 14 + 28)
        metrics_width = max(px(80), width)
        metrics = QFontMetrics(theme().font("body"))
        height = metrics.boundingRect(
            0, 0, metrics_width, px(1000), Qt.TextFlag.TextWordWrap, line.words
        ).height()
        words = min(height, LINES * metrics.lineSpacing())
        return QSize(px(100), words + px(42 if line.small else 20))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        line = self._lines.at(index.row())
        if line is None:
            return
        look, rect = theme(), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.heading:
            painter.setFont(look.font("caption"))
            painter.setPen(look.color("text.secondary"))
            words = rect.adjusted(px(16), px(8), -px(12), 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, line.words)
            painter.restore()
            return
        paint_ground(painter, option, rect)
        self._paint_kind(painter, line, rect)
        used = line.piece is not None and line.piece.used
        inside = rect.adjusted(px(30), px(9), -px(28), -px(9))
        painter.setFont(look.font("body"))
        painter.setPen(look.color("text.secondary" if used else "text.primary"))
        self._write_lines(painter, inside.adjusted(0, 0, 0, -px(22 if line.small else 0)), line)
        if line.small:
            painter.setFont(look.font("small"))
            painter.setPen(look.color("text.secondary"))
            below = QRectF(inside.left(), inside.bottom() - px(17), inside.width(), px(18))
            painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, _fit(painter, line.small, below))
        if used:
            tick = icons.pixmap("check", look.color("success.text"), px(14))
            painter.drawPixmap(round(rect.right()) - px(26), round(rect.top()) + px(11), tick)
        painter.restore()

    @staticmethod
    def _paint_kind(painter: QPainter, line: Line, rect: QRectF) -> None:
        """A bar in the colour of the kind; notes have a quiet one."""
        if line.piece is None:
            return
        kind = line.kind
        color = kinds.color(kind, "edge") if kind else theme().color("line.control")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        bar = QRectF(rect.left() + px(17), rect.top() + px(11), px(3), rect.height() - px(22))
        painter.drawRoundedRect(bar, px(1.5), px(1.5))

    @staticmethod
    def _write_lines(painter: QPainter, area: QRectF, line: Line) -> None:
        """As many words as fit; what is left out is shown by dots."""
        metrics = painter.fontMetrics()
        words = line.words
        flags = Qt.TextFlag.TextWordWrap
        room = area.toAlignedRect()
        room.setHeight(LINES * metrics.lineSpacing() + metrics.descent())
        while len(words) > 1 and metrics.boundingRect(room, flags, words).height() > room.height():
            words = words[: max(1, int(len(words) * 0.92))].rstrip(" …") + "…"
        painter.drawText(room, flags, words)


def _fit(painter: QPainter, text: str, area: QRectF) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))


def _choice(name: str, words: Sequence[str]) -> ChoiceBox:
    choice = ChoiceBox(name)
    choice.addItems(list(words))
    return choice


def _same(one: Piece | None, other: Piece | None) -> bool:
    if one is None or other is None:
        return False
    if one.highlight is not None or other.highlight is not None:
        return one.highlight == other.highlight
    return (one.paper_id, one.words) == (other.paper_id, other.words)
