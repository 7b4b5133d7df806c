"""What is said about backups, restoring and repairing."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reader.model.answers import Changes, Finding


@dataclass(frozen=True, slots=True)
class Difference:
    """What would be lost and gained if a library became what it is in a backup.

    Papers and notes are told by the titles of the papers, texts (documents and comparisons) by
    their own. `decisions` counts the papers whose
    state, star, tags or place in the Queue would change, `facts` those that would say other things.
    """

    papers_lost: tuple[str, ...] = ()
    papers_gained: tuple[str, ...] = ()
    notes_lost: tuple[str, ...] = ()
    notes_gained: tuple[str, ...] = ()
    texts_lost: tuple[str, ...] = ()
    texts_gained: tuple[str, ...] = ()
    highlights_lost: int = 0
    highlights_gained: int = 0
    decisions: int = 0
    facts: int = 0


@dataclass(frozen=True, slots=True)
class Backup:
    """One verified copy of a library. `place` is the folder of the library it was made of.

    `number` grows with every backup of a library; `at` is the time of the clock, in UTC. `size`
    is in bytes on the disk. `seq` is the journal's sequence number that it holds, `lineage` names
    the history up to there; it is empty in backups of older versions.
    """

    number: int
    at: datetime
    reason: str
    place: str
    uid: str
    seq: int
    papers: int
    notes: int
    highlights: int
    size: int
    lineage: str = ""


@dataclass(frozen=True, slots=True)
class Restored:
    """A library became what it was in a backup; `before` is the backup of what it was till then."""

    changes: Changes
    before: Backup


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a repair did: what was found, what was done, and what could not be put right.

    `backup` holds the library as it was; `kept` is the damaged file, when its pages were damaged.
    """

    found: tuple[Finding, ...]
    done: tuple[str, ...]
    remaining: tuple[Finding, ...]
    backup: Backup | None
    kept: Path | None
