"""What was written about one thing on two computers can be found by a person after a join."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from making import fill
from twofold import Two, join, join_both_ways, numbers, two, versions_of_all

from reader.library import Library
from reader.model import Kind, State


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Two]:
    with two(tmp_path, furnished=True) as made:
        yield made


def cells(library: Library) -> dict[tuple[int, str], str]:
    (matrix,) = library.matrices()
    return {place: cell.text for place, cell in matrix.cells.items()}


def write_cell(library: Library, paper_id: int, column: str, text: str) -> None:
    library.write_cells(library.matrices()[0].id, {(paper_id, column): (text, None)})


def test_a_cell_written_on_both_holds_both(both: Two) -> None:
    write_cell(both.one, 1, "task", "here")
    write_cell(both.other, 1, "task", "there")
    join_both_ways(both)
    assert cells(both.one)[1, "task"] == "here\nthere"


def test_a_comment_written_on_both_holds_both_and_another_kind_is_kept(both: Two) -> None:
    (common,) = both.one.paper(1).highlights
    both.one.change_highlight(common.id, comment="here")
    both.other.change_highlight(common.id, comment="there", kind=Kind.CITE)
    join_both_ways(both)
    (found,) = both.one.paper(1).highlights
    assert (found.comment, found.kind) == ("here\nthere", Kind.CITE)


def test_a_comment_here_and_a_kind_there_are_no_conflict(both: Two) -> None:
    (common,) = both.one.paper(1).highlights
    both.one.change_highlight(common.id, comment="here")
    both.other.change_highlight(common.id, kind=Kind.CITE)
    join_both_ways(both)
    (found,) = both.one.paper(1).highlights
    assert (found.comment, found.kind) == ("here", Kind.CITE)


def test_a_highlight_of_other_words_over_there_is_the_same_highlight(both: Two) -> None:
    (common,) = both.one.paper(1).highlights
    both.other.attach_highlight(common.id, 30, 50)
    both.one.change_highlight(common.id, comment="here")
    join_both_ways(both)
    (found,) = both.one.paper(1).highlights
    assert (found.start, found.end, found.comment) == (30, 50, "here")


def test_highlights_made_at_one_moment_stay_two(both: Two) -> None:
    """A clock may stand still between two of them."""
    both.other.highlight(2, 3, 20, Kind.IDEA, "first")
    both.other.highlight(2, 30, 50, Kind.IDEA, "second")
    _at_one_moment(both.other, "highlights", "created")
    join_both_ways(both)
    assert [one.comment for one in both.one.paper(2).highlights] == ["first", "second"]


def _at_one_moment(library: Library, table: str, column: str) -> None:
    def work(connection: sqlite3.Connection) -> str:
        connection.execute(f"UPDATE {table} SET {column} = '2026-01-02T03:04:05.000000Z'")
        return "Set a clock"

    library._store._act(work)


def test_a_template_written_on_both_stands_twice(both: Two) -> None:
    (common,) = (one for one in both.one.note_templates() if one.own)
    both.one.save_template(common.name, "here", uid=common.uid)
    both.other.save_template(common.name, "there", uid=common.uid)
    join_both_ways(both)
    found = {one.name: one.text for one in both.one.note_templates() if one.own}
    assert found == {"Common": "there", "Common (the earlier one)": "here"}


def test_a_search_of_one_name_that_asks_two_things_stands_twice(both: Two) -> None:
    both.one.save_search("y", "tag:here")
    both.other.save_search("y", "tag:there")
    join_both_ways(both)
    found = {one.name: one.query for one in both.one.searches()}
    assert found == {"x": "tag:common", "y": "tag:there", "y (the earlier one)": "tag:here"}


def test_columns_of_both_are_there_with_their_cells(both: Two) -> None:
    both.one.add_column(1, "here", before="data")
    write_cell(both.one, 1, "here", "a")
    both.other.add_column(1, "there")
    write_cell(both.other, 1, "there", "b")
    both.other.remove_column(1, "data")
    join_both_ways(both)
    assert both.one.matrix(1).columns == ("task", "here", "there")
    assert cells(both.one) == {(1, "task"): "a common cell", (1, "here"): "a", (1, "there"): "b"}


def test_a_column_renamed_there_takes_its_cells_along(both: Two) -> None:
    both.other.rename_column(1, "task", "aim")
    join_both_ways(both)
    assert both.one.matrix(1).columns == ("aim", "data")
    assert cells(both.one) == {(1, "aim"): "a common cell"}


def test_a_column_taken_out_there_stays_while_it_has_a_new_cell(both: Two) -> None:
    both.other.remove_column(1, "task")
    write_cell(both.one, 2, "task", "new")
    join_both_ways(both)
    assert cells(both.one) == {(2, "task"): "new"}
    assert "task" in both.one.matrix(1).columns


@pytest.mark.parametrize("is_deleted_here", [True, False])
def test_a_comparison_that_was_gone_on_with_outlives_its_deletion(
    both: Two, is_deleted_here: bool
) -> None:
    deleting, other = (both.one, both.other) if is_deleted_here else (both.other, both.one)
    deleting.delete_matrix(1)
    write_cell(other, 2, "data", "new")
    join_both_ways(both)
    assert cells(both.one) == {(1, "task"): "a common cell", (2, "data"): "new"}
    assert both.one.matrices()[0].papers == (1, 2, 3)


@pytest.mark.parametrize("is_deleted_here", [True, False])
def test_papers_tagged_since_keep_a_tag_that_was_deleted(both: Two, is_deleted_here: bool) -> None:
    deleting, other = (both.one, both.other) if is_deleted_here else (both.other, both.one)
    deleting.delete_tag("common")
    other.tag([3], ["common"])
    join_both_ways(both)
    assert [bool(both.one.paper(one).tags) for one in (1, 2, 3)] == [False, False, True]


def test_the_queue_is_in_the_order_of_who_moved_last(both: Two) -> None:
    both.one.move_in_queue([4], 1)
    both.other.move_in_queue([3], 1)
    both.other.set_state([5], State.QUEUE)
    join_both_ways(both)
    assert list(both.one.find("is:queue", sort="queue").ids) == [3, 1, 2, 4, 5]


def test_searches_are_in_the_order_of_who_moved_last(both: Two) -> None:
    both.one.save_search("y", "tag:y")
    join(both.other, both.one)
    both.other.move_search(both.other.searches()[1].id, both.other.searches()[0].id)
    both.one.save_search("z", "tag:z")
    join_both_ways(both)
    assert [one.name for one in both.one.searches()] == ["y", "z", "x"]


def test_one_citation_key_of_two_papers_stays_with_the_first(both: Two) -> None:
    both.one.choose_key(1, "deep-2020")
    both.other.choose_key(2, "Deep-2020")
    done = join(both.one, both.other)
    assert done.said == (
        "Two papers had the citation key Deep-2020; one of them has Deep-2020a now.",
    )
    join_both_ways(both)
    assert both.one.keys([1, 2]) == {1: "deep-2020", 2: "Deep-2020a"}
    assert both.other.paper_with_key("deep-2020") == 1


def test_a_paper_that_comes_back_is_cited_and_linked_as_before(both: Two) -> None:
    both.one.choose_key(4, "deep-2020")
    both.one.write_note(1, "see [[deep-2020]]")
    join(both.other, both.one)
    both.one.delete([4])
    both.other.write_note(4, "worked on")
    join_both_ways(both)
    (back,) = (one for one in numbers(both.one) if both.one.paper(one).note == "worked on")
    assert both.one.paper_with_key("deep-2020") == back
    assert [one.target for one in both.one.paper(1).links] == [back]


@pytest.mark.parametrize("is_deleted_here", [True, False])
def test_a_comment_or_cell_that_the_deleting_side_never_saw_keeps_its_paper(
    both: Two, is_deleted_here: bool
) -> None:
    """Whatever the clocks say: it was written before the paper was deleted elsewhere."""
    deleting, other = (both.one, both.other) if is_deleted_here else (both.other, both.one)
    other.highlight(2, 30, 50, Kind.IDEA, "never seen")
    write_cell(other, 3, "data", "never seen")
    deleting.delete([1, 2, 3])
    join_both_ways(both)
    found = both.one.papers(numbers(both.one))
    assert [len(one.highlights) for one in found if one.highlights] == [1]
    assert list(cells(both.one).values()) == ["never seen"]
    assert len(found) == 4


def test_a_merge_done_there_takes_no_decision_back(both: Two) -> None:
    both.other.merge([(1, 2)])
    both.one.set_state([1], State.ARCHIVE)
    join_both_ways(both)
    assert both.one.paper(1).state is State.ARCHIVE


def test_an_import_renamed_there_is_the_same_import(both: Two) -> None:
    (imported,) = both.one.imports()
    both.other.rename_import(imported.id, "another name")
    fill(both.other, [30], "more.txt")
    join_both_ways(both)
    assert sorted(one.name for one in both.one.imports()) == ["another name", "more.txt"]
    assert [len(paper.sightings) for paper in both.one.papers(numbers(both.one))] == [1] * 6


@pytest.mark.parametrize("is_taken_back_here", [True, False])
def test_an_import_taken_back_keeps_what_was_worked_on(both: Two, is_taken_back_here: bool) -> None:
    taking, other = (both.one, both.other) if is_taken_back_here else (both.other, both.one)
    ids = fill(both.one, [30, 31], "more.txt")
    join(both.other, both.one)
    (imported,) = (one for one in taking.imports() if one.name == "more.txt")
    taking.undo_import(imported.id)
    other.write_note(ids[0], "worked on")
    join_both_ways(both)
    (kept,) = (one for one in both.one.papers(numbers(both.one)) if one.note == "worked on")
    assert [one.import_name for one in kept.sightings] == ["more.txt"]
    assert len(numbers(both.one)) == 6
    assert len(both.one.imports()) == len(both.other.imports()) == 2


def test_an_import_taken_back_there_is_taken_back_here(both: Two) -> None:
    fill(both.one, [30, 31], "more.txt")
    join(both.other, both.one)
    (imported,) = (one for one in both.other.imports() if one.name == "more.txt")
    both.other.undo_import(imported.id)
    join_both_ways(both)
    assert [one.name for one in both.one.imports()] == [one.name for one in both.other.imports()]
    assert len(numbers(both.one)) == 5


def test_what_a_document_was_before_it_was_deleted_there_stays_in_the_past(both: Two) -> None:
    (common,) = both.other.documents()
    both.other.write_document(common.id, "written and deleted")
    both.other.delete_document(common.id)
    both.other.new_document("Soon gone", "came and went")
    both.other.delete_document(both.other.documents()[0].id)
    join_both_ways(both)
    assert both.one.documents() == []
    versions = {
        version.text
        for number in range(1, 5)
        for version in both.one.document_versions(number)
    }  # fmt: skip
    assert versions >= {"a common document", "written and deleted", "came and went"}


def test_of_two_documents_deleted_there_each_has_its_own_past(both: Two) -> None:
    both.one.new_document("Second", "another")
    join(both.other, both.one)
    first, second = sorted(both.other.documents(), key=lambda one: one.id)
    both.other.delete_document(first.id)
    both.other.write_document(second.id, "written and deleted")
    both.other.delete_document(second.id)
    join_both_ways(both)
    assert both.one.documents() == []
    assert "written and deleted" in [one.text for one in both.one.document_versions(2)]


def test_a_step_back_that_was_taken_on_one_side_is_taken_on_both(both: Two) -> None:
    both.one.write_note(1, "second")
    join(both.other, both.one)
    both.one.undo()
    join_both_ways(both)
    assert both.one.paper(1).note == "begun"


def test_a_star_taken_off_again_after_a_join_is_off_on_both(both: Two) -> None:
    """Each side has had what the other has now: the last change counts, whoever joins first."""
    both.other.star([1])
    both.other.undo()
    both.one.star([1])
    join_both_ways(both)
    assert both.one.paper(1).starred
    both.one.star([1], on=False)
    join_both_ways(both)
    assert not both.one.paper(1).starred


def test_a_fact_written_here_and_taken_back_there_is_what_was_said_last(both: Two) -> None:
    both.other.edit(1, venue="A venue")
    both.other.undo()
    both.one.edit(1, venue="A venue")
    join_both_ways(both)
    assert both.one.paper(1).facts.venue == "A venue"


def test_an_edit_taken_back_after_a_join_is_taken_back_on_both(both: Two) -> None:
    was = both.one.paper(1).facts.venue
    both.one.edit(1, venue="A venue")
    join(both.other, both.one)
    both.one.undo()
    join_both_ways(both)
    assert both.one.paper(1).facts.venue == was
    assert both.one.paper(1).edited == both.other.paper(1).edited == ()


def test_a_paper_merged_into_two_others_can_be_split_off_again(both: Two) -> None:
    both.one.merge([(1, 2)])
    both.other.merge([(3, 2)])
    join(both.other, both.one)
    both.other.unmerge(3)
    assert both.other.check() == []
    assert len(both.other.paper(2).sightings) == 1


def test_words_that_a_merge_brought_and_a_person_took_out_stay_out(both: Two) -> None:
    both.one.merge([(1, 5)])
    both.other.write_note(5, "of the fifth")
    join(both.one, both.other)
    assert "of the fifth" in both.one.paper(1).note
    both.one.write_note(1, "all new")
    join_both_ways(both)
    assert both.one.paper(1).note == "all new"
    assert "of the fifth" in versions_of_all(both.other)


def test_a_highlight_of_a_paper_that_was_merged_there_and_deleted_here_is_no_damage(
    both: Two,
) -> None:
    both.other.highlight(2, 19, 45, Kind.CITE, "kept")
    both.other.merge([(1, 2)])
    both.one.delete([2])
    join_both_ways(both)
    assert "kept" in [mark.comment for mark in both.one.paper(1).highlights]
    assert both.other.check() == []


def test_a_first_note_taken_back_after_a_join_is_taken_back_on_both(both: Two) -> None:
    both.other.write_note(2, "first words")
    join(both.one, both.other)
    both.other.undo()
    join_both_ways(both)
    assert both.one.paper(2).note == both.other.paper(2).note == ""
    assert "first words" in versions_of_all(both.one)


def test_a_cell_deleted_and_written_anew_here_is_not_joined_with_what_it_was(both: Two) -> None:
    write_cell(both.one, 1, "task", "common")
    join(both.other, both.one)
    (matrix,) = both.one.matrices()
    both.one.write_cells(matrix.id, {(1, "task"): None})
    write_cell(both.one, 1, "task", "all new")
    join_both_ways(both)
    assert cells(both.one) == {(1, "task"): "all new"}


def test_a_merge_into_a_paper_that_came_in_on_both_computers_is_done_on_both(both: Two) -> None:
    (mine,) = fill(both.one, [30], "here.txt")
    fill(both.other, [30], "there.txt")
    both.one.merge([(mine, 4)])
    join_both_ways(both)
    assert len(numbers(both.other)) == 5


def test_words_written_over_before_a_merge_there_do_not_come_with_it(both: Two) -> None:
    both.other.write_note(3, "first words")
    join(both.one, both.other)
    both.one.write_note(3, "other words")
    both.one.merge([(1, 3)])
    join_both_ways(both)
    assert "first words" not in both.other.paper(1).note


def test_a_cell_deleted_there_does_not_come_back_with_a_merge_done_there(both: Two) -> None:
    (matrix,) = both.one.matrices()
    both.one.merge([(1, 3)])
    both.one.write_cells(matrix.id, {(1, "task"): None})
    write_cell(both.other, 3, "task", "written there")
    join_both_ways(both)
    assert cells(both.one) == {(1, "task"): "written there"}
