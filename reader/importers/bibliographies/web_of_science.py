"""Files of the Web of Science (ISI): tags of two letters, three blanks before what goes on.

The tags are described in the help of the Web of Science, "Core Collection Field Tags".
"""

import re

from reader.importers.bibliographies.tagged import Dialect, Tagged, read_tagged, share
from reader.importers.format import Hints
from reader.importers.text.partial_dates import read_date, year_month
from reader.importers.text.records import Records
from reader.model import Facts, Listing

NAME = "web-of-science"
LABEL = "Web of Science file"

_SAMPLE = 200_000
_DIALECT = Dialect(
    tag=re.compile(r"(?P<tag>[A-Z][A-Z0-9])(?: (?P<value>.*)|(?P<none>))$"),
    starts=frozenset({"PT"}),
    ends=frozenset({"ER"}),
    titles=frozenset({"TI"}),
    around=re.compile(r"(?:FN|VR|EF)(?: |$)"),
    more=re.compile(r"\s"),
    inside=re.compile(r"UT WOS:|(?<=[\w.\s])DI 10\.\d"),
)
_BEGINS = re.compile(r"^PT [A-Z]\r?$", re.MULTILINE)
_KEYWORDS = re.compile(r"\s*[;]\s*")


def confidence(text: str) -> float:
    """How many of the lines stand between `PT J` (or another letter) and `ER`."""
    sample = text[:_SAMPLE]
    return share(sample, _DIALECT) if _BEGINS.search(sample) else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read every record from its `PT` line to its `ER` line."""
    records = Records(NAME, text, hints)
    read_tagged(records, _DIALECT, _facts)
    return records.listing()


def _facts(record: Tagged) -> Facts:
    authors = tuple(record.one("AF", "AU", "CA").split("\n"))
    year, month = record.one("PY"), record.one("PD")
    keywords = " ".join(record.one("DE", "ID").split())
    return Facts(
        title=record.one("TI"),
        abstract=record.one("AB"),
        authors=authors,
        author_count=len(authors) if authors[0] else None,
        date=year_month(year, month) if month else read_date(year),
        date_as_shown=f"{month} {year}".strip(),
        doi=record.one("DI", "D2"),
        venue=record.one("SO", "BS"),
        keywords=tuple(_KEYWORDS.split(keywords)) if keywords else (),
    )
