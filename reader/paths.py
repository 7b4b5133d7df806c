"""Where things live on this computer: library, index, backups, log, resources."""

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import appdirs

from reader.errors import Problem

APP = "Reader"
LIBRARY_FILE = "library.db"
NO_AUTHOR = cast("str", False)  # appdirs: no folder of the maker's name; its stubs forget that


def default_library_folder() -> Path:
    """The folder of the library when none is named."""
    return Path(appdirs.user_data_dir(APP, NO_AUTHOR))


def index_folder(library_uid: str) -> Path:
    """The private folder of one library's word index.

    Always in the cache folder, never beside the library: opening a Whoosh index unpickles
    files, so a folder that somebody else can write to could run code.
    """
    return Path(appdirs.user_cache_dir(APP, NO_AUTHOR)) / "index" / library_uid


def backups_folder() -> Path:
    """Where the backups of all libraries lie, each library in a folder named by its id.

    Outside every library folder, so that nothing that happens to one takes its backups away.
    """
    return Path(appdirs.user_data_dir(f"{APP} Backups", NO_AUTHOR))


def state_folder() -> Path:
    """Where the log, window settings and rescue files live; survives a broken library."""
    return Path(appdirs.user_state_dir(APP, NO_AUTHOR))


def make_private(folder: Path, *, above: int = 0) -> Path:
    """Make a folder that only this user can open, and return it.

    So many folders `above` it must be this user's as well: whose they are could put another one
    in its place. Raises Problem when it belongs to somebody else or cannot be made.
    """
    with _told(folder):
        for parent in folder.parents[:above]:
            if hasattr(os, "getuid") and parent.exists() and parent.stat().st_uid != os.getuid():
                raise _not_ours(parent)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if hasattr(os, "getuid"):
            status = folder.lstat()
            if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid():
                raise _not_ours(folder)
            if stat.S_IMODE(status.st_mode) & 0o077:
                folder.chmod(0o700)
    return folder


def make_own(folder: Path) -> Path:
    """Make a folder for this user alone, or take one of this user's as it is, and return it.

    It may be a link, and hold other things: who may see those is not ours to change.
    Raises Problem when it belongs to somebody else or cannot be made.
    """
    with _told(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if hasattr(os, "getuid") and folder.stat().st_uid != os.getuid():
            raise _not_ours(folder)
    return folder


def _not_ours(folder: Path) -> Problem:
    return Problem(
        "This folder belongs to another user.", do="Choose another folder.", where=str(folder)
    )


@contextlib.contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Turn what the system says about a folder into a Problem."""
    try:
        yield
    except OSError as error:
        raise Problem(
            f"This folder cannot be used: {error.strerror or error}.",
            do="Choose another folder.",
            where=str(folder),
        ) from error


def resource(name: str) -> Path:
    """The path of a file in `resources/`: inside the installed package, else beside it."""
    package = Path(__file__).resolve().parent
    for base in (package / "resources", package.parent / "resources"):
        path = base / name
        if path.exists():
            return path
    raise FileNotFoundError(f"resource {name}")
