"""EndNote's XML, which other reference managers write too; every value may stand in a style."""

import re
from collections.abc import Iterator

from reader.importers.format import Hints
from reader.importers.text.partial_dates import read_date, year_month
from reader.importers.text.records import Records, web_address
from reader.importers.text.xml_door import Element
from reader.importers.text.xml_records import read_elements
from reader.model import Facts, Listing

NAME = "endnote-xml"
LABEL = "EndNote XML"

_SAMPLE = 200_000
_RECORD = re.compile(r"<record[\s>]")
_ITS_OWN = re.compile(r"<(?:ref-type|contributors|source-app|titles)[\s>]")
_KEYWORDS = re.compile(r"\s*[;\r\n]\s*")


def confidence(text: str) -> float:
    """Whether it is XML with records that have EndNote's own elements."""
    sample = text[:_SAMPLE].lstrip("\ufeff \t\r\n")
    own = _RECORD.search(sample) and _ITS_OWN.search(sample)
    return 0.95 if sample.startswith("<") and own else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read every record."""
    records = Records(NAME, text, hints)
    read_elements(records, _facts, "record")
    return records.listing()


def _facts(record: Element) -> Facts:
    authors = tuple(each.text for each in _inside(record, "contributors", "authors", "author"))
    year = record.words("dates", "year")
    month = record.words("dates", "pub-dates", "date")
    found = (web_address(each.text.strip()) for each in _links(record))
    return Facts(
        title=record.words("titles", "title"),
        abstract=record.words("abstract"),
        authors=authors,
        author_count=len(authors) or None,
        date=year_month(year, month) if month else read_date(year),
        date_as_shown=f"{month} {year}".strip(),
        url=next((link for link in found if link), None),
        doi=record.words("electronic-resource-num"),
        venue=record.words("titles", "secondary-title") or record.words("periodical", "full-title"),
        keywords=tuple(
            word
            for each in _inside(record, "keywords", "keyword")
            for word in _KEYWORDS.split(each.text.strip())
        ),
    )


def _links(record: Element) -> Iterator[Element]:
    """Links, those to the web page of the record before those to its text."""
    for kind in ("web-urls", "related-urls", "text-urls", "pdf-urls"):
        yield from _inside(record, "urls", kind, "url")


def _inside(element: Element, *path: str) -> Iterator[Element]:
    """All elements of the last name of a path."""
    found = element.one(*path[:-1])
    yield from found.all(path[-1]) if found else ()
