"""Writing an export so that it can be repeated for years and never destroys a word.

A record beside the files, `.reader-export.json`, says what was last written under which name.
A file that still is what we wrote may be replaced; any other is somebody's work: it is kept,
and the new version is written beside it. Files of papers that are gone are left alone.
"""

import contextlib
import errno
import hashlib
import json
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reader.errors import Cancelled, Problem
from reader.export.names import cut
from reader.files import write_file
from reader.model import Exported, ExportFile, Progress

RECORD = ".reader-export.json"
_LONGEST_PATH = 240
_LARGEST_READ = 256 * 1024 * 1024
_EDITED = "It was edited since the last export; the new version is in “{name}”."
_FOREIGN = "It was not written by Reader; the new version is in “{name}”."
_NO_FILE = "It is a link or a folder, not a file; the new version is in “{name}”."


@dataclass(slots=True)
class _Work:
    """What was done so far, and what was there before, so that it can be taken back."""

    record: dict[str, str]
    new_folder: Path | None = None
    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[tuple[str, str]] = field(default_factory=list)
    before: list[tuple[Path, bytes | None]] = field(default_factory=list)


def write_files(
    folder: Path, files: Sequence[ExportFile], progress: Progress | None = None
) -> Exported:
    """Write the files into `folder`, made when only it is missing.

    Raises Problem when the place cannot be written, and Cancelled when `progress` says stop;
    then everything is as it was.
    """
    folder, new = _made(folder)
    known = _read_record(folder)
    work = _Work(dict(known), folder if new else None)
    try:
        for done, file in enumerate(files):
            if progress is not None and not progress(done, len(files)):
                _take_back(work)
                raise Cancelled
            _write_one(folder, file, work)
        if work.record != known:
            write_file(folder / RECORD, _as_json(work.record), private=False)
    except OSError as error:
        _take_back(work)
        raise _cannot_write(folder, error) from error
    if progress is not None:
        progress(len(files), len(files))
    return Exported(
        str(folder),
        tuple(work.written),
        tuple(work.unchanged),
        tuple(work.kept),
        len({paper for file in files for paper in file.papers}),
    )


def _write_one(folder: Path, file: ExportFile, work: _Work) -> None:
    """Write one file, under another name when its own is somebody's work."""
    data = file.text.encode("utf-8", "replace")
    own = ""
    for name in _names(folder, file.name):
        path = folder / name
        there = _read(path)
        if there == data:
            work.unchanged.append(name)
        elif there is None or (isinstance(there, bytes) and _sum(there) == work.record.get(name)):
            write_file(path, data, private=False)
            work.before.append((path, there))
            work.written.append(name)
        else:
            own = own or _reason(there, name in work.record)
            continue
        work.record[name] = _sum(data)
        if own:
            work.kept.append((file.name, own.format(name=name)))
        return


def _reason(there: bytes | bool, known: bool) -> str:
    if isinstance(there, bool):
        return _NO_FILE
    return _EDITED if known else _FOREIGN


def _names(folder: Path, name: str) -> Iterator[str]:
    """The name, shortened where the whole path would be too long, then names beside it."""
    if name != os.path.basename(name) or name in ("", ".", "..", RECORD) or "\0" in name:
        raise ValueError(f"not a plain file name: {name!r}")
    stem, dot, extension = name.rpartition(".")
    stem, extension = (stem, dot + extension) if stem else (name, "")
    yield _fitting(folder, stem, "", extension)
    number = 1
    while True:
        mark = " (new version)" if number == 1 else f" (new version {number})"
        yield _fitting(folder, stem, mark, extension)
        number += 1


def _fitting(folder: Path, stem: str, mark: str, extension: str) -> str:
    """The name within what paths may be long on every system; a paper's ` (k7f3q2)` stays."""
    room = _LONGEST_PATH - len(str(folder)) - 1 - len(mark) - len(extension)
    if len(stem) > room >= 24:
        tail = stem[stem.rfind(" (") :] if stem.endswith(")") and " (" in stem[-20:] else ""
        stem = cut(stem.removesuffix(tail), room - len(tail), 4 * room) + tail
    return f"{stem}{mark}{extension}"


def _read(path: Path) -> bytes | bool | None:
    """What a file holds; None when there is none, True when it is no file we would read."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST_READ:
        return True
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb") as stream:
        return stream.read()


def check_document(path: Path) -> None:
    """Raise the Problem of a place where no document can be: a folder, a device, our record."""
    if path.name in ("", "..") or os.path.isdir(path):
        raise Problem(
            f"{path} is a folder, and one document is a file.",
            do="Name a file in it, such as notes.md, or write a file for each paper.",
        )
    usable = os.path.islink(path) or os.path.isfile(path) or not os.path.lexists(path)
    if not usable or path.name == RECORD:
        raise Problem(f"{path} is no place for a document.", do="Choose another name.")


def _made(folder: Path) -> tuple[Path, bool]:
    """The folder, with all links in its own path followed once, here; and whether it is new."""
    try:
        there = os.path.isdir(folder)
        folder.mkdir(exist_ok=True)
        return folder.resolve(strict=True), not there
    except FileExistsError:
        raise Problem(f"{folder} is a file, not a folder.", do="Choose another folder.") from None
    except OSError as error:
        raise _cannot_write(folder, error) from error


def _read_record(folder: Path) -> dict[str, str]:
    """Names and checksums of what we wrote; a damaged record means that nothing is ours."""
    try:
        data = _read(folder / RECORD)
    except OSError as error:
        raise _cannot_write(folder, error) from error
    try:
        files = json.loads(data)["files"] if isinstance(data, bytes) else {}
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
    if not isinstance(files, dict):
        return {}
    return {name: total for name, total in files.items() if isinstance(total, str)}


def _as_json(record: dict[str, str]) -> bytes:
    content = {"about": "What Reader last exported into this folder.", "files": record}
    text = json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True)
    return f"{text}\n".encode("utf-8", "replace")


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _take_back(work: _Work) -> None:
    """Make everything as it was before; what cannot be is a whole new version, never a torn one."""
    for path, before in reversed(work.before):
        try:
            if before is None:
                path.unlink(missing_ok=True)
            else:
                write_file(path, before, private=False)
        except OSError:
            continue
    if work.new_folder is not None:
        with contextlib.suppress(OSError):  # something of somebody else's is in it by now
            work.new_folder.rmdir()


def _cannot_write(folder: Path, error: OSError) -> Problem:
    if error.errno == errno.ENOSPC:
        return Problem(f"Cannot write to {folder}: the disk is full.", do="Make room first.")
    why = f": {error.strerror}" if error.strerror else ""
    return Problem(f"Cannot write to {folder}{why}.", do="Choose another folder.")
