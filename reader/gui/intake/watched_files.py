"""Which files of a watched folder are new and finished. Knows files, not Qt.

A file is finished when two looks in a row find it with the same size and time; a browser or a
sync program may still be writing it before that. A file is new when its bytes were never shown
to the person: names may change and come back.
"""

import hashlib
import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.files import write_file

SUFFIXES = (
    *(".txt", ".text", ".md", ".markdown", ".html", ".htm", ".csv", ".tsv", ".zip", ".gz"),
    *(".json", ".jsonl", ".xml", ".rss", ".atom", ".bib", ".ris", ".nbib", ".isi"),
)
MOST_REMEMBERED = 20_000
BLOCK = 1 << 20  # bytes read at a time

Stamp = tuple[int, int]
"""Size in bytes, and time of the last change in nanoseconds."""


class Remembered:
    """The files that were shown already, by the hash of their bytes, kept in one small file.

    The stamps of files by their names only save reading them again at every start.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._stamps: dict[str, tuple[Stamp, str]] = {}
        self._seen: dict[str, None] = {}
        self._load()

    def hash_of(self, path: Path, stamp: Stamp) -> str:
        """The hash of a file, read only when its stamp is another than before."""
        known = self._stamps.get(str(path))
        if known is not None and known[0] == stamp:
            return known[1]
        digest = _digest(path)
        self._stamps[str(path)] = (stamp, digest)
        return digest

    def __contains__(self, digest: str) -> bool:
        return digest in self._seen

    def remember(self, digests: Iterator[str]) -> None:
        """Remember that these files were shown. Raises OSError when that cannot be kept."""
        self._seen |= dict.fromkeys(digests)
        last = list(self._seen)[-MOST_REMEMBERED:]
        known = set(last)
        self._stamps = {path: kept for path, kept in self._stamps.items() if kept[1] in known}
        files = [[path, *stamp, digest] for path, (stamp, digest) in self._stamps.items()]
        text = json.dumps({"seen": last, "files": files})
        write_file(self._file, text.encode())

    def _load(self) -> None:
        """Read what was kept; a file that cannot be understood only means that all are new."""
        try:
            kept = json.loads(self._file.read_bytes())
            self._seen = dict.fromkeys(str(digest) for digest in kept["seen"])
            self._stamps = {
                str(path): ((int(size), int(time)), str(digest))
                for path, size, time, digest in kept["files"]
            }
        except (OSError, ValueError, TypeError, KeyError):
            self._seen, self._stamps = {}, {}


@dataclass(frozen=True, slots=True)
class Sight:
    """What a look found: new finished files, and whether some are still being written."""

    new: tuple[Path, ...]
    waiting: bool


class WatchedFolder:
    """One folder, looked at again and again; folders inside it are not looked into."""

    def __init__(self, folder: Path, remembered: Remembered) -> None:
        self.folder = folder
        self._remembered = remembered
        self._last: dict[Path, Stamp] = {}

    def look(self) -> Sight:
        """Look once. Raises OSError when the folder is gone or cannot be read."""
        now = dict(self._files())
        finished = sorted(path for path, stamp in now.items() if self._last.get(path) == stamp)
        waiting = len(finished) < len(now)
        self._last = now
        new: dict[str, Path] = {}
        for path in finished:
            digest = self._hash(path, now[path])
            if digest and digest not in self._remembered:
                new.setdefault(digest, path)
        return Sight(tuple(new.values()), waiting)

    def take_all_as_seen(self) -> None:
        """Remember every file that is there now. Raises OSError when that cannot be kept."""
        self.take_as_seen(path for path, _ in self._files())

    def take_as_seen(self, paths: Iterator[Path]) -> None:
        """Remember that these files were shown. Raises OSError when that cannot be kept."""
        stamps = dict(self._files())
        wanted = [path for path in paths if path in stamps]
        digests = [self._hash(path, stamps[path]) for path in wanted]
        self._remembered.remember(digest for digest in digests if digest)

    def _files(self) -> Iterator[tuple[Path, Stamp]]:
        with os.scandir(self.folder) as entries:
            for entry in entries:
                path = Path(entry.path)
                if entry.name.startswith((".", "~")) or path.suffix.lower() not in SUFFIXES:
                    continue
                try:
                    status = entry.stat()
                except OSError:
                    continue  # gone between the list and the look
                if stat.S_ISREG(status.st_mode) and status.st_size:
                    yield path, (status.st_size, status.st_mtime_ns)

    def _hash(self, path: Path, stamp: Stamp) -> str:
        """The hash of a file; empty when it cannot be read now: the next look tries again."""
        try:
            return self._remembered.hash_of(path, stamp)
        except OSError:
            return ""


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()
