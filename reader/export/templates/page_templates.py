"""Templates of exports: what stands of one paper, in Markdown with variables.

The page of a paper is filled in by Jinja2 in its `sandbox` and becomes one block of the file. What
comes from listings is literal Markdown before it gets in, so that no title can become a heading;
the person's own words are as they were written.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from reader import tex
from reader.dates import shown_date
from reader.export.blocks import Block, inert
from reader.export.literal import literal, literal_paragraphs
from reader.export.pages import authors, closing, in_reading_order, links_of, shown_title
from reader.export.references.reference import day_of
from reader.export.templates.sandbox import Filling
from reader.model import Highlight, Kind, Paper

VARIABLES = {
    "heading": "the signs of a heading that fits: # or ##",
    "title": "the title",
    "authors": "up to six names, or how many authors there are",
    "date": "the date as it is shown",
    "year": "the year",
    "venue": "journal or conference",
    "link": "the address of the paper's page",
    "key": "the citation key",
    "cite": "the citation, as Pandoc reads it: [@key]",
    "tags": "the names of the tags, a list",
    "state": "inbox, queue, reading, done or archive",
    "starred": "whether it has a star",
    "abstract": "the abstract",
    "highlights": "all highlights, each with number, kind, quote and comment",
    "ideas, methods, results, questions, cites": "the words of the highlights of each kind",
    "note": "your note",
    "related": "the papers closest to it, each as a link, a list",
    "number": "the place of the paper in the export, from 1",
}


def page(
    text: str, paper: Paper, key: str, *, level: int, number: int, related: Sequence[str] = ()
) -> list[Block]:
    """A paper's part of an export by a template. Raises Problem, with the line."""
    values = {**_values(paper, key, level, number), "related": list(related)}
    written = _filling(text).fill(values).strip("\n")
    return [Block(f"{paper.uid}:page", inert(written + closing(written)).rstrip("\n"))]


@lru_cache(maxsize=4)
def _filling(text: str) -> Filling:
    return Filling(text)


def _values(paper: Paper, key: str, level: int, number: int) -> Mapping[str, Any]:
    facts = paper.facts
    marks = in_reading_order(paper.highlights)
    numbered = [_highlight(place, mark) for place, mark in enumerate(marks, 1)]
    year = day_of(facts).year
    return {
        "heading": "#" * level,
        "title": shown_title(facts),
        "authors": authors(facts, literal),
        "date": shown_date(facts.date or (str(facts.year) if facts.year else None)),
        "year": str(year) if year else "",
        "venue": literal(facts.venue or ""),
        "link": next((address for _, address in links_of(facts)), ""),
        "key": key,
        "cite": f"[@{key}]",
        "tags": [literal(tag.name) for tag in paper.tags],
        "state": paper.state.value,
        "starred": paper.starred,
        "abstract": "\n\n".join(literal_paragraphs(tex.readable(facts.abstract or ""))),
        "highlights": numbered,
        "note": paper.note.strip("\n"),
        "number": number,
        **{
            f"{kind.value}s": [
                one["quote"] for one, mark in zip(numbered, marks, strict=True) if mark.kind is kind
            ]
            for kind in Kind
        },
    }


def _highlight(number: int, mark: Highlight) -> dict[str, Any]:
    return {
        "number": number,
        "kind": literal(mark.label),
        "quote": literal(tex.readable(mark.quote)),
        "comment": mark.comment.strip(),
    }
