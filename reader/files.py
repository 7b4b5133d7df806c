"""Writing files so that a power cut leaves the old or the new version, never a torn one."""

import contextlib
import os
import secrets
from pathlib import Path


def write_file(path: Path, data: bytes, *, private: bool = True) -> None:
    """Write `data` to `path` atomically: temporary file, fsync, rename, fsync of the folder.

    An existing symbolic link at `path` is replaced, not followed. Raises OSError; then the
    old file is still there, unchanged.
    """
    folder = path.parent
    temporary = folder / f".{path.name[:40]}.{secrets.token_hex(6)}.tmp"
    mode = 0o600 if private else 0o644
    descriptor = os.open(
        temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), mode
    )
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Make renames in `folder` survive a power cut, where the system can (not on Windows)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
