"""A library of any older version opens, whole; or it stays, to the last byte, what it was."""

import contextlib
import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from making_libraries import FOLDER, VERSIONS, everything, old_library

from reader.errors import Problem, Replaced
from reader.store import Store, schema, upgrading
from reader.store.connection import Connection

STEPS = (
    "_check_room",
    "_sweep",
    "copy_verified",
    "_compare",
    "os.rename",
    "files.sync_folder",
    "_change",
    "_is_whole",
)


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> int:
    """Each older version."""
    return int(request.param)


@pytest.fixture
def old(path: Path, version: int) -> Path:
    """A library that an older version made."""
    return old_library(path, version)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def kept(path: Path, version: int) -> Path:
    return path.with_name(f"library.version-{version}.db")


def test_every_row_of_an_older_library_is_there_afterwards(old: Path) -> None:
    before = everything(old)
    Store.open(old).close()
    after = everything(old)
    for table, rows in before.items():
        if table not in ("_sqlite_migrations", "sqlite_sequence"):
            assert [row[: len(rows[0])] for row in after[table]] == rows, table
    assert len(before["notes"]) >= 3
    assert len(before["journal"]) > 100


def test_an_upgraded_library_has_no_fault_and_the_schema_of_a_fresh_one(old: Path) -> None:
    store = Store.open(old)
    assert store.check() == []
    assert schema.fingerprint(store._connection) == schema.FINGERPRINTS[schema.VERSION]
    assert sum(bool(words.note) for words in store.words()) == 3
    store.close()


def test_what_was_done_in_the_older_version_can_be_undone_to_the_beginning(old: Path) -> None:
    store = Store.open(old)
    while store.undo_state().undo:
        store.undo()
        assert store.check() == []
    assert store.counts().all == 0
    while store.undo_state().redo:
        store.redo()
    assert store.counts().all == 9
    assert store.check() == []
    store.close()


def test_a_copy_of_the_old_library_is_kept_and_the_second_start_does_nothing(
    old: Path, version: int
) -> None:
    before = everything(old)
    Store.open(old).close()
    assert everything(kept(old, version)) == before
    assert kept(old, version).stat().st_mode & 0o777 == 0o600
    after = digest(old)
    Store.open(old).close()
    assert digest(old) == after
    assert {file.name for file in old.parent.iterdir()} <= {
        old.name,
        f"{old.name}-journal",
        kept(old, version).name,
    }


def test_another_file_with_the_name_of_the_kept_one_stays(old: Path, version: int) -> None:
    kept(old, version).write_bytes(b"mine")
    Store.open(old).close()
    assert kept(old, version).read_bytes() == b"mine"
    assert old.with_name(f"library.version-{version}-1.db").exists()


@pytest.mark.parametrize("step", STEPS)
def test_when_a_step_fails_the_library_is_the_old_or_the_new_one_and_opens(
    old: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before, rows = digest(old), everything(old)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        owner, _, name = f"reader.store.upgrading.{step}".rpartition(".")
        broken.setattr(f"{owner}.{name}", fail)
        with pytest.raises(Problem, match="No space left"):
            Store.open(old)
    assert digest(old) == before
    assert not list(old.parent.glob(".*"))
    store = Store.open(old)
    assert store.counts().all == len(rows["papers"])
    assert store.check() == []
    store.close()


KILLED = """
import os, sys
from pathlib import Path
from reader.store import Store, upgrading
def die(*_):
    os._exit(9)
owner, _, name = sys.argv[2].rpartition(".")
setattr({"": upgrading, "os": upgrading.os, "files": upgrading.files}[owner], name, die)
Store.open(Path(sys.argv[1]))
"""


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_a_step_the_next_start_works(old: Path, step: str, root: Path) -> None:
    rows = everything(old)
    done = subprocess.run([sys.executable, "-c", KILLED, str(old), step], cwd=root, check=False)
    assert done.returncode == 9
    store = Store.open(old)
    assert store.counts().all == len(rows["papers"])
    assert store.check() == []
    store.close()
    assert not list(old.parent.glob(".*"))


SPILLED = """
import os, sys
from pathlib import Path
from reader.store import Store, schema
migrate = schema.migrate
def die_with_half_of_it_on_the_disk(connection):
    connection.execute("PRAGMA cache_size=2").fetchall()
    migrate(connection)
    os._exit(9)
schema.migrate = die_with_half_of_it_on_the_disk
Store.open(Path(sys.argv[1]))
"""


def test_killed_with_half_of_the_change_on_the_disk_the_old_library_comes_back(
    old: Path, version: int, root: Path
) -> None:
    before = everything(old)
    done = subprocess.run([sys.executable, "-c", SPILLED, str(old)], cwd=root, check=False)
    assert done.returncode == 9
    assert old.with_name(f"{old.name}-journal").stat().st_size > 0
    assert everything(old) == before  # as any program sees it, the one that made it too
    store = Store.open(old)
    assert store.check() == []
    store.close()
    assert everything(kept(old, version)) == before


def test_a_copy_that_lost_something_never_takes_the_name(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest(old)
    migrate = schema.migrate

    def lose(connection: sqlite3.Connection) -> None:
        migrate(connection)
        connection.execute("UPDATE moment SET action_id = 0")
        connection.execute("DELETE FROM notes WHERE paper_id = 1")
        connection.execute("UPDATE moment SET action_id = NULL")

    monkeypatch.setattr(schema, "migrate", lose)
    with pytest.raises(Problem, match="not all of it"):
        Store.open(old)
    assert digest(old) == before


def test_a_kept_copy_that_lost_something_stops_the_upgrade(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest(old)
    copy = upgrading.copy_verified

    def lose(source: Connection, draft: Path) -> None:
        copy(source, draft)
        database = sqlite3.connect(draft)
        database.execute("UPDATE moment SET action_id = 0")
        database.execute("DELETE FROM notes WHERE paper_id = 1")
        database.execute("UPDATE moment SET action_id = NULL")
        database.commit()
        database.close()

    monkeypatch.setattr(upgrading, "copy_verified", lose)
    with pytest.raises(Problem, match="not all of it"):
        Store.open(old)
    assert digest(old) == before
    assert [file.name for file in old.parent.glob("*.db")] == [old.name]


def test_a_killed_upgrade_does_not_keep_the_same_copy_twice(old: Path, root: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(old), "_change"], cwd=root, check=False)
    Store.open(old).close()
    assert len(list(old.parent.glob("library.version-*.db"))) == 1


def test_a_program_that_has_the_library_open_goes_on_with_the_new_one(old: Path) -> None:
    other = sqlite3.connect(old, isolation_level=None)
    other.execute("SELECT count(*) FROM papers").fetchall()
    store = Store.open(old)
    other.execute("UPDATE library SET value = value")
    assert other.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
    other.close()
    assert store.check() == []
    store.close()


def test_without_room_nothing_is_begun(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest(old)
    usage = shutil.disk_usage(old.parent)
    monkeypatch.setattr(
        upgrading.shutil, "disk_usage", lambda _: usage._replace(free=old.stat().st_size)
    )
    with pytest.raises(Problem, match="not enough room"):
        Store.open(old)
    assert digest(old) == before
    assert [file.name for file in old.parent.iterdir()] == [old.name]


def test_an_older_library_that_cannot_be_changed_can_still_be_read(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, rows = digest(old), everything(old)

    def read_only(*_: object) -> None:
        raise PermissionError(30, "Read-only file system")

    monkeypatch.setattr(upgrading, "_put_aside", read_only)
    store = Store.open(old, write=False)
    assert store.counts().all == len(rows["papers"])
    assert store.check() == []
    with pytest.raises(Problem):
        store.star([1])
    store.close()
    assert digest(old) == before


def test_reading_brings_an_older_library_up_to_date_too(old: Path) -> None:
    store = Store.open(old, write=False)
    assert schema.version(store._connection) == schema.VERSION
    store.close()


def test_an_older_library_with_a_foreign_part_is_refused_and_not_touched(old: Path) -> None:
    database = sqlite3.connect(old)
    database.execute("CREATE TRIGGER evil AFTER INSERT ON papers BEGIN DELETE FROM notes; END")
    database.close()
    before = digest(old)
    for write in (True, False):
        with pytest.raises(Problem, match="did not make"):
            Store.open(old, write=write)
    assert digest(old) == before


STARTED = """
import sys
from pathlib import Path
from reader.store import Store
store = Store.open(Path(sys.argv[1]))
store.append_note(1, sys.argv[2])
print(store.check())
"""


def test_a_library_is_not_called_damaged_while_another_program_upgrades_it(
    old: Path, version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, upgrades = schema.version, []

    def upgraded_meanwhile(connection: sqlite3.Connection) -> int:
        found = real(connection)
        if not upgrades:
            upgrades.append(threading.Thread(target=upgrading.upgrade, args=(old,)))
            upgrades[0].start()
            upgrades[0].join(0.5)
        return found

    monkeypatch.setattr(schema, "version", upgraded_meanwhile)
    schema.open_known(old, write=True).close()
    upgrades[0].join()
    with contextlib.closing(schema.open_known(old, write=True)) as connection:
        assert version < real(connection) == schema.VERSION


def test_programs_that_start_at_once_upgrade_once_and_all_write_to_the_new_one(
    old: Path, version: int, root: Path
) -> None:
    words = [f"word{number}" for number in range(4)]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", STARTED, str(old), word],
            stdout=subprocess.PIPE,
            text=True,
            cwd=root,
        )
        for word in words
    ]
    assert [program.communicate(timeout=60)[0] for program in running] == ["[]\n"] * len(words)
    store = Store.open(old)
    paper = store.paper(1)
    assert paper is not None
    assert all(word in paper.note for word in words)
    store.close()
    assert len(list(old.parent.glob("library.version-*.db"))) == 1


def test_nothing_is_written_to_a_file_that_has_lost_its_name(store: Store, path: Path) -> None:
    path.rename(path.with_name("elsewhere.db"))
    with pytest.raises(Problem, match="nothing was changed"):
        store.save_search("a", "b", "default")
    Store.open(path).close()
    with pytest.raises(Replaced):
        store.save_search("a", "b", "default")


def test_an_older_library_holds_what_is_hard(version: int) -> None:
    text = json.dumps(
        json.loads((FOLDER / f"version-{version}.json").read_text("utf-8")), ensure_ascii=False
    )
    for hard in ("🏮", "灯笼", "\u202e", "\ufffd", "'doubtful'", "'delete'", "Undo "):
        assert hard in text
