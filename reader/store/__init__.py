"""The truth: one SQLite file that holds the papers, what was said about them, and every change.

`Store` is the way in; everything else in this folder is reached through it. Beside the tables and
the journal there are rooms: `intake` is how papers come in, `same_paper` how two become one,
`written` what a person writes; `backup`, `damage` and `transfer` are about the library as a whole,
and `joining` about two of them.
"""

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Self

from reader.model import (
    Action,
    Backup,
    Changes,
    Counts,
    Difference,
    Dump,
    Finding,
    Kind,
    Listing,
    NoteVersion,
    Pace,
    Paper,
    Plan,
    Progress,
    Restored,
    Row,
    Sort,
    State,
    UndoState,
    Words,
)
from reader.query.nodes import Node
from reader.store import actions, facets, filters, history, journal, marks, pace, papers, schema
from reader.store.annotation import Annotation
from reader.store.composition import Composition
from reader.store.connection import Connection, only_glance, spoken
from reader.store.exchange import Exchange
from reader.store.facets import Columns
from reader.store.publication import Publication
from reader.store.written import highlights, notes


class Store(Annotation, Composition, Publication, Exchange):
    """One open library file. It belongs to the thread that opened it."""

    @classmethod
    def open(cls, path: Path, *, write: bool = True, patient: bool = True) -> Self:
        """Open a library file; with `write` it is made when missing.

        Unless `patient`, questions raise Busy rather than wait for another program.

        Raises Problem when it is missing, foreign, newer or damaged.
        """

        def connect() -> Connection:
            with spoken(path):
                connection = schema.open_library(path, write=write)
                if not patient:
                    only_glance(connection)
            return connection

        return cls(path, connect)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def seq(self) -> int:
        """The journal's sequence number."""
        return self._read(journal.seq)

    def standing(self, upto: int) -> tuple[int, str]:
        """`seq`, and what tells this history, up to a journal number, from any other file's."""
        return self._read(journal.standing, upto)

    # ------------------------------------------------------------ importing

    def plan(self, dump: Dump, listing: Listing) -> Plan:
        """What adding a listing would do."""
        from reader.store.intake import planning

        return self._read(planning.plan, dump, listing)

    def plan_together(self, plans: Sequence[Plan]) -> list[Plan]:
        """The plans as they are when all are added at once."""
        from reader.store.intake import planning

        return self._read(planning.plan_together, plans)

    def add(
        self,
        plans: Sequence[Plan],
        *,
        leave_out: Sequence[frozenset[int]] = (),
        state: State = State.INBOX,
        tags: Sequence[str] = (),
        progress: Progress | None = None,
    ) -> Changes:
        """Apply plans as one action."""
        from reader.store.intake import adding

        return self._act(
            adding.add,
            plans,
            leave_out=leave_out,
            state=state,
            tag_names=tags,
            progress=progress,
        )

    def add_one_by_one(
        self, read: Iterable[tuple[Dump, Listing]], told: Callable[[Plan], None]
    ) -> Changes:
        """Add texts as they are read, as one action."""
        from reader.store.intake import adding

        with self._changing():
            return actions.act(
                self._connection,
                lambda conn: adding.add_one_by_one(conn, read, told),
                many=True,
            )

    # ------------------------------------------------------------ looking

    def ids(self, where: Node, sort: Sort = "default") -> "array[int]":
        """The papers that meet a filter, in order. Raises ValueError for words."""
        return self._read(filters.ids, where, sort)

    def matching(self, where: Node) -> "array[int]":
        """The papers that meet a filter, in no order. Raises ValueError for words."""
        return self._read(filters.matching, where)

    def sort(self, ids: Sequence[int], sort: Sort) -> "array[int]":
        """These papers in order."""
        return self._read(filters.sort, ids, sort)

    def rows(self, ids: Sequence[int]) -> list[Row]:
        """The rows of a list, without papers that are gone."""
        return self._read(papers.rows, ids)

    def paper(self, paper_id: int) -> Paper | None:
        """Everything about one paper."""
        return self._read(papers.paper, paper_id)

    def papers(self, ids: Sequence[int]) -> list[Paper]:
        """Everything about papers, without those that are gone."""
        return self._read(papers.papers, ids)

    def facet_columns(self, go_on: Callable[[], bool] = lambda: True) -> Columns:
        """What is counted beside searches, of every paper. Raises Cancelled when told to stop."""
        return self._read(facets.columns, go_on)

    def facet_changes(self, seq: int) -> tuple[frozenset[int], Columns] | None:
        """The papers touched since, and what is counted of these few; None when they are many."""
        return self._read(facets.changes, seq)

    def titled(self, title: str) -> list[int]:
        """The papers of this title, without regard to case, articles and signs."""
        return self._read(papers.titled, title)

    def is_large(self, most: int) -> bool:
        """Whether there may be more papers than so many, known without counting them."""
        return self._read(papers.is_large, most)

    def counts(self) -> Counts:
        """The numbers of the sidebar."""
        return self._read(papers.counts)

    def pace(self, since: str) -> Pace:
        """What came in and was done on each day from `since` (ISO) on."""
        return self._read(pace.pace, since)

    def state_since(self, paper_id: int) -> str:
        """When a paper got its state (ISO time); empty when it is gone."""
        return self._read(papers.state_since, paper_id)

    def words(self, ids: Collection[int] | None = None) -> Iterator[Words]:
        """The searchable text of these or all papers, by number; nothing stays open between two."""
        if ids is not None:
            wanted = sorted(ids)
            for first in range(0, len(wanted), papers.PAGE):
                yield from self._read(papers.words_of, wanted[first : first + papers.PAGE])
            return
        page = self._read(papers.words_after, 0)
        while page:
            yield from page
            page = self._read(papers.words_after, page[-1].id)

    def changed_since(self, seq: int) -> tuple[frozenset[int], frozenset[int], int]:
        """Papers whose words may have changed since, papers gone, and the number now."""
        return self._read(papers.changed_since, seq)

    # ------------------------------------------------------------ deciding

    def set_state(
        self,
        ids: Sequence[int],
        state: State,
        *,
        front: bool = False,
        progress: Progress | None = None,
    ) -> Changes:
        """Move papers to a state."""
        return self._act(marks.set_state, ids, state, front, progress)

    def star(
        self, ids: Sequence[int], on: bool = True, progress: Progress | None = None
    ) -> Changes:
        """Star papers, or take the star away."""
        return self._act(marks.star, ids, on, progress)

    def see(self, ids: Sequence[int], on: bool = True, progress: Progress | None = None) -> Changes:
        """Mark papers as seen or unseen.

        Becoming seen comes from looking: it is recorded, but is no step to undo, and does not
        take away what could be redone.
        """
        with self._changing():
            return actions.act(
                self._connection,
                lambda conn: marks.see(conn, ids, on, progress),
                sort="quiet" if on else "step",
            )

    def delete(self, ids: Sequence[int], progress: Progress | None = None) -> Changes:
        """Take papers out of the library."""
        return self._act(marks.delete, ids, progress)

    # ------------------------------------------------------------ annotating

    def write_note(
        self,
        paper_id: int,
        text: str,
        *,
        visit: str = "",
        bases: Collection[str] | None = None,
    ) -> Changes:
        """Replace a paper's note; one step for each visit. Raises NoteChanged unless a base."""
        return self._act_within(
            f"note {paper_id} {visit}" if visit else "",
            lambda conn: notes.write_note(conn, paper_id, text, bases),
        )

    def append_note(self, paper_id: int, text: str) -> Changes:
        """Add a paragraph to a paper's note."""
        return self._act(notes.append_note, paper_id, text)

    def highlight(
        self, paper_id: int, start: int, end: int, kind: Kind, comment: str = ""
    ) -> Changes:
        """Highlight characters of the abstract."""
        return self._act(highlights.highlight, paper_id, start, end, kind, comment)

    def change_highlight(
        self, highlight_id: int, *, kind: Kind | None = None, comment: str | None = None
    ) -> Changes:
        """Change a highlight's kind or comment."""
        return self._act(highlights.change, highlight_id, kind, comment)

    def attach_highlight(self, highlight_id: int, start: int, end: int) -> Changes:
        """Give a highlight other characters of the abstract."""
        return self._act(highlights.attach, highlight_id, start, end)

    def delete_highlight(self, highlight_id: int) -> Changes:
        """Take a highlight away."""
        return self._act(highlights.delete, highlight_id)

    # ------------------------------------------------------------ undoing

    def undo(self, progress: Progress | None = None) -> Changes:
        """Take the last step back."""
        with self._changing():
            return actions.undo(self._connection, progress)

    def redo(self, progress: Progress | None = None) -> Changes:
        """Do again what was undone last."""
        with self._changing():
            return actions.redo(self._connection, progress)

    def undo_state(self) -> UndoState:
        """The names of the next undo and redo."""
        return self._read(actions.undo_state)

    def log(self, limit: int = 50) -> list[Action]:
        """The last actions, newest first."""
        return self._read(actions.log, limit)

    # ------------------------------------------------------------ what was

    def paper_of(self, uid: str) -> Paper | None:
        """The paper of a lasting name."""
        return self._read(history.paper_of, uid)

    def note_versions(self, paper_id: int) -> list[NoteVersion]:
        """Every text that a note ever had, newest first."""
        return self._read(history.note_versions, paper_id)

    def restore_note(self, paper_id: int, seq: int) -> Changes:
        """Give a note the text of a version again."""
        return self._act(history.restore_note, paper_id, seq)

    def bring_paper_back(self, uid: str, text: str | None, bases: Collection[str] = ()) -> Changes:
        """Put a paper that was taken out into the library again, with this note."""
        from reader.store import returning

        return self._act(returning.bring_paper_back, uid, text, bases)

    def keep_gone_aside(self, table: str, uid: str, text: str) -> Changes:
        """Make a text a version of the notes of a paper, or of a document, that is gone."""
        from reader.store import returning

        return self._act(returning.keep_aside, table, uid, text)

    def former(self, table: str, uid: str) -> tuple[int, str] | None:
        """The number and title of a paper or document that is gone."""
        from reader.store import returning

        return self._read(returning.former, table, uid)

    def keep_aside(self, paper_id: int, text: str) -> Changes:
        """Make a text a version of a note without changing the note."""
        return self._act(history.keep_aside, paper_id, text)

    def paper_at(self, paper_id: int, moment: str) -> Paper | None:
        """A paper as it was at a moment (ISO time in UTC)."""
        with self._changing():
            return history.paper_at(self._connection, paper_id, moment)

    def undo_one(self, action_id: int) -> Changes:
        """Take one action back, if nothing later needs it."""
        with self._changing():
            return history.undo(self._connection, action_id)

    # ------------------------------------------------------------ keeping in order

    def back_up(self, place: Path, reason: str, progress: Progress | None = None) -> Backup | None:
        """Make a verified backup of the library, which lies in the folder `place`.

        None when nothing has changed since the newest one.
        """
        from reader.store.backup import backups

        with spoken(self._path):
            return backups.make_unless_there(self._connection, place, reason, progress)

    def is_in(self, backup: Backup) -> bool:
        """Whether a backup holds what the library holds now."""
        from reader.store.backup import backups

        return self._read(lambda connection: backups.holds_now(backup, connection))

    def compare(self, backup: Backup, progress: Progress | None = None) -> Difference:
        """What would be lost and gained by restoring a backup. Changes nothing."""
        from reader.store import comparing, copying
        from reader.store.backup import backups, restoring

        with (
            spoken(self._path),
            restoring.unpacked(backups.folder_of(backup.uid), backup, progress) as copy,
            copying.reading(copy) as other,
        ):
            return self._read(comparing.compare, other)

    def restore(self, backup: Backup, place: Path, progress: Progress | None = None) -> Restored:
        """Make the library what it was in a backup; what it is now is backed up first."""
        from reader.store.backup import restoring

        with spoken(self._path):
            return restoring.restore(self._connection, place, backup, progress)

    def wrong_files(self, folder: Path, progress: Progress | None = None) -> list[Finding]:
        """Attached files that are missing or not as they were."""
        from reader.store import attachments

        return self._read(lambda conn: list(attachments.wrong(conn, folder, progress)))

    def check(self, progress: Progress | None = None) -> list[Finding]:
        """Everything that is wrong with the library file; empty when all is well."""
        from reader.store.damage import checking

        return self._read(checking.check, progress)
