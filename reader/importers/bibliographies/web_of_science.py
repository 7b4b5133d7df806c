"""Files of the Web of Science (ISI): tags of two letters, three blanks before what goes on.

The tags are described in the help of the Web of Science, "Core Collection Field Tags".
"""

import re

from reader.importers.bibliographies.tagged import Dialect, Tagged, read_tagged, share
from reader.importers.format import Hints
from reader.importers.text.checks import warning
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
    inside=re.compile(
        r"UT [A-Z]{2,10}:|(?<=[\w.\s])DI 10\.\d|(?<=\S)PM \d{6,8}$|\s(?:LA English|TI [A-Z])"
        r"|\sAF (?=[A-Z][\w'-]{0,40}, )|\s(?:SO|SE) (?=[A-Z])"
        r"|\sDT (?:Article|Review|Proceedings|Editorial|Letter|Book|Meeting)"
        r"|[a-z.)](?:AF|SO|SE|LA|DT|DE|ID|AB|C1|RP|EM|CR|NR|TC|PU|PD|PY|VL|BP|EP|DI|UT) (?=\S)"
    ),
)
_BEGINS = re.compile(r"^PT [A-Z]\r?$", re.MULTILINE)
_KEYWORDS = re.compile(r"\s*[;]\s*")

_INITIALS = re.compile(r",\s[A-Z-]{1,5}$")
_MIXED = "Some given names are written out and some are not: a line may be missing among them."


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
    if not record.one("AF") and len({_INITIALS.search(name) is None for name in authors}) > 1:
        record.warnings.append(warning("broken", _MIXED, record.first))
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
        venue=record.one("SO", "SE", "BS", "CT"),
        keywords=tuple(_KEYWORDS.split(keywords)) if keywords else (),
    )
