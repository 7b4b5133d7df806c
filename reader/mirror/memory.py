"""What this computer remembers of the mirror of a library: where it is, and what was written last.

It lies in the state folder and not in the library: another computer has another folder, or none.
"""

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from reader import files, paths
from reader.errors import Problem
from reader.store.backup.restoring import told
from reader.store.transfer.whole import Mark


@dataclass(slots=True)
class Memory:
    """One library's mirror. `root` is the checksum of the root file that was written or read last.

    `pending` are checksums of files that were about to be written: a program that was killed may
    have written them or not. `aside` are edits of others that were set aside and not merged yet.
    """

    folder: str = ""
    on: bool = False
    mark: Mark = field(default_factory=Mark)
    root: str = ""
    at: str = ""
    pending: dict[str, str] = field(default_factory=dict)
    aside: list[str] = field(default_factory=list)

    @property
    def place(self) -> Path:
        """The folder of the mirror."""
        return Path(self.folder)


def _file(library: Path, ending: str = "json") -> Path:
    name = hashlib.sha256(os.path.realpath(library).encode("utf-8", "surrogatepass")).hexdigest()
    return paths.state_folder() / f"mirror-{name[:16]}.{ending}"


def load(library: Path) -> Memory:
    """What is remembered for the library in a folder.

    Raises Problem when it cannot be read: whether there is a mirror, nobody knows then.
    """
    try:
        return _read(library)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Problem(
            "What this computer knew of the library's mirror cannot be read, so no mirror is"
            " written. The mirror itself was not touched.",
            do="Turn it on again: `reader mirror on FOLDER`, or leave it off: `reader mirror off`.",
            where=str(_file(library)),
        ) from error


def load_or_begin(library: Path) -> Memory:
    """The same; nothing when it cannot be read: for what a person decides anew."""
    try:
        return load(library)
    except Problem:
        return Memory()


def _read(library: Path) -> Memory:
    try:
        said = json.loads(_file(library).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Memory()
    mark = Mark(**said.pop("mark"))
    found = Memory(mark=mark, **said)
    texts = (found.folder, found.root, found.at, mark.at, *found.pending.values(), *found.aside)
    if not all(isinstance(text, str) for text in texts) or not isinstance(found.on, bool):
        raise ValueError("not what was written")
    if not (isinstance(mark.seq, int) and isinstance(mark.action, int)):
        raise ValueError("not what was written")
    return found


def save(library: Path, memory: Memory, *, sync: bool = True) -> None:
    """Remember it; without `sync` a power cut may forget it. Raises Problem."""
    with told(paths.make_private(paths.state_folder())):
        data = json.dumps(asdict(memory), indent=1, sort_keys=True).encode()
        with files.replacing(_file(library), sync=sync) as stream:
            stream.write(data)


def keep_unreadable(library: Path) -> None:
    """Give what cannot be read another name, for it is about to be written anew."""
    try:
        load(library)
    except Problem:
        with told(paths.state_folder()):
            stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
            os.replace(_file(library), _file(library, f"unreadable-{stamp}"))


@contextlib.contextmanager
def claimed(library: Path) -> Iterator[bool]:
    """Be the only program on this computer that writes a library's mirror, or answer False.

    The claim ends with the block, or with the program.
    """
    with told(paths.make_private(paths.state_folder())):
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(_file(library, "lock"), flags, 0o600)
    try:
        yield _lock(descriptor)
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
