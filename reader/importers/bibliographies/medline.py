"""PubMed's own format (MEDLINE, `.nbib`): tags of up to four letters before `- `.

The fields are described at https://www.nlm.nih.gov/bsd/mms/medlineelements.html.
"""

import re

from reader.importers.bibliographies.tagged import Dialect, Tagged, read_tagged, share
from reader.importers.format import Hints
from reader.importers.text import links
from reader.importers.text.checks import warning
from reader.importers.text.partial_dates import read_date
from reader.importers.text.records import Records
from reader.model import Facts, Listing

NAME = "medline"
LABEL = "PubMed (MEDLINE) file"

_SAMPLE = 200_000
_DIALECT = Dialect(
    tag=re.compile(
        r"(?P<tag>(?=[A-Z0-9 ]{4}-)[A-Z][A-Z0-9]{1,3}) {0,2}-(?: (?P<value>.*)|(?P<none>))$"
    ),
    starts=frozenset({"PMID"}),
    titles=frozenset({"TI"}),
    inside=re.compile(r"(?:[A-Z]{4}|[A-Z]{3} |[A-Z]{2} {2})- "),
    more=re.compile(r"\s"),
    blank_ends=True,
)

_OF_BOOK = "This title is that of the book: the title of its part may be missing."


def confidence(text: str) -> float:
    """How many of the lines belong to records that begin with `PMID- `."""
    return share(text[:_SAMPLE], _DIALECT) if "PMID- " in text[:_SAMPLE] else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read every record from its `PMID` line to the next blank line."""
    records = Records(NAME, text, hints)
    read_tagged(records, _DIALECT, _facts)
    return records.listing()


def _facts(record: Tagged) -> Facts:
    authors = tuple(record.all("FAU", "AU", "CN"))
    shown = record.one("DP")
    if not record.one("TI") and record.one("BTI"):
        record.warnings.append(warning("broken", _OF_BOOK, record.first))
    return Facts(
        title=record.one("TI", "BTI"),
        abstract=record.one("AB"),
        authors=authors,
        author_count=len(authors) or None,
        date=read_date(shown),
        date_as_shown=shown,
        doi=_doi(record),
        venue=record.one("JT", "TA", "BTI"),
        keywords=tuple(record.all("OT", "MH")),
    )


def _doi(record: Tagged) -> str | None:
    """The number among others that is marked as a DOI."""
    for each in [*record.values.get("LID", ()), *record.values.get("AID", ())]:
        if each.endswith("[doi]"):
            return links.plain_doi(each.removesuffix("[doi]"))
    return None
