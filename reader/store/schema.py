"""Which library files this version knows: making new ones, opening known ones.

Older ones are brought up to date before (`upgrading`); newer ones can only be looked at.
"""

import base64
import contextlib
import hashlib
import os
import secrets
import sqlite3
from pathlib import Path

from reader import files
from reader.errors import REPAIR, Damaged, Problem
from reader.store import facts, journal
from reader.store.connection import Connection, connect, snapshot, tune, write_tx
from reader.store.written import links

APPLICATION_ID = 0x52646572  # "Rder"
VERSION = 3
PAGE_SIZE = 8192

# What the tables, indexes and triggers of each version hash to. A library with anything else
# in it is not opened: a foreign trigger or view would run with the person's rights.
FINGERPRINTS = {
    1: "8784618f9cd5e6ce003a31166826030cc1f34737212728cd11cead7e9cc10cc3",
    2: "917f0ae45381dffd07795dff285e71a2a6c7c9b393c0b76f32794ca6abd75f3a",
    3: "8b3f461199ccff6b34faa7d505c7279f3368f460c67fc12dfd9ca4356a647a52",
}


def fresh_uid(length: int = 12) -> str:
    """A random name in lower-case base32 (RFC 4648), 5 bits a letter."""
    return base64.b32encode(secrets.token_bytes(length)).decode("ascii").lower()[:length]


def open_library(path: Path, *, write: bool) -> Connection:
    """Open the library at `path`; with `write`, make it when it is missing.

    An older library is brought up to date first. A newer one opens only without `write`, and
    only while it still has everything that this version reads.
    """
    if write and not os.path.lexists(path):
        make(path)
    try:
        return _open_current(path, write=write)
    except sqlite3.OperationalError as error:
        if write or error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
            raise
    # A program died while it wrote: only a writer can bring back the state before that.
    _open_current(path, write=True).close()
    return _open_current(path, write=False)


def _open_current(path: Path, *, write: bool) -> Connection:
    connection = open_known(path, write=write)
    if version(connection) >= VERSION:
        return connection
    connection.close()
    from reader.store import upgrading

    try:
        upgrading.upgrade(path)
    except Problem:
        if write:
            raise
        return upgrading.in_memory(path)
    return open_known(path, write=write)


def open_known(path: Path, *, write: bool) -> Connection:
    """Open a library of this or an older version if its schema is one that Reader made."""
    connection = connect(path, write=write, application_id=APPLICATION_ID)
    try:
        with snapshot(connection):  # another program may be bringing it up to date
            found = version(connection)
            if found > VERSION:
                _refuse_newer(connection, path, write=write)
            elif fingerprint(connection) != FINGERPRINTS.get(found):
                raise Damaged(
                    "This library has parts that Reader did not make; it was not touched.",
                    do=REPAIR,
                    where=str(path),
                )
    except BaseException:
        connection.close()
        raise
    return connection


def newer(where: str = "") -> Problem:
    """What is said of a library that this version does not know yet."""
    return Problem(
        "This library was written by a newer version of Reader; it was not touched.",
        do="Install the newest version of Reader. What only looks, like `reader list`, works.",
        where=where,
    )


def version(connection: sqlite3.Connection) -> int:
    """The version of the schema."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _refuse_newer(connection: sqlite3.Connection, path: Path, *, write: bool) -> None:
    """Refuse a newer library, but for looking at one that has all that this version reads."""
    if write:
        raise newer(str(path))
    missing = sorted(_parts(_fresh()) - _parts(connection))
    if missing:
        raise Problem(
            "This library was written by a newer version of Reader and can no longer be read.",
            do="Install the newest version of Reader.",
            where=str(path),
        )


def _parts(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """Every column of every true table."""
    return set(
        connection.execute(
            "SELECT schema.name, info.name FROM sqlite_schema AS schema,"
            " pragma_table_info(schema.name) AS info WHERE schema.type = 'table'"
        ).fetchall()
    )


def _fresh() -> sqlite3.Connection:
    """An empty library of this version, in memory."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    return connection


def fingerprint(connection: sqlite3.Connection) -> str:
    """A hash over everything the schema says, but for SQLite's and sqlite-utils' own tables."""
    rows = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
    ).fetchall()
    digest = hashlib.sha256()
    for kind, name, table, sql in rows:
        own = name.startswith("sqlite_") or table == "_sqlite_migrations"
        if not (own and kind in ("table", "index")):
            digest.update(repr((kind, name, table, sql)).encode())
    return digest.hexdigest()


def make(path: Path) -> None:
    """Make a new library beside its place, whole, and only then give it its name.

    So a library is there or not there, never half there; and when two programs make one at
    once, the second finds the first one's.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}.new")
    try:
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        os.close(os.open(draft, flags, 0o600))
        try:
            _fill(draft)
            _name(draft, path)
        finally:
            for left in (draft, draft.with_name(f"{draft.name}-journal")):
                with contextlib.suppress(FileNotFoundError):
                    left.unlink()
        files.sync_folder(path.parent)
    except OSError as error:
        raise Problem(
            f"A library cannot be made here: {error.strerror or error}.",
            do="Choose another folder.",
            where=str(path),
        ) from error


def _name(draft: Path, path: Path) -> None:
    with contextlib.suppress(FileExistsError):
        try:
            os.link(draft, path)
        except FileExistsError:
            raise
        except OSError:  # no hard links on this file system
            if not os.path.lexists(path):
                os.rename(draft, path)


def _fill(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        tune(connection)
        connection.execute(f"PRAGMA page_size={PAGE_SIZE}").fetchall()
        connection.execute("PRAGMA journal_mode=TRUNCATE").fetchall()
        with write_tx(connection):
            migrate(connection)
            connection.executemany(
                "INSERT INTO library (key, value) VALUES (?, ?)", [("uid", fresh_uid(16))]
            )
    finally:
        connection.close()


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the schema to this version, inside the caller's transaction."""
    from sqlite_utils import Database

    from reader.store.migrations import migrations

    database = Database(connection, execute_plugins=False)
    journal.remove(connection)
    migrations.apply(database)
    facts.refile(connection)
    links.record_all(connection)
    journal.install(connection)
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}").fetchall()
    connection.execute(f"PRAGMA user_version={VERSION}").fetchall()
