"""Notebooks (`.ipynb`, https://nbformat.readthedocs.io) and the listings inside their cells.

The texts of all cells and of what they printed are read as one text by the format it looks
like; each of its lines is known by the line of the file that it stands on.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from reader.importers.arxiv import arxiv_mail, arxiv_notice
from reader.importers.bibliographies import bibtex, ris
from reader.importers.format import Hints
from reader.importers.listings import listing_blocks, listing_dump, listing_lines, listing_markdown
from reader.importers.markdown import awesome_list, digest_table, folded_list, paper_links
from reader.importers.sites import copied_pages
from reader.importers.tabular import tables
from reader.importers.text.records import Records
from reader.model import Caution, Entry, Listing, Span

NAME = "notebook"
LABEL = "Notebook (.ipynb)"

_INSIDE = (
    *(listing_markdown, listing_dump, listing_blocks, listing_lines, digest_table, bibtex, ris),
    *(copied_pages, folded_list, tables, arxiv_notice, arxiv_mail, paper_links, awesome_list),
)
_SAMPLE = 400_000
_CONFIDENT = 0.5
_SIGN = re.compile(r'"cells"\s*:\s*\[')
_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_TEXTS = re.compile(r'"(?:source|text|text/plain|text/markdown)"\s*:\s*(?=[\["])')
_BETWEEN = re.compile(r"[\s,]*")
_NOTHING = "There is no list of papers in the cells of this notebook."


def confidence(text: str) -> float:
    """Whether it is a notebook whose cells hold what another format knows."""
    start = text[:_SAMPLE].lstrip("\ufeff \t\r\n")
    if not start.startswith("{") or not _SIGN.search(start) or '"cell_type"' not in start:
        return 0.0
    inner = "\n".join(line for line, _ in _lines(start))
    return 0.9 if max(each.confidence(inner) for each in _INSIDE) >= _CONFIDENT else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read the texts of all cells as one text; all else is the notebook's."""
    found = list(_lines(text))
    inner = "\n".join(line for line, _ in found)
    best = max(_INSIDE, key=lambda each: each.confidence(inner))
    listing = best.read(inner, hints) if best.confidence(inner) >= _CONFIDENT else None
    records = Records(NAME, text, hints)
    if listing is None or not listing.entries:
        records.refuse(1, records.total, _NOTHING)
        return records.listing()
    return _placed(listing, [number for _, number in found], records.total)


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """The lines of all cells and outputs, each with the line of the file it stands on."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    for member in _TEXTS.finditer(text):
        place = _skip(text, member.end() + (text[member.end()] == "["))
        whole = ""
        numbers: list[int] = []
        while match := _STRING.match(text, place):
            words = _words(match[0])
            whole += words
            numbers += [bisect_right(starts, place)] * words.count("\n")
            last = bisect_right(starts, place)
            place = _skip(text, match.end())
            if text[member.end()] == '"':
                break
        rows = whole.split("\n")
        yield from zip(rows, [*numbers, last] if whole else [], strict=False)
        yield "", last if whole else 1


def _words(written: str) -> str:
    try:
        return str(json.loads(written, strict=False))
    except ValueError:
        return ""


def _skip(text: str, place: int) -> int:
    match = _BETWEEN.match(text, place)
    return match.end() if match else place


def _placed(listing: Listing, numbers: list[int], total: int) -> Listing:
    """The listing with the lines of the file in place of those of the text that was read."""

    def at(line: int) -> int:
        return numbers[min(max(line, 1), len(numbers)) - 1]

    def about(warnings: tuple[Caution, ...]) -> tuple[Caution, ...]:
        return tuple(replace(each, line=at(each.line)) for each in warnings)

    entries = tuple(
        Entry(each.facts, at(each.first_line), at(each.last_line), about(each.warnings))
        for each in listing.entries
    )
    left = {at(each.line): each for each in listing.leftovers}
    marked = bytearray(b"f") * (total + 1)
    marked[0:1] = b"-"
    for entry in entries:
        count = entry.last_line - entry.first_line + 1
        marked[entry.first_line : entry.last_line + 1] = b"e" * count
    for line in left:
        if marked[line : line + 1] == b"f":
            marked[line : line + 1] = b"l"
    spans = (Span(match.start(), match.end() - 1) for match in re.finditer(b"f+", marked))
    return replace(
        listing,
        format=NAME,
        lines=total,
        entries=entries,
        furniture=tuple(spans),
        leftovers=tuple(
            replace(each, line=line)
            for line, each in sorted(left.items())
            if marked[line] == ord("l")
        ),
        warnings=about(listing.warnings),
    )
