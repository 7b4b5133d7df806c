"""Records that the Cochrane Library saves as text: `Record #1 of 2`, then tags with a colon."""

import re

from reader.importers.bibliographies.tagged import Dialect, Tagged, read_tagged, share
from reader.importers.format import Hints
from reader.importers.text.partial_dates import read_date
from reader.importers.text.records import Records, web_address
from reader.model import Facts, Listing

NAME = "cochrane"
LABEL = "Cochrane Library, text"

_SAMPLE = 200_000
_FIRST = re.compile(
    r"\s{0,20}(?:Record #\d+ of \d+[ \t]{0,9}\n)?\s{0,20}ID: [A-Z]{2}\S{0,40}[ \t]{0,9}\n"
)
_TAGS = "ID|AU|TI|SO|YR|VL|NO|PG|PM|XR|PT|KY|DOI|AB|US|SN|CC|CN|AI|NT|PB|CY"
_DIALECT = Dialect(
    tag=re.compile(rf"(?P<tag>{_TAGS}): ?(?P<value>.*)$"),
    starts=frozenset({"ID"}),
    titles=frozenset({"TI"}),
    around=re.compile(r"Record #\d+ of \d+"),
    between=re.compile(r"Record #\d+ of \d+"),
    inside=re.compile(rf"(?<=[\s\w.])(?<![A-Z])(?:{_TAGS}): \S"),
    goes_on=frozenset({"AB", "TI", "KY", "SO", "NT"}),
)
_NUMBER = re.compile(r"\d{5,9}")


def confidence(text: str) -> float:
    """How many of the lines belong to records that begin with their number."""
    sample = text[:_SAMPLE].lstrip("\ufeff")
    return share(sample, _DIALECT) if _FIRST.match(sample) else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read every record from its number to the next one."""
    records = Records(NAME, text, hints)
    read_tagged(records, _DIALECT, _facts)
    return records.listing()


def _facts(record: Tagged) -> Facts:
    authors = tuple(record.all("AU"))
    pmid = _NUMBER.search(record.one("PM"))
    return Facts(
        title=record.one("TI"),
        abstract=record.one("AB"),
        authors=authors,
        author_count=len(authors) or None,
        date=read_date(record.one("YR")),
        date_as_shown=record.one("YR"),
        url=web_address(record.one("US")),
        doi=record.one("DOI"),
        venue=record.one("SO"),
        ids=(f"pmid:{pmid[0]}",) if pmid else (),
    )
