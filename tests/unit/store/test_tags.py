"""Tags differ by more than case and have no spaces; a new one gets the least used colour."""

from collections.abc import Callable

import pytest

from reader.errors import Problem
from reader.model import Changes
from reader.query.nodes import HasTag
from reader.store import Store
from reader.store.tags import COLORS, checked

Add = Callable[..., Changes]


@pytest.fixture
def three(store: Store, add: Add) -> Store:
    """Three papers."""
    add(1, 2, 3)
    return store


def names(store: Store, number: int) -> list[str]:
    paper = store.paper(number)
    assert paper is not None
    return [tag.name for tag in paper.tags]


def test_a_tag_keeps_its_first_spelling(three: Store) -> None:
    three.tag([1], ["Éclair"])
    assert three.tag([1, 2], ["éCLAIR"]).papers == {2}
    assert names(three, 1) == names(three, 2) == ["Éclair"]


def test_names_are_tidied(three: Store) -> None:
    assert checked(["  zero  shot ", "#vision/ocr", "A", "a"]) == ["zero-shot", "vision/ocr", "A"]


@pytest.mark.parametrize(
    "name", ["", "  ", "#", "a,b", 'a"b', "a\x07b", "x" * 101, "a\u200bb", "\u202eab", "a\ufffd"]
)
def test_a_name_that_cannot_be_a_tag_is_refused(three: Store, name: str) -> None:
    with pytest.raises(Problem, match="cannot be a tag"):
        three.tag([1], [name])
    assert three.counts().tags == ()


def test_letters_of_every_writing_and_joined_pictures_may_be_a_tag(three: Store) -> None:
    names = ["می\u200cخواهم", "👩\u200d🔬", "Überblick", "量子"]
    three.tag([1], names)
    assert {tag.name for tag, _ in three.counts().tags} == set(names)


def test_each_of_nine_tags_gets_its_own_colour(three: Store) -> None:
    three.tag([1], [f"t{number}" for number in range(10)])
    colors = [tag.color for tag, _ in three.counts().tags]
    assert sorted(colors[:9]) == sorted(COLORS)
    assert colors[9] == COLORS[0]


def test_tags_are_counted_by_name(three: Store) -> None:
    three.tag([1, 2], ["b"])
    three.tag([1], ["A"])
    assert [(tag.name, count) for tag, count in three.counts().tags] == [("A", 1), ("b", 2)]


def test_taking_off_a_tag_that_does_not_exist_is_a_problem(three: Store) -> None:
    with pytest.raises(Problem, match="no tag “nowhere”"):
        three.untag([1], ["nowhere"])


def test_taking_off_says_how_many_had_it(three: Store) -> None:
    three.tag([1, 2], ["x"])
    assert three.untag([1, 2, 3], ["X"]).action == "Untag 2 papers X"
    assert names(three, 1) == []


def test_retagging_is_one_step(three: Store) -> None:
    three.tag([1, 2], ["old"])
    changes = three.retag([1, 2, 3], add=["new"], remove=["old"])
    assert changes.action == "Change tags of 3 papers"
    assert names(three, 1) == ["new"]
    three.undo()
    assert names(three, 1) == ["old"]
    assert three.retag([3], add=["new"]).action == "Tag 1 paper new"
    assert three.retag([3], remove=["new"]).action == "Untag 1 paper new"
    assert three.retag([3]).action == ""


def test_many_tags_are_named_in_short(three: Store) -> None:
    assert three.tag([1], list("abcde")).action == "Tag 1 paper a, b, c and 2 more"


def test_tags_below_a_tag_are_found_with_it(three: Store) -> None:
    three.tag([1], ["vision"])
    three.tag([2], ["Vision/OCR"])
    three.tag([3], ["visionary"])
    assert list(three.ids(HasTag("VISION"))) == [1]
    assert set(three.ids(HasTag("vision", below=True))) == {1, 2}
