"""What the readable form of an export does not say about a paper, in a comment that says it.

    <!-- facts: {"title": "On \\u0024\\\\alpha\\u0024-fog", "upvotes": 12} -->

TeX is shown as the letters it stands for, only the first of many authors are named, and votes are
not told at all. Whoever brings the file back into a library gets these facts as they were; every
reader of CommonMark passes over the comment (0.31, 4.6, HTML blocks of kind 2).
"""

import re
from collections.abc import Mapping
from urllib.parse import quote

from reader import tex
from reader.export.front_matter import json_text
from reader.export.literal import shown_paragraphs, shown_text
from reader.model import Facts

MOST_AUTHORS = 6  # that a document names
_PLAIN_NAME = re.compile(r"[^\W\d,]+\.?(?:[ '’.-]{1,2}[^\W\d,]+\.?)+")
_FAMILY_FIRST = re.compile(
    r"[^\W\d,]+(?:[ '’-][^\W\d,]+)*, [^\W\d,]+\.?(?:[ .-]{1,2}[^\W\d,]+\.?)*"
)
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}|--\d\d-\d\d")
_ARXIV = re.compile(r"\d{4}\.\d{4,5}")
_MARKUP = re.compile(r"[<>&`{}%$#\[\]]")
_NEVER_SAID = ("date_as_shown", "upvotes", "comments")


def unsaid(facts: Facts, *, abstract: bool, in_front: bool, code: str | None) -> str:
    """The comment, or nothing when all is said.

    `abstract`: the export has it. `in_front`: the front matter has every other fact as it is.
    `code` is the address that is shown as that of the code.
    """
    found: dict[str, object] = {}
    if (
        abstract
        and facts.abstract
        and "\n\n".join(shown_paragraphs(tex.readable(facts.abstract))) != (facts.abstract)
    ):
        found["abstract"] = facts.abstract
    found |= {name: value for name in _NEVER_SAID if (value := getattr(facts, name)) is not None}
    if facts.year_from_capture:
        found["year_from_capture"] = True
    if facts.code_url != code:
        found["code_url"] = facts.code_url
    if facts.authors and facts.author_count is None:
        found["author_count"] = None
    if facts.year is not None and str(facts.year) != (facts.date or str(facts.year))[:4]:
        found["year"] = facts.year
    if not in_front:
        found |= _unsaid_in_text(facts)
    return f"<!-- facts: {_written(found)} -->" if found else ""


def _unsaid_in_text(facts: Facts) -> dict[str, object]:
    """The facts that the heading, the line of facts and the links do not say just so."""
    found: dict[str, object] = {}
    if shown_text(tex.readable(facts.title)) != facts.title:
        found["title"] = facts.title
    if not _are_said(facts):
        found |= {"authors": facts.authors, "author_count": facts.author_count}
    if facts.date and not _DATE.fullmatch(facts.date):
        found["date"] = facts.date
    if facts.venue and shown_text(facts.venue) != facts.venue:
        found["venue"] = facts.venue
    if facts.arxiv_id and not _ARXIV.fullmatch(facts.arxiv_id):
        found["arxiv_id"] = facts.arxiv_id
    if facts.doi and quote(facts.doi, safe="/:;._-") != facts.doi:
        found["doi"] = facts.doi
    if _address(facts) != facts.url:
        found["url"] = facts.url
    found |= {name: value for name in ("keywords", "ids") if (value := getattr(facts, name))}
    return found


def _address(facts: Facts) -> str | None:
    """The address that is read back: the one of the page, where it is not another link's."""
    arxiv = facts.arxiv_id and f"https://arxiv.org/abs/{facts.arxiv_id}"
    doi = facts.doi and f"https://doi.org/{facts.doi}"
    if facts.url and facts.url not in (arxiv, doi):
        return quote(facts.url, safe="/:?#@!$&'+,;=%~._-()")
    return arxiv or doi


def _are_said(facts: Facts) -> bool:
    """Whether the names in a row are surely parted again, and all of them stand there."""
    names, count = facts.authors, facts.author_count
    if not names:
        return True
    if len(names) > MOST_AUTHORS or count not in (None, len(names)):
        return False
    forms = (_PLAIN_NAME, _FAMILY_FIRST)
    return any(all(form.fullmatch(name) for name in names) for form in forms) and not any(
        " and " in name for name in names
    )


def _written(values: Mapping[str, object]) -> str:
    """The facts as JSON on one line, in which nothing looks like markup of any program."""
    members = (f"{json_text(name)}: {_value(value)}" for name, value in values.items())
    return "{" + ", ".join(members) + "}"


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    return _MARKUP.sub(lambda found: f"\\u{ord(found[0]):04x}", json_text(value))
