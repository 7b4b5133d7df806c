"""The tables of a library as plain values, and back: what leaves it whole and comes in whole.

What a table holds is read page by page, so that a library of any size fits; bytes are base64
(RFC 4648). What only SQLite and the journal need is not among it.
"""

import base64
import sqlite3
from collections.abc import Iterable, Iterator

from reader.store.rows import Row

# Everything that a person made or a page said; tables that others refer to come before those.
ORDER = (
    "dumps", "imports", "tags", "papers", "marks", "notes", "paper_tags", "highlights",
    "sightings", "pairs", "merges", "apart", "searches", "documents", "links", "citation_keys",
    "attachments", "matrices", "matrix_papers", "cells", "templates", "wishes", "settings",
    "exported",
)  # fmt: skip
# What the machinery keeps for itself.
MACHINERY = frozenset(("library", "moment", "actions", "journal", "_sqlite_migrations"))
PAGE = 500


def columns(connection: sqlite3.Connection, table: str) -> dict[str, tuple[str, object]]:
    """The columns of a table in order: type, and what they are when nothing is said."""
    rows = connection.execute(
        "SELECT name, type, dflt_value FROM pragma_table_info(?)", (table,)
    ).fetchall()
    return {name: (kind, default) for name, kind, default in rows}


def key_of(connection: sqlite3.Connection, table: str) -> str:
    """The column that a table is filed by."""
    row = connection.execute(
        "SELECT name FROM pragma_table_info(?) WHERE pk = 1", (table,)
    ).fetchone()
    return str(row[0])


def count(connection: sqlite3.Connection, table: str) -> int:
    """How many rows a table has."""
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def rows(connection: sqlite3.Connection, table: str) -> Iterator[Row]:
    """All rows of a table by their keys. The caller holds one moment of the library."""
    key = key_of(connection, table)
    page = _page(connection, table, f'1 ORDER BY "{key}" LIMIT {PAGE}', ())
    while page:
        yield from page
        last = page[-1][key]
        where = f'"{key}" > ? ORDER BY "{key}" LIMIT {PAGE}'
        page = _page(connection, table, where, (last,))


def select(
    connection: sqlite3.Connection, table: str, where: str, values: Iterable[object]
) -> list[Row]:
    """The rows of a table that meet a condition of ours, by their keys."""
    key = key_of(connection, table)
    return _page(connection, table, f'{where} ORDER BY "{key}"', tuple(values))


def _page(
    connection: sqlite3.Connection, table: str, where: str, values: tuple[object, ...]
) -> list[Row]:
    cursor = connection.execute(f"SELECT * FROM {table} WHERE {where}", values)
    names = [column[0] for column in cursor.description]
    return [
        {name: _plain(value) for name, value in zip(names, row, strict=True)}
        for row in cursor.fetchall()
    ]


def _plain(value: object) -> object:
    return base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else value


def put(connection: sqlite3.Connection, table: str, given: Iterable[Row]) -> None:
    """Put rows into a table; columns it does not have are left out, missing ones are as made.

    Raises sqlite3.Error, OverflowError or ValueError for a row that cannot be one of the table.
    """
    kinds = columns(connection, table)
    for row in given:
        names = [name for name in kinds if name in row]
        fields = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join("?" for _ in names)
        connection.execute(
            f"INSERT INTO {table} ({fields}) VALUES ({marks})",
            [_stored(row[name], kinds[name][0]) for name in names],
        )


def _stored(value: object, kind: str) -> object:
    if kind == "BLOB" and isinstance(value, str):
        return base64.b64decode(value, validate=True)
    return value
