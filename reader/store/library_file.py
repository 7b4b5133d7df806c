"""One open library file, and the two ways of working on it: asking and acting."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from reader.errors import REPAIR, Damaged, Problem, Replaced
from reader.model import Backup, Changes
from reader.store import actions
from reader.store.connection import Connection, primary, snapshot, spoken

P = ParamSpec("P")
T = TypeVar("T")


class LibraryFile:
    """One open library file. It belongs to the thread that opened it.

    `replacements` is how often another file took its place, as programs do that sync folders;
    `displaced` is the backup of what was in the last one that gave way, or why there is none.
    """

    def __init__(self, path: Path, connect: Callable[[], Connection]) -> None:
        self._path, self._connect = path, connect
        self._connection = connect()
        self.replacements = 0
        self.displaced: Backup | Problem | None = None
        try:
            self.uid = self._read(uid_of)
        except BaseException:
            self._connection.close()
            raise

    @property
    def path(self) -> Path:
        """Where the library file is."""
        return self._path

    def _read(
        self,
        question: Callable[Concatenate[sqlite3.Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Ask about one moment of the library, of the new one when its file was replaced."""
        with contextlib.suppress(Replaced), spoken(self._path), snapshot(self._connection):
            return question(self._connection, *args, **kwargs)
        self._take_new_file()
        with spoken(self._path), snapshot(self._connection):
            return question(self._connection, *args, **kwargs)

    def _act(
        self,
        work: Callable[Concatenate[sqlite3.Connection, P], str],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Changes:
        """Do something as one action that can be undone."""
        with self._changing():
            return actions.act(self._connection, lambda conn: work(conn, *args, **kwargs))

    def _act_within(self, visit: str, work: Callable[[sqlite3.Connection], str]) -> Changes:
        """The same, as one step with what was done just before in the same `visit`, if any."""
        with self._changing():
            return actions.act(self._connection, work, visit=visit)

    @contextlib.contextmanager
    def _changing(self) -> Iterator[None]:
        """A change: not done when the file was replaced, for papers may have other numbers."""
        try:
            with spoken(self._path), self._writing():
                yield
        except Replaced:
            self._take_new_file()
            raise

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """What was opened on a read-only disk stays so; open it anew for the next try."""
        try:
            yield
        except sqlite3.OperationalError as error:
            if primary(error) == sqlite3.SQLITE_READONLY:
                with contextlib.suppress(Problem):
                    connection, old = self._connect(), self._connection
                    self._connection = connection
                    old.close()
            raise

    def _take_new_file(self) -> None:
        """Go on with the file that is in the library's place now, and keep what was in the old."""
        connection, old = self._connect(), self._connection
        self._connection = connection
        try:
            if old.patience:  # one that may write: readers never had anything of their own
                self.displaced = _kept(old, connection, self._path) or self.displaced
        finally:
            old.close()
        self.replacements += 1
        self.uid = self._read(uid_of)


def _kept(old: Connection, new: Connection, path: Path) -> Backup | Problem | None:
    """A backup of a file that lost its name to another, or why there is none.

    The system keeps such a file as long as it is open. None when the new one only went on from it.
    """
    from reader.store.backup import backups

    if old.overwritten:
        return Problem(
            "Its bytes were written over, so what came after the last backup is gone.",
            do="Look at the backups.",
        )
    old.forget_place()
    try:
        with spoken(path):
            if _goes_on_from(new, old):
                return None
            return backups.make(old, path.parent, "before another file took its place")
    except Problem as problem:
        return problem


def _goes_on_from(new: Connection, old: Connection) -> bool:
    """Whether a library has the last action of another one, and so all that came before it."""
    with snapshot(old):
        last = old.execute(
            "SELECT id, name, at, first_seq, last_seq FROM actions ORDER BY id DESC LIMIT 1"
        ).fetchone()
    if last is None:
        return True
    with snapshot(new):
        same = new.execute(
            "SELECT 1 FROM actions WHERE id = ? AND name = ? AND at = ? AND first_seq = ?"
            " AND last_seq = ?",
            last,
        ).fetchone()
    return same is not None


def uid_of(connection: sqlite3.Connection) -> str:
    """The name of a library for good. Raises Damaged when it has lost it."""
    row = connection.execute("SELECT value FROM library WHERE key = 'uid'").fetchone()
    if row is None:
        raise Damaged(
            "The library has lost its own name.",
            do=REPAIR,
        )
    return str(row[0])
