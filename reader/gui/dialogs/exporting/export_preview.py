"""The right side of the export dialog: the real output, as source or as it reads."""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reader.gui.controls.empty_state import EmptyState
from reader.gui.controls.label import ElidedLabel, Label
from reader.gui.controls.segmented import Segmented
from reader.gui.controls.source_view import SourceView
from reader.gui.dialogs.exporting.export_names import bibtex_beside
from reader.gui.intake.import_words import number_of
from reader.gui.look.markdown_syntax import MarkdownSyntax
from reader.gui.look.theme import theme
from reader.gui.views.notes.note_preview import NotePreview
from reader.model import ExportFile

MOST_LINES = 2_000
MOST_RENDERED = 40_000  # characters; more would make the window wait
FENCE = "---"
_FRONT_MATTER = 2
_FACTS = re.compile(r"^<!-- facts: \{.*\} -->$", re.MULTILINE)
_FOLDED = "<!-- facts … -->"
MODES = ("Markdown", "Rendered")
BIBTEX = "BibTeX"


class ExportSyntax(MarkdownSyntax):
    """Markdown with a head of `key: value` lines between two fences."""

    def highlightBlock(self, text: str) -> None:
        """Colour one line; the head ends at its second fence."""
        first = self.currentBlock().blockNumber() == 0
        if first and text == FENCE:
            self.setCurrentBlockState(_FRONT_MATTER)
            self._color(0, len(text), "marker")
        elif self.previousBlockState() == _FRONT_MATTER:
            self.setCurrentBlockState(0 if text == FENCE else _FRONT_MATTER)
            key, colon, _value = text.partition(":")
            if colon:
                self._color(0, len(key) + 1, "link")
            elif text == FENCE:
                self._color(0, len(text), "marker")
        else:
            super().highlightBlock(text)


class ExportPreview(QWidget):
    """Shows the files an export would write; of several, one at a time beside their list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files: Sequence[ExportFile] = ()
        self._place = 0
        self._sentence = ""
        self._beside = False  # a document with its BibTeX
        self.about = ElidedLabel(role="small", ink="secondary")
        self.mode = Segmented(MODES, "Preview")
        self.mode.chosen.connect(self._mode_chosen)
        self.source = SourceView("Preview as Markdown")
        self.syntax = ExportSyntax(self.source.document())
        self.rendered = NotePreview()
        self.rendered.setAccessibleName("Preview as it reads")
        self.nothing = EmptyState()
        self.names = QStringListModel(self)
        self.list = QListView()
        self.list.setModel(self.names)
        self.list.setProperty("part", "files")
        self.list.setAccessibleName("Files")
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.selectionModel().currentRowChanged.connect(lambda now: self._go_to(now.row()))
        self._lay_out()
        theme().changed.connect(self._restyle)
        self._restyle()

    def _lay_out(self) -> None:
        head = QFrame()
        head.setProperty("part", "band")
        self._head = QHBoxLayout(head)
        self._head.addWidget(Label("Preview", role="bodyStrong"))
        self._head.addWidget(self.about, 1)
        self._head.addWidget(self.mode)
        self._pages = QStackedWidget()
        for page in (self.source, self.rendered, self.nothing):
            self._pages.addWidget(page)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.list)
        below.addWidget(self._pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addLayout(below, 1)

    @property
    def text(self) -> str:
        """The whole text of the file shown."""
        return self._files[self._place].text if self._files else ""

    def show_files(self, files: Sequence[ExportFile], name: str, sentence: str = "") -> None:
        """Show what would be written; `name` is that of a document, perhaps with BibTeX.

        Without it they are the files of a folder.
        """
        self._beside = bool(name) and len(files) > 1
        several = len(files) > 1 and not self._beside
        kept = self._files[self._place].name if self._files else ""
        self._files, self._sentence = files, sentence
        names = [file.name for file in files]
        if name and files:
            names[0] = name
            names[1:] = [bibtex_beside(name)] * (len(files) - 1)
        self.names.setStringList(names)
        self.list.setVisible(several)
        self._place = names.index(kept) if kept in names else 0
        self.mode.offer([*MODES, BIBTEX] if self._beside else MODES)
        if self._beside:
            self._place = int(self.mode.index == len(MODES))
        if several:
            self.list.setCurrentIndex(self.names.index(self._place, 0))
        self._show_file()

    def show_nothing(
        self, state: str, sentence: str, button: str, act: Callable[[], object]
    ) -> None:
        """Show why there is nothing, and the one click that helps."""
        self._files = ()
        self.names.setStringList([])
        self.list.hide()
        self.about.setText("")
        self.nothing.say("file", state, sentence, [(button, act)])
        self._pages.setCurrentWidget(self.nothing)

    def _mode_chosen(self, mode: int) -> None:
        if self._beside:
            self._place = int(mode == len(MODES))
        self._show_file()

    def _go_to(self, row: int) -> None:
        if 0 <= row < len(self._files) and row != self._place:
            self._place = row
            self._show_file()

    def _show_file(self) -> None:
        if not self._files:
            return
        text = self.text
        lines = text.rstrip("\n").split("\n")
        name = self.names.stringList()[self._place]
        about = f"{name}, {number_of(len(lines), 'line')}, {size_words(text)}"
        if len(lines) > MOST_LINES:
            about += f", the first {MOST_LINES:,} are shown"
        self.about.setText(f"{about}. {self._sentence}".rstrip(". "))
        markdown = self._files[self._place].name.endswith(".md")
        self.mode.setVisible(markdown or self._beside)
        self.syntax.setDocument(self.source.document() if markdown else None)
        if self.mode.index == 0 or not markdown:
            place = self.source.verticalScrollBar().value()
            shown = lines[:MOST_LINES]
            # Only Reader reads these facts back, and the file has them whole.
            self.source.show_lines([_FACTS.sub(_FOLDED, each) for each in shown])
            self.source.verticalScrollBar().setValue(place)
            self._pages.setCurrentWidget(self.source)
        else:
            seen = _FACTS.sub("", _without_head(text))
            self.rendered.show_note(seen[:MOST_RENDERED], ())
            self._pages.setCurrentWidget(self.rendered)

    def _restyle(self) -> None:
        px = theme().px
        self._head.setContentsMargins(px(20), px(9), px(16), px(9))
        self._head.setSpacing(px(8))
        self.list.setFixedWidth(px(200))
        self.list.setFont(theme().font("small"))


def _without_head(text: str) -> str:
    """The text without its head, which is no Markdown."""
    if text.startswith(f"{FENCE}\n"):
        _head, fence, body = text[len(FENCE) + 1 :].partition(f"\n{FENCE}\n")
        return body if fence else text
    return text


def size_words(text: str) -> str:
    """`9 KB`: how large the text is as a file."""
    size = len(text.encode("utf-8", "surrogatepass"))
    if size < 1_000:
        return number_of(size, "byte")
    return f"{size / 1_000:,.0f} KB" if size < 1_000_000 else f"{size / 1_000_000:,.1f} MB"
