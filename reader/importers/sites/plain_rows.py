"""The lines of a copied page without what programs put around its words.

The same page reaches a file by copying from the screen, through a text browser (numbered links,
a list of addresses at the end, lines broken at a width), or as a converter's Markdown (links,
bullets, emphasis). What is left here is the same for all: words, and where their links lead.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reader.clean import trim, white
from reader.importers.text.brackets import links_in
from reader.importers.text.fragments import IMAGE, clean, targets
from reader.importers.text.lines import Line
from reader.importers.text.mark_up import without_emphasis
from reader.importers.text.numbered import LINK_NUMBER, list_start, screen_width
from reader.importers.text.pieces import joined

_BULLET = re.compile(r"(?:[-*+•●▪◦]\s+){1,4}")
_HEADING = re.compile(r"#{1,6}\s+")
_LONGEST_TITLE = 12  # lines
_LOST_NUMBER = re.compile(r"\[\d{1,4}\](?=[^\s(\[])")
_FEWEST_NUMBERS = 3

Names = Callable[[str], tuple[str, ...]]
"""The names a text consists of; none when any part of it is no name."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Words of a line that are a link, and its address."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """The words of one line, its links, and what its place tells."""

    line: Line
    words: str
    linked: tuple[Linked, ...]
    is_item: bool
    """Whether a bullet stands before it."""
    is_apart: bool
    """Whether a blank line stands before it."""
    is_full: bool
    """Whether the first word of the next line had no more room on this one."""

    @property
    def begins_link(self) -> bool:
        """Whether its first words are a link."""
        return bool(self.linked) and self.words.startswith(self.linked[0].words)


def rows_of(text: str) -> tuple[list[Row], list[int]]:
    """The rows of a text, and the numbers of the lines that only list addresses.

    A line that stands there twice is one row.
    """
    raw = text.split("\n")
    known = targets(text)
    end = list_start(raw) if known else len(raw)
    listed = [number for number in range(end + 1, len(raw) + 1) if trim(raw[number - 1])]
    text = "\n".join(raw[:end])
    found = _of_markdown(text, known) if "](" in text else _of_dump(raw[:end], known)
    plain = sorted((row for row in raw[:end] if "](" not in row), key=len)
    width = screen_width(plain[:-1])  # of two lines run together nothing is learnt
    kept = [each for each in found if each.words]
    rows: list[Row] = []
    for place, each in enumerate(kept):
        if rows and rows[-1].words == each.words:
            rows[-1] = replace(rows[-1], line=rows[-1].line._replace(until=each.last))
            continue
        following = kept[place + 1].words.split(None, 1)[0] if place + 1 < len(kept) else ""
        text = trim(raw[each.first - 1])
        row = Row(
            line=Line(each.first, text, each.last if each.last > each.first else 0),
            words=each.words,
            linked=each.linked,
            is_item=_BULLET.match(text) is not None,
            is_apart=each.first - (rows[-1].line.last if rows else 0) > 1,
            is_full="](" not in text
            and len(raw[each.last - 1].rstrip()) + 1 + len(following) > width > 0,
        )
        rows.append(row)
    return rows, listed


@dataclass(slots=True)
class _Plain:
    """The words of a line, or of the lines over which one link reaches."""

    first: int
    last: int
    words: str
    linked: tuple[Linked, ...]


def _of_markdown(text: str, known: dict[str, str]) -> list[_Plain]:
    """The lines of a Markdown text."""
    found: list[_Plain] = []
    parts: list[str] = []
    linked: list[Linked] = []
    first = last = 1

    def between(words: str) -> None:
        nonlocal first, last
        head, *rows = words.split("\n")
        parts.append(head)
        for row in rows:
            found.append(_Plain(first, last, _plain("".join(parts)), tuple(linked)))
            parts[:], linked[:] = [row], []
            first = last = last + 1

    place = 0
    for link in links_in(text, known):
        between(text[place : link.start])
        words = "" if link.is_image else IMAGE.sub("", text[link.text_start : link.text_end])
        parts.append(words.replace("\n", " "))
        last += text.count("\n", link.start, link.end)
        if plain := _plain(words):
            linked.append(Linked(plain, link.url))
        place = link.end
    between(f"{text[place:]}\n")
    return found


def _of_dump(raw: Sequence[str], known: dict[str, str]) -> list[_Plain]:
    """The lines of a dump, where numbers may stand before links."""
    is_numbered = sum(bool(_LOST_NUMBER.search(row)) for row in raw) >= _FEWEST_NUMBERS
    found = []
    for number, row in enumerate(raw, start=1):
        marks = [mark for mark in LINK_NUMBER.finditer(row[:2000]) if mark[1] in known]
        ends = [mark.start() for mark in marks[1:]] + [len(row)]
        linked = [
            Linked(_plain(row[mark.end() : end]), known[mark[1]])
            for mark, end in zip(marks, ends, strict=False)
        ]
        is_lost = is_numbered or known or _LOST_NUMBER.match(row.strip())
        words = _LOST_NUMBER.sub("", row) if is_lost else row
        kept = tuple(each for each in linked if each.words)
        found.append(_Plain(number, number, _plain(words), kept))
    return found


def _plain(text: str) -> str:
    """Words without bullet, mark of a heading, emphasis and the escapes of Markdown."""
    words = trim(text)
    for mark in (_BULLET, _HEADING):
        if match := mark.match(words):
            words = words[match.end() :]
    words = without_emphasis(words)
    return white(clean(words))


def words_of(rows: Sequence[Row]) -> str:
    """The words of rows that belong together; a word cut at a hyphen is whole again."""
    return joined([row.words for row in rows])


def people_at(rows: Sequence[Row], names: Names) -> int:
    """Where the people begin below a title; the end if nowhere.

    A blank line or a link tells; else the title ends where the next word would still have had
    room, and what stands below has to be names.
    """
    gaps = [place for place, row in enumerate(rows) if place and row.is_apart]
    if gaps:
        return gaps[0]
    most = min(len(rows), _LONGEST_TITLE + 1)
    places = [place for place in range(1, most) if names(words_of(rows[place:]))]
    linked = [place for place in places if rows[place].begins_link]
    whole = [place for place in places if _is_whole(rows, place)]
    return next(iter((*linked, *whole, *places)), len(rows))


def is_border(rows: Sequence[Row], place: int, names: Names) -> bool:
    """Whether there is no doubt that a title ends and whole names of people begin here."""
    people = names(words_of(rows[place:]))
    if not people or any(" " not in each for each in people):
        return False
    if rows[place].is_apart or rows[place].begins_link:
        is_title = all(row.is_full for row in rows[: place - 1])
        return is_title and not any(row.is_apart for row in rows[place + 1 :])
    return _is_whole(rows, place)


def _is_whole(rows: Sequence[Row], place: int) -> bool:
    """Whether lines end only where the screen does, and names where a comma stands, but here."""
    title, people = rows[: place - 1], rows[place:-1]
    goes_on = all(row.is_full or row.words.endswith((",", "|")) for row in people)
    return all(row.is_full for row in title) and not rows[place - 1].is_full and goes_on
