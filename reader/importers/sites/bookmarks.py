"""Bookmarks of a browser (the “Netscape bookmark file” that all browsers write), and of Pocket.

Any other saved page whose links to papers have titles for words is read in the same way.

A bookmark is a paper when its address leads to one. Its name is the title of a web page, so
the numbers and names that sites of papers put around a title are cut off.
"""

import re
from html import unescape

from reader.importers.format import Hints
from reader.importers.text import links
from reader.importers.text.checks import warning
from reader.importers.text.fragments import Fragment
from reader.importers.text.html_pages import is_whole_page, page_of
from reader.importers.text.page_titles import paper_title
from reader.importers.text.records import Records, web_address
from reader.model import Facts, Listing

NAME = "bookmarks"
LABEL = "Bookmarks, or a web page with links to papers"

_SIGN = re.compile(
    r"\s*<!DOCTYPE NETSCAPE-Bookmark-file|(?=.{0,900}<title>Pocket Export</title>)",
    re.IGNORECASE | re.DOTALL,
)
_NO_PAPER = "This bookmark leads to no paper that is known by its address."
_SAMPLE = 200_000
_LINK = re.compile(
    r"<a\s[^<>]{0,1000}?href\s?=\s?[\"']?(?P<link>https?://[^\s\"'<>]{1,500})[^<>]{0,1000}>"
    r"(?P<words>[^<>]{8,400})</a>",
    re.IGNORECASE,
)
_FEWEST, _FEWEST_WORDS = 2, 3
_NO_LINK = "This text belongs to no link to a paper."
_CUT = "The address of this link does not stand where its words do: a tag may be cut off."
_REMARK = "A remark on a bookmark; it is not read."
_NO_TITLE = "The name of this bookmark is an address; the title of the paper is not known."


def confidence(text: str) -> float:
    """Whether it begins as all such files do, or is a page whose links name papers."""
    if _SIGN.match(text[:1000].lstrip("\ufeff")):
        return 0.98
    if not is_whole_page(text):
        return 0.0
    found = sum(
        links.is_paper(match["link"]) and _is_title(match["words"])
        for match in _LINK.finditer(text[:_SAMPLE])
    )
    return 0.5 if found >= _FEWEST else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read every bookmark that leads to a paper. Raises Problem when the file is too large."""
    records = Records(NAME, text, hints)
    shown: set[int] = set()
    rows = records.text.split("\n")
    are_bookmarks = _SIGN.match(records.text[:1000]) is not None
    for fragment in page_of(records.text, lambda _: False).fragments:
        if not fragment.lines:
            continue
        if fragment.heading:
            continue
        shown.update(range(fragment.first, fragment.last + 1))
        if fragment.link is None:
            reason = _REMARK if are_bookmarks else _NO_LINK
            records.refuse(fragment.first, fragment.last, reason)
        elif not links.is_paper(fragment.link) or not (are_bookmarks or _is_title(fragment.words)):
            records.refuse(fragment.first, fragment.last, _NO_PAPER)
        else:
            said = unescape("\n".join(rows[fragment.first - 1 : fragment.last]))
            _add(fragment, fragment.link, records, is_whole=fragment.link in said)
    for line in records.lines:
        if line.number not in shown:
            records.claim(line.number)
    return records.listing()


def _is_title(words: str) -> bool:
    """Whether the words of a link may be a title, and are not `PDF` or `our paper`."""
    return len(words.split()) >= _FEWEST_WORDS


def _add(fragment: Fragment, link: str, records: Records, *, is_whole: bool) -> None:
    title = paper_title(fragment.words)
    number = links.paper_id(link)
    is_address = title.startswith(("http://", "https://"))
    is_number = number is not None and title.lower() in (number, f"{number}.pdf", f"arxiv:{number}")
    about = [warning("no-title", _NO_TITLE, fragment.first)] if is_address or is_number else []
    if not is_whole:
        about.append(warning("broken", _CUT, fragment.first))
    facts = Facts(
        title=f"arXiv:{number}" if (is_address or is_number) and number else title,
        url=web_address(link),
        arxiv_id=number,
        doi=links.doi(link),
    )
    records.add(facts, fragment.first, fragment.last, about)
