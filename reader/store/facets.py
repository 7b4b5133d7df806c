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
    """Of every paper, ascending by id: state and year (0 when nobody knows it), side by side.

    The other columns are the ids of papers that have something; `names` are the tags and imports
    by their numbers.
    """

    seq: int
    ids: "array[int]"
    states: tuple[str, ...]
    years: "array[int]"
    having: "dict[str, array[int]]"
    kinds: "dict[str, array[int]]"
    tagged: "dict[int, array[int]]"
    sighted: "dict[int, array[int]]"
    kind_names: dict[str, str]
    tags: dict[int, Tag]
    imports: dict[int, str]


def columns(connection: sqlite3.Connection) -> Columns:
    """The columns of the library as it is now."""
    rows = connection.execute(
        "SELECT papers.id, state, CASE WHEN dated IS NULL THEN 0 ELSE CAST(substr(dated, 1, 4)"
        " AS INTEGER) END FROM papers JOIN marks ON marks.paper_id = papers.id ORDER BY papers.id"
    ).fetchall()
    having = {
        "notes": "SELECT paper_id FROM notes WHERE text <> ''",
        "highlights": "SELECT DISTINCT paper_id FROM highlights",
        "starred": "SELECT paper_id FROM marks WHERE starred = 1",
    }
    return Columns(
        journal.seq(connection),
        array("q", [row[0] for row in rows]),
        tuple(row[1] for row in rows),
        array("q", [row[2] for row in rows]),
        {
            name: array("q", [one for (one,) in connection.execute(sql).fetchall()])
            for name, sql in having.items()
        },
        _grouped(connection, "SELECT DISTINCT kind, paper_id FROM highlights", str),
        _grouped(connection, "SELECT tag_id, paper_id FROM paper_tags", int),
        _grouped(connection, "SELECT DISTINCT import_id, paper_id FROM sightings", int),
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
    """Paper ids under the first column of a question, which is of the type `_key`."""
    grouped: dict[Key, array[int]] = {}
    for key, paper_id in connection.execute(sql).fetchall():
        grouped.setdefault(key, array("q")).append(paper_id)
    return grouped
