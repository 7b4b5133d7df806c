"""The front door's verbs on what was: `library.history`.

The journal keeps every version of every note for ever; nothing here can take one away.
"""

from collections.abc import Collection
from datetime import UTC, datetime, time
from typing import Literal

from reader.errors import Problem
from reader.model import Action, Changes, NoteVersion, Paper, Progress
from reader.store import Store


class History:
    """What the library and its notes were, and the way back to it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def paper_of(self, uid: str) -> Paper | None:
        """The paper of this lasting name; None when this library has none of that name."""
        return self._store.paper_of(uid)

    def note_versions(self, paper_id: int) -> list[NoteVersion]:
        """Every text that the note of a paper ever had, newest first."""
        return self._store.note_versions(paper_id)

    def restore_note(self, paper_id: int, seq: int) -> Changes:
        """Give a note the text of the version `seq` again; that is a step of its own."""
        return self._store.restore_note(paper_id, seq)

    def keep_aside(self, paper_id: int, text: str) -> Changes:
        """Keep a text among the versions of a note, without changing the note."""
        return self._store.keep_aside(paper_id, text)

    def bring_paper_back(self, uid: str, text: str | None, bases: Collection[str] = ()) -> Changes:
        """Put a paper that was taken out into the library again, with `text` as its note.

        Of one that was made part of another paper, the text stands in that one's note, in place
        of what it brought there (one of `bases`). None leaves the note as it was. Raises Problem
        when this library never had a paper of that lasting name.
        """
        return self._store.bring_paper_back(uid, text, bases)

    def former(
        self, uid: str, *, of: Literal["paper", "document"] = "paper"
    ) -> tuple[int, str] | None:
        """The number and title of a paper or document that is gone; None when none ever was.

        Of a paper that was made part of another one, those of that paper.
        """
        return self._store.former(f"{of}s", uid)

    def keep_gone_aside(
        self, uid: str, text: str, *, of: Literal["paper", "document"] = "paper"
    ) -> Changes:
        """Keep a text among the versions of what is gone; it stays gone."""
        return self._store.keep_gone_aside(f"{of}s", uid, text)

    def holds(self, number: int, text: str, *, of: Literal["paper", "document"] = "paper") -> bool:
        """Whether every word of a text is in a paper's note or a document, or was a version of it.

        `number` is that of the paper or document.
        """
        store = self._store
        versions = (store.note_versions if of == "paper" else store.document_versions)(number)
        if not text.strip() or (versions and text in (versions[0].text or "")):
            return True
        return any(version.text == text for version in versions)

    def paper_at(self, paper_id: int, when: str) -> Paper:
        """A paper as it was at a moment, or at the end of a day (ISO date or time).

        Raises Problem when `when` is no date, or when the paper was not there.
        """
        paper = self._store.paper_at(paper_id, moment(when))
        if paper is None:
            raise Problem(f"There was no paper {paper_id} on {when}.")
        return paper

    def undo_plan(self, action_id: int) -> list[Action]:
        """What undoing everything back to an action would take back, newest first."""
        return self._store.steps_since(action_id)

    def undo_back_to(self, action_id: int, progress: Progress | None = None) -> Changes:
        """Take back an action and everything after it, all or nothing; redo does it again.

        Raises Problem when that cannot be done, Cancelled when `progress` says stop.
        """
        return self._store.undo_back_to(action_id, progress)

    def undo(self, action_id: int) -> Changes:
        """Take one action back. Raises Problem naming a later one that stands in the way."""
        return self._store.undo_one(action_id)


def moment(when: str) -> str:
    """A date (its end, here) or a time as the library writes times: ISO 8601 in UTC."""
    try:
        parsed = datetime.fromisoformat(when)
    except ValueError:
        raise Problem(
            f"“{when}” is no date.", do="Write it like 2025-03-31, or 2025-03-31T18:30."
        ) from None
    if len(when) <= len("2025-03-31"):
        parsed = datetime.combine(parsed.date(), time.max)
    return parsed.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
