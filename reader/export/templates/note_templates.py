"""Templates of notes: Markdown with variables, filled in by Jinja2 in its `sandbox`.

What comes from listings is literal Markdown before it gets in, so a title cannot become a heading.
"""

from datetime import date
from typing import Any

from reader import tex
from reader.dates import shown_date
from reader.export.literal import literal
from reader.export.references.reference import address_of, day_of
from reader.export.templates.sandbox import Filling
from reader.model import Highlight, Kind, Paper

VARIABLES = {
    "title": "the title",
    "authors": "the names of the authors, or how many there are",
    "date": "the date as it is shown",
    "year": "the year",
    "venue": "journal or conference",
    "link": "the address of the paper's page",
    "key": "the citation key",
    "tags": "the names of the tags, a list",
    "abstract": "the abstract",
    "today": "this day",
    "highlights": "all highlights, each with number, quote, comment and kind",
    "ideas, methods, results, questions, cites": "the words of the highlights of each kind",
}


def fill(text: str, paper: Paper, today: date) -> str:
    """A template filled in for a paper; `paper.keys` has the key to write.

    Raises Problem, with the line, for a template that cannot be filled in.
    """
    filled = Filling(text, do="Correct it in the preferences, under Templates.")
    return filled.fill(_values(paper, today))


def _values(paper: Paper, today: date) -> dict[str, Any]:
    facts = paper.facts
    year = day_of(facts).year
    marks = [mark for mark in paper.highlights if mark.start is not None]
    numbered = [_highlight(number, mark) for number, mark in enumerate(marks, 1)]
    return {
        "title": literal(tex.readable(facts.title)),
        "authors": _authors(paper),
        "date": shown_date(facts.date),
        "year": str(year) if year else "",
        "venue": literal(facts.venue or ""),
        "link": _address(address_of(facts) or ""),
        "key": paper.keys[0] if paper.keys else "",
        "tags": [tag.name for tag in paper.tags],
        "abstract": literal(tex.readable(facts.abstract or "")),
        "today": shown_date(today.isoformat()),
        "highlights": numbered,
        **{
            f"{kind.value}s": [
                f"{one['quote']} [^h{one['number']}]"
                for one, mark in zip(numbered, marks, strict=True)
                if mark.kind is kind
            ]
            for kind in Kind
        },
    }


def _highlight(number: int, mark: Highlight) -> dict[str, object]:
    return {
        "number": number,
        "quote": literal(tex.readable(mark.quote)),
        "comment": mark.comment,
        "kind": mark.label,
    }


def _authors(paper: Paper) -> str:
    facts = paper.facts
    if facts.authors:
        return ", ".join(literal(name) for name in facts.authors)
    count = facts.author_count
    return f"{count} author{'' if count == 1 else 's'}" if count else ""


def _address(address: str) -> str:
    """A web address as Markdown links itself; anything else stays out."""
    is_web = address.startswith(("http://", "https://"))
    return f"<{address}>" if is_web and not set(address) & set("<> \n") else ""
