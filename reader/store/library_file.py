"""One open library file, and the two ways of working on it: asking and acting."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from reader.model import Changes
from reader.store import actions
from reader.store.connection import Connection, snapshot, spoken

P = ParamSpec("P")
T = TypeVar("T")


class LibraryFile:
    """One open library file. It belongs to the thread that opened it."""

    def __init__(self, path: Path, connection: Connection) -> None:
        self._path = path
        self._connection = connection

    def _read(
        self,
        question: Callable[Concatenate[sqlite3.Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Ask about one moment of the library."""
        with spoken(self._path), snapshot(self._connection):
            return question(self._connection, *args, **kwargs)

    def _act(
        self,
        work: Callable[Concatenate[sqlite3.Connection, P], str],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Changes:
        """Do something as one action that can be undone."""
        with spoken(self._path):
            return actions.act(self._connection, lambda conn: work(conn, *args, **kwargs))
