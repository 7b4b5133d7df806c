"""RIS files in their dialects: Zotero, Embase, EBSCO, Cochrane, Google Scholar and others.

The tags are those of the RIS specification of 2001 and of 2011; where the two or the writers
differ, a tag is read as any of them means it.
"""

import re

from reader.importers.bibliographies.tagged import Dialect, Tagged, read_tagged, share
from reader.importers.format import Hints
from reader.importers.text import links
from reader.importers.text.checks import warning
from reader.importers.text.mark_up import without_faces, without_mark_up
from reader.importers.text.partial_dates import read_date
from reader.importers.text.records import Records, web_address
from reader.model import Facts, Listing

NAME = "ris"
LABEL = "RIS file"

_SAMPLE = 200_000
_DIALECT = Dialect(
    tag=re.compile(r"\s{0,3}(?P<tag>[A-Z][A-Z0-9])\s{1,3}-(?:\s+(?P<value>.*)|(?P<none>))$"),
    starts=frozenset({"TY"}),
    ends=frozenset({"ER"}),
    titles=frozenset({"TI", "T1"}),
    inside=re.compile(
        r"[A-Z][A-Z0-9]\s{2}-(?:\s|$)|\s(?:AB|AU|A1|DO|JF|JO|KW|PY|T1|T2|TI|UR|VL|Y1)\s-\s"
    ),
    around=re.compile(r"\d{1,6}\.\s*$|Record #\d+ of \d+|Provider:|Content:|Database:"),
    goes_on=frozenset({"AB", "N1", "N2", "TI", "T1", "T2", "KW", "AD", "M1", "C1", "ID", "RN"}),
)
_ABSTRACT = ("AB", "N2")
_VENUE = ("T2", "JO", "JF", "JA", "J1", "J2", "BT", "T3")
_DATES = ("DA", "Y1", "PY")
_NUMBERS = ("DO", "DI", "L3", "M3")
_PEOPLE = re.compile(r"\s*;\s*(?=\S)")
"""Some writers put all authors on one line."""
_BOOKS = frozenset({"BOOK", "EBOOK", "EDBOOK", "SER"})
_OF_BOOK = "This title is that of the book: the title of its part may be missing."
_CONTACT = re.compile(r"(?:\d[\d,]{0,9})?\s\(AUTHOR\)(?:\s\S+@\S+)?$|\s\S+@\S+$")
"""EBSCO writes behind a name the place of its affiliation, whose it is, and an address."""
_KEYWORDS = re.compile(r"\s*[;\n]\s*")
_HEADING = re.compile(
    r"(?:Abstract|ABSTRACT|Summary|SUMMARY)(?:[.:]\s+|\s+(?=(?:We|The|This|These|In|Our|An?|It|There"
    r"|As|For|To|With|By|From|On|Background|Objectives?|Aims?|Purpose|Introduction)\b))"
)
"""Publishers write the heading of the abstract in front of its words; a term may begin so, too."""


def confidence(text: str) -> float:
    """How many of the lines stand between `TY  -` and `ER  -`."""
    return share(text[:_SAMPLE], _DIALECT)


def read(text: str, hints: Hints) -> Listing:
    """Read every record from its `TY` line to its `ER` line."""
    records = Records(NAME, text, hints)
    read_tagged(records, _DIALECT, _facts)
    return records.listing()


def _facts(record: Tagged) -> Facts:
    listed = record.all("AU", "A1")
    authors = tuple(_CONTACT.sub("", name) for each in listed for name in _PEOPLE.split(each))
    date, shown = _date(record)
    title = record.one("TI", "T1", "CT")
    if not title and (title := record.one("BT")) and record.one("TY") not in _BOOKS:
        record.warnings.append(warning("broken", _OF_BOOK, record.first))
    return Facts(
        title=without_faces(title),
        abstract=_HEADING.sub("", without_mark_up("\n\n".join(record.all(*_ABSTRACT))), count=1),
        authors=authors,
        author_count=len(authors) or None,
        date=date,
        date_as_shown=shown,
        url=next((link for each in record.all("UR") if (link := web_address(each))), None),
        doi=_doi(record),
        arxiv_id=_arxiv_id(record),
        venue=record.one(*_VENUE),
        keywords=tuple(word for each in record.all("KW") for word in _KEYWORDS.split(each)),
    )


def _date(record: Tagged) -> tuple[str | None, str | None]:
    """The date that says most, as ISO and as the file writes it."""
    found = [(date, each) for tag in _DATES if (date := read_date(each := record.one(tag)))]
    return max(found, key=lambda each: len(each[0]), default=(None, None))


def _doi(record: Tagged) -> str | None:
    """The DOI; EBSCO writes it as `L3`, older programs as `M3`."""
    for tag in _NUMBERS:
        if doi := links.plain_doi(record.one(tag)):
            return doi
    return next((doi for each in record.all("UR") if (doi := links.doi(each))), None)


def _arxiv_id(record: Tagged) -> str | None:
    for tag in ("UR", "L1", "L2"):
        if found := next((one for each in record.all(tag) if (one := links.arxiv_id(each))), None):
            return found
    for tag in ("AN", "M1", *_VENUE):
        if found := links.cited_arxiv_id(record.one(tag)):
            return found
    return None
