"""Putting a backup in the place of a library, so that nothing of either is lost.

A library that still opens is replaced in place: SQLite's backup writes the pages over it in one
transaction, so that it is the old one or the new one at any moment, and other programs that have
it open see the new one as they see any change. A file that cannot be opened any more is kept
beside the new one, which then takes the name.

Numbers never go back. The restored library goes on counting where the other one was, so whatever
remembers "what I saw last" - the word index, an open window - notices that all of it is new.
"""

import contextlib
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from reader import files
from reader.errors import Busy, Damaged, Problem
from reader.model import Backup, Changes, Progress, Restored
from reader.store import journal, schema
from reader.store.actions import now
from reader.store.backup import archive, backups
from reader.store.connection import WAIT_SECONDS, Connection, primary, spoken, write_tx
from reader.store.copying import STEP_PAGES, account, inspect, reading, watching

HEADROOM = 1_000_000  # changes that a library which cannot be read may have seen since its backup
AREAS = frozenset(one.area for one in journal.TABLES.values())


@contextlib.contextmanager
def unpacked(folder: Path, backup: Backup, progress: Progress | None = None) -> Iterator[Path]:
    """The library of a backup as a file of its own, verified and brought up to this version.

    It lies in a folder of its own in `folder`, and both are gone after the block.
    """
    file = backups.path_of(backups.folder_of(backup.uid), backup.number)
    sweep(folder)
    own = folder / f".restored-{os.urandom(6).hex()}"
    copy = own / "library.db"
    try:
        with told(folder):
            own.mkdir(mode=0o700)
            held = archive.unpack(file, copy, progress)
        if inspect(copy) != held or held.uid != backup.uid:
            raise archive.damaged(file)
        with spoken(copy):
            schema.open_library(copy, write=True).close()
        yield copy
    finally:
        shutil.rmtree(own, ignore_errors=True)


@contextlib.contextmanager
def told(place: Path) -> Iterator[None]:
    """Turn what the system says about files in `place` into a Problem."""
    try:
        yield
    except OSError as error:
        raise Problem(
            f"This cannot be written: {error.strerror or error}; nothing was changed.",
            do="Check the folder's permissions and the room on the disk.",
            where=str(place),
        ) from error


def sweep(folder: Path) -> None:
    """Take away what a restore or a repair left in a folder that was killed long ago."""
    for path in folder.iterdir():
        if path.name.startswith((".restored-", ".repaired-", ".damaged-", ".source-")):
            with contextlib.suppress(OSError):
                if path.lstat().st_mtime < time.time() - backups.SWEEP_AFTER:
                    shutil.rmtree(path) if path.is_dir() else path.unlink()


def restore(
    connection: Connection, place: Path, backup: Backup, progress: Progress | None = None
) -> Restored:
    """Make an open library what it was in a backup; what it is now is backed up first.

    Raises Problem when either cannot be done, Cancelled when `progress` says so; then nothing
    has changed.
    """
    folder = backups.folder_of(backup.uid)
    with unpacked(folder, backup, progress) as copy, held(connection):
        before = backups.ensure(connection, place, "before a restore", progress)
        name = f"Restore the backup of {backup.at:%Y-%m-%d %H:%M} UTC"
        return Restored(replace(connection, copy, name, progress), before)


def replace(
    connection: Connection, copy: Path, name: str, progress: Progress | None = None
) -> Changes:
    """Pour the library in the file `copy` over one that is held; the change is called `name`."""
    before = _papers(connection)
    seq = go_on_counting(copy, name, journal.seq(connection), _sequences(connection))
    with reading(copy) as source:
        meant = account(source)
        source.backup(connection, pages=STEP_PAGES, progress=watching(progress, may_restart=False))
    if account(connection) != meant:
        raise Damaged("The restored library is not equal to the backup.", do="Restore it again.")
    after = _papers(connection)
    return Changes(name, seq, after, before - after, after - before, AREAS)


@contextlib.contextmanager
def held(connection: Connection) -> Iterator[None]:
    """Keep every other program out of a library until the block ends. Raises Busy."""
    connection.execute("PRAGMA locking_mode=EXCLUSIVE").fetchall()
    try:
        end = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                connection.execute("BEGIN EXCLUSIVE")
                break
            except sqlite3.OperationalError as error:
                if primary(error) != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                    raise
        connection.execute("COMMIT")  # the lock stays, until the mode is another and it was read
        yield
    finally:
        connection.execute("PRAGMA locking_mode=NORMAL").fetchall()
        with contextlib.suppress(sqlite3.Error):
            connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()


def go_on_counting(copy: Path, name: str, seq: int, sequences: dict[str, int]) -> int:
    """Let the library in a file go on with the numbers of the one it replaces.

    Its journal says so in one row, which is no step to undo. Answers that row's number.
    """
    connection = schema.open_library(copy, write=True)
    try:
        with write_tx(connection):
            for table, last in sequences.items():
                connection.execute(
                    "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (last, table)
                )
                connection.execute(
                    "INSERT INTO sqlite_sequence (name, seq) SELECT ?1, ?2 WHERE NOT EXISTS"
                    " (SELECT 1 FROM sqlite_sequence WHERE name = ?1)",
                    (table, last),
                )
            own = journal.seq(connection)
            next_seq = max(own, seq) + 1
            journal.skip(connection, next_seq - own - 1)
            done = connection.execute(
                "INSERT INTO actions (name, at, sort, undone, visit, papers, first_seq, last_seq)"
                " VALUES (?, ?, 'redo', 0, '', (SELECT count(*) FROM papers), ?, ?)",
                (name, now(), next_seq, next_seq),
            )
            connection.execute(
                "INSERT INTO journal (seq, action_id, tbl, row, op) VALUES (?, ?, 'library', 0, ?)",
                (next_seq, done.lastrowid, journal.RESTORE),
            )
    finally:
        connection.close()
    return next_seq


def _sequences(connection: sqlite3.Connection) -> dict[str, int]:
    return dict(connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall())


def _papers(connection: sqlite3.Connection) -> frozenset[int]:
    return frozenset(row[0] for row in connection.execute("SELECT id FROM papers").fetchall())


# ---------------------------------------------------------------- a file that cannot be opened


def restore_file(path: Path, backup: Backup, progress: Progress | None = None) -> Path | None:
    """Put a backup where the file `path` is missing or cannot be opened as a library.

    Answers under which name the file that was there is kept. Nobody may have it open.
    """
    with unpacked(path.parent, backup, progress) as copy:
        newest = next(iter(backups.backups(backups.folder_of(backup.uid))), backup)
        name = f"Restore the backup of {backup.at:%Y-%m-%d %H:%M} UTC"
        with spoken(copy):
            go_on_counting(copy, name, newest.seq + HEADROOM, {})
        return take_place(copy, path)


def take_place(copy: Path, path: Path) -> Path | None:
    """Give a whole library the name of one that cannot be opened, and keep that one beside it.

    At any moment there is a file of that name. Answers the name of the kept file, if there was one.
    """
    try:
        kept = _keep(path) if os.path.lexists(path) else None
        hot = path.with_name(f"{path.name}-journal")
        if kept is not None and os.path.lexists(hot):
            os.replace(hot, kept.with_name(f"{kept.name}-journal"))
        hot.unlink(missing_ok=True)  # it would be played back into the new library
        files.sync_folder(path.parent)
        files.sync_file(copy)
        os.replace(copy, path)
        files.sync_folder(path.parent)
    except OSError as error:
        raise Problem(
            f"The library cannot be written here: {error.strerror or error}.",
            do="Check the folder's permissions and the room on the disk.",
            where=str(path),
        ) from error
    return kept


def _keep(path: Path) -> Path:
    """Give a damaged file a second name, so that taking the first one away loses nothing."""
    stamp = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
    for number in range(1, 1000):
        kept = path.with_name(f"{path.stem}.damaged-{stamp}{f'-{number}' * (number > 1)}.db")
        try:
            os.link(path, kept, follow_symlinks=False)
        except FileExistsError:
            continue
        except OSError:  # no hard links on this file system
            with path.open("rb") as old, files.replacing(kept) as new:
                while chunk := old.read(archive.CHUNK):
                    new.write(chunk)
        return kept
    raise Busy("Too many damaged libraries are kept here.", do="Move some of them away.")
