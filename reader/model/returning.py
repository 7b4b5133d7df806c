"""When a paper that was decided against deserves another look, because a listing has it again."""

from reader.model.listing import PlannedEntry, Result
from reader.model.paper import Paper, State

THIRD = 3
FEW = 10  # votes or comments under which twice as many say nothing


def is_folded(planned: PlannedEntry) -> bool:
    """Whether this is an archived paper about which the entry says nothing new."""
    return planned.result is Result.KNOWN and planned.state is State.ARCHIVE


def comes_back(planned: PlannedEntry, paper: Paper) -> str:
    """Why an archived paper is worth another look, in a sentence; empty when it is not.

    It is listed for the third time, or twice as many people voted or commented as before.
    """
    if len({sighting.import_id for sighting in paper.sightings}) == THIRD - 1:
        return "You archived this paper. It is listed for the third time."
    for name in ("upvotes", "comments"):
        now = getattr(planned.entry.facts, name) or 0
        before = max((getattr(sighting, name) or 0 for sighting in paper.sightings), default=0)
        if before and now >= max(2 * before, FEW):
            return f"You archived this paper. It had {before:,} {name}, now {now:,}."
    return ""
