"""Atom entries of the arXiv API, as a feed, in a wrapper of one's own, or without namespaces.

The elements are those of RFC 4287 and of https://info.arxiv.org/help/api/user-manual.html.
"""

import re

from reader.importers.format import Hints
from reader.importers.text import links
from reader.importers.text.feed_texts import abstract_of, arxiv_number, creators, plain
from reader.importers.text.partial_dates import read_date
from reader.importers.text.records import Records, web_address
from reader.importers.text.xml_door import Element
from reader.importers.text.xml_records import read_elements
from reader.model import Facts, Listing

NAME = "atom"
LABEL = "Atom feed (arXiv API)"

_SAMPLE = 200_000
_ENTRY = re.compile(r"<(?:\w{1,20}:)?entry[\s>]")
_PAPER = re.compile(r"<(?:\w{1,20}:)?(?:summary|published|content)[\s>]|arxiv\.org/abs/")
_TITLE = re.compile(r"<(?:\w{1,20}:)?title[\s>]")
_EMPTY = re.compile(r"<(?:\w{1,20}:)?feed\s[^>]{0,500}http://www\.w3\.org/2005/Atom")


def confidence(text: str) -> float:
    """Whether it is XML with entries that have a title and a summary, or an empty feed."""
    sample = text[:_SAMPLE].lstrip("\ufeff \t\r\n")
    if not sample.startswith("<") or sample[:15].lower().startswith(("<!doctype html", "<html")):
        return 0.0
    if _ENTRY.search(sample):
        return 0.95 if _TITLE.search(sample) and _PAPER.search(sample) else 0.2
    return 0.8 if _EMPTY.search(sample) else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read every entry; what stands around the entries belongs to the file."""
    records = Records(NAME, text, hints)
    updated = read_elements(records, _facts, "entry", others=("updated",))
    said = next((date for each in updated if (date := read_date(each.text.strip()))), None)
    return records.listing(records.captured(said))


def _facts(entry: Element) -> Facts:
    """What an entry says; `id` is the link of the abstract page, with the version."""
    number = entry.words("id") or entry.attributes.get("id", "")
    names = tuple(each.words("name") or each.text for each in entry.all("author"))
    names = names or creators(entry)
    shown = entry.words("published") or entry.words("updated")
    url = _link(entry) or web_address(number)
    said = plain(entry.words("summary") or entry.words("content"))
    title, of_title = arxiv_number(entry.words("title"), said)
    abstract, _ = abstract_of(said, entry.first)
    return Facts(
        title=title,
        abstract=abstract,
        authors=names,
        author_count=len(names) or None,
        date=read_date(shown),
        date_as_shown=shown,
        url=url,
        arxiv_id=links.arxiv_id(number) or links.paper_id(url or "") or of_title,
        doi=entry.words("doi") or entry.words("DOI"),
        venue=entry.words("journal_ref") or entry.words("journal_reference"),
    )


def _link(entry: Element) -> str | None:
    """The link to the paper's page: `alternate`, or one that says nothing of what it is."""
    for each in entry.all("link"):
        if each.attributes.get("rel", "alternate") == "alternate":
            return web_address(each.attributes.get("href") or each.text)
    return None
