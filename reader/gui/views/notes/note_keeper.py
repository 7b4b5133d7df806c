"""Keeps what was typed until the library has it: no way of leaving a note can lose a word.

A text is *unsent* while it is being typed, *sent* until the library answers, and *failed* when
the answer was no; then it is tried again every few seconds. It *conflicts* when another program
has changed the note meanwhile; then the person chooses, and leaving the note keeps both. All that
time a copy lies in the draft journal.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from reader.gui.writing.drafts import Draft, Drafts, Subject

AUTOSAVE_MS = 800
RETRY_MS = 5_000


class Saving(Enum):
    """What a person is told about the note on the screen."""

    UNCHANGED = "unchanged"
    EDITING = "editing"
    SAVED = "saved"
    FAILED = "failed"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A text that was typed here, and the one that the library got from somebody else."""

    draft: Draft
    theirs: str

    @property
    def both(self) -> str:
        """Both texts; only once what one of them has of the other."""
        mine = self.draft.text
        if mine in self.theirs:
            return self.theirs
        if self.theirs in mine:
            return mine
        base = max(self.draft.bases, key=len, default="")
        if base and mine.startswith(base) and self.theirs.startswith(base):
            mine = mine[len(base) :].lstrip("\n")
        return f"{self.theirs.rstrip()}\n\n{mine}"


class NoteKeeper(QObject):
    """Sends drafts by `save_wanted(draft)` and waits for what became of them."""

    save_wanted = Signal(object)
    changed = Signal()

    def __init__(self, parent: QObject | None = None, *, of: Subject = "paper") -> None:
        super().__init__(parent)
        self.of: Subject = of
        self.drafts = Drafts()
        self._unsent: Draft | None = None
        self._sent: dict[int, list[Draft]] = {}
        self._failed: dict[int, Draft] = {}
        self._conflicts: dict[int, Conflict] = {}
        self._stored: dict[int, str] = {}
        self._saved: set[int] = set()
        self._visit = ""
        self._autosave = QTimer(self, singleShot=True, interval=AUTOSAVE_MS)
        self._autosave.timeout.connect(self.flush)
        self._retry = QTimer(self, interval=RETRY_MS)
        self._retry.timeout.connect(self.try_again)

    # ------------------------------------------------------------ typing

    def library_has(self, paper_id: int, text: str) -> None:
        """The library was heard to hold this text, and nothing is on its way there."""
        self._stored[paper_id] = text

    def typed(self, paper_id: int, uid: str, text: str) -> None:
        """Remember what the editor holds now; it is sent soon."""
        if self._unsent is not None and self._unsent.paper_id != paper_id:
            self.flush()
        self._visit = self._visit or uuid4().hex
        self._unsent = Draft(paper_id, uid, text, self._visit, self._bases(paper_id), self.of)
        self.drafts.keep(self._unsent)
        self._saved.discard(paper_id)
        self._autosave.start()
        self.changed.emit()

    def _bases(self, paper_id: int) -> frozenset[str]:
        """What the library may hold by us: what it is known to, and what is on its way."""
        waiting: Sequence[Draft] = self._sent.get(paper_id, [])
        return frozenset({self.stored(paper_id), *(draft.text for draft in waiting)})

    def flush(self) -> None:
        """Send what was typed, now."""
        self._autosave.stop()
        draft, self._unsent = self._unsent, None
        if draft is None:
            return
        conflict = self._conflicts.get(draft.paper_id)
        if conflict is not None:  # it waits for the person's choice
            self._conflicts[draft.paper_id] = replace(
                conflict, draft=replace(draft, bases=conflict.draft.bases)
            )
            return
        self._failed.pop(draft.paper_id, None)
        self._send(draft)

    def end_visit(self) -> None:
        """The editor was left: send what was typed; the next words are another undo step."""
        self.flush()
        for paper_id, conflict in list(self._conflicts.items()):
            self.settle(paper_id, conflict.both)
        self._visit = ""

    def try_again(self) -> None:
        """Send again what could not be saved."""
        failed, self._failed = self._failed, {}
        for draft in failed.values():
            self._send(draft)

    def settle(self, paper_id: int, text: str) -> None:
        """End a conflict with this text, in place of what the library holds now."""
        if self._unsent is not None and self._unsent.paper_id == paper_id:
            self._unsent = None
            self._autosave.stop()
        conflict = self._conflicts.pop(paper_id)
        draft = replace(conflict.draft, text=text, bases=frozenset({conflict.theirs}))
        self.drafts.keep(draft)
        self._send(draft)

    def _send(self, draft: Draft) -> None:
        self._sent.setdefault(draft.paper_id, []).append(draft)
        self.save_wanted.emit(draft)
        self.changed.emit()

    # ------------------------------------------------------------ answers

    def awaits(self, draft: Draft) -> bool:
        """Whether this keeper has sent a draft, and no other one."""
        return draft in self._sent.get(draft.paper_id, []) and draft.of == self.of

    def note_saved(self, draft: Draft) -> None:
        """The library has this text."""
        self._answered(draft)
        self._stored[draft.paper_id] = draft.text
        if self.kept_text(draft.paper_id) is None:
            self._saved.add(draft.paper_id)
            self.drafts.forget(draft)
        self.changed.emit()

    def note_failed(self, draft: Draft) -> None:
        """The library could not keep this text: hold it, and try again."""
        self._answered(draft)
        if self.kept_text(draft.paper_id) is None:
            self._failed[draft.paper_id] = draft
            self._retry.start()
        self.changed.emit()

    def note_conflicts(self, draft: Draft, theirs: str) -> None:
        """Somebody else has changed the note: hold both texts until the person chooses."""
        self._answered(draft)
        paper_id, waiting = draft.paper_id, self._sent.get(draft.paper_id)
        known = self._conflicts.get(paper_id)
        newest = waiting[-1] if waiting else draft
        bases = known.draft.bases if known else draft.bases
        self._conflicts[paper_id] = Conflict(replace(newest, bases=bases), theirs)
        self._stored[paper_id] = theirs
        if not self._visit and not waiting:  # the note was left already
            self.settle(paper_id, self._conflicts[paper_id].both)
        self.changed.emit()

    def _answered(self, draft: Draft) -> None:
        waiting = self._sent.get(draft.paper_id, [])
        if draft in waiting:
            waiting.remove(draft)
        if not waiting:
            self._sent.pop(draft.paper_id, None)
        if not self._failed and not self._sent:
            self._retry.stop()

    # ------------------------------------------------------------ asking

    def kept_text(self, paper_id: int) -> str | None:
        """The newest text of this note that the library does not have yet, None if it has all."""
        if self._unsent is not None and self._unsent.paper_id == paper_id:
            return self._unsent.text
        if waiting := self._sent.get(paper_id):
            return waiting[-1].text
        if paper_id in self._conflicts:
            return self._conflicts[paper_id].draft.text
        failed = self._failed.get(paper_id)
        return failed.text if failed is not None else None

    def stored(self, paper_id: int) -> str:
        """What the library holds, as far as is known here."""
        return self._stored.get(paper_id, "")

    def conflict_of(self, paper_id: int) -> Conflict | None:
        """The two texts of this note between which a person has to choose."""
        return self._conflicts.get(paper_id)

    def state_of(self, paper_id: int) -> Saving:
        """What to tell about this note."""
        if paper_id in self._conflicts:
            return Saving.CONFLICT
        if paper_id in self._failed:
            return Saving.FAILED
        if self.kept_text(paper_id) is not None:
            return Saving.EDITING
        return Saving.SAVED if paper_id in self._saved else Saving.UNCHANGED

    def forget_saved(self) -> None:
        """Another paper came up: "Saved" is said only of the note that was just typed."""
        self._saved.clear()
        self._stored = {
            paper_id: text
            for paper_id, text in self._stored.items()
            if self.kept_text(paper_id) is not None
        }
