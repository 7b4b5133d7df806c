"""An abstract as it is read: TeX as Unicode, addresses shortened, every character still placed.

Highlights and search matches are places in the stored text; the screen shows another text. Each
shown character therefore keeps the stretch of the stored text that it stands for.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from reader.tex import Shown, shown

_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+", re.IGNORECASE)
_LONGEST_ADDRESS = 48


@dataclass(frozen=True, slots=True)
class Link:
    """A link: shown characters `start` to `end` stand for `address`."""

    start: int
    end: int
    address: str


@dataclass(frozen=True, slots=True)
class ReadingText:
    """The text on the screen; character `i` is `readable.text[starts[i]:ends[i]]`."""

    text: str
    readable: Shown
    starts: Sequence[int]
    ends: Sequence[int]
    links: tuple[Link, ...] = ()

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the stored text that shown characters `start` to `end` stand for."""
        return self.readable.to_source(self.starts[start], self.ends[end - 1])

    def to_shown(self, start: int, end: int) -> tuple[int, int] | None:
        """The shown characters that stand for any of a stretch of the stored text."""
        begin, stop = self.readable.to_shown(start, end)
        first, last = bisect_right(self.ends, begin), bisect_left(self.starts, stop)
        return (first, last) if first < last else None

    def link_at(self, place: int) -> Link | None:
        """The link at a shown character."""
        return next((link for link in self.links if link.start <= place < link.end), None)


def reading_text(source: str) -> ReadingText:
    """Make stored text ready for reading."""
    readable = shown(source)
    found = list(_ADDRESS.finditer(readable.text))
    if not found:
        every = len(readable.text)
        return ReadingText(readable.text, readable, range(every), range(1, every + 1))
    shortened = _Shortened(readable.text)
    done = 0
    for match in found:
        shortened.take(done, match.start())
        done = shortened.take_address(match.start(), _without_punctuation(match.group()))
    shortened.take(done, len(readable.text))
    return ReadingText(
        "".join(shortened.characters),
        readable,
        tuple(shortened.starts),
        tuple(shortened.ends),
        tuple(shortened.links),
    )


class _Shortened:
    """A text being put together again with short addresses."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.characters: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.links: list[Link] = []

    def take(self, first: int, last: int) -> None:
        """Add characters as they are."""
        self.characters.extend(self._text[first:last])
        self.starts.extend(range(first, last))
        self.ends.extend(range(first + 1, last + 1))

    def take_address(self, start: int, address: str) -> int:
        """Add the host and path of an address; answers where the address ends."""
        stop = start + len(address)
        first, last, cut = _short(address)
        begin = len(self.characters)
        self.take(start + first, start + last)
        if cut:
            self.characters.append("…")
            self.starts.append(start + last)
            self.ends.append(stop)
        # The hidden beginning and end belong to the first and last shown character.
        self.starts[begin], self.ends[-1] = start, stop
        self.links.append(Link(begin, len(self.characters), address))
        return stop


def _without_punctuation(address: str) -> str:
    """The address without what belongs to the sentence around it."""
    while address and address[-1] in ".,;:!?'’)]}":
        pair = {")": "(", "]": "[", "}": "{"}.get(address[-1])
        if pair and address.count(pair) >= address.count(address[-1]):
            break
        address = address[:-1]
    return address


def _short(address: str) -> tuple[int, int, bool]:
    """The part of an address to show, its host and path, and whether its end is cut off."""
    first = address.index("://") + 3
    if address[first:].lower().startswith("www."):
        first += 4
    ends = [place for mark in "?#" if (place := address.find(mark)) > first]
    last = min([*ends, len(address)])
    if last == len(address) and address.endswith("/") and address.count("/") == 3:
        last -= 1
    cut = last < len(address) and address[last:] != "/"
    if last - first > _LONGEST_ADDRESS:
        last, cut = first + _LONGEST_ADDRESS - 1, True
    return first, max(last, first + 1), cut
