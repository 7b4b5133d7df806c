"""Tables as CSV or TSV, read by the names of their columns, wherever they come from.

The head is found by its words (Zotero, Scopus, PubMed, Embase, OpenAlex, Google Scholar and
tables of one's own); what stands above it belongs to the file. Python's csv module reads the
rows; each is read by itself, so that a quote that is never closed costs one row.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reader.clean import white
from reader.importers.format import Hints
from reader.importers.text import links
from reader.importers.text.checks import warning
from reader.importers.text.columns import COLUMNS, known, names_in, plain_name, separator, words_in
from reader.importers.text.mark_up import without_faces, without_mark_up
from reader.importers.text.page_titles import paper_title
from reader.importers.text.partial_dates import read_date
from reader.importers.text.records import Records, web_address
from reader.model import Caution, Facts, Listing

NAME = "table"
LABEL = "Table (CSV or TSV)"

_JSON = re.compile(r"\s*[\[{]\s*[\[{\"]")
_SAMPLE = 200_000
_DELIMITERS = ("\t", ",", ";")
_HEAD_LINES = 20
_LONGEST_ROW = 300
_LARGEST_FIELD = 10_000_000
_ENOUGH_BROKEN = 50
"""After so many rows with open quotes, quotes are no longer believed to reach over lines."""
_FEWEST = 2
_TELLING = 4
"""So many known columns stand in no line of prose, not even above a single row."""
_EMPTY = re.compile(r"(?:nan|\[no\s(?:abstract|title)[^\[\]]{0,20}\])?$", re.IGNORECASE)
"""A cell that says nothing, as pandas and Scopus write one."""
_AND_MORE = ("…", "...")
_OPEN = "A quotation mark in this row is not closed."
_NO_ROW = "This is no row of the table: it has one cell."
_TORN = "The line above has one cell: it may be the beginning of this row."
_LONGEST_NAME = 30
_HEAD_GOES_ON = "Short words stand in this row below the head: it may be the rest of a torn one."
_GOES_ON = "This title goes on in another line of the table: two rows may be run together."
_NO_TITLE = "This row has no title."
_ADDRESS = "The title of this row is an address; the title of the paper is not known."


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the head of a table stands, how its cells are parted and what each column holds."""

    first: int
    last: int
    delimiter: str
    cells: tuple[str, ...]
    places: dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of a row and its lines; None when its quotes never close."""

    cells: list[str] | None
    first: int
    last: int


def confidence(text: str) -> float:
    """Whether one of the first lines is a head with a title and another column that is known."""
    head = _head(text[:_SAMPLE].split("\n"))
    if head is None or _JSON.match(text):
        return 0.0
    if len(head.places) >= _TELLING:
        return 1.0
    enough = len(head.places) > _FEWEST or head.delimiter == "\t"
    return 0.9 if enough else 0.7


def read(text: str, hints: Hints) -> Listing:
    """Read every row that has a title."""
    records = Records(NAME, text, hints)
    lines = records.text.split("\n")
    head = _head(lines)
    if head is None:
        records.refuse(1, records.total, "There is no head that names the columns of a table.")
        return records.listing()
    records.claim(1, head.last)
    parts = separator(_sample(lines, head))
    is_torn, is_head = False, True
    for row in _rows(lines, head.last, head.delimiter):
        was_torn, is_torn = is_torn, False
        is_head = is_head and _may_be_head(row.cells or ())
        if row.cells is None:
            records.refuse(row.first, row.last, _OPEN)
        elif tuple(row.cells) == head.cells:
            records.claim(row.first, row.last)
        elif len(row.cells) == 1 and len(head.cells) > 1:
            records.refuse(row.first, row.last, _NO_ROW)
            is_torn = True
        else:
            values = _values(row.cells, head.places)
            if values.get("title"):
                about = _about(row, head, values["title"])
                if is_head:
                    about.append(warning("broken", _HEAD_GOES_ON, row.first))
                if was_torn:
                    about.append(warning("wrapped", _TORN, row.first))
                facts = _facts(values, parts)
                if web_address(facts.title):
                    about.append(warning("no-title", _ADDRESS, row.first))
                records.add(_named(facts), row.first, row.last, about)
            else:
                records.refuse(row.first, row.last, _NO_TITLE)
    return records.listing()


def _head(lines: Sequence[str]) -> _Head | None:
    """The head: the first row that names a title and at least one other column."""
    for start in range(min(_HEAD_LINES, len(lines))):
        best: _Head | None = None
        for delimiter in _DELIMITERS:
            if delimiter not in lines[start]:
                continue
            row = next(_rows(lines, start, delimiter), _Row(None, start + 1, start + 1))
            cells = tuple(row.cells or ())
            places = known([plain_name(cell) for cell in cells])
            fits = "title" in places and len(places) >= _FEWEST
            if fits and (best is None or len(places) > len(best.places)):
                best = _Head(start, row.last, delimiter, cells, places)
        if best is not None:
            return best
    return None


def _rows(lines: Sequence[str], start: int, delimiter: str) -> Iterator[_Row]:
    """The rows that begin at a place among the lines, blank lines left out."""
    csv.field_size_limit(_LARGEST_FIELD)
    broken = 0
    place = start
    while place < len(lines):
        if not lines[place].strip():
            place += 1
            continue
        longest = _LONGEST_ROW if broken < _ENOUGH_BROKEN else 1
        feed = _Feed(lines, place, min(longest, len(lines) - place))
        try:
            cells = next(csv.reader(feed, delimiter=delimiter, skipinitialspace=True), None)
        except csv.Error:
            cells = None
        if feed.ran_out or cells is None:
            broken += 1
            yield _Row(None, place + 1, place + 1)
            place += 1
        else:
            yield _Row(cells, place + 1, place + feed.taken)
            place += feed.taken


class _Feed:
    """Lines for the csv module, which asks for another one only while a quote is open."""

    def __init__(self, lines: Sequence[str], start: int, most: int) -> None:
        self._lines, self._start, self._most = lines, start, most
        self.taken = 0
        self.ran_out = False

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        if self.taken >= self._most:
            self.ran_out = True
            raise StopIteration
        self.taken += 1
        return f"{self._lines[self._start + self.taken - 1]}\n"


def _sample(lines: Sequence[str], head: _Head) -> list[str]:
    """The first values of the column of authors, by which its separator is known."""
    found = []
    for _, row in zip(range(200), _rows(lines, head.last, head.delimiter), strict=False):
        if value := _values(row.cells or [], head.places).get("authors"):
            found.append(value)
    return found


def _values(cells: Sequence[str], places: dict[str, list[int]]) -> dict[str, str]:
    """What a row says: for each fact the first column of its kind that is not empty."""
    values = {}
    for fact, columns in places.items():
        found = (cells[column].strip() for column in columns if column < len(cells))
        values[fact] = next((value for value in found if not _EMPTY.match(value)), "")
    return values


def _named(facts: Facts) -> Facts:
    """A paper whose title is its address, by its number where it has one."""
    number = links.paper_id(facts.title) if web_address(facts.title) else None
    return replace(facts, title=f"arXiv:{number}") if number else facts


def _about(row: _Row, head: _Head, title: str) -> list[Caution]:
    """That a row has other cells than the head, or rows seem to be run together in its title.

    With more or fewer cells a value may stand in the wrong column.
    """
    found = []
    if any(head.delimiter in each for each in title.split("\n")[1:]):
        found.append(warning("joined", _GOES_ON, row.first))
    cells = len(row.cells or ())
    if cells != len(head.cells):
        text = f"This row has {cells} cells, the head has {len(head.cells)}."
        found.append(warning("broken", text, row.first))
    return found


def _may_be_head(cells: Sequence[str]) -> bool:
    """Whether a row looks like names of columns: short cells without a number."""
    return all(len(cell) <= _LONGEST_NAME and not any(map(str.isdigit, cell)) for cell in cells)


def _facts(values: dict[str, str], parts: str) -> Facts:
    """The facts in the values of a row."""
    get = {fact: values.get(fact, "") for fact in COLUMNS}
    authors = names_in(get["authors"], parts)
    is_all = not any(name.endswith(_AND_MORE) for name in authors[-1:])
    if not is_all:
        authors = tuple(name for each in authors if (name := each.removesuffix("...").rstrip(" …")))
    year = _with_month(get["year"], get["month"], get["day"])
    shown = max((get["date"], get["year"], year), key=lambda each: len(read_date(each) or ""))
    url = web_address(get["url"])
    title = without_faces(get["title"])
    return Facts(
        title=title if authors else paper_title(white(title)),
        abstract=without_mark_up(get["abstract"]),
        authors=authors,
        author_count=len(authors) if authors and is_all else None,
        date=read_date(shown),
        date_as_shown=shown,
        url=url,
        arxiv_id=_arxiv_id(get["arxiv_id"]) or links.cited_arxiv_id(get["venue"]),
        doi=get["doi"],
        venue=get["venue"],
        upvotes=int(get["upvotes"])
        if get["upvotes"].isascii() and get["upvotes"].isdigit()
        else None,
        code_url=links.code_link(get["code_url"]),
        keywords=words_in(get["keywords"]),
    )


def _with_month(year: str, month: str, day: str) -> str:
    """A date whose parts have a column each, as one text."""
    if not (year.isdigit() and month):
        return year
    if month.isdigit():
        return "-".join((year, month, *([day] if day.isdigit() else [])))
    return f"{day if day.isdigit() else ''} {month} {year}".strip()


def _arxiv_id(value: str) -> str | None:
    return links.bare_arxiv_id(value) or links.arxiv_id(value) or links.cited_arxiv_id(value)
