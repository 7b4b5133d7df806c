"""The values that cross from one room of the program to the next. Frozen, no I/O.

Facts are what a page says about a paper; a later import may improve them.
Marks are what the person said; no import ever touches them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal


class State(StrEnum):
    """Where a paper stands. Every paper has exactly one."""

    INBOX = "inbox"
    QUEUE = "queue"
    READING = "reading"
    DONE = "done"
    ARCHIVE = "archive"

    @property
    def label(self) -> str:
        """The word shown to people."""
        return self.value.capitalize()


class Kind(StrEnum):
    """What a highlight is for."""

    IDEA = "idea"
    METHOD = "method"
    RESULT = "result"
    QUESTION = "question"
    CITE = "cite"

    @property
    def label(self) -> str:
        """The word shown to people."""
        return self.value.capitalize()


# ---------------------------------------------------------------- importing


@dataclass(frozen=True, slots=True)
class Warning_:
    """Something about an entry that a careful reader would mention.

    `check` is true when the entry should be looked at before it is added; otherwise the
    warning only reports a silent repair. `line` is 1-based in the dump.
    """

    code: str
    text: str
    line: int
    check: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What listings say about one paper. None or empty means unknown, never "different".

    `date` is ISO 8601, as much of it as is known: `2025-03-31`, `2018-06`, `2018`, or
    `--03-31` when only the year is missing. `arxiv_id` is without version.
    """

    title: str
    abstract: str | None = None
    authors: tuple[str, ...] = ()
    author_count: int | None = None
    date: str | None = None
    date_as_shown: str | None = None
    year_from_capture: bool = False
    url: str | None = None
    arxiv_id: str | None = None
    doi: str | None = None
    venue: str | None = None
    year: int | None = None
    upvotes: int | None = None
    comments: int | None = None
    code_url: str | None = None
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper as one text gives it, and the lines it came from (1-based, inclusive)."""

    facts: Facts
    first_line: int
    last_line: int
    warnings: tuple[Warning_, ...] = ()

    @property
    def to_check(self) -> bool:
        """Whether a person should look before this is added."""
        return any(warning.check for warning in self.warnings)


@dataclass(frozen=True, slots=True)
class Span:
    """Lines of a dump that were understood as page furniture (1-based, inclusive)."""

    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Leftover:
    """A line that was not understood, and why."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What an importer understood of one text: every line is entry, furniture or leftover.

    `captured` is the day the page was saved, ISO, as much as the evidence gives
    (`2025-11-12`, `2025`, `--11-12`), None if nothing says so; `captured_evidence` says in
    a sentence how it is known. `lines` counts all lines of the text, blank ones too.
    """

    format: str
    lines: int
    entries: tuple[Entry, ...]
    furniture: tuple[Span, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    captured: str | None = None
    captured_evidence: str = ""
    warnings: tuple[Warning_, ...] = ()

    @property
    def lines_claimed(self) -> int:
        """Lines understood; the others are exactly the leftovers."""
        return self.lines - len({leftover.line for leftover in self.leftovers})


@dataclass(frozen=True, slots=True)
class Dump:
    """A text as it was brought in: kept for ever, so that a better importer can read it again."""

    name: str
    text: str
    encoding: str = "UTF-8"
    notes: tuple[str, ...] = ()
    path: str | None = None


class Result(StrEnum):
    """What adding an entry would do to the library."""

    NEW = "new"
    KNOWN = "known"
    IMPROVED = "improved"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Improvement:
    """One fact that an entry would add to a known paper."""

    field: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class PlannedEntry:
    """One entry and what would become of it.

    `paper_id` is the known paper it is the same as, or may be the same as (DOUBTFUL, added
    as a paper of its own and remembered as a pair); `state` is where that paper stands now.
    `same_as` is the place in the plan of an earlier entry that is the same paper.
    """

    entry: Entry
    result: Result
    paper_id: int | None = None
    state: State | None = None
    improvements: tuple[Improvement, ...] = ()
    same_as: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What importing one dump would do, before anything is written."""

    dump: Dump
    listing: Listing
    entries: tuple[PlannedEntry, ...]

    def count(self, result: Result) -> int:
        """How many entries have this result."""
        return sum(planned.result is result for planned in self.entries)

    @property
    def to_check(self) -> int:
        """How many entries a person should look at."""
        return sum(planned.entry.to_check for planned in self.entries)


# ---------------------------------------------------------------- the library


@dataclass(frozen=True, slots=True)
class Tag:
    """A label. `color` is one of the nine names of the theme."""

    name: str
    color: str


@dataclass(frozen=True, slots=True)
class Row:
    """One paper as a list shows it."""

    id: int
    title: str
    snippet: str
    date: str | None
    authors: tuple[str, ...]
    author_count: int | None
    state: State
    starred: bool
    seen: bool
    tags: tuple[Tag, ...]
    queue_place: int | None
    import_id: int | None
    has_note: bool
    highlights: int


@dataclass(frozen=True, slots=True)
class Highlight:
    """Marked words of an abstract.

    Anchored as W3C Web Annotation selectors do it: the words with their surroundings
    (quote) and their place (`start`, `end`: characters in the abstract). `start` is None
    when the words are no longer in the text.
    """

    id: int
    paper_id: int
    kind: Kind
    quote: str
    prefix: str
    suffix: str
    start: int | None
    end: int | None
    comment: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """One appearance of a paper in a listing. `gave` names the facts it brought."""

    import_id: int
    import_name: str
    position: int
    first_line: int
    last_line: int
    date_as_shown: str | None
    upvotes: int | None
    comments: int | None
    at: str
    gave: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a paper: `added`, `seen`, `started`, `finished` with ISO times."""

    what: str
    at: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper with everything that is known and everything the person said."""

    id: int
    uid: str
    facts: Facts
    added: str
    state: State
    starred: bool
    seen: bool
    queue_place: int | None
    tags: tuple[Tag, ...]
    note: str
    highlights: tuple[Highlight, ...]
    sightings: tuple[Sighting, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Import:
    """One batch brought in together."""

    id: int
    name: str
    format: str
    at: str
    captured: str | None
    captured_evidence: str
    lines: int
    papers: int


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of the sidebar."""

    states: dict[State, int]
    unseen: int
    starred: int
    all: int
    tags: tuple[tuple[Tag, int], ...]
    imports: tuple[Import, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The text of one paper that can be searched."""

    id: int
    title: str
    abstract: str
    note: str
    tags: str
    highlights: str
    comments: str


Progress = Callable[[int, int], bool]
"""Called with how much is done and how much there is; answers whether to go on."""

Sort = Literal["default", "match", "date", "-date", "added", "-added", "title", "-title", "queue"]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search: paper ids in order, and how the question was understood.

    `ignored` are parts that were not understood, each with a reason; they never stop a search.
    `behind` is true when the word index is being rebuilt and the answer came from SQL.
    """

    ids: Sequence[int]
    query: str
    ignored: tuple[tuple[str, str], ...] = ()
    behind: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """What one action changed, so that every screen knows whether to look again.

    `papers` are the ids touched, `gone` those that left; `areas` names the kinds of things:
    `facts`, `marks`, `tags`, `notes`, `highlights`, `imports`, `searches`. `seq` is the
    journal's sequence number after the action.
    """

    action: str
    seq: int
    papers: frozenset[int] = frozenset()
    gone: frozenset[int] = frozenset()
    areas: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Action:
    """One line of the journal, newest first: what was done and when (ISO time)."""

    id: int
    name: str
    at: str
    papers: int
    undone: bool
    undoes: int | None


@dataclass(frozen=True, slots=True)
class UndoState:
    """The names of the next undo and redo; None when there is nothing."""

    undo: str | None
    redo: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that `check` found wrong. `part` is `library`, `index`, `journal` ..."""

    part: str
    text: str


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What goes into an export."""

    layout: Literal["document", "files"] = "document"
    title: str = "Notes"
    abstract: bool = False
    highlights: bool = True
    comments: bool = True
    notes: bool = True
    tags: bool = True
    without_notes: bool = True
    order: Literal["queue", "date", "title", "tag", "given"] = "given"


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One file of an export: its name, a plain file name without folders, and its text."""

    name: str
    text: str
    papers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote, and what it left alone with the reason."""

    folder: str
    written: tuple[str, ...]
    unchanged: tuple[str, ...] = ()
    kept: tuple[tuple[str, str], ...] = field(default=())
    papers: int = 0
