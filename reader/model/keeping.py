"""What is said about backups, restoring and repairing."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Backup:
    """One verified copy of a library. `place` is the folder of the library it was made of.

    `number` grows with every backup of a library; `at` is the time of the clock, in UTC. `size`
    is in bytes on the disk. `seq` is the journal's sequence number that it holds.
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
