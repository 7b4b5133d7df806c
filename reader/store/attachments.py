"""Files of papers: kept in the library's folder, or linked where they lie.

The library holds their names, sizes and checksums (SHA-256), never their content. A kept file is
never deleted: undo brings back the row, and what it names is still there.
"""

import hashlib
import json
import os
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from reader import files as disk
from reader import paths
from reader.clean import clean_text
from reader.errors import Problem
from reader.model import Attachment, Finding, Progress
from reader.store.actions import now
from reader.store.marks import become_seen, existing
from reader.store.parts import report

FOLDER = "files"
CHUNK = 1024 * 1024

_SELECT = "SELECT id, uid, paper_id, name, path, kept, sha256, size, added FROM attachments"


def of_papers(
    connection: sqlite3.Connection, ids: Sequence[int]
) -> dict[int, tuple[Attachment, ...]]:
    """The files of papers, the oldest first."""
    rows = connection.execute(
        f"{_SELECT} WHERE paper_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(ids)),),
    ).fetchall()
    found = defaultdict[int, list[Attachment]](list)
    for row in rows:
        found[row[2]].append(_read(row))
    return {paper_id: tuple(own) for paper_id, own in found.items()}


def kept(connection: sqlite3.Connection) -> list[Attachment]:
    """All files that lie in the library's folder, the oldest first."""
    rows = connection.execute(f"{_SELECT} WHERE kept ORDER BY id").fetchall()
    return [_read(row) for row in rows]


def linked_and_larger(connection: sqlite3.Connection, size: int) -> tuple[int, int]:
    """How many files are only linked, and how many kept ones are larger than so many bytes."""
    linked, large = connection.execute(
        "SELECT count(*) FILTER (WHERE NOT kept), count(*) FILTER (WHERE kept AND size > ?)"
        " FROM attachments",
        (size,),
    ).fetchone()
    return int(linked), int(large)


def _read(row: tuple[object, ...]) -> Attachment:
    number, uid, paper_id, name, path, kept, sha256, size, added = row
    return Attachment(
        id=number,  # type: ignore[arg-type]  # the columns have these types: STRICT tables
        uid=str(uid),
        paper_id=paper_id,  # type: ignore[arg-type]
        name=str(name),
        path=str(path),
        kept=bool(kept),
        sha256=str(sha256),
        size=size,  # type: ignore[arg-type]
        added=str(added),
    )


def attach(
    connection: sqlite3.Connection, paper_id: int, files: Sequence[tuple[str, Attachment]]
) -> str:
    """Attach files, each with a fresh lasting name; one that the paper has already is passed over.

    Raises Problem when the paper is gone.
    """
    existing(connection, [paper_id])
    there = {(one.path, one.sha256) for one in of_papers(connection, [paper_id]).get(paper_id, ())}
    names = []
    for uid, file in files:
        if (file.path, file.sha256) in there:
            continue
        there.add((file.path, file.sha256))
        name = clean_text(file.name)
        connection.execute(
            "INSERT INTO attachments (uid, paper_id, name, path, kept, sha256, size, added)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (uid, paper_id, name, file.path, int(file.kept), file.sha256, file.size, now()),
        )
        names.append(name)
    if names:
        become_seen(connection, [paper_id])
    return f"Attach {names[0][:60]}" if len(names) == 1 else f"Attach {len(names):,} files"


def detach(connection: sqlite3.Connection, attachment_id: int) -> str:
    """Take a file off its paper; the file itself stays where it is."""
    row = connection.execute(
        "SELECT name, paper_id FROM attachments WHERE id = ?", (attachment_id,)
    ).fetchone()
    if row is None:
        raise Problem("This file is not attached any more; nothing was changed.")
    connection.execute("DELETE FROM attachments WHERE id = ?", (attachment_id,))
    become_seen(connection, [row[1]])
    return f"Take off {row[0][:60]}"


def place(folder: Path, attachment: Attachment) -> Path | None:
    """Where a file lies; None when its row says something that no row of ours does.

    A kept one is a plain name in the folder for files: nothing leads out of it.
    """
    if not attachment.kept:
        path = Path(attachment.path)
        return path if path.is_absolute() else None
    parts = PurePosixPath(attachment.path).parts
    if len(parts) != 2 or parts[0] != FOLDER or parts[1] in ("", ".", ".."):
        return None
    return folder / FOLDER / parts[1] if os.path.basename(parts[1]) == parts[1] else None


def bring(
    folder: Path, wanted: Sequence[Attachment], source: Callable[[Attachment], Path | None]
) -> list[str]:
    """Copy kept files that are not in the library's folder from where `source` says they lie.

    Each counts only when it is as it was attached; nothing is written over. Answers what could
    not be copied; a file that is in neither place is for `wrong` to name.
    """
    said = []
    for file in wanted:
        target, origin = place(folder, file), source(file)
        if target is None or os.path.lexists(target) or origin is None or not origin.is_file():
            continue
        try:
            if origin.stat().st_size != file.size:
                raise OSError("it is not as it was attached")
            paths.make_own(target.parent)
            with disk.replacing(target) as stream:
                if _copy(origin, stream) != file.sha256:
                    raise OSError("it is not as it was attached")
        except OSError as error:
            said.append(f"the file {file.name} was not copied: {error.strerror or error}")
    return said


def _copy(origin: Path, stream: BinaryIO) -> str:
    """Copy a file; answers the SHA-256 of what was copied. Raises OSError."""
    digest = hashlib.sha256()
    with origin.open("rb") as source:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            stream.write(chunk)
    return digest.hexdigest()


def wrong(
    connection: sqlite3.Connection, folder: Path, progress: Progress | None = None
) -> Iterator[Finding]:
    """Files that are missing or not as they were. Raises Cancelled when `progress` says stop."""
    rows = connection.execute(f"{_SELECT} ORDER BY id").fetchall()
    for done, row in enumerate(rows):
        report(progress, done, len(rows))
        file = _read(row)
        path = place(folder, file)
        what = f"the file {file.name} of paper {file.paper_id}"
        if path is None:
            yield Finding("files", f"{what} has a place that cannot be")
        elif not path.is_file():
            yield Finding("files", f"{what} is missing: {path}")
        elif file.kept and not _is_as_it_was(path, file):
            yield Finding("files", f"{what} is not as it was attached: {path}")


def _is_as_it_was(path: Path, file: Attachment) -> bool:
    try:
        return path.stat().st_size == file.size and checksum(path) == file.sha256
    except OSError:
        return False


def checksum(path: Path, progress: Progress | None = None) -> str:
    """The SHA-256 of a file. Raises OSError, and Cancelled when `progress` says stop."""
    digest, done, size = hashlib.sha256(), 0, path.stat().st_size
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            done += len(chunk)
            report(progress, done, size)
    return digest.hexdigest()
