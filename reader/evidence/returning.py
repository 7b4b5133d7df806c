"""The sections of a document as they are shown in files, and back again.

A file says nothing of searches in headings and of marks of highlights. When a section that was
edited there comes back, they are put where they were: a search behind its heading, a mark behind
the words it followed. A mark whose sentence was taken out goes with it.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from reader.evidence import outline
from reader.model import Document

_TOKEN = re.compile(r"\s*\w+|\s*[^\w\s]|\s+")
_BLANK_LINE = re.compile(r"\s*\n\s*\n")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_MOST_PAIRS = 500_000
"""Of pieces compared with each other; texts with more are compared line by line."""


@dataclass(frozen=True, slots=True)
class ShownSection:
    """One section of a document: its heading, its own text, and the text that a file shows."""

    title: str
    own: str
    shown: str


def shown_sections(document: Document) -> list[ShownSection]:
    """The sections of a document in order; what they own, by lines, is its text."""
    lines = document.text.split("\n")
    strip = outline.without_queries if document.kind == "outline" else outline.without_marks
    found = []
    for one in outline.sections(document.text):
        own = "\n".join(lines[one.first : one.behind])
        found.append(ShownSection(one.title, own, strip(own)))
    return found


def split(text: str) -> Sequence[tuple[str, str]]:
    """Heading and lines of each section of a text."""
    lines = text.split("\n")
    return [(one.title, "\n".join(lines[one.first : one.behind])) for one in outline.sections(text)]


def with_sections(document: Document, new: Mapping[int, str]) -> str:
    """The text of a document with other text in some of its sections, by their places."""
    parts = [
        _as_spaced(new[place], one.own) if place in new else one.own
        for place, one in enumerate(shown_sections(document))
    ]
    return "\n".join(parts)


def section_again(own: str, text: str, *, queries: bool) -> str:
    """The text of a section from a file, with the search (if `queries`) and the marks of its own.

    `own` is the section as the library has it.
    """
    return _with_marks(_with_query(text, own) if queries else text, own)


def _as_spaced(text: str, own: str) -> str:
    """A text with the empty lines around it that the former one had."""
    bare = own.strip("\n")
    before = own[: len(own) - len(own.lstrip("\n"))] if bare else ""
    behind = own[len(own.rstrip("\n")) :] if bare else own
    return f"{before}{text.strip(chr(10))}{behind}"


def _with_query(text: str, own: str) -> str:
    """The text with the search of `own` behind the same heading, or the first if that is gone."""
    head = own.lstrip("\n").partition("\n")[0]
    query = outline.query_in(head)
    lines = text.split("\n")
    bare = outline.without_queries(head)
    place = lines.index(bare) if bare in lines else 0
    if query and outline.is_heading(lines[place]) and not outline.query_in(lines[place]):
        lines[place] = f"{lines[place].rstrip()} {query}"
    return "\n".join(lines)


def _with_marks(text: str, own: str) -> str:
    """The text with the marks of `own`, each behind the words that it followed there."""
    bare, marks = _parted(own)
    if not marks:
        return text
    old, new = _TOKEN.findall(bare), _TOKEN.findall(text)
    if len(old) * len(new) > _MOST_PAIRS:
        old, new = _LINE.findall(bare), _LINE.findall(text)
    kept: dict[int, int] = {}
    was, now = ([token.strip() for token in tokens] for tokens in (old, new))
    for block in SequenceMatcher(a=was, b=now, autojunk=False).get_matching_blocks():
        kept.update((block.a + each, block.b + each) for each in range(block.size))
    ends = list(accumulate(map(len, old)))
    behind: dict[int, list[str]] = {}
    for place, mark in marks:
        after = _kept_word(old, bisect_right(ends, place), kept)
        if after is not None:
            behind.setdefault(after, []).append(mark)
    return "".join(token + "".join(behind.get(number, ())) for number, token in enumerate(new))


def _kept_word(old: Sequence[str], end: int, kept: Mapping[int, int]) -> int | None:
    """Where the last kept piece of the sentence before `end` stands now; None when it is gone."""
    last: int | None = None
    for number in range(end - 1, -1, -1):
        token = old[number]
        if (
            token.strip() in (".", "!", "?")
            and old[number + 1 : end]
            and old[number + 1][0].isspace()
        ):
            break
        if number in kept and token.strip():
            last = kept[number] if last is None else last
            if any(sign.isalnum() for sign in token):
                return last
        if _BLANK_LINE.match(token) or (not token.strip() and number + 1 < len(old)):
            break  # the paragraph begins here
    return None


def _parted(text: str) -> tuple[str, list[tuple[int, str]]]:
    """A text without its marks, and each of them with its place in that."""
    marks: list[tuple[int, str]] = []
    taken = 0
    for found in outline.MARK.finditer(text):
        marks.append((found.start() - taken, found[0]))
        taken += len(found[0])
    return outline.without_marks(text), marks
