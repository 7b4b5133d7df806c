"""`reader star`, `tag`, `state`, `note`, `undo` and their kin."""

import pytest
from making import fill

from reader.library import Library
from reader.model import State


def test_papers_are_starred_and_unstarred(library: Library, reader) -> None:
    ids = fill(library, range(3))
    assert reader("star", ids[0], ids[1]).out == "Starred 2 papers.\n"
    assert [library.paper(paper).starred for paper in ids] == [True, True, False]
    assert reader("unstar", ids[0]).code == 0
    assert [library.paper(paper).starred for paper in ids] == [False, True, False]


def test_papers_are_tagged_and_untagged(library: Library, reader) -> None:
    ids = fill(library, range(2))
    assert reader("tag", *ids, "--tag", "maps", "--tag", "to-print").code == 0
    assert {tag.name for tag in library.paper(ids[1]).tags} == {"maps", "to-print"}
    assert reader("untag", ids[1], "--tag", "maps").code == 0
    assert {tag.name for tag in library.paper(ids[1]).tags} == {"to-print"}
    answer = reader("untag", ids[1], "--tag", "nowhere")
    assert answer.code == 1
    assert "nowhere" in answer.err


def test_papers_are_moved_to_a_state(library: Library, reader) -> None:
    ids = fill(library, range(2))
    assert reader("state", *ids, "Queue").out == "Moved 2 papers to Queue.\n"
    assert {library.paper(paper).state for paper in ids} == {State.QUEUE}
    answer = reader("state", *ids, "limbo")
    assert answer.code == 2
    assert "limbo" in answer.err


def test_the_queue_is_sorted_once_and_the_old_order_can_come_back(library: Library, reader) -> None:
    ids = fill(library, range(4))
    library.set_state(ids, State.QUEUE)
    queue = list(library.find("is:queue sort:queue").ids)
    titles = {row.id: row.title for row in library.rows(ids)}
    wanted = sorted(queue, key=titles.__getitem__)
    library.move_in_queue(wanted[:1], None)
    before = list(library.find("is:queue sort:queue").ids)
    assert before != wanted
    assert reader("sort-queue", "Title").out == "Sorted the Queue by title.\n"
    assert list(library.find("is:queue sort:queue").ids) == wanted
    reader("undo")
    assert list(library.find("is:queue sort:queue").ids) == before
    assert reader("sort-queue", "colour").code == 2


@pytest.mark.parametrize(
    "words", [["star", 1, 99], ["tag", 1, 99, "--tag", "x"], ["state", 1, 99, "done"]]
)
def test_an_unknown_paper_stops_the_verb_before_anything_changes(
    library: Library, reader, words: list[object]
) -> None:
    paper = fill(library, [1])[0]
    before = library.seq()
    answer = reader(*[paper if word == 1 else word for word in words])
    assert answer.code == 1
    assert "There is no paper 99." in answer.err
    assert library.seq() == before


def test_a_note_is_printed_replaced_and_added_to(library: Library, reader) -> None:
    paper = fill(library, [1])[0]
    assert reader("note", paper).out == ""
    reader("note", paper, "--set", "First.")
    reader("note", paper, "--append", "Second.")
    assert library.paper(paper).note == "First.\n\nSecond."
    assert reader("note", paper).out == "First.\n\nSecond.\n"
    reader("note", paper, "-", stdin="# From *outside*\n\nÜber.\n")
    assert library.paper(paper).note == "# From *outside*\n\nÜber.\n"
    reader("note", paper, "--set", "")
    assert library.paper(paper).note == ""


def test_a_note_is_written_in_one_way_at_a_time(library: Library, reader) -> None:
    paper = fill(library, [1])[0]
    answer = reader("note", paper, "--set", "a", "--append", "b")
    assert answer.code == 2
    assert "one of --set, --append and -" in answer.err


def test_a_note_that_is_no_text_is_refused(library: Library, reader) -> None:
    paper = fill(library, [1])[0]
    answer = reader("note", paper, "-", stdin=b"abc\xff\xfe")
    assert answer.code == 1
    assert "not UTF-8 (byte 4)" in answer.err
    assert library.paper(paper).note == ""


def test_undo_and_redo_name_what_they_did(library: Library, reader) -> None:
    paper = fill(library, [1])[0]
    reader("star", paper)
    name = library.undo_state().undo
    assert name
    assert reader("undo").out == f"Undone: {name}\n"
    assert not library.paper(paper).starred
    assert reader("redo").out == f"Done again: {name}\n"
    assert library.paper(paper).starred


def test_undo_with_nothing_to_undo_is_a_problem(reader) -> None:
    assert reader("undo").code == 1
    assert reader("redo").code == 1


def test_bytes_that_are_no_letters_do_not_stop_a_verb(library: Library, reader) -> None:
    paper = fill(library, [1])[0]
    assert reader("note", paper, "--set", "bad \udcff byte").code == 0
    assert library.paper(paper).note == "bad \ufffd byte"
    assert reader("list", "\udcff").code == 0
    answer = reader("tag", paper, "--tag", "\udcff")
    assert answer.code in (0, 1)


@pytest.mark.parametrize("number", [0, -1, 2**63, "one"])
def test_a_number_that_no_paper_can_have_is_a_usage_error(reader, number: object) -> None:
    assert reader("star", "--", number).code == 2
    assert reader("show", "--", number).code == 2
