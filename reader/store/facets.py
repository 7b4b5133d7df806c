"""What is counted beside a search: a few columns of every paper, read in one go."""

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from reader.errors import Cancelled
from reader.model import Tag
from reader.store import journal, settings
from reader.store.connection import stoppable
from reader.store.import_rows import FIRSTS, names

Key = TypeVar("Key", str, int)

MANY = 5_000  # touched papers from which on all columns are read again


@dataclass(frozen=True, slots=True)
class Columns:
    """The ids of all papers, ascending, and of those that have something, in any order.

    `years` and `states` say which papers are of each; `having` names notes, highlights and stars;
    `tags` and `imports` are the names under the numbers of `tagged` and `sighted`.
    """

    seq: int
    ids: "array[int]"
    states: "dict[str, array[int]]"
    years: "dict[int, array[int]]"
    having: "dict[str, array[int]]"
    kinds: "dict[str, array[int]]"
    tagged: "dict[int, array[int]]"
    sighted: "dict[int, array[int]]"
    kind_names: dict[str, str]
    tags: dict[int, Tag]
    imports: dict[int, str]


_QUESTIONS = {
    "papers": "SELECT 0, group_concat(id) FROM papers WHERE {among}",
    "states": "SELECT state, group_concat(paper_id) FROM marks WHERE {among} GROUP BY state",
    "years": (
        "SELECT CAST(substr(dated, 1, 4) AS INTEGER), group_concat(id) FROM papers"
        " WHERE dated IS NOT NULL AND {among} GROUP BY 1"
    ),
    "notes": "SELECT 'notes', group_concat(paper_id) FROM notes WHERE text <> '' AND {among}",
    "highlights": (
        "SELECT 'highlights', group_concat(DISTINCT paper_id) FROM highlights WHERE {among}"
    ),
    "starred": "SELECT 'starred', group_concat(paper_id) FROM marks WHERE starred = 1 AND {among}",
    "kinds": (
        "SELECT kind, group_concat(DISTINCT paper_id) FROM highlights WHERE {among} GROUP BY kind"
    ),
    "tagged": "SELECT tag_id, group_concat(paper_id) FROM paper_tags WHERE {among} GROUP BY tag_id",
    "sighted": (
        "SELECT import_id, group_concat(DISTINCT paper_id) FROM sightings WHERE {among}"
        " GROUP BY import_id"
    ),
}
_AMONG = "IN (SELECT value FROM json_each(?))"
_FEW = {
    name: sql.format(among=f"{'id' if 'FROM papers' in sql else 'paper_id'} {_AMONG}")
    for name, sql in _QUESTIONS.items()
}
_WHOLE = {name: sql.format(among="1") for name, sql in _QUESTIONS.items()}


def columns(connection: sqlite3.Connection, go_on: Callable[[], bool] = lambda: True) -> Columns:
    """The columns of the library as it is now. Raises Cancelled when `go_on` says no."""
    with stoppable(connection, go_on):
        return _read(connection, _WHOLE, (), go_on)


def changes(connection: sqlite3.Connection, seq: int) -> tuple[frozenset[int], Columns] | None:
    """The papers touched since a journal row, and the columns of these few alone.

    None when they are too many, or when everything may be different.
    """
    if journal.restored_since(connection, seq) or journal.count_since(connection, seq) > MANY:
        return None
    touched = journal.touched_since(connection, seq)
    return touched.papers | touched.gone, _read(
        connection, _FEW, (json.dumps(list(touched.papers)),)
    )


def _read(
    connection: sqlite3.Connection,
    questions: Mapping[str, str],
    given: tuple[str, ...],
    go_on: Callable[[], bool] = lambda: True,
) -> Columns:
    def asked(name: str, key: type[Key]) -> "dict[Key, array[int]]":
        if not go_on():
            raise Cancelled
        return _grouped(connection.execute(questions[name], given).fetchall(), key)

    having = asked("notes", str) | asked("highlights", str) | asked("starred", str)
    return Columns(
        journal.seq(connection),
        array("q", sorted(asked("papers", int)[0])),
        asked("states", str),
        asked("years", int),
        having,
        asked("kinds", str),
        asked("tagged", int),
        _by_import(asked("sighted", int), connection),
        {kind.value: look.name for kind, look in settings.kinds(connection).items()},
        {
            number: Tag(name, color)
            for number, name, color in connection.execute(
                "SELECT id, name, color FROM tags"
            ).fetchall()
        },
        names(connection),
    )


def _by_import(
    sighted: "dict[int, array[int]]", connection: sqlite3.Connection
) -> "dict[int, array[int]]":
    """The papers of each import under its first part, from those of each part."""
    whole: dict[int, list[array[int]]] = {}
    for number, first in connection.execute(f"SELECT id, first FROM {FIRSTS}").fetchall():
        if number in sighted:
            whole.setdefault(first, []).append(sighted[number])
    return {
        first: found[0] if len(found) == 1 else array("q", {one for ids in found for one in ids})
        for first, found in whole.items()
    }


def _grouped(rows: Iterable[tuple[Any, str | None]], _key: type[Key]) -> "dict[Key, array[int]]":
    """Paper ids under the first column of the rows, which is of the type `_key`.

    SQLite writes the ids of a group as one text: a hundred thousand rows fetched one by one take
    several times as long.
    """
    return {key: array("q", map(int, ids.split(",")) if ids else ()) for key, ids in rows}
