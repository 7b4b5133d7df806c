"""What came in and what was decided, over some days or about one import."""

from dataclasses import dataclass

from reader.model.paper import Paper


@dataclass(frozen=True, slots=True)
class Section:
    """Papers under one heading; `whole` is how many there are, of which some are told."""

    name: str
    papers: tuple[Paper, ...]
    whole: int


@dataclass(frozen=True, slots=True)
class Digest:
    """What a digest tells. `period` says in words what it is about; `until` is its last day (ISO).

    `imports` are names with how many papers each brought; `came` are papers nobody has decided
    about yet, and `decided` what was decided, section by section.
    """

    period: str
    until: str
    imports: tuple[tuple[str, int], ...]
    came: Section
    decided: tuple[Section, ...]
    new: int
    notes: int
    highlights: int
