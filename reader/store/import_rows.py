"""Which rows are one import: several, when a file was so large that it came in parts.

They have one name, one place and one moment; a person never sees them apart.
"""

import sqlite3

from reader.errors import Problem
from reader.model.import_names import import_name
from reader.store import journal, rows

PARTS = (
    "SELECT part.id FROM imports AS one JOIN imports AS part ON part.name = one.name"
    " AND part.path IS one.path AND part.at = one.at WHERE one.id"
)
FIRSTS = "(SELECT *, min(id) OVER (PARTITION BY name, path, at) AS first FROM imports)"


def name_of(connection: sqlite3.Connection, import_id: int) -> str:
    """The name of an import. Raises Problem when there is none with this number."""
    row = connection.execute(
        "SELECT name, path, captured FROM imports WHERE id = ?", (import_id,)
    ).fetchone()
    if row is None:
        raise Problem(f"There is no import {import_id}.", do="List the imports.")
    return import_name(*row)


def names(connection: sqlite3.Connection) -> dict[int, str]:
    """The names of all imports, by the number of their first part."""
    found = connection.execute(
        f"SELECT id, name, path, captured FROM {FIRSTS} WHERE id = first"
    ).fetchall()
    return {number: import_name(*said) for number, *said in found}


def called(connection: sqlite3.Connection, part: str) -> list[int]:
    """The imports with this part in their name, or in the one that their text came with."""
    found = connection.execute("SELECT id, name, path, captured FROM imports").fetchall()
    asked = part.casefold()
    return [
        number
        for number, kept, path, captured in found
        if asked in kept.casefold() or asked in import_name(kept, path, captured).casefold()
    ]


def parts(connection: sqlite3.Connection, import_id: int) -> list[int]:
    """The rows of one import, in order. Raises Problem when there is no such import."""
    name_of(connection, import_id)
    found = connection.execute(f"{PARTS} = ? ORDER BY part.id", (import_id,)).fetchall()
    return [part for (part,) in found]


def bring_back(connection: sqlite3.Connection, number: object) -> None:
    """An import that was taken back is there again for what is left of it."""
    there = connection.execute("SELECT 1 FROM imports WHERE id = ?", (number,)).fetchone()
    if there is None:
        (old,) = connection.execute(
            "SELECT old FROM journal WHERE tbl = 'imports' AND op = 'delete' AND row = ?"
            " ORDER BY seq DESC LIMIT 1",
            (number,),
        ).fetchone()
        rows.insert(connection, "imports", [journal.read_old(old)])
