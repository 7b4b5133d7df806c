"""The journal: triggers that record every change, and the replay of it backwards.

The triggers are made from the tables themselves, so a new column can never be forgotten. An
insert records only the row's id, an update the former values of the columns that changed, a
delete the whole row. Replaying the rows of an action backwards takes it back; the replay is
recorded too, which makes redo the same thing once more.
"""

import itertools
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reader.model import Progress
from reader.store.parts import report

RESTORE = "restore"  # the row that says: everything may be different from here on
PAGE = 2_000  # rows taken back at a time: an import may have millions


class InTheWay(Exception):  # noqa: N818  (becomes the Problem that names the action)
    """Something that changed since keeps an action from being taken back."""


@dataclass(frozen=True, slots=True)
class Journaled:
    """A table whose changes are recorded: its key, the column naming the paper, its area."""

    key: str
    paper: str | None
    area: str


TABLES = {
    "imports": Journaled("id", None, "imports"),
    "papers": Journaled("id", "id", "facts"),
    "marks": Journaled("paper_id", "paper_id", "marks"),
    "notes": Journaled("paper_id", "paper_id", "notes"),
    "tags": Journaled("id", None, "tags"),
    "paper_tags": Journaled("id", "paper_id", "tags"),
    "highlights": Journaled("id", "paper_id", "highlights"),
    "sightings": Journaled("id", "paper_id", "imports"),
    "pairs": Journaled("id", None, "facts"),
    "merges": Journaled("id", "paper_id", "facts"),
    "apart": Journaled("id", None, "facts"),
    "searches": Journaled("id", None, "searches"),
    "documents": Journaled("id", None, "documents"),
    "links": Journaled("id", "paper_id", "links"),
    "citation_keys": Journaled("id", "paper_id", "keys"),
    "attachments": Journaled("id", "paper_id", "attachments"),
    "matrices": Journaled("id", None, "matrices"),
    "matrix_papers": Journaled("id", "paper_id", "matrices"),
    "cells": Journaled("id", "paper_id", "matrices"),
    "templates": Journaled("id", None, "templates"),
    "wishes": Journaled("id", None, "wishes"),
    "settings": Journaled("id", None, "settings"),
}


@dataclass(frozen=True, slots=True)
class Touched:
    """What was recorded after some point of the journal."""

    papers: frozenset[int] = frozenset()
    new: frozenset[int] = frozenset()
    gone: frozenset[int] = frozenset()
    areas: frozenset[str] = frozenset()


# The functions json_object and json_quote may not stand in a trigger while the schema is not
# trusted (https://sqlite.org/pragma.html#pragma_trusted_schema), so texts are escaped by hand
# (RFC 8259, 7). Other control characters never get in (`reader.clean`).
_ESCAPES = (
    ("'\\'", "\\\\"),
    ("'\"'", '\\"'),
    ("char(10)", r"\n"),
    ("char(13)", r"\r"),
    ("char(9)", r"\t"),
)


def columns(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """The columns of a table, in order, and their types."""
    return dict(
        connection.execute("SELECT name, type FROM pragma_table_info(?)", (table,)).fetchall()
    )


def triggers(connection: sqlite3.Connection) -> dict[str, str]:
    """The triggers that the tables of this library call for: name and SQL."""
    made = {}
    for table, journaled in TABLES.items():
        for op, sql in _triggers_of(table, journaled, columns(connection, table)):
            made[f"journal_{table}_{op}"] = sql
    return made


def _triggers_of(
    table: str, journaled: Journaled, types: dict[str, str]
) -> Iterator[tuple[str, str]]:
    members = {name: f"',\"{name}\":' || {_json(name, kind)}" for name, kind in types.items()}
    differs = {name: f'OLD."{name}" IS NOT NEW."{name}"' for name in types if name != journaled.key}
    when = f"WHEN {' OR '.join(differs.values())} "
    former = [f"CASE WHEN {differs[name]} THEN {members[name]} ELSE '' END" for name in differs]
    yield "insert", _trigger(table, journaled, "insert", "NEW", "", "NULL")
    yield "update", _trigger(table, journaled, "update", "OLD", when, _object(former))
    yield "delete", _trigger(table, journaled, "delete", "OLD", "", _object(members.values()))


def _object(members: Iterable[str]) -> str:
    return f"'{{' || substr({' || '.join(members)}, 2) || '}}'"


def _json(name: str, kind: str) -> str:
    """SQL that writes a column's old value as JSON; there are only whole numbers and texts."""
    value = f'OLD."{name}"'
    if kind == "TEXT":
        for character, escape in _ESCAPES:
            value = f"replace({value}, {character}, '{escape}')"
        value = f"'\"' || {value} || '\"'"
    return f"coalesce({value}, 'null')"


def _trigger(table: str, journaled: Journaled, op: str, version: str, when: str, old: str) -> str:
    paper = f'{version}."{journaled.paper}"' if journaled.paper else "NULL"
    return (
        f"CREATE TRIGGER journal_{table}_{op} AFTER {op.upper()} ON {table} {when}BEGIN "
        "INSERT INTO journal (action_id, tbl, row, paper_id, op, old) VALUES ("
        f"(SELECT action_id FROM moment), '{table}', {version}.\"{journaled.key}\", {paper}, "
        f"'{op}', {old}); END"
    )


def install(connection: sqlite3.Connection) -> None:
    """Replace all triggers by those that the tables call for."""
    remove(connection)
    for sql in triggers(connection).values():
        connection.execute(sql)


def remove(connection: sqlite3.Connection) -> None:
    """Take all triggers away, as only a change of the tables themselves may."""
    present = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    for (name,) in present.fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')


def seq(connection: sqlite3.Connection) -> int:
    """The number of the newest journal row; it never goes back."""
    row = connection.execute("SELECT max(seq) FROM journal").fetchone()
    return int(row[0] or 0)


def lineage(connection: sqlite3.Connection, upto: int) -> str:
    """Whose history it is up to a journal row: the newest action there, and when it began.

    Another file of the same library may have used the same numbers for other changes.
    """
    row = connection.execute(
        "SELECT id, at FROM actions WHERE first_seq <= ? ORDER BY id DESC LIMIT 1", (upto,)
    ).fetchone()
    return f"{row[0]} {row[1]}" if row else ""


def standing(connection: sqlite3.Connection, upto: int) -> tuple[int, str]:
    """The number of the newest row, and whose history it is up to another one."""
    return seq(connection), lineage(connection, upto)


def skip(connection: sqlite3.Connection, count: int) -> None:
    """Say that so many numbers of the journal were never given out, or that their rows are lost."""
    connection.execute(
        "INSERT INTO library (key, value) VALUES ('skipped', ?1)"
        " ON CONFLICT (key) DO UPDATE SET value = CAST(value + ?1 AS TEXT)",
        (str(count),),
    )


def missing(connection: sqlite3.Connection) -> int:
    """How many rows of the journal should be there and are not."""
    row = connection.execute(
        "SELECT coalesce(max(seq), 0) - count(*) - coalesce((SELECT CAST(value AS INTEGER)"
        " FROM library WHERE key = 'skipped'), 0) FROM journal"
    ).fetchone()
    return int(row[0])


def touched_since(connection: sqlite3.Connection, before: int) -> Touched:
    """What was recorded after the journal row `before`."""
    rows = connection.execute(
        "SELECT tbl, op, paper_id FROM journal WHERE seq > ?", (before,)
    ).fetchall()
    gone = frozenset(paper for tbl, op, paper in rows if tbl == "papers" and op == "delete")
    papers = frozenset(paper for _, _, paper in rows if paper is not None) - gone
    new = frozenset(paper for tbl, op, paper in rows if tbl == "papers" and op == "insert") - gone
    areas = frozenset(TABLES[tbl].area for tbl in {row[0] for row in rows} & TABLES.keys())
    return Touched(papers, new, gone, areas)


def restored_since(connection: sqlite3.Connection, before: int) -> bool:
    """Whether everything may be different since the journal row `before`."""
    row = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM journal WHERE seq > ? AND op = ?)", (before, RESTORE)
    ).fetchone()
    return bool(row[0])


def count_since(connection: sqlite3.Connection, before: int) -> int:
    """How many papers were recorded after the journal row `before`."""
    row = connection.execute(
        "SELECT count(DISTINCT paper_id) FROM journal WHERE seq > ?", (before,)
    ).fetchone()
    return int(row[0])


# ---------------------------------------------------------------- backwards


def read_old(old: str) -> dict[str, object]:
    """The former values of a row. Raises ValueError when they cannot be read."""
    values = json.loads(old)
    if not isinstance(values, dict):
        raise ValueError("not an object")
    return values


def take_back(
    connection: sqlite3.Connection, action_id: int, progress: Progress | None = None
) -> None:
    """Undo every recorded change of an action, newest first.

    Raises InTheWay when that cannot be done whole, and Cancelled when `progress` says stop; the
    transaction must be rolled back then.
    """
    first, last = connection.execute(
        "SELECT first_seq, last_seq FROM actions WHERE id = ?", (action_id,)
    ).fetchone()
    whole, left = last - first + 1, last
    while rows := connection.execute(
        "SELECT tbl, op, row, old, seq FROM journal WHERE seq BETWEEN ? AND ? AND action_id = ?"
        " ORDER BY seq DESC LIMIT ?",
        (first, left, action_id, PAGE),
    ).fetchall():
        report(progress, last - left, whole)
        left = rows[-1][4] - 1
        _take_back(connection, rows)


def take_back_since(connection: sqlite3.Connection, seq: int, paper_id: int) -> None:
    """Undo what was recorded after `seq` about one paper, and about tags and imports.

    Only for looking at what was: other papers are left as they are, so it must be rolled back.
    """
    rows = connection.execute(
        "SELECT tbl, op, row, old, seq FROM journal WHERE seq > ? AND (paper_id = ?"
        " OR tbl IN ('tags', 'imports')) ORDER BY seq DESC",
        (seq, paper_id),
    ).fetchall()
    _take_back(connection, rows)


def _take_back(
    connection: sqlite3.Connection, rows: Iterable[tuple[str, str, int, str | None, int]]
) -> None:
    """Undo recorded changes, given newest first."""
    known = {table: frozenset(columns(connection, table)) for table in TABLES}
    changes = (
        (tbl, op, row, {} if old is None else read_old(old)) for tbl, op, row, old, _ in rows
    )
    for (tbl, op, names), alike in itertools.groupby(
        changes, key=lambda change: (change[0], change[1], tuple(change[3]))
    ):
        if tbl not in known or not known[tbl].issuperset(names):
            raise InTheWay(f"the journal speaks of {tbl}, which is not journaled")
        _reverse(connection, tbl, op, names, [(row, old) for _, _, row, old in alike])


def _reverse(
    connection: sqlite3.Connection,
    tbl: str,
    op: str,
    names: tuple[str, ...],
    rows: list[tuple[int, dict[str, object]]],
) -> None:
    """Take back one run of like changes; table and column names are known to the schema."""
    key = TABLES[tbl].key
    values = [tuple(old.values()) for _, old in rows]
    if op == "insert":
        sql = f'DELETE FROM {tbl} WHERE "{key}" = ?'
        done = connection.executemany(sql, [(row,) for row, _ in rows])
    elif op == "update":
        assign = ", ".join(f'"{name}" = ?' for name in names)
        sql = f'UPDATE {tbl} SET {assign} WHERE "{key}" = ?'
        done = connection.executemany(
            sql, [(*old, row) for old, (row, _) in zip(values, rows, strict=True)]
        )
    else:
        fields = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join("?" for _ in names)
        done = connection.executemany(f"INSERT INTO {tbl} ({fields}) VALUES ({marks})", values)
    if done.rowcount != len(rows):
        raise InTheWay(f"{tbl}: {done.rowcount} of {len(rows)} rows")
