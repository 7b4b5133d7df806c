"""What was taken out while somebody typed into it comes back with what was typed.

A paper comes back with all that went with it; the text for one that was made part of another
paper stands in the notes of that one.
"""

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from reader.clean import clean_text
from reader.errors import Problem
from reader.store import history, import_rows, journal, marks, queue, rows
from reader.store.actions import now
from reader.store.rows import Row
from reader.store.same_paper.merging import joined, note_of, shown_title
from reader.store.written import documents, links, notes

# What a paper cannot be without; anything else of it may speak of what is gone as well.
_NEEDED = ("papers", "marks")


@dataclass(frozen=True, slots=True)
class _Gone:
    """A paper or document that was deleted: the number it had, the action, and what it said."""

    number: int
    action_id: int
    former: Row


def bring_paper_back(
    connection: sqlite3.Connection, uid: str, text: str | None, bases: Collection[str] = ()
) -> str:
    """A paper that is gone comes back, and its notes become `text`, unless that is None.

    Where the paper was made part of another one, the text takes the place of the notes (one of
    `bases`) that it brought there. Raises Problem when there never was such a paper.
    """
    there = connection.execute("SELECT id FROM papers WHERE uid = ?", (uid,)).fetchone()
    merged = None if there else _merged(connection, uid)
    if merged is not None:
        keep, title = merged
        if text is not None:
            notes.write_note(connection, keep, _with(note_of(connection, keep), title, text, bases))
        return f"Bring text back to {shown_title(connection, keep)}"
    gone = None if there else _gone(connection, "papers", uid)
    if there is None and gone is None:
        raise Problem("The paper of this note is not in the library any more.")
    number = there[0] if gone is None else _return(connection, gone)
    if text is not None:
        notes.write_note(connection, number, text)
    return f"Bring back {shown_title(connection, number)}"


def bring_document_back(connection: sqlite3.Connection, uid: str, text: str) -> str:
    """A document that is gone comes back with this text, under its number and its former title.

    Raises Problem when there never was such a document.
    """
    gone = _gone(connection, "documents", uid)
    if gone is None:
        raise Problem("This document is not in the library any more.")
    text = clean_text(text)
    rows.insert(connection, "documents", [{**gone.former, "text": text, "changed": now()}])
    links.record_document(connection, gone.number, text)
    return f"Bring back “{str(gone.former['title'])[:60]}”"


def keep_aside(connection: sqlite3.Connection, table: str, uid: str, text: str) -> str:
    """Make a text a version of the notes of a paper, or of a document, that is gone.

    It is there for a moment, as it was, and gone again. A paper that was made part of another one
    has its notes there. Raises Problem when there never was such a paper or document.
    """
    merged = _merged(connection, uid) if table == "papers" else None
    if merged is not None:
        return history.keep_aside(connection, merged[0], text)
    if table == "papers":
        bring_paper_back(connection, uid, text)
        marks.delete(connection, [_number(connection, table, uid)])
    else:
        bring_document_back(connection, uid, text)
        documents.delete(connection, _number(connection, table, uid))
    return "Set unsaved text aside"


def _number(connection: sqlite3.Connection, table: str, uid: str) -> int:
    return int(connection.execute(_NUMBER[table], (uid,)).fetchone()[0])


_NUMBER = {
    "papers": "SELECT id FROM papers WHERE uid = ?",
    "documents": "SELECT id FROM documents WHERE uid = ?",
}


def former(connection: sqlite3.Connection, table: str, uid: str) -> tuple[int, str] | None:
    """The number and title of a paper or document that was here once; None when none was.

    Of a paper that was made part of another one, those of that paper.
    """
    merged = _merged(connection, uid) if table == "papers" else None
    if merged is not None:
        (title,) = connection.execute(
            "SELECT title FROM papers WHERE id = ?", (merged[0],)
        ).fetchone()
        return merged[0], str(title)
    gone = _gone(connection, table, uid)
    return None if gone is None else (gone.number, str(gone.former["title"]))


def _gone(connection: sqlite3.Connection, table: str, uid: str) -> _Gone | None:
    deleted = connection.execute(
        "SELECT row, action_id, old FROM journal WHERE tbl = ? AND op = 'delete'"
        " AND instr(old, ?) ORDER BY seq DESC",
        (table, json.dumps(uid)),
    ).fetchall()
    for number, action_id, old in deleted:
        said = journal.read_old(old)
        if said.get("uid") == uid:
            return _Gone(number, action_id, said)
    return None


def _merged(connection: sqlite3.Connection, uid: str) -> tuple[int, str] | None:
    """The paper that one was made part of, and the title that the one had."""
    merges = connection.execute(
        "SELECT paper_id, parts FROM merges WHERE instr(parts, ?) ORDER BY id DESC",
        (json.dumps(uid),),
    ).fetchall()
    for keep, parts in merges:
        for paper in _taken_in(parts):
            if paper.get("uid") == uid:
                return keep, str(paper["title"])
    return None


def _taken_in(parts: str) -> Iterator[Row]:
    """The paper that a merge took in, and those that this one had taken in before."""
    other = json.loads(parts)["other"]
    yield other["papers"][0]
    for merge in other["merges"]:
        yield from _taken_in(merge["parts"])


def _with(note: str, title: str, text: str, bases: Collection[str]) -> str:
    """A note in which a text takes the place of what it goes on from, or stands at the end."""
    for base in map(clean_text, bases):
        brought = joined(title, base)
        if base.strip() and (note == base or brought in note):
            return text if note == base else note.replace(brought, joined(title, text), 1)
    if text.strip() in note:
        return note
    return note + joined(title, text) if note.strip() else text


def _return(connection: sqlite3.Connection, gone: _Gone) -> int:
    """Put a deleted paper into the library again, with all that went with it."""
    deleted = connection.execute(
        "SELECT tbl, old FROM journal WHERE action_id = ? AND paper_id = ? AND op = 'delete'"
        " ORDER BY seq DESC",
        (gone.action_id, gone.number),
    ).fetchall()
    import_rows.bring_back(connection, gone.former["import_id"])
    for table, old in deleted:
        row = journal.read_old(old)
        if table == "marks" and row["queue_place"] is not None:
            row["queue_place"] = queue.free_place(connection, row["queue_place"])
        if table == "sightings":
            import_rows.bring_back(connection, row["import_id"])
        try:
            rows.insert(connection, table, [row])
        except sqlite3.IntegrityError:  # it speaks of a tag or a comparison that is gone as well
            if table in _NEEDED:
                raise
    marks.become_seen(connection, [gone.number])
    return gone.number
