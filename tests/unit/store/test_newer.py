"""A library of a newer version is never written to, and read only while all of it is there."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from making_libraries import old_library

from reader.errors import Problem
from reader.store import Store, schema


@pytest.fixture
def newer(path: Path) -> Iterator[Path]:
    """A library that a newer version has added to."""
    old_library(path, 1)
    Store.open(path).close()
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE moods (id INTEGER PRIMARY KEY, mood TEXT)")
    database.execute("ALTER TABLE papers ADD COLUMN mood TEXT")
    database.execute(f"PRAGMA user_version={schema.VERSION + 1}")
    database.commit()
    database.close()
    yield path
    assert not list(path.parent.glob(".*"))


def test_a_newer_library_is_refused_for_writing_and_can_be_read(newer: Path) -> None:
    before = newer.read_bytes()
    with pytest.raises(Problem, match="newer version"):
        Store.open(newer)
    store = Store.open(newer, write=False)
    assert store.counts().all == 9
    assert store.papers([1, 2])
    with pytest.raises(Problem, match="read-only"):
        store.star([1])
    store.close()
    assert newer.read_bytes() == before


@pytest.mark.parametrize(
    "statements",
    [
        ["DROP TRIGGER journal_notes_update", "ALTER TABLE notes RENAME COLUMN text TO words"],
        ["ALTER TABLE notes RENAME TO n", "CREATE VIEW notes AS SELECT * FROM n"],
    ],
    ids=["a column is gone", "a view stands in for a table"],
)
def test_a_newer_library_without_what_is_read_is_refused(
    newer: Path, statements: list[str]
) -> None:
    database = sqlite3.connect(newer)
    for (trigger,) in database.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name <> 'journal_notes_update'"
    ).fetchall():
        database.execute(f'DROP TRIGGER "{trigger}"')
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()
    with pytest.raises(Problem, match="can no longer be read"):
        Store.open(newer, write=False)
