"""Other files beside a library that are the same library: what programs that sync folders leave.

When two computers wrote at once, such a program keeps one file under the name and gives the other
one a name of its own, each program in its way: `library (conflicted copy 2026-11-26).db`,
`library.sync-conflict-20261126-101112-ABCDEFG.db`, `library-DESKTOP.db`, `library 2.db`,
`library (1).db`, `library_conflict-20261126.db`, `library (SFConflict anna …).db`. So a name only
has to begin and end as the library's does; what decides is the file: it must say that it is a
library of Reader with the same lasting name.
"""

import contextlib
import os
import re
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from reader import files
from reader.errors import Problem
from reader.store import schema
from reader.store.connection import MAGIC, Connection

_OURS = re.compile(r".+\.(damaged|version|joined)-[-0-9]+\.db")


def twins(path: Path, uid: str) -> list[Path]:
    """The other files of the library `uid` that lie beside the one at `path`, by name.

    What cannot be opened, and what Reader set aside itself, is left out.
    """
    try:
        there = sorted(path.parent.iterdir())
    except OSError:
        return []
    return [file for file in there if _may_be(file, path) and uid_of(file) == uid]


def _may_be(file: Path, path: Path) -> bool:
    name = file.name
    return (
        name != path.name
        and name.casefold().startswith(path.stem.casefold())
        and ".db" in name.casefold()
        and not name.endswith("-journal")
        and not _OURS.fullmatch(name)
        and _begins_as_one(file)
    )


def _begins_as_one(file: Path) -> bool:
    with contextlib.suppress(OSError):
        if file.is_file() and not file.is_symlink():
            with file.open("rb") as stream:
                return stream.read(len(MAGIC)) == MAGIC
    return False


def uid_of(file: Path) -> str:
    """The lasting name that a library file gives itself; empty when it is none that can be read."""
    try:
        connection: Connection = schema.open_known(file, write=False)
    except (Problem, sqlite3.Error):
        return ""
    try:
        row = connection.execute("SELECT value FROM library WHERE key = 'uid'").fetchone()
        return str(row[0]) if row else ""
    except sqlite3.Error:
        return ""
    finally:
        connection.close()


def set_aside(file: Path, stem: str) -> Path:
    """Give a file whose contents are safe another name, by which it is not found again."""
    stamp = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
    for number in range(1000):
        name = f"{stem}.joined-{stamp}{f'-{number}' * (number > 0)}.db"
        kept = file.with_name(name)
        if not os.path.lexists(kept):
            os.rename(file, kept)
            files.sync_folder(file.parent)
            return kept
    raise Problem("Too many copies of this library are set aside here.", do="Move some away.")
