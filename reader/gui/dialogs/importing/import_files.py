"""The files of an import: reading them on the library thread, and the list of them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QWidget

from reader.errors import Problem
from reader.gui.controls.tooltip import plain_tooltip
from reader.gui.intake.import_fixes import Fix
from reader.gui.long_work import LongWork
from reader.gui.look.theme import theme
from reader.gui.models.import_entries import Fate, needs_look
from reader.library import Library, read_file
from reader.model import Dump, Plan, Progress, Skipped

Source = Path | Dump | Skipped
ROWS = 4  # of the list of files, before it scrolls
FATE_WORDS = {Fate.NEW: "new", Fate.MERGE: "merge", Fate.HERE: "already here"}
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
UNDER = 14  # the room under the list; the style sheet has the same


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading a source came to: its text, and a plan or the problem with it."""

    dump: Dump | None
    plan: Plan | None = None
    problem: Problem | None = None


@dataclass(slots=True)
class ImportFile:
    """One source and how far it is: `asked` options in, `outcome` out."""

    source: Source
    format_name: str | None = None
    captured: str | None = None
    outcome: Outcome | None = None
    work: LongWork | None = None
    lines: Sequence[str] = field(default_factory=tuple)
    as_read: Outcome | None = None  # before corrections
    fixes: tuple[Fix, ...] = ()
    fates: Mapping[Fate, int] = field(default_factory=dict)  # of its entries, among all files

    @property
    def name(self) -> str:
        """The name shown."""
        return self.source.name

    @property
    def plan(self) -> Plan | None:
        """The plan, when there is one with papers in it."""
        plan = self.outcome.plan if self.outcome else None
        return plan if plan and plan.entries else None

    def of_year(self, year: int) -> str:
        """The day of capture that was read, in another year; the year alone without a day."""
        read = self.plan.listing.captured if self.plan is not None else None
        day = read[-len("-11-12") :] if read and len(read) > len("2025") else ""
        try:
            return date.fromisoformat(f"{year:04}{day}").isoformat()
        except ValueError:  # no day, or 29 February
            return f"{year:04}"

    @property
    def words(self) -> str:
        """What became of it, for the list of files."""
        if self.outcome is None:
            return "Reading"
        if self.outcome.problem is not None:
            return self.outcome.problem.what
        plan = self.plan
        if plan is None:
            return "No papers found in this text."
        parts = [f"{len(plan.entries):,} found"]
        for fate, word in FATE_WORDS.items():
            if count := self.fates.get(fate):
                parts.append(f"{count:,} {word}")
        if check := sum(needs_look(planned) for planned in plan.entries):
            parts.append(f"{check:,} to check")
        return ", ".join(parts)

    def finish(self, outcome: Outcome) -> None:
        """Take what reading came to."""
        self.outcome = outcome
        self.work = None
        # The same cut as the importers make: only real line ends count, not form feeds.
        text = outcome.dump.text if outcome.dump else ""
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self.lines = lines if lines[-1] else lines[:-1]


def read_source(
    library: Library,
    source: Source,
    dump: Dump | None,
    format_name: str | None,
    captured: str | None,
    progress: Progress,
) -> Outcome:
    """Read a source (once) and plan it; a Problem is part of the answer, with the text."""
    if isinstance(source, Skipped):
        return Outcome(None, problem=source.reason)
    try:
        if dump is None:
            dump = source if isinstance(source, Dump) else read_file(source)
        plan = library.plan(dump, format_name=format_name, captured=captured, progress=progress)
    except Problem as problem:
        return Outcome(dump, problem=_only_addresses(dump) or problem)
    return Outcome(dump, plan, None if plan.entries else _only_addresses(dump))


def _only_addresses(dump: Dump | None) -> Problem | None:
    """What to say of a text without papers that is web addresses and nothing else."""
    words = dump.text.split() if dump is not None else []
    if not words or not all(map(_ADDRESS.fullmatch, words)):
        return None
    what = "a web address" if len(words) == 1 else "web addresses"
    return Problem(
        f"This is only {what}, and Reader never goes online.",
        do="Save the page in the browser and drop its file here, or copy its text and paste it.",
    )


class FileList(QTreeWidget):
    """The files of an import with what was found in each; shown when there are several."""

    file_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Files")
        self.setProperty("part", "files")
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.selectionModel().currentRowChanged.connect(self._tell)
        theme().changed.connect(self._restyle)

    def show_files(self, files: Sequence[ImportFile]) -> None:
        """Show every file with its counts; the choice stays."""
        while self.topLevelItemCount() < len(files):
            self.addTopLevelItem(QTreeWidgetItem())
        for number, file in enumerate(files):
            item = self.topLevelItem(number)
            assert item is not None
            item.setText(0, file.name)
            item.setText(1, file.words)
            item.setToolTip(1, plain_tooltip(file.words))
            failed = file.outcome is not None and file.plan is None
            token = "danger.text" if failed else "text.secondary"
            item.setForeground(1, theme().color(token))
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))
        self._restyle()

    def choose(self, number: int) -> None:
        """Choose a file."""
        self.setCurrentIndex(self.model().index(number, 0))

    def _restyle(self) -> None:
        self.setFont(theme().font("small"))
        self.setColumnWidth(0, theme().px(320))
        rows = min(ROWS, self.topLevelItemCount())
        self.setFixedHeight(rows * max(self.sizeHintForRow(0), 0) + theme().px(UNDER))

    def _tell(self, current: QModelIndex) -> None:
        self.file_chosen.emit(current.row())
