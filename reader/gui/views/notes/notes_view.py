"""The page of everything written: a table to filter and sort, and beside it the text."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from reader.gui.controls.keycap import KeyButton
from reader.gui.controls.label import Label
from reader.gui.controls.search_field import FilterField
from reader.gui.controls.segmented import Segmented
from reader.gui.look.theme import px, theme
from reader.gui.models.written_list import SHOWN, WrittenList
from reader.gui.pages import Page
from reader.gui.views.notes.written_table import WrittenTable
from reader.gui.views.notes.written_text import WrittenText
from reader.gui.views.page_parts import column, head
from reader.model import Written

FILTER_MS = 120
TABLE = 400


class NotesView(Page):
    """All notes and documents. `chosen` is a `Written`, or None when there is nothing."""

    chosen = Signal(object)
    filtered = Signal(str)
    new_wanted = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = WrittenList(self)
        self.table = WrittenTable(self.rows)
        self.field = FilterField("Filter notes")
        self.kinds = Segmented([name for name, _ in SHOWN], "Kind of notes")
        self.text = WrittenText()
        self._typing = QTimer(self, singleShot=True, interval=FILTER_MS)
        self._typing.timeout.connect(lambda: self.filtered.emit(self.field.text()))
        self._lay_out()
        self.table.row_chosen.connect(lambda row: self.chosen.emit(self.rows.at(row)))
        self.table.opened.connect(self.text.begin)
        self.field.textChanged.connect(lambda _text: self._typing.start())
        self.field.returnPressed.connect(self.table.setFocus)
        self.kinds.chosen.connect(self._show_kind)
        self.text.escaped.connect(self._back_to_table)
        theme().changed.connect(self._restyle)
        self._restyle()

    # ------------------------------------------------------------ showing

    def show_rows(self, rows: Sequence[Written], select: tuple[str, int] | None = None) -> None:
        """Show these; `select` is what is to be chosen, else what was stays so."""
        place = self.table.currentIndex().row()
        here = self.rows.at(place)
        wanted = select or ((here.of, here.id) if here is not None else None)
        self.rows.show(rows, keep_order=select is None)
        self.count.setText(self.rows.counted)
        row = self.rows.row_of(*wanted) if wanted is not None else -1
        last = self.rows.rowCount() - 1
        self.table.go_to(row if row >= 0 else min(max(place, 0), last))
        self._say_when_empty(some=bool(rows))

    def show_all(self) -> None:
        """Take filter and kind away, so that something new can be seen."""
        self.kinds.choose(0)
        if self.field.text():
            self.field.clear()

    def toggle_table(self) -> None:
        """Give the text the room of the table, or give it back."""
        hide = not self._left.isHidden()
        self._left.setHidden(hide)
        if hide:
            self.text.begin()
        else:
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_kind(self, place: int) -> None:
        here = self.text.shown
        self.rows.show_kind(SHOWN[place][1])
        row = self.rows.row_of(here.of, here.id) if here is not None else -1
        self.table.go_to(row if row >= 0 else min(0, self.rows.rowCount() - 1))
        self._say_when_empty(some=True)

    def _say_when_empty(self, *, some: bool) -> None:
        if self.rows.rowCount():
            return
        self.chosen.emit(None)
        if some or self.field.text():
            self.text.empty.say("search", "No notes match", "Try other words, or another kind.")
        else:
            self.text.empty.say(
                "note",
                "Nothing written yet",
                "Press N on a paper to write notes on it, or begin a text of its own.",
                (
                    ("New topic note", lambda: self.new_wanted.emit("topic")),
                    ("New outline", lambda: self.new_wanted.emit("outline")),
                ),
            )
        self.text.show_empty()

    # ------------------------------------------------------------ keys

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """The commands of the page."""
        evidence = self.text.evidence_commands() if self.text.shows_outline else {}
        return {
            **evidence,
            "next": lambda: self._step(1),
            "previous": lambda: self._step(-1),
            "search": self.field.setFocus,
            "back": self._step_back,
            "text-write": self.text.begin,
            "text-title": self.text.title.begin,
            "text-sort": self.table.sort_next,
            "text-alone": self.toggle_table,
            "text-paper": self.text.want_paper,
            "text-export": self.text.want_export,
            "text-history": self.text.want_history,
            "text-delete": self.text.want_delete,
        }

    def _step(self, by: int) -> None:
        """In the evidence the next piece of it, else the next row."""
        here = self.focusWidget()
        if here is not None and self.text.shows_outline and self.text.evidence.isAncestorOf(here):
            self.text.evidence.step(by)
        else:
            self.table.step(by)

    def next_pane(self, step: int) -> None:
        """Go round table, text and evidence."""
        panes: list[tuple[QWidget, Callable[[], object]]] = []
        if not self._left.isHidden():
            panes.append((self._left, self.table.setFocus))
        panes.append((self.text.text_side, self.text.begin))
        if self.text.shows_outline:
            panes.append((self.text.evidence, self.text.evidence.focus))
        here = self.focusWidget()
        places = [n for n, (pane, _) in enumerate(panes) if here and pane.isAncestorOf(here)]
        panes[((places[0] if places else -1) + step) % len(panes)][1]()

    def _step_back(self) -> None:
        if self._left.isHidden():
            self.toggle_table()
        elif self.field.text():
            self.field.clear()
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif not self.table.hasFocus():
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.left.emit()

    def _back_to_table(self) -> None:
        if not self._left.isHidden():
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.toggle_table()

    # ------------------------------------------------------------ layout

    def _lay_out(self) -> None:
        self.count = Label(role="small", ink="secondary")
        note = KeyButton("New topic note", command="new-note", small=True)
        note.clicked.connect(lambda: self.new_wanted.emit("topic"))
        outline = KeyButton("New outline", command="new-outline", small=True)
        outline.clicked.connect(lambda: self.new_wanted.emit("outline"))
        self._head = QHBoxLayout()
        self._head.addWidget(Label("Notes", role="heading"))
        self._head.addWidget(self.count)
        self._head.addStretch(1)
        self._head.addWidget(note)
        self._head.addWidget(outline)
        self._tools = QVBoxLayout()
        self._tools.addWidget(self.field)
        kinds = QHBoxLayout()
        kinds.addWidget(self.kinds)
        kinds.addStretch(1)
        self._tools.addLayout(kinds)
        self._left = QFrame()
        self._left.setProperty("part", "pairs")
        left = column(self._left)
        left.addLayout(self._tools)
        left.addWidget(self.table, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        for place, part in enumerate((self._left, self.text)):
            self._split.addWidget(part)
            self._split.setStretchFactor(place, place)
        self._head_box = head(self._head)
        whole = column(self)
        whole.addWidget(self._head_box)
        whole.addWidget(self._split, 1)

    def _restyle(self) -> None:
        self._head_box.setFixedHeight(theme().size("header"))
        self._head.setContentsMargins(px(20), 0, px(16), 0)
        self._head.setSpacing(px(10))
        self._tools.setContentsMargins(px(16), px(10), px(16), px(8))
        self._tools.setSpacing(px(8))
        self._left.setMinimumWidth(px(300))
        table = px(TABLE)
        self._split.setSizes([table, max(px(320), self.width() - table)])
