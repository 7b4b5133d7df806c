"""Opening the library file: what it must be before SQLite reads it, and how SQLite is set up.

The set-up is the one that survived simulated power cuts without losing a committed change:
rollback journal truncated at commit, synchronous EXTRA (https://sqlite.org/pragma.html).
"""

import contextlib
import json
import os
import random
import sqlite3
import stat
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

from reader.errors import REPAIR, Busy, Cancelled, Damaged, Problem, Replaced
from reader.store.kept import Unreadable

MAGIC = b"SQLite format 3\x00"
OLDEST_SQLITE = (3, 37, 0)  # STRICT tables
WAIT_SECONDS = 30.0
_STEPS_BETWEEN = 50_000  # of SQLite's machine between two looks, about a millisecond
GLANCE_MILLISECONDS = 40  # a reader for painting asks again later rather than wait

_PROFILE = """
PRAGMA synchronous=EXTRA; PRAGMA fullfsync=1; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF;
PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY;
PRAGMA cache_size=-32768; PRAGMA recursive_triggers=ON;
"""


Known = tuple[int, str, int, int]
"""An action: its number, when it began, its first row in the journal, and the journal's last."""


class Connection(sqlite3.Connection):
    """A connection that remembers which file it holds open and how long it waits its turn."""

    file: tuple[int, int] | None = None
    path: Path | None = None
    patience = 0.0
    known: Known | None = None  # the newest action that was seen or written here
    overwritten = False  # the file has lost that action: its bytes were replaced in place
    _stamp: tuple[int, int] | None = None

    def look(self, *, writing: bool = False) -> None:
        """Raise Replaced or Problem unless the file of this connection is still in its place.

        SQLite goes on reading a file that was renamed away or deleted, and on some systems
        writing: what it writes is lost. And it takes the bytes of an older copy for a change.
        Within a transaction; in the middle of `writing` one only the place is looked at.
        """
        if self.path is None or self.file is None:
            return
        try:
            status = self.path.lstat()
        except OSError as error:
            raise Problem(
                "The library is no longer in its place; nothing was changed.",
                do="Put its folder or disk back, then try again.",
                where=str(self.path),
            ) from error
        if (status.st_dev, status.st_ino) != self.file:
            raise Replaced(str(self.path))
        stamp = (status.st_mtime_ns, status.st_size)
        if stamp != self._stamp and not writing:
            if self.known is not None and not self._goes_on_from(self.known):
                self.overwritten = True
                raise Replaced(str(self.path))
            self._stamp, self.known = stamp, self.newest()

    def newest(self) -> Known | None:
        """The newest action, None in a library without any, or that cannot say."""
        if self.path is None:
            return None
        try:
            row: Known | None = self.execute(
                "SELECT id, at, first_seq, (SELECT max(seq) FROM journal) FROM actions"
                " ORDER BY id DESC LIMIT 1"
            ).fetchone()
        except sqlite3.DatabaseError:
            return None
        return row

    def _goes_on_from(self, known: Known) -> bool:
        """Whether an action is still there, or a restore that came later says why it is not."""
        return bool(
            self.execute(
                "SELECT 1 FROM actions WHERE id = ? AND at = ? AND first_seq = ?", known[:3]
            ).fetchone()
            or self.execute(
                "SELECT 1 FROM journal WHERE op = 'restore' AND seq > ? LIMIT 1", known[3:]
            ).fetchone()
        )

    def forget_place(self) -> None:
        """Go on reading the file though another one has its name: to keep what is in it."""
        self.path = None

    def close(self) -> None:
        """Close, and let the next opener look at the bytes of the file again."""
        if self.file is not None:
            with _lock:
                _held[self.file] -= 1
            self.file = None
        super().close()


# Closing any descriptor of a file drops every POSIX lock this process has on it
# (https://sqlite.org/howtocorrupt.html, 2.2). So the raw bytes are read only while no
# connection of this process is open on the same file.
_held: Counter[tuple[int, int]] = Counter()
_lock = threading.Lock()


def connect(path: Path, *, write: bool, application_id: int) -> Connection:
    """Open an existing library file. Raises Problem when it is missing or is no library."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise Problem(
            f"This Python comes with SQLite {sqlite3.sqlite_version}, which is too old.",
            do="Use a Python with SQLite 3.37 or newer.",
        )
    file = _regular_file(path)
    with _lock:
        if not _held[file]:
            _look_at_header(path, application_id)
        _held[file] += 1
    try:
        connection = _open(path, write=write)
    except BaseException:
        with _lock:
            _held[file] -= 1
        raise
    connection.file, connection.path = file, path
    try:
        with snapshot(connection):
            found = connection.execute("PRAGMA application_id").fetchone()[0]
        if found != application_id:
            raise _foreign(path)
    except BaseException:
        connection.close()
        raise
    return connection


def _regular_file(path: Path) -> tuple[int, int]:
    try:
        status = path.lstat()
    except FileNotFoundError:
        raise Problem(
            "There is no library here.", do="Import a file to make one.", where=str(path)
        ) from None
    except OSError as error:
        raise Problem(
            f"The library cannot be reached: {error.strerror}.", where=str(path)
        ) from error
    if not stat.S_ISREG(status.st_mode):
        raise Problem(
            "This is not a library: not an ordinary file.",
            do="Choose another folder.",
            where=str(path),
        )
    return status.st_dev, status.st_ino


def _look_at_header(path: Path, application_id: int) -> None:
    """Refuse foreign files by their first 100 bytes (https://sqlite.org/fileformat.html, 1.3)."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | _O_BINARY)
        try:
            header = os.read(descriptor, 100)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise Problem(f"The library cannot be read: {error.strerror}.", where=str(path)) from error
    if len(header) < 100 or not header.startswith(MAGIC):
        raise _foreign(path)
    if struct.unpack_from(">I", header, 68)[0] != application_id:
        raise _foreign(path)


_O_BINARY = getattr(os, "O_BINARY", 0)


def _foreign(path: Path) -> Problem:
    return Damaged(
        "This file is not a library of Reader; it was not touched.",
        do="Choose another folder, or move the file away.",
        where=str(path),
    )


def _open(path: Path, *, write: bool) -> Connection:
    place = path.absolute().as_posix()
    slash = "" if place.startswith("/") else "/"
    address = f"file://{slash}{quote(place)}?mode={'rw' if write else 'ro'}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, factory=Connection)
    try:
        tune(connection)
        if write:
            connection.patience = WAIT_SECONDS
            connection.execute("PRAGMA busy_timeout=5000").fetchall()
            connection.execute("PRAGMA journal_mode=TRUNCATE").fetchall()
        else:
            connection.execute(f"PRAGMA busy_timeout={WAIT_SECONDS * 1000:.0f}").fetchall()
            connection.execute("PRAGMA query_only=ON").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


@contextlib.contextmanager
def stoppable(connection: sqlite3.Connection, go_on: Callable[[], bool]) -> Iterator[None]:
    """Questions that end early, with Cancelled, when `go_on` says no; it is asked often."""
    connection.set_progress_handler(lambda: 0 if go_on() else 1, _STEPS_BETWEEN)
    try:
        yield
    except sqlite3.OperationalError as error:
        if primary(error) != sqlite3.SQLITE_INTERRUPT:
            raise
        raise Cancelled from None
    finally:
        connection.set_progress_handler(None, 0)


def only_glance(connection: sqlite3.Connection) -> None:
    """Let questions fail as busy at once, rather than wait while another program writes."""
    connection.execute(f"PRAGMA busy_timeout={GLANCE_MILLISECONDS}").fetchall()


def tune(connection: sqlite3.Connection) -> None:
    """Give a connection the limits and settings that every connection has."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 64 * 1024 * 1024)
    connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, 1024 * 1024)
    for pragma in _PROFILE.split(";"):
        connection.execute(pragma).fetchall()


# ---------------------------------------------------------------- transactions


@contextlib.contextmanager
def snapshot(connection: Connection) -> Iterator[None]:
    """Several questions about one and the same moment of the library."""
    connection.execute("BEGIN")
    try:
        _patiently(connection, "SELECT 1 FROM sqlite_schema LIMIT 1", connection.patience)
        connection.look()
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextlib.contextmanager
def write_tx(connection: sqlite3.Connection) -> Iterator[None]:
    """A write transaction: all of it or nothing. Waits its turn, at most half a minute.

    IMMEDIATE, because a deferred transaction that reads first and writes later fails at
    once when another program wrote in between.
    """
    _patiently(connection, "BEGIN IMMEDIATE", WAIT_SECONDS)
    try:
        _look(connection)
        yield
        _look(connection, writing=True)
        newest = connection.newest() if isinstance(connection, Connection) else None
        _patiently(connection, "COMMIT", WAIT_SECONDS)
        if isinstance(connection, Connection):
            connection.known = newest
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _look(connection: sqlite3.Connection, *, writing: bool = False) -> None:
    if isinstance(connection, Connection):
        connection.look(writing=writing)


def _patiently(connection: sqlite3.Connection, statement: str, seconds: float) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            connection.execute(statement).fetchall()
        except sqlite3.OperationalError as error:
            if primary(error) != sqlite3.SQLITE_BUSY or time.monotonic() >= end:
                raise
            time.sleep(random.uniform(0.005, 0.05))
        else:
            return


# ---------------------------------------------------------------- errors


@contextlib.contextmanager
def spoken(path: Path) -> Iterator[None]:
    """Turn what SQLite says about the file or the disk into a Problem; bugs stay bugs."""
    try:
        yield
    except (json.JSONDecodeError, Unreadable) as error:  # only the library's own values in there
        raise Damaged(_DAMAGED[0], do=_DAMAGED[1], where=str(path)) from error
    except sqlite3.Error as error:
        code = primary(error)
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise Busy(
                "Another program is writing to the library.",
                do="Try again in a moment.",
                where=str(path),
            ) from error
        if str(error).startswith(_NOT_UTF8):
            code = sqlite3.SQLITE_CORRUPT
        if code not in _SAID:
            raise
        unsure = getattr(error, "sqlite_errorcode", 0) in _AT_COMMIT
        what, do = _UNSURE if unsure else _SAID[code]
        kind = Damaged if _SAID[code] is _DAMAGED else Problem
        raise kind(what, do=do, where=str(path)) from error


def is_damage(error: sqlite3.Error) -> bool:
    """Whether SQLite says that the file itself is damaged."""
    return primary(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def primary(error: sqlite3.Error) -> int:
    """The primary result code (https://sqlite.org/rescode.html): the low 8 bits."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


# What Python says of such a text; SQLite itself looks at none, so there is no code for it.
_NOT_UTF8 = "Could not decode to UTF-8"
_DAMAGED = ("The library file is damaged.", REPAIR)
# Said when a commit could not be made safe: by then the change may have taken effect.
_AT_COMMIT = (
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_DIR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
)
_UNSURE = (
    "The disk reported an error; the last change may or may not be kept.",
    "Check the disk, and look at the change before you make it again.",
)
_NO_ACCESS = ("The library cannot be opened or changed here.", "Check the folder's permissions.")
_SAID = {
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_FULL: ("The disk is full; nothing was changed.", "Make room and try again."),
    sqlite3.SQLITE_IOERR: (
        "The disk reported an error; nothing was changed.",
        "Check the disk, then try again.",
    ),
    sqlite3.SQLITE_READONLY: (
        "The library is read-only. The disk or the folder may not be writable.",
        "Check the folder's permissions.",
    ),
    sqlite3.SQLITE_CANTOPEN: _NO_ACCESS,
    sqlite3.SQLITE_PERM: _NO_ACCESS,
    sqlite3.SQLITE_AUTH: _NO_ACCESS,
    sqlite3.SQLITE_TOOBIG: (
        "One text is larger than the library can hold (64 MB); nothing was changed.",
        "Split it into smaller parts.",
    ),
}
