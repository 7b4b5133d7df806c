"""A text on its way in: what an importer understood of it, and what adding it would do."""

from dataclasses import dataclass
from enum import StrEnum

from reader.errors import Problem
from reader.model.paper import Facts, State


@dataclass(frozen=True, slots=True)
class Caution:
    """Something about an entry that a careful reader would mention.

    `check` is true when the entry should be looked at before it is added; otherwise the
    warning only reports a silent repair. `line` is 1-based in the dump.
    """

    code: str
    text: str
    line: int
    check: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper as one text gives it, and the lines it came from (1-based, inclusive).

    `key` is the citation key that the text gives it, as BibTeX does. `by_hand` names the facts
    that a person wrote in the place of what the text says.
    """

    facts: Facts
    first_line: int
    last_line: int
    warnings: tuple[Caution, ...] = ()
    key: str = ""
    by_hand: frozenset[str] = frozenset()

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
    warnings: tuple[Caution, ...] = ()

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


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in a folder or an archive that was passed over, and why."""

    name: str
    reason: Problem


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
    `same_as` is the place in the plan of an earlier entry that is the same paper. `back` says
    why an archived paper may be worth another look: `third sighting`, `counts doubled`,
    `abstract changed`, or nothing.
    """

    entry: Entry
    result: Result
    paper_id: int | None = None
    state: State | None = None
    improvements: tuple[Improvement, ...] = ()
    same_as: int | None = None
    back: str = ""


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
