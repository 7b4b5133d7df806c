"""BibTeX and BibLaTeX files, as reference managers, publishers and Google Scholar write them.

bibtexparser splits the text into blocks; it is given one block at a time, so that the lines
of each are known and a broken one cannot swallow those after it. What fields mean is read
here: macros and `#`, inheritance by `crossref`, TeX, names, arXiv numbers.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from reader.importers.bibliographies.bibtex_values import (
    MONTHS,
    fields_of,
    name_of_place,
    names,
    plain,
)
from reader.importers.format import Hints
from reader.importers.text import links
from reader.importers.text.checks import warning
from reader.importers.text.mark_up import without_faces, without_mark_up
from reader.importers.text.partial_dates import read_date, year_month
from reader.importers.text.records import Records, paragraphs, web_address
from reader.model import Caution, Facts, Listing

NAME = "bibtex"
LABEL = "BibTeX or BibLaTeX file"

_SAMPLE = 200_000
_START = re.compile(r"^[ \t]*@[ \t]*([A-Za-z]\w*)[ \t]*[{(]", re.MULTILINE)
_SURE_START = re.compile(
    r"[ \t]*@[ \t]*(?:(?:comment|preamble|string)[ \t]*[{(]"
    r"|[A-Za-z]+[ \t]*[{(]\s*[^\s,{}()\"'=]*\s*(?:,|$))",
    re.IGNORECASE,
)
_CLOSE = re.compile(r"[ \t]*[})][ \t]*,?[ \t]*$")
_FIELD = re.compile(r"(?:^|,)\s{0,80}([A-Za-z][\w-]{0,60})[ \t]*=[ \t]*(?=[{\"\w])", re.MULTILINE)
_KEY = re.compile(r"\s*@[^{(]{1,80}[{(]\s*([^\s,]{0,200})")
_URL = re.compile(r"(?:\\url\s?\{)?(https?://[^\s{}]{1,2000})")
_ABS = re.compile(r"abs/(\S{1,40})$")
_KEYS = re.compile(r"\s*,\s*")
_KEYWORDS = re.compile(r"\s*[;,]\s*")
_NOT_PAPERS = frozenset({"comment", "preamble", "string"})
_KEPT = frozenset(
    {
        *("title", "subtitle", "author", "date", "year", "month", "day", "abstract", "keywords"),
        *("author_keywords", "author-keywords"),
        *("journal", "journaltitle", "booktitle", "school", "institution", "volume"),
        *("doi", "url", "eprint", "archiveprefix", "eprinttype", "howpublished", "note"),
        *("crossref", "xdata"),
    }
)
_INHERITED = ("author", "date", "year", "month", "journal", "journaltitle", "booktitle")
_BROKEN = "A brace or quote of this entry is not closed; what could be told apart was read."
_NOT_THERE = "This entry takes more from “{}”, which is not in this text, such as its venue."
_SOONEST = 25  # characters
_BREAK_IN_NAME = re.compile(r"(?<!\sand)(?<!^and)[ \t]*\n(?!\s*(?:and\s|$))\s*\S+,")
_TITLE_CUT = "A line of this title ends early: words may be missing there."
_PEOPLE_CUT = "No “and” stands where a line of the authors ends: words may be missing there."
_SHORTENED = "The entry names only some of the authors."
_NO_ENTRY = "This is a broken entry without a title that can be told apart."
_LOST = "This looks like a part of an entry whose beginning is missing."


@dataclass(slots=True)
class _Block:
    """An entry of the file: its key, its fields by name in lower case, its lines."""

    key: str
    fields: dict[str, str]
    first: int
    last: int
    warnings: list[Caution] = field(default_factory=list)
    kind: str = ""


def confidence(text: str) -> float:
    """How many of the lines stand inside blocks that begin with `@word{key,`."""
    inside, total = 0, 0
    open_block = False
    for line in text[:_SAMPLE].splitlines():
        if not line.strip():
            continue
        total += 1
        starts = line.lstrip().startswith("@") and _SURE_START.match(line) is not None
        open_block = open_block or starts
        inside += open_block
        if open_block and _CLOSE.match(line):
            open_block = False
    return inside / total if total else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read every entry that has a title; what is no entry is a comment of the file."""
    records = Records(NAME, text, hints)
    macros = dict(MONTHS)
    blocks: list[_Block] = []
    for piece, line in _pieces(records.text):
        blocks += _read_piece(piece, line, macros, records)
    by_key = {block.key.lower(): block for block in reversed(blocks)}
    for block in blocks:
        for name in _KEYS.split(block.fields.get("xdata", "")):
            if shared := by_key.get(name.lower()):
                block.fields.update({**shared.fields, **block.fields})
    for block in blocks:
        parent = by_key.get(block.fields.get("crossref", "").strip().lower())
        if parent is not None and parent is not block:
            _inherit(block.fields, parent.fields)
        block.warnings += _missing(block, by_key)
        if block.kind == "xdata":
            records.claim(block.first, block.last)
        else:
            facts = _facts(block.fields)
            block.warnings += _about_breaks(block)
            if facts.authors and facts.author_count is None:
                block.warnings.append(warning("authors-shortened", _SHORTENED, block.first))
            records.add(facts, block.first, block.last, block.warnings, block.key)
    return records.listing()


def _missing(block: _Block, by_key: Mapping[str, _Block]) -> list[Caution]:
    """That an entry takes fields from one that is not there: of a part of a file, or lost."""
    named = [block.fields.get("crossref", "").strip(), *_KEYS.split(block.fields.get("xdata", ""))]
    lost = [name for name in named if name and name.lower() not in by_key]
    return [warning("broken", _NOT_THERE.format(name[:60]), block.first) for name in lost]


def _about_breaks(block: _Block) -> list[Caution]:
    """That a value over several lines lacks words where one ends: nobody breaks a title so soon."""
    title = [line for each in block.fields.get("title", "").split("\n") if (line := each.strip())]
    found = [_TITLE_CUT] if any(len(line) < _SOONEST for line in title[:-1]) else []
    people = block.fields.get("author", "")
    if "\n" in people and _BREAK_IN_NAME.search(people):
        found.append(_PEOPLE_CUT)
    return [warning("wrapped", text, block.first) for text in found]


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    """The text cut before each line that begins a block, and the line each piece begins on."""
    starts = [match.start() for match in _START.finditer(text)]
    line, place = 1, 0
    for start in [*starts, len(text)]:
        if start > place:
            yield text[place:start], line
            line += text.count("\n", place, start)
            place = start


def _read_piece(
    piece: str, line: int, macros: dict[str, str], records: Records
) -> Iterator[_Block]:
    """The entries of a piece, mostly one; its other lines are claimed or refused."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import DuplicateFieldKeyBlock, Entry, ImplicitComment, String

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # it is all said in the listing
    library = parse_string(piece, parse_stack=[])
    broken = [
        each for each in library.failed_blocks if not isinstance(each, DuplicateFieldKeyBlock)
    ]
    if broken:
        yield from _mend(piece, line, macros, records)
        return
    for block in library.blocks:
        first = line + (block.start_line or 0)
        last = first + (block.raw or "").rstrip().count("\n")
        if isinstance(block, DuplicateFieldKeyBlock):
            block = block.ignore_error_block or block
        if isinstance(block, Entry):
            given = [(each.key, each.value) for each in block.fields]
            about = _doubled(block.raw or "", first)
            kind = block.entry_type.lower()
            yield _Block(block.key, _fields(given, macros), first, last, about, kind)
        elif isinstance(block, ImplicitComment) and _FIELD.search(block.comment):
            records.refuse(first, last, _LOST)
        else:
            if isinstance(block, String):
                macros.update(fields_of(block.key, block.value, macros))
            records.claim(first, last)


def _doubled(raw: str, first: int) -> list[Caution]:
    """A line that stands twice in a row and begins no field: words may stand twice in a value."""
    lines = raw.split("\n")
    return [
        warning("broken", "A line inside a value stands there twice.", first + place)
        for place, (before, line) in enumerate(pairwise(lines), start=1)
        if before == line and line.strip() and not _FIELD.match(line)
    ]


def _mend(piece: str, line: int, macros: dict[str, str], records: Records) -> Iterator[_Block]:
    """What is sure of a broken entry: each field up to the line where the next one begins."""
    first = line + (len(piece) - len(piece.lstrip("\n")))
    last = line + piece.rstrip().count("\n")
    start = _START.match(piece)
    if start is not None and start[1].lower() in _NOT_PAPERS:
        records.claim(first, last)
        return
    matches = list(_FIELD.finditer(piece))
    ends = [match.start() for match in matches[1:]] + [len(piece.rstrip().rstrip("}")) + 1]
    given = [
        (match[1], piece[match.end() : end].rstrip().removesuffix(","))
        for match, end in zip(matches, ends, strict=False)
    ]
    fields = _fields(given, macros)
    if plain(fields.get("title", "")):
        key = _KEY.match(piece)
        about = [warning("broken", _BROKEN, first)]
        yield _Block(key[1] if key else "", fields, first, last, about)
    else:
        records.refuse(first, last, _NO_ENTRY)


def _fields(given: list[tuple[str, str]], macros: dict[str, str]) -> dict[str, str]:
    """The values of the fields that tell about a paper; the first of doubled ones stands."""
    found: dict[str, str] = {}
    for key, raw in given:
        for name, value in fields_of(key, raw, macros):
            if name in _KEPT and value:
                found.setdefault(name, value)
    return found


def _inherit(fields: dict[str, str], parent: dict[str, str]) -> None:
    """Fields that an entry takes from the one it names in `crossref`."""
    for name in _INHERITED:
        if name in parent:
            fields.setdefault(name, parent[name])
    if "title" in parent:
        fields.setdefault("booktitle", parent["title"])


def _facts(fields: dict[str, str]) -> Facts:
    """What the fields say about the paper."""
    title, subtitle = (without_faces(plain(fields.get(name, ""))) for name in ("title", "subtitle"))
    authors, more = names(fields.get("author", ""))
    date, shown = _date(fields)
    keywords = plain(next((fields[name] for name in _WORDS if name in fields), ""))
    venue = next((fields[name] for name in _VENUES if name in fields), "")
    return Facts(
        title=f"{title}: {subtitle}" if title and subtitle else title,
        abstract=_abstract(fields.get("abstract", "")),
        authors=authors,
        author_count=None if more or not authors else len(authors),
        date=date,
        date_as_shown=shown,
        url=_url(fields),
        arxiv_id=_arxiv_id(fields),
        doi=plain(fields.get("doi", "")),
        venue=name_of_place(venue),
        keywords=tuple(_KEYWORDS.split(keywords)) if keywords else (),
    )


_WORDS = ("author_keywords", "author-keywords", "keywords")
_VENUES = ("journal", "journaltitle", "booktitle", "school", "institution")


def _date(fields: dict[str, str]) -> tuple[str | None, str | None]:
    """The date as ISO and as the file writes it: BibLaTeX `date`, or `year` and `month`."""
    if "date" in fields:
        shown = plain(fields["date"])
        return read_date(shown), shown
    year, month = plain(fields.get("year", "")), plain(fields.get("month", ""))
    day = plain(fields.get("day", ""))
    if month and day.isdigit() and not any(map(str.isdigit, month)):
        month = f"{int(day)} {month}"
    shown = f"{month} {year}".strip()
    date = year_month(year, month) if month else read_date(year)
    return date, shown or None


def _abstract(value: str) -> str | None:
    text = paragraphs(without_mark_up(value))
    return "\n\n".join(plain(part) for part in text.split("\n\n")) if text else None


def _url(fields: dict[str, str]) -> str | None:
    """The link of the paper, also where styles without `url` put it."""
    for name in ("url", "howpublished", "note"):
        match = _URL.search(fields.get(name, ""))
        if match:
            link = match[1].replace("\\_", "_").replace("\\%", "%").replace("\\&", "&")
            return web_address(links.trim_link(link))
    return None


def _arxiv_id(fields: dict[str, str]) -> str | None:
    """The arXiv number from `eprint`, or from where Google Scholar and DBLP write it."""
    archive = fields.get("archiveprefix") or fields.get("eprinttype") or "arxiv"
    if archive.strip().lower() == "arxiv":
        eprint = fields.get("eprint", "")
        if found := links.bare_arxiv_id(eprint) or links.arxiv_id(eprint):
            return found
    if match := _ABS.match(fields.get("volume", "").strip()):
        return links.bare_arxiv_id(match[1])
    for name in ("journal", "journaltitle", "booktitle", "howpublished", "note"):
        if found := links.cited_arxiv_id(fields.get(name, "")):
            return found
    return None
