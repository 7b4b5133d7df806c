"""Papers as flat JSON with names of fields that say what they are, wherever it comes from.

The names are those of the columns of tables, in `camelCase`, `snake_case` or words.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from reader.importers.scholarly.scholar_values import date_of, people, words
from reader.importers.text import links
from reader.importers.text.columns import COLUMNS, known, names_in, plain_name, separator, words_in
from reader.importers.text.records import web_address
from reader.model import Facts

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_TELLING = frozenset({"authors", "abstract", "doi", "arxiv_id"})


def is_flat(paper: Mapping[str, Any]) -> bool:
    """Whether a record has a title, and a list of authors, an abstract or an identifier."""
    found = _fields(paper)
    return isinstance(found.get("title"), str) and any(_is_said(found, each) for each in _TELLING)


def flat_facts(paper: Mapping[str, Any], _name: str = "") -> Facts:
    """What a record says, each fact from the most telling field that is not empty."""
    found = _fields(paper)
    get = {fact: _text(found.get(fact)) for fact in COLUMNS}
    authors = _names(found.get("authors"))
    dates = [date for fact in ("date", "year") if (date := date_of(found.get(fact)))]
    listed = found.get("keywords")
    votes = found.get("upvotes")
    return Facts(
        title=get["title"],
        abstract=get["abstract"] or None,
        authors=authors,
        author_count=len(authors) or None,
        date=max(dates, key=len, default=None),
        url=web_address(get["url"]),
        arxiv_id=links.bare_arxiv_id(get["arxiv_id"]) or links.arxiv_id(get["arxiv_id"]),
        doi=get["doi"] or None,
        venue=get["venue"] or None,
        upvotes=votes if isinstance(votes, int) and not isinstance(votes, bool) else None,
        code_url=links.code_link(get["code_url"]),
        keywords=words_in(listed) if isinstance(listed, str) else words(listed),
    )


def _fields(paper: Mapping[str, Any]) -> dict[str, Any]:
    """The values by the fact they are of; numbers of other services are no arXiv numbers."""
    names = [name for name in paper if name.lower() != "name"]  # of a program, or a person
    places = known([plain_name(_HUMP.sub(" ", name)) for name in names])
    found: dict[str, Any] = {}
    for fact, columns in places.items():
        values = (paper[names[column]] for column in columns)
        found[fact] = next((value for value in values if value not in (None, "", [])), None)
    return found


def _is_said(found: Mapping[str, Any], fact: str) -> bool:
    value = found.get(fact)
    if fact == "arxiv_id":
        text = _text(value)
        return bool(links.bare_arxiv_id(text) or links.arxiv_id(text))
    if fact == "doi":
        return links.plain_doi(_text(value)) is not None
    if fact == "authors":
        # One name alone could be that of anybody who wrote anything.
        return bool(_names(value)) and (isinstance(value, list) or len(_names(value)) > 1)
    return bool(_text(value))


def _text(value: Any) -> str:
    """A text; of a list its first one."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        value = next(iter(value), "")
    return value if isinstance(value, str) else ""


def _names(value: Any) -> tuple[str, ...]:
    return names_in(value, separator([value])) if isinstance(value, str) else people(value)
