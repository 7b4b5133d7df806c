"""How copied pages of OpenReview print papers: title, people, a line of dates, labelled fields.

`Published: 16 Jan 2024, …ICLR 2024 oralReaders: Everyone` ends the people of every paper; what
is unfolded below it (keywords, abstract) reaches to the title of the next one.
"""

import re
from collections.abc import Sequence

from reader.importers.sites import copied_words
from reader.importers.sites.copied_layout import (
    Found,
    Layout,
    claim_around,
    found_in,
    names_in,
    title_link,
)
from reader.importers.sites.plain_rows import Row, words_of
from reader.importers.text.checks import warning
from reader.importers.text.records import Records

_HOME = "https://openreview.net"
_DATE = r"\d{1,2} [A-Z][a-z]{2,8} (?:19|20)\d\d"
_META = re.compile(
    r"(?:Published|Submitted|Last Modified|Modified)\s?:|Readers\s?:"
    rf"|{_DATE}\b(?=.*Readers|\s\(|,|$)"
)
_META_GOES_ON = re.compile(
    r"Readers\s?:|Everyone$|Revisions$|BibTeX$|CC BY|Last Modified|\d* ?Repl(?:y|ies)\b"
    r"|[A-Z][\w /-]{1,60} (?:19|20)\d\d(?:\s[\w -]{1,30})?$|Submitted to "
)
_DATES = re.compile(
    rf"(?:\(?\s?(?:Published|Submitted|Last [Mm]odified|[Mm]odified)\s?:\s?)?{_DATE}\)?,?"
)
_FIELD = re.compile(
    r"(?P<name>Keywords|TL;DR|Abstract|One-sentence Summary|Supplementary Material|Code|Track|Venue"
    r"|Primary Area|Submission (?:Number|Length|Type)|License|Subject Areas|Certifications?|Data"
    r"|Code Of Ethics|Community Implementations|Assigned Action Editor|Student Paper"
    r"|Changes Since Last Submission|(?:Paper|Please|Submission|Resubmission|Reviewed)[\w ,]{0,60})"
    r"\s?:(?:\s(?P<value>.*)|(?P<none>))$"
)
_ID = re.compile(r"[?&]id=([\w-]{4,20})")
_GOES_ON = "The text on line {} may not belong to this abstract."
_ABSTRACT = "Abstract"
_ICON = " pdf icon"  # the words of the picture behind a title


def _read(rows: Sequence[Row], records: Records) -> None:
    claim_around(rows, copied_words.OPENREVIEW, records)
    rows = [row for row in rows if not copied_words.OPENREVIEW.fullmatch(row.words)]
    found: Found | None = None
    place = 0
    for start, row in enumerate(rows):
        if start < place or not _META.match(row.words):
            continue
        first = _heading_at(rows[place:start])
        _finish(found, rows[place : place + first], records)
        end = start + 1
        while end < len(rows) and (_META.match(rows[end].words) or _is_meta(rows[end])):
            end += 1
        found = _begin(rows[place + first : start], rows[start:end])
        place = end
    _finish(found, rows[place:], records)


def _is_meta(row: Row) -> bool:
    return not row.is_apart and _META_GOES_ON.match(row.words) is not None


def _begin(heading: Sequence[Row], meta: Sequence[Row]) -> Found | None:
    """A paper by its title and people, with what the line of dates says."""
    if not heading:
        return None
    found = found_in(heading)
    found.title = found.title.removesuffix(_ICON)
    found.reach(meta)
    said = words_of(meta)
    date = re.search(_DATE, said)
    found.shown = date[0] if date else ""
    found.venue = _DATES.sub("", said).partition("Readers")[0].strip(" ,()")
    found.url = title_link(heading[:1], _HOME)
    number = _ID.search(found.url or "")
    found.ids = (f"openreview:{number[1]}",) if number else ()
    return found


def _heading_at(rows: Sequence[Row]) -> int:
    """Where title and people begin, the last of these rows: below fields, or all of them."""
    labels = [place for place, row in enumerate(rows) if _FIELD.match(row.words)]
    least = labels[-1] + 1 if labels else 0
    linked = [place for place in range(least, len(rows)) if _leads_to_paper(rows[place])]
    if linked:
        return linked[-1]
    gaps = [place for place in range(least, len(rows)) if rows[place].is_apart]
    if gaps:
        last = gaps[-1]
        above = gaps[-2] if len(gaps) > 1 else 0 if least == 0 else last
        return above if _are_people(rows[last:]) else last
    people = len(rows) - 1
    while people > least and rows[people - 1].words.endswith(","):
        people -= 1
    title = people - 1
    while title > least and rows[title - 1].is_full:
        title -= 1
    return min(max(title, least), len(rows))


def _leads_to_paper(row: Row) -> bool:
    return any("/forum?id=" in each.url for each in row.linked)


def _are_people(rows: Sequence[Row]) -> bool:
    """Whether a paragraph is people and nothing else, no title above them."""
    goes_on = all(row.is_full or row.words.endswith(",") for row in rows[:-1])
    return goes_on and bool(names_in(words_of(rows)))


def _finish(found: Found | None, rows: Sequence[Row], records: Records) -> None:
    """Add a paper with the fields below its line of dates."""
    if found is None:
        return
    said: dict[str, list[Row]] = {}
    name = ""
    for row in rows:
        label = _FIELD.match(row.words)
        if label is not None:
            name = label["name"]
        elif name == "" or (row.is_apart and name != _ABSTRACT):
            break
        elif row.is_apart:
            about = _GOES_ON.format(row.line.number)
            found.about.append(warning("abstract-goes-on", about, row.line.number))
        said.setdefault(name, []).append(row)
        found.reach([row])
    found.abstract = _value(said.get(_ABSTRACT, ()))
    found.keywords = tuple(_value(said.get("Keywords", ())).split(","))
    found.add_to(records)


def _value(rows: Sequence[Row]) -> str:
    return words_of(rows).partition(":")[2].strip()


LAYOUT = Layout(re.compile(r"Readers\s?:\s|OpenReview\.net|openreview\.net/forum"), _read)
