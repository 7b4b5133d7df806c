"""The lines of a dump, and the account of what became of each of them."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reader.clean import ABSTRACT_BYTES, cut, trim
from reader.importers.text.dates import Capture
from reader.model import Caution, Entry, Leftover, Listing, Span

_QUOTE = re.compile(r"^>[ \xa0]?")
_DEEPEST_QUOTE = 5
_FEWEST_QUOTED = 4
_FURNITURE, _ENTRY, _LEFTOVER = b"f", b"e", b"l"


class Line(NamedTuple):
    """One line: its number in the dump (1-based) and its text without white space at the ends.

    A line that stands there twice is one `Line` that reaches `until` its last copy.
    """

    number: int
    text: str
    until: int = 0

    @property
    def last(self) -> int:
        """The number of the last copy of this line, mostly its own."""
        return self.until or self.number


def split(text: str) -> tuple[list[Line], int]:
    """The lines of a text that are not blank, and how many lines there are in all.

    A line end at the very end of the text begins no further line.
    """
    parts = text.split("\n")
    if parts[-1] == "":
        parts.pop()
    lines = [
        Line(number, trimmed)
        for number, part in enumerate(parts, start=1)
        if part and (trimmed := trim(part))
    ]
    return lines, len(parts)


def unquoted(text: str) -> str:
    """A text without the marks with which a mail quotes another one: `> `, also `> > `.

    Every line stays where it is. Nothing is taken off unless nearly all lines are quoted.
    """
    for _ in range(_DEEPEST_QUOTE):
        lines = text.split("\n")
        said = sum(bool(line.strip()) for line in lines)
        quoted = sum(line.startswith(">") for line in lines)
        if quoted < _FEWEST_QUOTED or quoted * 10 < said * 9:
            return text
        text = "\n".join(_QUOTE.sub("", line, count=1) for line in lines)
    return text


class Account:
    """Who claims which line. Every line ends up in exactly one of entry, furniture, leftover."""

    def __init__(self, lines: Sequence[Line], total: int, furniture: Iterable[int]) -> None:
        self.total = total
        self._lines = lines
        self._furniture = set(furniture)
        self._reasons: dict[int, str] = {}

    def leftover(self, line: Line, reason: str) -> None:
        """Say why a line was not understood; the first reason given stands."""
        for number in range(line.number, line.last + 1):
            self._reasons.setdefault(number, reason)

    def add_furniture(self, line: Line) -> None:
        """Claim one more line as part of the page around the papers."""
        self._furniture.add(line.number)

    def listing(
        self,
        name: str,
        entries: Sequence[Entry],
        captured: Capture,
        cautions: Sequence[Caution] = (),
    ) -> Listing:
        """The listing of format `name` that these entries make, with every line claimed."""
        furniture, leftovers = self._close(entries)
        return Listing(
            format=name,
            lines=self.total,
            entries=tuple(entries),
            furniture=furniture,
            leftovers=leftovers,
            captured=captured.date,
            captured_evidence=captured.evidence,
            warnings=tuple(cautions),
        )

    def _close(self, entries: Iterable[Entry]) -> tuple[tuple[Span, ...], tuple[Leftover, ...]]:
        """The furniture and the leftovers, now that the entries and their lines are known.

        Blank lines between entries count as furniture. A line that nobody spoke for is a
        leftover too: nothing is dropped silently.
        """
        marks = bytearray(_FURNITURE) * (self.total + 1)
        marks[0:1] = _ENTRY
        for entry in entries:
            count = entry.last_line - entry.first_line + 1
            marks[entry.first_line : entry.last_line + 1] = _ENTRY * count
        leftovers = []
        for line in self._lines:
            number = line.number
            if marks[number : number + 1] == _FURNITURE and number not in self._furniture:
                marks[number : number + 1] = _LEFTOVER
                reason = self._reasons.get(number, "This line fits nothing around it.")
                leftovers.append(Leftover(number, cut(line.text, ABSTRACT_BYTES)[0], reason))
        spans = (Span(match.start(), match.end() - 1) for match in re.finditer(b"f+", marks))
        return tuple(spans), tuple(leftovers)
