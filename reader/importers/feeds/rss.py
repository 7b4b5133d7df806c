"""RSS of papers: version 2.0 (rssboard.org/rss-specification) and 1.0, which arXiv used to give.

Authors stand in `dc:creator`, by commas as arXiv writes them, or one element for each.
"""

import re

from reader.importers.format import Hints
from reader.importers.text import links
from reader.importers.text.feed_texts import (
    about_title,
    abstract_of,
    arxiv_number,
    creators,
    newest,
    plain,
)
from reader.importers.text.partial_dates import read_date
from reader.importers.text.records import Records, web_address
from reader.importers.text.xml_door import Broken, Element, elements
from reader.importers.text.xml_records import joined
from reader.model import Caution, Facts, Listing

NAME = "rss"
LABEL = "RSS feed"

_SAMPLE = 200_000
_ROOT = re.compile(r"<rss[\s>]|<(?:\w{1,20}:)?RDF\s[^>]{0,2000}purl\.org/rss/1\.0")
_PAPER = re.compile(r"arxiv\.org/abs/|huggingface\.co/papers/|doi\.org/|<dc:creator|<prism:doi")


def confidence(text: str) -> float:
    """Whether it is RSS; surer when its items lead to papers."""
    sample = text[:_SAMPLE].lstrip("\ufeff \t\r\n")
    if not sample.startswith("<") or not _ROOT.search(sample[:5000]):
        return 0.0
    if "zotero.org/namespaces" in sample[:5000]:
        return 0.0  # Zotero's RDF borrows a name space of RSS 1.0
    return 0.95 if _PAPER.search(sample) or "<item" not in sample else 0.6


def read(text: str, hints: Hints) -> Listing:
    """Read every item; what stands around the items belongs to the feed."""
    records = Records(NAME, text, hints)
    around, end = 1, records.total
    said: str | None = None
    days: list[str | None] = []
    for element in elements(records.text, "item", "lastBuildDate", "pubDate"):
        if isinstance(element, Broken):
            end = around - 1
            reason = f"The XML is broken on line {element.line}: {element.reason}."
            records.refuse(around, records.total, reason)
        elif element.name != "item":
            said = said or read_date(element.text)
        else:
            records.claim(around, element.first)
            facts, cautions = _facts(element)
            days.append(facts.date)
            about = [*cautions, *joined(element), *records.doubled(element.first, element.last)]
            records.add(facts, element.first, element.last, about)
            around = element.last + 1
    if around <= end:
        records.claim(around, end)
    return records.listing(newest(records, said, days))


def _facts(item: Element) -> tuple[Facts, list[Caution]]:
    description = plain(item.words("encoded") or item.words("description"))
    abstract, cautions = abstract_of(description, item.first)
    raw = item.one("title")
    if raw is not None and description:
        cautions += about_title(raw.text.strip(), description, item.first)
    title, number = arxiv_number(plain(item.words("title")), description)
    url = web_address(item.words("link") or item.words("guid") or item.attributes.get("about"))
    names = creators(item)
    shown = item.words("pubDate") or item.words("date")
    return Facts(
        title=title,
        abstract=abstract,
        authors=names,
        author_count=len(names) or None,
        date=read_date(shown),
        date_as_shown=shown,
        url=url,
        arxiv_id=number or links.paper_id(url or "") or links.bare_arxiv_id(item.words("guid")),
        doi=item.words("doi") or item.words("DOI") or _doi(item),
        venue=item.words("publicationName") or item.words("journal_reference"),
    ), cautions


def _doi(item: Element) -> str:
    """The number among the identifiers of an item that is a DOI."""
    said = [each.text.strip() for each in item.all("identifier")]
    return next((each for each in said if links.plain_doi(each)), "")
