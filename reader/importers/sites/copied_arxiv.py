"""How copied pages of arXiv and of sites beside it print papers: searches and abstracts.

arXiv's search (https://arxiv.org/search), its page of one paper, and papers.cool. The
list pages of arXiv are a format of their own.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.importers.sites import copied_words
from reader.importers.sites.copied_layout import (
    Found,
    Layout,
    blocks,
    claim_around,
    found_in,
    names_in,
)
from reader.importers.sites.plain_rows import Row, words_of
from reader.importers.text.arxiv_names import author_names
from reader.importers.text.checks import warning
from reader.importers.text.records import Records
from reader.model import Caution

_ID = r"arXiv:(?P<id>\d{4}\.\d{4,5}|[a-z-]{2,16}(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,2})?"
_ARCHIVE = r"(?:[a-z-]{2,10}(?:\.[A-Za-z-]{2,8})?|[a-z]+-[a-z]+)"
_NO_TITLE = "No title stands here."
_NO_PEOPLE = "No line names the authors; if one was lost, they may stand in the title."
_JOINED = "A label stands inside this line: two lines may be run together."
_TWICE = "A label stands here twice: two papers may be run together."
_SNIPPET = "The page shows only a part of the abstract."
_INSIDE = re.compile(
    r"\S\s?(?:Authors?|Abstract|Submitted|Subjects?|Comments|Cite as|Publish):"
    r"|(?:▽|△) (?:More|Less)\s\S"
)
_LABEL = re.compile(
    r"(?P<name>Authors?|Abstract|Comments|Journal ref|Report number|MSC Class|ACM Class|Subjects?"
    r"|Publish|DOI|Cite as|Related DOI)\s?:\s*(?P<value>.*)$"
)

# --- arXiv's search: the number, subjects, title, `Authors:`, `Abstract:`, `Submitted …` ---

_SEARCH_START = re.compile(rf"(?:\d{{1,5}}\.\s)?{_ID}\s{{0,3}}\[(?:pdf|ps|other|html)\b.{{0,40}}$")
_SUBJECTS = re.compile(rf"(?:{_ARCHIVE}\s?){{1,12}}$|doi$|10\.\d{{4,9}}/\S+$")
_SUBJECT_BEFORE = re.compile(r"(?:doi\s?)?10\.\d{4,9}/|doi\s|[a-z-]{2,10}\.[A-Z]{2}\s")
_SUBMITTED = re.compile(r"Submitted (?P<date>\d{1,2} [A-Z][a-z]+,? \d{4})")
_FIRST_VERSION = re.compile(r"v1 submitted (?P<date>\d{1,2} [A-Z][a-z]+,? \d{4})")
_CUT_SHORT = re.compile(r"\s*▽\s*More\s*$")
_WHOLE = re.compile(r"\s*△\s*Less\s*$")
_DOI = re.compile(r"10\.\d{4,9}/\S+$")


def _read_search(rows: Sequence[Row], records: Records) -> None:
    claim_around(rows, copied_words.ARXIV, records)
    starts = [place for place, row in enumerate(rows) if _SEARCH_START.match(row.words)]
    for block in blocks(rows, starts):
        start = _SEARCH_START.match(block[0].words)
        body = [row for row in block[1:] if not copied_words.ARXIV.fullmatch(row.words)]
        head = _before_label(body)
        title = [row for row in head if not _SUBJECTS.match(row.words)]
        found = _labelled(block[0], title, body[len(head) :], start["id"] if start else "")
        doi = next((row.words for row in head if _DOI.match(row.words)), None)
        found.doi = found.doi or doi
        _add(found, records)


def _before_label(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows above the first label."""
    return rows[: next((p for p, row in enumerate(rows) if _LABEL.match(row.words)), len(rows))]


def _labelled(start: Row, title: Sequence[Row], rows: Sequence[Row], number: str) -> Found:
    """A paper whose number, title and labelled parts are known."""
    said, about = _sorted(rows)
    found = Found(words_of(title), (), True, start.line.number, start.line.last)
    found.reach([*title, *rows])
    found.about += about
    people = said.get("Authors", "") or said.get("Author", "")
    found.names = author_names(people.replace(";", ","))
    if _SUBJECT_BEFORE.match(found.title):
        found.about.append(warning("joined", _JOINED, found.first))
    if not found.names:
        found.about.append(warning("broken", _NO_PEOPLE, found.first))
    if any(not row.is_full for row in title[:-1]):
        found.about.append(warning("wrapped", "The title stands on lines of its own.", found.first))
    found.url = f"https://arxiv.org/abs/{number}"
    abstract = said.get("Abstract", "")
    if _CUT_SHORT.search(abstract):
        found.about.append(warning("summary-only", _SNIPPET, found.first))
    found.abstract = _WHOLE.sub("", _CUT_SHORT.sub("", abstract)).strip(" …")
    found.venue = said.get("Journal ref", "")
    submitted = said.get("Submitted", "")
    date = _FIRST_VERSION.search(submitted) or _SUBMITTED.match(submitted)
    found.shown = date["date"] if date else said.get("Publish", "").partition(" ")[0]
    return found


def _sorted(rows: Sequence[Row]) -> tuple[dict[str, str], list[Caution]]:
    """What stands behind each label, and what is odd about it."""
    said: dict[str, list[str]] = {}
    about: list[Caution] = []
    name = ""
    for row in rows:
        label = _LABEL.match(row.words)
        if label or _SUBMITTED.match(row.words):
            name = label["name"] if label else "Submitted"
            if name in said:
                about.append(warning("joined", _TWICE, row.line.number))
            said[name] = [label["value"] if label else row.words]
        elif name:
            said[name].append(row.words)
        if _INSIDE.search(row.words):
            about.append(warning("joined", _JOINED, row.line.number))
    whole = {name: " ".join(parts).strip() for name, parts in said.items()}
    if rows and _INSIDE.search(whole.get("Abstract", "")):
        about.append(warning("joined", _JOINED, rows[0].line.number))
    return whole, about


def _add(found: Found, records: Records) -> None:
    """Add a paper, or leave its lines when it has no title."""
    if found.title:
        found.add_to(records)
    else:
        records.refuse(found.first, found.last, _NO_TITLE)


# --- papers.cool: `#1 Title [PDF7] [Copy] [Kimi11] [REL]`, `Authors:`, the abstract, subjects ---

_COOL_START = re.compile(r"#\d{1,5}\s(?P<title>\S.*?)(?:\s\[(?:PDF|Copy|Kimi|REL)[^\[\]]{0,8}\])+$")


def _read_cool(rows: Sequence[Row], records: Records) -> None:
    claim_around(rows, copied_words.ARXIV, records)
    starts = [place for place, row in enumerate(rows) if _COOL_START.match(row.words)]
    for block in blocks(rows, starts):
        start = _COOL_START.match(block[0].words)
        found = _labelled(block[0], (), _with_abstract(block[1:]), "")
        found.title = start["title"] if start else ""
        numbers = [each.url for row in block for each in row.linked if "arxiv" in each.url]
        found.url = numbers[0] if numbers else None
        _add(found, records)


def _with_abstract(rows: Sequence[Row]) -> list[Row]:
    """The rows with the paragraph below the authors labelled as what it is."""
    people = next((p for p, row in enumerate(rows) if row.words.startswith("Author")), None)
    if people is None:
        return list(rows)
    below = range(people + 1, len(rows))
    end = next((p for p in below if _LABEL.match(rows[p].words)), len(rows))
    place = next((p for p in below if p < end and rows[p].is_apart), people + 1)
    kept = list(rows)
    if place < len(rows) and not _LABEL.match(rows[place].words):
        kept[place] = replace(rows[place], words=f"Abstract: {rows[place].words}")
    return kept


# --- arXiv's page of one paper: `[Submitted on …]`, title, people, `View PDF`, abstract, labels ---

_PAGE_START = re.compile(rf"{_ID}(?:\s\([a-z-]+\))?$")
_PAGE_DATE = re.compile(r"\[Submitted on (?P<date>\d{1,2} [A-Z][a-z]{2,8} \d{4})\b.*\]$")
_VIEW = re.compile(r"(?:View PDF|HTML \(experimental\)|PDF|TeX Source|Other Formats|\s)+$")
_CITED = re.compile(rf"Cite as:\s*{_ID}")


def _read_pages(rows: Sequence[Row], records: Records) -> None:
    claim_around(rows, copied_words.ARXIV, records)
    starts = [place for place, row in enumerate(rows) if _PAGE_DATE.match(row.words)]
    for block in blocks(rows, starts):
        date = _PAGE_DATE.match(block[0].words)
        view = next((p for p, row in enumerate(block) if p and _VIEW.match(row.words)), 0)
        if view < 2 or date is None:
            continue
        body = [row for row in block[view + 1 :] if not copied_words.ARXIV.fullmatch(row.words)]
        abstract = _before_label(body)
        end = next((p for p, row in enumerate(body) if _CITED.match(row.words)), -1)
        cited = _CITED.match(body[end].words) if end >= 0 else None
        if cited is None:
            continue
        found = found_in(block[1:view], _whole_names)
        found.reach([block[0], *body[: end + 1]])
        found.abstract = words_of(abstract)
        said, about = _sorted(body[len(abstract) : end + 1])
        found.about += about
        found.shown, found.url = date["date"], f"https://arxiv.org/abs/{cited['id']}"
        found.venue = said.get("Journal ref", "")
        _add(found, records)


def _whole_names(text: str) -> tuple[str, ...]:
    return names_in(text.removeprefix("Authors:").strip())


_UNLABELLED = r"\A(?!.*(?:\A|\n)[ \t]{0,8}Title ?:)(?=.*(?:\A|\n)[ \t]{0,8}"
"""Where titles are labelled, the format for labels reads the page."""
LAYOUTS = (
    Layout(
        re.compile(rf"{_UNLABELLED}(?:\d{{1,5}}\.\s)?{_ID}\s{{0,3}}\[)", re.DOTALL), _read_search
    ),
    Layout(re.compile(r"\[Kimi\d{0,6}\]"), _read_cool),
    Layout(re.compile(rf"{_UNLABELLED}\[Submitted on \d)", re.DOTALL), _read_pages),
)
