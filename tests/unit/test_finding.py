"""Searches answer about the library as it is now, whatever the word index knows."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from making import fill

from reader import paths
from reader.errors import Busy
from reader.index import WordIndex, matches
from reader.library import Library
from reader.model import State
from reader.query.nodes import Is
from reader.query.parsing import parse

QUERIES = (
    "steps", "lanterns", "lantern", '"shoe box"', "tid*", "-oven", "glaciers OR kites",
    "tag:shelf steps", "is:starred beehive", "-is:starred clocks", "is:queue OR moths",
    "note:lamp", "title:weaving", "lamp", "(kites OR moths) -tag:shelf", "collection of",
)  # fmt: skip


def by_hand(library: Library, query: str) -> set[int]:
    """The answer worked out paper by paper, without index and without SQL filters."""
    store = library._store
    node = parse(query).node
    found = set()
    for words in store.words():
        paper = library.paper(words.id)
        tree = _replace_filters(node, paper.state, paper.starred, {tag.name for tag in paper.tags})
        if matches(tree, words):
            found.add(words.id)
    return found


def _replace_filters(node: object, state: State, starred: bool, tags: set[str]) -> object:
    from reader.query.nodes import All, Any, HasTag, Not

    yes, no = All(), Not(All())
    match node:
        case Is("starred"):
            return yes if starred else no
        case Is(what):
            return yes if state == what else no
        case HasTag(name):
            return yes if name in tags else no
        case Not(inner):
            return Not(_replace_filters(inner, state, starred, tags))
        case All(nodes):
            return All(tuple(_replace_filters(inner, state, starred, tags) for inner in nodes))
        case Any(nodes):
            return Any(tuple(_replace_filters(inner, state, starred, tags) for inner in nodes))
    return node


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
