"""What is counted beside a search: a few columns of every paper, read in one go."""

import sqlite3
from array import array
from dataclasses import dataclass
from typing import TypeVar

from reader.model import Tag
from reader.store import journal, settings

Key = TypeVar("Key", str, int)


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


_PAPERS = "SELECT 0, group_concat(id) FROM papers"
_STATES = "SELECT state, group_concat(paper_id) FROM marks GROUP BY state"
_YEARS = (
    "SELECT CAST(substr(dated, 1, 4) AS INTEGER), group_concat(id) FROM papers"
    " WHERE dated IS NOT NULL GROUP BY 1"
)
_NOTES = "SELECT 'notes', group_concat(paper_id) FROM notes WHERE text <> ''"
_HIGHLIGHTS = "SELECT 'highlights', group_concat(DISTINCT paper_id) FROM highlights"
_STARRED = "SELECT 'starred', group_concat(paper_id) FROM marks WHERE starred = 1"
_KINDS = "SELECT kind, group_concat(DISTINCT paper_id) FROM highlights GROUP BY kind"
_TAGGED = "SELECT tag_id, group_concat(paper_id) FROM paper_tags GROUP BY tag_id"
_SIGHTED = "SELECT import_id, group_concat(DISTINCT paper_id) FROM sightings GROUP BY import_id"


def columns(connection: sqlite3.Connection) -> Columns:
    """The columns of the library as it is now."""
    having: dict[str, array[int]] = {}
    for sql in (_NOTES, _HIGHLIGHTS, _STARRED):
        having |= _grouped(connection, sql, str)
    ids = _grouped(connection, _PAPERS, int)[0]
    return Columns(
        journal.seq(connection),
        array("q", sorted(ids)),
        _grouped(connection, _STATES, str),
        _grouped(connection, _YEARS, int),
        having,
        _grouped(connection, _KINDS, str),
        _grouped(connection, _TAGGED, int),
        _grouped(connection, _SIGHTED, int),
        {kind.value: look.name for kind, look in settings.kinds(connection).items()},
        {
            number: Tag(name, color)
            for number, name, color in connection.execute(
                "SELECT id, name, color FROM tags"
            ).fetchall()
        },
        dict(connection.execute("SELECT id, name FROM imports").fetchall()),
    )


def _grouped(connection: sqlite3.Connection, sql: str, _key: type[Key]) -> "dict[Key, array[int]]":
    """Paper ids under the first column of a question, which is of the type `_key`.

    SQLite writes the ids of a group as one text: a hundred thousand rows fetched one by one take
    several times as long.
    """
    rows = connection.execute(sql).fetchall()
    return {key: array("q", map(int, ids.split(",")) if ids else ()) for key, ids in rows}
