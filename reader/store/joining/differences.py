"""One row that does not say the same on two computers: the columns are settled one by one.

The value that the other side once had is the older one. Where neither is, both were written since:
a text then becomes both texts, a template or a saved search stands twice, of anything else the
later value wins. Whatever does not win is put into the history before.
"""

import base64
import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from reader.store import rows
from reader.store.joining.sides import Side, mapped
from reader.store.joining.texts import both
from reader.store.rows import Row
from reader.store.transfer import plain

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
    theirs_here = mapped(table, ours, theirs, other)
    for columns in _groups(table, ours.values(table, mine)):
        if all(theirs_here[name] is not None or other[name] is None for name in columns):
            _Difference(table, columns, ours, theirs, mine, other, theirs_here).settle()


def _groups(table: str, values: Row) -> Iterator[tuple[str, ...]]:
    together = _TOGETHER.get(table, ())
    yield from together
    known = {name for group in together for name in group} | {*_ELSEWHERE.get(table, ())}
    yield from ((name,) for name in values if name not in known)


@dataclass(frozen=True, slots=True)
class _Difference:
    """Columns of one row as they are here and on the other side; `theirs_here` has our numbers."""

    table: str
    columns: tuple[str, ...]
    ours: Side
    theirs: Side
    mine: Row
    other: Row
    theirs_here: Row

    def settle(self) -> None:
        """Let ours say what both come to."""
        said, their_said = self._said(self.ours, self.mine), self._said(self.theirs, self.other)
        if said == their_said:
            return
        we_had = self._had(self.ours, self.mine, their_said)
        they_had = self._had(self.theirs, self.other, said)
        if we_had and not they_had:
            return
        our_values = {name: self.mine[name] for name in self.columns}
        their_values = {name: self.theirs_here[name] for name in self.columns}
        final = their_values
        if we_had == they_had and not self._theirs_is_later():
            final = our_values
        if not we_had and not they_had:
            final = self._kept(our_values, their_values, final)
            self._write(their_values)  # one of those that it was
        self._write(final)

    def _write(self, values: Row) -> None:
        rows.update(self.ours.connection, self.table, self.mine["id"], values)

    def _said(self, side: Side, row: Row) -> Row:
        """What the columns say, by names that last; where words stand follows from the words."""
        columns = ("quote",) if "quote" in self.columns else self.columns
        return {name: side.meant(name, row.get(name)) for name in columns}

    def _had(self, side: Side, row: Row, said: Row) -> bool:
        """Whether it was there once, in this row or in one that was deleted before it came."""
        states = side.states(self.table, _id(row), row)
        before = side.former(self.table).get(side.key(self.table, row))
        return any(
            self._said(side, state) == said
            for state in (*states, *(before.states if before else ()))
        )

    def _theirs_is_later(self) -> bool:
        """Whether theirs was written last; of one moment both computers say the same."""

        def when(side: Side, row: Row) -> tuple[str, str]:
            at = side.changed_at(self.table, _id(row), *self.columns)
            return at or side.came_at(self.table, _id(row)), str(self._said(side, row))

        return when(self.theirs, self.other) > when(self.ours, self.mine)

    def _kept(self, our_values: Row, their_values: Row, later: Row) -> Row:
        """What to say when both sides wrote it: the words of neither can be found nowhere."""
        is_theirs = later is their_values
        earlier = our_values if is_theirs else their_values
        text = _TEXTS.get(self.table)
        if text in later:
            joined = both(str(earlier[text]), str(later[text]))
            # Two texts in a cell are no longer the sentence that one of them was taken from.
            origin: Row = {"origin": None} if "origin" in later else {}
            return later if joined == later[text] else {**later, text: joined, **origin}
        if _COPIED.get(self.table) in later:
            row = self.mine if is_theirs else self.other
            _copy(self.table, self.ours, {**row, **earlier})
        return later


def _id(row: Row) -> int:
    return int(str(row["id"]))


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
