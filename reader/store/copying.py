"""A copy of a library that is opened and compared before it counts as one.

Copies are made by SQLite's own backup (https://sqlite.org/backup.html): a file that is copied
byte by byte while somebody writes is torn, and reading the raw file would drop the locks of
this process. A copy is only as good as what was read back from it, so it is checked whole.
"""

import contextlib
import hashlib
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reader import files
from reader.errors import REPAIR, Busy, Damaged, Problem
from reader.model import Progress
from reader.store import journal
from reader.store.connection import WAIT_SECONDS, Connection, snapshot, tune
from reader.store.parts import report

STEP_PAGES = 512  # 4 MB: other programs can write between two steps
PAUSE_SECONDS = 0.02
RESTARTS = 2  # each write of another program begins a copy anew; then writers wait once


@dataclass(frozen=True, slots=True)
class Account:
    """What a library holds: two with equal accounts hold the same papers, notes and history."""

    uid: str
    version: int
    schema: str
    seq: int
    rows: dict[str, int]
    notes: str


class _Restarted(Exception):  # noqa: N818  (not an error: somebody else wrote)
    pass


def account(connection: sqlite3.Connection) -> Account:
    """Take stock of a library, at one moment if the caller holds one. Reads every note."""
    tables = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%'"
        " ESCAPE '\\' ORDER BY name"
    ).fetchall()
    digest = hashlib.sha256()
    for row in connection.execute("SELECT paper_id, CAST(text AS BLOB) FROM notes ORDER BY 1"):
        digest.update(repr(row).encode())
    return Account(
        uid=str(_value(connection, "SELECT value FROM library WHERE key = 'uid'", "")),
        version=int(_value(connection, "PRAGMA user_version", 0)),
        schema=_schema(connection),
        seq=journal.seq(connection),
        rows={name: _count(connection, name) for name, _ in tables},
        notes=digest.hexdigest(),
    )


def _value(connection: sqlite3.Connection, sql: str, none: object) -> str | int:
    row = connection.execute(sql).fetchone()
    return none if row is None else row[0]  # type: ignore[return-value]  # text and numbers


def _schema(connection: sqlite3.Connection) -> str:
    from reader.store.schema import fingerprint

    return fingerprint(connection)


def _count(connection: sqlite3.Connection, table: str) -> int:
    name = table.replace('"', '""')
    return int(_value(connection, f'SELECT count(*) FROM "{name}"', 0))


def copy_verified(source: Connection, target: Path, *, progress: Progress | None = None) -> Account:
    """Copy an open library to the new file `target` and compare the two; answers what it holds.

    Other programs may write meanwhile. The file is for this user alone, and on the disk when
    this returns; when it raises, there is no file. Raises Problem when the library itself is
    damaged, Cancelled when `progress` says stop, and what SQLite and the system say.
    """
    with files.unfinished(target):
        for attempt in range(RESTARTS + 1):
            at_once = attempt == RESTARTS
            with contextlib.suppress(_Restarted):
                return _attempt(source, target, at_once=at_once, progress=progress)
        raise AssertionError("a copy that is made at once is never begun anew")


def _attempt(
    source: Connection, target: Path, *, at_once: bool, progress: Progress | None
) -> Account:
    """One copy. Raises _Restarted when the library was changed meanwhile, unless `at_once`."""
    with snapshot(source) if at_once else contextlib.nullcontext():
        _pour_into(source, target, watching(progress, may_restart=not at_once))
        with contextlib.nullcontext() if at_once else snapshot(source):
            present = account(source)
        copied = inspect(target)
        if present != copied:
            if not at_once:
                raise _Restarted
            raise Problem("The copy of the library is not equal to it, so it was thrown away.")
    return copied


def _pour_into(source: Connection, target: Path, watch: Callable[[int, int, int], None]) -> None:
    copy = sqlite3.connect(target, isolation_level=None)
    try:
        # The copy is thrown away unless it comes out whole, so it needs no journal of its own.
        copy.execute("PRAGMA journal_mode=OFF").fetchall()
        copy.execute("PRAGMA synchronous=OFF").fetchall()
        source.backup(copy, pages=STEP_PAGES, progress=watch, sleep=PAUSE_SECONDS)
    finally:
        copy.close()
    files.sync_file(target)


def watching(progress: Progress | None, *, may_restart: bool) -> Callable[[int, int, int], None]:
    """Called after each step of a copy; gives up when that is begun anew, stopped, or stuck."""
    least, end = -1, time.monotonic() + WAIT_SECONDS

    def watch(status: int, remaining: int, total: int) -> None:
        nonlocal least, end
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            if time.monotonic() >= end:
                raise Busy("Another program is writing to the library.", do="Try again later.")
            return
        end = time.monotonic() + WAIT_SECONDS
        if may_restart and 0 <= least < remaining:
            raise _Restarted
        least = remaining
        report(progress, total - remaining, total)

    return watch


def inspect(path: Path) -> Account:
    """What a copy holds, after every page of it was checked.

    Only for a file that no connection of this process has open. Raises Problem when it is damaged.
    """
    with reading(path) as copy:
        told = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if told != "ok":
            raise Damaged(
                f"The library is damaged ({told}), so a copy of it is damaged too.",
                do=REPAIR,
            )
        return account(copy)


@contextlib.contextmanager
def reading(path: Path) -> Iterator[Connection]:
    """A connection that only reads a copy: nobody else knows the file."""
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    copy = sqlite3.connect(address, uri=True, isolation_level=None, factory=Connection)
    try:
        tune(copy)
        yield copy
    finally:
        copy.close()
