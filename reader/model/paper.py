"""A paper: facts, which listings say, and marks, which the person says."""

from dataclasses import dataclass
from enum import StrEnum


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


HUES = ("yellow", "green", "blue", "pink", "violet", "red", "orange", "teal", "slate")


@dataclass(frozen=True, slots=True)
class KindLook:
    """What a kind of highlight is called in a library, and which of the `HUES` it has."""

    name: str
    hue: str


LOOKS = {kind: KindLook(kind.label, hue) for kind, hue in zip(Kind, HUES[: len(Kind)], strict=True)}


@dataclass(frozen=True, slots=True)
class Facts:
    """What listings say about one paper. None or empty means unknown, never "different".

    `date` is ISO 8601, as much of it as is known: `2025-03-31`, `2018-06`, `2018`, or
    `--03-31` when only the year is missing. `arxiv_id` is without version. `ids` are further
    identifiers, each with its kind: `pmid:29251766`, `openreview:rJl-b3RcF7`, a second `doi:...`.
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
    ids: tuple[str, ...] = ()


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
    when the words are no longer in the text. `name` is what the library calls the kind.
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
    name: str = ""

    @property
    def label(self) -> str:
        """What the kind is called, for people."""
        return self.name or self.kind.label


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
class Merged:
    """A paper that was merged into another one: its title then, and when (ISO time)."""

    title: str
    at: str


@dataclass(frozen=True, slots=True)
class Link:
    """A `[[link]]` in a note: what stands between the brackets, and the paper it leads to.

    `title` is what that paper is called now, None when it is gone.
    """

    said: str
    target: int
    title: str | None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a paper: its name, size in bytes and checksum (SHA-256) when it was attached.

    A `kept` one lies in the library's folder, and `path` is relative to that; else `path` is where
    the person has it. `uid` is its lasting name, `added` an ISO time.
    """

    id: int
    uid: str
    paper_id: int
    name: str
    path: str
    kept: bool
    sha256: str
    size: int
    added: str


@dataclass(frozen=True, slots=True)
class LinkOffer:
    """A paper to link to, and what to write for it; empty when only a citation key would do."""

    paper_id: int
    title: str
    said: str


@dataclass(frozen=True, slots=True)
class Backlink:
    """What links to a paper: the note of another paper, or a document."""

    title: str
    paper_id: int | None = None
    document_id: int | None = None


@dataclass(frozen=True, slots=True)
class RelatedPaper:
    """A paper of the library that is close to another one."""

    id: int
    facts: Facts


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper with everything that is known and everything the person said.

    `edited` names the facts that the person wrote by hand; `merged` are the papers that were
    merged into this one, the newest merge first; `keys` are the citation keys that it was given,
    its own one first. `links` are those of its note, `linked_from` what links to it; `files` are
    those attached to it. `related` are the papers closest to it, only where they were asked for.
    """

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
    edited: tuple[str, ...] = ()
    merged: tuple[Merged, ...] = ()
    keys: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    linked_from: tuple[Backlink, ...] = ()
    files: tuple[Attachment, ...] = ()
    related: tuple[RelatedPaper, ...] = ()


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
    leftovers: int = 0
    path: str | None = None
    """Where the text was read, None for one that was pasted or typed."""
    parts: tuple[int, ...] = ()
    """The numbers of its parts in order, when it was so large that it came in several."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """All numbers that papers of it may speak of."""
        return self.parts or (self.id,)


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of the sidebar; `written` counts notes and documents together."""

    states: dict[State, int]
    unseen: int
    starred: int
    all: int
    tags: tuple[tuple[Tag, int], ...]
    imports: tuple[Import, ...]
    written: int = 0
    comparisons: int = 0


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
    authors: str = ""


@dataclass(frozen=True, slots=True)
class Passages:
    """What a row quotes from when a search found its paper; each highlight with its comment."""

    id: int
    abstract: str
    note: str
    highlights: str
