"""Templates of notes and exports that the person wrote or changed."""

import sqlite3

from reader.clean import clean_text, white
from reader.errors import Problem
from reader.model import Template, TemplateKind

_LONGEST_NAME = 60
_LARGEST = 100_000


def templates(connection: sqlite3.Connection, kind: TemplateKind) -> list[Template]:
    """The person's own templates of a kind, by name."""
    rows = connection.execute(
        "SELECT uid, kind, name, text FROM templates WHERE kind = ? ORDER BY name COLLATE NOCASE",
        (kind,),
    ).fetchall()
    return [Template(uid, kind, name, text, own=True) for uid, _, name, text in rows]


def save(connection: sqlite3.Connection, uid: str, kind: TemplateKind, name: str, text: str) -> str:
    """Write a template: a new one, or the one of this lasting name anew.

    Raises Problem for a name that is empty or taken, and for a text that is too large.
    """
    name, text = white(clean_text(name)), clean_text(text)
    if not name or len(name) > _LONGEST_NAME:
        raise Problem(f"A template needs a name of at most {_LONGEST_NAME} letters.")
    if len(text) > _LARGEST:
        raise Problem("This template is too large.", do=f"Keep it below {_LARGEST:,} characters.")
    for other in templates(connection, kind):
        if other.uid != uid and other.name.casefold() == name.casefold():
            raise Problem(f"There is a template “{other.name}” already.", do="Choose another name.")
    there = connection.execute("SELECT name, text FROM templates WHERE uid = ?", (uid,)).fetchone()
    if there == (name, text):
        return ""
    connection.execute(
        "INSERT INTO templates (uid, kind, name, text) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (uid) DO UPDATE SET name = ?3, text = ?4",
        (uid, kind, name, text),
    )
    return f"{'Edit' if there else 'New'} template “{name}”"


def delete(connection: sqlite3.Connection, uid: str) -> str:
    """Take one of the person's own templates away. Raises Problem when it is gone."""
    row = connection.execute("SELECT name FROM templates WHERE uid = ?", (uid,)).fetchone()
    if row is None:
        raise Problem("This template is gone; nothing was changed.")
    connection.execute("DELETE FROM templates WHERE uid = ?", (uid,))
    return f"Delete template “{row[0]}”"
