"""The text of an import as it was brought in, and which of its lines were not understood."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from reader.gui.controls.choice_box import ChoiceBox
from reader.gui.controls.label import Label
from reader.gui.controls.source_view import SourceView
from reader.gui.dialogs.dialog import Dialog
from reader.gui.intake import import_words
from reader.gui.look.theme import theme
from reader.model import Dump, Import, Leftover

SIZE = (860, 700)
MOST_LINES = 20_000  # more would take a while to lay out; the file has them all
MOST_WARNINGS = 1_000
LONGEST = 2_000
BEFORE = 20  # lines before one that is looked for in a text of more lines


class ImportSource(Dialog):
    """Shows a text, part by part when it came in parts; nothing can be changed here.

    `part_wanted` asks for another part, by its number: `show_part` shows it.
    """

    part_wanted = Signal(int)

    def __init__(self, batch: Import, parent: QWidget | None = None) -> None:
        super().__init__(batch.name, SIZE, parent)
        self._evidence = batch.captured_evidence
        self._source: list[str] = []
        self._marked: list[int] = []
        self._first = 1
        self.lines = SourceView("Source lines")
        self.lines.setMinimumHeight(1)
        self.about = Label("", role="small", ink="secondary", wrap=True)
        self.part = ChoiceBox("Part")
        self.part.addItems([f"Part {n:,} of {len(batch.parts):,}" for n in _counted(batch.parts)])
        self.part.setVisible(bool(batch.parts))
        self.part.activated.connect(lambda place: self.part_wanted.emit(batch.parts[place]))
        self.warnings = QTreeWidget()
        self.warnings.setAccessibleName("Lines that were not understood")
        self.warnings.setProperty("part", "files")
        self.warnings.setColumnCount(2)
        self.warnings.setHeaderHidden(True)
        self.warnings.setRootIsDecorated(False)
        self.warnings.setUniformRowHeights(True)
        self.warnings.currentItemChanged.connect(self._go_to)
        px = theme().px
        self.about.setContentsMargins(px(20), px(14), px(20), px(10))
        self.warnings.setColumnWidth(0, px(90))
        self.warnings.setFixedHeight(px(150))
        for widget in (self.about, self.warnings):
            self.body.addWidget(widget)
        self.body.addWidget(self.lines, 1)
        self.primary_button.hide()
        self.cancel_button.setText("Close")
        self.footer_row.addWidget(self.part)
        self.footer_row.addStretch(1)
        self.end_footer()

    def show_part(self, dump: Dump, leftovers: Sequence[Leftover], *, warnings: bool) -> None:
        """Show a text; with `warnings` at the first line that was not understood."""
        self._source = [line[:LONGEST] for line in dump.text.split("\n")]
        self._marked = [leftover.line for leftover in leftovers]
        words = [f"{import_words.number_of(len(self._source), 'line')}, {dump.encoding}."]
        if len(self._source) > MOST_LINES:
            words.append(f"{MOST_LINES:,} of them are shown.")
        if self._evidence:
            words.append(self._evidence)
        self.about.setText(" ".join(words))
        self._show_from(1)
        self.warnings.clear()
        rows = [
            QTreeWidgetItem([f"line {each.line:,}", f"{each.reason} {each.text[:200]}"])
            for each in leftovers[:MOST_WARNINGS]
        ]
        self.warnings.addTopLevelItems(rows)
        self.warnings.setVisible(bool(leftovers))
        if warnings and rows:
            self.warnings.setCurrentItem(rows[0])
            self.warnings.setFocus()
        else:
            self.lines.setFocus()

    def _go_to(self, row: QTreeWidgetItem | None) -> None:
        if row is None:
            return
        line = self._marked[self.warnings.indexOfTopLevelItem(row)]
        if not self._first <= line < self._first + MOST_LINES:
            self._show_from(max(1, line - BEFORE))
        self.lines.show_line(line)

    def _show_from(self, first: int) -> None:
        self._first = first
        shown = self._source[first - 1 : first - 1 + MOST_LINES]
        self.lines.show_lines(shown, first=first, marked=self._marked)


def _counted(parts: Sequence[int]) -> range:
    return range(1, len(parts) + 1)
