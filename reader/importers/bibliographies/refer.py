"""Files of Refer, BibIX and EndNote (`.enw`): tags of a percent sign and one letter.

The tags are those of the manual page of refer(1) and of EndNote's help, "EndNote Import". In
EndNote's files a record begins with `%0`; in older ones it only ends with a blank line.
"""

import re

from reader.importers.bibliographies.tagged import Dialect, Tagged, read_tagged, share
from reader.importers.format import Hints
from reader.importers.text import links
from reader.importers.text.partial_dates import read_date, year_month
from reader.importers.text.records import Records, web_address
from reader.model import Facts, Listing

NAME = "refer"
LABEL = "EndNote or Refer file (.enw)"

_SAMPLE = 200_000
_TAG = re.compile(r"%(?P<tag>[0-9A-Z@!#$&()*+<=>?\[\]^~])(?:[ \t]+(?P<value>.*)|(?P<none>\s*))$")
_INSIDE = re.compile(r"(?<=.)%[0-9A-Z] (?=\S)")
_TYPED = Dialect(
    tag=_TAG,
    starts=frozenset({"0"}),
    titles=frozenset({"T"}),
    goes_on=frozenset({"T", "X", "K", "J", "B", "O", "Z", "+", "C", "A"}),
    solid=True,
    inside=_INSIDE,
)
_UNTYPED = Dialect(
    tag=_TAG,
    starts=frozenset(),
    titles=frozenset({"T"}),
    goes_on=_TYPED.goes_on,
    blank_ends=True,
    inside=_INSIDE,
)
_BEGINS = re.compile(r"^%0 [A-Z]", re.MULTILINE)
_TITLE = re.compile(r"^%T \S", re.MULTILINE)
_KEYWORDS = re.compile(r"\s*[;\n]\s*")


def confidence(text: str) -> float:
    """How many of the lines belong to records, if one has a title."""
    sample = text[:_SAMPLE]
    return share(sample, _dialect(sample)) if _TITLE.search(sample) else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read every record from its `%0` line to the next, or from blank line to blank line."""
    records = Records(NAME, text, hints)
    read_tagged(records, _dialect(records.text), _facts)
    return records.listing()


def _dialect(text: str) -> Dialect:
    return _TYPED if _BEGINS.search(text) else _UNTYPED


def _facts(record: Tagged) -> Facts:
    """`%A` once for each author, in old files also several names in one."""
    authors = tuple(name for each in record.all("A") for name in each.split("\n"))
    year, day = record.one("D"), record.one("8")
    date = year_month(year, day) if day and read_date(year) else read_date(year) or read_date(day)
    pages = [link for each in record.all("U") if (link := web_address(each.split("\n")[0]))]
    cited = (links.cited_arxiv_id(record.one(tag)) for tag in ("R", "J", "B", "M", "N", "O", "Z"))
    return Facts(
        title=record.one("T"),
        abstract="\n\n".join(record.all("X")),
        authors=authors,
        author_count=len(authors) or None,
        date=date,
        date_as_shown=" ".join(part for part in (day, year) if part),
        url=next(iter(pages), None),
        doi=links.plain_doi(record.one("R")),
        arxiv_id=next((found for found in cited if found), None),
        venue=record.one("J", "B", "S", "I"),
        keywords=tuple(word for each in record.all("K") for word in _KEYWORDS.split(each)),
    )
