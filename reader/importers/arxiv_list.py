"""Copies of arXiv's list pages ("new", "recent", by month) as text, from the screen or a browser.

Each paper begins with its place in the list and its number: `[12] arXiv:2401.00007 [pdf, other]`.
The labels are those the pages print; authors follow the title, on "new" pages the abstract
comes last.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.importers.arxiv_names import author_names
from reader.importers.checks import warning
from reader.importers.format import Hints
from reader.importers.lines import Line, split
from reader.importers.partial_dates import read_date
from reader.importers.records import Records
from reader.model import Caution, Facts, Listing

NAME = "arxiv-list"
LABEL = "arXiv list page"

_SAMPLE = 200_000
_DAY = 10
_LINK = r"(?:\[\d{1,5}\])?"
_START = re.compile(
    rf"\[\d{{1,5}}\]\s{{1,4}}{_LINK}arXiv:"
    r"(?P<id>\d{4}\.\d{4,5}|[a-z-]{2,16}(?:\.[A-Z]{2})?/\d{7})"
    r"(?:v\d{1,2})?(?:\s\([^)]{1,60}\))?\s{0,4}(?:\[.{1,120}\])?$"
)
_LABEL = re.compile(
    r"(?P<name>Title|Authors|Comments|Subjects|Journal-ref|Report-no|MSC-class|ACM-class"
    r"|Related DOI|DOI|Abstract)\s?:\s*(?P<value>.*)$"
)
_NUMBERS = re.compile(r"\[\d{1,5}\](?=\w)")
_PAGE = re.compile(
    r"(?:Showing (?:new listings|first|up to)|Total of \d+ entries|(?:New|Replacement) submissions"
    r"|Cross(?:-lists?| submissions) \(|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}, \d{1,2} [A-Z]"
    r"|See (?:today|recent)|Authors and titles|\[ ?total of|\(showing|Fewer$|More$|Skip to)"
)
_LOST = "This line tells of a paper whose number is missing."
_NO_AUTHORS = "No line after the title names the authors."


@dataclass(slots=True)
class _Listed:
    """One paper of the page: what its labels say, and the lines without one."""

    number: str
    first: int
    last: int
    labels: dict[str, list[str]] = field(default_factory=dict)
    abstract: list[str] = field(default_factory=list)
    warnings: list[Caution] = field(default_factory=list)

    def one(self, label: str) -> str:
        """The words of a label on one line, empty if the page does not have it."""
        return " ".join(self.labels.get(label, ())).strip()


def confidence(text: str) -> float:
    """Whether papers begin with a place in brackets and an arXiv number, and titles follow."""
    lines, _ = split(text[:_SAMPLE])
    starts = sum(1 for line in lines if _START.match(line.text))
    titles = sum(1 for line in lines if line.text.startswith("Title"))
    return 0.95 if starts and titles * 2 >= starts else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read every paper from its number to the next one."""
    records = Records(NAME, text, hints)
    said: str | None = None
    block: list[Line] = []
    for line in [*records.lines, None]:
        if line is not None and not _START.match(line.text):
            if _PAGE.match(line.text):
                date = read_date(_after_weekday(line.text))
                said = said or (date if date and len(date) == _DAY else None)
                records.claim(line.number)
            else:
                block.append(line)
            continue
        _add(block, records)
        block = [line] if line is not None else []
    return records.listing(records.captured(said))


def _after_weekday(text: str) -> str:
    """The words from the day on, without how many entries are shown."""
    return text.rpartition(" for ")[2].partition("(")[0]


def _add(block: Sequence[Line], records: Records) -> None:
    """One paper, or the head of the page when no number begins the lines."""
    start = _START.match(block[0].text) if block else None
    if start is None:
        lost = False
        for line in block:
            lost = lost or _LABEL.match(line.text) is not None
            if lost:
                records.refuse(line.number, line.number, _LOST)
            else:
                records.claim(line.number)
        return
    listed = _Listed(start["id"], block[0].number, block[0].number)
    _sort(listed, block[1:])
    authors = author_names(listed.one("Authors"))
    if not authors:
        listed.warnings.append(warning("broken", _NO_AUTHORS, listed.first))
    facts = Facts(
        title=listed.one("Title"),
        abstract="\n".join(listed.abstract),
        authors=authors,
        author_count=len(authors) or None,
        url=f"https://arxiv.org/abs/{listed.number}",
        arxiv_id=listed.number,
        doi=listed.one("DOI") or listed.one("Related DOI"),
        venue=listed.one("Journal-ref"),
    )
    records.add(facts, listed.first, listed.last, listed.warnings)


def _sort(listed: _Listed, lines: Sequence[Line]) -> None:
    """Lines by their labels: without one they go on, are the authors, or the abstract."""
    named = any(line.text.startswith("Authors") for line in lines)
    label = ""
    for line in lines:
        text = _NUMBERS.sub("", line.text)
        match = _LABEL.match(text)
        listed.last = line.number
        if match is not None:
            label = match["name"]
            listed.labels[label] = [match["value"]]
        elif label == "Title" and any(listed.labels[label]) and not named:
            label = "Authors"
            listed.labels[label] = [text]
        elif label in ("Subjects", "Abstract") and any(listed.labels[label]):
            label = "Abstract"
            listed.labels.setdefault(label, [""])
            listed.abstract.append(text)
        elif label == "Abstract":
            listed.abstract.append(text)
        elif label:
            listed.labels[label].append(text)
    if first := listed.one("Abstract"):
        listed.abstract.insert(0, first)
