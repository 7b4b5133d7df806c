"""The folder of an export: what lies there, what was written there before, and where it is now.

A record in the folder, `.reader-export.json`, names the folder for good, also when it is moved,
and holds a checksum of every file that we wrote. What was written into each file, the library
remembers (`Remembered`); a file that a person renamed or moved into a folder below is found by
the comments in it.
"""

import json
import os
import re
import secrets
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from reader.errors import Problem
from reader.export.blocks import Held, parted, segments, unified
from reader.export.files.merging import Written

RECORD = ".reader-export.json"
LARGEST_READ = 256 * 1024 * 1024
_MOST_SEARCHED = 200_000
_MARK = re.compile(
    rb"^<!-- reader:([a-z0-9]{1,40}):(?:about|title|page|[0-9a-f]{12})"
    rb"(?: [0-9a-f]{12}(?: apart)?)? -->",
    re.M,
)

There = bytes | bool | None
"""What a file holds; None when there is none, True when it is no file we would read."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the library remembers of one file: its name, and what was written into it.

    `given` is the name that its paper gives it; it has another one when a person named it
    (`by_hand`), or when that name was somebody else's. `stamp` is its size and time of change
    (ns) when it was written.
    """

    name: str
    given: str
    by_hand: bool
    front: str
    blocks: Mapping[str, str]
    stamp: tuple[int, int] = (0, 0)

    @property
    def written(self) -> Written:
        """What was written, for a merge."""
        return Written(self.front, self.blocks)

    def stamped(self, stamp: tuple[int, int]) -> "Remembered":
        """The same, with the size and time of the file."""
        return replace(self, stamp=stamp)

    def as_json(self) -> str:
        """As a text, for the library to keep."""
        return json.dumps(
            {
                "name": self.name,
                "given": self.given,
                "by_hand": self.by_hand,
                "front": self.front,
                "blocks": dict(self.blocks),
                "stamp": self.stamp,
            },
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, text: str) -> "Remembered | None":
        """What was kept; None when it cannot be read."""
        try:
            said = json.loads(text)
            size, changed = said["stamp"]
            blocks = {str(name): str(total) for name, total in said["blocks"].items()}
            names = [said[key] for key in ("name", "given", "front")]
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        if not all(isinstance(name, str) for name in names) or not is_inside(names[0]):
            return None
        by_hand = said.get("by_hand") is True
        return cls(names[0], names[1], by_hand, names[2], blocks, (int(size), int(changed)))


@dataclass(slots=True)
class Folder:
    """A folder that is exported into. `known` is by what a file is about (`Draft.key`)."""

    path: Path
    uid: str
    record: dict[str, str]
    known: Mapping[str, Sequence[Remembered]] = field(default_factory=dict)
    had_record: bool = False
    _found: dict[str, str] | None = None

    def now(self, key: str) -> tuple[str, Remembered | None]:
        """Where the file about `key` is now (empty when nowhere), and what we remember of it."""
        known = self.known.get(key, ())
        for one in known:
            if self._is_there(one.name):
                return one.name, one
        if known or (self.had_record and not self.known):
            # It was renamed or moved by hand, or the library does not remember this folder.
            name = self._search().get(key, "")
            return name, known[0] if known else None
        return "", None

    def untouched(self, key: str) -> Remembered | None:
        """What we remember of a file that nobody changed since; None when that is not sure."""
        known = self.known.get(key, ())
        if len(known) != 1 or not known[0].stamp[1]:
            return None
        (one,) = known
        in_place = one.by_hand or one.name == one.given
        return one if in_place and stamp(self.path / one.name) == one.stamp else None

    def by_hand(self, key: str) -> bool:
        """Whether a person named the file about `key`."""
        name, was = self.now(key)
        return bool(name) and was is not None and (was.by_hand or name != was.name)

    def stem(self, key: str, given: str) -> str:
        """What links call the file about `key`: as a person named it, else as it is given."""
        return stem(self.now(key)[0]) if self.by_hand(key) else given

    def stem_then(self, key: str) -> str:
        """What links called that file when it was written last; empty when it is new."""
        known = self.known.get(key, ())
        return stem(known[0].name if known[0].by_hand else known[0].given) if known else ""

    def _is_there(self, name: str) -> bool:
        """Whether a file of this name is in the folder, and no link leads out of it."""
        path = self.path / name
        if not is_file(path):
            return False
        return "/" not in name or path.parent.resolve().is_relative_to(self.path)

    def _search(self) -> dict[str, str]:
        """The files below the folder that say what they are about; looked for once."""
        if self._found is None:
            self._found = {}
            for name in notes_below(self.path):
                there = read(self.path / name)
                keys = _MARK.findall(there) if isinstance(there, bytes) else []
                if len(set(keys)) == 1:  # a file of many papers is about none of them
                    self._found.setdefault(keys[0].decode("ascii"), name)
        return self._found

    def likeliest(self, key: str, text: str) -> Written | None:
        """What was last written into a file, when a crash leaves two answers: what fits it best."""
        known = self.known.get(key, ())
        if len(known) < 2:
            return known[0].written if known else None
        front, body = parted(unified(text))
        sums = {(one.id, one.sum) for one in segments(body) if isinstance(one, Held)}
        return max(
            known, key=lambda one: (len(sums & one.blocks.items()), one.front == front)
        ).written


def open_folder(path: Path) -> Folder:
    """The folder of an export as it is, with all links in its own path followed once, here.

    Raises Problem when a file is in its place. It need not be there yet.
    """
    if os.path.lexists(path) and not path.is_dir():
        raise Problem(f"{path} is a file, not a folder.", do="Choose another folder.")
    path = path.resolve() if path.is_dir() else path
    record = _read_record(path)
    files = record.get("files")
    uid = record.get("place")
    return Folder(
        path,
        uid if isinstance(uid, str) and re.fullmatch(r"[0-9a-f]{16}", uid) else "",
        {name: one for name, one in files.items() if isinstance(one, str)}
        if isinstance(files, dict)
        else {},
        had_record=bool(record),
    )


def fresh_uid() -> str:
    """A name for a folder, for good."""
    return secrets.token_hex(8)


def record_text(folder: Folder) -> bytes:
    """The record as it lies in the folder."""
    content = {
        "about": "What Reader last exported into this folder.",
        "files": folder.record,
        "place": folder.uid,
    }
    text = json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True)
    return f"{text}\n".encode("utf-8", "replace")


def _read_record(folder: Path) -> dict[str, Any]:
    """What we wrote about the folder; a damaged record means that nothing is ours."""
    data = read(folder / RECORD)
    try:
        said = json.loads(data) if isinstance(data, bytes) else {}
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def read(path: Path) -> There:
    """What a file holds, if it is a plain file of a size that we read."""
    try:
        status = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST_READ:
        return True
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb") as stream:
        return stream.read()


def is_file(path: Path) -> bool:
    """Whether a plain file is there; not a link to one."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def stamp(path: Path) -> tuple[int, int]:
    """The size of a file and when it was changed last (ns); zeros when it is not there."""
    try:
        status = path.lstat()
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns


def stem(name: str) -> str:
    """What a link calls a file: its name without folders and ending."""
    return name.rpartition("/")[2].removesuffix(".md")


def is_inside(name: str) -> bool:
    """Whether a name with slashes leads to a place below the folder."""
    return not any(
        part in ("", ".", "..") or "\\" in part or "\0" in part for part in name.split("/")
    )


def notes_below(folder: Path) -> Iterator[str]:
    """The Markdown files below a folder by name; hidden folders and links are passed over."""
    count = 0
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            count += 1
            if count > _MOST_SEARCHED:
                return
            if name.endswith(".md"):
                relative = os.path.relpath(os.path.join(where, name), folder)
                found = relative.replace(os.sep, "/")
                if is_inside(found):
                    yield found
