"""Notes: one Markdown text per paper; every version that was saved stays in the journal."""

import sqlite3

from reader.clean import clean_text
from reader.store.actions import now
from reader.store.marks import become_seen, existing


def write_note(connection: sqlite3.Connection, paper_id: int, text: str) -> str:
    """Replace a paper's note."""
    existing(connection, [paper_id])
    text = clean_text(text)
    row = connection.execute("SELECT text FROM notes WHERE paper_id = ?", (paper_id,)).fetchone()
    if text != (row[0] if row else ""):
        connection.execute(
            "INSERT INTO notes (paper_id, text, changed) VALUES (?1, ?2, ?3)"
            " ON CONFLICT (paper_id) DO UPDATE SET text = ?2, changed = ?3",
            (paper_id, text, now()),
        )
        become_seen(connection, [paper_id])
    return "Edit notes"
