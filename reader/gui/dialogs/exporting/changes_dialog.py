"""What an export or a pulling back would change, file by file, before it does.

A text that both sides changed is shown twice, side by side, and the person says which counts. Two
dialogs are this one: for an export (`EXPORT`) and for pulling back (`PULL`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from reader.gui.controls.label import ElidedLabel, Label
from reader.gui.controls.segmented import Segmented
from reader.gui.dialogs.dialog import Dialog
from reader.gui.intake.import_words import number_of
from reader.gui.look.theme import px, theme
from reader.model import Choice, Clash, Exported, Pulled

SIZE = (1000, 640)
LIST = 320
CHOICES: tuple[Choice, ...] = ("mine", "new", "both")
MOST_FILES = 2_000
_SAID = {"new": "new", "changed": "changes", "unchanged": "stays", "left": "is left"}


@dataclass(frozen=True, slots=True)
class Row:
    """A file and what happens to it; with a clash, what both sides made of one text there."""

    name: str
    what: str
    clash: Clash | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What the dialog says: its title, the two sides, the three choices, and the button."""

    title: str
    mine: str
    new: str
    choices: tuple[str, str, str]
    button: str
    first: Choice


class ChangesDialog(Dialog):
    """Lists the files; `agreed` says what was chosen for each clash, by its id."""

    agreed = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words.title, SIZE, parent)
        self._words = words
        self._rows: Sequence[Row] = ()
        self._chosen: dict[str, Choice] = {}
        self.list = QListWidget()
        self.list.setProperty("part", "files")
        self.list.setAccessibleName("Files")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.about = ElidedLabel(role="bodyStrong")
        self.what = Label(role="small", ink="secondary", wrap=True)
        self.choice = Segmented(list(words.choices), "Which text counts")
        self.mine, self.new = self._text(words.mine), self._text(words.new)
        self.summary = Label(role="small", ink="secondary")
        self._lay_out(words)
        self.list.currentRowChanged.connect(self._show_row)
        self.choice.chosen.connect(self._choose)
        self.primary_button.clicked.connect(self._agree)
        theme().changed.connect(self._restyle_own)
        self._restyle_own()
        self._show_row(-1)

    def fill(self, rows: Sequence[Row], summary: str) -> None:
        """Show these files, those with a clash first."""
        self._rows = sorted(rows, key=lambda row: row.clash is None)[:MOST_FILES]
        self._chosen = {
            row.clash.id: self._words.first for row in self._rows if row.clash is not None
        }
        for row in self._rows:
            mark = "▲ " if row.clash is not None else ""
            self.list.addItem(QListWidgetItem(f"{mark}{row.name}\n{row.what}"))
        self.summary.setText(summary)
        self.primary_button.setEnabled(True)
        self.list.setCurrentRow(0 if self._rows else -1)
        self.list.setFocus()

    @staticmethod
    def _text(name: str) -> QPlainTextEdit:
        text = QPlainTextEdit()
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(name)
        return text

    def _lay_out(self, words: Words) -> None:
        sides = QHBoxLayout()
        for caption, text in ((words.mine, self.mine), (words.new, self.new)):
            side = QVBoxLayout()
            side.addWidget(Label(caption, role="small", weight=600))
            side.addWidget(text, 1)
            sides.addLayout(side)
        self._clash = QWidget()
        column = QVBoxLayout(self._clash)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.choice)
        column.addLayout(sides, 1)
        self._right = QVBoxLayout()
        for widget in (self.about, self.what):
            self._right.addWidget(widget)
        self._right.addWidget(self._clash, 1)
        self._right.addStretch(0)
        rule = QFrame()
        rule.setProperty("part", "rule")
        rule.setFixedWidth(1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(rule)
        row.addLayout(self._right, 1)
        self.body.addLayout(row)
        self.footer_row.addWidget(self.summary, 1)
        self.primary_button.setText(words.button)
        self.end_footer()

    def _restyle_own(self) -> None:
        self.list.setFixedWidth(px(LIST))
        self.list.setFont(theme().font("small"))
        self._right.setContentsMargins(px(20), px(16), px(20), px(16))
        self._right.setSpacing(px(8))
        for text in (self.mine, self.new):
            text.setFont(theme().font("mono"))

    def _show_row(self, place: int) -> None:
        there = 0 <= place < len(self._rows)
        row = self._rows[place] if there else Row("", "")
        self.about.setText(row.name)
        self.what.setText(row.what)
        self._clash.setVisible(row.clash is not None)
        if row.clash is not None:
            self.mine.setPlainText(row.clash.mine or "(taken out)")
            self.new.setPlainText(row.clash.new or "(taken out)")
            self.choice.choose(CHOICES.index(self._chosen[row.clash.id]))

    def _choose(self, index: int) -> None:
        row = self._rows[self.list.currentRow()]
        if row.clash is not None:
            self._chosen[row.clash.id] = CHOICES[index]

    def _agree(self) -> None:
        self.agreed.emit(dict(self._chosen))
        self.accept()


Agreed = Callable[[Mapping[str, Choice]], None]
EXPORT = Words(
    "What the export changes", "In the file", "In the library",
    ("Keep the file’s", "Take the library’s", "Both"), "Export", "both",
)  # fmt: skip
PULL = Words(
    "What comes back", "In the library", "In the file",
    ("Keep the library’s", "Take the file’s", "Both"), "Pull back", "mine",
)  # fmt: skip


def of_export(done: Exported, parent: QWidget, agreed: Agreed) -> ChangesDialog:
    """What an export would do."""
    rows: list[Row] = []
    for change in done.changes:
        was = f"renamed from {change.was}" if change.was else ""
        parts = ", ".join(change.parts)
        told = ": ".join(filter(None, [_SAID[change.what], was, parts, change.remark]))
        clashes = [Row(change.name, f"{one.what}: changed on both sides", one)
                   for one in change.clashes]  # fmt: skip
        if clashes or change.what != "unchanged":
            rows += clashes or [Row(change.name, told)]
    stays = sum(change.what == "unchanged" for change in done.changes)
    summary = f"{number_of(len(done.written), 'file')} to write, {stays:,} stay as they are"
    dialog = opened(EXPORT, parent, agreed)
    dialog.fill(rows, _with_clashes(summary, len(done.clashes)))
    return dialog


def show_pulled(dialog: ChangesDialog, done: Pulled) -> None:
    """What would come back into the library."""
    rows = [Row(name, f"{clash.what}: changed on both sides", clash)
            for name, clash in done.clashes]  # fmt: skip
    clashing = {row.name for row in rows}
    rows += [Row(name, what) for name, what in done.files if name not in clashing]
    rows += [Row(name, remark) for name, remark in done.remarks]
    told = [number_of(done.notes, "note"), number_of(done.comments, "comment")]
    more = ((done.sections, "section"), (done.cells, "cell"))
    told += [number_of(count, what) for count, what in more if count]
    dialog.fill(rows, _with_clashes(f"{', '.join(told)} come back", len(done.clashes)))


def _with_clashes(summary: str, count: int) -> str:
    return f"{summary}; {number_of(count, 'text')} changed on both sides" if count else summary


def opened(words: Words, parent: QWidget, agreed: Agreed) -> ChangesDialog:
    """The dialog with nothing in it yet."""
    dialog = ChangesDialog(words, parent)
    dialog.agreed.connect(agreed)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
