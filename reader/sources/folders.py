"""The files of a folder, in one order on every system, and what is passed over."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from reader.clean import clean_text
from reader.errors import Problem
from reader.importers.text.decoding import LARGEST
from reader.model import Skipped

FILES = 10_000
_HIDDEN = frozenset({"__macosx", "thumbs.db", "desktop.ini"})


def walk(folder: Path) -> Iterator[Path | Skipped]:
    """The regular files of a folder and of the folders in it, by name; the others with a reason.

    Linked folders are not entered, so a loop of links ends; linked files are read.
    """
    seen = 0
    waiting = [folder]
    while waiting:
        entries, problem = _entries(waiting.pop())
        if problem is not None:
            yield problem
        inner = []
        for entry in entries:
            passed = _passed_over(entry)
            if passed is not None:
                yield passed
            elif entry.is_dir(follow_symlinks=False):
                inner.append(Path(entry.path))
            elif seen == FILES:
                yield _skipped(folder.name, f"This folder has more than {FILES:,} files.", folder)
                return
            else:
                seen += 1
                yield Path(entry.path)
        waiting.extend(reversed(inner))


def is_hidden(name: str) -> bool:
    """Whether a name is one that systems hide: of settings, thumbnails, resource forks."""
    return (name.startswith(".") and name.strip(".") != "") or name.casefold() in _HIDDEN


def _entries(folder: Path) -> tuple[list[os.DirEntry[str]], Skipped | None]:
    try:
        with os.scandir(folder) as scan:
            return sorted(scan, key=lambda entry: (entry.name.casefold(), entry.name)), None
    except OSError as error:
        text = f"This folder cannot be read: {error.strerror or error}."
        return [], _skipped(folder.name, text, folder)


def _passed_over(entry: os.DirEntry[str]) -> Skipped | None:
    """Why an entry is not read, None when it is a folder or a file that may be."""
    path = Path(entry.path)
    if is_hidden(entry.name):
        return _skipped(entry.name, "Hidden files and folders are not read.", path)
    try:
        if entry.is_symlink() and entry.is_dir():
            return _skipped(entry.name, "This is a link to a folder; links are not followed.", path)
        status = entry.stat(follow_symlinks=not entry.is_dir(follow_symlinks=False))
    except OSError as error:
        return _skipped(entry.name, f"It cannot be read: {error.strerror or error}.", path)
    if stat.S_ISDIR(status.st_mode):
        return None
    if not stat.S_ISREG(status.st_mode):
        return _skipped(entry.name, "This is not a file.", path)
    if status.st_size > LARGEST:
        size = f"This file has {status.st_size // 1024**2} MB"
        return _skipped(entry.name, f"{size}; name it by itself to bring it in.", path)
    return None


def _skipped(name: str, what: str, path: Path) -> Skipped:
    return Skipped(clean_text(name), Problem(what, where=clean_text(str(path))))
