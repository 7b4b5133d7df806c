"""A file is looked at before SQLite reads it, and SQLite is set up to lose nothing."""

import hashlib
import os
import shutil
import sqlite3
import stat
import threading
from pathlib import Path

import pytest

from reader.errors import Busy, Problem
from reader.store import Store, connection, schema

APP = schema.APPLICATION_ID


def open_raw(path: Path, *, write: bool = True) -> connection.Connection:
    return connection.connect(path, write=write, application_id=APP)


def other_database(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE someone_elses (a)")
    database.close()


def test_a_new_library_is_readable_by_its_owner_only(store: Store, path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_making_a_library_leaves_nothing_else_in_the_folder(store: Store, path: Path) -> None:
    assert {file.name for file in path.parent.iterdir()} <= {path.name, f"{path.name}-journal"}


@pytest.mark.parametrize(
    "content",
    [b"", b"SQLite format 3\x00", b"x" * 5000, b"%PDF-1.7\n" * 20],
    ids=["empty", "cut", "noise", "pdf"],
)
@pytest.mark.parametrize("write", [True, False])
def test_a_foreign_file_is_refused_and_not_touched(path: Path, content: bytes, write: bool) -> None:
    path.write_bytes(content)
    with pytest.raises(Problem, match="not a library"):
        Store.open(path, write=write)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused_and_not_touched(path: Path) -> None:
    other_database(path)
    before = hashlib.sha256(path.read_bytes()).digest()
    with pytest.raises(Problem, match="not a library"):
        Store.open(path)
    assert hashlib.sha256(path.read_bytes()).digest() == before


def test_a_symbolic_link_is_refused_even_to_a_library(store: Store, path: Path) -> None:
    link = path.with_name("link.db")
    link.symlink_to(path)
    with pytest.raises(Problem, match="not an ordinary file"):
        Store.open(link)


def test_a_folder_and_a_pipe_are_refused(tmp_path: Path) -> None:
    folder, pipe = tmp_path / "folder", tmp_path / "pipe"
    folder.mkdir()
    os.mkfifo(pipe)
    for place in (folder, pipe):
        with pytest.raises(Problem, match="not an ordinary file"):
            Store.open(place)


def test_a_dangling_link_does_not_become_a_library_elsewhere(path: Path) -> None:
    path.symlink_to(path.with_name("elsewhere.db"))
    with pytest.raises(Problem):
        Store.open(path)
    assert not path.with_name("elsewhere.db").exists()


def test_a_missing_library_is_not_made_for_reading(path: Path) -> None:
    with pytest.raises(Problem, match="no library here"):
        Store.open(path, write=False)
    assert not path.exists()


def test_a_folder_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="cannot be made here"):
        Store.open(tmp_path / "not there" / "library.db")


def test_names_with_every_odd_character_are_opened_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "50% of #1? λ & mode=memory.db"
    store = Store.open(path)
    assert path.exists()
    assert store.counts().all == 0
    store.close()


def test_the_settings_are_those_that_survive_a_power_cut(store: Store) -> None:
    def value(pragma: str) -> object:
        return store._connection.execute(f"PRAGMA {pragma}").fetchone()[0]

    assert value("journal_mode") == "truncate"
    assert value("synchronous") == 3  # EXTRA
    assert value("foreign_keys") == 1
    assert value("trusted_schema") == 0
    assert value("cell_size_check") == 1
    assert value("mmap_size") == 0
    assert store._connection.getlimit(sqlite3.SQLITE_LIMIT_ATTACHED) == 0


def test_a_reading_connection_cannot_write(store: Store, path: Path) -> None:
    reading = open_raw(path, write=False)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reading.execute("DELETE FROM papers")
    reading.close()


def test_verbs_on_a_library_opened_for_reading_are_refused_in_words(
    store: Store, path: Path
) -> None:
    reading = Store.open(path, write=False)
    with pytest.raises(Problem, match="read-only"):
        reading.star([1])
    reading.close()


def test_opening_again_does_not_drop_the_lock_of_a_running_change(store: Store, path: Path) -> None:
    """POSIX locks are per process: closing any descriptor of the file would drop them."""
    with connection.write_tx(store._connection):
        Store.open(path, write=False).close()
        other = sqlite3.connect(path, timeout=0)
        # A second process would be refused; this process asks in the way SQLite does.
        locks = Path("/proc/locks")
        if locks.exists():
            inode = f":{path.stat().st_ino} "
            assert any(inode in line and "WRITE" in line for line in locks.read_text().splitlines())
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()


def test_a_reader_says_busy_instead_of_waiting(store: Store, path: Path) -> None:
    reading = Store.open(path, write=False, patient=False)
    store._connection.execute("BEGIN EXCLUSIVE")
    with pytest.raises(Busy):
        reading.counts()
    store._connection.execute("ROLLBACK")
    assert reading.counts().all == 0
    reading.close()


def test_a_patient_reader_waits_while_another_program_writes(store: Store, path: Path) -> None:
    answers: list[int] = []

    def read() -> None:
        own = Store.open(path, write=False)
        ready.set()
        asked.wait(10)
        answers.append(own.counts().all)
        own.close()

    ready, asked = threading.Event(), threading.Event()
    reader = threading.Thread(target=read)
    reader.start()
    assert ready.wait(10)
    store._connection.execute("BEGIN EXCLUSIVE")
    asked.set()
    reader.join(0.3)
    assert not answers
    store._connection.execute("ROLLBACK")
    reader.join(10)
    assert answers == [0]


def test_a_writer_waits_for_its_turn(store: Store, path: Path) -> None:
    other = open_raw(path)
    other.execute("BEGIN IMMEDIATE")
    released = threading.Event()
    seen: list[bool] = []

    def write() -> None:
        own = open_raw(path)
        with connection.write_tx(own):
            seen.append(released.is_set())
        own.close()

    writer = threading.Thread(target=write)
    writer.start()
    writer.join(0.2)
    released.set()
    other.execute("ROLLBACK")
    writer.join(10)
    other.close()
    assert seen == [True]


def test_a_writer_that_waited_in_vain_says_busy(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "WAIT_SECONDS", 0.05)
    other = open_raw(path)
    other.execute("BEGIN IMMEDIATE")
    store._connection.execute("PRAGMA busy_timeout=10")
    with pytest.raises(Busy):
        store.star([])
    other.close()


def test_a_failed_transaction_leaves_everything_as_it_was(store: Store) -> None:
    own = store._connection
    with pytest.raises(sqlite3.IntegrityError), connection.write_tx(own):
        own.executemany("INSERT INTO library (key, value) VALUES ('a', ?)", [("b",), (None,)])
    assert not own.in_transaction
    assert own.execute("SELECT count(*) FROM library WHERE key = 'a'").fetchone() == (0,)


def test_a_damaged_file_is_called_damaged(path: Path) -> None:
    Store.open(path).close()
    data = bytearray(path.read_bytes())
    data[8192:] = b"\xff" * (len(data) - 8192)
    path.write_bytes(data)
    with pytest.raises(Problem, match="damaged"):
        Store.open(path).counts()


def test_after_a_crash_a_reader_sees_the_state_before_the_unfinished_change(
    store: Store, path: Path
) -> None:
    own = store._connection
    own.execute("PRAGMA cache_size=2")
    own.execute("BEGIN IMMEDIATE")
    own.executemany(
        "INSERT INTO library (key, value) VALUES (?, ?)",
        [(f"{number}", "x" * 4000) for number in range(100)],
    )
    crashed = path.with_name("crashed.db")  # what a killed program leaves: file and hot journal
    shutil.copy(path, crashed)
    shutil.copy(f"{path}-journal", f"{crashed}-journal")
    own.execute("ROLLBACK")
    assert Path(f"{crashed}-journal").stat().st_size > 0
    reading = Store.open(crashed, write=False)
    assert reading.uid == store.uid
    assert reading._connection.execute("SELECT count(*) FROM library").fetchone() == (1,)
    reading.close()


def test_a_bug_in_sql_stays_a_bug(path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError), connection.spoken(path):
        sqlite3.connect(":memory:").execute("SELECT nonsense")


def test_an_error_at_the_commit_does_not_claim_that_nothing_was_changed(tmp_path: Path) -> None:
    def raised(code: int) -> str:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = code
        with pytest.raises(Problem) as told, connection.spoken(tmp_path):
            raise error
        return str(told.value)

    assert "may or may not be kept" in raised(sqlite3.SQLITE_IOERR_FSYNC)
    assert "nothing was changed" in raised(sqlite3.SQLITE_IOERR_WRITE)
