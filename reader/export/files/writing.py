"""Putting the files of an export on the disk: all of it, or everything as it was before.

Each file is replaced whole, many at a time: all new ones are on the disk before the first takes
its name, and after a power cut each is the old or the new one.
"""

import contextlib
import errno
import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from reader.errors import Problem
from reader.export.files.folder import RECORD, Folder, There, is_file, read, record_text
from reader.export.names import cut, same_file_key
from reader.files import replacing, take_left_over, write_file, write_files

_LONGEST_PATH = 240


@dataclass(slots=True)
class Work:
    """What was done in a folder so far, and what was there before, so that it can be undone."""

    folder: Folder
    new_folder: bool = False
    # Each file, what was there, and the checksum of what was written.
    before: list[tuple[Path, There, str]] = field(default_factory=list)
    renamed: list[tuple[Path, Path]] = field(default_factory=list)
    old_record: dict[str, str] = field(default_factory=dict)

    def begin(self) -> None:
        """Make the folder when only it is missing. Raises OSError."""
        self.new_folder = not self.folder.path.is_dir()
        self.folder.path.mkdir(exist_ok=True)
        self.folder.path = self.folder.path.resolve(strict=True)
        self.old_record = dict(self.folder.record)

    def replace(self, files: Sequence[tuple[str, There, bytes]]) -> None:
        """Give files new content; each with its name and what was there. Raises OSError."""
        paths = [(self.folder.path / name, data) for name, _, data in files]
        # Noted first: when it fails half-way, some of them are written.
        self.before += [
            (self.folder.path / name, there, checksum(data)) for name, there, data in files
        ]
        write_files(paths, private=False)
        self.folder.record |= {name: checksum(data) for name, _, data in files}

    def rename(self, old: str, new: str) -> None:
        """Give a file another name that is free. Raises OSError."""
        before, after = self.folder.path / old, self.folder.path / new
        os.rename(before, after)
        self.renamed.append((before, after))
        if old in self.folder.record:
            self.folder.record[new] = self.folder.record.pop(old)

    def finish(self) -> None:
        """Write the record, if it says anything new, and tidy up. Raises OSError."""
        text = record_text(self.folder)
        path = self.folder.path / RECORD
        there = read(path)
        if there != text:
            self.before.append((path, there, checksum(text)))
            write_file(path, text, private=False)
        _tidy(self.folder)

    def take_back(self) -> None:
        """Make everything as it was; what cannot be is a whole new version, never a torn one.

        A file that is no longer as it was written here is somebody's work by now, and stays.
        """
        for path, before, ours in reversed(self.before):
            with contextlib.suppress(OSError):
                there = read(path)
                if not isinstance(there, bytes) or checksum(there) != ours:
                    continue
                if before is None:
                    path.unlink()
                elif isinstance(before, bytes):
                    write_file(path, before, private=False)
        for old, new in reversed(self.renamed):
            with contextlib.suppress(OSError):
                if not os.path.lexists(old):
                    os.rename(new, old)
        self.folder.record = self.old_record
        if self.new_folder:
            with contextlib.suppress(OSError):  # something of somebody else's is in it by now
                self.folder.path.rmdir()


def _tidy(folder: Folder) -> None:
    """Take away what exports that were killed left unfinished."""
    with contextlib.suppress(OSError):  # it only lies there
        take_left_over(folder.path, [RECORD, *folder.record])


def names(folder: Path, name: str) -> Iterator[str]:
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


def is_free(folder: Path, old: str, new: str) -> bool:
    """Whether a file can get a new name: nothing is there, or only itself in other letters."""
    if not os.path.lexists(folder / new):
        return True
    if same_file_key(old) != same_file_key(new) or not is_file(folder / new):
        return False
    return os.path.samefile(folder / old, folder / new) and old != new


class _Same(Exception):  # noqa: N818  (not an error: the file is as it should be)
    pass


def write_one(folder: Folder, name: str, produce: Callable[[BinaryIO], None]) -> tuple[str, There]:
    """Write one large file piece by piece, beside a file of that name that is somebody's work.

    Answers the name it got, and what was there: None for nothing, True for the same. Raises
    OSError, and what `produce` raises; then nothing has changed.
    """
    folder.path.mkdir(exist_ok=True)
    for free in names(folder.path, name):
        path = folder.path / free
        there = _file_checksum(path)
        if there is None or there == folder.record.get(free):
            break
    with contextlib.suppress(_Same):
        with replacing(path, private=False) as stream:
            produce(stream)
            stream.seek(0)
            now = _digest(stream)
            if now == there:
                raise _Same
        folder.record[free] = now
        write_file(folder.path / RECORD, record_text(folder), private=False)
        _tidy(folder)
        return free, None if there is None else False
    return free, True


def _file_checksum(path: Path) -> str | None:
    """The checksum of a file; None when there is none, empty when it is no plain file."""
    if not os.path.lexists(path):
        return None
    if not is_file(path):
        return ""
    with path.open("rb") as stream:
        return _digest(stream)


def _digest(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    while chunk := stream.read(1024 * 1024):
        digest.update(chunk)
    return digest.hexdigest()


def checksum(data: bytes) -> str:
    """What tells a file from an edited one."""
    return hashlib.sha256(data).hexdigest()


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


def cannot_write(folder: Path, error: OSError) -> Problem:
    """What the system says about a place, for people."""
    if isinstance(error, FileExistsError):
        return Problem(f"{folder} is a file, not a folder.", do="Choose another folder.")
    if error.errno == errno.ENOSPC:
        return Problem(f"Cannot write to {folder}: the disk is full.", do="Make room first.")
    why = f": {error.strerror}" if error.strerror else ""
    return Problem(f"Cannot write to {folder}{why}.", do="Choose another folder.")
