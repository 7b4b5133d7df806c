"""Entries of a large BibTeX file that others take fields from, wherever they stand in it.

An entry may name another (`crossref`, `xdata`) that stands in another part of the file; BibTeX
even asks that it stands further down. So such a file is gone through once before it is read,
and each part gets the entries it names put before it, as `@xdata`, which is never a paper.
"""

import re
from collections.abc import Iterable, Iterator

LARGEST = 8 * 1024 * 1024  # bytes of named entries that are kept; what is more is told as missing
_MOST_NAMES = 200_000
_DEEPEST = 5  # entries that name entries that name entries
_NAMED = re.compile(
    rb"\b(?:crossref|xdata)[ \t]{0,20}=[ \t]{0,20}[{\"]([^{}\"\n]{1,1000})[}\"]", re.IGNORECASE
)
_ENTRY = re.compile(
    rb"^[ \t]{0,20}@[ \t]{0,20}[A-Za-z]\w{0,40}[ \t]{0,20}(?P<rest>[{(][ \t]{0,20}"
    rb"(?P<key>[^\s,{}()\"]{1,300})[ \t]{0,20},)",
    re.MULTILINE,
)


class Parents:
    """The named entries of a file, by key."""

    def __init__(self, found: dict[bytes, bytes]) -> None:
        self._found = found

    @classmethod
    def collect(cls, first: Iterable[bytes], second: Iterable[bytes]) -> "Parents":
        """Those of a file, whose parts are gone through twice: for the names, and the entries."""
        names: set[bytes] = set()
        for part in first:
            if len(names) < _MOST_NAMES:
                names |= _named(part)
        found: dict[bytes, bytes] = {}
        size = 0
        for key, entry in _entries(second) if names else ():
            if key in names and key not in found and size + len(entry) <= LARGEST:
                found[key] = entry
                size += len(entry)
        return cls(found)

    def before(self, part: bytes) -> bytes:
        """The entries that a part of the file names and does not hold, the named before others."""
        if not self._found:
            return b""
        needed: list[bytes] = []
        asked = _named(part) - {key for key, _ in _entries([part])}
        for _ in range(_DEEPEST):
            new = sorted(key for key in asked if key in self._found and key not in needed)
            needed += new
            asked = {name for key in new for name in _named(self._found[key])}
        return b"".join(self._found[key] for key in reversed(needed))


def _named(data: bytes) -> set[bytes]:
    """The keys that entries take fields from, in small letters."""
    return {
        name.strip().lower()
        for names in _NAMED.findall(data)
        for name in names.split(b",")
        if name.strip()
    }


def _entries(parts: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """The key and the text, as `@xdata`, of each entry."""
    for part in parts:
        starts = list(_ENTRY.finditer(part))
        ends = [start.start() for start in starts[1:]] + [len(part)]
        for start, end in zip(starts, ends, strict=True):
            text = part[start.start("rest") : end].strip()
            yield start["key"].lower(), b"@xdata" + text + b"\n\n"
