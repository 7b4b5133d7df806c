"""Embase's CSV: each row is one field of a record, its name first; a blank line ends a record."""

import csv
import re
from collections.abc import Sequence

from reader.importers.format import Hints
from reader.importers.text.checks import warning
from reader.importers.text.partial_dates import read_date
from reader.importers.text.records import Records
from reader.model import Facts, Listing

NAME = "field-rows"
LABEL = "Embase, fields in rows (CSV)"

_SAMPLE = 200_000
_FIRST = re.compile(r'\ufeff?\s*"TITLE"\s*,\s*"[^\n]{3,4000}\n"AUTHOR NAMES?"')
_ROW = re.compile(r'"[A-Z][A-Z /()-]{2,60}"(?:,|$)')
_SOURCE = re.compile(r"(?P<venue>[^(]{2,200}?)\s*\((?P<year>(?:19|20)\d\d)\)")
_PARTS = re.compile(r"\s*;\s*")
_INSIDE = re.compile(r'[A-Z]{3,30}"|"[A-Z]{3,30}')
_JOINED = "The name of a field stands in another one: two lines may be run together."
_NO_FIELD = "This line is no field of a record."


def confidence(text: str) -> float:
    """Whether it begins with a title and the names of authors in rows of their own."""
    return 1.0 if _FIRST.match(text[:_SAMPLE]) else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read every record from its title to the next one."""
    records = Records(NAME, text, hints)
    block: dict[str, list[str]] = {}
    first = last = 0
    for line in records.lines:
        cells = _cells(line.text)
        if not cells:
            records.refuse(line.number, line.number, _NO_FIELD)
            continue
        if block and (cells[0] == "TITLE" or line.number > last + 1):
            _add(block, first, last, records)
            block = {}
        first = line.number if not block else first
        last = line.last
        block.setdefault(cells[0], cells[1:])
    if block:
        _add(block, first, last, records)
    return records.listing()


def _add(block: dict[str, list[str]], first: int, last: int, records: Records) -> None:
    """One record; a field that stands in another shows that a line end was lost."""
    is_joined = len(block.get("TITLE", ())) > 1 or any(
        _INSIDE.search(cell) for cells in block.values() for cell in cells
    )
    about = [warning("joined", _JOINED, first)] if is_joined else []
    records.add(_facts(block), first, last, about)


def _cells(text: str) -> list[str]:
    """The cells of a row; none when it is no field."""
    if not _ROW.match(text):
        return []
    try:
        return next(csv.reader([text], skipinitialspace=True), [])
    except csv.Error:
        return []


def _facts(block: dict[str, list[str]]) -> Facts:
    names = tuple(_all(block, "AUTHOR NAMES", "AUTHOR NAME"))
    source = _SOURCE.match(_one(block, "SOURCE"))
    day = _one(block, "DATE OF PUBLICATION") or _one(block, "PUBLICATION YEAR")
    date = read_date(day) or (source["year"] if source else None)
    pmid = _one(block, "MEDLINE PMID")
    return Facts(
        title=_one(block, "TITLE"),
        abstract=_one(block, "ABSTRACT") or None,
        authors=names,
        author_count=len(names) or None,
        date=date,
        date_as_shown=day or date,
        doi=_one(block, "DOI") or None,
        venue=_one(block, "SOURCE TITLE") or (source["venue"] if source else None),
        keywords=tuple(_all(block, "AUTHOR KEYWORDS")),
        ids=(f"pmid:{pmid}",) if pmid.isdigit() else (),
    )


def _one(block: dict[str, list[str]], name: str) -> str:
    return next((each.strip() for each in block.get(name, ()) if each.strip()), "")


def _all(block: dict[str, list[str]], *names: str) -> Sequence[str]:
    """What the cells of the first of these fields hold, one or several of it in each."""
    found = next((block[name] for name in names if name in block), [])
    return [part for cell in found for part in _PARTS.split(cell.strip()) if part]
