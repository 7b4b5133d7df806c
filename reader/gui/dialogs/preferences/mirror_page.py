"""Preferences, Mirror: the library as plain text in a folder; what others wrote there, merged."""

from pathlib import Path
from typing import TYPE_CHECKING

from reader.gui.controls.label import ElidedLabel, Label
from reader.gui.dialogs.preferences.preferences_page import Page, side_by_side
from reader.gui.look.theme import px
from reader.gui.upkeep.keeping import problem_words
from reader.gui.upkeep.mirroring import merged_words, state_words
from reader.model import Joined, Mirrored, MirrorState

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow

WIDTH = 460
WHAT = (
    "Everything in the library as plain text: one Markdown file for each paper, every version of"
    " every note, all listings. Written soon after each change, on this computer only. From this"
    " folder alone the whole library can be made again: “reader rebuild”."
)
MERGE = (
    "Takes in what another computer's mirror says, or what somebody edited in this one. Of notes"
    " written in both places both stay. One undo takes it back."
)


class MirrorPage(Page):
    """The folder of the mirror, how it stands, and taking one in."""

    can_be_reset = False

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._mirroring = window.mirroring
        self._state = MirrorState(None, False)
        self.folder = ElidedLabel("None")
        self.folder.setFixedWidth(px(WIDTH))
        self.choose = self._button("Choose folder…", self._choose)
        self.off = self._button("Turn off", self._turn_off)
        self.now = self._button("Write all again", self._write_all)
        self.merge = self._button("Merge a mirror…", self._merge)
        self.said = Label("", ink="secondary", wrap=True)
        self.said.setFixedWidth(px(WIDTH))
        self.add("Folder", self.folder, WHAT)
        self.add("", side_by_side(self.choose, self.off, self.now))
        self.add("State", self.said)
        self.add("Merge", self.merge, MERGE)
        self.column.addStretch(1)
        self._show(self._state)
        self.look()

    def look(self) -> None:
        """Ask how the mirror stands."""
        self._mirroring.state(self._looked)

    def _looked(self, state: MirrorState) -> None:
        if self.is_there():
            self._show(state)

    def _show(self, state: MirrorState, words: str = "") -> None:
        self._state = state
        self.folder.setText(str(state.folder) if state.folder is not None else "None")
        self.off.setEnabled(state.on or bool(state.trouble))
        self.now.setEnabled(state.folder is not None)
        self.said.set_ink("danger" if state.trouble else "secondary")
        self.said.setText(words or state_words(state))

    def _choose(self) -> None:
        if folder := self._asked("Folder for the mirror"):
            work = self.begin("Writing the mirror")
            self._mirroring.turn_on(folder, work, self._written, self._failed)

    def _asked(self, title: str) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        name = QFileDialog.getExistingDirectory(self.window(), title, str(self._state.folder or ""))
        return Path(name) if name else None

    def _turn_off(self) -> None:
        self._mirroring.turn_off(lambda _: self.look() if self.is_there() else None)

    def _write_all(self) -> None:
        work = self.begin("Writing the mirror")
        self._mirroring.write_all(work, self._written, self._failed)

    def _written(self, _done: Mirrored) -> None:
        if self.end():
            self.look()

    def _merge(self) -> None:
        if folder := self._asked("Merge a mirror"):
            work = self.begin("Merging")
            self._mirroring.merge(folder, work, self._merged, self._failed)

    def _merged(self, joined: Joined) -> None:
        if not self.end():
            return
        nothing = "The mirror says nothing that the library does not."
        words = f"{merged_words(joined)}." if joined.changes.action else nothing
        self._show(self._state, " ".join([words, *joined.said[:5]]))

    def _failed(self, error: BaseException) -> None:
        if self.end():
            self.said.set_ink("danger")
            self.said.setText(problem_words(error))
