"""Keeps what was typed until the library has it: no way of leaving a note can lose a word.

A text is *unsent* while it is being typed, *sent* until the library answers, and *failed* when
the answer was no; then it is tried again every few seconds and a copy lies in a rescue file.
"""

import logging
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from reader import paths
from reader.errors import Problem
from reader.files import write_file

AUTOSAVE_MS = 800
RETRY_MS = 5_000
RESCUE_FOLDER = "unsaved notes"

log = logging.getLogger("reader.notes")


class Saving(Enum):
    """What a person is told about the note on the screen."""

    UNCHANGED = "unchanged"
    EDITING = "editing"
    SAVED = "saved"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Draft:
    """A text of one paper's note, and the visit of the editor it belongs to."""

    paper_id: int
    text: str
    visit: str


class NoteKeeper(QObject):
    """Sends drafts by `save_wanted(paper id, text, visit)` and waits for what became of them."""

    save_wanted = Signal(int, str, str)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._unsent: Draft | None = None
        self._sent: dict[int, list[Draft]] = {}
        self._failed: dict[int, Draft] = {}
        self._saved: set[int] = set()
        self._visit = ""
        self._autosave = QTimer(self, singleShot=True, interval=AUTOSAVE_MS)
        self._autosave.timeout.connect(self.flush)
        self._retry = QTimer(self, interval=RETRY_MS)
        self._retry.timeout.connect(self.try_again)

    # ------------------------------------------------------------ typing

    def typed(self, paper_id: int, text: str) -> None:
        """Remember what the editor holds now; it is sent soon."""
        if self._unsent is not None and self._unsent.paper_id != paper_id:
            self.flush()
        self._visit = self._visit or uuid4().hex
        self._unsent = Draft(paper_id, text, self._visit)
        self._saved.discard(paper_id)
        self._autosave.start()
        self.changed.emit()

    def flush(self) -> None:
        """Send what was typed, now."""
        self._autosave.stop()
        draft, self._unsent = self._unsent, None
        if draft is not None:
            self._failed.pop(draft.paper_id, None)
            self._send(draft)

    def end_visit(self) -> None:
        """The editor was left: send what was typed; the next words are another undo step."""
        self.flush()
        self._visit = ""

    def try_again(self) -> None:
        """Send again what could not be saved."""
        failed, self._failed = self._failed, {}
        for draft in failed.values():
            self._send(draft)

    def _send(self, draft: Draft) -> None:
        self._sent.setdefault(draft.paper_id, []).append(draft)
        self.save_wanted.emit(draft.paper_id, draft.text, draft.visit)
        self.changed.emit()

    # ------------------------------------------------------------ answers

    def note_saved(self, paper_id: int) -> None:
        """The library has the oldest text that was sent for this paper."""
        draft = self._answered(paper_id)
        if draft is None:
            return
        if self.kept_text(paper_id) is None:
            self._saved.add(paper_id)
        _forget_rescue(draft)
        self.changed.emit()

    def note_failed(self, paper_id: int, text: str) -> None:
        """The library could not keep this text: hold it, write it aside, and try again."""
        draft = self._answered(paper_id) or Draft(paper_id, text, self._visit or uuid4().hex)
        _write_rescue(draft)
        if self.kept_text(paper_id) is None:
            self._failed[paper_id] = draft
            self._retry.start()
        self.changed.emit()

    def _answered(self, paper_id: int) -> Draft | None:
        waiting = self._sent.get(paper_id, [])
        draft = waiting.pop(0) if waiting else None
        if not waiting:
            self._sent.pop(paper_id, None)
        if not self._failed and not self._sent:
            self._retry.stop()
        return draft

    # ------------------------------------------------------------ asking

    def kept_text(self, paper_id: int) -> str | None:
        """The newest text of this note that the library does not have yet, None if it has all."""
        if self._unsent is not None and self._unsent.paper_id == paper_id:
            return self._unsent.text
        if waiting := self._sent.get(paper_id):
            return waiting[-1].text
        failed = self._failed.get(paper_id)
        return failed.text if failed is not None else None

    def state_of(self, paper_id: int) -> Saving:
        """What to tell about this note."""
        if paper_id in self._failed:
            return Saving.FAILED
        if self.kept_text(paper_id) is not None:
            return Saving.EDITING
        return Saving.SAVED if paper_id in self._saved else Saving.UNCHANGED

    def forget_saved(self) -> None:
        """Another paper came up: "Saved" is said only of the note that was just typed."""
        self._saved.clear()


def rescue_file(draft: Draft) -> Path:
    """Where a text that could not be saved lies until it is."""
    name = f"paper {draft.paper_id}, {draft.visit[:8]}.md"
    return paths.state_folder() / RESCUE_FOLDER / name


def _write_rescue(draft: Draft) -> None:
    path = rescue_file(draft)
    try:
        paths.make_private(paths.state_folder())
        paths.make_private(path.parent)
        write_file(path, draft.text.encode("utf-8", "surrogatepass"))
    except (OSError, Problem):
        log.warning("the rescue copy of a note could not be written")


def _forget_rescue(draft: Draft) -> None:
    try:
        rescue_file(draft).unlink(missing_ok=True)
    except OSError:
        log.warning("the rescue copy of a note could not be removed")
