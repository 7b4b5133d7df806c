"""Saved searches are kept in order, and every change of them can be taken back."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import Problem
from reader.library import Library
from reader.store import Store


def names(library: Library) -> list[str]:
    return [search.name for search in library.searches()]


@pytest.fixture
def three(library: Library) -> Library:
    """A library with three saved searches."""
    for name in ("one", "two", "three"):
        library.save_search(name, f"words of {name}")
    return library


def test_a_search_is_saved_behind_the_others_and_said_again_whole(three: Library) -> None:
    changes = three.save_search("Forgetting 🏮", 'is:inbox  "a b"', "-date")
    assert changes.areas == {"searches"}
    assert not changes.papers
    last = three.searches()[-1]
    assert (last.name, last.query, last.sort) == ("Forgetting 🏮", 'is:inbox "a b"', "-date")


def test_a_name_is_used_once_whatever_its_case(three: Library) -> None:
    with pytest.raises(Problem, match="with this name"):
        three.save_search(" TWO ", "x")
    one = three.searches()[0]
    with pytest.raises(Problem, match="with this name"):
        three.change_search(one.id, name="two")
    three.change_search(one.id, name="ONE")
    assert names(three) == ["ONE", "two", "three"]


@pytest.mark.parametrize("name", ["", "  ", "x" * 101])
def test_a_name_that_is_none_is_refused(library: Library, name: str) -> None:
    with pytest.raises(Problem, match="needs a name"):
        library.save_search(name, "x")
    assert library.searches() == []


def test_a_search_is_changed_moved_and_deleted_and_all_of_it_undone(three: Library) -> None:
    one, two, _ = three.searches()
    three.change_search(two.id, query="other words", sort="title")
    three.move_search(one.id, None)
    assert names(three) == ["two", "three", "one"]
    three.move_search(one.id, two.id)
    assert names(three) == ["one", "two", "three"]
    three.delete_search(two.id)
    assert names(three) == ["one", "three"]
    assert three.undo().action == "Undo Delete search two"
    assert three.searches()[1].query == "other words"
    for _ in range(3):
        three.undo()
    assert three.searches()[1].query == "words of two"
    assert three.searches()[1].sort == "default"
    three.redo()
    assert three.searches()[1].query == "other words"


def test_a_search_that_is_gone_is_said_to_be_gone(three: Library) -> None:
    two = three.searches()[1]
    three.delete_search(two.id)
    for act in (
        lambda: three.change_search(two.id, name="x"),
        lambda: three.delete_search(two.id),
        lambda: three.move_search(two.id, None),
        lambda: three.move_search(three.searches()[0].id, two.id),
    ):
        with pytest.raises(Problem, match="gone"):
            act()


def test_nothing_changed_is_no_step(three: Library) -> None:
    before = three.seq()
    one = three.searches()[0]
    three.change_search(one.id, name="one", query="words of one")
    three.move_search(one.id, one.id)
    assert three.seq() == before


@settings(max_examples=30, deadline=None)
@given(moves=st.lists(st.tuples(st.integers(0, 4), st.none() | st.integers(0, 4)), max_size=12))
def test_searches_move_as_in_a_plain_list(
    moves: list[tuple[int, int | None]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = Store.open(Path(tmp_path_factory.mktemp("searches")) / "library.db")
    for number in range(5):
        store.save_search(f"{number}", "", "default")
    plain = [search.id for search in store.searches()]
    ids = list(plain)
    for moved, before in moves:
        target = None if before is None else ids[before]
        store.move_search(ids[moved], target)
        if target != ids[moved]:
            plain.remove(ids[moved])
            plain.insert(len(plain) if target is None else plain.index(target), ids[moved])
        assert [search.id for search in store.searches()] == plain
    store.close()
