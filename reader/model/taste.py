"""What the order "For you" has learned: from which decisions, how well it does, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from reader.model.paper import Words

Wish = Literal["mute", "pin"]

ENOUGH = 20  # decisions before anything is learned from them


@dataclass(frozen=True, slots=True)
class Decision:
    """One paper that was decided on: kept (queued, read, starred) or dropped.

    `words` are those of a paper that is no longer in the library.
    """

    paper_id: int
    kept: bool
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """How well the order foresaw the newest decisions, each from what was decided before it.

    Of `decisions` graded, `kept` were kept, and `found` of those stood in the first `top`.
    """

    decisions: int
    kept: int
    top: int
    found: int

    def __str__(self) -> str:
        """The grade in a sentence, beside what chance would have done."""
        return (
            f"In your last {self.decisions} decisions the top quarter held"
            f" {self.found / self.kept:.0%} of what you kept; chance"
            f" {self.top / self.decisions:.0%}."
        )


@dataclass(frozen=True, slots=True)
class Taste:
    """What was learned. `effects` says, by stem, how much a word speaks for a paper or against it.

    `liked` and `disliked` are the words that weigh most, as people write them; `wishes` are the
    words that the person muted or pinned. `is_on` is false while there are too few decisions.
    """

    decisions: int = 0
    kept: int = 0
    grade: Grade | None = None
    effects: Mapping[str, float] = field(default_factory=dict)
    liked: tuple[str, ...] = ()
    disliked: tuple[str, ...] = ()
    wishes: Mapping[str, Wish] = field(default_factory=dict)

    @property
    def is_on(self) -> bool:
        """Whether there is enough to learn from, of both kinds."""
        return self.decisions >= ENOUGH and 0 < self.kept < self.decisions
