"""Pieces of text: the lines that belong together as one title or one abstract.

Some programs break long lines at a width of their own. Such a line break tells nothing by
itself, but one thing is certain: where the next word would still have fitted, the break was
there before, and a piece ends.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.importers.text.lines import Line
from reader.importers.text.looks import SURE, ends_sentence, score

_NARROWEST, _WIDEST = 40, 160
_ENOUGH_LINES = 6
_TITLE_LINES = 3
_MARGIN = 20
_LONGEST_SURE = 2400
_CUT_LINK = re.compile(r"https?://\S{0,500}$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text from one or more lines. `guessed` says that its beginning or end is not certain."""

    text: str
    first: int
    last: int
    lines: tuple[Line, ...]
    guessed: bool = False

    @property
    def doubled(self) -> bool:
        """Whether one of its lines stands in the dump twice in a row."""
        return any(line.until for line in self.lines)

    @property
    def rejoined(self) -> bool:
        """Whether a word that was cut at a hyphen was put together again."""
        return any(_is_cut(one.text, other.text) for one, other in pairwise(self.lines))


def piece(lines: Sequence[Line], *, guessed: bool = False) -> Piece:
    """One piece from lines that follow each other."""
    text = joined([line.text for line in lines])
    return Piece(text, lines[0].number, lines[-1].last, tuple(lines), guessed)


def joined(texts: Sequence[str]) -> str:
    """Lines as one text; a word or an address that was cut at a line end is whole again."""
    parts = [one if _is_cut(one, other) else f"{one} " for one, other in pairwise(texts)]
    return "".join([*parts, *texts[-1:]])


def without_doubles(lines: Iterable[Line]) -> list[Line]:
    """The lines with each run of equal ones as one line; blank lines must be left out before."""
    result: list[Line] = []
    for line in lines:
        if result and result[-1].text == line.text:
            result[-1] = Line(result[-1].number, line.text, line.number)
        else:
            result.append(line)
    return result


def wrap_width(lines: Sequence[Line]) -> int | None:
    """The width at which a program wrapped these lines, None when nothing was wrapped.

    A width that is too small only leaves doubt, one that is too great would cut abstracts in
    two; so the few longest lines (long web addresses) do not count.
    """
    lengths = sorted(len(line.text) for line in lines)
    if len(lengths) < _ENOUGH_LINES:
        return None
    width = lengths[len(lengths) * 95 // 100]
    full = sum(1 for length in lengths if 0.7 * width < length <= width)
    if _NARROWEST <= width <= _WIDEST and full * 2 >= len(lengths):
        return width
    return None


def paragraphs(lines: Sequence[Line], width: int | None) -> list[list[Line]]:
    """Lines in groups: a new one begins after each gap (blank or foreign lines).

    In wrapped text where a gap follows nearly every line, gaps mean nothing.
    """
    gaps = [after.number > before.last + 1 for before, after in pairwise(lines)]
    if width and len(gaps) >= _ENOUGH_LINES and sum(gaps) * 10 >= len(gaps) * 9:
        gaps = [False] * len(gaps)
    groups: list[list[Line]] = []
    for line, gap in zip(lines, [True, *gaps], strict=False):
        if gap:
            groups.append([])
        groups[-1].append(line)
    return groups


def chunks(lines: Sequence[Line], width: int) -> list[list[Line]]:
    """Wrapped lines in groups: one ends where the first word of the next line would have fitted."""
    groups: list[list[Line]] = []
    broken = True
    for place, line in enumerate(lines):
        if broken:
            groups.append([])
        groups[-1].append(line)
        if place + 1 < len(lines):
            after = lines[place + 1].text
            fits = len(line.text) + 1 + len(after.split(None, 1)[0]) <= width
            broken = fits or _unwrapped(line.text, width) or _unwrapped(after, width)
    return groups


def _unwrapped(text: str, width: int) -> bool:
    """Whether a line is so much longer than the width that it was never wrapped: no long word."""
    return len(text) > width + _MARGIN and " " in text[: width + 1].strip()


def unwrap(groups: Iterable[Sequence[Line]]) -> list[Piece]:
    """Chunks as pieces, taken apart where a full line hid the end of an abstract or title.

    An abstract that stops in mid-sentence has the next title at its end. An abstract that
    follows an abstract has its own title at its beginning.
    """
    result: list[Piece] = []
    after_abstract = True
    for lines in groups:
        whole = piece(lines)
        if score(whole.text) < SURE or len(lines) < 2:
            result.append(whole)
            after_abstract = score(whole.text) >= SURE
            continue
        head = _title_lines(lines) if after_abstract else 0
        if head:
            result.append(piece(lines[:head], guessed=True))
            lines = lines[head:]
        tail = _tail_lines(lines)
        body = lines[: len(lines) - tail]
        result.append(piece(body, guessed=bool(head or tail) or _hides_title(body)))
        if tail:
            result.append(piece(lines[len(lines) - tail :], guessed=True))
        after_abstract = not tail
    return result


def _title_lines(lines: Sequence[Line]) -> int:
    """How many lines at the beginning of a chunk are its title, 0 if none looks like one."""
    for count in range(1, min(_TITLE_LINES, len(lines) - 1) + 1):
        if not lines[count].text[:1].islower():
            return count if score(piece(lines[:count]).text) < 0 else 0
    return 0


def _tail_lines(lines: Sequence[Line]) -> int:
    """How many lines at the end of an abstract that stops in mid-sentence are the next title."""
    if ends_sentence(lines[-1].text):
        return 0
    for count in range(1, min(_TITLE_LINES, len(lines) - 1) + 1):
        if ends_sentence(lines[-count - 1].text):
            return count if score(piece(lines[-count:]).text) < 0 else 0
    return 0


def _hides_title(lines: Sequence[Line]) -> bool:
    """Whether a line inside an abstract could be a title between two abstracts."""
    if sum(len(line.text) for line in lines) > _LONGEST_SURE:
        return True
    for before, line in pairwise(lines):
        words = [word for word in line.text.split() if word[:1].isalpha() and len(word) > 3]
        capitals = sum(word[0].isupper() for word in words)
        if ends_sentence(before.text) and words and capitals * 10 >= len(words) * 6:
            return True
    return False


def _is_cut(text: str, following: str) -> bool:
    """Whether a line ends within a word (at its hyphen, not at a dash) or within an address."""
    if len(text) > 1 and text[-1] == "-":
        return text[-2].isalnum()
    return text.endswith("/") and following[:1].isalnum() and _CUT_LINK.search(text) is not None
