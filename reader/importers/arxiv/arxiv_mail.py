"""arXiv's mailings and monthly listings, from 1991 on, also copied out of mail programs.

A paper stands between lines of two backslashes: its number and the fields of its head, then,
except in monthly listings and for replacements, its abstract, then a link or nothing. The shape
is described at https://info.arxiv.org/help/subscribe.html; the fields are those of
https://info.arxiv.org/help/prep.html.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reader.clean import trim
from reader.importers.format import Hints
from reader.importers.text import links
from reader.importers.text.arxiv_names import author_names
from reader.importers.text.checks import warning
from reader.importers.text.partial_dates import read_date
from reader.importers.text.records import Records
from reader.model import Caution, Facts, Listing

NAME = "arxiv-mail"
LABEL = "arXiv mailing or monthly listing"

_SAMPLE = 200_000
_ID = (
    r"(?:arXiv:|Paper(?:\s\([^)]{1,40}\))?:\s?)\s?"
    r"(?P<id>\d{4}\.\d{4,5}|[a-z-]{2,16}(?:\.[A-Z]{2})?/\d{7})"
)
_NUMBER = re.compile(rf"{_ID}(?:v\d+)?(?:\s\([^)]{{1,40}}\))?$", re.IGNORECASE)
_SEPARATOR = re.compile(r"(?:[%-]{20,}|={20,})(?:\\\\)?$")
_GLUED = re.compile(
    r"\S(?:Title|Authors|Categories|Comments|Journal-ref|Report-no|DOI"
    r"|MSC-class|ACM-class|License): "
    r"|\S ?\\\\ ?\( ?https?:"
)
_FIELD = re.compile(
    r"(?P<name>[A-Z][A-Za-z]{1,12}(?:-[a-z]{2,8})?(?: \([^)]{1,20}\))?):(?:\s+(?P<value>.*)|$)"
)
_LINK = re.compile(r"\\\\ ?\( ?(https?://\S{1,200})")
_AROUND = re.compile(
    r"Send any comments|Archives at|To (?:un)?subscribe|Submissions to:|received from|Subject: "
    r"|Papers received|\(?abstracts? (?:alone )?may|\(To retrieve abstracts|get \d|e-mail To:"
    r"|For general information|For subscribe options|partitioned by|keyword subject"
    r"|(?:The )?replacements?\b|cross-?lists?\b|Use /bin|Title: .* mailing|From: .*no-reply"
    r"|Date: |To: |Reply-To: |This (?:list|message)",
    re.IGNORECASE,
)
_FIRST_FIELD = re.compile(
    r"(?:Date|From|Title)(?: \([^)]{1,20}\))?:|replaced with|\(?revised", re.I
)
_REVISED = re.compile(r"replaced with revised version|\(?revised", re.IGNORECASE)
_BETWEEN = "This line stands between the papers and belongs to none."
_LOST = "This looks like a paper whose number is missing."
_JOINED = "A second field stands inside this line: two lines may be run together."
_NO_HEAD_END = "The line between head and abstract is missing; what is the abstract is a guess."
_NO_TITLE_BEGINS = "Nothing stands behind “Title:”: the beginning of the title may be lost."
_NO_AUTHORS = "No line names the authors; if one was lost, they may stand in the title."


@dataclass(slots=True)
class _Paper:
    """The lines of one paper, sorted: its head by field, its abstract, its link."""

    number: str
    first: int
    last: int
    head: dict[str, list[str]] = field(default_factory=dict)
    abstract: list[str] = field(default_factory=list)
    link: str | None = None
    warnings: list[Caution] = field(default_factory=list)


def confidence(text: str) -> float:
    """How many of the lines belong to papers with an arXiv number after two backslashes."""
    lines = text[:_SAMPLE].split("\n")
    starts = set(_starts(lines))
    inside = total = 0
    begun = False
    for place, line in enumerate(lines):
        plain = trim(line)
        if plain:
            begun = begun or place in starts
            total += 1
            inside += begun or _is_around(plain)
    enough = bool(starts) or "arxiv.org, Subject: cancel" in text[:_SAMPLE].replace("X", "x")
    return inside / total if total and enough else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read the papers between the lines of two backslashes."""
    records = Records(NAME, text, hints)
    lines = records.text.split("\n")
    starts = [*_starts(lines), len(lines)]
    _outside(lines, 0, starts[0], records)
    said = next((date for line in lines[: starts[0]] if (date := _mail_date(line))), None)
    for start, end in pairwise(starts):
        paper = _paper(lines, start, end)
        records.add(_facts(paper), paper.first, paper.last, paper.warnings)
        _outside(lines, paper.last, end, records)
    return records.listing(records.captured(said))


def _starts(lines: Sequence[str]) -> Iterator[int]:
    """The places of the lines of two backslashes before a paper's number.

    Where that line was lost, a number at the margin begins a paper if a field follows it;
    else it is one that a comment names.
    """
    before, waiting = -1, -1
    for place, line in enumerate(lines):
        plain = trim(line)
        if not plain:
            continue
        if waiting >= 0 and _FIRST_FIELD.match(plain):
            yield waiting
        waiting = -1
        if plain.startswith(("arXiv:", "Paper")) and _NUMBER.match(plain):
            if before >= 0 and trim(lines[before]) == "\\\\":
                yield before
            elif not line[0].isspace():
                waiting = place
        before = place


def _outside(lines: Sequence[str], start: int, end: int, records: Records) -> None:
    """Claim what stands around papers: separators, and blocks of a mail's usual words."""
    block: list[int] = []
    known = lost = False
    for place in range(start, end + 1):
        plain = trim(lines[place]) if place < end else ""
        if place == end or _SEPARATOR.match(plain):
            for each in block:
                if known and not lost:
                    records.claim(each + 1)
                else:
                    records.refuse(each + 1, each + 1, _LOST if lost else _BETWEEN)
            block, known, lost = [], False, False
            if place < end:
                records.claim(place + 1)
        elif plain:
            block.append(place)
            known = known or _AROUND.match(plain) is not None
            lost = lost or plain.startswith("\\\\")


def _is_around(plain: str) -> bool:
    return _SEPARATOR.match(plain) is not None or _AROUND.match(plain) is not None


def _mail_date(line: str) -> str | None:
    return read_date(line[5:]) if line.startswith("Date:") else None


def _paper(lines: Sequence[str], start: int, end: int) -> _Paper:
    """The lines from a start up to the next start or separator."""
    body = [
        (place, line)
        for place in range(start, end)
        if (line := trim(lines[place])) and not (place == start and line == "\\\\")
    ]
    stop = next((k for k, (_, line) in enumerate(body) if _SEPARATOR.match(line)), len(body))
    body = body[:stop]
    number = _NUMBER.match(body[0][1])
    assert number is not None, "a start is where a number stands"
    paper = _Paper(number["id"], start + 1, body[0][0] + 1)
    body = _without_doubles(body, paper.warnings)
    marks = [k for k, (_, line) in enumerate(body) if line.startswith("\\\\")]
    _check_lines(paper, body)
    head_end = marks[0] if marks else len(body)
    only_end = bool(marks) and _LINK.match(body[head_end][1]) is not None
    _read_head(paper, lines, body[1:head_end], guess=only_end or not marks)
    if marks:
        close = head_end if only_end or len(marks) == 1 else marks[1]
        if not only_end:
            tail = body[head_end + 1 : close] if len(marks) > 1 else body[head_end + 1 :]
            paper.abstract += [lines[place] for place, _ in tail]
            close = close if len(marks) > 1 else len(body) - 1
        paper.last = body[close][0] + 1
        if match := _LINK.match(body[close][1]):
            paper.link = match[1]
    elif body:
        paper.last = body[-1][0] + 1
    return paper


def _check_lines(paper: _Paper, body: Sequence[tuple[int, str]]) -> None:
    """Say which lines seem to be run together."""
    for place, line in body:
        if _GLUED.search(line):
            paper.warnings.append(warning("joined", _JOINED, place + 1))


def _without_doubles(
    body: Sequence[tuple[int, str]], warnings: list[Caution]
) -> list[tuple[int, str]]:
    """The lines with each run of equal ones as one, said for each."""
    kept = list(body[:1])
    for each in body[1:]:
        if each[1] == kept[-1][1]:
            warnings.append(warning("doubled", "A line stands there twice.", each[0] + 1))
        else:
            kept.append(each)
    return kept


def _read_head(
    paper: _Paper, lines: Sequence[str], body: Sequence[tuple[int, str]], *, guess: bool
) -> None:
    """The fields of a head; lines without a name go on with the field above."""
    name = ""
    for place, line in body:
        match = _FIELD.match(line) if not lines[place][:1].isspace() else None
        if match is not None:
            name = match["name"].lower()
            if name in paper.head:
                name = f"{name} again"
            paper.head[name] = [match["value"] or ""]
        elif paper.abstract or (
            guess and not lines[place][:1].isspace() and not _REVISED.match(line)
        ):
            if not paper.abstract:
                paper.warnings.append(warning("broken", _NO_HEAD_END, place + 1))
            paper.abstract.append(lines[place])
        elif name:
            if name == "title" and paper.head[name] == [""]:
                paper.warnings.append(warning("broken", _NO_TITLE_BEGINS, place + 1))
            paper.head[name].append(line)
    if body:
        paper.last = body[-1][0] + 1


def _facts(paper: _Paper) -> Facts:
    head = {name: " ".join(words) for name, words in paper.head.items()}
    names = author_names(head.get("authors") or head.get("author") or "")
    if not names:
        paper.warnings.append(warning("broken", _NO_AUTHORS, paper.first))
    shown = head.get("date", "").partition("(")[0].strip()
    return Facts(
        title=head.get("title", ""),
        abstract=_abstract(paper.abstract),
        authors=names,
        author_count=len(names) or None,
        date=read_date(shown),
        date_as_shown=shown,
        url=paper.link or f"https://arxiv.org/abs/{paper.number}",
        arxiv_id=paper.number,
        doi=links.plain_doi(head.get("doi", "")),
        venue=head.get("journal-ref"),
    )


def _abstract(lines: Sequence[str]) -> str | None:
    """The lines of an abstract; an indented line begins a paragraph."""
    parts = [f"\n\n{line}" if line[:1].isspace() else line for line in lines]
    return "\n".join(parts) or None
