"""The files of one mirror with their checksums; the only code that writes into the folder.

Each folder in it has a list of checksums, and the root file holds the checksums of those lists:
so a change costs three small files, and one byte that is not as it was written is found. A file
that is not what this computer wrote is somebody's work: it gets another name and stays.
"""

import contextlib
import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath

from reader import files
from reader.errors import Problem
from reader.mirror.layout import FORMAT, ROOT, SUMS
from reader.model.mirror import LARGEST_FILE
from reader.store.backup.restoring import told

SYNCED_AT_ONCE = 8
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
Sums = dict[str, str]


def checksum(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read_bytes(path: Path) -> bytes | None:
    """A regular file's bytes; None when there is none, or when it is a link or too large."""
    try:
        descriptor = os.open(path, os.O_RDONLY | _NO_FOLLOW | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    with os.fdopen(descriptor, "rb") as stream:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST_FILE:
            return None
        try:
            return stream.read()
        except OSError:
            return None


def is_inside(path: str) -> bool:
    """Whether a path that stands in a file leads to a file inside the folder."""
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and "\\" not in path


@dataclass(slots=True)
class Root:
    """What the root file says. `sums` are the checksums of the lists, by folder.

    It is not `complete` while a first writing, or a long one, goes on.
    """

    library: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    sums: Sums = field(default_factory=dict)
    complete: bool = False


def root_bytes(root: Root) -> bytes:
    """The root file; its last word is the checksum of all the others."""
    said = {
        "what": "A readable mirror of a library of Reader; `reader rebuild` makes it again.",
        "format": FORMAT, "library": root.library, "numbers": root.numbers,
        "sums": root.sums, "complete": root.complete,
    }  # fmt: skip
    own = checksum(json.dumps(said, sort_keys=True).encode())
    return f"{json.dumps({**said, 'sha256': own}, indent=1, sort_keys=True)}\n".encode()


def read_root(data: bytes | None) -> Root | None:
    """What the root file says; None unless every byte is as it was written."""
    try:
        said = json.loads((data or b"").decode("ascii"))
        if said["format"] != FORMAT:
            return None
        if not all(isinstance(said[name], dict) for name in ("library", "numbers", "sums")):
            return None
        root = Root(said["library"], said["numbers"], said["sums"], said["complete"])
        if not all(is_inside(shard) or not shard for shard in root.sums):
            return None
        return root if root_bytes(root) == data else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def read_sums(data: bytes) -> Sums:
    """A list of checksums; lines that are none are passed over."""
    sums = {}
    for line in data.decode("utf-8", "replace").splitlines():
        digest, two, name = line[:64], line[64:66], line[66:]
        if two == "  " and name and is_inside(name) and "/" not in name:
            sums[name] = digest
    return sums


def sums_bytes(sums: Mapping[str, str]) -> bytes:
    """A list of checksums as sha256sum(1) writes and checks it."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items())).encode()


def taken_over(place: Path, root: Root | None) -> Problem:
    """What is said of a mirror that this computer did not write last."""
    return Problem(
        "The mirror was changed by another program, perhaps git or one that syncs folders; it was"
        " not written."
        if root
        else "The mirror's own list of files is damaged or was changed.",
        do="Run `reader merge-mirror` on it to take in what it says; then it is written again.",
        where=str(place),
    )


def _sync(path: Path) -> None:
    with contextlib.suppress(FileNotFoundError):  # it was taken away again
        files.sync_folder(path) if path.is_dir() else files.sync_file(path)


class Folder:
    """A mirror being written. Nothing counts until `saving` is done and `seal` was called."""

    def __init__(self, place: Path, root: Root, pending: Mapping[str, str]) -> None:
        self.place = place
        self.root = root
        self.written: list[str] = []
        self.removed: list[str] = []
        self.aside: list[str] = []
        self.unchanged = 0
        self.is_list_lost = False  # then more files may be there than are known
        self._pending = dict(pending)
        self._sums: dict[str, Sums] = {}
        self._dirty: set[str] = set()
        self._unsynced: list[Path] = []
        self._adopt()

    def sums_of(self, shard: str) -> Sums:
        """The checksums of what was last written into one folder."""
        if shard not in self._sums:
            data = read_bytes(self.place / shard / SUMS) or b""
            known = (self.root.sums.get(shard), self._pending.get(f"{shard}/{SUMS}"))
            is_sound = checksum(data) in known
            self._sums[shard] = read_sums(data) if is_sound else {}
            self.is_list_lost |= shard in self.root.sums and not is_sound
        return self._sums[shard]

    def _adopt(self) -> None:
        """Take what a killed program had written already for what was written."""
        for path, digest in self._pending.items():
            shard, _, name = path.rpartition("/")
            if path == ROOT or not is_inside(path):
                continue
            data = read_bytes(self.place / path)
            if data is None or checksum(data) != digest:
                continue
            sums = self.sums_of(shard)
            if name != SUMS:
                sums[name] = digest
            self._dirty.add(shard)

    def shards(self) -> list[str]:
        """All folders in which something was written."""
        return sorted({*self.root.sums, *self._sums})

    def all_paths(self) -> Iterator[str]:
        """Every file that was written."""
        for shard in self.shards():
            yield from (f"{shard}/{name}" if shard else name for name in self.sums_of(shard))

    def paths_of(self, shard: str, ending: str) -> list[str]:
        """The files of one folder whose names end so."""
        return [f"{shard}/{name}" for name in self.sums_of(shard) if name.endswith(ending)]

    def own_bytes(self, path: str) -> bytes | None:
        """What is in a file, if it is what was written."""
        data = read_bytes(self.place / path)
        return data if data is not None and self._is_ours(path, data) else None

    def write(self, path: str, data: bytes) -> None:
        """Give a file these bytes, if it has not."""
        shard, _, name = path.rpartition("/")
        digest = checksum(data)
        with told(self.place):
            full = self._folder(shard) / name
            there = read_bytes(full)
            if there == data:
                self.unchanged += 1
            else:
                if os.path.lexists(full) and (there is None or not self._is_ours(path, there)):
                    self._set_aside(full, path)
                with files.replacing(full, sync=False) as stream:
                    stream.write(data)
                self._unsynced.append(full)
                self.written.append(path)
        if self.sums_of(shard).get(name) != digest:
            self.sums_of(shard)[name] = digest
            self._dirty.add(shard)

    def remove(self, path: str) -> None:
        """Take a file away; one that somebody changed is set aside."""
        shard, _, name = path.rpartition("/")
        full = self.place / path
        with told(self.place):
            self._folder(shard)
            there = read_bytes(full)
            if os.path.lexists(full):
                if there is not None and self._is_ours(path, there):
                    full.unlink()
                    self.removed.append(path)
                else:
                    self._set_aside(full, path)
        self.sums_of(shard).pop(name, None)
        self._dirty.add(shard)

    def saving(self) -> Iterator[None]:
        """Write the lists and have all of it on the disk, a piece at a time; `seal` comes after."""
        with told(self.place):
            for shard in sorted(self._dirty):
                self._save_sums(shard)
                yield
            self._dirty.clear()
            waiting = [*self._unsynced, *dict.fromkeys(path.parent for path in self._unsynced)]
            self._unsynced.clear()
            with ThreadPoolExecutor(SYNCED_AT_ONCE) as pool:  # the disk does several in one turn
                for first in range(0, len(waiting), SYNCED_AT_ONCE):
                    list(pool.map(_sync, waiting[first : first + SYNCED_AT_ONCE]))
                    yield

    def seal(self) -> str:
        """Write the root file: from now on the mirror says all this. Answers its checksum."""
        data = root_bytes(self.root)
        with told(self.place):
            if read_bytes(self.place / ROOT) != data:
                files.write_file(self.place / ROOT, data)
        return checksum(data)

    def digests(self) -> dict[str, str]:
        """The checksums of the lists and the root file that are about to be written."""
        found = {}
        for shard in sorted(self._dirty):
            sums = self.sums_of(shard)
            self.root.sums.pop(shard, None)
            if sums:
                self.root.sums[shard] = found[f"{shard}/{SUMS}"] = checksum(sums_bytes(sums))
        return {**found, ROOT: checksum(root_bytes(self.root))}

    def _save_sums(self, shard: str) -> None:
        sums, folder = self.sums_of(shard), self.place / shard
        if sums:
            data = sums_bytes(sums)
            if read_bytes(folder / SUMS) != data:
                with files.replacing(folder / SUMS, sync=False) as stream:
                    stream.write(data)
                self._unsynced.append(folder / SUMS)
            return
        (folder / SUMS).unlink(missing_ok=True)
        if shard:
            with contextlib.suppress(OSError):  # somebody else has a file there
                folder.rmdir()

    def _is_ours(self, path: str, data: bytes) -> bool:
        shard, _, name = path.rpartition("/")
        digest = checksum(data)
        return digest in (self.sums_of(shard).get(name), self._pending.get(path))

    def _folder(self, shard: str) -> Path:
        """A folder inside the mirror, made when missing; never one that leads out of it."""
        folder = self.place
        for part in shard.split("/") if shard else ():
            folder = folder / part
            with contextlib.suppress(FileExistsError):
                folder.mkdir(mode=0o700)
                self._unsynced.append(folder)
            if not stat.S_ISDIR(folder.lstat().st_mode):
                raise Problem(
                    f"{folder} is no folder, so the mirror cannot be written.",
                    do="Move it away.",
                    where=str(self.place),
                )
        return folder

    def _set_aside(self, full: Path, path: str) -> None:
        """Give a file that somebody changed another name; nothing there is lost."""
        stamp = f"{datetime.now():%Y-%m-%d %H%M%S}"
        for number in range(1, 1000):
            again = "" if number == 1 else f" {number}"
            other = full.with_name(f"{full.stem} (edited {stamp}{again}){full.suffix}")
            if not os.path.lexists(other):
                os.rename(full, other)
                self.aside.append(str(PurePosixPath(path).with_name(other.name)))
                return
        raise Problem("Too many edits are set aside in the mirror.", do="Merge it, or move them.")
