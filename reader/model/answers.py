"""What the library is asked for and what it answers: searches, changes, findings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

Progress = Callable[[int, int], bool]
"""Called with how much is done and how much there is; answers whether to go on."""

Sort = Literal[
    "default", "match", "date", "-date", "added", "-added", "title", "-title", "queue", "foryou"
]

QueueOrder = Literal["date", "title", "abstract"]
"""What the Queue can be sorted by once: newest date, title, or shortest abstract first."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search: paper ids in order, and how the question was understood.

    `ignored` are parts that were not understood, each with a reason; they never stop a search.
    `behind` is true when the word index is behind the library: papers that it does not hold yet
    are found all the same, but not ranked.
    `wildcards` are papers that the order "For you" puts forward although little speaks for them.
    """

    ids: Sequence[int]
    query: str
    ignored: tuple[tuple[str, str], ...] = ()
    behind: bool = False
    wildcards: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A paper close to others: how close (0 to 1), and the words in common that weigh most."""

    id: int
    likeness: float
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter that could be ticked beside a search: its text, and how many papers it would show.

    `on` when it is ticked; `color` is that of a tag.
    """

    text: str
    label: str
    count: int
    on: bool = False
    color: str = ""


@dataclass(frozen=True, slots=True)
class Facets:
    """The counts beside a search, in groups.

    `undated` is how many papers the years asked for leave out because theirs is not known.
    """

    query: str
    groups: tuple[tuple[str, tuple[Facet, ...]], ...]
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Repair:
    """Another search to offer when nothing was found: what to call it, its count, and why."""

    query: str
    label: str
    count: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A formatted reference, as plain text and as HTML with its italics."""

    plain: str
    html: str


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A question that is asked again: `query` in the search language, `sort` of its answer."""

    id: int
    name: str
    query: str
    sort: Sort


@dataclass(frozen=True, slots=True)
class Changes:
    """What one action changed, so that every screen knows whether to look again.

    `papers` are the ids touched, `new` those of them that came in, `gone` those that left;
    `areas` names the kinds of things: `facts`, `marks`, `tags`, `notes`, `highlights`,
    `imports`, `searches`, `documents`, `matrices` and so on, as `journal.TABLES` has them. `seq` is
    the journal's sequence number after the action.
    """

    action: str
    seq: int
    papers: frozenset[int] = frozenset()
    gone: frozenset[int] = frozenset()
    new: frozenset[int] = frozenset()
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
class NoteVersion:
    """One text that a note had: from when on (ISO time), and by which action.

    `text` is None for the time in which the paper had no note. `latest` marks what an undo
    step left behind: the texts saved while one visit was still typing come before it.
    """

    seq: int
    action: str
    at: str
    text: str | None
    latest: bool


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
