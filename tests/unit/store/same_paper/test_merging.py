"""Two papers become one with nothing lost, and two again with each its own."""

import sqlite3
from collections.abc import Callable

import pytest
from making import abstract, facts

from reader.errors import Problem
from reader.model import Changes, Kind, Paper, State
from reader.query.nodes import EVERYTHING
from reader.store import Store

Add = Callable[..., Changes]


def rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Everything that the library holds, without its history."""
    connection: sqlite3.Connection = store._connection
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    history = ("journal", "actions", "moment", "sqlite_sequence")
    return {
        name: connection.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall()
        for (name,) in names
        if name not in history
    }


def paper(store: Store, paper_id: int) -> Paper:
    found = store.paper(paper_id)
    assert found is not None
    return found


@pytest.fixture
def two(store: Store, add: Add) -> Store:
    """Papers 1 and 2, each with marks of every kind, and a third one that is like none."""
    other = "Other words. " + abstract(1)
    add(facts(1, arxiv_id="2401.00001", date="2024-01"), 3, name="one.txt")
    add(
        facts(2, title="Another title for it", abstract=other, doi="10.1234/x", year=2024),
        name="two.txt",
    )
    assert list(store.ids(EVERYTHING, "added")) == [1, 2, 3]
    store.set_state([1], State.QUEUE)
    store.set_state([3], State.READING)
    store.tag([1], ["common", "first"])
    store.tag([3], ["common", "second"])
    store.star([3])
    store.write_note(1, "The first note.")
    store.write_note(3, "The second note.\n\nWith two paragraphs.")
    store.highlight(1, 3, 20, Kind.IDEA, "mine")
    store.highlight(3, 0, 12, Kind.CITE, "lost words")
    store.highlight(3, 16, 33, Kind.METHOD)
    return store


def test_a_merged_paper_has_the_union_of_everything(two: Store) -> None:
    changes = two.merge([(1, 3)], {})
    assert changes.gone == {3}
    one = paper(two, 1)
    assert two.paper(3) is None
    assert "The first note." in one.note
    assert "The second note.\n\nWith two paragraphs." in one.note
    assert "\n---\n" in one.note
    assert {tag.name for tag in one.tags} == {"common", "first", "second"}
    assert one.starred
    assert one.state is State.READING
    assert {mark.quote for mark in one.highlights} >= {"Other words."}
    assert len(one.highlights) == 3
    assert [sighting.import_name for sighting in one.sightings] == ["one.txt", "two.txt"]
    assert (one.facts.arxiv_id, one.facts.doi, one.facts.year) == ("2401.00001", "10.1234/x", 2024)
    assert [each.title for each in one.merged] == ["Another title for it"]
    assert two.check() == []


def test_highlights_whose_words_are_not_in_the_text_are_listed_as_lost(two: Store) -> None:
    two.merge([(1, 3)], {})
    lost = [mark for mark in paper(two, 1).highlights if mark.start is None]
    assert [mark.quote for mark in lost] == ["Other words."]
    found = [mark for mark in paper(two, 1).highlights if mark.kind is Kind.METHOD]
    assert found[0].start is not None


def test_a_value_is_that_of_the_chosen_paper(two: Store) -> None:
    two.merge([(1, 3)], {"title": 3, "abstract": 3, "state": 1, "date": 1})
    one = paper(two, 1)
    assert one.facts.title == "Another title for it"
    assert str(one.facts.abstract).startswith("Other words.")
    assert one.state is State.QUEUE
    assert one.queue_place == 1
    assert two.check() == []


@pytest.mark.parametrize("choose", [{}, {"title": 3, "abstract": 3, "state": 1}])
def test_to_split_a_merge_is_to_have_never_merged(two: Store, choose: dict[str, int]) -> None:
    before = rows(two)
    two.merge([(1, 3)], choose)
    assert rows(two) != before
    two.unmerge(1)
    assert rows(two) == before
    assert two.check() == []


def test_undo_takes_a_merge_back_and_redo_makes_it_again(two: Store) -> None:
    before = rows(two)
    two.merge([(3, 1)], {})
    merged = rows(two)
    two.undo()
    assert rows(two) == before
    two.redo()
    assert rows(two) == merged
    two.unmerge(3)
    assert rows(two) == before
    two.undo()
    assert rows(two) == merged


def test_what_was_added_after_the_merge_stays_with_the_paper_that_survived(two: Store) -> None:
    two.merge([(1, 3)], {})
    two.append_note(1, "Written later.")
    two.tag([1], ["later"])
    two.set_state([1], State.DONE)
    two.edit(1, {"venue": "Shed"})
    two.highlight(1, 40, 60, Kind.RESULT)
    for number in range(250):
        two.star([2], number % 2 == 0)
    two.unmerge(1)
    one, other = paper(two, 1), paper(two, 3)
    assert one.note == "The first note.\n\nWritten later."
    assert {tag.name for tag in one.tags} == {"common", "first", "later"}
    assert one.state is State.DONE
    assert one.facts.venue == "Shed"
    assert one.facts.doi is None
    assert len(one.highlights) == 2
    assert other.note == "The second note.\n\nWith two paragraphs."
    assert {tag.name for tag in other.tags} == {"common", "second"}
    assert other.state is State.READING
    assert other.starred
    assert len(other.highlights) == 2
    assert two.check() == []


def test_a_note_that_was_edited_across_the_line_stays_whole_and_the_other_comes_back(
    two: Store,
) -> None:
    two.merge([(1, 3)], {})
    two.write_note(1, paper(two, 1).note.replace("With two", "With rewritten"))
    edited = paper(two, 1).note
    two.unmerge(1)
    assert paper(two, 1).note == edited
    assert paper(two, 3).note == "The second note.\n\nWith two paragraphs."


def test_merges_are_taken_apart_from_the_newest_to_the_oldest(two: Store) -> None:
    start = rows(two)
    two.merge([(1, 3)], {})
    middle = rows(two)
    two.merge([(2, 1)], {})
    assert [each.title for each in paper(two, 2).merged] == [facts(1).title]
    assert "The second note." in paper(two, 2).note
    two.unmerge(2)
    assert rows(two) == middle
    two.unmerge(1)
    assert rows(two) == start
    with pytest.raises(Problem, match="No paper was merged"):
        two.unmerge(1)


def test_decisions_about_the_other_paper_hold_for_the_one_that_stays(
    store: Store, add: Add
) -> None:
    add(1, 2, 3)
    store.keep_apart([(2, 3)])
    store.merge([(1, 3)], {})
    pairs = store._connection.execute("SELECT a, b, verdict FROM pairs").fetchall()
    assert pairs == [(1, 2, "different")]
    store.unmerge(1)
    pairs = store._connection.execute("SELECT a, b, verdict FROM pairs").fetchall()
    assert pairs == [(2, 3, "different")]


def test_many_pairs_are_one_step(store: Store, add: Add) -> None:
    add(1, 2, 3, 4)
    before = rows(store)
    changes = store.merge([(1, 2), (3, 4)], {})
    assert changes.action == "Merge 2 pairs"
    assert store.counts().all == 2
    store.undo()
    assert rows(store) == before


@pytest.mark.parametrize(
    ("pair", "choose", "said"),
    [
        ((1, 1), {}, "with itself"),
        ((1, 99), {}, "no paper 99"),
        ((1, 3), {"title": 2}, "not one of the two"),
        ((1, 3), {"notes": 1}, "no fact"),
    ],
)
def test_what_cannot_be_merged_is_refused_and_nothing_is_changed(
    two: Store, pair: tuple[int, int], choose: dict[str, int], said: str
) -> None:
    before = rows(two)
    with pytest.raises(Problem, match=said):
        two.merge([pair], choose)
    assert rows(two) == before


def test_a_place_of_the_queue_that_was_taken_since_is_not_taken_twice(
    store: Store, add: Add
) -> None:
    add(1, 2, 3)
    store.set_state([1, 2], State.QUEUE)
    store.merge([(1, 2)], {})
    place = store._connection.execute(
        "SELECT json_extract(parts, '$.other.marks[0].queue_place') FROM merges"
    ).fetchone()[0]
    store.set_state([3], State.QUEUE)
    taken = store._connection.execute("SELECT queue_place FROM marks WHERE paper_id = 3").fetchone()
    assert taken == (place,)
    store.unmerge(1)
    assert store.check() == []
    assert paper(store, 2).queue_place == 3
