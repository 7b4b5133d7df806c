"""What two computers did to one library comes together, by rules a person can foresee."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from making import fill
from twofold import Two, join, numbers, picture, two, versions_of_all

from reader import paths
from reader.errors import Cancelled
from reader.library import Library
from reader.model import Kind, State


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Two]:
    with two(tmp_path) as made:
        yield made


def note(library: Library, paper_id: int) -> str:
    return library.paper(paper_id).note


def texts(library: Library, paper_id: int) -> list[str | None]:
    return [version.text for version in library.history.note_versions(paper_id)]


def test_two_that_are_equal_stay_as_they_are(both: Two) -> None:
    seq = both.one.seq()
    done = join(both.one, both.other)
    assert (done.papers, done.notes, done.versions) == (0, 0, 0)
    assert both.one.seq() == seq


def test_a_note_that_went_on_over_there_goes_on_here(both: Two) -> None:
    both.other.write_note(1, "second")
    both.other.write_note(1, "third")
    join(both.one, both.other)
    assert note(both.one, 1) == "third"
    assert texts(both.one, 1) == ["third", "second", "begun"]


def test_a_note_that_went_on_here_stays(both: Two) -> None:
    both.one.write_note(1, "mine")
    seq = both.one.seq()
    join(both.one, both.other)
    assert (note(both.one, 1), both.one.seq()) == ("mine", seq)


def test_a_note_that_went_on_in_both_places_is_both(both: Two) -> None:
    both.one.write_note(1, "here")
    both.other.write_note(1, "there")
    done = join(both.one, both.other)
    assert done.notes == 1
    assert note(both.one, 1).startswith("here\n\n---\n\n**Written on another computer, ")
    assert note(both.one, 1).endswith("UTC**\n\nthere")
    assert set(texts(both.one, 1)) >= {"here", "there", "begun"}
    join(both.other, both.one)
    assert note(both.other, 1) == note(both.one, 1)


def test_both_computers_that_join_at_once_come_to_one_text(both: Two, tmp_path: Path) -> None:
    both.one.write_note(1, "here")
    both.other.write_note(1, "there")
    (tmp_path / "kept").write_bytes((both.one.folder / paths.LIBRARY_FILE).read_bytes())
    join(both.one, both.other)
    both.other.join(tmp_path / "kept")
    assert note(both.other, 1) == note(both.one, 1)
    seq = both.one.seq()
    join(both.one, both.other)
    assert both.one.seq() == seq


def test_text_that_is_in_the_other_is_not_said_twice(both: Two) -> None:
    both.one.write_note(1, "begun, and more here")
    both.one.write_note(2, "one line")
    both.other.write_note(2, "one line and another")
    join(both.one, both.other)
    assert note(both.one, 2) == "one line and another"


def test_the_newest_state_wins_and_the_other_is_in_the_history(both: Two) -> None:
    both.one.set_state([1], State.DONE)
    both.other.set_state([1], State.ARCHIVE)
    both.other.set_state([2], State.READING)
    both.one.set_state([2], State.QUEUE)
    join(both.one, both.other)
    assert both.one.paper(1).state is State.ARCHIVE
    assert both.one.paper(2).state is State.QUEUE
    states = {
        (number, row["state"])
        for number, state in both.one._store._connection.execute(
            "SELECT \"row\", old FROM journal WHERE tbl = 'marks' AND op = 'update'"
        ).fetchall()
        for row in [__import__("json").loads(state)]
        if "state" in row
    }
    assert {(1, "done"), (2, "reading")} <= states


def test_tags_are_united_and_taking_off_holds(both: Two) -> None:
    both.one.untag([1], ["common"])
    both.other.tag([1], ["there"])
    both.other.untag([2], ["common"])
    both.one.tag([2], ["here"])
    join(both.one, both.other)
    assert [tag.name for tag in both.one.paper(1).tags] == ["there"]
    assert [tag.name for tag in both.one.paper(2).tags] == ["here"]


def test_a_tag_put_on_again_after_it_was_taken_off_here_comes_back(both: Two) -> None:
    both.one.untag([1], ["common"])
    both.other.untag([1], ["common"])
    both.other.tag([1], ["common"])
    join(both.one, both.other)
    assert [tag.name for tag in both.one.paper(1).tags] == ["common"]


def test_highlights_are_united_and_deleting_holds(both: Two) -> None:
    (common,) = both.one.paper(1).highlights
    both.one.delete_highlight(common.id)
    both.other.highlight(1, 30, 50, Kind.METHOD, "there")
    join(both.one, both.other)
    assert [one.comment for one in both.one.paper(1).highlights] == ["there"]


def test_a_highlight_that_was_changed_over_there_outlives_its_deletion_here(both: Two) -> None:
    (common,) = both.one.paper(1).highlights
    both.one.delete_highlight(common.id)
    both.other.change_highlight(common.id, comment="thought about")
    join(both.one, both.other)
    assert [one.comment for one in both.one.paper(1).highlights] == ["thought about"]


def test_new_papers_come_with_all_they_have(both: Two) -> None:
    (new,) = fill(both.other, [30], "more.txt")
    both.other.write_note(new, "a new note")
    both.other.tag([new], ["new"])
    both.other.set_state([new], State.QUEUE)
    fill(both.one, [31], "others.txt")
    join(both.one, both.other)
    (found,) = (
        one for one in both.one.papers(numbers(both.one)) if one.uid == both.other.paper(new).uid
    )
    assert (found.note, found.state) == ("a new note", State.QUEUE)
    assert [tag.name for tag in found.tags] == ["new"]
    assert [one.import_name for one in found.sightings] == ["more.txt"]


def test_one_paper_that_came_in_on_both_computers_is_one(both: Two) -> None:
    (mine,) = fill(both.one, [30], "here.txt")
    (other,) = fill(both.other, [30], "there.txt")
    both.one.write_note(mine, "here")
    both.other.write_note(other, "there")
    join(both.one, both.other)
    assert len(numbers(both.one)) == 6
    assert "here" in note(both.one, mine)
    assert "there" in note(both.one, mine)
    assert len(both.one.paper(mine).sightings) == 2


def test_a_paper_deleted_here_stays_deleted(both: Two) -> None:
    both.one.delete([2])
    join(both.one, both.other)
    assert 2 not in numbers(both.one)


def test_a_paper_deleted_here_comes_back_when_it_was_worked_on_there(both: Two) -> None:
    both.one.delete([1])
    both.other.write_note(1, "worked on")
    join(both.one, both.other)
    (found,) = (
        one for one in both.one.papers(numbers(both.one)) if one.uid == both.other.paper(1).uid
    )
    assert found.note == "worked on"
    assert [tag.name for tag in found.tags] == ["common"]
    assert [one.comment for one in found.highlights] == ["common"]


def test_a_paper_deleted_there_is_deleted_here_unless_it_was_worked_on(both: Two) -> None:
    both.other.write_note(2, "written and deleted")
    both.other.delete([2, 3])
    both.one.star([3])
    join(both.one, both.other)
    assert numbers(both.one) == [1, 3, 4, 5]
    assert "written and deleted" in texts(both.one, 2)


def test_the_notes_of_a_paper_that_came_and_went_over_there_are_kept(both: Two) -> None:
    (new,) = fill(both.other, [30], "more.txt")
    both.other.write_note(new, "soon gone")
    both.other.delete([new])
    join(both.one, both.other)
    assert "soon gone" in versions_of_all(both.one)
    seq = both.one.seq()
    join(both.one, both.other)
    assert both.one.seq() == seq


def test_papers_merged_there_are_merged_here(both: Two) -> None:
    both.other.write_note(2, "of the second")
    both.other.merge([(1, 2)])
    both.one.write_note(3, "elsewhere")
    join(both.one, both.other)
    assert numbers(both.one) == [1, 3, 4, 5]
    assert note(both.one, 1).count("of the second") == 1
    both.one.unmerge(1)
    assert 2 in numbers(both.one)


def test_facts_edited_by_hand_win(both: Two) -> None:
    both.other.edit(1, venue="Over there")
    both.one.edit(2, venue="Here")
    both.other.edit(2, venue="There and later")
    join(both.one, both.other)
    assert both.one.paper(1).facts.venue == "Over there"
    assert both.one.paper(2).facts.venue == "There and later"


def test_documents_and_comparisons_come_and_their_texts_are_joined(both: Two) -> None:
    made = both.one.new_document("Topic")
    assert made is not None
    join(both.other, both.one)
    (document,) = both.other.documents()
    (mine,) = both.one.documents()
    both.one.write_document(mine.id, "here")
    both.other.write_document(document.id, "there")
    join(both.one, both.other)
    text = both.one.document(mine.id).text
    assert "here" in text
    assert "there" in text


def test_it_is_one_step_that_undo_takes_back(both: Two) -> None:
    both.one.write_note(1, "here")
    before = picture(both.one)
    fill(both.other, [30, 31], "more.txt")
    both.other.write_note(1, "there")
    both.other.merge([(4, 5)])
    both.other.delete([3])
    join(both.one, both.other)
    after = picture(both.one)
    assert after != before
    both.one.undo()
    assert picture(both.one) == before
    assert both.one.check() == []
    both.one.redo()
    assert picture(both.one) == after


def test_cancel_changes_nothing(both: Two) -> None:
    fill(both.other, range(30, 60), "more.txt")
    seq, before = both.one.seq(), picture(both.one)
    with pytest.raises(Cancelled):
        both.one.join(both.other.folder / paths.LIBRARY_FILE, lambda done, total: False)
    assert (both.one.seq(), picture(both.one)) == (seq, before)


def test_the_other_library_is_only_read(both: Two) -> None:
    file = both.other.folder / paths.LIBRARY_FILE
    before = file.read_bytes()
    both.one.write_note(1, "here")
    join(both.one, both.other)
    assert file.read_bytes() == before
