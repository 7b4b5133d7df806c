"""The cards of a listing page: each is some text and the lines that are marked as its end.

A card ends with `• 3 authors` (or an organisation), a lone `·`, and the date with a count of
comments. These lines cannot be mistaken for titles or abstracts, so they anchor the reading.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reader.importers.listings.entries import Card
from reader.importers.listings.marks import number_in
from reader.importers.text import links
from reader.importers.text.checks import warning
from reader.importers.text.dates import Shown, begins_like_date, shown, shown_before
from reader.importers.text.lines import Line
from reader.importers.text.looks import SURE, score
from reader.importers.text.page_words import AUTHORS, authors_in
from reader.model import Caution

_AUTHORS_AT_END = re.compile(rf"\s?[•*∙·]\s{{0,3}}\d{{1,7}}\s?{AUTHORS}$", re.IGNORECASE)
_MARK = re.compile(r"[^\w\s\"'(\[{$<]{1,3}$|Â·$|â€¢$")
_NUMBER = re.compile(r"\d{1,6}$|\d{1,3}(?:\.\d{1,2})?k$|[-–—−]$")
_META = re.compile(
    r"(?:Submitted by\b.{0,80}|Upvote|GitHub(?: [\d.,]{1,8}k?)?|(?:View )?arXiv [Pp]age|View PDF"
    r"|\[[ x-]\]|https?://\S{1,500})$"
)


@dataclass(slots=True)
class Block:
    """The lines of one card as they are collected: first texts, then the lines at its end."""

    texts: list[Line] = field(default_factory=list)
    ending: list[Line] = field(default_factory=list)
    author_count: int | None = None
    has_mark: bool = False
    date: Shown | None = None
    numbers: list[Line] = field(default_factory=list)
    votes: Line | None = None
    """The number above the title, which the page prints over every card or over none."""
    comments: int | None = None
    link: str | None = None
    warnings: list[Caution] = field(default_factory=list)

    @property
    def has_ending(self) -> bool:
        """Whether the end of the card has begun."""
        return self.author_count is not None or self.has_mark or self.date is not None

    def card(self) -> Card:
        """The end of the card as facts. There must be at least one line of it."""
        warnings = list(self.warnings)
        comments = self.date.count if self.date else None
        above = [self.votes] if self.votes else []
        if self.numbers:
            line = self.numbers[0]
            text = f"The number {line.text} could be votes or comments; it was not read."
            warnings.append(warning("number-unread", text, line.number))
        return Card(
            first=(above or self.ending)[0].number,
            last=self.ending[-1].last,
            author_count=self.author_count,
            date=self.date,
            comments=self.comments if comments is None else comments,
            upvotes=number_in(self.votes.text) if self.votes else None,
            link=self.link,
            warnings=tuple(warnings),
        )


def is_ending(text: str) -> bool:
    """Whether a line can only be part of the end of a card."""
    return len(text) <= 60 and authors_in(text) is not None


def blocks(lines: Sequence[Line]) -> list[Block]:
    """The cards in a row of lines without blank ones and furniture."""
    reader = _BlockReader()
    for line in lines:
        reader.take(line)
    _give_votes(reader.blocks)
    return reader.blocks


def _give_votes(found: Sequence[Block]) -> None:
    """Give each card the number above its title, on pages that print one above every title.

    Above that one may stand how many comments the card before has. Where a number is missing it
    cannot be known whose the other is: then none is read.
    """
    inside = found[:-1]
    if not found or found[0].votes is None or not found[0].texts:
        return
    if len(found[-1].numbers) > 1 or not all(0 < len(each.numbers) < 3 for each in inside):
        return
    for block, after in pairwise(found):
        after.votes = block.numbers.pop()
        block.ending.remove(after.votes)
    for block in found:
        block.comments = number_in(block.numbers.pop().text) if block.numbers else None


class _BlockReader:
    """Takes lines one by one and puts them into blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []

    def take(self, line: Line) -> None:
        """Put one line where it belongs."""
        if self._authors(line) or self._mark(line) or self._date(line) or self._meta(line):
            return
        if self._votes(line):
            return
        self._text(line)

    @property
    def _block(self) -> Block:
        if not self.blocks:
            self.blocks.append(Block())
        return self.blocks[-1]

    def _authors(self, line: Line) -> bool:
        """`• 3 authors`, perhaps with the abstract before it or the mark and date after it."""
        end = _AUTHORS_AT_END.search(line.text, max(0, len(line.text) - 40))
        if end and end.start() > 0:
            self._text(Line(line.number, line.text[: end.start()].rstrip(), line.until))
            line = Line(line.number, line.text[end.start() :].strip(), line.until)
        found = authors_in(line.text) if len(line.text) <= 60 else None
        if found is None or (found[1] and not _is_mark_and_date(found[1])):
            return False
        count, rest = found
        block = self._block
        if block.date is not None or block.author_count not in (None, count):
            block = self._new()
        block.author_count = count
        block.ending.append(line)
        if rest:
            self._mark_and_date(line, rest)
        return True

    def _mark(self, line: Line) -> bool:
        """A lone `·`, perhaps with the date glued to it."""
        block = self._block
        if _is_mark_and_date(line.text) and not _MARK.match(line.text):
            self._mark_and_date(line, line.text)
            return True
        is_none = block.date is not None and _NUMBER.match(line.text)
        if not _MARK.match(line.text) or is_none:
            return False
        known = line.text in ("·", "•", "∙", "⋅", "Â·")
        if not (known or block.author_count is not None):
            return False
        block.has_mark = True
        block.ending.append(line)
        return True

    def _mark_and_date(self, line: Line, text: str) -> None:
        block = self._block
        block.has_mark = True
        if date := shown(text.lstrip("·•∙⋅ ")):
            block.date = date
        if line not in block.ending:
            block.ending.append(line)

    def _date(self, line: Line) -> bool:
        """The date at the end of a card, perhaps with the next title glued to it."""
        block = self._block
        date = shown(line.text)
        expected = (block.author_count is not None or block.has_mark) and block.date is None
        if date is None:
            return expected and self._glued_date(line)
        same = block.date is not None and block.date == date and not block.numbers
        after_abstract = bool(block.texts) and score(block.texts[-1].text) >= SURE
        if not (expected or same or (after_abstract and block.date is None)):
            return False
        block.date = date
        block.ending.append(line)
        return True

    def _glued_date(self, line: Line) -> bool:
        """The next title where the date is expected, with that date glued to it."""
        found = shown_before(line.text)
        if found is not None:
            self._block.date, title = found
        elif begins_like_date(line.text):
            title = line.text
        else:
            return False
        block = self._new()
        block.texts.append(Line(line.number, title, line.until))
        text = "The date of the paper above is glued to this title."
        block.warnings.append(warning("joined", text, line.number))
        return True

    def _meta(self, line: Line) -> bool:
        """Numbers, links and buttons at the end of a card."""
        block = self._block
        if not block.has_ending:
            return False
        if _NUMBER.match(line.text):
            block.numbers.append(line)
        elif not _META.match(line.text):
            return False
        elif block.link is None and links.arxiv_id(line.text):
            block.link = links.trim_link(line.text)
        block.ending.append(line)
        return True

    def _votes(self, line: Line) -> bool:
        """A number above the first title, perhaps below the words searched for."""
        block = self._block
        is_first = len(self.blocks) == 1 and len(block.texts) < 2 and block.votes is None
        if not (is_first and _NUMBER.match(line.text)):
            return False
        block.votes = line
        return True

    def _text(self, line: Line) -> None:
        if self._block.has_ending:
            self._new()
        self._block.texts.append(line)

    def _new(self) -> Block:
        self.blocks.append(Block())
        return self.blocks[-1]


def _is_mark_and_date(text: str) -> bool:
    """Whether a text is `·`, or `·` and a date."""
    rest = text.lstrip("·•∙⋅ ")
    return rest != text and (not rest or shown(rest) is not None)
