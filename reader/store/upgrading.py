"""Bringing an older library up to date: in one transaction, after a verified copy was put aside.

The copy opens in the version that made the library. The change itself is made in place, not by
renaming a changed copy over the library: a program that still has the old file open would take
the journal of the new one for its own and play it back into the wrong file (measured, and
https://sqlite.org/howtocorrupt.html, 4.2). A transaction that fails or is killed leaves the old
library byte for byte.
"""

import contextlib
import filecmp
import hashlib
import itertools
import os
import secrets
import shutil
import sqlite3
from pathlib import Path

from reader import files
from reader.errors import Problem
from reader.store import schema
from reader.store.connection import Connection, tune, write_tx
from reader.store.copying import copy_verified, reading

ROOM = 2.2  # times the size of the library: the copy, and what SQLite writes beside it

_OF_THE_SCHEMA = ("_sqlite_migrations", "sqlite_sequence")
_FOLLOWING = ("title_key", "abstract_key", "dated", "ids")  # newer rules may make others


def upgrade(path: Path) -> None:
    """Bring the library at `path` to this version, if it is older.

    Raises Problem when that is not possible; then the library is as it was.
    """
    try:
        _check_room(path)
        _upgrade(path)
    except OSError as error:
        raise Problem(
            f"This library cannot be brought up to date: {error.strerror or error}.",
            do="It is as it was. Make its folder writable, and make room, then try again.",
            where=str(path),
        ) from error


def _check_room(path: Path) -> None:
    needed = int(ROOM * path.stat().st_size)
    free = shutil.disk_usage(path.parent).free
    if free < needed:
        raise Problem(
            "There is not enough room to bring this library up to date.",
            do=f"It is as it was. Free {(needed - free) // 1024**2 + 1:,} MB and try again.",
            where=str(path),
        )


def _upgrade(path: Path) -> None:
    """Upgrade once nobody else writes; another program may have done it meanwhile."""
    library = schema.open_known(path, write=True)
    try:
        with write_tx(library):
            version = schema.version(library)
            if version < schema.VERSION:
                _put_aside(path, library, version)
                _change(library)
    finally:
        library.close()


def in_memory(path: Path) -> Connection:
    """An older library as this version reads it, where it cannot be changed: a copy in memory."""
    copy = sqlite3.connect(":memory:", isolation_level=None, factory=Connection)
    try:
        source = schema.open_known(path, write=False)
        try:
            source.backup(copy)
        finally:
            source.close()
        tune(copy)
        with write_tx(copy):
            schema.migrate(copy)
        copy.execute("PRAGMA query_only=ON").fetchall()
    except BaseException:
        copy.close()
        raise
    return copy


def _put_aside(path: Path, library: Connection, version: int) -> None:
    """Copy the library as it is, compare the copy with it, and only then give it a name."""
    _sweep(path)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}.upgrade")
    try:
        with contextlib.closing(schema.open_known(path, write=False)) as source:
            copy_verified(source, draft)
        _compare(draft, library)
        _name(draft, path, version)
    finally:
        _remove(draft)
    files.sync_folder(path.parent)


def _sweep(path: Path) -> None:
    """Remove what an upgrade left that was cut off."""
    for left in path.parent.glob(f".{path.name}.*.upgrade"):
        _remove(left)


def _remove(draft: Path) -> None:
    for left in (draft, draft.with_name(f"{draft.name}-journal")):
        with contextlib.suppress(FileNotFoundError):
            left.unlink()


def _compare(draft: Path, library: sqlite3.Connection) -> None:
    """Every value, beside the pages, counts and notes that every copy is compared by."""
    shape = _shape(library)
    with reading(draft) as copy:
        if _contents(copy, shape) != _contents(library, shape):
            raise _unequal()


def _name(draft: Path, path: Path, version: int) -> None:
    """Name the copy; another file is never replaced, and the same copy is not kept twice."""
    for number in itertools.count():
        mark = f"version-{version}" + (f"-{number}" if number else "")
        kept = path.with_name(f"{path.stem}.{mark}{path.suffix}")
        if not os.path.lexists(kept):
            os.rename(draft, kept)
            return
        if kept.is_file() and filecmp.cmp(draft, kept, shallow=False):
            return


# ---------------------------------------------------------------- the change itself


def _change(library: sqlite3.Connection) -> None:
    """Change the library within the caller's transaction; nothing of what was there may differ."""
    shape = _shape(library)
    before = _contents(library, shape)
    schema.migrate(library)
    as_it_should_be = schema.fingerprint(library) == schema.FINGERPRINTS[schema.VERSION]
    if not (as_it_should_be and _is_whole(library) and _contents(library, shape) == before):
        raise _unequal()


def _is_whole(connection: sqlite3.Connection) -> bool:
    told = connection.execute("PRAGMA integrity_check").fetchall()
    return told == [("ok",)] and not connection.execute("PRAGMA foreign_key_check").fetchall()


def _unequal() -> Problem:
    return Problem(
        "This library could not be brought up to date: not all of it was there afterwards.",
        do="It is as it was. Check it, or restore a backup.",
    )


def _shape(connection: sqlite3.Connection) -> dict[str, str]:
    """Every table with its columns, but for what follows from other things."""
    rows = connection.execute(
        "SELECT schema.name, info.name FROM sqlite_schema AS schema,"
        " pragma_table_info(schema.name) AS info WHERE schema.type = 'table' ORDER BY 1, info.cid"
    ).fetchall()
    shape: dict[str, list[str]] = {}
    for table, column in rows:
        if table not in _OF_THE_SCHEMA and column not in _FOLLOWING:
            shape.setdefault(table, []).append(f'"{column}"')
    return {table: ", ".join(names) for table, names in shape.items()}


def _contents(connection: sqlite3.Connection, shape: dict[str, str]) -> dict[str, tuple[int, str]]:
    """How many rows each table has, and a hash over them."""
    found = {}
    for table, names in shape.items():
        digest, count = hashlib.sha256(), 0
        for row in connection.execute(f'SELECT {names} FROM "{table}" ORDER BY 1'):
            digest.update(repr(row).encode("utf-8", "surrogatepass"))
            count += 1
        found[table] = (count, digest.hexdigest())
    return found
