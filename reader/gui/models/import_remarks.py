"""The warnings of an import, by line: what was skipped, repaired, merged or not understood."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.gui.intake.import_words import BACK, improvement_words, page_text
from reader.gui.models.import_entries import Spot
from reader.model import Plan, PlannedEntry, Result

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
MANY = 3
Tone = Literal["quiet", "plain", "check", "file"]


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to know about lines of a file; `spot` is the entry it is about, if any."""

    file: int
    first_line: int
    last_line: int
    text: str
    tone: Tone
    spot: Spot | None = None

    @property
    def lines(self) -> str:
        """`61`, or `1–11`; nothing beside the name of a file."""
        if self.tone == "file":
            return ""
        if self.last_line == self.first_line:
            return f"{self.first_line}"
        return f"{self.first_line}–{self.last_line}"


class ImportRemarks(QAbstractListModel):
    """All remarks of all files, in the order of their lines."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._remarks: list[Remark] = []

    def set_plans(self, plans: Sequence[Plan | None], names: Sequence[str] = ()) -> None:
        """Show what these plans have to say, of several files each under its name."""
        self.beginResetModel()
        self._remarks = []
        for file, plan in enumerate(plans):
            if plan is None:
                continue
            found = [*_page_remarks(file, plan), *_entry_remarks(file, plan)]
            if found and len(names) > 1:
                self._remarks.append(Remark(file, 0, 0, names[file], "file"))
            self._remarks += sorted(found, key=lambda remark: remark.first_line)
        self.endResetModel()

    @property
    def count(self) -> int:
        """How many remarks there are, the names of files not counted."""
        return sum(remark.tone != "file" for remark in self._remarks)

    def remark(self, row: int) -> Remark:
        """The remark in a row."""
        return self._remarks[row]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many remarks there are."""
        return 0 if parent.isValid() else len(self._remarks)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a remark, also with its lines for a screen reader."""
        if not index.isValid():
            return None
        remark = self._remarks[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return remark.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if remark.tone == "file":
                return f"File {remark.text}"
            word = "Line" if remark.first_line == remark.last_line else "Lines"
            return f"{word} {remark.lines}. {remark.text}"
        return None


def _page_remarks(file: int, plan: Plan) -> Iterator[Remark]:
    yield from _furniture_remarks(file, page_text(plan))
    for leftover in plan.listing.leftovers:
        text = f"Not understood: {leftover.reason}"
        yield Remark(file, leftover.line, leftover.line, text, "check")
    for warning in plan.listing.warnings:
        tone: Tone = "check" if warning.check else "plain"
        yield Remark(file, warning.line, warning.line, warning.text, tone)


def _furniture_remarks(file: int, pieces: Sequence[Sequence[int]]) -> Iterator[Remark]:
    """Blocks one by one; single lines, such as the dots between fields, together."""
    lines = []
    for piece in pieces:
        if len(piece) == 1:
            lines.append(piece[0])
        else:
            yield Remark(file, piece[0], piece[-1], "Page text, skipped", "quiet")
    if len(lines) > MANY:
        text = f"Page text, {len(lines):,} single lines skipped"
        yield Remark(file, lines[0], lines[-1], text, "quiet")
    else:
        for line in lines:
            yield Remark(file, line, line, "Page text, skipped", "quiet")


def _entry_remarks(file: int, plan: Plan) -> Iterator[Remark]:
    for place, planned in enumerate(plan.entries):
        spot = Spot(file, place)
        for warning in planned.entry.warnings:
            tone: Tone = "check" if warning.check else "plain"
            yield Remark(file, warning.line, warning.line, warning.text, tone, spot)
        if text := BACK.get(planned.back) or _result_words(planned):
            line = planned.entry.first_line
            yield Remark(file, line, line, text, "plain", spot)


def _result_words(planned: PlannedEntry) -> str:
    title = planned.entry.facts.title
    short = title if len(title) <= 40 else f"{title[:39].rstrip()}…"
    if planned.result is Result.DOUBTFUL:
        other = "a paper you have" if planned.same_as is None else "an earlier one of this file"
        return f"{short} may be the same as {other}"
    if planned.same_as is not None:
        return f"{short} appears earlier in this file"
    if planned.result is Result.IMPROVED:
        return f"{short} is in your library, merge adds {improvement_words(planned.improvements)}"
    return ""
