"""Repairing a library: on a copy, from everything that can still be read, and never in its place.

A library whose pages are whole is backed up, mended in a copy, and the copy is poured over it. One
with damaged pages is salvaged row by row into a new library, completed from its newest backup, and
kept beside the new one under another name. Either way nothing is deleted that was there before.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reader import files
from reader.errors import Damaged, Problem
from reader.model import Backup, Finding, Progress, Repaired
from reader.store import journal, schema
from reader.store.backup import backups, restoring
from reader.store.connection import Connection, connect, is_damage, primary, spoken, tune, write_tx
from reader.store.copying import copy_verified, reading
from reader.store.damage import checking, completing, examining, mending, salvaging
from reader.store.damage.salvaging import Key, Row
from reader.store.parts import report

NAME = "Repair the library"
STEPS = 4


@dataclass(slots=True)
class _Work:
    """One repair: what it works on, and what it has to say."""

    path: Path
    progress: Progress | None
    done: int = 0
    said: list[str] = field(default_factory=list)
    odd: list[tuple[str, Key, Row]] = field(default_factory=list)

    @property
    def place(self) -> Path:
        """The folder of the library."""
        return self.path.parent

    def step(self) -> None:
        """One more of the steps is done. Raises Cancelled when the person said stop."""
        self.done += 1
        report(self.progress, self.done, STEPS)


def repair(path: Path, found: list[Finding], progress: Progress | None = None) -> Repaired:
    """Repair a library file in which `found` was found. Nobody in this process may have it open.

    Raises Problem when it cannot be done, Cancelled when `progress` says stop; then nothing has
    changed.
    """
    with restoring.told(path.parent):
        restoring.sweep(path.parent)
        return _repair(_Work(path, progress), found)


def _repair(work: _Work, found: list[Finding]) -> Repaired:
    path = work.path
    with _temporary(path, "repaired") as copy, _sound(path) as connection:
        backup = _backed_up(connection, work) if connection is not None else None
        if connection is not None and backup is not None:
            with restoring.held(connection):
                remaining = _mended(connection, copy, work)
                restoring.replace(connection, copy, NAME)
            return Repaired(tuple(found), tuple(work.said), tuple(remaining), backup, None)
    with _temporary(path, "repaired") as copy:
        remaining = _salvaged(copy, work)
        kept = restoring.take_place(copy, path)
    return Repaired(tuple(found), tuple(work.said), tuple(remaining), None, kept)


@contextlib.contextmanager
def _temporary(path: Path, what: str) -> Iterator[Path]:
    copy = path.with_name(f".{what}-{os.urandom(6).hex()}.db")
    try:
        yield copy
    finally:
        for left in (copy, copy.with_name(f"{copy.name}-journal")):
            with contextlib.suppress(OSError):
                left.unlink()


@contextlib.contextmanager
def _sound(path: Path) -> Iterator[Connection | None]:
    """The library, open to write, if all its pages are whole; else None."""
    connection = None
    try:
        try:
            connection = connect(path, write=True, application_id=schema.APPLICATION_ID)
            if not examining.is_sound(connection):
                connection.close()
                connection = None
        except (Damaged, sqlite3.DatabaseError) as error:
            if not (isinstance(error, Damaged) or is_damage(error)):
                raise  # another program writes, or the disk is full: that is no damage
        yield connection
    finally:
        if connection is not None:
            connection.close()


def _backed_up(connection: Connection, work: _Work) -> Backup | None:
    """A backup of the library as it is; None when so much is missing that it can be none."""
    try:
        with spoken(work.path):
            backup = backups.make(connection, work.place, completing.BEFORE_REPAIR)
    except Damaged:
        return None
    except sqlite3.OperationalError as error:
        if primary(error) != sqlite3.SQLITE_ERROR:
            raise
        return None  # a table that a backup is made of is not there
    work.step()
    return backup


# ---------------------------------------------------------------- a library with whole pages


def _mended(connection: Connection, copy: Path, work: _Work) -> list[Finding]:
    copy_verified(connection, copy)
    work.step()
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    known = schema.fingerprint(connection) == schema.FINGERPRINTS[schema.VERSION]
    if not known or version != schema.VERSION:
        work.said.append("the library was made anew from its rows")
        with _temporary(copy, "source") as source:
            os.rename(copy, source)
            _make_from(source.read_bytes(), copy, work, _names_in(source))
    with opened(copy) as target:
        return _finish(target, work)


def _names_in(path: Path) -> dict[str, str]:
    """What a library says about itself."""
    with reading(path) as source, contextlib.suppress(sqlite3.DatabaseError):
        return dict(source.execute("SELECT key, value FROM library").fetchall())
    return {}


def _lacks_rows(target: Connection) -> bool:
    return bool(target.execute("PRAGMA foreign_key_check").fetchone() or journal.missing(target))


# ---------------------------------------------------------------- a library with damaged pages


def _salvaged(copy: Path, work: _Work) -> list[Finding]:
    work.done = max(work.done, 1)
    data = _bytes(work)
    work.step()
    seq = _make_from(data, copy, work, {})
    with opened(copy) as target:
        remaining = _finish(target, work, incomplete=True)
        seq = max(seq, journal.seq(target))
    restoring.go_on_counting(copy, NAME, seq + restoring.HEADROOM, {})
    return remaining


def _bytes(work: _Work) -> bytes:
    """The bytes of the damaged file, after SQLite has undone in a copy what was cut off."""
    with _temporary(work.path, "damaged") as copy:
        hot = work.path.with_name(f"{work.path.name}-journal")
        try:
            files.write_file(copy, work.path.read_bytes())
            if hot.exists() and hot.stat().st_size:
                files.write_file(copy.with_name(f"{copy.name}-journal"), hot.read_bytes())
                _play_back(copy)
            return copy.read_bytes()
        except OSError as error:
            raise Problem(
                f"The damaged library cannot be read: {error.strerror or error}.",
                do="Make room on the disk, or copy the file to another disk and try there.",
                where=str(work.path),
            ) from error


def _play_back(copy: Path) -> None:
    """Opening a file brings back what was there before a change that was cut off."""
    with contextlib.suppress(sqlite3.Error):
        connection = sqlite3.connect(copy, isolation_level=None)
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
        finally:
            connection.close()


# ---------------------------------------------------------------- a new library from rows


@contextlib.contextmanager
def opened(copy: Path) -> Iterator[Connection]:
    """A copy in one transaction, without triggers and without asking who speaks of whom."""
    connection = sqlite3.connect(copy, isolation_level=None, factory=Connection)
    try:
        tune(connection)
        connection.execute("PRAGMA foreign_keys=OFF").fetchall()
        connection.execute("PRAGMA journal_mode=TRUNCATE").fetchall()
        with write_tx(connection):
            for name in journal.triggers(connection):
                connection.execute(f'DROP TRIGGER IF EXISTS "{name}"')
            yield connection
            journal.install(connection)
    finally:
        connection.close()


def _make_from(data: bytes, copy: Path, work: _Work, names: dict[str, str]) -> int:
    """Make a new library from all rows in the bytes of another; answers its last number."""
    schema.make(copy)
    with opened(copy) as target:
        shapes = salvaging.columns(target)
        found = salvaging.salvage(data, shapes)
        uid = names.get("uid") or found.uid or _uid_of_place(work.place)
        for key, value in ({**names, "uid": uid} if uid else names).items():
            target.execute(
                "INSERT INTO library (key, value) VALUES (?, ?)"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, value),
            )
        for table, rows in found.tables.items():
            _insert(target, table, rows, work)
        cut = sorted(key for table, key in found.cut if table == "notes")
        if cut:
            completing.complete_notes(target, work.place, work.said, cut)
        return journal.seq(target)


def _uid_of_place(place: Path) -> str:
    return next((backup.uid for backup in backups.of_place(place)), "")


def _insert(target: Connection, table: str, rows: dict[Key, Row], work: _Work) -> None:
    """Put rows into a table; those that do not fit wait until the backup had its say."""
    for key, row in rows.items():
        if not _fits_in(target, table, row):
            work.odd.append((table, key, row))


def _fits_in(target: Connection, table: str, row: Row) -> bool:
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    try:
        target.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(row.values()))
    except sqlite3.Error:
        return False
    return True


def _insert_odd(target: Connection, work: _Work) -> None:
    """Rows that do not fit as they are, and are in no backup, are made to fit."""
    for table, key, row in work.odd:
        name = next(iter(row))
        there = target.execute(f'SELECT 1 FROM "{table}" WHERE "{name}" = ?', (row[name],))
        if there.fetchone() or _fits_in(target, table, _made_to_fit(table, row)):
            work.said.append(f"row {key} of {table} was not as rows of it can be")
        elif table not in ("paper_tags", "pairs"):  # it is there twice: nothing is lost
            work.said.append(f"row {key} of {table} fits nowhere and was left out")


def _made_to_fit(table: str, row: Row) -> Row:
    """The same row with a value where there must be one, and a name that no other has."""
    match table:
        case "papers":
            return {**row, "uid": schema.fresh_uid()}
        case "tags":
            return {**row, "key": f"\x7f{row['id']!r}"}  # mended afterwards: two are one
        case "highlights":
            return {**row, "kind": "idea"}
        case "marks":
            flags: Row = {name: int(bool(row[name])) for name in ("starred", "seen")}
            return {**row, **flags, "state": "inbox", "queue_place": None}
        case _:
            return row


# ---------------------------------------------------------------- what is lost


def _finish(target: Connection, work: _Work, *, incomplete: bool = False) -> list[Finding]:
    """Complete a copy from the newest backup, mend it, and look what is still wrong."""
    work.said += mending.drop_unreadable(target)
    if incomplete or work.odd or completing.lost(target) or _lacks_rows(target):
        completing.complete(target, work.place, work.said)
    _insert_odd(target, work)
    work.said += completing.lost(target)
    work.said += mending.mend(target)
    work.step()
    journal.install(target)
    remaining = checking.check(target)
    for name in journal.triggers(target):
        target.execute(f'DROP TRIGGER "{name}"')
    work.step()
    return remaining
