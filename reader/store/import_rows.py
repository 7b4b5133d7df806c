"""Which rows are one import: several, when a file was so large that it came in parts.

They have one name, one place and one moment; a person never sees them apart.
"""

import sqlite3

from reader.errors import Problem

PARTS = (
    "SELECT part.id FROM imports AS one JOIN imports AS part ON part.name = one.name"
    " AND part.path IS one.path AND part.at = one.at WHERE one.id"
)
FIRSTS = "(SELECT *, min(id) OVER (PARTITION BY name, path, at) AS first FROM imports)"


def name_of(connection: sqlite3.Connection, import_id: int) -> str:
    """The name of an import. Raises Problem when there is none with this number."""
    row = connection.execute("SELECT name FROM imports WHERE id = ?", (import_id,)).fetchone()
    if row is None:
        raise Problem(f"There is no import {import_id}.", do="List the imports.")
    return str(row[0])


def parts(connection: sqlite3.Connection, import_id: int) -> list[int]:
    """The rows of one import, in order. Raises Problem when there is no such import."""
    name_of(connection, import_id)
    rows = connection.execute(f"{PARTS} = ? ORDER BY part.id", (import_id,)).fetchall()
    return [part for (part,) in rows]
