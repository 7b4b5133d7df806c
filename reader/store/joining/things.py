"""Rows of all other tables, joined by one rule.

A row that only one side has came there, or was deleted on the other; the past tells which, and a
deletion holds unless the row says something that the side which deleted it never saw. Of two
values the one that the other side once had is older; when neither is, the later one wins, and
the other is put into the history before.
"""

import sqlite3
from dataclasses import dataclass, field

from reader.store import plain, rows
from reader.store.joining.sides import KEYS, PASSING, REFERENCES, Gone, Key, Side
from reader.store.rows import Row

ORDER = tuple(table for table in plain.ORDER if table in KEYS)
TEXTS = ("documents",)  # joined as texts, in which no version may be lost


@dataclass(slots=True)
class Book:
    """What a join has to tell, and the papers for which no former deletion counts."""

    revived: set[str] = field(default_factory=set)
    said: list[str] = field(default_factory=list)


def join_table(table: str, ours: Side, theirs: Side, book: Book) -> None:
    """Bring what the other library's table says into ours."""
    our_rows = _by_key(table, ours)
    their_rows = _by_key(table, theirs)
    our_gone = ours.gone(table, {_id(row) for row in our_rows.values()})
    their_gone = theirs.gone(table, {_id(row) for row in their_rows.values()})
    for key, row in their_rows.items():
        mine = our_rows.get(key)
        if mine is not None:
            _settle(table, ours, theirs, mine, row)
        elif _is_about_what_is_there(table, ours, key) and not _stays_gone(
            table, ours, theirs, row, our_gone.get(key), book, key
        ):
            _insert(table, ours, theirs, row, book)
    for key, row in our_rows.items():
        gone = their_gone.get(key)
        if gone is None or key in their_rows or not _is_about_what_is_there(table, theirs, key):
            continue
        if _is_known(table, theirs, ours, row, gone):
            _delete(table, ours, _id(row))
    ours.forget_names(table)


def _id(row: Row) -> int:
    return int(str(row["id"]))


def _by_key(table: str, side: Side) -> dict[Key, Row]:
    return {side.key(table, row): row for row in plain.select(side.connection, table, "1", ())}


def _is_about_what_is_there(table: str, side: Side, key: Key) -> bool:
    """Whether the papers that a key names are in a library: what went with one was not deleted."""
    return all(
        side.has(str(name))
        for column, name in zip(_columns(table), key, strict=True)
        if REFERENCES.get(column) == "papers" and name is not None
    ) and not (table == "pairs" and (None in key or key[0] == key[1]))


def _columns(table: str) -> tuple[str, ...]:
    return KEYS[table]


def _stays_gone(
    table: str, ours: Side, theirs: Side, row: Row, gone: Gone | None, book: Book, key: Key
) -> bool:
    """Whether a row of theirs was deleted in ours, and says nothing that was not known then."""
    if gone is None or book.revived & {str(name) for name in key}:
        return False
    return _is_known(table, ours, theirs, row, gone)


def _is_known(table: str, deleting: Side, other: Side, row: Row, gone: Gone) -> bool:
    """Whether all that a row of the other side says was known where it was deleted."""
    if other.came_at(table, _id(row)) > gone.at:
        return False
    said = other.values(table, row)
    return any(deleting.values(table, state) == said for state in gone.states)


def _settle(table: str, ours: Side, theirs: Side, mine: Row, other: Row) -> None:
    our_values, their_values = ours.values(table, mine), theirs.values(table, other)
    if table in TEXTS:
        our_values.pop("text"), their_values.pop("text")
    if our_values == their_values:
        return

    def had(side: Side, row: Row, values: Row) -> bool:
        states = (side.values(table, state) for state in side.states(table, _id(row), row))
        return any({**state, **values} == state for state in states)

    if had(ours, mine, their_values):
        return
    taken = _mapped(table, ours, theirs, other)
    taken = {name: value for name, value in taken.items() if name in their_values}
    if any(value is None and other[name] is not None for name, value in taken.items()):
        return  # it speaks of what is not in ours
    rows.update(ours.connection, table, _id(mine), taken)
    at, their_at = (
        (side.changed_at(table, _id(row)), str(sorted(values.items())))
        for side, row, values in ((ours, mine, our_values), (theirs, other, their_values))
    )
    if not had(theirs, other, our_values) and at > their_at:
        back = {name: mine[name] for name in taken}
        rows.update(ours.connection, table, _id(mine), back)


def _mapped(table: str, ours: Side, theirs: Side, row: Row) -> Row:
    """A row of theirs with the numbers that ours has for what it speaks of."""
    mapped = dict(row)
    for column, target in REFERENCES.items():
        if row.get(column) is not None:
            mapped[column] = ours.number(target, theirs.name(target, row[column]))
    mapped.pop("id", None)
    if table == "pairs" and mapped["a"] is not None and mapped["b"] is not None:
        mapped["a"], mapped["b"] = sorted((int(str(mapped["a"])), int(str(mapped["b"]))))
    return mapped


def _insert(table: str, ours: Side, theirs: Side, row: Row, book: Book) -> None:
    mapped = _mapped(table, ours, theirs, row)
    if any(mapped[name] is None and row[name] is not None for name in REFERENCES if name in row):
        return
    if "position" in mapped and "position" in PASSING and table != "sightings":
        owner = next((one for one in ("matrix_id", "paper_id") if one in mapped), None)
        where, values = (f'"{owner}" = ?', (mapped[owner],)) if owner else ("1", ())
        last = ours.connection.execute(
            f"SELECT coalesce(max(position) + 1, 0) FROM {table} WHERE {where}", values
        ).fetchone()[0]
        mapped["position"] = last
    try:
        plain.put(ours.connection, table, [mapped])
    except sqlite3.IntegrityError:
        book.said.append(f"A row of {table} did not fit beside what is here, and was left out.")


def _delete(table: str, ours: Side, number: int) -> None:
    """Take a row away with the rows that are part of it."""
    for part, column in _PARTS.get(table, ()):
        ours.connection.execute(f'DELETE FROM {part} WHERE "{column}" = ?', (number,))
    ours.connection.execute(f"DELETE FROM {table} WHERE id = ?", (number,))


_PARTS = {
    "tags": (("paper_tags", "tag_id"),),
    "documents": (("links", "document_id"),),
    "matrices": (("cells", "matrix_id"), ("matrix_papers", "matrix_id")),
}
