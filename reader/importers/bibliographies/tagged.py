"""Records of tagged lines, the shape that RIS, MEDLINE, Web of Science and Refer share.

A line begins with a short tag; lines without one go on with the value above. The libraries
for these formats tell no line numbers, and give up a file or a record where its end is
missing; so this small grammar is read here.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from reader.importers.text.checks import warning
from reader.importers.text.records import Records
from reader.model import Caution, Facts

_BETWEEN = "This line stands between the records and belongs to none."
_GUESSED = "The title goes on in a line that is not marked as its own."
_JOINED = "A second tag stands inside this line: two lines may be run together."
_CUT_TAG = re.compile(r"[A-Z][A-Z0-9]{0,3}\s?-?")
_SHORTEST = 3
_WRAPPED = 50  # characters that a line has at least before a program goes on in the next
_CUT = "Line {} may be the beginning of a tag whose value is lost."
_GAP = "A blank line stands above this one: two records may be run together."
_NO_END = "The text ends in the middle of this record."


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one format writes its records.

    `tag` has the groups `tag` and `value`, `more` is what a line that goes on looks like.
    Without `starts` any tag begins a record.
    `around` are tags and lines of the file, not of a record. `goes_on` are the tags whose
    values may be longer than a line, empty for all. `inside` is a tag that lost its line end.
    """

    tag: re.Pattern[str]
    starts: frozenset[str]
    titles: frozenset[str]
    ends: frozenset[str] = frozenset()
    around: re.Pattern[str] | None = None
    more: re.Pattern[str] = field(default=re.compile(""))
    goes_on: frozenset[str] = frozenset()
    blank_ends: bool = False
    inside: re.Pattern[str] | None = None
    solid: bool = False
    """Whether no blank line stands before a tag inside of a record."""
    names: frozenset[str] = frozenset()
    """The tags, where they are words of which a beginning may be left."""
    between: re.Pattern[str] | None = None
    """A line that parts records: none above the tag that begins one is part of the one before."""

    def is_cut_tag(self, text: str) -> bool:
        """Whether a line may be what is left of one with a tag."""
        if _CUT_TAG.fullmatch(text):
            return True
        return len(text) >= _SHORTEST and any(name.startswith(text) for name in self.names)


@dataclass(slots=True)
class Tagged:
    """One record: the values of its tags in order, its lines, and what is odd about it."""

    first: int
    last: int
    values: dict[str, list[str]] = field(default_factory=dict)
    warnings: list[Caution] = field(default_factory=list)
    latest: str = ""
    before: str = ""
    parts: list[str] = field(default_factory=list)
    """The lines of the latest value, which may go on."""

    def all(self, *tags: str) -> list[str]:
        """The values of the first of these tags that the record has."""
        return next((self.values[tag] for tag in tags if self.values.get(tag)), [])

    def one(self, *tags: str) -> str:
        """The first value of the first of these tags that the record has."""
        return next(iter(self.all(*tags)), "")

    def add(self, tag: str, value: str, line: int) -> None:
        """One more value; the same line twice in a row counts once."""
        if tag == self.latest and value and self.parts == [value]:
            self.warnings.append(warning("doubled", "A line stands there twice.", line))
        else:
            self.close()
            self.parts = [value] if value else []
        self.latest, self.last, self.before = tag, line, ""

    def close(self) -> None:
        """The latest value is complete."""
        if self.parts:
            self.values.setdefault(self.latest, []).append("\n".join(self.parts))
            self.parts = []

    def go_on(self, text: str, line: int, dialect: Dialect, *, gap: bool) -> None:
        """A line without a tag: more of the value above, or something that does not fit."""
        self.last = line
        if text == self.before:
            self.warnings.append(warning("doubled", "A line stands there twice.", line))
            return
        self.before = text
        if dialect.is_cut_tag(text.strip()):
            self.warnings.append(warning("broken", _CUT.format(line), line))
        if dialect.inside and dialect.inside.search(text):
            self.warnings.append(warning("joined", _JOINED, line))
        if gap and self.latest in dialect.titles:
            self.warnings.append(warning("broken", _GAP, line))
        if dialect.more.match(text) and self.latest in (dialect.goes_on or {self.latest}):
            is_short = bool(self.parts) and len(self.parts[-1]) < _WRAPPED
            if self.latest in dialect.titles and (is_short or not text[0].isspace()):
                self.warnings.append(warning("wrapped", _GUESSED, line))
            self.parts += ["", text.strip()] if gap else [text.strip()]
        else:
            about = f"Line {line} has no tag, so it is not known what it says."
            self.warnings.append(warning("broken", about, line))


def read_tagged(records: Records, dialect: Dialect, facts: Callable[[Tagged], Facts]) -> None:
    """Make an entry of each record; every other line of the file is claimed or refused."""
    for record in _records(records, dialect):
        record.close()
        for tag in dialect.titles:
            if len(set(record.values.get(tag, ()))) > 1:
                about = "This record has two titles: two records may be run together."
                record.warnings.append(warning("broken", about, record.first))
        records.add(facts(record), record.first, record.last, record.warnings)


def share(text: str, dialect: Dialect) -> float:
    """How many of the lines belong to records that begin as they should."""
    inside, total = 0, 0
    open_record = False
    for line in text.splitlines():
        if not line.strip():
            continue
        match = dialect.tag.match(line)
        tag = match["tag"] if match else ""
        open_record = open_record or tag in dialect.starts or bool(tag and not dialect.starts)
        total += 1
        inside += open_record or _is_around(line, dialect)
        open_record = open_record and tag not in dialect.ends
    return inside / total if total else 0.0


def _records(records: Records, dialect: Dialect) -> Iterator[Tagged]:
    """The records one after the other."""
    record: Tagged | None = None
    gap = False
    lines = records.text.split("\n")
    borders = _borders(lines, dialect)
    for number, line in enumerate(lines, start=1):
        match = dialect.tag.match(line)
        tag = match["tag"] if match else ""
        blank = not line.strip()
        ends = tag in dialect.ends or (blank and dialect.blank_ends) or number in borders
        if record is not None and (ends or tag in dialect.starts):
            record.last = number if tag in dialect.ends else record.last
            yield record
            record = None
            if number in borders:
                records.claim(number)
        elif record is None and not blank and (ends or _is_around(line, dialect)):
            records.claim(number)
            continue
        if match is not None and not ends:
            record = record or _begin(number, tag, dialect)
            _add(record, match, number, dialect, gap=gap)
        elif record is not None and not blank:
            record.go_on(line, number, dialect, gap=gap)
        elif not blank and not ends:
            records.refuse(number, number, _BETWEEN)
        gap = blank
    if record is not None:
        if dialect.ends:
            record.warnings.append(warning("cut", _NO_END, record.last))
        yield record


def _borders(lines: Sequence[str], dialect: Dialect) -> frozenset[int]:
    """The numbers of the lines between records: headings, and rules above a tag that begins one."""
    found: set[int] = set()
    waiting: list[int] = []
    for number, line in enumerate(lines, start=1):
        if dialect.between is None:
            break
        if dialect.between.match(line):
            (found.add if line.startswith("#") else waiting.append)(number)
        elif match := dialect.tag.match(line):
            found.update(waiting if match["tag"] in dialect.starts else ())
            waiting.clear()
    return frozenset((*found, *waiting))


def _add(record: Tagged, match: re.Match[str], number: int, dialect: Dialect, *, gap: bool) -> None:
    """One more line with a tag; what it should not look like is said."""
    if dialect.solid and gap and record.first < number:
        record.warnings.append(warning("broken", _GAP, number))
    record.add(match["tag"], (match["value"] or "").strip(), number)
    if dialect.inside and dialect.inside.search(match.string, match.end("tag")):
        record.warnings.append(warning("joined", _JOINED, number))


def _is_around(line: str, dialect: Dialect) -> bool:
    """Whether a line belongs to the file, not to a record."""
    return dialect.around is not None and dialect.around.match(line) is not None


def _begin(number: int, tag: str, dialect: Dialect) -> Tagged:
    record = Tagged(number, number)
    if dialect.starts and tag not in dialect.starts:
        about = "The line that should begin this record is missing."
        record.warnings.append(warning("broken", about, number))
    return record
