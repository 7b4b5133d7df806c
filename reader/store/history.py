"""What was, read from the journal: the versions of a note, a paper as it was, one action undone.

Nothing here can be changed or thinned out: the journal keeps every version of every note.
"""

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator

from reader.errors import Problem
from reader.model import Changes, NoteVersion, Paper
from reader.store import actions, journal, papers
from reader.store.connection import write_tx
from reader.store.written import documents, notes


def paper_of(connection: sqlite3.Connection, uid: str) -> Paper | None:
    """The paper of this lasting name."""
    row = connection.execute("SELECT id FROM papers WHERE uid = ?", (uid,)).fetchone()
    return papers.paper(connection, row[0]) if row else None


# ---------------------------------------------------------------- notes

_TEXT_NOW = {
    "notes": "SELECT text, changed FROM notes WHERE paper_id = ?",
    "documents": "SELECT text, changed FROM documents WHERE id = ?",
}


def note_versions(connection: sqlite3.Connection, paper_id: int) -> list[NoteVersion]:
    """Every text that the note of a paper ever had, newest first, also of a paper now gone."""
    return _versions(connection, "notes", paper_id)


def document_versions(connection: sqlite3.Connection, document_id: int) -> list[NoteVersion]:
    """Every text that a document ever had, newest first, also of a document now gone."""
    return _versions(connection, "documents", document_id)


def _versions(connection: sqlite3.Connection, table: str, row: int) -> list[NoteVersion]:
    rows = connection.execute(
        "SELECT journal.seq, op, old, journal.action_id, name, at FROM journal"
        " JOIN actions ON actions.id = action_id WHERE tbl = ? AND row = ?"
        " ORDER BY journal.seq DESC",
        (table, row),
    ).fetchall()
    text, changed = _text_now(connection, table, row)
    versions: list[NoteVersion] = []
    newer = None
    for seq, op, old, action_id, name, at in rows:
        before, changed_before = _note_before(op, old, text, changed)
        if before != text:
            when = changed if text is not None and changed else at
            versions.append(NoteVersion(seq, name, when, text, action_id != newer))
            newer = action_id
        text, changed = before, changed_before
    return versions


def _text_now(connection: sqlite3.Connection, table: str, row: int) -> tuple[str | None, str]:
    found = connection.execute(_TEXT_NOW[table], (row,)).fetchone()
    return (found[0], found[1]) if found else (None, "")


def _note_before(
    op: str, old: str | None, text: str | None, changed: str
) -> tuple[str | None, str]:
    """What a note was before a recorded change that led to this text."""
    if op == "insert" or old is None:
        return None, ""
    former = journal.read_old(old)
    was = former.get("text", text)
    return None if was is None else str(was), str(former.get("changed", changed))


def restore_note(connection: sqlite3.Connection, paper_id: int, seq: int) -> str:
    """Give a note the text of one of its versions again."""
    notes.write_note(connection, paper_id, _version(note_versions(connection, paper_id), seq))
    return "Restore a version of the notes"


def restore_document(connection: sqlite3.Connection, document_id: int, seq: int) -> str:
    """Give a document the text of one of its versions again."""
    text = _version(document_versions(connection, document_id), seq)
    documents.write(connection, document_id, text)
    return "Restore a version of a document"


def _version(versions: Iterable[NoteVersion], seq: int) -> str:
    for version in versions:
        if version.seq == seq:
            return version.text or ""
    raise Problem("There is no such version of this note.", do="Look at its history again.")


def keep_document_aside(connection: sqlite3.Connection, document_id: int, text: str) -> str:
    """Make a text a version of a document without changing the document."""
    there = documents.existing(connection, document_id).text
    documents.write(connection, document_id, text)
    documents.write(connection, document_id, there)
    return "Set unsaved text aside"


def keep_aside(connection: sqlite3.Connection, paper_id: int, text: str) -> str:
    """Make a text a version of a note without changing the note: nothing typed is thrown away."""
    there, _ = _text_now(connection, "notes", paper_id)
    notes.write_note(connection, paper_id, text)
    notes.write_note(connection, paper_id, there or "")
    return "Set unsaved notes aside"


# ---------------------------------------------------------------- a paper on a day


def paper_at(connection: sqlite3.Connection, paper_id: int, moment: str) -> Paper | None:
    """A paper as it was at a moment (ISO time in UTC); None when it was not there.

    What was recorded since is taken back inside a transaction that is then rolled back.
    """
    with _only_looking(connection):
        last = connection.execute(
            "SELECT max(last_seq) FROM actions WHERE at <= ?", (moment,)
        ).fetchone()[0]
        connection.execute("PRAGMA defer_foreign_keys=ON").fetchall()
        journal.take_back_since(connection, last or 0, paper_id)
        return papers.paper(connection, paper_id)


@contextlib.contextmanager
def _only_looking(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction in which everything may be changed, and of which nothing stays."""
    with contextlib.suppress(_RolledBack), write_tx(connection):
        connection.execute("UPDATE moment SET action_id = 0")
        yield
        raise _RolledBack


class _RolledBack(Exception):  # noqa: N818  (not an error: it ends a transaction that only looked)
    pass


# ---------------------------------------------------------------- one action


def in_the_way(connection: sqlite3.Connection, action_id: int) -> str | None:
    """The name of the newest later step that changed the same things, None when there is none."""
    first, last = connection.execute(
        "SELECT first_seq, last_seq FROM actions WHERE id = ?", (action_id,)
    ).fetchone()
    mine, _ = _touched(connection, first, last, action_id)
    made = {row for (tbl, row), names in mine.items() if tbl == "papers" and names is None}
    later = connection.execute(
        "SELECT id, first_seq, last_seq, name FROM actions"
        " WHERE sort = 'step' AND undone = 0 AND id > ? ORDER BY id DESC",
        (action_id,),
    ).fetchall()
    for other, begin, end, name in later:
        theirs, about = _touched(connection, begin, end, other)
        if _meet(mine, theirs) or made & about:
            return str(name)
    return None


Touched = dict[tuple[str, int], frozenset[str] | None]
"""Rows, and the columns that changed; None for a whole row that came or went."""


def _touched(
    connection: sqlite3.Connection, first: int, last: int, action_id: int
) -> tuple[Touched, set[int]]:
    """What an action changed, and the papers that it was about."""
    rows = connection.execute(
        "SELECT tbl, row, op, old, paper_id FROM journal"
        " WHERE seq BETWEEN ? AND ? AND action_id = ?",
        (first, last, action_id),
    ).fetchall()
    found: Touched = {}
    for tbl, row, op, old, _ in rows:
        names = frozenset(json.loads(old)) if op == "update" else None
        there = found.get((tbl, row), frozenset())
        found[tbl, row] = None if names is None or there is None else names | there
    return found, {row[4] for row in rows if row[4] is not None}


def _meet(mine: Touched, others: Touched) -> bool:
    for place in mine.keys() & others.keys():
        ours, theirs = mine[place], others[place]
        if ours is None or theirs is None or ours & theirs:
            return True
    return False


def refuse_in_the_way(connection: sqlite3.Connection, action_id: int, name: str) -> None:
    """Raise Problem when a later step changed what undoing this action would change."""
    later = in_the_way(connection, action_id)
    if later is not None:
        raise Problem(
            f"Cannot undo: {name}. “{later}” came later and changed the same.",
            do="Undo the later action first.",
        )


def undo(connection: sqlite3.Connection, action_id: int) -> Changes:
    """Take one action back, if nothing that came later needs it."""
    return actions.undo_one(connection, action_id, refuse_in_the_way)
