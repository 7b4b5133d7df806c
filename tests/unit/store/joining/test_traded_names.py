"""Tags that took each other's names on one computer have done so on both after a join."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from twofold import Two, join, join_both_ways, two

from reader.library import Library


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Two]:
    with two(tmp_path) as made:
        made.one.tag([3], ["rare"])
        join(made.other, made.one)
        yield made


def tags(library: Library) -> list[list[str]]:
    return [[tag.name for tag in library.paper(paper).tags] for paper in (1, 2, 3, 4)]


def swap(library: Library) -> None:
    library.rename_tag("common", "aside")
    library.rename_tag("rare", "Common")
    library.rename_tag("aside", "Rare")


@pytest.mark.parametrize("is_here", [True, False])
def test_tags_that_changed_names_do_so_on_both(both: Two, is_here: bool) -> None:
    swapping, waiting = (both.one, both.other) if is_here else (both.other, both.one)
    swap(swapping)
    waiting.tag([4], ["common"])
    waiting.untag([2], ["common"])
    join_both_ways(both)
    for library in (both.one, both.other):
        assert tags(library) == [["Rare"], [], ["Common"], ["Rare"]]


@pytest.mark.parametrize("is_here", [True, False])
def test_a_name_that_was_given_up_and_taken_by_another_is_no_reason_to_mix_them(
    both: Two, is_here: bool
) -> None:
    shifting, waiting = (both.one, both.other) if is_here else (both.other, both.one)
    shifting.rename_tag("rare", "rarest")
    shifting.rename_tag("common", "rare")
    waiting.tag([4], ["common"])
    join_both_ways(both)
    for library in (both.one, both.other):
        assert tags(library) == [["rare"], ["rare"], ["rarest"], ["rare"]]


def test_names_changed_on_both_alike_stay(both: Two) -> None:
    swap(both.one)
    swap(both.other)
    join_both_ways(both)
    assert tags(both.one) == [["Rare"], ["Rare"], ["Common"], []]


def test_changing_them_back_after_a_join_counts_on_both(both: Two) -> None:
    swap(both.one)
    join(both.other, both.one)
    swap_back = [("common", "aside"), ("rare", "common"), ("aside", "rare")]
    for old, new in swap_back:
        both.one.rename_tag(old, new)
    join_both_ways(both)
    for library in (both.one, both.other):
        assert tags(library) == [["common"], ["common"], ["rare"], []]


def test_a_name_that_a_third_tag_has_meanwhile_takes_nothing_off(both: Two) -> None:
    swap(both.other)
    both.one.rename_tag("rare", "third")
    join_both_ways(both)
    for library in (both.one, both.other):
        for paper in tags(library)[:3]:
            assert paper


@pytest.mark.parametrize("is_here", [True, False])
def test_searches_go_with_the_tags(both: Two, is_here: bool) -> None:
    swapping, waiting = (both.one, both.other) if is_here else (both.other, both.one)
    swapping.save_search("before", "tag:common")
    join(both.one, both.other)
    join(both.other, both.one)
    swap(swapping)
    swapping.save_search("after", "tag:common")
    waiting.save_search("meanwhile", "tag:common")
    join_both_ways(both)
    for library in (both.one, both.other):
        said = {one.name: one.query for one in library.searches()}
        assert said == {"before": "tag:Rare", "after": "tag:common", "meanwhile": "tag:Rare"}


def test_a_join_of_changed_names_can_be_undone(both: Two) -> None:
    swap(both.other)
    before = tags(both.one)
    join(both.one, both.other)
    assert tags(both.one) == [["Rare"], ["Rare"], ["Common"], []]
    both.one.undo()
    assert tags(both.one) == before
    assert both.one.check() == []
