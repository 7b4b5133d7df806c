"""Backups: verified copies of a library outside its folder, one ZIP file each.

It counts only when the copy was compared with the library and the archive was read back. Then it
takes its name, in one moment. What is cut short leaves a file that is not counted and is swept.
"""

import contextlib
import errno
import os
import re
import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from reader import files, paths
from reader.errors import REPAIR, Damaged, Problem
from reader.model import Backup, Progress
from reader.store import journal
from reader.store.backup import archive, thinning
from reader.store.connection import Connection, primary, snapshot
from reader.store.copying import copy_verified

SWEEP_AFTER = 3600.0  # seconds after which an unfinished file belongs to a program that died

_NAME = re.compile(r"reader-(\d{4,18})\.zip")


def make(
    connection: Connection, place: Path, reason: str, progress: Progress | None = None
) -> Backup:
    """Back an open library up, and thin its older backups.

    `place` is the folder of the library, `reason` a few words on the occasion. Raises Problem
    when the library is damaged or the disk takes no more, and Cancelled when `progress` says so;
    then nothing has changed.
    """
    folder = folder_of(_uid(connection))
    try:
        paths.make_private(paths.backups_folder())
        paths.make_private(folder)
        _sweep(folder)
        while True:
            try:
                made = _make(connection, folder, place, reason, progress)
                break
            except (OSError, sqlite3.OperationalError) as error:
                if not (_is_full(error) and _make_room(folder)):
                    raise
    except OSError as error:
        raise Problem(
            f"The backup could not be made: {error.strerror or error}.",
            do="Make room on the disk, or check the folder's permissions.",
            where=str(folder),
        ) from error
    except sqlite3.OperationalError as error:
        if _is_full(error):
            raise Problem(
                "The backup could not be made: the disk is full.",
                do="Make room on the disk.",
                where=str(folder),
            ) from error
        raise
    thin(folder, datetime.now(UTC))
    return made


def make_unless_there(
    connection: Connection, place: Path, reason: str, progress: Progress | None = None
) -> Backup | None:
    """Back a library up unless its newest backup holds the same; answers a new one."""
    newest = newest_of(_uid(connection), place)
    with snapshot(connection):
        there = newest is not None and holds_now(newest, connection)
    if newest is None or not there or not _is_sound(newest):
        return make(connection, place, reason, progress)
    return None


def holds_now(backup: Backup, connection: sqlite3.Connection) -> bool:
    """Whether a backup holds what its library holds now: the same number of the same history."""
    seq = journal.seq(connection)
    return backup.seq == seq and backup.lineage == journal.lineage(connection, seq)


def _is_sound(backup: Backup) -> bool:
    return archive.is_whole(path_of(folder_of(backup.uid), backup.number))


def ensure(
    connection: Connection, place: Path, reason: str, progress: Progress | None = None
) -> Backup:
    """The backup that holds what a library holds now, made if there is none."""
    made = make_unless_there(connection, place, reason, progress)
    newest = made or newest_of(_uid(connection), place)
    assert newest is not None
    return newest


def newest_of(uid: str, place: Path) -> Backup | None:
    """The newest backup of a library as it lies in the folder `place`."""
    absolute = str(place.absolute())
    return next((one for one in backups(folder_of(uid)) if one.place == absolute), None)


def of_place(place: Path) -> list[Backup]:
    """The backups of the library that lay in a folder last, newest first.

    For a library that cannot say its own name any more.
    """
    absolute, newest, found = str(place.absolute()), "", list[Backup]()
    for folder in _folders():
        there = [one for one in backups(folder) if one.place == absolute]
        if there and there[0].at.isoformat() > newest:
            newest, found = there[0].at.isoformat(), there
    return found


def _folders() -> list[Path]:
    try:
        return [path for path in paths.backups_folder().iterdir() if path.is_dir()]
    except OSError:
        return []


def _make(
    connection: Connection, folder: Path, place: Path, reason: str, progress: Progress | None
) -> Backup:
    path = _claim(folder)
    try:
        _write(connection, path, place, reason, progress)
        return read(path)
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def _is_full(error: Exception) -> bool:
    if isinstance(error, sqlite3.Error):
        return primary(error) in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
    return isinstance(error, OSError) and error.errno in (
        errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", None)
    )  # fmt: skip


def _make_room(folder: Path) -> bool:
    """Give the oldest backup up for a new one, but never one of the newest three."""
    there = list(backups(folder))
    if len(there) <= thinning.ALWAYS:
        return False
    path_of(folder, there[-1].number).unlink()
    return True


def _uid(connection: Connection) -> str:
    with snapshot(connection):
        row = connection.execute("SELECT value FROM library WHERE key = 'uid'").fetchone()
    return str(row[0]) if row else ""


def folder_of(uid: str) -> Path:
    """The folder of one library's backups."""
    if not re.fullmatch(r"[a-z2-7]{8,64}", uid):
        raise Damaged("The library has lost its own name.", do=REPAIR)
    return paths.backups_folder() / uid


def _claim(folder: Path) -> Path:
    """An empty file with the next number: two programs never make the same backup."""
    number = max((_number(path) for path in folder.iterdir()), default=0)
    while True:
        number += 1
        path = folder / f"reader-{number:04}.zip"
        with contextlib.suppress(FileExistsError):
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            return path


def _number(path: Path) -> int:
    found = _NAME.fullmatch(path.name)
    return int(found[1]) if found else 0


# ---------------------------------------------------------------- writing


def _write(
    connection: Connection, path: Path, place: Path, reason: str, progress: Progress | None
) -> None:
    copy = files.temporary_beside(path)
    try:
        held = copy_verified(connection, copy, progress=progress)
        with files.replacing(path) as stream:
            checksum = archive.pack(stream, copy, held, place, reason, progress)
            archive.compare(stream, checksum, progress)
    finally:
        with contextlib.suppress(OSError):
            copy.unlink()


# ---------------------------------------------------------------- reading


def backups(folder: Path) -> Iterator[Backup]:
    """The backups in a folder, newest first. What is no whole backup is left out."""
    for path in _archives(folder):
        with contextlib.suppress(Problem):
            yield read(path)


def _archives(folder: Path) -> list[Path]:
    try:
        there = [path for path in folder.iterdir() if _number(path)]
    except OSError:
        return []
    return sorted(there, key=_number, reverse=True)


def read(path: Path) -> Backup:
    """What a backup says it holds. Raises Problem when it is none."""
    try:
        manifest = archive.manifest_of(path)
        return Backup(
            number=_number(path),
            at=datetime.fromisoformat(manifest["at"]).astimezone(UTC),
            reason=str(manifest["reason"]),
            place=str(manifest["place"]),
            uid=str(manifest["account"]["uid"]),
            seq=int(manifest["account"]["seq"]),
            papers=int(manifest["papers"]),
            notes=int(manifest["notes"]),
            highlights=int(manifest["highlights"]),
            size=path.stat().st_size,
            lineage=str(manifest.get("lineage", "")),
        )
    except archive.UNREADABLE as error:
        raise archive.damaged(path) from error


# ---------------------------------------------------------------- thinning


def thin(folder: Path, now: datetime) -> None:
    """Take away the backups that are no longer kept. One that is not whole is never counted.

    Backups of two copies of a library, in two places, do not thin each other.
    """
    there = list(backups(folder))
    keep: set[int] = set()
    for place in {backup.place for backup in there}:
        times = [(backup.number, backup.at) for backup in there if backup.place == place]
        keep |= thinning.kept(times, now)
    for backup in there:
        if backup.number not in keep:
            with contextlib.suppress(OSError):
                path_of(folder, backup.number).unlink()


def path_of(folder: Path, number: int) -> Path:
    """The file of a backup."""
    return folder / f"reader-{number:04}.zip"


def _sweep(folder: Path) -> None:
    """Take away what a program that was ended in the middle left behind."""
    for path in folder.iterdir():
        temporary = path.name.startswith(".reader-") and path.name.endswith(".tmp")
        with contextlib.suppress(OSError):
            status = path.lstat()
            unfinished = temporary or (_number(path) and not status.st_size)
            if unfinished and status.st_mtime < time.time() - SWEEP_AFTER:
                path.unlink()
