"""One of two libraries that are joined: what it holds, what it held, and names that last.

Numbers differ between computers, so rows are compared by names that last: a paper by its uid, a
tag by its key, an import by its text and time. What a row was before each change tells which of
two values is the newer one: a value that the other side once had is the older.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from reader.query.renaming import with_tags_renamed
from reader.store import journal
from reader.store.rows import Row
from reader.store.transfer import plain

Key = tuple[object, ...]

# What tells rows of a table apart on all computers.
KEYS: dict[str, tuple[str, ...]] = {
    "imports": ("dump", "at"),
    "tags": ("key",),
    "paper_tags": ("paper_id", "tag_id"),
    "highlights": ("paper_id", "created"),
    "sightings": ("import_id", "paper_id", "position", "first_line"),
    "pairs": ("a", "b"),
    "apart": ("one", "other"),
    "searches": ("name",),
    "documents": ("uid",),
    "links": ("paper_id", "document_id", "said"),
    "citation_keys": ("lower",),
    "attachments": ("uid",),
    "matrices": ("uid",),
    "matrix_papers": ("matrix_id", "paper_id"),
    "cells": ("matrix_id", "paper_id", "name"),
    "templates": ("uid",),
    "wishes": ("word",),
    "settings": ("key",),
}
# Tables in which rows may be alike in that: a clock may stand, a name may be given twice.
ALIKE = frozenset(("imports", "highlights", "sightings", "links", "searches"))
# Columns that name a row of another table.
REFERENCES = {
    "paper_id": "papers", "a": "papers", "b": "papers", "target": "papers",
    "tag_id": "tags", "import_id": "imports", "document_id": "documents",
    "matrix_id": "matrices",
}  # fmt: skip
# What follows from other things, or from where a row happens to stand.
PASSING = frozenset(("id", "position", "lower", "first", "behind", "prefix", "suffix", "changed"))
# What a person does about a paper shows in these.
_TOUCHED = (
    "marks", "notes", "papers", "highlights", "paper_tags", "attachments", "matrix_papers", "cells",
)  # fmt: skip
_BULK = frozenset(("papers", "marks", "sightings", "pairs"))


@dataclass(frozen=True, slots=True)
class Was:
    """One recorded change of a row: when, which, and the former values as JSON."""

    at: str
    op: str
    old: str | None
    quiet: bool


@dataclass(frozen=True, slots=True)
class Gone:
    """A row that was deleted: when, and every state that it was ever in."""

    at: str
    states: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """A paper that was made part of another; `sign` (title, time) tells the merge from others."""

    uid: str
    into: str
    sign: tuple[str, str]


class Side:
    """One library. Its names are made once; what it holds is asked when it is needed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.past = _past(connection)
        self.uids = dict(connection.execute("SELECT id, uid FROM papers").fetchall())
        self.lost: dict[str, Gone] = {}
        self.alias: dict[str, str] = {}
        self.renamed: dict[str, str] = {}  # keys of tags that have another one now
        self.traded: dict[str, str] = {}  # names of tags that mean others in the joined library
        self._gone_uids: dict[int, str] = {}
        self._read_lost()
        self.merges = list(self._merges())
        self.merged = {merge.uid: merge.into for merge in self.merges}
        self._rows: dict[str, dict[int, Row]] = {}
        self._keys: dict[str, dict[int, Key]] = {}
        self._by_key: dict[str, dict[Key, int]] = {}
        self._gone: dict[str, dict[Key, Gone]] = {}
        self._present: set[str | None] | None = None
        self._numbers_of_papers: dict[str, int] | None = None

    def _read_lost(self) -> None:
        """The papers that were deleted, by uid."""
        present = set(self.uids.values())
        for number in self.past["papers"]:
            if number in self.uids:
                continue
            states = tuple(self.states("papers", number, None))
            uid = states[0].get("uid") if states else None
            if isinstance(uid, str):
                self._gone_uids[number] = uid
            if isinstance(uid, str) and uid not in present:
                self.lost[uid] = Gone(self.past["papers"][number][-1].at, states)

    def _merges(self) -> Iterator[Merge]:
        """Papers that were merged into others, also by way of others."""
        rows = self.connection.execute("SELECT paper_id, title, at, parts FROM merges ORDER BY id")
        for paper_id, title, at, parts in rows.fetchall():
            for uid, *sign in _uids_in(title, at, parts):
                yield Merge(uid, self.uids.get(paper_id, ""), (sign[0], sign[1]))

    def paper_of(self, uid: str) -> int | None:
        """The number of a paper that is there."""
        if self._numbers_of_papers is None:
            self._numbers_of_papers = {uid: number for number, uid in self.uids.items()}
        return self._numbers_of_papers.get(uid)

    def has(self, uid: str) -> bool:
        """Whether the paper of this name in the joined library is there."""
        if self._present is None:
            self._present = {self.uid(number) for number in self.uids}
        return uid in self._present

    def holds_part(self, other: "Side", uid: str) -> bool:
        """Whether a paper is there that the other side made part of the one of this name."""
        present = set(self.uids.values())
        return any(keep == uid and part in present for part, keep in other.merged.items())

    def number_of_gone(self, uid: str) -> int | None:
        """The last number that a deleted paper had."""
        return max(self.numbers_of_gone(uid), default=None)

    def numbers_of_gone(self, uid: str) -> list[int]:
        """Every number that a paper had: one that came back may have another now."""
        return [number for number, one in self._gone_uids.items() if one == uid]

    def uid(self, number: object) -> str | None:
        """The uid of a paper, there or gone, under the name that it has in the joined library."""
        if not isinstance(number, int):
            return None
        uid = self.uids.get(number) or self._gone_uids.get(number)
        return None if uid is None else self.resolved(uid)

    def resolved(self, uid: str) -> str:
        """The name that a paper has in the joined library, where it may be part of another."""
        seen = set()
        while uid in self.alias and uid not in seen:
            seen.add(uid)
            uid = self.alias[uid]
        return uid

    def gone_parts(self, uid: str) -> list[int]:
        """The numbers of papers that are gone and were, or became part of, the one of a name."""
        name = self.resolved(uid)
        return [number for number, one in self._gone_uids.items() if self.resolved(one) == name]

    def forget_papers(self) -> None:
        """Papers came or went: they are named anew."""
        rows = self.connection.execute("SELECT id, uid FROM papers").fetchall()
        self.uids, self._present, self._numbers_of_papers = dict(rows), None, None

    def forget_rows(self) -> None:
        """Rows of other tables came or went, or speak of papers by another name."""
        for known in (self._rows, self._keys, self._by_key, self._gone):
            known.clear()

    # ------------------------------------------------------------ names

    def rows(self, table: str) -> dict[int, Row]:
        """The rows of a table by number."""
        if table not in self._rows:
            rows = plain.select(self.connection, table, "1", ())
            for row in rows if table == "searches" and self.traded else ():
                row["query"] = with_tags_renamed(str(row["query"]), self.traded)
            self._rows[table] = {int(str(row["id"])): row for row in rows}
        return self._rows[table]

    def keys(self, table: str) -> dict[int, Key]:
        """What tells the rows of a table apart on all computers, by number.

        Where rows may be alike in that, they are told apart by what they say, then by their order.
        """
        if table not in self._keys:
            keys: dict[int, Key] = {}
            numbers: dict[Key, int] = {}
            for number, row in self.rows(table).items():
                key = plainly = self.key(table, row)
                same = 0
                while key in numbers and table in ALIKE:
                    said = str(sorted(self.values(table, row).items()))
                    key, same = (*plainly, said, same), same + 1
                numbers.setdefault(key, number)
                keys[number] = key
            self._by_key[table], self._keys[table] = numbers, keys
        return self._keys[table]

    def numbers(self, table: str) -> dict[Key, int]:
        """The number of each row by what tells it apart; of papers that became one, the first."""
        self.keys(table)
        return self._by_key[table]

    def name(self, table: str, number: object) -> object:
        """The lasting name of a row that another one speaks of; None when it is unknown."""
        if table == "papers" or not isinstance(number, int):
            return self.uid(number)
        return self.keys(table).get(number) or self._former_name(table, number)

    def _former_name(self, table: str, number: int) -> Key | None:
        last = next(self.states(table, number, None), None)
        return self.key(table, last) if last else None

    def number(self, table: str, name: object) -> int | None:
        """The number of the row of a name, if it is there."""
        if table == "papers":
            return self.paper_of(str(name))
        return self.numbers(table).get(name) if isinstance(name, tuple) else None

    def key(self, table: str, row: Row) -> Key:
        """What a row says that tells it apart."""
        said = tuple(self.meant(column, row.get(column)) for column in KEYS[table])
        if table == "tags":
            said = tuple(self.renamed.get(str(key), key) for key in said)
        return tuple(sorted(said, key=str)) if table == "pairs" else said

    def meant(self, column: str, value: object) -> object:
        """A value with numbers of other rows as their names."""
        return self.name(REFERENCES[column], value) if column in REFERENCES else value

    def values(self, table: str, row: Row) -> Row:
        """What a row says besides its key."""
        skip = {*PASSING, *KEYS[table]}
        return {name: self.meant(name, one) for name, one in row.items() if name not in skip}

    # ------------------------------------------------------------ what was

    def states(self, table: str, number: int, now: Row | None) -> Iterator[Row]:
        """Every former state of a row, newest first; `now` is what it is, None when it is gone."""
        state: Row = dict(now or {})
        for was in reversed(self.past[table].get(number, [])):
            if was.old is None:
                state = {}
                continue
            try:
                former = journal.read_old(was.old)
            except ValueError:
                return
            state = dict(former) if was.op == "delete" else {**state, **former}
            yield dict(state)

    def changed_at(self, table: str, number: int, *columns: str) -> str:
        """When a row, or one of some columns of it, was changed last; empty when not at all."""
        for was in reversed(self.past[table].get(number, [])):
            if not columns or (was.op == "update" and _says(was, columns)):
                return was.at
        return ""

    def came_at(self, table: str, number: int) -> str:
        """When a row came last; empty when that was not recorded."""
        came = [was.at for was in self.past[table].get(number, []) if was.op == "insert"]
        return came[-1] if came else ""

    def gone(self, table: str) -> dict[Key, Gone]:
        """The rows that were deleted, by key; of several with one key the last.

        A row that is told apart by something else now is gone under the key that it had.
        """
        return {
            key: gone for key, gone in self.former(table).items() if key not in self.numbers(table)
        }

    def former(self, table: str) -> dict[Key, Gone]:
        """The rows that were deleted, also those whose key another row has now."""
        if table not in self._gone:
            found: dict[Key, Gone] = {}
            for number, changes in self.past[table].items():
                states = tuple(self._former_states(table, number))
                for key in {self.key(table, state): None for state in states}:
                    if key not in found or found[key].at < changes[-1].at:
                        found[key] = Gone(changes[-1].at, states)
            self._gone[table] = found
        return self._gone[table]

    def _former_states(self, table: str, number: int) -> Iterator[Row]:
        now = self.rows(table).get(number)
        present = None if now is None else self.key(table, now)
        for state in self.states(table, number, now):
            if now is None or self.key(table, state) != present:
                yield state

    def touched_at(self, number: int) -> str:
        """When a person last did something about a paper; looking at it does not count."""
        latest = ""
        for table in _TOUCHED:
            for one in self._rows_about(table, number):
                at = [was.at for was in self.past[table].get(one, []) if not was.quiet]
                latest = max([latest, *at])
        return latest

    def _rows_about(self, table: str, number: int) -> list[int]:
        if table in ("marks", "notes", "papers"):
            return [number]
        rows = self.connection.execute(f"SELECT id FROM {table} WHERE paper_id = ?", (number,))
        return [one for (one,) in rows.fetchall()]


def _past(connection: sqlite3.Connection) -> dict[str, dict[int, list[Was]]]:
    found: dict[str, dict[int, list[Was]]] = defaultdict(dict)
    cursor = connection.execute(
        "SELECT tbl, \"row\", at, op, old, sort = 'quiet' FROM journal"
        " JOIN actions ON actions.id = action_id WHERE op <> 'restore' ORDER BY seq"
    )
    for table, row, at, op, old, quiet in cursor:
        if op != "insert" or table not in _BULK or row in found[table]:
            found[table].setdefault(row, []).append(Was(at, op, old, bool(quiet)))
    return found


def _uids_in(title: str, at: str, parts: str) -> Iterator[tuple[str, str, str]]:
    """The papers that a merge took in, with those that these had taken in before."""
    try:
        other = json.loads(parts)["other"]
        yield str(other["papers"][0]["uid"]), title, at
        for merge in other["merges"]:
            yield from _uids_in(merge["title"], merge["at"], merge["parts"])
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        return


def _says(was: Was, columns: tuple[str, ...]) -> bool:
    try:
        return bool(set(columns) & journal.read_old(was.old or "{}").keys())
    except ValueError:
        return False


def mapped(table: str, ours: Side, theirs: Side, row: Row) -> Row:
    """A row of theirs with the numbers that ours has for what it speaks of; None where it has none.

    A citation key may speak of a paper that is gone.
    """
    made = {name: value for name, value in row.items() if name != "id"}
    for column, target in REFERENCES.items():
        if row.get(column) is not None:
            name = theirs.name(target, row[column])
            made[column] = ours.number(target, name)
            if target == "imports":
                made[column] = import_here(ours, theirs, row[column])
            if table == "citation_keys" and made[column] is None:
                made[column] = ours.number_of_gone(str(name))
    if table == "pairs" and made["a"] is not None and made["b"] is not None:
        made["a"], made["b"] = sorted((int(str(made["a"])), int(str(made["b"]))))
    return made


def import_here(ours: Side, theirs: Side, number: object) -> int | None:
    """Our number of an import of theirs; one that was taken back here comes with what it brought.

    None when theirs does not know it itself.
    """
    there = ours.number("imports", theirs.name("imports", number))
    row = theirs.rows("imports").get(number) if isinstance(number, int) else None
    if there is None and row is not None:
        plain.put(ours.connection, "imports", [{**row, "id": None}])
        ours.forget_rows()
        there = ours.number("imports", theirs.name("imports", number))
    return there
