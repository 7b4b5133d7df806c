"""Copies of arXiv's list pages ("new", "recent", by month) as text, from the screen or a browser.

Each paper begins with its place in the list and its number: `[12] arXiv:2401.00007 [pdf, other]`.
The labels are those the pages print; authors follow the title, on "new" pages the abstract
comes last. Browsers, text browsers and converters to Markdown break the lines in their own ways.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from reader.importers.format import Hints
from reader.importers.text.arxiv_names import author_names
from reader.importers.text.checks import warning
from reader.importers.text.lines import Line, split
from reader.importers.text.looks import ends_sentence
from reader.importers.text.partial_dates import read_date
from reader.importers.text.people_words import are_whole_names
from reader.importers.text.pieces import joined
from reader.importers.text.records import Records
from reader.model import Caution, Facts, Listing

NAME = "arxiv-list"
LABEL = "arXiv list page"

_SAMPLE = 200_000
_DAY = 10
_HEAD, _HEAD_END = 20, "Markdown Content:"
"""What a reader proxy writes above a page, title and address, ends with this line."""
_START = re.compile(
    r"\[\d{1,5}\]\s{0,4}arXiv:"
    r"(?P<id>\d{4}\.\d{4,5}|[a-z-]{2,16}(?:\.[A-Z]{2})?/\d{7})"
    r"(?:v\d{1,2})?(?:\s\([^)]{1,60}\))?\s{0,4}(?:\[(?P<formats>.{1,120}))?$"
)
_LABEL = re.compile(
    r"(?P<name>Title|Authors|Comments|Subjects|Journal-ref|Report-no|MSC-class|ACM-class"
    r"|Related DOI|DOI|Abstract)\s?:\s*(?P<value>.*)$"
)
_NUMBER = re.compile(r"\[\d{1,5}\](?=[^\W\d_]|arXiv)")
_LINK = re.compile(
    r"!?\[(?P<text>\\\[\d{1,5}\\\]|[^\[\]]{0,300})\]\([^()]{0,1000}(?:\([^()]{0,200}\)[^()]{0,200})?\)"
)
_LINKED = re.compile(r"\s*\[(?:\d{1,5}\](?=[^\W\d_])|[^\[\]]{1,300}\]\()")
_MARK = re.compile(r"(?::\s{1,4}|[-*+•]\s{1,4}|#{1,6}\s{1,4})(?=\S)")
_PAGE = re.compile(
    r"(?:Showing (?:new listings|first|up to)|Total of \d+ entries|(?:New|Replacement) submissions"
    r"|(?:Cross-lists|Replacements) for [A-Z]"
    r"|Cross(?:-lists?| submissions)(?: \(|$)"
    r"|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}, \d{1,2} [A-Z]"
    r"|See (?:today|recent)|Authors and titles|\[ ?total of|\(showing|Fewer$|More$|Skip to)"
)
_FOOT = re.compile(
    r"(?:\[ ?(?:total of|showing up to).*|Disable MathJax.*"
    r"|About|Help|Contact|Subscribe|Copyright|Privacy Policy|References"
    r"|(?:Visible |Hidden )?[Ll]inks:?"
    r"|Web Accessibility Assistance|arXiv Operational Status"
    r"|(?:contact arXiv|subscribe to arXiv mailings)?\s?Click here to .{3,60}"
    r"|Links to: arXiv.{0,200})$",
    re.IGNORECASE,
)
_SUBJECTS = re.compile(r"(?:[^().]{0,60}\([a-z-]{2,16}(?:\.[A-Za-z-]{2,9})?\)[;\s]{0,3}){1,12}$")
_INSIDE = re.compile(r"\s?(?:Title|Authors|Comments|Subjects|Journal-ref):\s")
_CUT_LABEL = re.compile(r"(?:Tit|Aut|Com|Sub|Jou|Rep|MSC|ACM|Abs|Rel)[\w-]{0,9}")
_SHORTEST = 4
_HEAD_INSIDE = re.compile(
    r"(?:Cross|Replacement|New) submissions \(|(?:Cross-lists|Replacements) for [A-Z]"
)
_NO_END = "The abstract ends in mid-sentence: words of the page may stand in it."
_HEAD_JOINED = "The heading of the next part of the page is run into this abstract."
_CUT = "This line may be the beginning of a label whose value is lost."
_JOINED = "A label stands twice here: two lines or two papers may be run together."
_NO_SUBJECTS = "No line names the subjects, as arXiv does for every paper."
_LOST = "This line tells of a paper whose number is missing."
_NO_AUTHORS = "No line after the title names the authors."
_WRAPPED = "The title is wrapped; where it ends and the authors begin is a guess."
_GOES_ON = "The text on line {line} may not belong to this abstract."


@dataclass(frozen=True, slots=True)
class _Row:
    """A line without what converters add: its words, whether a blank line or a link is before."""

    line: Line
    words: str
    is_apart: bool
    is_link: bool
    is_full: bool
    """Whether the first word of the next line had no more room on this one."""


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
        return joined(self.labels.get(label, [])).strip()


def confidence(text: str) -> float:
    """Whether papers begin with a place in brackets and an arXiv number, and titles follow."""
    rows = [_plain(line.text) for line in split(_without_links(text[:_SAMPLE]))[0]]
    starts = sum(1 for words in rows if _START.match(words))
    titles = sum(1 for words in rows if words.startswith("Title"))
    return 1.0 if starts and titles * 2 >= starts else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read every paper from its number to the next one."""
    records = Records(NAME, text, hints)
    said: str | None = None
    block: list[_Row] = []
    is_foot = False
    rows = list(_rows(records.text))
    head = next((place for place, row in enumerate(rows[:_HEAD]) if row.words == _HEAD_END), -1)
    for above in rows[: head + 1]:
        records.claim(above.line.number)
    for row in [*rows[head + 1 :], None]:
        if row is None or _START.match(row.words):
            _add(block, records)
            block = [row] if row is not None else []
            is_foot = False
        elif is_foot or _is_foot(row, block):
            is_foot = True
            records.claim(row.line.number)
        elif _PAGE.match(row.words):
            date = read_date(_after_weekday(row.words))
            said = said or (date if date and len(date) == _DAY else None)
            records.claim(row.line.number)
        elif block and row.words == block[-1].words:
            line = block[-1].line._replace(until=row.line.last)
            block[-1] = replace(block[-1], line=line)
        else:
            block.append(row)
    return records.listing(records.captured(said))


def _plain(text: str) -> str:
    """The words of a line without its mark and the numbers of its links."""
    mark = _MARK.match(text)
    words = (text[mark.end() :] if mark else text).strip()
    return words if _START.match(words) else _NUMBER.sub("", words).strip()


def _without_links(text: str) -> str:
    """The text with the words of its Markdown links alone; every line stays where it is."""
    if "](" not in text:
        return text
    text = _LINK.sub(_words_of_link, text)
    return text.replace("\\[", "[").replace("\\]", "]")


def _words_of_link(link: re.Match[str]) -> str:
    return link["text"] + "\n" * (link[0].count("\n") - link["text"].count("\n"))


def _rows(text: str) -> Iterator[_Row]:
    """The lines of the page with what their places tell."""
    raw = text.split("\n")
    lines, _ = split(_without_links(text))
    width = max((len(raw[each.number - 1]) for each in lines if "://" not in each.text), default=0)
    last = 0
    for place, line in enumerate(lines):
        row = raw[line.number - 1].rstrip()
        following = lines[place + 1].text.split(None, 1)[0] if place + 1 < len(lines) else ""
        yield _Row(
            line,
            _plain(line.text),
            is_apart=line.number - last > 1,
            is_link=_LINKED.match(row) is not None,
            is_full=len(row) + 1 + len(following) > width,
        )
        last = line.number


def _is_foot(row: _Row, block: Sequence[_Row]) -> bool:
    """Whether the foot of the page begins with a line below the last paper."""
    is_paper = bool(block) and _START.match(block[0].words) is not None
    return is_paper and _FOOT.match(row.words) is not None


def _after_weekday(text: str) -> str:
    """The words from the day on, without how many entries are shown."""
    return text.rpartition(" for ")[2].partition("(")[0]


def _add(block: Sequence[_Row], records: Records) -> None:
    """One paper, or the head of the page when no number begins the lines."""
    start = _START.match(block[0].words) if block else None
    if start is None:
        lost = False
        for row in block:
            lost = lost or _LABEL.match(row.words) is not None
            if lost:
                records.refuse(row.line.number, row.line.number, _LOST)
            else:
                records.claim(row.line.number)
        return
    listed = _Listed(start["id"], block[0].line.number, block[0].line.number)
    formats = start["formats"] or "]"
    _sort(listed, block[1 if formats.endswith("]") else 2 :])
    authors = author_names(listed.one("Authors"))
    if not authors:
        listed.warnings.append(warning("broken", _NO_AUTHORS, listed.first))
    facts = Facts(
        title=listed.one("Title"),
        abstract=joined(listed.abstract) if listed.abstract else None,
        authors=authors,
        author_count=len(authors) or None,
        url=f"https://arxiv.org/abs/{listed.number}",
        arxiv_id=listed.number,
        doi=listed.one("DOI") or listed.one("Related DOI"),
        venue=listed.one("Journal-ref"),
    )
    records.add(facts, listed.first, listed.last, listed.warnings)


def _sort(listed: _Listed, rows: Sequence[_Row]) -> None:
    """Lines by their labels: without one they go on, are the authors, or the abstract."""
    label = ""
    authors = _authors_at(rows, listed)
    for place, row in enumerate(rows):
        match = _LABEL.match(row.words)
        listed.last = row.line.last
        if match is not None:
            label = match["name"]
            _label(listed, label, match["value"], row)
        elif place == authors:
            label = "Authors"
            listed.labels[label] = [row.words]
        elif label == "Subjects" and not _subjects_go_on(listed.one(label), row):
            label = "Abstract"
            listed.labels.setdefault(label, [""])
            listed.abstract.append(row.words)
        elif label == "Abstract":
            if row.is_apart and (listed.abstract or listed.one(label)):
                text = _GOES_ON.format(line=row.line.number)
                listed.warnings.append(warning("abstract-goes-on", text, row.line.number))
            listed.abstract.append(row.words)
        elif label:
            _go_on(listed, label, row)
    _finish(listed, rows)


def _finish(listed: _Listed, rows: Sequence[_Row]) -> None:
    """Say what is odd about all of the lines; the abstract behind its label begins it."""
    if "Subjects" not in listed.labels and rows:
        listed.warnings.append(warning("broken", _NO_SUBJECTS, listed.last))
    if any(_HEAD_INSIDE.search(each) for each in listed.abstract):
        listed.warnings.append(warning("joined", _HEAD_JOINED, listed.last))
    if listed.abstract and not ends_sentence(listed.abstract[-1]):
        listed.warnings.append(warning("abstract-end", _NO_END, listed.last))
    if first := listed.one("Abstract"):
        listed.abstract.insert(0, first)


def _go_on(listed: _Listed, label: str, row: _Row) -> None:
    """A line without a label: more of the value above."""
    above = listed.labels[label]
    is_one = label == "Authors" and len(above) == 1 and above[0] != ""
    if is_one and not re.search(r",| and ", above[0]):
        listed.warnings.append(warning("wrapped", _WRAPPED, row.line.number))
    if _CUT_LABEL.fullmatch(row.words) or len(row.words) < _SHORTEST:
        listed.warnings.append(warning("broken", _CUT, row.line.number))
    listed.labels[label].append(row.words)


def _label(listed: _Listed, label: str, value: str, row: _Row) -> None:
    if label in listed.labels or _INSIDE.search(value):
        listed.warnings.append(warning("joined", _JOINED, row.line.number))
    listed.labels[label] = [value]


def _subjects_go_on(subjects: str, row: _Row) -> bool:
    """Whether a line below the subjects is their rest, because they were wrapped."""
    is_whole = subjects.endswith(")")
    return not subjects or (not row.is_apart and (not is_whole or bool(_SUBJECTS.match(row.words))))


def _authors_at(rows: Sequence[_Row], listed: _Listed) -> int | None:
    """Where the authors begin that no label names: below the title, which may be wrapped."""
    labels = [
        (place, match) for place, row in enumerate(rows) if (match := _LABEL.match(row.words))
    ]
    if any(match["name"] == "Authors" for _, match in labels):
        return None
    title = next((place for place, match in labels if match["name"] == "Title"), None)
    if title is None:
        return None
    start = title + (1 if _value(rows[title]) else 2)
    end = next((place for place, _ in labels if place > title), len(rows))
    apart = next((place for place in range(start, end) if rows[place].is_apart), None)
    if apart is not None:
        return apart
    for place in range(start, end):
        row = rows[place]
        is_end = row.is_link or not rows[place - 1].is_full or place == end - 1
        is_people = are_whole_names(row.words.rstrip(","))
        if is_people != is_end and not row.is_link:
            listed.warnings.append(warning("wrapped", _WRAPPED, row.line.number))
        if is_end or is_people:
            return place
    return None


def _value(row: _Row) -> str:
    match = _LABEL.match(row.words)
    return match["value"] if match else ""
