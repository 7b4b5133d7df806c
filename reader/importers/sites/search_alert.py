"""Google Scholar as text: its alerts by mail, and its pages of results when they are copied.

Below each title stands a line of its own make: `I Holm, B Qvist… - arXiv preprint, 2024 -
arxiv.org`; it ends a title above it and begins a few lines of the text of the paper.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.importers.format import Hints
from reader.importers.sites.plain_rows import Row, rows_of, words_of
from reader.importers.text import links
from reader.importers.text.arxiv_names import author_names
from reader.importers.text.checks import warning
from reader.importers.text.furniture import is_head_matter
from reader.importers.text.partial_dates import read_date
from reader.importers.text.records import Records, web_address
from reader.model import Facts, Listing

NAME = "search-alert"
LABEL = "Google Scholar, alert or copied results"

_SAMPLE = 200_000
_DASH = r"\s[-–‐]\s"
_SOURCE = re.compile(
    r"(?P<people>[^\W\d_][\w.'’-]{0,30}\s[^\W\d_].{0,300}?)"
    rf"{_DASH}(?:(?P<venue>[^-–].{{0,200}}?),\s)?(?P<year>(?:19|20)\d\d)(?:{_DASH}\S{{2,80}})?$"
)
_INITIALS = re.compile(r"(?:[A-Z]{1,4}|[A-Z]\.)\s[^\W\d_]")
_KIND = re.compile(r"(?:\[(?:PDF|HTML|BOOK|B|CITATION|C|DOC)\]\s*){1,3}", re.IGNORECASE)
_HOST = re.compile(r"(?:\[(?:PDF|HTML)\]\s*)?[\w-]+(?:\.[\w-]+){1,4}$|Full View$|View$")
_AROUND = re.compile(
    r"Google Scholar|Save(?:$| Cite)|Cite$|Cited by \d|Related articles|All \d+ versions|Twitter"
    r"|List alerts|Cancel alert|This message was sent|About \d|Articles$|Any time|Since \d{4}"
    r"|Sort by|Sign in|Create alert|include citations|Page \d|Import into|Review articles"
    r"|Any type|Custom range"
)
_CUT = re.compile(r"\s*[…]|\s*\.\.\.$")
_YEARS = re.compile(rf"(?:19|20)\d\d(?:{_DASH}|\s*$)", re.MULTILINE)
_PARAGRAPHS = 2
_NO_TITLE = "No title stands above the source of this result."
_ABOVE = "The line above may be the beginning of this title."
_ONE_WORD = "The title is one word: its beginning may be lost."
_SHORTENED = "The page names only some of the authors."
_OUTSIDE = "This line belongs to no result."


def confidence(text: str) -> float:
    """Whether there are lines of sources with initials, and words of the site around them."""
    sample = text[:_SAMPLE]
    if not _YEARS.search(sample):
        return 0.0
    rows, _ = rows_of(sample)
    found = _sources(rows)
    around = sum(_is_around(row) for row in rows)
    return 0.9 if found and around >= min(3, len(found)) and len(found) * 12 >= len(rows) else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read every title that a source follows."""
    records = Records(NAME, text, hints)
    rows, listed = rows_of(records.text)
    for number in listed:
        records.claim(number)
    found = _sources(rows)
    titles = [
        _title_at(rows, each.place, above.place + above.rows if above else 0)
        for above, each in zip([None, *found], found, strict=False)
    ]
    end = 0
    for source, (title, stop) in zip(found, pairwise([*titles, len(rows)]), strict=True):
        is_alone = _around(rows[end:title], records) or rows[title].is_apart
        end = title + _add(rows[title:stop], source, source.place - title, records, is_alone)
    _around(rows[end:], records)
    return records.listing()


@dataclass(frozen=True, slots=True)
class _Source:
    """A line that names people, place and year; it may be wrapped."""

    place: int
    match: re.Match[str]
    rows: int


def _sources(rows: Sequence[Row]) -> list[_Source]:
    """The sources below titles."""
    found: list[_Source] = []
    for place in range(1, len(rows)):
        is_inside = bool(found) and place < found[-1].place + found[-1].rows
        if not is_inside and (source := _source(rows, place)):
            found.append(source)
    return found


def _source(rows: Sequence[Row], place: int) -> _Source | None:
    """The source that begins on this row, if one does."""
    first, *others = rows[place : place + 2]
    for said in ([first], [first, *others] if first.is_full else []):
        match = _SOURCE.match(words_of(said).rstrip(" -"))
        if match is not None and _INITIALS.match(match["people"]):
            is_cut = first.is_full and first.words.endswith("-") and bool(others)
            goes_on = is_cut and not others[0].is_apart
            return _Source(place, match, 2 if goes_on else len(said))
    return None


def _title_at(rows: Sequence[Row], place: int, least: int) -> int:
    """Where the title begins that stands above a source, not above the row `least`."""
    title = max(place - 1, least)
    while title > least and rows[title - 1].is_full and not rows[title].is_apart:
        title -= 1
    return title


def _around(rows: Sequence[Row], records: Records) -> bool:
    """Claim what the page says between results; whether its last line is understood."""
    is_known = True
    for row in rows:
        is_known = bool(_is_around(row) or _HOST.match(row.words) or is_head_matter(row.words))
        if is_known:
            records.claim(row.line.number, row.line.last)
        else:
            records.refuse(row.line.number, row.line.last, _OUTSIDE)
    return is_known


def _is_around(row: Row) -> bool:
    return _AROUND.match(row.words) is not None


def _add(rows: Sequence[Row], found: _Source, place: int, records: Records, is_alone: bool) -> int:
    """One result; how many rows are its own. Its text is only a cut-out and is not kept."""
    source = found.match
    end = _end(rows, min(place + found.rows, len(rows)))
    is_cut = _CUT.search(source["people"]) is not None
    names = author_names(_CUT.sub("", source["people"]))
    title = words_of(rows[:place])
    first = rows[0].line.number
    if _is_around(rows[0]):
        records.refuse(first, rows[end - 1].line.last, _NO_TITLE)
        return end
    about = [warning("authors-shortened", _SHORTENED, first)] if is_cut else []
    if " " not in title:
        about.append(warning("cut", _ONE_WORD, first))
    if not is_alone:
        about.append(warning("wrapped", _ABOVE, first))
    url = next((each.url for each in rows[0].linked if web_address(each.url)), None)
    below = words_of(rows[place:end])
    facts = Facts(
        title=_KIND.sub("", title, count=1).strip(),
        authors=names,
        author_count=len(names) if names and not is_cut else None,
        date=read_date(source["year"]),
        date_as_shown=source["year"],
        url=url or next((each for each in links.links(title) if web_address(each)), None),
        arxiv_id=links.cited_arxiv_id(below),
        venue=_CUT.sub("", source["venue"] or "") or None,
    )
    records.add(facts, first, rows[end - 1].line.last, about)
    return end


def _end(rows: Sequence[Row], start: int) -> int:
    """Where the cut-out below a source ends: at words of the page, else at a blank line."""
    around = (p for p in range(start, len(rows)) if _is_around(rows[p]))
    end = next(around, len(rows))
    gaps = [place for place in range(start, end) if rows[place].is_apart]
    if end < len(rows) and len(gaps) < _PARAGRAPHS:
        return end
    hosts = (p for p in range(start, end) if _HOST.match(rows[p].words))
    return min([next(hosts, end), *gaps[:1]])
