"""Preferences, Library: where it lies, what it holds, looking for damage and putting it right."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QListWidget

from reader import paths
from reader.folders import kind_of
from reader.gui.controls.label import ElidedLabel, Ink, Label
from reader.gui.dialogs.preferences.preferences_page import Page, side_by_side
from reader.gui.look.theme import px, theme
from reader.gui.look.wording import papers
from reader.gui.upkeep.keeping import megabytes, problem_words
from reader.model import Finding, Repaired

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow

WIDTH = 460
PARTS = {
    "library": "Library",
    "journal": "History",
    "index": "Word index",
    "files": "Files",
    "mirror": "Mirror",
}


class LibraryPage(Page):
    """The library as a file, and its health."""

    can_be_reset = False

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._keeping = window.keeping
        self._found: list[Finding] = []
        file = window.worker.folder / paths.LIBRARY_FILE
        place = ElidedLabel(str(file.parent))
        place.setFixedWidth(px(WIDTH))
        count = window.counts.all if window.counts is not None else 0
        size = megabytes(file.stat().st_size) if file.is_file() else "no file"
        self.check = self._button("Check library", self._check)
        self.index = self._button("Build the word index again", self._index)
        kind = kind_of(file.parent)
        self.add("Place", place, kind.words if kind is not None else "")
        self.add("Holds", Label(f"{papers(count)}, {size}"))
        self.add(
            "Health",
            side_by_side(self.check, self.index),
            "Looks at every page, row, version and attached file. Changes nothing.",
        )
        self.said = Label("", wrap=True)
        self.said.setFixedWidth(px(WIDTH))
        self.findings = QListWidget()
        self.findings.setProperty("part", "backups")
        self.findings.setAccessibleName("What was found")
        self.findings.setFont(theme().font("small"))
        self.findings.setWordWrap(True)
        self.findings.setFixedSize(px(WIDTH), px(190))
        self.repair = self._button("Repair", self._repair)
        self.add("", self.said)
        self.add("", self.findings)
        self.add("", self.repair)
        self.findings.hide()
        self.repair.hide()
        self.column.addStretch(1)

    def _check(self) -> None:
        self._show("", "primary", ())
        work = self.begin("Looking for damage")
        self._keeping.check(work, self._checked, self._failed)

    def _checked(self, found: list[Finding]) -> None:
        if not self.end():
            return
        self._found = found
        if found:
            faults = "1 fault" if len(found) == 1 else f"{len(found):,} faults"
            self._show(
                f"{faults} found. Repair works on a copy, after a backup; notes come first.",
                "warn",
                [f"{PARTS.get(each.part, each.part)}: {each.text}" for each in found],
            )
        else:
            self._show("All is well.", "success", ())
        self.repair.setVisible(bool(found))
        (self.repair if found else self.check).setFocus()

    def _repair(self) -> None:
        work = self.begin("Repairing")
        self._keeping.repair(self._found, work, self._repaired, self._failed)

    def _repaired(self, repaired: Repaired | None) -> None:
        if not self.end():
            return
        self.repair.hide()
        self._found = list(repaired.remaining) if repaired is not None else []
        lines = [f"Could not be repaired: {each.text}" for each in self._found]
        if repaired is None:
            self._show("The word index was built again.", "success", ())
            return
        was = ""
        if repaired.backup is not None:
            was = f" The library as it was is the backup number {repaired.backup.number}."
        elif repaired.kept is not None:
            was = f" The damaged file is kept as {repaired.kept.name}."
        words = "Not all could be repaired." if lines else "Repaired."
        done = [text[:1].upper() + text[1:] for text in repaired.done]
        self._show(words + was, "danger" if lines else "success", [*lines, *done])

    def _index(self) -> None:
        work = self.begin("Building the word index")
        self._keeping.index_again(work, self._indexed, self._failed)

    def _indexed(self, count: int) -> None:
        if self.end():
            self._show(f"The word index holds {papers(count)}.", "success", ())

    def _failed(self, error: BaseException) -> None:
        if self.end():
            self._show(problem_words(error), "danger", ())

    def _show(self, words: str, ink: Ink, lines: Sequence[str]) -> None:
        self.said.set_ink(ink)
        self.said.setText(words)
        self.findings.clear()
        self.findings.addItems(list(lines))
        self.findings.setVisible(bool(lines))
