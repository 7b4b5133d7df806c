"""Writing files so that a power cut leaves the old or the new version, never a torn one."""

import contextlib
import os
import re
import secrets
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

_AT_ONCE = 32  # files that are waited for together
_LONGEST_KEPT = 40  # characters of a name that its temporary file has, too
_TEMPORARY = re.compile(r"\.(.+)\.[0-9a-f]{12}\.tmp", re.DOTALL)
_SURELY_LEFT = 600  # seconds
_BINARY = getattr(os, "O_BINARY", 0)
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | _BINARY


def write_file(path: Path, data: bytes, *, private: bool = True) -> None:
    """Write `data` to `path` atomically: temporary file, fsync, rename, fsync of the folder.

    An existing symbolic link at `path` is replaced, not followed. Raises OSError; then the
    old file is still there, unchanged.
    """
    with replacing(path, private=private) as stream:
        stream.write(data)


def write_files(files: Sequence[tuple[Path, bytes]], *, private: bool = True) -> None:
    """Write many files of one folder or a few: every one is on the disk before any takes its name.

    Each is the old or the new one at any time; waiting for the disk once for all of them is what
    makes it quick. Raises OSError; then some may be new already.
    """
    waiting: list[tuple[Path, Path]] = []
    descriptors: list[int] = []
    try:
        for path, data in files:
            temporary = temporary_beside(path)
            descriptors.append(os.open(temporary, _NEW, 0o600 if private else 0o644))
            waiting.append((temporary, path))
            _write_all(descriptors[-1], data)
        _sync_all(descriptors)
        while descriptors:
            os.close(descriptors.pop())
        while waiting:
            os.replace(*waiting[0])
            waiting.pop(0)
    finally:
        for descriptor in descriptors:
            os.close(descriptor)
        for temporary, _ in waiting:
            with contextlib.suppress(OSError):
                temporary.unlink()
    for folder in {path.parent for path, _ in files}:
        sync_folder(folder)


def _sync_all(descriptors: Sequence[int]) -> None:
    """Have many files on the disk: asked for together, they share the disk's own commits."""
    if len(descriptors) < 2:
        for descriptor in descriptors:
            os.fsync(descriptor)
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(min(_AT_ONCE, len(descriptors))) as pool:
        list(pool.map(os.fsync, descriptors))  # raises the first error


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


@contextlib.contextmanager
def replacing(path: Path, *, private: bool = True, sync: bool = True) -> Iterator[BinaryIO]:
    """A stream to write a file to, which takes the name `path` when all of it is on the disk.

    Without `sync` it takes the name before: whoever writes many has them on the disk at the end.
    When the block raises, the old file is still there, unchanged. Raises OSError.
    """
    temporary = temporary_beside(path)
    descriptor = os.open(temporary, _NEW, 0o600 if private else 0o644)
    try:
        with os.fdopen(descriptor, "w+b") as stream:
            yield stream
            stream.flush()
            if sync:
                os.fsync(stream.fileno())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    if sync:
        sync_folder(path.parent)


def temporary_beside(path: Path) -> Path:
    """A name for a file that will become `path`: hidden, in the same folder, and new."""
    return path.parent / f".{path.name[:_LONGEST_KEPT]}.{secrets.token_hex(6)}.tmp"


def take_left_over(folder: Path, names: Iterable[str]) -> None:
    """Take away the temporary files that writing files of these names left when it was killed.

    Young ones stay: another program may be writing them now. Raises OSError.
    """
    begun = {name[:_LONGEST_KEPT] for name in names}
    with os.scandir(folder) as entries:
        for entry in entries:
            found = _TEMPORARY.fullmatch(entry.name)
            if found is None or found[1] not in begun or not entry.is_file(follow_symlinks=False):
                continue
            if time.time() - entry.stat(follow_symlinks=False).st_mtime > _SURELY_LEFT:
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(entry.path)


@contextlib.contextmanager
def unfinished(path: Path) -> Iterator[None]:
    """Make the new, empty, private file `path` for the block to fill; take it away if it raises.

    Raises FileExistsError rather than follow a link or touch another's file.
    """
    os.close(os.open(path, _NEW, 0o600))
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def sync_file(path: Path) -> None:
    """Have what was written to a file on the disk.

    Never for a library that is open: closing the file again would drop SQLite's locks on it.
    """
    descriptor = os.open(path, os.O_RDWR | _BINARY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Make renames in `folder` survive a power cut, where the system can (not on Windows)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
