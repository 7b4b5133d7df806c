"""Two papers that may be one, papers that were made one, and what an import left behind."""

from dataclasses import dataclass

from reader.model.listing import Entry, Improvement
from reader.model.paper import Paper


@dataclass(frozen=True, slots=True)
class FieldPair:
    """One fact, or `state`, of two papers side by side.

    `better` is the paper whose value a merge keeps unless it is told otherwise.
    """

    field: str
    a: object
    b: object
    same: bool
    better: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two papers that may be the same, `a` the older one, and why.

    `certain` when everything that both say is the same paper. `reasons` are short sentences,
    those that speak for it first. The likenesses are from 0 to 1, None when a side has no text.
    """

    id: int
    a: Paper
    b: Paper
    certain: bool
    reasons: tuple[str, ...]
    title_likeness: float
    abstract_likeness: float | None
    fields: tuple[FieldPair, ...]


@dataclass(frozen=True, slots=True)
class ImportUndo:
    """What undoing an import would do.

    `leaving` are the papers that only this import brought and nobody has worked on since,
    `worked_on` those that have notes, highlights, tags, a star, another state or an edit since,
    `staying` those that other imports have as well: they lose what this one had told about them.
    """

    import_id: int
    leaving: tuple[int, ...]
    worked_on: tuple[int, ...]
    staying: tuple[int, ...]


MOST_TOLD = 5_000  # entries of a text read again that are told one by one


@dataclass(frozen=True, slots=True)
class RereadEntry:
    """One entry of a text that was read again: its paper, and what it says better now.

    `paper_id` is None when no paper was seen on its lines; `new` when it would come in,
    `left_out` when it stays out, because a person left it out or deleted it.
    """

    entry: Entry
    paper_id: int | None
    improvements: tuple[Improvement, ...]
    new: bool = False
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading the stored text of an import again changes, with all parts of a large one.

    `improved` and `new` are how many papers get better facts and how many come in; `entries` are
    the first of them, at most `MOST_TOLD`. `missing` are papers of this import that are not found
    in its text any more: they stay. `left_out` is how many of its text stay out.
    """

    import_id: int
    improved: int
    new: int
    entries: tuple[RereadEntry, ...]
    missing: tuple[int, ...] = ()
    left_out: int = 0
