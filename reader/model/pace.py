"""How the reading goes: what came in, what was done, and how long the Queue was, day by day."""

from dataclasses import dataclass

Days = tuple[tuple[str, int], ...]
"""Days (ISO) with a number each, in order; days without one are left out."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The numbers of the statistics. `queue_days` is the length of the Queue at the end of a day.

    `together` are pairs of tags with how many papers have both. `began` is the first day.
    """

    papers: int
    done: int
    queue: int
    added_days: Days
    done_days: Days
    queue_days: Days
    tags: tuple[tuple[str, int], ...]
    together: tuple[tuple[str, str, int], ...]
    began: str
