"""One open library file, and the two ways of working on it: asking and acting."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from reader.errors import REPAIR, Damaged, Replaced
from reader.model import Changes
from reader.store import actions
from reader.store.connection import Connection, snapshot, spoken

P = ParamSpec("P")
T = TypeVar("T")


class LibraryFile:
    """One open library file. It belongs to the thread that opened it."""

    def __init__(self, path: Path, connect: Callable[[], Connection]) -> None:
        self._path, self._connect = path, connect
        self._connection = connect()
        self.replacements = 0
        try:
            self.uid = self._read(_uid)
        except BaseException:
            self._connection.close()
            raise

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

    @contextlib.contextmanager
    def _changing(self) -> Iterator[None]:
        """A change: not done when the file was replaced, for papers may have other numbers."""
        try:
            with spoken(self._path):
                yield
        except Replaced:
            self._take_new_file()
            raise

    def _take_new_file(self) -> None:
        """Go on with the file that is in the library's place now."""
        connection, old = self._connect(), self._connection
        self._connection = connection
        old.close()
        self.replacements += 1
        self.uid = self._read(_uid)


def _uid(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT value FROM library WHERE key = 'uid'").fetchone()
    if row is None:
        raise Damaged(
            "The library has lost its own name.",
            do=REPAIR,
        )
    return str(row[0])
