"""How copied pages of DBLP, Semantic Scholar and PubMed print papers."""

import re
from collections.abc import Sequence
from itertools import pairwise

from reader.importers.bibliographies.pubmed_text import DOI, PMID, SOURCE, people_of
from reader.importers.sites import copied_words
from reader.importers.sites.copied_layout import (
    YEAR,
    Found,
    Layout,
    claim_around,
    found_in,
    names_in,
    title_link,
)
from reader.importers.sites.plain_rows import Row, words_of
from reader.importers.text import links
from reader.importers.text.checks import warning
from reader.importers.text.people_words import without_number
from reader.importers.text.records import Records

# --- DBLP: `Ida Holm, Ken Ito:` and `Title. Venue 2024: 1-12`, perhaps unfolded menus ---

_DBLP = "https://dblp.org"
_DBLP_MARK = re.compile(r"\[[a-z]{1,2}\d{1,4}\]\s*")
_DBLP_STOP = re.compile(r"(?<=[^\s.][^\s.])[.?!](?=\s|$)")
_DBLP_YEAR = re.compile(r"\((?P<year>(?:19|20)\d\d)\)$|\s(?P<plain>(?:19|20)\d\d)(?=[:,]|$)")
_DBLP_VENUE = re.compile(r"(?P<venue>[^\d(:]{2,120}?)(?=\s[\d(]|\sabs/|,|:|$)")
_DBLP_PREPRINT = re.compile(r"abs/(\d{4}\.\d{4,5}|[a-z-]+/\d{7})")
_DBLP_FULL_WORDS = 3
_DBLP_MOST = 60  # lines of people
_NO_TITLE = "No title stands below these people."
_SOURCE_GUESSED = "Where the title ends and its source begins is a guess."


def _read_dblp(rows: Sequence[Row], records: Records) -> None:
    claim_around(rows, copied_words.DBLP, records)
    year = ""
    place = 0
    while place < len(rows):
        if YEAR.fullmatch(rows[place].words):
            year = rows[place].words
        end = _dblp_people(rows, place)
        if end:
            last = _dblp_end(rows, end)
            _add_dblp(rows[place:end], rows[end:last], year, records)
            place = last
        else:
            place += 1


def _dblp_people(rows: Sequence[Row], place: int) -> int:
    """The place after people that begin here and end in a colon; 0 when it is none."""
    end = place + 1
    most = min(len(rows), place + _DBLP_MOST)
    while end < most and rows[end - 1].words.endswith(","):
        end += 1
    said = _DBLP_MARK.sub("", words_of(rows[place:end]))
    return end if said.endswith(":") and _dblp_names(said) else 0


def _dblp_names(text: str) -> tuple[str, ...]:
    parts = (without_number(each.strip()) for each in text.rstrip(" :").split(","))
    return names_in(", ".join(parts))


def _dblp_end(rows: Sequence[Row], start: int) -> int:
    """The place after title and source: a blank line, a menu or the next people end them."""
    end = start + 1
    while end < len(rows) and end < start + 6 and not rows[end].is_apart:
        row = rows[end]
        if (
            copied_words.DBLP.fullmatch(row.words)
            or _DBLP_MARK.match(row.words)
            or _dblp_people(rows, end)
        ):
            break
        end += 1
    return min(end, len(rows))


def _add_dblp(people: Sequence[Row], below: Sequence[Row], year: str, records: Records) -> None:
    title, source, is_sure = _dblp_title(below)
    first, last = people[0].line.number, (below or people)[-1].line.last
    if not title:
        records.refuse(first, last, _NO_TITLE)
        return
    names = _dblp_names(_DBLP_MARK.sub("", words_of(people)))
    found = Found(title.removesuffix("."), names, True, first, last)
    when, venue = _DBLP_YEAR.search(source), _DBLP_VENUE.match(source)
    preprint = _DBLP_PREPRINT.search(source)
    found.shown = (when["year"] or when["plain"]) if when else year
    found.venue = venue["venue"] if venue else ""
    found.url = f"https://arxiv.org/abs/{preprint[1]}" if preprint else None
    if not is_sure:
        found.about.append(warning("wrapped", _SOURCE_GUESSED, first))
    found.add_to(records)


def _dblp_title(rows: Sequence[Row]) -> tuple[str, str, bool]:
    """The title with its stop, its source, and whether their border is sure.

    A link on the venue tells. Else the title ends at the first stop whose words behind it are
    no sentence: abbreviated journals have no words in small letters.
    """
    said = words_of(rows)
    linked = [each.words for row in rows for each in row.linked if "/db/" in each.url]
    if linked and (place := said.find(linked[0])) > 0:
        return said[:place].strip(), said[place:], True
    for stop in _DBLP_STOP.finditer(said):
        source = said[stop.end() :].strip()
        part, _, more = source.partition(". ")
        words = part.split()
        if more and any(word[0].islower() for word in words):
            continue
        is_sure = not more or len(words) < _DBLP_FULL_WORDS or any(map(str.isdigit, part))
        return said[: stop.end()], source, is_sure
    return "", "", True


# --- Semantic Scholar: title, people, field, venue, date, a summary; `Save`, `Alert`, `Cite` ---

_SCHOLAR = "https://www.semanticscholar.org"
_FIELDS = (
    r"(?:Computer Science|Medicine|Biology|Mathematics|Physics|Engineering|Chemistry|Psychology"
    r"|Economics|Business|Political Science|Environmental Science|Geography|Geology|History"
    r"|Linguistics|Law|Philosophy|Sociology|Art|Education|Materials Science"
    r"|Agricultural and Food Sciences)"
)
_FIELD = re.compile(rf"{_FIELDS}(?:,\s?{_FIELDS}){{0,6}}$")
_NO_FIELD = "No line names the field: where the people end is a guess."
_WHEN = re.compile(r"(?:(?:\d{1,2} )?[A-Z][a-z]{2,8} )?(?:19|20)\d\d$")
_SAVE = re.compile(r"(?:Save|Alert|Cite)(?:\s?(?:Save|Alert|Cite|to Library|Create Alert)){0,3}$")


def _read_scholar(rows: Sequence[Row], records: Records) -> None:
    claim_around(rows, copied_words.SEMANTIC_SCHOLAR, records)
    start = 0
    for place, row in enumerate(rows):
        is_end = _SAVE.match(row.words) and not (place and _SAVE.match(rows[place - 1].words))
        if not is_end:
            continue
        _add_scholar(rows[start:place], records)
        start = place + 1


def _add_scholar(block: Sequence[Row], records: Records) -> None:
    """The paper whose date stands among these rows; its summary is no abstract of its own."""
    kept = [
        row
        for row in block
        if not (copied_words.SEMANTIC_SCHOLAR.fullmatch(row.words) or _SAVE.match(row.words))
    ]
    titled = [p for p, row in enumerate(kept) if any("/paper/" in each.url for each in row.linked)]
    kept = kept[titled[0] :] if titled else kept
    when = next((place for place, row in enumerate(kept) if _WHEN.match(row.words)), 0)
    field = next((place for place, row in enumerate(kept[:when]) if _FIELD.match(row.words)), 0)
    if when < 2:
        return
    found = found_in(kept[: field or 2], _scholar_names)
    if not field:
        found.about.append(warning("wrapped", _NO_FIELD, found.first))
    found.venue = words_of(kept[field + 1 : when]) if field else ""
    found.shown = kept[when].words
    found.url = title_link(kept[:1], _SCHOLAR)
    found.reach(kept[: when + 1])
    found.reach(block[block.index(kept[when]) :])
    found.add_to(records)


def _scholar_names(text: str) -> tuple[str, ...]:
    return names_in(re.sub(r",?\s*\+\d+ authors,?\s*", ", ", text))


# --- PubMed: `1`, `Cite`, `Share`, title, people, source, `PMID: 38012345` ---

_GLUED = re.compile(r"(?:Cite|Share|Clipboard)\s?(?=[A-Z\[])")
_GLUED_ON = "A word of the page may be glued to this title."
_TRANSLATED = re.compile(r"^\[(.*)\]$")
_PUBMED_SOURCE = re.compile(rf"{SOURCE}[;:.]")


def _read_pubmed(rows: Sequence[Row], records: Records) -> None:
    """Read what stands between the marks of a result, as far as its PMID; below is a cut-out."""
    claim_around(rows, copied_words.PUBMED, records)
    marks = [place for place, row in enumerate(rows) if copied_words.PUBMED.fullmatch(row.words)]
    for mark, stop in pairwise([*marks, len(rows)]):
        block = rows[mark + 1 : stop]
        ends = [place for place, row in enumerate(block) if PMID.search(row.words)]
        if len(ends) == 1:
            _add_pubmed(block[: ends[0] + 1], block[ends[0] + 1 :], records)


def _add_pubmed(block: Sequence[Row], snippet: Sequence[Row], records: Records) -> None:
    """The paper of these rows; its cut-out text is not kept."""
    source = next(
        (place for place, row in enumerate(block) if place and _PUBMED_SOURCE.match(row.words)),
        None,
    )
    if source is None:
        return
    found = found_in(block[:source], _pubmed_names)
    if _GLUED.match(found.title):
        found.about.append(warning("glued-furniture", _GLUED_ON, found.first))
    found.title = _TRANSLATED.sub(r"\1", found.title.removesuffix("."))
    said = words_of(block[source:])
    parts = _PUBMED_SOURCE.match(said)
    doi, pmid = DOI.search(said), PMID.search(said)
    found.venue = parts["venue"] if parts else ""
    found.shown = parts["date"] if parts else ""
    found.doi = links.plain_doi(doi["doi"]) if doi else None
    if pmid:
        found.ids = (f"pmid:{pmid['pmid']}",)
        found.url = f"https://pubmed.ncbi.nlm.nih.gov/{pmid['pmid']}/"
    found.reach([*block, *snippet])
    found.add_to(records)


def _pubmed_names(text: str) -> tuple[str, ...]:
    return people_of(text.partition(". ")[0])


LAYOUTS = (
    Layout(re.compile(r"(?i)dblp"), _read_dblp),
    Layout(
        re.compile(r"^\W{0,6}(?:\[\d+\])?\[?(?:Save|Cite)\b.{0,20}$", re.MULTILINE), _read_scholar
    ),
    Layout(re.compile(r"PMID: ?\d"), _read_pubmed),
)
