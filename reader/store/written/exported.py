"""What exports last wrote: the third side of a merge. One row for each file, by what it is about.

The block of a row is empty for what was written, `next` for what is about to be: after a crash
in between either may be in the file. Nothing here is journaled, because undo takes back what a
person did to the library, not a file that was written. The row without a file is about the place.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reader.store import journal
from reader.store.connection import write_tx
from reader.store.written import documents, highlights, matrices
from reader.store.written.notes import write_note

_NEXT = "next"
_PUT = (
    "INSERT INTO exported (place, file, block, text) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (place, file, block) DO UPDATE SET text = excluded.text"
)
# What a paper's part of an export is made of.
_TABLES = ("papers", "marks", "notes", "paper_tags", "highlights", "citation_keys", "links")


def rows(connection: sqlite3.Connection, place: str) -> dict[str, list[str]]:
    """What was written into each file of a place, what was about to be first; '' is the place."""
    found: dict[str, list[str]] = defaultdict(list)
    for file, text in connection.execute(
        "SELECT file, text FROM exported WHERE place = ? ORDER BY file, block DESC", (place,)
    ):
        found[file].append(text)
    return dict(found)


def place_at(connection: sqlite3.Connection, path: str) -> str:
    """The place that was at this path last; empty when none was."""
    for place, text in connection.execute(
        "SELECT place, text FROM exported WHERE file = '' AND block = '' ORDER BY id DESC"
    ):
        if path and _path(text) == path:
            return str(place)
    return ""


def _path(text: str) -> object:
    try:
        said = json.loads(text)
    except ValueError:
        return None
    return said.get("path") if isinstance(said, dict) else None


def begin(connection: sqlite3.Connection, place: str, about: Mapping[str, str]) -> None:
    """Keep what is about to be written."""
    with write_tx(connection):
        connection.executemany(_PUT, [(place, file, _NEXT, text) for file, text in about.items()])


def finish(connection: sqlite3.Connection, place: str, about: Mapping[str, str]) -> None:
    """Keep what was written now, and nothing that was about to be."""
    with write_tx(connection):
        cancelled(connection, place)
        connection.executemany(_PUT, [(place, file, "", text) for file, text in about.items()])


def cancel(connection: sqlite3.Connection, place: str) -> None:
    """Forget what was about to be written and was not."""
    with write_tx(connection):
        cancelled(connection, place)


def cancelled(connection: sqlite3.Connection, place: str) -> None:
    """The same inside a transaction."""
    connection.execute("DELETE FROM exported WHERE place = ? AND block = ?", (place, _NEXT))


def touched_since(connection: sqlite3.Connection, seq: int) -> frozenset[int] | None:
    """The papers whose part of an export may have changed since; None when all may have."""
    (everything,) = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM journal WHERE seq > ? AND"
        " (op = ? OR tbl IN ('settings', 'templates')))",
        (seq, journal.RESTORE),
    ).fetchone()
    if everything or seq > journal.seq(connection):
        return None
    found = connection.execute(
        "SELECT DISTINCT paper_id FROM journal WHERE seq > ? AND paper_id IS NOT NULL"
        " AND tbl IN (SELECT value FROM json_each(?))"
        " UNION SELECT paper_tags.paper_id FROM journal JOIN paper_tags ON tag_id = row"
        " WHERE seq > ? AND tbl = 'tags'",
        (seq, json.dumps(_TABLES), seq),
    ).fetchall()
    return frozenset(paper_id for (paper_id,) in found)


@dataclass(frozen=True, slots=True)
class Listed:
    """A paper that may be exported: whether it has a note or highlights, and links in that."""

    id: int
    uid: str
    title: str
    has_own: bool
    has_links: bool


def listed(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Listed]:
    """What papers are called, and whether a person wrote about them."""
    found = {
        row[0]: Listed(row[0], row[1], row[2], bool(row[3]), bool(row[4]))
        for row in connection.execute(
            "SELECT papers.id, uid, title, trim(coalesce(text, ''), char(32, 9, 10, 13)) <> ''"
            " OR EXISTS (SELECT 1 FROM highlights WHERE paper_id = papers.id),"
            " instr(coalesce(text, ''), '[[') OR EXISTS (SELECT 1 FROM highlights"
            " WHERE paper_id = papers.id AND instr(comment, '[[')) FROM papers"
            " LEFT JOIN notes ON notes.paper_id = papers.id"
            " WHERE papers.id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
    }
    return [found[paper_id] for paper_id in ids if paper_id in found]


def of_uids(connection: sqlite3.Connection, uids: Sequence[str]) -> list[int]:
    """The papers of these lasting names that are there."""
    found = connection.execute(
        "SELECT id FROM papers WHERE uid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(uids)),),
    ).fetchall()
    return [paper_id for (paper_id,) in found]


def take_back(
    connection: sqlite3.Connection,
    notes: Mapping[int, tuple[str, str]],
    comments: Mapping[int, tuple[str, str]],
    texts: Mapping[int, tuple[str, str]],
    cells: Mapping[int, Mapping[tuple[int, str], str]],
) -> str:
    """Give notes (by paper), comments (by highlight) and documents the `texts` they had in files.

    Each comes with what it was when that was decided; `cells` of comparisons are written as they
    are, by paper and column. Raises NoteChanged when a note or document
    is something else by now, and Problem when a comment is.
    """
    for paper_id, (before, text) in notes.items():
        write_note(connection, paper_id, text, [before])
    for highlight_id, (before, text) in comments.items():
        highlights.change_comment(connection, highlight_id, before, text)
    for document_id, (before, text) in texts.items():
        documents.write(connection, document_id, text, [before])
    for matrix_id, said in cells.items():
        matrices.write_cells(
            connection, matrix_id, {place: (text, None) for place, text in said.items()}
        )
    count = len(notes) + len(comments) + len(texts) + sum(map(len, cells.values()))
    return f"Pull back {count:,} {'text' if count == 1 else 'texts'}"
