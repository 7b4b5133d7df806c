"""The plan says what would happen; nothing is written."""

from collections.abc import Callable

from making import abstract, facts, title

from reader.model import Changes, Facts, Plan, Result, State
from reader.store import Store
from reader.store.improving import improvements

Add = Callable[..., Changes]
MakePlan = Callable[..., Plan]


def results(plan: Plan) -> list[Result]:
    return [entry.result for entry in plan.entries]


def fields(old: Facts, new: Facts) -> dict[str, object]:
    return {found.field: found.new for found in improvements(old, new)}


def test_planning_writes_nothing(store: Store, plan: MakePlan) -> None:
    assert results(plan(1, 2)) == [Result.NEW, Result.NEW]
    assert store.seq() == 0
    assert store.counts().all == 0


def test_a_known_paper_is_recognised_with_its_state(store: Store, add: Add, plan: MakePlan) -> None:
    add(1, 2)
    store.set_state([2], State.ARCHIVE)
    made = plan(3, 2, 1)
    assert results(made) == [Result.NEW, Result.KNOWN, Result.KNOWN]
    assert [(entry.paper_id, entry.state) for entry in made.entries] == [
        (None, None), (2, State.ARCHIVE), (1, State.INBOX),
    ]  # fmt: skip


def test_what_a_known_paper_would_gain_is_listed(add: Add, plan: MakePlan) -> None:
    add(1)
    (entry,) = plan(facts(1, author_count=3, date="2025-03-31")).entries
    assert entry.result is Result.IMPROVED
    assert [(found.field, found.old, found.new) for found in entry.improvements] == [
        ("author_count", None, 3), ("date", None, "2025-03-31"),
    ]  # fmt: skip


def test_the_same_paper_twice_in_a_listing_counts_once(plan: MakePlan) -> None:
    made = plan(1, 2, facts(1, year=2020))
    assert results(made) == [Result.NEW, Result.NEW, Result.KNOWN]
    assert made.entries[2].same_as == 0
    assert [found.field for found in made.entries[2].improvements] == ["year"]


def test_a_known_paper_twice_in_a_listing_is_improved_once(add: Add, plan: MakePlan) -> None:
    add(1)
    made = plan(facts(1, year=2020), facts(1, year=2020))
    assert results(made) == [Result.IMPROVED, Result.KNOWN]
    assert [entry.same_as for entry in made.entries] == [None, 0]


def test_a_later_entry_is_found_by_what_an_earlier_one_added(add: Add, plan: MakePlan) -> None:
    add(1)
    made = plan(facts(1, arxiv_id="2401.1"), facts(2, arxiv_id="2401.1"))
    assert [entry.paper_id for entry in made.entries] == [1, 1]


def test_doubtful_entries_name_the_paper_they_may_be(add: Add, plan: MakePlan) -> None:
    add(facts(1, arxiv_id="2401.1"))
    made = plan(facts(1, arxiv_id="2401.2"), Facts("Another name", abstract(1)))
    assert results(made) == [Result.DOUBTFUL, Result.DOUBTFUL]
    assert [entry.paper_id for entry in made.entries] == [1, 1]


def test_a_sure_match_goes_before_a_doubtful_one(add: Add, plan: MakePlan) -> None:
    add(facts(1, doi="10.1/a"), facts(1, doi="10.1/b"))
    (entry,) = plan(facts(1, doi="10.1/b")).entries
    assert (entry.result, entry.paper_id) == (Result.KNOWN, 2)
    bread = "Bread rises because yeast makes gas; flour, salt, water, patience, warm kitchens, "
    bread += "stone ovens, grandmothers, sourdough, crusts, crumbs, rye, spelt, barley, baskets."
    add(facts(3, title="Introduction"), Facts("Introduction", bread))
    (entry,) = plan(Facts("Introduction", bread)).entries
    assert (entry.result, entry.paper_id) == (Result.KNOWN, 4)


def test_unknown_facts_are_filled_and_known_ones_stay() -> None:
    old = facts(1, url="https://a.example", authors=("Ann",), year=2020)
    new = facts(1, url="https://b.example", authors=("Bo", "Cy"), venue="Shed", keywords=("k",))
    assert fields(old, new) == {"venue": "Shed", "keywords": ("k",)}
    assert fields(old, Facts(title(1))) == {}


def test_a_cut_abstract_grows_and_never_shrinks() -> None:
    whole, cut = facts(1), facts(1, abstract=abstract(1)[:120] + "…")
    assert fields(cut, whole) == {"abstract": abstract(1)}
    assert fields(whole, cut) == {}
    assert fields(whole, facts(1, abstract=abstract(1) + " Yes.")) == {}  # not clearly longer
    assert fields(cut, facts(1, abstract=abstract(2) * 2)) == {}  # not its beginning
    assert fields(facts(1, abstract=None), whole) == {"abstract": abstract(1)}
    assert fields(facts(1, abstract=None), facts(1, abstract=" ")) == {}


def test_a_date_becomes_more_precise_and_never_less() -> None:
    def gain(old: str | None, new: str | None, **changes: bool) -> object:
        return fields(facts(1, date=old, **changes), facts(1, date=new)).get("date")

    assert gain(None, "2020") == "2020"
    assert gain("2020", "2020-05") == "2020-05"
    assert gain("--05-12", "2020-05-12") == "2020-05-12"
    assert gain("--05-12", "2020-05-13") is None
    assert gain("2020-05-12", "2020") is None
    assert gain("2020-05-12", "--05-12") is None
    assert gain("2020-05-12", "2019-05-12") is None


def test_a_stated_year_replaces_one_that_came_from_the_capture() -> None:
    guessed = facts(1, date="2025-03-31", date_as_shown="Mar 31", year_from_capture=True)
    stated = facts(1, date="2024-03-31", date_as_shown="Mar 31, 2024")
    assert fields(guessed, stated) == {
        "date": "2024-03-31", "date_as_shown": "Mar 31, 2024", "year_from_capture": False,
    }  # fmt: skip
    assert fields(stated, guessed) == {}
    assert fields(guessed, facts(1, date="2024-04-01")) == {}


def test_improving_again_with_the_same_changes_nothing(add: Add, plan: MakePlan) -> None:
    add(1)
    better = facts(1, author_count=3, date="2025-03-31", date_as_shown="Mar 31", upvotes=4)
    add(better)
    assert results(plan(better)) == [Result.KNOWN]


def test_a_title_takes_the_place_of_an_identifier_that_stood_for_one(
    store: Store, add: Add, plan: MakePlan
) -> None:
    add(Facts("arXiv:2501.00007", arxiv_id="2501.00007"))
    named = Facts("Lamps at Night", arxiv_id="2501.00007", abstract=abstract(1))
    (entry,) = plan(named).entries
    assert entry.result is Result.IMPROVED
    add(named)
    paper = store.paper(1)
    assert paper is not None
    assert paper.facts.title == "Lamps at Night"
    assert fields(named, Facts("arXiv:2501.00007", arxiv_id="2501.00007")) == {}
    assert "title" not in fields(Facts("Lamps"), named)
