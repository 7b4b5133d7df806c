"""TeX in titles and abstracts, shown as readable text: `$\\mu$-Transfer` is μ-Transfer.

Papers keep their text as it was given; only what is shown changes, so every shown character
remembers where it comes from. What is not surely TeX (money, unknown commands, lone braces,
addresses) is left as it stands: better a visible backslash than a lost word.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_SIGNS = ("\\", "$", "{", "`", "''")
_TIE = re.compile(r"[^\W\d_]{2}~")


@dataclass(frozen=True, slots=True)
class Whole:
    """A construct that a selection may not cut in two: where it is shown, where it stands."""

    first: int
    last: int
    start: int
    end: int
    atomic: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A text as it is shown, and where each of its characters comes from.

    `sources` gives for each shown character the index of the source it begins at, `ends`
    the index after it; `sources` has one more item, the length of the source.
    """

    text: str
    sources: Sequence[int]
    ends: Sequence[int]
    wholes: tuple[Whole, ...] = ()

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The part of the source that shown characters `start` to `end` stand for.

        A formula is taken whole, and a marked-up phrase too unless the part lies inside it,
        so that the words taken can be shown readable by themselves.
        """
        start, end = max(0, start), min(len(self.text), end)
        if start >= end:
            place = self.sources[min(start, len(self.text))]
            return place, place
        first, last = self.sources[start], self.ends[end - 1]
        for whole in self.wholes:
            touches = whole.first < end and start < whole.last
            inside = whole.first <= start and end <= whole.last
            proper = inside and (start, end) != (whole.first, whole.last)
            if touches and (whole.atomic or not proper):
                first, last = min(first, whole.start), max(last, whole.end)
        return first, last

    def to_shown(self, start: int, end: int) -> tuple[int, int]:
        """The shown characters that stand for source characters `start` to `end`."""
        first = bisect_right(self.ends, start)
        last = bisect_left(self.sources, end, 0, len(self.text))
        return first, max(first, last)


def readable(text: str) -> str:
    """The text with its TeX shown as Unicode; text without TeX comes back as it is."""
    return shown(text).text


def shown(text: str) -> Shown:
    """The text with its TeX shown as Unicode, and where each shown character comes from."""
    if not _may_hold_tex(text):
        return Shown(text, range(len(text) + 1), range(1, len(text) + 1))
    from reader.tex.reading import Reading

    reading = Reading(text)
    reading.read(0, len(text))
    return Shown(
        "".join(reading.chars),
        (*reading.starts, len(text)),
        tuple(reading.ends),
        tuple(Whole(*whole) for whole in reading.wholes),
    )


def _may_hold_tex(text: str) -> bool:
    """Whether a text has a sign of TeX at all: nearly none has, and every row that is painted asks.

    One sign after the other is found many times faster than all of them by one expression.
    """
    return any(map(text.__contains__, _SIGNS)) or ("~" in text and bool(_TIE.search(text)))
