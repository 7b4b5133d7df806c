"""Google Scholar as text: its alerts by mail, and its pages of results when they are copied.

Below each title stands a line of its own make: `I Holm, B Qvist… - arXiv preprint, 2024 -
arxiv.org`; it ends a title above it and begins a few lines of the text of the paper.
"""

import re
from collections.abc import Sequence

from reader.importers import links
from reader.importers.arxiv_names import author_names
from reader.importers.checks import warning
from reader.importers.format import Hints
from reader.importers.lines import Line, split
from reader.importers.partial_dates import read_date
from reader.importers.records import Records, web_address
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
    r"Google Scholar|Save\b|Cite$|Cited by|Related articles|All \d+ versions|Twitter|List alerts"
    r"|Cancel alert|This message was sent|About \d|Articles$|Any time|Since \d{4}|Sort by|Sign in"
    r"|Create alert|include citations|Page \d|Import into|Review articles|Any type|Custom range"
)
_CUT = re.compile(r"\s*[…]|\s*\.\.\.$")
_SHORTENED = "The page names only some of the authors."
_OUTSIDE = "This line belongs to no result."


def confidence(text: str) -> float:
    """Whether there are lines of sources with initials, and words of the site around them."""
    lines, _ = split(text[:_SAMPLE])
    found = [place for place, line in enumerate(lines) if place and _is_source(line.text)]
    around = sum(_AROUND.match(line.text) is not None for line in lines)
    return 0.9 if found and around >= min(3, len(found)) and len(found) * 12 >= len(lines) else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read every title that a source follows."""
    records = Records(NAME, text, hints)
    lines = records.lines
    found = [place for place, line in enumerate(lines) if place and _is_source(line.text)]
    titles = {place - 1 for place in found}
    end = -1
    for place in found:
        stop = next((each for each in range(place + 1, len(lines)) if each in titles), len(lines))
        _around(lines[end + 1 : place - 1], records)
        end = _add(lines, place, stop, records)
    _around(lines[end + 1 :], records)
    return records.listing()


def _is_source(text: str) -> bool:
    match = _SOURCE.match(text.replace("\u00a0", " "))
    return match is not None and _INITIALS.match(match["people"]) is not None


def _around(lines: Sequence[Line], records: Records) -> None:
    for line in lines:
        if _AROUND.match(line.text) or _HOST.match(line.text):
            records.claim(line.number)
        else:
            records.refuse(line.number, line.number, _OUTSIDE)


def _add(lines: Sequence[Line], place: int, stop: int, records: Records) -> int:
    """One result; the place of its last line. Its text is only a cut-out and is not kept."""
    source = _SOURCE.match(lines[place].text.replace("\u00a0", " "))
    assert source is not None, "it was found so"
    last = place
    while last + 1 < stop and not _AROUND.match(lines[last + 1].text):
        if _HOST.match(lines[last + 1].text) or lines[last + 1].number - lines[last].last > 1:
            break
        last += 1
    title = lines[place - 1]
    is_cut = _CUT.search(source["people"]) is not None
    names = author_names(_CUT.sub("", source["people"]))
    below = " ".join(line.text for line in lines[place : last + 1])
    url = next((each for each in links.links(title.text) if web_address(each)), None)
    about = [warning("authors-shortened", _SHORTENED, lines[place].number)] if is_cut else []
    facts = Facts(
        title=_KIND.sub("", title.text, count=1).strip(),
        authors=names,
        author_count=len(names) if names and not is_cut else None,
        date=read_date(source["year"]),
        date_as_shown=source["year"],
        url=url,
        arxiv_id=links.cited_arxiv_id(below),
        venue=_CUT.sub("", source["venue"] or "") or None,
    )
    records.add(facts, title.number, lines[last].last, about)
    return last
