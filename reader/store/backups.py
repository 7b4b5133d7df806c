"""Backups: verified copies of a library outside its folder, one ZIP file each.

A backup is `library.db`, a whole library; `notes.md`, the notes for people who have no Reader at
hand; and `manifest.json`, what it holds, with a checksum. Compressed, because ninety of them may
be kept and texts take a third of their size so; as ZIP, because every computer opens it.

It counts only when the copy was compared with the library and the archive was read back. Then it
takes its name, in one moment. What is cut short leaves a file that is not counted and is swept.
"""

import contextlib
import errno
import hashlib
import json
import os
import re
import sqlite3
import time
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from reader import files, paths
from reader.errors import Cancelled, Problem
from reader.model import Backup, Progress
from reader.store import thinning
from reader.store.connection import Connection, snapshot
from reader.store.copying import Account, copy_verified, reading

LIBRARY, NOTES, MANIFEST = "library.db", "notes.md", "manifest.json"
FORMAT = 1
LEVEL = 1  # the fastest: two thirds of what can be saved at a fifth of the time
CHUNK = 1024 * 1024
SWEEP_AFTER = 3600.0  # seconds after which an unfinished file belongs to a program that died
LARGEST_MANIFEST = 1024 * 1024

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
        return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
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
        raise Problem("The library has lost its own name.", do="Run `reader check --fix`.")
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
            checksum = _pack(stream, copy, held, place, reason, progress)
            _compare(stream, checksum, progress)
    finally:
        with contextlib.suppress(OSError):
            copy.unlink()


def _pack(
    stream: BinaryIO, copy: Path, held: Account, place: Path, reason: str, progress: Progress | None
) -> str:
    """Write the archive; answers the checksum of the library in it."""
    digest = hashlib.sha256()
    size = copy.stat().st_size
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        with copy.open("rb") as data, archive.open(LIBRARY, "w", force_zip64=True) as member:
            for chunk in _chunks(data, size, progress):
                digest.update(chunk)
                member.write(chunk)
        with reading(copy) as library:
            archive.writestr(NOTES, _notes(library))
            highlights = library.execute("SELECT count(*) FROM highlights").fetchone()[0]
            notes = library.execute("SELECT count(*) FROM notes WHERE text <> ''").fetchone()[0]
        manifest = {
            "format": FORMAT,
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "reason": reason,
            "place": str(place.absolute()),
            "sha256": digest.hexdigest(),
            "bytes": size,
            "papers": held.rows.get("papers", 0),
            "notes": notes,
            "highlights": highlights,
            "account": asdict(held),
        }
        archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=True, indent=1))
    stream.flush()
    return digest.hexdigest()


def _notes(library: Connection) -> str:
    """All notes as one Markdown text, for a person with nothing but an unpacker."""
    rows = library.execute(
        "SELECT title, text FROM notes JOIN papers ON papers.id = paper_id WHERE text <> ''"
        " ORDER BY paper_id"
    ).fetchall()
    return "".join(f"# {' '.join(title.split())}\n\n{text.rstrip()}\n\n" for title, text in rows)


def _compare(stream: BinaryIO, checksum: str, progress: Progress | None) -> None:
    """Read the library in an archive back: what was written is what was meant."""
    stream.seek(0)
    if _unpack(stream, None, progress) != checksum:
        raise Problem("The backup was not written as it should be, so it was thrown away.")


def _chunks(data: BinaryIO, size: int, progress: Progress | None) -> Iterator[bytes]:
    done = 0
    while chunk := data.read(CHUNK):
        done += len(chunk)
        if progress and not progress(done, max(size, done)):
            raise Cancelled
        yield chunk


def _unpack(stream: BinaryIO, target: BinaryIO | None, progress: Progress | None) -> str:
    """The checksum of the library in an archive, which is written to `target` on the way."""
    digest = hashlib.sha256()
    with zipfile.ZipFile(stream) as archive, archive.open(LIBRARY) as member:
        size = archive.getinfo(LIBRARY).file_size
        for chunk in _chunks(member, size, progress):  # type: ignore[arg-type]  # it can read
            digest.update(chunk)
            if target is not None:
                target.write(chunk)
    return digest.hexdigest()


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
        manifest = _manifest(path)
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
        )
    except _UNREADABLE as error:
        raise _damaged(path) from error


_UNREADABLE = (
    OSError, ValueError, KeyError, TypeError, EOFError, NotImplementedError, RuntimeError,
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error,
)  # fmt: skip


def _manifest(path: Path) -> dict[str, Any]:
    with path.open("rb") as stream, zipfile.ZipFile(stream) as archive:
        if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
            raise ValueError("a manifest is small")
        manifest = json.loads(archive.read(MANIFEST))
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise ValueError("another format")
    return manifest


def _damaged(path: Path) -> Problem:
    return Problem(
        "This backup is damaged; it was not touched.", do="Choose another one.", where=str(path)
    )


def is_whole(path: Path) -> bool:
    """Whether every byte of a backup is as it was when it was made."""
    try:
        manifest = _manifest(path)
        with path.open("rb") as stream:
            return _unpack(stream, None, None) == str(manifest["sha256"])
    except _UNREADABLE:
        return False


def unpack(path: Path, target: Path, progress: Progress | None = None) -> Account:
    """Write the library of a backup to the new file `target`; answers what it must hold.

    Raises Problem when any byte of it is not as it was when the backup was made.
    """
    try:
        manifest = _manifest(path)
        held = Account(**manifest["account"])
    except _UNREADABLE as error:
        raise _damaged(path) from error
    with files.unfinished(target):
        try:
            with path.open("rb") as stream, target.open("r+b") as copy:
                checksum = _unpack(stream, copy, progress)
                copy.flush()
                os.fsync(copy.fileno())
        except _UNREADABLE as error:
            if isinstance(error, OSError) and error.filename is None:
                raise  # the disk is full: that is no fault of the backup
            raise _damaged(path) from error
        if checksum != manifest["sha256"]:
            raise _damaged(path)
    return held


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
