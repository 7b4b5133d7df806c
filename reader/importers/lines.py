"""The lines of a dump, and the account of what became of each of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.clean import ABSTRACT_BYTES, cut, trim
from reader.model import Entry, Leftover, Span


@dataclass(frozen=True, slots=True)
class Line:
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


def split(text: str) -> list[Line]:
    """All lines of a text; a line end at the very end of the text begins no further line."""
    parts = text.split("\n")
    if parts[-1] == "":
        parts.pop()
    return [Line(number, trim(part)) for number, part in enumerate(parts, start=1)]


class Account:
    """Who claims which line. Every line ends up in exactly one of entry, furniture, leftover."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._furniture = {line.number for line in lines if not line.text}
        self._reasons: dict[int, str] = {}

    def furniture(self, line: Line) -> None:
        """Claim a line as part of the page around the papers."""
        self._furniture.add(line.number)

    def leftover(self, line: Line, reason: str) -> None:
        """Say why a line was not understood; the first reason given stands."""
        self._reasons.setdefault(line.number, reason)

    def close(self, entries: Iterable[Entry]) -> tuple[tuple[Span, ...], tuple[Leftover, ...]]:
        """The furniture and the leftovers, now that the entries and their lines are known.

        Blank lines between entries count as furniture. A line that nobody spoke for is a
        leftover too: nothing is dropped silently.
        """
        claimed = {
            number for entry in entries for number in range(entry.first_line, entry.last_line + 1)
        }
        spans: list[Span] = []
        leftovers: list[Leftover] = []
        for line in self._lines:
            if line.number in claimed:
                continue
            if line.number in self._furniture:
                if spans and spans[-1].last_line == line.number - 1:
                    spans[-1] = Span(spans[-1].first_line, line.number)
                else:
                    spans.append(Span(line.number, line.number))
            else:
                reason = self._reasons.get(line.number, "This line fits nothing around it.")
                leftovers.append(Leftover(line.number, cut(line.text, ABSTRACT_BYTES)[0], reason))
        return tuple(spans), tuple(leftovers)
