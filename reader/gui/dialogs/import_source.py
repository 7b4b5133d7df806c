"""The text of an import as it was brought in, with its line numbers."""

from PySide6.QtWidgets import QWidget

from reader.gui.controls.label import Label
from reader.gui.controls.source_view import SourceView
from reader.gui.dialogs.dialog import Dialog
from reader.gui.intake import import_words
from reader.gui.look.theme import theme
from reader.model import Dump, Import

SIZE = (860, 700)
MOST_LINES = 20_000  # more would take a while to lay out; the file has them all
LONGEST = 2_000


class ImportSource(Dialog):
    """Shows a dump; nothing can be changed here."""

    def __init__(self, batch: Import, dump: Dump, parent: QWidget | None = None) -> None:
        super().__init__(batch.name, SIZE, parent)
        lines = dump.text.split("\n")
        shown = [line[:LONGEST] for line in lines[:MOST_LINES]]
        self.lines = SourceView("Source lines")
        self.lines.show_lines(shown)
        self.lines.setMinimumHeight(1)
        words = [f"{dump.name}: {import_words.number_of(len(lines), 'line')}, {dump.encoding}."]
        if len(lines) > MOST_LINES:
            words.append(f"The first {MOST_LINES:,} are shown.")
        if batch.captured_evidence:
            words.append(batch.captured_evidence)
        self.about = Label(" ".join(words), role="small", ink="secondary", wrap=True)
        px = theme().px
        self.about.setContentsMargins(px(20), px(14), px(20), px(10))
        self.body.addWidget(self.about)
        self.body.addWidget(self.lines, 1)
        self.primary_button.hide()
        self.cancel_button.setText("Close")
        self.footer_row.addStretch(1)
        self.end_footer()
