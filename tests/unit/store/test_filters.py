"""The search tree as SQL gives what the same tree gives when it is worked out by hand."""

import random
from collections.abc import Callable

import pytest
from judging import LEAVES, holds
from making import facts, title

from reader.model import Changes, Facts, Kind, Sort, State
from reader.query.nodes import (
    EVERYTHING,
    All,
    Any,
    Has,
    InImport,
    Is,
    Node,
    Not,
    Phrase,
    Saved,
    When,
    Word,
)
from reader.store import Store

Add = Callable[..., Changes]


@pytest.fixture
def mixed(store: Store, add: Add) -> Store:
    """Sixty papers of three imports in all states, with all kinds of marks."""
    chance = random.Random(7)
    dates = (None, "2019", "2020-05", "2020-05-17", "2021-12-31", "--03-31", None)
    numbers = iter(range(60))
    for name in ("Daily Papers.txt", "weekly.txt", "ÄRGER.txt"):
        add(
            *[
                facts(
                    number,
                    date=dates[number % 7],
                    year=2018 if number % 11 == 0 else None,
                    url="https://a.example" if number % 4 == 0 else None,
                    authors=("Ann Moth", "Bo Ölund")[: number % 3],
                    author_count=5 if number % 5 == 0 else None,
                    comments=number % 4 or None,
                    abstract=None if number % 13 == 0 else "Some words. " * (number % 5 + 1),
                )
                for number in (next(numbers) for _ in range(20))
            ],
            name=name,
        )
    ids = list(store.ids(EVERYTHING))
    for state in (State.QUEUE, State.READING, State.DONE, State.ARCHIVE):
        store.set_state(chance.sample(ids, 12), state)
    store.star(chance.sample(ids, 9))
    store.tag(chance.sample(ids, 9), ["vision"])
    store.tag(chance.sample(ids, 9), ["vision/ocr", "maps"])
    for number in chance.sample(ids, 9):
        store.write_note(number, "words" if number % 3 else "")
    for number in chance.sample([n for n in ids if store.paper(n).facts.abstract], 9):  # type: ignore[union-attr]
        kind = Kind.IDEA if number % 3 else Kind.CITE
        store.highlight(number, 0, 4, kind, "why" if number % 2 else "")
    return store


def trees() -> list[Node]:
    """All leaves, and some random trees of them."""
    chance = random.Random(3)
    made: list[Node] = [*LEAVES, EVERYTHING, Any()]
    for _ in range(60):
        parts = tuple(chance.choices(made, k=chance.randint(0, 3)))
        made.append(chance.choice((All(parts), Any(parts), Not(chance.choice(made)))))
    return made


def test_filters_find_what_the_words_mean(mixed: Store) -> None:
    papers = [mixed.paper(number) for number in mixed.ids(EVERYTHING)]
    assert len(papers) == 60
    for node in trees():
        expected = {paper.id for paper in papers if paper and holds(node, paper)}
        found = list(mixed.ids(node))
        assert len(found) == len(set(found))
        assert set(found) == expected, node


def test_a_paper_that_may_be_another_one_has_a_duplicate(store: Store, add: Add) -> None:
    add(1, 2, 3)
    first, second, third = sorted(store.ids(EVERYTHING))
    with store._connection:  # the verdict as an import writes it
        store._connection.execute("UPDATE moment SET action_id = 1")
        store._connection.execute(
            "INSERT INTO pairs (a, b, verdict) VALUES (?, ?, 'doubtful')", (first, third)
        )
        store._connection.execute("UPDATE moment SET action_id = NULL")
    assert sorted(store.ids(Has("duplicate"))) == [first, third]
    assert list(store.ids(Not(Has("duplicate")))) == [second]


def test_the_queue_knows_since_when(store: Store, add: Add) -> None:
    add(1, 2)
    one, other = store.ids(EVERYTHING)
    store.set_state([one], State.QUEUE)
    assert list(store.ids(When("queued", "today..today"))) == [one]
    assert list(store.ids(When("queued", ">1d"))) == []
    assert list(store.ids(Not(When("queued", "1d")))) == [other]


def test_words_are_not_for_sql(store: Store) -> None:
    for node in (
        Word("a"),
        All((Is("inbox"), Not(Phrase("a b")))),
        Is("purple"),
        Has("wings"),
        Saved("x"),
    ):
        with pytest.raises(ValueError, match="not a question for SQL"):
            store.ids(node)


def listed(store: Store, sort: Sort) -> list[str]:
    return [row.title for row in store.rows(store.ids(EVERYTHING, sort))]


def test_undated_papers_come_last_in_either_direction(store: Store, add: Add) -> None:
    add(
        Facts("none"), Facts("day", date="2020-05-17"), Facts("half", date="--12-31"),
        Facts("year", date="2020"), Facts("only", year=2019), Facts("late", date="2021-01"),
    )  # fmt: skip
    assert listed(store, "date")[:4] == ["only", "year", "day", "late"]
    assert listed(store, "-date")[:4] == ["late", "day", "year", "only"]
    assert set(listed(store, "-date")[4:]) == {"none", "half"}


def test_titles_sort_without_case_and_articles(store: Store, add: Add) -> None:
    add(Facts("the Moth"), Facts("Kites"), Facts("“Ångström”"), Facts("a lamp"))
    assert listed(store, "title") == ["“Ångström”", "Kites", "a lamp", "the Moth"]
    assert listed(store, "-title") == listed(store, "title")[::-1]


def test_the_newest_import_comes_first_in_the_order_of_its_page(store: Store, add: Add) -> None:
    add(1, 2, name="old.txt")
    add(3, 4, name="new.txt")
    newest = [title(3), title(4), title(1), title(2)]
    assert listed(store, "default") == listed(store, "-added") == listed(store, "match") == newest
    assert listed(store, "added") == [title(1), title(2), title(3), title(4)]


def test_each_place_has_its_own_order(store: Store, add: Add) -> None:
    add(*range(4), name="old.txt")
    add(4, 3, 0, name="new.txt")
    by_title = {row.title: row.id for row in store.rows(store.ids(EVERYTHING))}
    ids = [by_title[title(number)] for number in range(5)]
    assert list(store.ids(InImport(id=2))) == [ids[4], ids[3], ids[0]]
    for state in (State.READING, State.DONE, State.ARCHIVE):
        for number in (2, 0, 3):
            store.set_state([ids[number]], state)
        assert list(store.ids(Is(state.value))) == [ids[3], ids[0], ids[2]]
    store.set_state([ids[3], ids[1]], State.QUEUE)
    store.set_state([ids[2]], State.QUEUE, front=True)
    assert list(store.ids(All((EVERYTHING, Is("queue"))))) == [ids[2], ids[3], ids[1]]
    assert list(store.ids(Is("inbox"))) == [ids[4]]
    assert list(store.ids(EVERYTHING, "queue"))[:3] == [ids[2], ids[3], ids[1]]


@pytest.mark.parametrize("sort", ["default", "date", "-date", "added", "-added", "title", "-title"])
def test_given_papers_are_sorted_like_lists(mixed: Store, sort: Sort) -> None:
    everything = list(mixed.ids(EVERYTHING, sort))
    some = random.Random(1).sample(everything, 30)
    assert list(mixed.sort([*some, 999], sort)) == [one for one in everything if one in some]


def test_sorting_by_match_keeps_the_order_given(mixed: Store) -> None:
    assert list(mixed.sort([5, 3, 999, 4], "match")) == [5, 3, 4]


def test_lists_are_read_from_indexes(mixed: Store) -> None:
    """A list of all papers must not read the abstracts: that is what makes it fast."""
    told = []
    mixed._connection.set_trace_callback(told.append)
    for sort in ("default", "-date", "title"):
        mixed.ids(EVERYTHING, sort)  # type: ignore[arg-type]
    mixed._connection.set_trace_callback(None)
    for sql in told:
        if sql.startswith("SELECT papers.id"):
            plan = mixed._connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
            assert any("COVERING INDEX" in step[3] for step in plan), (sql, plan)
