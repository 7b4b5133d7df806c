"""Applying plans: all or nothing, once, and never over what the person said."""

from collections.abc import Callable

import pytest
from making import abstract, facts, listing, title

from reader.errors import Cancelled, Problem
from reader.model import Changes, Dump, Facts, Kind, Leftover, Listing, Plan, State
from reader.query.nodes import EVERYTHING, InImport, Is
from reader.store import Store

Add = Callable[..., Changes]
MakePlan = Callable[..., Plan]


def titles(store: Store) -> list[str]:
    return [row.title for row in store.rows(store.ids(EVERYTHING))]


def test_papers_arrive_with_all_their_facts(store: Store, add: Add) -> None:
    said = Facts(
        title="Kites", abstract=abstract(1), authors=("Ann", "Bø"), author_count=2,
        date="2025-03-31", date_as_shown="Mar 31", year_from_capture=True, url="https://a.example",
        arxiv_id="2503.1", doi="10.1/x", venue="Shed", year=2025, upvotes=3, comments=1,
        code_url="https://c.example", keywords=("wind", "string"),
    )  # fmt: skip
    changes = add(said)
    paper = store.paper(1)
    assert paper is not None
    assert paper.facts == said
    assert (paper.state, paper.starred, paper.seen, paper.note) == (State.INBOX, False, False, "")
    assert len(paper.uid) == 12
    assert [event.what for event in paper.events] == ["added"]
    assert changes.papers == {1}
    assert changes.areas == {"facts", "marks", "imports"}


def test_a_sighting_says_where_a_paper_came_from_and_what_it_brought(
    store: Store, add: Add
) -> None:
    add(1, 2, name="one.txt")
    add(3, facts(2, year=2020, upvotes=5), name="two.txt")
    paper = store.paper(2)
    assert paper is not None
    first, second = paper.sightings
    assert (first.import_name, first.position, first.first_line, first.last_line) == (
        "one.txt", 1, 3, 4,
    )  # fmt: skip
    assert first.gave == ("title", "abstract")
    assert (second.import_name, second.upvotes) == ("two.txt", 5)
    assert set(second.gave) == {"year", "upvotes"}


def test_importing_the_same_text_twice_changes_nothing(store: Store, plan: MakePlan) -> None:
    made = plan(1, 2, facts(1, year=2020))
    first = store.add([made])
    for again in (made, plan(1, 2, facts(1, year=2020), name="other-name.txt")):
        assert store.add([again], tags=["x"], state=State.DONE) == Changes("", first.seq)
    assert len(store.counts().imports) == 1
    assert len(store.log()) == 1
    assert store.counts().tags == ()


def test_the_same_text_brings_back_what_was_left_out_or_deleted(
    store: Store, plan: MakePlan
) -> None:
    made = plan(1, 2, 3)
    store.add([made], leave_out=[frozenset({1})])
    assert titles(store) == [title(1), title(3)]
    store.delete([1])
    store.add([plan(1, 2, 3)])
    assert set(titles(store)) == {title(1), title(2), title(3)}
    assert [found.papers for found in store.counts().imports] == [2, 1]
    assert len(store.paper(2).sightings) == 1  # type: ignore[union-attr]


def test_another_listing_of_known_papers_is_remembered_as_sightings(store: Store, add: Add) -> None:
    add(1, 2)
    changes = add(2, 1, name="later.txt")
    assert changes.action == "Import later.txt"
    assert changes.areas == {"imports"}
    assert [found.papers for found in store.counts().imports] == [2, 2]
    assert len(store.paper(1).sightings) == 2  # type: ignore[union-attr]


def test_new_facts_never_touch_marks(store: Store, add: Add) -> None:
    add(facts(1, abstract=abstract(1)[:120]))
    store.set_state([1], State.DONE)
    store.tag([1], ["mine"])
    store.star([1])
    store.write_note(1, "my words")
    store.highlight(1, 3, 10, Kind.IDEA)
    before = store.paper(1)
    add(facts(1, year=2020), state=State.ARCHIVE, tags=["other"])
    after = store.paper(1)
    assert before is not None
    assert after is not None
    assert after.facts == facts(1, year=2020)
    for mark in ("state", "starred", "seen", "tags", "note", "highlights", "events", "uid"):
        assert getattr(after, mark) == getattr(before, mark)


def test_what_an_import_improved_is_undone_with_it(store: Store, add: Add) -> None:
    add(1)
    add(facts(1, year=2020), 2)
    store.undo()
    assert store.paper(1).facts == facts(1)  # type: ignore[union-attr]
    assert titles(store) == [title(1)]
    store.redo()
    assert store.paper(1).facts.year == 2020  # type: ignore[union-attr]


def test_papers_can_go_straight_to_a_state_with_tags(store: Store, add: Add) -> None:
    add(1, 2, state=State.QUEUE, tags=["Fresh", "fresh", "to read"])
    rows = store.rows(store.ids(Is("queue")))
    assert [(row.title, row.queue_place) for row in rows] == [(title(1), 1), (title(2), 2)]
    assert [tag.name for tag in rows[0].tags] == ["Fresh", "to-read"]
    add(3, state=State.DONE)
    assert "finished" in [event.what for event in store.paper(3).events]  # type: ignore[union-attr]


def test_several_plans_are_one_step_and_share_what_they_find(store: Store, plan: MakePlan) -> None:
    changes = store.add([plan(1, 2, name="a.txt"), plan(2, 3, name="b.txt")])
    assert changes.action == "Import 2 files"
    assert titles(store) == [title(2), title(3), title(1)] or len(titles(store)) == 3
    assert len(store.paper(2).sightings) == 2  # type: ignore[union-attr]
    store.undo()
    assert store.counts().all == 0


def test_two_plans_of_the_same_text_are_one_import(store: Store, plan: MakePlan) -> None:
    assert store.add([plan(1), plan(1)]).action == "Import page.txt"
    assert len(store.counts().imports) == 1


def test_leaving_out_the_first_mention_adds_the_second(store: Store, plan: MakePlan) -> None:
    store.add([plan(1, facts(1, year=2020))], leave_out=[frozenset({0})])
    assert store.paper(1).facts == facts(1, year=2020)  # type: ignore[union-attr]


def test_a_second_mention_completes_the_first(store: Store, add: Add) -> None:
    add(1, 2, facts(1, year=2020))
    assert store.counts().all == 2
    paper = store.paper(1)
    assert paper is not None
    assert paper.facts.year == 2020
    assert [sighting.position for sighting in paper.sightings] == [0, 2]


def test_nothing_to_add_is_no_import(store: Store, plan: MakePlan) -> None:
    assert store.add([plan(1)], leave_out=[frozenset({0})]).action == ""
    assert store.add([plan()]).action == ""
    assert store.add([]).action == ""
    assert store.counts().imports == ()


def test_the_library_may_change_between_plan_and_add(store: Store, plan: MakePlan) -> None:
    old = plan(1, 2)
    store.add([plan(1, name="meanwhile.txt")])
    store.add([old])
    assert store.counts().all == 2


def test_doubtful_papers_are_added_and_the_pair_remembered(store: Store, add: Add) -> None:
    add(facts(1, doi="10.1/a"))
    add(2, facts(1, doi="10.1/b"), Facts("Another name", abstract(2)))
    pairs = store._connection.execute("SELECT a, b, verdict FROM pairs").fetchall()
    assert pairs == [(1, 3, "doubtful"), (2, 4, "doubtful")]
    assert store.counts().all == 4


def test_stopping_adds_nothing(store: Store, plan: MakePlan) -> None:
    heard: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        heard.append((done, total))
        return done < 400

    with pytest.raises(Cancelled):
        store.add([plan(*range(500))], progress=stop)
    assert heard == [(200, 500), (400, 500)]
    assert store.counts().all == 0
    assert store.seq() == 0
    assert store.check() == []
    assert store._connection.execute("SELECT count(*) FROM dumps").fetchone() == (0,)


def test_numbers_of_papers_that_are_gone_are_not_used_again(store: Store, add: Add) -> None:
    add(1, 2)
    store.delete([2])
    assert add(3).papers == {3}


def test_a_tag_that_cannot_be_stops_the_import(store: Store, plan: MakePlan) -> None:
    with pytest.raises(Problem, match="cannot be a tag"):
        store.add([plan(1)], tags=['a"b'])
    assert store.counts().all == 0


def test_hostile_texts_are_kept_as_far_as_they_can_be(store: Store) -> None:
    said = Facts("NUL \0 and \ud800 half", abstract="a\x07b", authors=("\udfff",))
    listed = listing([said])
    dump = Dump("name\0\ud800.txt", "\0\ud800", path="/\udcff")
    wild = Listing("lines", 2, listed.entries, leftovers=(Leftover(2, "\ud800", "odd"),))
    store.add([store.plan(dump, wild)])
    paper = store.paper(1)
    assert paper is not None
    assert paper.facts.title == "NUL \ufffd and \ufffd half"
    assert paper.facts.authors == ("\ufffd",)
    assert store.check() == []
    store.undo()
    store.redo()
    assert store.paper(1) == paper


def test_an_import_is_listed_with_what_is_known_of_it(store: Store) -> None:
    listed = Listing(
        "cards", 9, listing([facts(1)]).entries, captured="2025", captured_evidence="It says so."
    )
    store.add([store.plan(Dump("a.txt", "text"), listed)])
    (found,) = store.counts().imports
    assert (found.name, found.format, found.captured, found.captured_evidence, found.lines) == (
        "a.txt", "cards", "2025", "It says so.", 9,
    )  # fmt: skip
    assert list(store.ids(InImport(id=found.id))) == [1]
