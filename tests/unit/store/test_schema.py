"""A library file is whole from the first moment, and anything unknown in it is refused."""

import sqlite3
import threading
from pathlib import Path

import pytest

from reader.errors import Problem
from reader.store import Store, journal, schema


def tamper(path: Path, *statements: str) -> None:
    database = sqlite3.connect(path)
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()


@pytest.fixture
def closed(path: Path) -> Path:
    """A library that is not open."""
    Store.open(path).close()
    return path


def test_the_known_fingerprint_is_that_of_a_fresh_library(store: Store) -> None:
    assert schema.fingerprint(store._connection) == schema.FINGERPRINTS[schema.VERSION]


def test_a_fresh_library_equals_one_made_step_by_step(store: Store, tmp_path: Path) -> None:
    from sqlite_utils import Database

    from reader.store.migrations import migrations

    stepwise = sqlite3.connect(tmp_path / "stepwise.db", isolation_level=None)
    database = Database(stepwise, execute_plugins=False)
    for step in list(migrations.pending(database)):
        step.fn(database)
    journal.install(stepwise)
    assert schema.fingerprint(stepwise) == schema.fingerprint(store._connection)
    stepwise.close()


def test_making_the_schema_again_changes_nothing(store: Store) -> None:
    before = schema.fingerprint(store._connection)
    store._connection.execute("BEGIN")
    schema.migrate(store._connection)
    store._connection.execute("COMMIT")
    assert schema.fingerprint(store._connection) == before


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER evil AFTER INSERT ON papers BEGIN DELETE FROM notes; END",
        "CREATE VIEW evil AS SELECT * FROM papers",
        "CREATE TABLE evil (a)",
        "CREATE TRIGGER evil AFTER INSERT ON _sqlite_migrations BEGIN DELETE FROM notes; END",
        "DROP TRIGGER journal_notes_update",
        "DROP INDEX papers_title",
        "ALTER TABLE papers ADD COLUMN evil TEXT",
    ],
)
def test_a_schema_that_is_not_ours_is_refused(closed: Path, statement: str) -> None:
    tamper(closed, statement)
    with pytest.raises(Problem, match="did not make"):
        Store.open(closed)


def test_two_programs_that_make_a_library_at_once_get_the_same_one(path: Path) -> None:
    uids: list[str] = []
    start = threading.Barrier(4)

    def make() -> None:
        start.wait()
        store = Store.open(path)
        uids.append(store.uid)
        store.close()

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(uids) == 4
    assert len(set(uids)) == 1


def test_the_uid_stays(path: Path) -> None:
    store = Store.open(path)
    uid = store.uid
    store.close()
    again = Store.open(path, write=False)
    assert again.uid == uid
    assert len(uid) == 16
    again.close()
