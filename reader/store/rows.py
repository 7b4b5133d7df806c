"""Whole rows of the library's tables as plain values: taken out, kept as JSON, put back."""

import sqlite3
from collections.abc import Sequence

from reader.store import journal

Row = dict[str, object]


def of_paper(connection: sqlite3.Connection, table: str, paper_id: int) -> list[Row]:
    """All rows of a paper in a table, by their keys."""
    known = journal.TABLES[table]
    cursor = connection.execute(
        f'SELECT * FROM {table} WHERE "{known.paper}" = ? ORDER BY "{known.key}"', (paper_id,)
    )
    return _named(cursor)


def of_pairs(connection: sqlite3.Connection, paper_id: int) -> list[Row]:
    """All pairs that a paper is in."""
    sql = "SELECT * FROM pairs WHERE a = ?1 OR b = ?1 ORDER BY id"
    return _named(connection.execute(sql, (paper_id,)))


def _named(cursor: sqlite3.Cursor) -> list[Row]:
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def insert(connection: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    """Put rows back; columns that came later get what they have by default."""
    present = journal.columns(connection, table)
    for row in rows:
        names = [name for name in present if name in row]
        fields = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join("?" for _ in names)
        connection.execute(
            f"INSERT INTO {table} ({fields}) VALUES ({marks})", [row[name] for name in names]
        )


def update(connection: sqlite3.Connection, table: str, key: object, values: Row) -> None:
    """Give columns of one row new values."""
    if values:
        assign = ", ".join(f'"{name}" = ?' for name in values)
        connection.execute(
            f'UPDATE {table} SET {assign} WHERE "{journal.TABLES[table].key}" = ?',
            [*values.values(), key],
        )


def delete(connection: sqlite3.Connection, table: str, paper_id: int) -> None:
    """Take all rows of a paper out of a table."""
    connection.execute(
        f'DELETE FROM {table} WHERE "{journal.TABLES[table].paper}" = ?', (paper_id,)
    )
