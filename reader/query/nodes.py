"""The search tree. Text becomes it (`parse`), it becomes text again (`write`).

Leaves of two kinds: words, which the word index answers, and filters, which SQL answers.
"""

from dataclasses import dataclass
from typing import Literal

TextField = Literal["title", "abstract", "note", "tags", "highlight", "comment", "author"]
TEXT_FIELDS: tuple[TextField, ...] = (
    "title",
    "abstract",
    "note",
    "tags",
    "highlight",
    "comment",
    "author",
)
Moment = Literal["date", "added", "queued", "waiting", "started", "done"]
Number = Literal["authors", "comments", "upvotes"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any form; `field` None means anywhere.

    With `prefix` any word that begins so, with `close` any word that is spelled nearly so.
    """

    text: str
    prefix: bool = False
    field: TextField | None = None
    close: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Exactly these words, one after the other."""

    text: str
    field: TextField | None = None


@dataclass(frozen=True, slots=True)
class HasTag:
    """Papers with this tag (case does not matter); `below` also takes `name/...`."""

    name: str
    below: bool = False


@dataclass(frozen=True, slots=True)
class Is:
    """A state (`inbox` ... `archive`) or a mark: `starred`, `unseen`, `undated`.

    Also `selected`: in the list of the window, which is put in its place before anything is
    looked for.
    """

    what: str


@dataclass(frozen=True, slots=True)
class Has:
    """Papers that have `notes`, `highlights`, `comments`, `tags`, `link`, `abstract` ..."""

    what: str


@dataclass(frozen=True, slots=True)
class HasKind:
    """Papers with a highlight of this kind."""

    kind: str


@dataclass(frozen=True, slots=True)
class InImport:
    """Papers sighted in an import: its id, or a part of its name."""

    name: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class YearIs:
    """Papers of these years, inclusive; None is open. Undated papers are left out."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class When:
    """Papers whose date, or what happened to them, lies in a span of days (`spans`).

    `waiting` are those that stood in the Queue when the span ended.
    The span stays as it was written: "the last seven days" of a saved search move with the days.
    """

    what: Moment
    span: str


@dataclass(frozen=True, slots=True)
class HowMany:
    """Papers with so many authors (or listing comments, or upvotes), inclusive; None is open."""

    what: Number
    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Among:
    """Papers by their numbers."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Keyed:
    """Papers with this in a citation key that they were given; case does not matter."""

    part: str


@dataclass(frozen=True, slots=True)
class Saved:
    """What a saved search finds; it is put in its place before anything is looked for."""

    name: str


@dataclass(frozen=True, slots=True)
class Related:
    """Papers close to the one with this title, or with its number after a `#`."""

    title: str


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class All:
    """Each of these; no nodes at all means every paper."""

    nodes: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """One of these."""

    nodes: tuple["Node", ...] = ()


Text = Word | Phrase
Filter = (
    HasTag
    | Is
    | Has
    | HasKind
    | InImport
    | YearIs
    | When
    | HowMany
    | Among
    | Keyed
    | Saved
    | Related
)
Node = Text | Filter | Not | All | Any

EVERYTHING = All()


def has_text(node: Node) -> bool:
    """Whether the word index is needed to answer this."""
    match node:
        case Word() | Phrase():
            return True
        case Not(inner):
            return has_text(inner)
        case All(nodes) | Any(nodes):
            return any(has_text(inner) for inner in nodes)
        case _:
            return False
