"""One row that does not say the same on two computers: the columns are settled one by one.

The value that the other side once had is the older one. Where neither is, both were written since:
a text then becomes both texts, a template or a saved search stands twice, of anything else the
later value wins. Whatever does not win is put into the history before.
"""

import base64
import hashlib
import sqlite3
from collections.abc import Iterator

from reader.store import plain, rows
from reader.store.joining.sides import Side, mapped
from reader.store.joining.texts import both
from reader.store.rows import Row

# Columns that say one thing together. What follows from them goes with them.
_TOGETHER = {
    "cells": (("text", "origin"),),
    "highlights": (("quote", "first", "behind", "prefix", "suffix"),),
    "attachments": (("path", "kept", "sha256", "size"),),
    "citation_keys": (("key", "paper_id", "said", "at"),),
}
_TEXTS = {"highlights": "comment", "cells": "text"}  # become both
_COPIED = {"templates": "text", "searches": "query"}  # stand twice
_ELSEWHERE = {"documents": ("text",), "matrices": ("columns",)}  # joined by rules of their own
_LONGEST_NAME = 60


def settle(table: str, ours: Side, theirs: Side, mine: Row, other: Row) -> None:
    """Make of two sayings of one row what both computers come to."""
    their_values = mapped(table, ours, theirs, other)
    for columns in _groups(table, ours.values(table, mine)):
        said, their_said = _said(ours, mine, columns), _said(theirs, other, columns)
        if said == their_said or any(
            their_values[name] is None and other[name] is not None for name in columns
        ):  # or it speaks of what is not in ours
            continue
        _settle(table, ours, theirs, mine, other, columns, their_values)


def _groups(table: str, values: Row) -> Iterator[tuple[str, ...]]:
    together = _TOGETHER.get(table, ())
    yield from together
    known = {name for group in together for name in group} | {*_ELSEWHERE.get(table, ())}
    yield from ((name,) for name in values if name not in known)


def _said(side: Side, row: Row, columns: tuple[str, ...]) -> Row:
    """What columns say, by names that last; where in a text words stand follows from the words."""
    if columns[0] == "quote":
        columns = ("quote",)
    return {name: side.meant(name, row.get(name)) for name in columns}


def _settle(
    table: str,
    ours: Side,
    theirs: Side,
    mine: Row,
    other: Row,
    columns: tuple[str, ...],
    their_values: Row,
) -> None:
    our_row = {name: mine[name] for name in columns}
    their_row = {name: their_values[name] for name in columns}
    we_had = _had(table, ours, mine, columns, _said(theirs, other, columns))
    they_had = _had(table, theirs, other, columns, _said(ours, mine, columns))
    if we_had and not they_had:
        return
    final = their_row
    if we_had == they_had:
        final = _later(table, ours, theirs, mine, other, columns, our_row, their_row)
    if not we_had and not they_had:
        final = _kept(table, ours, mine, other, final, our_row, their_row)
        rows.update(ours.connection, table, mine["id"], their_row)  # one of those that it was
    rows.update(ours.connection, table, mine["id"], final)


def _had(table: str, side: Side, row: Row, columns: tuple[str, ...], said: Row) -> bool:
    states = side.states(table, int(str(row["id"])), row)
    return any(state and _said(side, state, columns) == said for state in states)


def _later(
    table: str,
    ours: Side,
    theirs: Side,
    mine: Row,
    other: Row,
    columns: tuple[str, ...],
    our_row: Row,
    their_row: Row,
) -> Row:
    """The later of two values; of two of one moment the same one on both computers."""
    at, their_at = (
        (
            side.changed_at(table, int(str(row["id"])), *columns)
            or side.came_at(table, int(str(row["id"]))),
            str(_said(side, row, columns)),
        )
        for side, row in ((ours, mine), (theirs, other))
    )
    return their_row if their_at > at else our_row


def _kept(
    table: str, ours: Side, mine: Row, other: Row, later: Row, our_row: Row, their_row: Row
) -> Row:
    """What a row is to say when both sides wrote it: no words of either can be found nowhere."""
    earlier = our_row if later is their_row else their_row
    text = _TEXTS.get(table)
    if text in later:
        joined = both(str(earlier[text]), str(later[text]))
        return later if joined == later[text] else {**later, text: joined, **_no_origin(later)}
    if _COPIED.get(table) in later:
        _copy(table, ours, {**(mine if earlier is our_row else other), **earlier})
    return later


def _no_origin(row: Row) -> Row:
    """Two texts in one cell are no longer the sentence that one of them was taken from."""
    return {"origin": None} if "origin" in row else {}


def _copy(table: str, ours: Side, row: Row) -> None:
    """Put what was written earlier beside what was written later, under a name that says so."""
    made = {name: value for name, value in row.items() if name != "id"}
    if "uid" in made:
        made["uid"] = _uid_of(str(made["uid"]), str(made["text"]))
    ending = " (the earlier one)"
    stem = str(made["name"])[: _LONGEST_NAME - len(ending) - 4]
    for number in range(1, 1000):
        made["name"] = f"{stem}{ending}" if number == 1 else f"{stem}{ending} {number}"
        there = plain.select(ours.connection, table, "name = ?", (made["name"],))
        if any(one[_COPIED[table]] == made[_COPIED[table]] for one in there):
            return
        if not there:
            break
    if "position" in made:
        made["position"] = _end(ours.connection)
    try:
        plain.put(ours.connection, table, [made])
    except sqlite3.IntegrityError:
        return  # it is there already, under another name by now


def _uid_of(uid: str, text: str) -> str:
    """The lasting name of an earlier text of something: the same one on both computers."""
    digest = hashlib.sha256(f"{uid}\0{text}".encode("utf-8", "replace")).digest()
    return base64.b32encode(digest).decode("ascii").lower()[: len(uid)]


def _end(connection: sqlite3.Connection) -> int:
    (last,) = connection.execute("SELECT coalesce(max(position), 0) + 1 FROM searches").fetchone()
    return int(last)
