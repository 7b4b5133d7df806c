"""What lists, the reading pane, the sidebar and the word index are told."""

from collections.abc import Callable

import pytest
from making import abstract, facts, title

from reader.model import Changes, Kind, Passages, State, Tag
from reader.store import Store, papers

Add = Callable[..., Changes]


def test_rows_come_in_the_order_asked_for_without_those_that_are_gone(
    store: Store, add: Add
) -> None:
    add(1, 2, 3)
    store.delete([2])
    assert [row.id for row in store.rows([3, 2, 99, 1])] == [3, 1]
    assert store.rows([]) == []


def test_a_row_says_what_a_list_shows(store: Store, add: Add) -> None:
    add(facts(1, abstract="x" * 500, authors=("Ann", "Bo"), author_count=2, date="2020"))
    store.tag([1], ["b", "A"])
    store.star([1])
    store.write_note(1, "words")
    store.highlight(1, 0, 5, Kind.IDEA)
    store.set_state([1], State.QUEUE)
    (row,) = store.rows([1])
    assert (row.title, row.snippet, row.date) == (title(1), "x" * 240, "2020")
    assert (row.authors, row.author_count) == (("Ann", "Bo"), 2)
    assert (row.state, row.starred, row.seen, row.queue_place) == (State.QUEUE, True, True, 1)
    assert row.tags == (Tag("A", "red"), Tag("b", "slate"))
    assert (row.import_id, row.has_note, row.highlights) == (1, True, 1)


def test_a_paper_that_is_not_there_is_none(store: Store) -> None:
    assert store.paper(1) is None


def test_many_papers_take_as_many_questions_as_one(store: Store, add: Add) -> None:
    add(*range(20))
    store.set_state(list(range(1, 21)), State.QUEUE)
    asked: list[str] = []
    store._connection.set_trace_callback(asked.append)
    store.papers([7])  # after a change it looks whether the file is still the same
    asked.clear()
    one = store.papers([7])
    for_one, asked[:] = len(asked), []
    many = store.papers([*range(20, 0, -1), 99])
    assert len(asked) == for_one
    assert [paper.queue_place for paper in many] == list(range(20, 0, -1))
    assert one == [many[13]] == [store.paper(7)]


def test_papers_of_several_pages_keep_their_order(
    store: Store, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "PAGE", 3)
    add(*range(8))
    store.highlight(5, 0, 2, Kind.IDEA)
    wanted = [8, 1, 5, 99, 2, 3, 7]
    found = store.papers(wanted)
    assert [paper.id for paper in found] == [8, 1, 5, 2, 3, 7]
    assert [len(paper.highlights) for paper in found] == [0, 0, 1, 0, 0, 0]
    assert all(len(paper.sightings) == 1 for paper in found)


def test_counts_add_up(store: Store, add: Add) -> None:
    add(*range(5), name="a.txt")
    add(5, 0, name="b.txt")
    store.set_state([1, 2], State.DONE)
    store.star([2, 3])
    store.tag([1], ["x"])
    counts = store.counts()
    assert counts.states == {
        State.INBOX: 4, State.QUEUE: 0, State.READING: 0, State.DONE: 2, State.ARCHIVE: 0,
    }  # fmt: skip
    assert (counts.all, counts.unseen, counts.starred) == (6, 3, 2)
    assert counts.tags == ((Tag("x", "slate"), 1),)
    assert [(found.name, found.papers) for found in counts.imports] == [("b.txt", 2), ("a.txt", 5)]


def test_words_are_all_that_can_be_searched(store: Store, add: Add) -> None:
    add(1, 2)
    store.tag([1], ["b", "a"])
    store.write_note(1, "my note")
    store.highlight(1, 11, 20, Kind.IDEA, "later")
    store.highlight(1, 0, 2, Kind.IDEA, "first")
    first, second = store.words()
    assert (first.id, first.title, first.abstract) == (1, title(1), abstract(1))
    assert (first.note, first.tags) == ("my note", "a\nb")
    assert first.highlights == f"{abstract(1)[:2]}\n{abstract(1)[11:20]}"
    assert first.comments == "first\nlater"
    assert (second.note, second.tags, second.highlights) == ("", "", "")
    assert [words.id for words in store.words({2, 99})] == [2]


def test_passages_are_what_rows_of_a_search_quote_from(store: Store, add: Add) -> None:
    add(1, 2)
    store.write_note(1, "my note")
    store.highlight(1, 11, 20, Kind.IDEA, "later")
    store.highlight(1, 0, 2, Kind.IDEA, "first")
    first, second = store.passages([1, 99, 2])
    quotes = f"{abstract(1)[:2]} first {abstract(1)[11:20]} later"
    assert first == Passages(1, abstract(1), "my note", quotes)
    assert second == Passages(2, abstract(2), "", "")


def test_words_come_in_pages_and_hold_nothing_open_in_between(
    store: Store, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "PAGE", 3)
    add(*range(8))
    numbers = []
    for words in store.words():
        numbers.append(words.id)
        assert not store._connection.in_transaction
        store.star([words.id])  # a change in the middle is possible
    assert numbers == list(range(1, 9))
    assert [words.id for words in store.words(set(range(9)))] == list(range(1, 9))


def test_changes_to_words_are_told_since_any_point(store: Store, add: Add) -> None:
    assert store.changed_since(-1) == (frozenset(), frozenset(), 0)
    add(*range(6))
    seq = store.seq()
    assert store.changed_since(0) == (frozenset(range(1, 7)), frozenset(), seq)
    for change, expected in (
        (lambda: store.write_note(1, "a"), 1),
        (lambda: store.tag([2], ["x"]), 2),
        (lambda: store.highlight(3, 0, 5, Kind.IDEA), 3),
        (store.undo, 3),
    ):
        changes = change()
        assert store.changed_since(seq) == ({expected}, frozenset(), changes.seq)
        seq = changes.seq
    store.star([4])
    store.set_state([4], State.DONE)
    assert store.changed_since(seq) == (frozenset(), frozenset(), store.seq())
    seq = store.seq()
    store.delete([5])
    assert store.changed_since(seq) == (frozenset(), frozenset({5}), store.seq())
    store.undo()
    assert store.changed_since(seq) == (frozenset({5}), frozenset(), store.seq())


def test_a_renamed_tag_changes_the_words_of_its_papers(store: Store, add: Add) -> None:
    add(1, 2)
    store.tag([2], ["x"])
    seq = store.seq()
    store._act(lambda conn: conn.execute("UPDATE tags SET name = 'X'") and "Rename tag x")
    assert store.changed_since(seq)[0] == {2}


def test_a_better_abstract_changes_the_words(store: Store, add: Add) -> None:
    seq = add(facts(1, abstract=None)).seq
    add(1)
    assert store.changed_since(seq)[0] == {1}
