"""How copied pages of proceedings print papers: ACL Anthology, PMLR, NeurIPS, CVF.

Seen are pages of a volume (ACL: also of an event), in the shapes that `plain_rows` makes equal.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum
from itertools import pairwise

from reader.importers.sites import copied_words
from reader.importers.sites.copied_layout import (
    YEAR,
    Found,
    Layout,
    blocks,
    claim_around,
    found_in,
    names_in,
    title_link,
)
from reader.importers.sites.plain_rows import Row, words_of
from reader.importers.text.checks import warning
from reader.importers.text.looks import score
from reader.importers.text.people_words import split_people
from reader.importers.text.records import Records

_VOLUME = "This is the volume itself, not one of its papers."
_BETWEEN = "This line below the people may belong to the title."
_ONE_LINE = "Title and people stand on one line; where the people begin is a guess."

# --- ACL Anthology: `pdf bib abs`, title, `Ida Holm | Ken Ito`, perhaps the abstract ---

_ACL = "https://aclanthology.org"
_ACL_BUTTONS = re.compile(
    r"pdf\s?bib(?:\s?abs)?(?:\s?(?:Attachment|Dataset|Software|Video|Poster|Code|Note|Presentation"
    r"|Revision|Supplementary)(?=$|\s?[A-Z]))*(?:\s*(?P<title>[^\sa-z].*)|\s+(?P<small>(?!abs)\S.*))?$"
)
_ACL_VOLUME = re.compile(r"(?:(?:Proceedings|Findings) of|Transactions of the Association) .*")
_ACL_LABEL = re.compile(
    r"(?:Anthology ID|Volume|Month|Year|Address|Editors?|Venues?|SIGs?|Publisher|Note|URL|DOI|ISBN"
    r"|Bib Export formats|Bibkey|Copy Citation|Cite \(\w+\)|PDF)\s?:(?P<value>.*)$"
)
_ACL_YEAR = re.compile(r"(?<=/)(?:19|20)\d\d(?=\.[a-z])")


def _read_acl(rows: Sequence[Row], records: Records) -> None:
    starts = [place for place, row in enumerate(rows) if _ACL_BUTTONS.match(row.words)]
    head = rows[: starts[0]] if starts else rows
    page = "\n".join(row.words for row in head)
    venue = _label("Volume", page)
    shown = f"{_label('Month', page)} {_label('Year', page)}".strip()
    _claim_acl(head, records)
    for block in blocks(rows, starts):
        found, rest = _of_acl(block)
        if _ACL_VOLUME.match(found.title):
            records.refuse(found.first, found.last, _VOLUME)
            venue = found.title
        else:
            year = _ACL_YEAR.search(found.url or "") or YEAR.search(venue)
            found.venue, found.shown = venue, shown or (year[0] if year else "")
            found.add_to(records)
        _claim_acl(rest, records)


def _label(label: str, page: str) -> str:
    """What the head of a volume's page says behind a label or below it."""
    said = re.search(rf"^{label}\s?:\s*(\S.*)$", page, re.MULTILINE)
    return said[1].strip() if said else ""


def _claim_acl(rows: Sequence[Row], records: Records) -> None:
    """Claim what the page says around papers: labels, headings with the names of volumes."""
    claim_around(rows, copied_words.ACL, records)
    claim_around(rows, _ACL_VOLUME, records)
    claim_around(rows, _ACL_LABEL, records)
    for above, row in pairwise(rows):
        label = _ACL_LABEL.match(above.words)
        if label and not label["value"]:
            records.claim(row.line.number, row.line.last)


def _of_acl(block: Sequence[Row]) -> tuple[Found, Sequence[Row]]:
    """The paper below the buttons, and the rows that are none of its own."""
    buttons = _ACL_BUTTONS.match(block[0].words)
    body = list(block[1:])
    if buttons and (title := buttons["title"] or buttons["small"]):
        linked = tuple(each for each in block[0].linked if each.words in title)
        body.insert(0, replace(block[0], words=title, linked=linked))
    if not body:
        return Found("", (), True, block[0].line.number, block[0].line.last), []
    people, end = _acl_people(body)
    found = found_in(body[:end], _acl_names, people)
    abstract = _acl_abstract(body[end:])
    rest = body[end + len(abstract) :]
    if rest and not abstract and not rest[0].is_apart:
        found.about.append(warning("wrapped", _BETWEEN, rest[0].line.number))
    found.reach([block[0], *abstract])
    found.abstract, found.url = words_of(abstract), title_link(body[:people], _ACL)
    return found, rest


def _acl_people(body: Sequence[Row]) -> tuple[int, int]:
    """Where people begin and end: a line with bars, or of one name that is no rest of a title."""
    gap = next((place for place, row in enumerate(body) if place and row.is_apart), len(body))
    lead = range(1, gap)
    bars = [place for place in lead if " | " in body[place].words]
    alone = [place for place in lead if len(_acl_names(body[place].words)) == 1]
    own = [place for place in alone if body[place].begins_link or not body[place - 1].is_full]
    start = (bars or own or [max(1, gap - 1)])[0]
    end = start + 1
    while end < gap and (body[end].words.startswith("|") or body[end - 1].words.endswith("|")):
        end += 1
    while end < gap and body[end - 1].is_full and _acl_names(body[end].words):
        end += 1
    return start, min(end, len(body))


def _acl_names(text: str) -> tuple[str, ...]:
    parts = [each.strip() for each in text.split("|")]
    names = tuple(each for each in parts if each)
    return names if all(len(split_people(each)[0]) == 1 for each in names) else ()


def _acl_abstract(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows of the abstract: one paragraph that looks like one."""
    end = next((place for place, row in enumerate(rows) if place and row.is_apart), len(rows))
    end = next((p for p in range(end) if copied_words.ACL.fullmatch(rows[p].words)), end)
    return rows[:end] if end and score(words_of(rows[:end])) > 0 else []


# --- PMLR: title, `Ida Holm, Ken Ito; Proceedings of …, PMLR 1:2-3`, `[abs][Download PDF]` ---

_PMLR = "https://proceedings.mlr.press"
_PMLR_SOURCE = re.compile(
    r"(?P<people>.*);\s*(?P<venue>[^;]{3,300}?),\s(?:PMLR|JMLR:? W&CP)\s\d{1,4}:\s?\d+[-–]\d+"
    r"(?:,\s\d{4})?\.?$"
)
_PMLR_END = re.compile(r"\[\s?\[?abs\]")
_PMLR_WHEN = re.compile(
    r"Volume \d+:.*?,\s((?:\d{1,2}(?:\s[A-Z][a-z]+)?\s?[-–]\s?)?(?:\d{1,2}\s)?[A-Z][a-z]{2,8}"
    r"\s\d{4})"
)


def _read_pmlr(rows: Sequence[Row], records: Records) -> None:
    when = _PMLR_WHEN.search(" ".join(row.words for row in rows[:12]))
    claim_around(rows, copied_words.PMLR, records)
    start = 0
    for place, row in enumerate(rows):
        if not (_PMLR_END.match(row.words) and place > start):
            continue
        block = [each for each in rows[start:place] if not copied_words.PMLR.fullmatch(each.words)]
        start = place + 1
        if found := _of_pmlr(block):
            found.reach([row])
            found.url = title_link([row], _PMLR)
            found.shown = when[1] if when else ""
            found.add_to(records)


def _of_pmlr(block: Sequence[Row]) -> Found | None:
    """The paper whose source ends these rows; of two paragraphs above it only one is its title."""
    gaps = [place for place, row in enumerate(block) if place and row.is_apart]
    block = block[gaps[-2] :] if len(gaps) > 1 else block
    source = _PMLR_SOURCE.match(words_of(block))
    if source is None:
        return None
    cut = len(words_of(block)) - len(source["people"])
    found = found_in(_without_end(block, cut))
    found.reach(block)
    found.venue = source["venue"].strip("_* ")
    return found


def _without_end(rows: Sequence[Row], count: int) -> list[Row]:
    """Rows without so many characters at their end."""
    kept = list(rows)
    while kept and count >= len(kept[-1].words):
        count -= len(kept.pop().words) + 1
    if kept and count > 0:
        kept[-1] = replace(kept[-1], words=kept[-1].words[:-count])
    return kept


# --- NeurIPS: a list of titles with their people behind them or on the next line ---

_NEURIPS = "https://proceedings.neurips.cc"


def _read_neurips(rows: Sequence[Row], records: Records) -> None:
    page = " ".join(row.words for row in rows[:12])
    volume = re.search(r"Advances in Neural Information Processing Systems \d+", page)
    year = re.search(r"NeurIPS (\d{4})|NIPS (\d{4})", page)
    claim_around(rows, copied_words.NEURIPS, records)
    body = [row for row in rows if not copied_words.NEURIPS.fullmatch(row.words)]
    papers = list(_of_neurips(body))
    on_one_line = any(how is _How.ONE_LINE for _, how in papers)
    for found, how in papers:
        if on_one_line and how is not _How.LINK:
            found.about.append(warning("people-guessed", _ONE_LINE, found.first))
        found.venue = volume[0] if volume else "NeurIPS"
        found.shown = (year[1] or year[2]) if year else ""
        found.add_to(records)


class _How(Enum):
    """What tells where a title of a list ends."""

    LINK = "link"
    LINES = "lines"
    ONE_LINE = "one line"


def _of_neurips(body: Sequence[Row]) -> Iterator[tuple[Found, _How]]:
    """The papers of a list: each an item, or a line and the people below it."""
    starts = [place for place, row in enumerate(body) if row.is_item]
    if not starts:
        starts = [p for p, row in enumerate(body) if not (p and names_in(row.words))]
    for block in blocks(body, starts):
        said = words_of(block)
        title = block[0].linked[0].words if block[0].begins_link else ""
        behind = said.removeprefix(title) if title not in ("", block[0].words) else ""
        first, last = block[0].line.number, block[-1].line.last
        if names := names_in(behind):
            found, how = Found(title, names, True, first, last), _How.LINK
        elif len(block) > 1 and not all(row.is_full for row in block[:-1]):
            found, how = found_in(block), _How.LINES
        elif split := _split_line(said):
            found, how = Found(*split, True, first, last), _How.ONE_LINE
        else:
            continue
        found.url = title_link(block, _NEURIPS)
        yield found, how


def _split_line(words: str) -> tuple[str, tuple[str, ...]] | None:
    """A title and the people right behind it: the first of them is taken to have two names."""
    head, *others = words.split(", ")
    while others and not all(names_in(each) and " " in each for each in others):
        head, others = f"{head}, {others[0]}", others[1:]
    title, first = head.split()[:-2], " ".join(head.split()[-2:])
    return (" ".join(title), (first, *others)) if len(title) > 2 and names_in(first) else None


# --- CVF: title, people, `[pdf] [supp]`, perhaps the BibTeX that a click would show ---

_CVF = "https://openaccess.thecvf.com"
_CVF_END = re.compile(r"\[\s?pdf\s?\]", re.IGNORECASE)
_CVF_MORE = re.compile(r"\[\s?(?:supp|arXiv|video|dataset|bibtex|code)\s?\]", re.IGNORECASE)
_CVF_FIELD = re.compile(r"(?P<name>booktitle|month|year)\s?=\s?\{(?P<value>[^{}]{1,300})\}")


def _read_cvf(rows: Sequence[Row], records: Records) -> None:
    claim_around(rows, copied_words.CVF, records)
    page = " ".join(row.words for row in rows[:12])
    meeting = re.search(r"\b([A-Z]{4,5}) (\d{4}) open access", page, re.IGNORECASE)
    start = 0
    for place, row in enumerate(rows):
        if not _CVF_END.match(row.words) or place <= start:
            continue
        block = [each for each in rows[start:place] if not copied_words.CVF.fullmatch(each.words)]
        start = _cvf_end(rows, place + 1)
        gaps = [number for number, each in enumerate(block) if number and each.is_apart]
        block = block[gaps[-1] :] if gaps and len(block) - gaps[-1] > 1 else block
        if not block:
            continue
        found = found_in(block, names_in)
        found.reach(rows[place:start])
        said = dict(_CVF_FIELD.findall(words_of(rows[place:start])))
        found.venue = said.get("booktitle", meeting[0].rpartition(" open")[0] if meeting else "")
        found.shown = f"{said.get('month', '')} {said.get('year', meeting[2] if meeting else '')}"
        found.shown = found.shown.strip()
        found.url = title_link([*block, *rows[place:start]], _CVF)
        found.add_to(records)


def _cvf_end(rows: Sequence[Row], place: int) -> int:
    """The place after the buttons, and after the BibTeX below them."""
    while place < len(rows) and _CVF_MORE.match(rows[place].words):
        place += 1
    if place < len(rows) and rows[place].words.startswith("@"):
        depth = 0
        while place < len(rows):
            depth += rows[place].words.count("{") - rows[place].words.count("}")
            place += 1
            if depth <= 0:
                break
    return place


LAYOUTS = (
    Layout(re.compile(r"\bpdf\]?(?:\([^)]*\))?\s?\[?(?:\d+\])?bib\b"), _read_acl),
    Layout(re.compile(r",\s(?:PMLR|JMLR:? W&CP)\s\d{1,4}:\s?\d+[-–]\d+"), _read_pmlr),
    Layout(
        re.compile(r"NeurIPS Proceedings|papers\.nips\.cc/|proceedings\.neurips\.cc/"),
        _read_neurips,
    ),
    Layout(re.compile(r"\[(?:\[\d+\])?\s?bibtex\s?\]", re.IGNORECASE), _read_cvf),
)
