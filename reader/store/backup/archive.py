"""The ZIP file of a backup: packed, read back, unpacked, and told from anything else.

It holds `library.db`, a whole library; `notes.md`, its notes for people who have no Reader at hand;
and `manifest.json`, what the library holds, with its checksum (SHA-256). Compressed, because ninety
of them may be kept and texts take a third of their size so; ZIP, because every computer opens it.
"""

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from reader import files
from reader.errors import Problem
from reader.model import Progress
from reader.store import journal
from reader.store.connection import Connection
from reader.store.copying import Account, reading
from reader.store.parts import report

LIBRARY, NOTES, MANIFEST = "library.db", "notes.md", "manifest.json"
FORMAT = 1
LEVEL = 1  # the fastest: two thirds of what can be saved at a fifth of the time
CHUNK = 1024 * 1024
LARGEST_MANIFEST = 1024 * 1024

UNREADABLE = (
    OSError, ValueError, KeyError, TypeError, EOFError, NotImplementedError, RuntimeError,
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error,
)  # fmt: skip


def pack(
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
            lineage = journal.lineage(library, held.seq)
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
            "lineage": lineage,
        }
        archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=True, indent=1))
    stream.flush()
    return digest.hexdigest()


def _notes(library: Connection) -> str:
    """All notes as one Markdown text, for a person with nothing but an unpacker."""
    rows = library.execute(
        "SELECT CAST(title AS BLOB), CAST(text AS BLOB) FROM notes"
        " JOIN papers ON papers.id = paper_id WHERE text <> '' ORDER BY paper_id"
    ).fetchall()
    texts = [(title.decode("utf-8", "replace"), text.decode("utf-8", "replace"))
             for title, text in rows]  # fmt: skip
    return "".join(f"# {' '.join(title.split())}\n\n{text.rstrip()}\n\n" for title, text in texts)


def compare(stream: BinaryIO, checksum: str, progress: Progress | None) -> None:
    """Read the library in an archive back: what was written is what was meant."""
    stream.seek(0)
    if _read_library(stream, None, progress) != checksum:
        raise Problem("The backup was not written as it should be, so it was thrown away.")


def _chunks(data: BinaryIO, size: int, progress: Progress | None) -> Iterator[bytes]:
    done = 0
    while chunk := data.read(CHUNK):
        done += len(chunk)
        report(progress, done, max(size, done))
        yield chunk


def _read_library(stream: BinaryIO, target: BinaryIO | None, progress: Progress | None) -> str:
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


def manifest_of(path: Path) -> dict[str, Any]:
    """What an archive says that it holds. Raises one of UNREADABLE when it is no backup."""
    with path.open("rb") as stream, zipfile.ZipFile(stream) as archive:
        if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
            raise ValueError("a manifest is small")
        manifest = json.loads(archive.read(MANIFEST))
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise ValueError("another format")
    return manifest


def damaged(path: Path) -> Problem:
    """What is said of a backup that is not as it was made."""
    return Problem(
        "This backup is damaged; it was not touched.", do="Choose another one.", where=str(path)
    )


def is_whole(path: Path) -> bool:
    """Whether every byte of a backup is as it was when it was made."""
    try:
        manifest = manifest_of(path)
        with path.open("rb") as stream:
            return _read_library(stream, None, None) == str(manifest["sha256"])
    except UNREADABLE:
        return False


def unpack(path: Path, target: Path, progress: Progress | None = None) -> Account:
    """Write the library of a backup to the new file `target`; answers what it must hold.

    Raises Problem when any byte of it is not as it was when the backup was made.
    """
    try:
        manifest = manifest_of(path)
        held = Account(**manifest["account"])
    except UNREADABLE as error:
        raise damaged(path) from error
    with files.unfinished(target):
        try:
            with path.open("rb") as stream, target.open("r+b") as copy:
                checksum = _read_library(stream, copy, progress)
                copy.flush()
                os.fsync(copy.fileno())
        except UNREADABLE as error:
            if isinstance(error, OSError) and error.filename is None:
                raise  # the disk is full: that is no fault of the backup
            raise damaged(path) from error
        if checksum != manifest["sha256"]:
            raise damaged(path)
    return held
