"""A tag that one computer renamed is one tag after a join, under the name that was given last."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from twofold import Two, join, join_both_ways, two

from reader.library import Library


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Two]:
    with two(tmp_path) as made:
        yield made


def tags(library: Library, paper_id: int) -> list[str]:
    return [tag.name for tag in library.paper(paper_id).tags]


def all_tags(library: Library) -> list[str]:
    return [tag.name for tag, _ in library.counts().tags]


def test_a_tag_renamed_there_is_renamed_here(both: Two) -> None:
    both.other.rename_tag("common", "Shared")
    join_both_ways(both)
    assert all_tags(both.one) == ["Shared"]
    assert [tags(both.one, paper) for paper in (1, 2, 3)] == [["Shared"], ["Shared"], []]


def test_what_was_tagged_there_by_the_former_name_has_the_new_one(both: Two) -> None:
    both.one.rename_tag("common", "shared")
    both.other.tag([3], ["common"])
    both.other.untag([1], ["common"])
    join_both_ways(both)
    assert all_tags(both.one) == ["shared"]
    assert [tags(both.one, paper) for paper in (1, 2, 3)] == [[], ["shared"], ["shared"]]


def test_a_join_of_a_renamed_tag_can_be_undone(both: Two) -> None:
    both.other.rename_tag("common", "shared")
    join(both.one, both.other)
    both.one.undo()
    assert all_tags(both.one) == ["common"]
    both.one.redo()
    assert all_tags(both.one) == ["shared"]
    assert both.one.check() == []


def test_of_two_new_names_the_later_one_stays(both: Two) -> None:
    both.one.rename_tag("common", "first")
    both.other.rename_tag("common", "second")
    join_both_ways(both)
    assert all_tags(both.one) == ["second"]


def test_a_new_name_that_is_taken_here_makes_one_tag_of_two(both: Two) -> None:
    both.one.tag([2, 3], ["shared"])
    both.other.rename_tag("common", "shared")
    join_both_ways(both)
    assert all_tags(both.one) == ["shared"]
    assert [tags(both.one, paper) for paper in (1, 2, 3)] == [["shared"]] * 3


def test_a_new_name_that_is_taken_there_makes_one_tag_of_two(both: Two) -> None:
    both.one.rename_tag("common", "shared")
    both.other.tag([2, 3], ["shared"])
    join_both_ways(both)
    assert [tags(both.one, paper) for paper in (1, 2, 3)] == [["shared"]] * 3


def test_a_tag_made_anew_under_the_former_name_is_another_one(both: Two) -> None:
    both.one.rename_tag("common", "shared")
    join(both.other, both.one)
    both.other.tag([4], ["common"])
    join_both_ways(both)
    assert [tags(both.one, paper) for paper in (1, 2, 4)] == [["shared"], ["shared"], ["common"]]


def test_a_new_name_taken_back_after_a_join_is_taken_back_on_both(both: Two) -> None:
    both.one.rename_tag("common", "shared")
    join(both.other, both.one)
    both.one.undo()
    join_both_ways(both)
    assert all_tags(both.one) == ["common"]


def test_tags_below_go_along(both: Two) -> None:
    both.one.tag([3], ["common/part"])
    join(both.other, both.one)
    both.other.rename_tag("common", "shared")
    both.one.tag([4], ["common/part"])
    join_both_ways(both)
    assert all_tags(both.one) == ["shared", "shared/part"]
    assert tags(both.one, 4) == ["shared/part"]


def test_searches_of_both_name_the_tag_as_it_is_called_now(both: Two) -> None:
    both.one.save_search("here", "tag:common is:inbox")
    both.other.save_search("there", "-tag:common")
    both.other.rename_tag("common", "shared")
    both.one.save_search("later", "tag:common")
    join_both_ways(both)
    said = {one.name: one.query for one in both.one.searches()}
    assert said == {"here": "tag:shared is:inbox", "there": "-tag:shared", "later": "tag:shared"}
