"""Searches answer about the library as it is now, whatever the word index knows."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from judging import LEAVES, holds
from making import fill

from reader import paths
from reader.errors import Busy
from reader.index import WordIndex
from reader.library import Library
from reader.model import State
from reader.query.nodes import All, Any, Is, Node, Not
from reader.query.parsing import parse
from reader.query.writing import write

QUERIES = (
    "steps", "lanterns", "lantern", '"shoe box"', "tid*", "-oven", "glaciers OR kites",
    "tag:shelf steps", "is:starred beehive", "-is:starred clocks", "is:queue OR moths",
    "note:lamp", "title:weaving", "lamp", "(kites OR moths) -tag:shelf", "collection of",
)  # fmt: skip


def by_hand(library: Library, query: str) -> set[int]:
    """The answer worked out paper by paper, without index and without SQL."""
    node = parse(query).node
    ids = [words.id for words in library._store.words()]
    return {paper.id for paper in library.papers(ids) if holds(node, paper)}


@pytest.fixture
def filled(library: Library) -> Library:
    fill(library, range(60))
    return library


def change_something(library: Library, chance: random.Random) -> None:
    """One random verb on a few random papers."""
    everything = list(library.find().ids)
    some = chance.sample(everything, k=min(len(everything), chance.randint(1, 4)))
    verbs: tuple[Callable[[], object], ...] = (
        lambda: library.write_note(some[0], chance.choice(("a lamp in the cellar", "", "kites"))),
        lambda: library.tag(some, [chance.choice(("shelf", "lamp", "moths"))]),
        lambda: library.star(some, chance.random() < 0.5),
        lambda: library.set_state(some, chance.choice(list(State))),
        lambda: library.delete(some[:1]),
        lambda: library.undo(),
    )
    chance.choice(verbs)()


def anything(chance: random.Random, depth: int = 3) -> Node:
    """A random search of words and filters."""
    kind = chance.random()
    if depth == 0 or kind < 0.5:
        words = parse(chance.choice(("steps", "lantern*", '"shoe box"', "lantrns~", "author:bo",
                                     "note:lamp", "moths", "title:weaving"))).node  # fmt: skip
        return words if kind < 0.25 else chance.choice(LEAVES)
    if kind < 0.6:
        return Not(anything(chance, depth - 1))
    inner = tuple(anything(chance, depth - 1) for _ in range(chance.randrange(1, 4)))
    return All(inner) if chance.random() < 0.6 else Any(inner)


@pytest.mark.parametrize("seed", range(5))
def test_words_and_filters_in_any_combination_find_what_they_mean(
    filled: Library, seed: int
) -> None:
    chance = random.Random(100 + seed)
    for _ in range(12):
        change_something(filled, chance)
    papers = filled.papers(list(filled.find().ids))
    waiting = {paper.id for pair in filled.duplicates() for paper in (pair.a, pair.b)}
    for _ in range(60):
        node = anything(chance)
        found = list(filled.find(write(node)).ids)
        assert len(found) == len(set(found))
        assert set(found) == {paper.id for paper in papers if holds(node, paper, waiting)}, write(
            node
        )


def test_the_search_may_say_its_order(filled: Library) -> None:
    by_title = list(filled.find("steps", sort="title").ids)
    assert list(filled.find("steps sort:title").ids) == by_title
    assert list(filled.find("steps sort:-title").ids) == by_title[::-1]
    asked_otherwise = filled.find("sort:title steps", sort="added").ids
    assert list(asked_otherwise) == list(filled.find("steps", sort="added").ids)


@pytest.mark.parametrize("seed", range(4))
def test_after_any_changes_the_answers_equal_the_library(filled: Library, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(25):
        change_something(filled, chance)
        query = chance.choice(QUERIES)
        assert set(filled.find(query).ids) == by_hand(filled, query), query


def test_the_answer_is_right_while_the_index_cannot_be_written(
    filled: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not filled.find("lanterns").behind
    filled.write_note(filled.find("moths").ids[0], "seen by lamplight near lanterns")

    def refuse(*_: object, **__: object) -> None:
        raise Busy("The index is being written by another program.")

    monkeypatch.setattr(WordIndex, "follow", refuse)
    found = filled.find("lanterns")
    assert found.behind
    assert set(found.ids) == by_hand(filled, "lanterns")


def test_a_deleted_index_is_built_again_without_a_question(filled: Library) -> None:
    before = list(filled.find("kites").ids)
    folder = paths.index_folder(filled.uid)
    filled.close()
    for path in folder.rglob("*"):
        if path.is_file():
            path.unlink()
    with Library.open(filled.folder) as again:
        assert list(again.find("kites").ids) == before


def test_a_title_match_comes_before_an_abstract_match(library: Library) -> None:
    fill(library, range(20))
    title_hit = library.find("title:orchards").ids[0]
    other = next(paper for paper in library.find().ids if paper not in library.find("orchards").ids)
    library.write_note(other, "orchards")
    assert library.find("orchards").ids[0] != other
    assert title_hit in library.find("orchards").ids


def test_a_place_narrows_the_answer_and_sorting_overrides_rank(filled: Library) -> None:
    some = list(filled.find("kites").ids)[:2]
    filled.set_state(some, State.QUEUE)
    assert set(filled.find("kites", within=Is("queue")).ids) == set(some)
    by_title = [row.title for row in filled.rows(filled.find("steps", sort="title").ids)]
    assert by_title == sorted(by_title, key=str.casefold)


def test_an_unfinished_word_matches_as_a_beginning_only_while_typing(filled: Library) -> None:
    assert filled.find("lant", typing=True).ids
    assert not filled.find("lant").ids


def test_what_is_not_understood_is_named_and_does_not_stop_the_search(filled: Library) -> None:
    found = filled.find("kites is:nowhere")
    assert found.ignored
    assert "is:nowhere" in found.ignored[0][0]


def test_a_library_on_another_disk_has_an_index_of_its_own(tmp_path: Path) -> None:
    for name in ("one", "two"):
        with Library.open(tmp_path / name) as library:
            fill(library, range(5) if name == "one" else range(5, 9))
            assert len(library.find("steps").ids) == (5 if name == "one" else 4)


def test_papers_that_may_be_one_are_those_whose_pair_waits(filled: Library) -> None:
    waiting = {paper.id for pair in filled.duplicates() for paper in (pair.a, pair.b)}
    assert set(filled.find("has:duplicate").ids) == waiting != set()
