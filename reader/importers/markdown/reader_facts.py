"""The facts that an export of ours does not show, from the comment in it that says them.

A hand may have changed what is shown: a fact that the comment says otherwise than in another form
of writing is then the one of the hand.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from reader import tex
from reader.model import Facts

_TEXTS = (
    "title",
    "abstract",
    "date",
    "date_as_shown",
    "url",
    "arxiv_id",
    "doi",
    "venue",
    "code_url",
)
_NUMBERS = ("author_count", "year", "upvotes", "comments")
_LISTS = ("authors", "keywords", "ids")
_NAMED = 5  # authors that stand there however many there are
_LARGEST = 1_000_000  # characters of a comment


def read_unsaid(written: str) -> dict[str, object]:
    """The facts in a comment that have a value they can have; what is none of ours has none."""
    if len(written) > _LARGEST:
        return {}
    try:
        said = json.loads(written)
    except (ValueError, RecursionError):
        return {}
    found: dict[str, object] = {}
    for name, value in said.items() if isinstance(said, dict) else ():
        if name in _LISTS and isinstance(value, list):
            found[name] = tuple(each for each in value if isinstance(each, str))
        elif _can_be(name, value):
            found[name] = value
    return found


def _can_be(name: str, value: object) -> bool:
    if value is None:
        return name in (*_TEXTS[1:], *_NUMBERS)
    if name in _TEXTS:
        return isinstance(value, str)
    if name in _NUMBERS:
        return type(value) is int and value >= 0
    return name == "year_from_capture" and isinstance(value, bool)


def with_unsaid(facts: Facts, unsaid: Mapping[str, object], shown: str) -> Facts:
    """The facts that are shown, in the form and with those that only the comment says.

    `shown` is the line of facts, in which the first authors stand.
    """
    named: dict[str, Any] = dict(unsaid)
    for name, words in (("title", facts.title), ("abstract", facts.abstract or "")):
        if name in named and _letters(tex.readable(named[name] or "")) not in (_letters(words), ""):
            del named[name]
    names = named.get("authors", ())[:_NAMED]
    if names and not all(" ".join(name.split()) in shown for name in names):
        named.pop("authors")
        named.pop("author_count", None)
    return replace(facts, **named)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
