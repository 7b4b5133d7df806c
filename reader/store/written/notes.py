"""Notes: one Markdown text per paper; every version stays in the journal (see `visits`)."""

import sqlite3
from collections.abc import Collection

from reader.clean import clean_text
from reader.errors import NoteChanged
from reader.store.actions import now
from reader.store.marks import become_seen, existing
from reader.store.written import links, visits


def write_note(
    connection: sqlite3.Connection,
    paper_id: int,
    text: str,
    bases: Collection[str] | None = None,
) -> str:
    """Replace a paper's note, but with `bases` only if it is one of these texts still.

    Raises NoteChanged when it is none of them.
    """
    existing(connection, [paper_id])
    text = clean_text(text)
    there = _written(connection, paper_id)
    if text != there:
        refuse_other(there, bases)
        at = now()
        connection.execute(
            "INSERT INTO notes (paper_id, text, changed) VALUES (?1, ?2, ?3)"
            " ON CONFLICT (paper_id) DO UPDATE SET text = ?2, changed = ?3",
            (paper_id, text, at),
        )
        visits.settle(connection, "notes", paper_id, text, at)
        links.record_paper(connection, paper_id)
        become_seen(connection, [paper_id])
    return "Edit notes"


def refuse_other(there: str, bases: Collection[str] | None) -> None:
    """Raise NoteChanged when a text that was being edited is none of its bases any more."""
    if bases is not None and there not in {clean_text(base) for base in bases}:
        raise NoteChanged(there)


def append_note(connection: sqlite3.Connection, paper_id: int, text: str) -> str:
    """Add a paragraph, in the same transaction that reads what is there: nobody's is lost."""
    there = _written(connection, paper_id).rstrip()
    return write_note(connection, paper_id, f"{there}\n\n{text}" if there else text)


def _written(connection: sqlite3.Connection, paper_id: int) -> str:
    row = connection.execute("SELECT text FROM notes WHERE paper_id = ?", (paper_id,)).fetchone()
    return str(row[0]) if row else ""
