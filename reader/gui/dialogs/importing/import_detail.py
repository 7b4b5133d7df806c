"""One entry of an import, readable: what is wrong with it, its source lines, what will be added."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from reader.gui.controls.label import Ink, Label
from reader.gui.controls.source_view import SourceView, Underline
from reader.gui.dialogs.importing.import_editor import EntryTools
from reader.gui.dialogs.importing.import_facts import comparison, facts_of
from reader.gui.intake import import_words
from reader.gui.intake.import_fixes import Edit, Join, Split, mark_of
from reader.gui.look import icons
from reader.gui.look.theme import theme
from reader.gui.views.reading.facts_editor import FactsEditor
from reader.model import Caution, Facts, PlannedEntry, Result

MOST_LINES = 40
AROUND = 2


class Choice(Enum):
    """What to do with an entry to check."""

    KEEP = "keep"
    REMOVE = "remove"
    LEAVE_OUT = "leave out"


@dataclass(frozen=True, slots=True)
class Subject:
    """An entry with what is known around it: its source, the paper it belongs to, the choice."""

    planned: PlannedEntry
    file: int
    source: Sequence[str]
    check: bool
    repeat: bool
    choice: Choice
    known_title: str = ""
    has_next: bool = False
    fixes: int = 0

    @property
    def stray(self) -> str:
        """The part that "Remove" would take out; empty when nothing can be removed."""
        for warning in self.planned.entry.warnings:
            if warning.code == "stray-key":
                return import_words.doubtful_part(warning)
        return ""

    @property
    def facts(self) -> Facts:
        """What will be added, without the part that is to be removed."""
        entry = self.planned.entry
        if self.choice is Choice.REMOVE:
            entry = import_words.without_part(entry, self.stray)
        return entry.facts


class EntryDetail(QWidget):
    """The upper part of the side pane; it is built anew for each entry."""

    chosen = Signal(object)
    fix_wanted = Signal(object)
    back_wanted = Signal()
    rebuilt = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.subject: Subject | None = None
        self.editor: FactsEditor | None = None
        self.tools = EntryTools()
        for button, run in (
            (self.tools.edit, self.edit),
            (self.tools.join, self.join),
            (self.tools.split, self.split),
            (self.tools.back, self.back_wanted.emit),
        ):
            button.clicked.connect(lambda _=False, run=run: run())
        self._choices: dict[Choice, QRadioButton] = {}
        self._column = QVBoxLayout(self)
        theme().changed.connect(self._take_look)

    def show_entry(self, subject: Subject | None) -> None:
        """Show another entry, or nothing; what was being edited is kept as it stands."""
        if self.editor is not None and subject is not None and self._is_edited(subject):
            self.subject = subject  # only what stands around the fields has changed
            return
        if self.editor is not None:
            self.editor.finish(leaving=True)
        self.subject, self.editor = subject, None
        self._rebuild()

    def show_lines(self, heading: str, source: Sequence[str], first: int, last: int) -> None:
        """Show lines that belong to no entry, with a few around them."""
        self.show_entry(None)
        start = max(1, first - AROUND)
        end = min(last + AROUND, start + MOST_LINES)
        view = _source_view(300)
        lines = source[start - 1 : end]
        view.show_lines(lines, first=start, marked=range(first, last + 1))
        self._column.insertWidget(0, _headline("info", heading, "secondary"))
        self._column.insertWidget(1, view)

    def stops(self) -> list[QWidget]:
        """What takes the focus in here, from top to bottom."""
        if self.editor is not None:
            return self.editor.stops()
        return [
            *self.findChildren(SourceView),
            *self._choices.values(),
            *self.tools.buttons(),
        ]

    # ------------------------------------------------------------ correcting

    def _is_edited(self, subject: Subject) -> bool:
        """Whether this is the entry that is being edited."""
        old = self.subject
        return old is not None and (old.file, mark_of(old.planned.entry)) == (
            subject.file,
            mark_of(subject.planned.entry),
        )

    def _take_look(self) -> None:
        if self.editor is not None:
            self.editor.finish(leaving=True)
        else:
            self._rebuild()

    def edit(self) -> None:
        """Show the facts of the entry as fields."""
        if self.subject is None or self.editor is not None:
            return
        self.editor = FactsEditor(self.subject.facts, self.subject.planned.entry.facts)
        self.editor.kept.connect(self._edited)
        self.editor.dropped.connect(self._end_editing)
        self._rebuild()
        self.rebuilt.emit()
        self.editor.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_editor(self) -> bool:
        """Keep what is being edited; answers whether its fields could be understood."""
        return self.editor is None or self.editor.finish()

    def _edited(self, changes: dict[str, object]) -> None:
        subject = self.subject
        self._end_editing()
        if subject is not None and changes:
            self.fix_wanted.emit(Edit(mark_of(subject.planned.entry), changes))

    def _end_editing(self) -> None:
        self.editor = None
        self._rebuild()
        self.rebuilt.emit()
        self.tools.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def join(self) -> None:
        """The entry and the next one are one paper."""
        if self.subject is not None and self.subject.has_next and self.editor is None:
            self.fix_wanted.emit(Join(mark_of(self.subject.planned.entry)))

    def split(self) -> None:
        """Another paper begins on the line where the cursor is."""
        subject = self.subject
        if subject is not None and self.editor is None and self.tools.split.isEnabled():
            self.fix_wanted.emit(Split(mark_of(subject.planned.entry), self.tools.line))

    def show_choice(self, choice: Choice) -> None:
        """Show what is chosen now: the tick in the table says the same."""
        if choice in self._choices:
            self._choices[choice].setChecked(True)

    def _rebuild(self) -> None:
        px = theme().px
        self._choices = {}
        clear(self._column)
        self._column.setContentsMargins(px(20), px(18), px(20), px(18))
        self._column.setSpacing(px(8))
        if self.editor is not None:
            self._column.addWidget(self.editor)
        elif self.subject is not None:
            for part in self._parts(self.subject):
                self._column.addWidget(part)
        self._column.addStretch(1)
        self.tools.setVisible(self.subject is not None and self.editor is None)
        if self.subject is not None:
            self.tools.serve(
                self.findChild(SourceView),
                has_next=self.subject.has_next,
                fixes=self.subject.fixes,
            )

    def _parts(self, subject: Subject) -> Iterator[QWidget]:
        yield from _heading(subject)
        planned = subject.planned
        if subject.check:
            yield from _doubts(planned)
            yield _source(subject)
            yield self._choice_box(subject)
        if planned.result is Result.IMPROVED and not subject.repeat:
            yield comparison(planned)
        yield from facts_of(planned.entry.facts)
        if not subject.check:
            yield Label("Source", role="caption", ink="secondary")
            yield _source(subject)

    def _choice_box(self, subject: Subject) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, theme().px(6), 0, theme().px(6))
        column.setSpacing(theme().px(4))
        group = QButtonGroup(box)
        for choice, text, hint in _choices(subject):
            button = QRadioButton(text)
            button.setFont(theme().font("label"))
            group.addButton(button)  # before it is checked: Tab goes to the checked one
            button.setChecked(choice is subject.choice)
            # `clicked`, not `toggled`: only what a person does is a choice.
            button.clicked.connect(lambda _=False, choice=choice: self.chosen.emit(choice))
            self._choices[choice] = button
            column.addWidget(button)
            if hint:
                below = Label(hint, role="small", ink="secondary", wrap=True)
                below.setContentsMargins(theme().px(29), 0, 0, 0)
                column.addWidget(below)
        return box


def _choices(subject: Subject) -> Iterator[tuple[Choice, str, str]]:
    facts = subject.planned.entry.facts
    if stray := subject.stray:
        left = import_words.around(facts.abstract or "", stray)
        yield Choice.REMOVE, f"Remove “{stray}”".replace("&", "&&"), left
    doubtful = subject.planned.result is Result.DOUBTFUL
    keep = "Add it as a paper of its own" if doubtful else "Keep the text as it is"
    yield Choice.KEEP, keep, ""
    yield Choice.LEAVE_OUT, "Leave this paper out", ""


def _heading(subject: Subject) -> Iterator[QWidget]:
    planned = subject.planned
    warnings = [warning for warning in planned.entry.warnings if warning.check]
    if subject.check and warnings:
        yield _headline("warning", warnings[0].text.partition(":")[0].rstrip("."), "warn")
    elif subject.check:
        yield _headline("warning", "This may be a paper you have", "warn")
    elif subject.repeat:
        yield _headline("info", "This paper appears earlier in this import", "secondary")
    elif planned.result is Result.IMPROVED:
        yield _headline("merge", "Merges into a paper you have", "accent")
    elif planned.result is Result.KNOWN:
        yield _headline("check", "Already in your library", "secondary")
    else:
        yield _headline("add", "New paper", "secondary")
    if planned.state is not None and planned.paper_id is not None:
        title = subject.known_title
        other = f": {title}" if title and title != planned.entry.facts.title else ""
        words = f"It is in {planned.state.label}{other}. Your marks and notes stay as they are."
        yield Label(words, role="small", ink="secondary", wrap=True)


def _headline(icon: str, text: str, ink: Ink) -> QWidget:
    look = theme()
    tokens = {"warn": "warn.icon", "accent": "accent.text"}
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look.px(8))
    glyph = QLabel()
    color = look.color(tokens.get(ink, "text.secondary"))
    glyph.setPixmap(icons.pixmap(icon, color, look.px(16), line.devicePixelRatioF()))
    row.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(text, role="bodyStrong", ink=ink, wrap=True), 1)
    return line


def _doubts(planned: PlannedEntry) -> Iterator[QWidget]:
    warnings = [warning for warning in planned.entry.warnings if warning.check]
    for number, warning in enumerate(warnings):
        text = import_words.ADVICE.get(warning.code, "Compare it with the source.")
        if number or ":" not in warning.text:
            text = f"{warning.text} {text}" if number else text
        yield Label(text, role="small", ink="secondary", wrap=True)


def _source(subject: Subject) -> SourceView:
    entry = subject.planned.entry
    checks = [warning for warning in entry.warnings if warning.check]
    first, last = entry.first_line, entry.last_line
    if last - first >= MOST_LINES:
        first = max(first, min((w.line for w in checks), default=first) - AROUND)
        last = min(last, first + MOST_LINES - 1)
    lines = subject.source[first - 1 : last]
    view = _source_view(150)
    view.show_lines(
        lines,
        first=first,
        marked={warning.line for warning in checks},
        underlined=list(_underlines(checks, lines, first)),
    )
    if checks:
        view.show_line(checks[0].line)
    return view


def _source_view(height: int) -> SourceView:
    view = SourceView("Source lines", role="monoSmall")
    view.setProperty("part", "source")
    view.grow_to(height)
    return view


def _underlines(
    warnings: Sequence[Caution], lines: Sequence[str], first: int
) -> Iterator[Underline]:
    for warning in warnings:
        part = import_words.doubtful_part(warning)
        for number, line in enumerate(lines, first):
            if part and (start := line.find(part)) >= 0:
                yield Underline(number, start, start + len(part))


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()  # while it is a part: shown and alone it would be a window
            widget.setParent(None)
            widget.deleteLater()
