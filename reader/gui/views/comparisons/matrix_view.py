"""The page of comparisons: the grid, and under it the sentence that the chosen cell came from."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QWidget

from reader.gui.actions import BY_ID
from reader.gui.controls.choice_box import ChoiceBox
from reader.gui.controls.empty_state import EmptyState
from reader.gui.controls.icon_button import IconButton
from reader.gui.controls.keycap import KeyButton
from reader.gui.controls.label import ElidedLabel, Label
from reader.gui.controls.menu import Menu
from reader.gui.keymap import shown_key
from reader.gui.look.theme import px, theme
from reader.gui.look.wording import number, papers
from reader.gui.models.matrix_table import BY, PAPER, MatrixTable
from reader.gui.pages import Page
from reader.gui.views.comparisons.matrix_grid import MatrixGrid
from reader.gui.views.page_parts import column, head
from reader.model import Comparison, Matrix
from reader.tex import readable

WISHES = (
    *("remove-paper", "add-column", "rename-column", "remove-column", "accept-all"),
    *("copy-markdown", "copy-csv", "copy-latex", "export-comparison"),
    *("rename-comparison", "delete-comparison"),
)
MENU = (
    *("cell-write", "cell-accept", "cell-clear", "cell-source", ""),
    *("row-up", "row-down", *WISHES[:1], "", *WISHES[1:5], "", *WISHES[5:9], "", *WISHES[9:]),
)


class MatrixView(Page):
    """One comparison at a time. What is wanted is only reported, by the names of commands."""

    chosen = Signal(int)
    cell_written = Signal(object, str)
    accept_wanted = Signal(object)
    clear_wanted = Signal(object)
    row_move_wanted = Signal(int, object)
    column_move_wanted = Signal(str, object)
    papers_dropped = Signal(object, object)
    source_wanted = Signal(int, object)
    wished = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = MatrixTable(self)
        self.grid = MatrixGrid(self.table)
        self.names = ChoiceBox("Comparison to show")
        self.empty = EmptyState()
        self._known: list[int] = []
        self._lay_out()
        self.names.activated.connect(lambda place: self.chosen.emit(self._known[place]))
        self.grid.current_changed.connect(self._show_source)
        self.grid.written.connect(self._written)
        self.grid.column_moved.connect(self._column_dragged)
        self.grid.papers_dropped.connect(self.papers_dropped)
        self.grid.menu_wanted.connect(lambda at: self.menu().popup(at))
        theme().changed.connect(self._restyle)
        self._restyle()
        self.empty.say(
            "table",
            "No comparisons yet",
            "Select papers in a list and press Shift M to lay them side by side.",
        )

    # ------------------------------------------------------------ showing

    def show_names(self, matrices: Sequence[Matrix], shown: int | None) -> None:
        """Show which comparisons there are, and which of them is looked at."""
        self._known = [one.id for one in matrices]
        self.names.clear()
        self.names.addItems([one.title for one in matrices])
        if shown in self._known:
            self.names.setCurrentIndex(self._known.index(shown))
        self.names.setVisible(bool(matrices))
        self._stack.setCurrentIndex(0 if matrices else 1)
        for button in self._needing:
            button.setEnabled(bool(matrices))

    def show_comparison(self, compared: Comparison | None) -> None:
        """Show a comparison; the same cell stays the current one."""
        here = self.grid.currentIndex()
        paper, name = self.table.paper(here), self.table.column_name(here)
        place = (here.row(), here.column())
        before = self.table.compared
        self.table.show(compared)
        if compared is None:
            self._count.setText("")
            return
        names = compared.matrix.columns
        self._count.setText(f"{papers(len(compared.rows))}, {number(len(names))} columns")
        same = before is not None and before.matrix.id == compared.matrix.id
        if not same or before is None or before.matrix.columns != names:
            self.grid.show_widths()
        else:
            self.grid.fit_rows()
        index = (
            self.table.index_of(paper, name) if same else self.table.index(0, min(1, len(names)))
        )
        if same and not index.isValid():
            index = self.table.index(min(place[0], self.table.rowCount() - 1), place[1])
        self.grid.setCurrentIndex(index)
        self._show_source()

    def _show_source(self) -> None:
        """The sentence of the current cell, and how its words came there."""
        index = self.grid.currentIndex()
        cell = self.table.cell(index)
        self._open.setEnabled(index.isValid())
        if cell is None:
            self._by.setText("" if not index.isValid() else "The paper itself")
            self._source.setText(str(index.data() or ""))
        else:
            key, offered = shown_key("cell-accept"), cell.by in ("suggestion", "highlight")
            accept = f"  {key} accepts" if key and offered else ""
            self._by.setText(f"{BY[cell.by]}{accept}")
            quote = " ".join(readable(cell.origin.quote).split()) if cell.origin else ""
            by_hand = "Written by hand, from no sentence." if cell.text else ""
            self._source.setText(quote or by_hand)

    # ------------------------------------------------------------ keys

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """The commands of the page; what is in its menu is only reported."""
        return {
            **{name: partial(self.wished.emit, name) for name in WISHES},
            "cell-write": self.grid.edit_current,
            "cell-accept": lambda: self.accept_wanted.emit(self._places()),
            "cell-clear": lambda: self.clear_wanted.emit(self._places()),
            "cell-source": self._want_source,
            "row-up": lambda: self._move_row(-1),
            "row-down": lambda: self._move_row(1),
            "column-left": lambda: self._move_column(-1),
            "column-right": lambda: self._move_column(1),
            "next": lambda: self.grid.step(1),
            "previous": lambda: self.grid.step(-1),
            "back": self.left.emit,
        }

    def next_pane(self, step: int) -> None:
        """Go between the grid and the choice of comparisons."""
        to = self.names if self.grid.hasFocus() else self.grid
        to.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _places(self) -> list[tuple[int, str]]:
        return [place for index in self.grid.chosen() if (place := self.table.place(index))]

    def _want_source(self) -> None:
        index = self.grid.currentIndex()
        paper = self.table.paper(index)
        if paper is not None:
            cell = self.table.cell(index)
            self.source_wanted.emit(paper, cell.origin if cell is not None else None)

    def _move_row(self, by: int) -> None:
        compared, row = self.table.compared, self.grid.currentIndex().row()
        if compared is None or not 0 <= row + by < len(compared.matrix.papers) or row < 0:
            return
        order = compared.matrix.papers
        after = row + 2 if by > 0 else row - 1
        self.row_move_wanted.emit(order[row], order[after] if after < len(order) else None)

    def _move_column(self, by: int) -> None:
        place = self.grid.currentIndex().column()
        if place > PAPER:
            self._column_dragged(place, place + by)

    def _column_dragged(self, before: int, after: int) -> None:
        compared = self.table.compared
        if compared is None or not PAPER < after <= len(compared.matrix.columns):
            return
        names = compared.matrix.columns
        behind = after if after > before else after - 1
        self.column_move_wanted.emit(
            names[before - 1], names[behind] if behind < len(names) else None
        )

    def _written(self, index: object, text: str) -> None:
        place = self.table.place(index)  # type: ignore[arg-type]
        if place is not None:
            self.cell_written.emit(place, text)

    # ------------------------------------------------------------ commands

    def menu(self) -> QMenu:
        """What can be done with the comparison."""
        menu = Menu("", self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        commands = self.commands()
        for name in MENU:
            if not name:
                menu.addSeparator()
                continue
            action = menu.addAction("\t".join(filter(None, (BY_ID[name].text, shown_key(name)))))
            action.triggered.connect(lambda _on=False, run=commands[name]: run())
        return menu

    def place_for_names(self) -> QRect:
        """Where a sheet that asks for a name opens, in global coordinates."""
        return QRect(self.names.mapToGlobal(QPoint(0, 0)), self.names.size())

    # ------------------------------------------------------------ layout

    def _lay_out(self) -> None:
        self._count = ElidedLabel(role="small", ink="secondary")
        add = KeyButton("Add column", command="add-column", small=True)
        add.clicked.connect(lambda: self.wished.emit("add-column"))
        export = IconButton("export", "Export this comparison", command="export-comparison")
        export.clicked.connect(lambda: self.wished.emit("export-comparison"))
        more = IconButton("more", "More about this comparison")
        more.clicked.connect(lambda: self.menu().popup(more.mapToGlobal(QPoint(0, more.height()))))
        self._needing: tuple[QWidget, ...] = (add, export, more)
        self._head = QHBoxLayout()
        self._head.addWidget(Label("Comparisons", role="heading"))
        self._head.addWidget(self.names)
        self._head.addWidget(self._count, 1)
        for button in self._needing:
            self._head.addWidget(button)
        self._head_box = head(self._head)
        self._by = Label(role="caption", ink="secondary")
        self._source = Label(role="body", wrap=True)
        self._open = KeyButton("Open in the paper", command="cell-source", small=True)
        self._open.clicked.connect(self._want_source)
        strip = QFrame()
        strip.setProperty("part", "verdicts")
        self._strip = QHBoxLayout(strip)
        words = QWidget()
        self._words = column(words)
        self._words.addWidget(self._by)
        self._words.addWidget(self._source)
        self._words.addStretch(1)
        self._strip.addWidget(words, 1)
        self._strip.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)
        self._strip_box = strip
        page = QWidget()
        under = column(page)
        under.addWidget(self.grid, 1)
        under.addWidget(strip)
        self._stack = QStackedWidget()
        self._stack.addWidget(page)
        self._stack.addWidget(self.empty)
        whole = column(self)
        whole.addWidget(self._head_box)
        whole.addWidget(self._stack, 1)

    def _restyle(self) -> None:
        self._head_box.setFixedHeight(theme().size("header"))
        self._head.setContentsMargins(px(20), 0, px(12), 0)
        self._head.setSpacing(px(10))
        self._strip.setContentsMargins(px(20), px(12), px(16), px(12))
        self._strip_box.setFixedHeight(px(104))
        self._words.setSpacing(px(4))
        self.names.setMinimumWidth(px(220))
