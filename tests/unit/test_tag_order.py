"""Tags themselves: renamed, coloured, merged and deleted, each as one step that can be undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from making import fill

from reader.errors import Problem
from reader.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        fill(opened, range(4))
        ids = list(opened.find().ids)
        opened.tag(ids[:2], ["vision"])
        opened.tag(ids[1:3], ["vision/ocr"])
        opened.tag(ids[2:], ["eyes"])
        yield opened


def tags(library: Library) -> dict[str, int]:
    return {tag.name: count for tag, count in library.counts().tags}


def test_renaming_takes_the_tags_below_along_and_can_be_undone(library: Library) -> None:
    before = tags(library)
    changes = library.rename_tag("Vision", "sight")
    assert tags(library) == {"eyes": 2, "sight": 2, "sight/ocr": 2}
    assert changes.action == "Rename the tag vision to sight"
    assert len(library.find("tag:sight/ocr").ids) == 2
    assert len(library.find("#vision").ids) == 0
    library.undo()
    assert tags(library) == before
    assert len(library.find("tag:=vision").ids) == 2


def test_words_of_a_renamed_tag_are_found_by_the_word_index(library: Library) -> None:
    assert len(library.find("eyes").ids) >= 2
    library.rename_tag("eyes", "spectacles")
    assert len(library.find("spectacles").ids) == 2


def test_a_tag_can_change_its_case_and_move_below_itself(library: Library) -> None:
    library.rename_tag("vision", "Vision")
    assert "Vision" in tags(library)
    assert "vision/ocr" in tags(library)
    library.rename_tag("Vision", "vision/old")
    assert set(tags(library)) == {"eyes", "vision/old", "vision/old/ocr"}


def test_a_name_that_is_taken_is_refused_and_nothing_changes(library: Library) -> None:
    before = tags(library)
    with pytest.raises(Problem, match="already"):
        library.rename_tag("vision", "EYES")
    with pytest.raises(Problem, match="cannot be a tag"):
        library.rename_tag("vision", "a,b")
    with pytest.raises(Problem, match="no tag"):
        library.rename_tag("nose", "ear")
    assert tags(library) == before


def test_merging_keeps_every_paper_once(library: Library) -> None:
    changes = library.merge_tags("vision/ocr", "eyes")
    assert tags(library) == {"eyes": 3, "vision": 2}
    assert len(changes.papers) == 2
    library.undo()
    assert tags(library) == {"eyes": 2, "vision": 2, "vision/ocr": 2}
    library.redo()
    assert tags(library) == {"eyes": 3, "vision": 2}


def test_merging_a_tag_into_itself_changes_nothing(library: Library) -> None:
    assert library.merge_tags("eyes", "Eyes").action == ""


def test_deleting_takes_a_tag_off_all_papers_and_undo_puts_it_back(library: Library) -> None:
    assert library.delete_tag("vision").action == "Delete the tag vision from 2 papers"
    assert tags(library) == {"eyes": 2, "vision/ocr": 2}
    library.undo()
    assert tags(library)["vision"] == 2


def test_a_colour_is_one_of_nine(library: Library) -> None:
    library.color_tag("eyes", "pink")
    colors = {tag.name: tag.color for tag, _count in library.counts().tags}
    assert colors["eyes"] == "pink"
    with pytest.raises(Problem, match="no colour"):
        library.color_tag("eyes", "mauve")
    library.undo()
    assert library.check() == []


def test_saved_searches_follow_a_renamed_tag_in_the_same_step(library: Library) -> None:
    library.save_search("Mine", 'oven -#vision OR tag:"vision/ocr"', "title")
    library.save_search("Other", "vision tag:eyes")
    library.rename_tag("vision", "sight")
    assert [one.query for one in library.searches()] == [
        "oven -tag:sight OR tag:sight/ocr",
        "vision tag:eyes",
    ]
    library.undo()
    assert library.searches()[0].query == 'oven -#vision OR tag:"vision/ocr"'
    assert library.undo_state().undo == "Save search Other"


def test_saved_searches_find_the_same_after_two_tags_are_merged(library: Library) -> None:
    library.save_search("Mine", "tag:vision")
    library.save_search("Eyes", "tag:eyes")
    both = set(library.find("tag:vision OR tag:eyes").ids)
    library.merge_tags("vision", "eyes")
    assert set(library.find("saved:Mine").ids) == both
    library.merge_tags("vision/ocr", "eyes")
    library.undo()
    assert set(library.find("saved:Mine").ids) == both
