"""Tables without a head: each column is known by what its cells look like.

So papers come out of spreadsheets, scripts and databases. Such a table is only read when one
column holds links to papers or their identifiers, and another one titles; the longest texts
are abstracts. What a column is taken for is said, because no word in the file says it.
"""

import csv
import re
from collections.abc import Callable, Sequence

from reader.clean import clean_text
from reader.importers.format import Hints
from reader.importers.tabular import tables
from reader.importers.text import links
from reader.importers.text.columns import names_in, separator
from reader.importers.text.looks import score
from reader.importers.text.partial_dates import read_date
from reader.importers.text.people_words import are_whole_names
from reader.importers.text.records import Records, web_address
from reader.model import Facts, Listing

NAME = "plain-table"
LABEL = "Table without a head"

_SAMPLE = 100_000
_FEWEST = 2
_MOST = 0.7
"""The share of the cells of a column that must look like what it is taken for."""
_DELIMITERS = ("\t", ";", ",")
_LARGEST_FIELD = 10_000_000
_YEAR = re.compile(r"(?:19|20)\d\d$")
_GUESS = "The table has no head; its columns were taken for: {}."
_OTHER = "This row has other cells than the table."
_NO_TABLE = "This is no table with links to papers."


def confidence(text: str) -> float:
    """Whether all rows have as many cells, with links or identifiers and titles in columns."""
    sample = clean_text(text[:_SAMPLE])
    rows = sample.split("\n")
    if tables.confidence(sample):
        return 0.0  # it has a head
    found = _table(rows[:-1] if len(text) > _SAMPLE else rows)
    if found is None:
        return 0.0
    # Titles with their links alone are the business of another format, which needs no guess.
    return 0.9 if len(found[1]) > _FEWEST else 0.6


def read(text: str, hints: Hints) -> Listing:
    """Read every row that has as many cells as the others."""
    records = Records(NAME, text, hints)
    rows = records.text.split("\n")
    table = _table(rows)
    if table is None:
        records.refuse(1, records.total, _NO_TABLE)
        return records.listing()
    delimiter, columns, width = table
    parts = separator(
        [
            cells[columns["authors"]]
            for cells in _cells(rows[:200], delimiter)
            if len(cells) == width and "authors" in columns
        ]
    )
    for number, cells in enumerate(_cells(rows, delimiter), start=1):
        if len(cells) == width:
            records.add(_facts(cells, columns, parts), number, number)
        elif any(cells):
            records.refuse(number, number, _OTHER)
    said = ", ".join(f"{name} {place + 1}" for name, place in sorted(columns.items()))
    records.warn("guessed", _GUESS.format(said), 1)
    return records.listing()


def _cells(rows: Sequence[str], delimiter: str) -> list[list[str]]:
    """The cells of each row; one with a quote that does not close has none."""
    csv.field_size_limit(_LARGEST_FIELD)
    found = []
    for row in rows:
        try:
            found.append(next(csv.reader([row], delimiter=delimiter, strict=True), []))
        except csv.Error:
            found.append([])
    return found


def _table(rows: Sequence[str]) -> tuple[str, dict[str, int], int] | None:
    """What parts the cells, the column of each fact, and how many columns there are."""
    sample = [row for row in rows[:200] if row.strip()]
    for delimiter in _DELIMITERS:
        table = [cells for cells in _cells(sample, delimiter) if cells]
        width = len(table[0]) if table else 0
        same = [cells for cells in table if len(cells) == width]
        if width < _FEWEST or len(same) < _FEWEST or len(same) < 0.9 * len(sample):
            continue
        columns = _columns([[cells[place].strip() for cells in same] for place in range(width)])
        if "title" in columns and columns.keys() & {"id", "url", "doi"}:
            return delimiter, columns, width
    return None


def _columns(columns: Sequence[Sequence[str]]) -> dict[str, int]:
    """For each fact the first column that looks like it and is not taken."""
    found: dict[str, int] = {}
    for fact, looks in _LOOKS:
        for place, cells in enumerate(columns):
            filled = [cell for cell in cells if cell]
            share = sum(map(looks, filled)) / len(filled) if filled else 0.0
            if place not in found.values() and share >= _MOST and len(filled) * 2 > len(cells):
                found[fact] = place
                break
    return found


def _is_date(cell: str) -> bool:
    return len(cell) <= 30 and read_date(cell) is not None and not _YEAR.match(cell)


def _is_people(cell: str) -> bool:
    plain = cell.replace(";", ",")
    return are_whole_names(plain) or (", " in cell and ";" in cell and score(cell) < 0)


def _is_title(cell: str) -> bool:
    letters = sum(each.isalpha() for each in cell)
    return "://" not in cell and letters * 2 > len(cell) and len(cell) > 3 and score(cell) < 0


_LOOKS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("id", lambda cell: links.bare_arxiv_id(cell) is not None),
    ("doi", lambda cell: cell.lower().startswith(("10.", "doi")) and bool(links.plain_doi(cell))),
    ("url", lambda cell: links.is_paper(cell) and web_address(cell) is not None),
    ("date", _is_date),
    ("year", lambda cell: _YEAR.match(cell) is not None),
    ("abstract", lambda cell: len(cell) > 200 and score(cell) >= 0),
    ("authors", _is_people),
    ("title", _is_title),
)


def _facts(cells: Sequence[str], columns: dict[str, int], parts: str) -> Facts:
    get = {name: cells[place].strip() for name, place in columns.items()}
    names = names_in(get.get("authors", ""), parts)
    url = web_address(get.get("url"))
    day = get.get("date") or get.get("year", "")
    return Facts(
        title=get["title"],
        abstract=get.get("abstract") or None,
        authors=names,
        author_count=len(names) or None,
        date=read_date(day),
        date_as_shown=day,
        url=url,
        arxiv_id=links.bare_arxiv_id(get.get("id", "")) or (links.paper_id(url) if url else None),
        doi=get.get("doi"),
    )
