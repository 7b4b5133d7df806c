"""Plans of several texts made together by the front door."""

from pathlib import Path

from making import facts, listing

from reader.library import Library, read_file
from reader.model import Dump, Plan, Result


def plan(library: Library, name: str, *numbers: int) -> Plan:
    """What importing these made-up papers would do."""
    return library.plan_listing(Dump(name, name), listing([facts(number) for number in numbers]))


def test_a_paper_of_two_texts_is_new_in_the_first_and_known_in_the_second(
    library: Library,
) -> None:
    alone = [plan(library, "a", 1, 2), plan(library, "b", 2, 3, 3)]
    first, second = library.plan_together(alone)
    assert [planned.result for planned in first.entries] == [Result.NEW, Result.NEW]
    assert [planned.result for planned in second.entries] == [
        Result.KNOWN,
        Result.NEW,
        Result.KNOWN,
    ]
    assert [each.dump.name for each in (first, second)] == ["a", "b"]


def test_the_real_listings_are_180_papers_in_any_order(library: Library, shared: Path) -> None:
    paths = sorted((shared / "seeds").glob("*.txt"))
    for some in (paths, paths[::-1]):
        together = library.plan_together([library.plan(read_file(path)) for path in some])
        assert sum(each.count(Result.NEW) + each.count(Result.DOUBTFUL) for each in together) == 180
        assert not any(each.listing.leftovers for each in together)
    for path in paths:
        library.add([library.plan(read_file(path))])
    assert library.counts().all == 180


def test_places_count_within_their_own_plan(library: Library) -> None:
    _, second = library.plan_together([plan(library, "a", 1, 2), plan(library, "b", 2, 3, 3)])
    assert [planned.same_as for planned in second.entries] == [None, None, 1]


def test_plans_made_together_are_added_as_one_action(library: Library) -> None:
    plans = library.plan_together([plan(library, "a", 1, 2), plan(library, "b", 2, 3)])
    library.add(plans)
    assert len(library.find().ids) == 3
    library.undo()
    assert not len(library.find().ids)


def test_one_plan_stays_as_it_is(library: Library) -> None:
    only = [plan(library, "a", 1, 1)]
    assert library.plan_together(only) == only
    assert library.plan_together([]) == []
