"""Documents: Markdown texts that belong to no single paper; every version stays in the journal."""

import re
import sqlite3
from collections.abc import Collection
from dataclasses import replace

from reader.clean import clean_text, white
from reader.errors import Problem
from reader.model import DOCUMENT_KINDS, Document, DocumentKind, Written
from reader.store import journal
from reader.store.actions import now
from reader.store.written import links, visits
from reader.store.written.notes import refuse_other

LONGEST_TITLE = 300
UNTITLED = "Untitled"
_COLUMNS = "id, uid, kind, title, text, created, changed"
_SIGNS = re.compile(r"^\s*(?:(?:#{1,6}|>|[-*+]|\d{1,9}[.)])\s+|\[[ xX]\]\s+)*|\s*\{[^{}]*\}\s*$")
_LOOKED_AT = 2_000  # characters of a text in which its first line is looked for


def documents(connection: sqlite3.Connection) -> list[Document]:
    """All documents, the one changed last first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM documents ORDER BY changed DESC, id DESC"
    ).fetchall()
    return [Document(*row) for row in rows]


def changed_since(connection: sqlite3.Connection, seq: int) -> bool:
    """Whether any document may be another one than it was at this number of the journal."""
    (changed,) = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM journal WHERE seq > ? AND (tbl = 'documents' OR op = ?))",
        (seq, journal.RESTORE),
    ).fetchone()
    return bool(changed)


def document(connection: sqlite3.Connection, document_id: int) -> Document | None:
    """One document."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM documents WHERE id = ?", (document_id,)
    ).fetchone()
    if row is None:
        return None
    return replace(Document(*row), links=links.of_document(connection, document_id))


def document_of(connection: sqlite3.Connection, uid: str) -> Document | None:
    """The document of this lasting name."""
    row = connection.execute("SELECT id FROM documents WHERE uid = ?", (uid,)).fetchone()
    return document(connection, row[0]) if row else None


def create(
    connection: sqlite3.Connection, uid: str, kind: DocumentKind, title: str, text: str
) -> str:
    """Make a document."""
    if kind not in DOCUMENT_KINDS:
        raise Problem(f"There is no kind of document “{kind}”.", do="Choose topic or outline.")
    at = now()
    name = checked_title(title)
    text = clean_text(text)
    done = connection.execute(
        "INSERT INTO documents (uid, kind, title, text, created, changed)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (uid, kind, name, text, at, at),
    )
    assert done.lastrowid is not None
    links.record_document(connection, done.lastrowid, text)
    return f"New {'outline' if kind == 'outline' else 'topic note'} “{name[:60]}”"


def write(
    connection: sqlite3.Connection,
    document_id: int,
    text: str,
    bases: Collection[str] | None = None,
) -> str:
    """Replace the text, but with `bases` only if it is one of these texts still.

    Raises NoteChanged when it is none of them.
    """
    known = existing(connection, document_id)
    text = clean_text(text)
    if text != known.text:
        refuse_other(known.text, bases)
        at = now()
        connection.execute(
            "UPDATE documents SET text = ?, changed = ? WHERE id = ?", (text, at, document_id)
        )
        visits.settle(connection, "documents", document_id, text, at)
        links.record_document(connection, document_id, text)
    return f"Edit “{known.title[:60]}”"


def rename(connection: sqlite3.Connection, document_id: int, title: str) -> str:
    """Give a document another title."""
    name = checked_title(title)
    if name != existing(connection, document_id).title:
        connection.execute(
            "UPDATE documents SET title = ?, changed = ? WHERE id = ?", (name, now(), document_id)
        )
    return f"Rename “{name[:60]}”"


def delete(connection: sqlite3.Connection, document_id: int) -> str:
    """Take a document out of the library."""
    title = existing(connection, document_id).title
    connection.execute("DELETE FROM links WHERE document_id = ?", (document_id,))
    connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))
    return f"Delete “{title[:60]}”"


def existing(connection: sqlite3.Connection, document_id: int) -> Document:
    """The document. Raises Problem when it is not there."""
    known = document(connection, document_id)
    if known is None:
        raise Problem(
            f"There is no document {document_id}; nothing was changed.",
            do="List the documents to see their numbers.",
        )
    return known


def checked_title(title: str) -> str:
    """A title as it is kept: one line, not too long, never empty."""
    name = white(clean_text(title))
    if len(name) > LONGEST_TITLE:
        raise Problem(
            "This title is too long.", do=f"Write one of at most {LONGEST_TITLE} letters."
        )
    return name or UNTITLED


# ---------------------------------------------------------------- everything written


def written(connection: sqlite3.Connection) -> list[Written]:
    """All notes with words in them and all documents, the one changed last first."""
    tags: dict[int, list[str]] = {}
    for paper_id, name in connection.execute(
        "SELECT paper_id, tags.name FROM paper_tags JOIN tags ON tags.id = tag_id"
        " WHERE paper_id IN (SELECT paper_id FROM notes) ORDER BY tags.key"
    ).fetchall():
        tags.setdefault(paper_id, []).append(name)
    notes = connection.execute(
        "SELECT papers.id, uid, title, substr(text, 1, ?), changed, length(text)"
        " FROM notes JOIN papers ON papers.id = paper_id WHERE text <> ''",
        (_LOOKED_AT,),
    ).fetchall()
    others = connection.execute(
        "SELECT kind, id, uid, title, substr(text, 1, ?), changed, length(text) FROM documents",
        (_LOOKED_AT,),
    ).fetchall()
    found = [
        Written("paper", number, uid, title, first_line(text), changed, length, tuple(own))
        for number, uid, title, text, changed, length in notes
        if text.strip()
        for own in [tags.get(number, [])]
    ]
    found += [
        Written(kind, number, uid, title, first_line(text), changed, length)
        for kind, number, uid, title, text, changed, length in others
    ]
    return sorted(found, key=lambda one: (one.changed, one.id), reverse=True)


def first_line(text: str) -> str:
    """The first line that says something, without the signs of a heading, list or quote."""
    for line in text.splitlines():
        words = _SIGNS.sub("", line).replace("**", "").strip(" *_`-#|")
        if words:
            return words[:200]
    return ""
