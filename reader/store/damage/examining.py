"""What is wrong with a library file, from its first bytes to its last rule.

`checking` looks into a library that opens. This looks at any file, so that whatever keeps a library
from opening has a name as well.
"""

import sqlite3
import stat
import struct
from collections.abc import Iterator
from pathlib import Path

from reader.errors import Problem
from reader.model import Finding, Progress
from reader.store import journal, schema
from reader.store.connection import MAGIC, Connection, connect, is_damage, snapshot, tune
from reader.store.damage import checking
from reader.store.damage.pages import Pages

Part = tuple[str, str, str]
Parts = dict[Part, str]


def examine(path: Path, progress: Progress | None = None) -> list[Finding]:
    """Everything that is wrong with a library file; empty when all is well.

    Nobody in this process may have it open. Raises Problem when there is none, it cannot be
    reached, or it is of a newer version; Cancelled when `progress` says stop.
    """
    findings = list(_file(path))
    if findings:
        return findings
    connection = None
    try:
        connection = _open(path)
        return _inside(connection, progress)
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        return [Finding("library", f"the file cannot be read: {error}")]
    finally:
        if connection is not None:
            connection.close()


def _open(path: Path) -> Connection:
    """The library to be looked at.

    Opened to write, if that can be: on one opened to read, SQLite checks no CHECK constraint
    (seen with 3.40).
    """
    try:
        connection = connect(path, write=True, application_id=schema.APPLICATION_ID)
    except sqlite3.OperationalError:
        return connect(path, write=False, application_id=schema.APPLICATION_ID)
    connection.execute("PRAGMA query_only=ON").fetchall()
    return connection


def _inside(connection: Connection, progress: Progress | None) -> list[Finding]:
    with snapshot(connection):
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > schema.VERSION:
            raise schema.newer()
        if version == schema.VERSION and _is_known(connection, version):
            return checking.check(connection, progress)
        damage = list(checking.integrity(connection))
        if damage:  # what a damaged file says about itself means nothing
            return damage
        if not _is_known(connection, version):
            return list(_other_parts(connection, version)) or [
                Finding("library", f"it is not as version {version} of it, which it says it is")
            ]
        # An older one: opening it would have brought it up to date.
        return [Finding("library", f"it cannot be brought up to date from version {version}")]


def _is_known(connection: Connection, version: int) -> bool:
    """Whether every table, index and trigger is as this version of a library has them."""
    try:
        return schema.fingerprint(connection) == schema.FINGERPRINTS.get(version)
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        return False


def is_sound(connection: Connection) -> bool:
    """Whether every page of an open library is as SQLite wrote it."""
    try:
        return not list(checking.integrity(connection))
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        return False


def _file(path: Path) -> Iterator[Finding]:
    """What the bytes of the file itself say. Opening it first lets a cut-off change be undone."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        raise Problem(
            "There is no library here.",
            do="`reader backups` lists what can be restored.",
            where=str(path),
        ) from None
    if not stat.S_ISREG(status.st_mode):
        raise Problem("This is not a library: not an ordinary file.", where=str(path))
    try:
        schema.open_library(path, write=False).close()
    except (Problem, sqlite3.Error):
        yield from _header(path.read_bytes())


def _header(data: bytes) -> Iterator[Finding]:
    """The first 100 bytes (https://sqlite.org/fileformat.html, 1.3)."""
    header, size = data[:100], len(data)
    if not size:
        yield Finding("library", "the file is empty")
    elif len(header) < 100:
        yield Finding("library", f"the file ends after {size} bytes")
    elif not header.startswith(MAGIC):
        yield Finding("library", "the file does not begin as a library does")
    elif struct.unpack_from(">I", header, 68)[0] != schema.APPLICATION_ID:
        yield Finding("library", "the file says that it belongs to another program")
    else:
        page, pages = struct.unpack_from(">H", header, 16)[0], struct.unpack_from(">I", header, 28)
        if page != Pages(data).size:
            yield Finding("library", f"the file says that its pages have {page} bytes")
        elif size < page * pages[0]:
            yield Finding(
                "library", f"the file has {size:,} bytes, and should have {page * pages[0]:,}"
            )


def _other_parts(connection: sqlite3.Connection, version: int) -> Iterator[Finding]:
    """What is missing, foreign, or not as this version makes it."""
    found, meant = parts(connection), _meant()
    if version < schema.VERSION:  # what is missing cannot be told from what is newer
        meant = {part: found[part] for part in meant if part in found}
    for part in sorted(found.keys() | meant.keys()):
        kind, name, _ = part
        where = "journal" if kind == "trigger" else "library"
        if part not in meant:
            yield Finding(where, f"the {kind} {name} is not of Reader")
        elif part not in found:
            yield Finding(where, f"the {kind} {name} is missing")
        elif found[part] != meant[part]:
            yield Finding(where, f"the {kind} {name} is not as it should be")


def parts(connection: sqlite3.Connection) -> Parts:
    """The tables, indexes, views and triggers of a library, but for SQLite's own."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()
    return {
        (kind, name, table): sql
        for kind, name, table, sql in rows
        if not name.startswith("sqlite_") and table != "_sqlite_migrations"
    }


def _meant() -> Parts:
    fresh = sqlite3.connect(":memory:", isolation_level=None, factory=Connection)
    try:
        tune(fresh)
        schema.migrate(fresh)
        journal.install(fresh)
        return parts(fresh)
    finally:
        fresh.close()
