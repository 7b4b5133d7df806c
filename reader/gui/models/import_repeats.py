"""Which entries of an import repeat an earlier one, so that one paper counts once."""

from collections.abc import Sequence

from reader.model import Plan, Result


def twins(plans: Sequence[Plan | None]) -> dict[int, int]:
    """For each entry that repeats an earlier one, the number of the earlier one.

    Inside one file the plan says so; across files equal titles do, as a hint for the counts
    only: what is the same paper is decided by the library when the entries are added.
    """
    found: dict[int, int] = {}
    several = sum(plan is not None for plan in plans) > 1
    first_with: dict[str, int] = {}
    start = 0
    for plan in plans:
        if plan is None:
            continue
        for number, planned in enumerate(plan.entries, start):
            if planned.same_as is not None and planned.result is not Result.DOUBTFUL:
                head = start + planned.same_as
                found[number] = found.get(head, head)
            elif several:
                title = " ".join(planned.entry.facts.title.casefold().split())
                head = first_with.setdefault(title, number)
                if head < start:
                    found[number] = head
        start += len(plan.entries)
    return found
