"""All of the search language, one line each: the help in the window, the README and the completion
say what stands here, and the parser reads filters from the same lines (`filters`)."""

from dataclasses import dataclass
from typing import get_args

from reader.model import Sort
from reader.query.filters import FILTERS
from reader.query.nodes import TextField

WORDS = "Words"
PLACES = "In one place"
KEPT = "Filters"
ORDER = "Order"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that can be written. `short` is what the small help says, when it has it."""

    section: str
    write: str
    finds: str
    more: str = ""
    short: str = ""


SORTS: tuple[Sort, ...] = tuple(sort for sort in get_args(Sort) if sort != "default")

FIELD_WORDS: dict[TextField, str] = {
    "title": "in titles",
    "abstract": "in abstracts",
    "note": "in your notes",
    "highlight": "in words you highlighted",
    "comment": "in your comments on highlights",
    "author": "in names of authors, where known",
    "tags": "in names of tags",
}
_EXAMPLES: dict[TextField, str] = {
    "title": "title:kernel",
    "abstract": 'abstract:"lottery ticket"',
    "note": "note:proof",
    "highlight": "highlight:bound",
    "comment": "comment:signs",
    "author": "author:hinton",
    "tags": "tags:learning",
}
_SHORT = {
    "title:kernel": "also abstract: note:",
    "comment:signs": "your comments",
    "is:inbox": "or another state",
    "tag:vision": "or #vision",
    "has:notes": "highlights, tags, link",
    "year:2021..2023": "or 2021.. or ..2019",
    "added:7d": "today, 2w, 2025-11",
    "kind:question": "a kind of highlight",
    'import:"Daily Papers"': "where it came from",
    "authors:>=5": "comments:>0",
}


def _line(section: str, write: str, finds: str, more: str = "") -> Line:
    return Line(section, write, finds, more, _SHORT.get(write, ""))


LANGUAGE: tuple[Line, ...] = (
    Line(WORDS, "prune sparse", "both words, in any form", "", "both words, any form"),
    Line(WORDS, '"lottery ticket"', "exactly these words in a row", "", "this exact phrase"),
    Line(WORDS, "prune OR sparse", "either; OR in capitals", "", "either"),
    Line(WORDS, "-survey", "without it; also before filters", "NOT survey", "without this word"),
    Line(WORDS, "(prune OR sparse) kernel", "groups", "OR binds only the words beside it"),
    Line(WORDS, "regulariz*", "words that begin so", "", "starts with"),
    Line(WORDS, "adaptiv~", "close spelling, one or two letters off", "", "close spelling"),
    *(_line(PLACES, _EXAMPLES[field], words) for field, words in FIELD_WORDS.items()),
    *(_line(KEPT, each.example, each.finds, each.more) for each in FILTERS),
    Line(ORDER, "sort:date", "oldest first; with - newest first", ", ".join(SORTS), "added, title"),
)
"""Every line of the language, in the order of the help."""
