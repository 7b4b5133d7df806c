"""Archived papers that a listing has again: which stay folded, and which come back."""

from making import facts
from making_shown import paper

from reader.model import Entry, PlannedEntry, Result, Sighting, State, comes_back, is_folded


def planned(
    result: Result = Result.KNOWN, state: State = State.ARCHIVE, **now: object
) -> PlannedEntry:
    return PlannedEntry(Entry(facts(1, **now), 1, 2), result, 1, state)


def sighting(number: int, upvotes: int | None = None, comments: int | None = None) -> Sighting:
    return Sighting(number, f"{number}.txt", 1, 1, 2, None, upvotes, comments, "2025-01-01")


def test_only_archived_papers_with_nothing_new_are_folded() -> None:
    assert is_folded(planned())
    assert not is_folded(planned(Result.IMPROVED))
    assert not is_folded(planned(state=State.DONE))


def test_a_paper_comes_back_when_it_is_listed_for_the_third_time() -> None:
    once, twice, often = (
        paper(sightings=tuple(sighting(number) for number in range(count))) for count in (1, 2, 3)
    )
    assert "third time" in comes_back(planned(), twice)
    assert not comes_back(planned(), once)
    assert not comes_back(planned(), often)


def test_two_lines_of_one_import_are_one_sighting() -> None:
    assert not comes_back(planned(), paper(sightings=(sighting(1), sighting(1))))


def test_a_paper_comes_back_when_its_counts_have_doubled() -> None:
    known = paper(sightings=(sighting(1, upvotes=20, comments=2),))
    assert "had 20 upvotes, now 40" in comes_back(planned(upvotes=40), known)
    assert not comes_back(planned(upvotes=39), known)
    assert not comes_back(planned(comments=4), known), "four comments are still few"
