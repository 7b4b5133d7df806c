"""What was taken out while somebody typed into it comes back with what was typed."""

from collections.abc import Callable

import pytest
from making import fill

from reader.errors import Problem
from reader.library import Library
from reader.model import Kind, State


@pytest.fixture
def worked_on(library: Library) -> int:
    """The second of four papers, with everything that a person can put on a paper."""
    ids = fill(library, range(4), "made-up.txt")
    one = ids[1]
    library.write_note(one, "begun")
    library.tag([one, ids[0]], ["common"])
    library.tag([one], ["own"])
    library.highlight(one, 3, 20, Kind.IDEA, "a comment")
    library.set_state(ids[:3], State.QUEUE)
    library.new_matrix("Compared", ids[:2], columns=["task"])
    library.write_cells(library.matrices()[0].id, {(one, "task"): ("a cell", None)})
    return one


def marks_of(library: Library, number: int) -> dict[str, object]:
    paper = library.paper(number)
    return {
        "tags": [tag.name for tag in paper.tags],
        "comments": [mark.comment for mark in paper.highlights],
        "state": paper.state,
        "sightings": [one.import_name for one in paper.sightings],
        "cells": {place: cell.text for place, cell in library.matrices()[0].cells.items()},
    }


def versions(library: Library, number: int) -> list[str | None]:
    return [one.text for one in library.history.note_versions(number)]


def test_a_deleted_paper_comes_back_with_all_it_had(library: Library, worked_on: int) -> None:
    uid, before = library.paper(worked_on).uid, marks_of(library, worked_on)
    library.delete([worked_on])
    assert library.history.former(uid) == (worked_on, "Weaving Tides: a Method with 3 Steps")
    changes = library.history.bring_paper_back(uid, "typed meanwhile", {"begun"})
    assert changes.action == "Bring back “Weaving Tides: a Method with 3 Steps”"
    assert library.paper(worked_on).note == "typed meanwhile"
    assert marks_of(library, worked_on) == before
    assert library.check() == []
    assert [text for text in versions(library, worked_on) if text] == [
        "typed meanwhile", "begun", "begun",
    ]  # fmt: skip
    library.undo()
    assert worked_on not in library.find().ids
    assert "typed meanwhile" in versions(library, worked_on)


def test_what_hung_on_something_that_is_gone_as_well_is_left_out(
    library: Library, worked_on: int
) -> None:
    uid = library.paper(worked_on).uid
    library.delete([worked_on])
    library.delete_tag("common")
    library.delete_matrix(library.matrices()[0].id)
    library.move_in_queue([1], None)
    library.history.bring_paper_back(uid, None)
    paper = library.paper(worked_on)
    assert (paper.note, [tag.name for tag in paper.tags]) == ("begun", ["own"])
    assert library.check() == []


@pytest.mark.parametrize(
    "take_back",
    [lambda library, number: library.undo(), lambda library, number: library.undo_import(number)],
    ids=["a step undone", "an import taken back"],
)
def test_a_paper_of_an_import_that_was_taken_back_brings_the_import_back(
    library: Library, take_back: Callable[[Library, int], object]
) -> None:
    fill(library, range(2))
    (new, _) = fill(library, [7, 8], "new.txt")
    uid = library.paper(new).uid
    take_back(library, library.imports()[0].id)
    library.history.bring_paper_back(uid, "typed")
    paper = library.paper(new)
    assert (paper.note, [one.import_name for one in paper.sightings]) == ("typed", ["new.txt"])
    assert len(library.find().ids) == 3
    assert library.check() == []


@pytest.mark.parametrize("own", ["", "of the other"])
def test_text_for_a_paper_that_was_merged_stands_in_the_other_note_once(
    library: Library, worked_on: int, own: str
) -> None:
    uid = library.paper(worked_on).uid
    library.write_note(1, own)
    library.merge([(1, worked_on)])
    for before, text in (("begun", "begun, more"), ("begun, more", "begun, more and more")):
        library.history.bring_paper_back(uid, text, {before})
    note = library.paper(1).note
    assert note.count("begun") == 1
    assert note.endswith("begun, more and more")
    assert note.startswith(own)
    assert library.history.former(uid) == (1, library.paper(1).facts.title)


def test_text_for_a_merged_paper_without_notes_stands_under_its_title(library: Library) -> None:
    fill(library, range(2))
    uid = library.paper(2).uid
    library.write_note(1, "own")
    library.merge([(1, 2)])
    for before, text in (("", "typed"), ("typed", "typed on")):
        library.history.bring_paper_back(uid, text, {before})
    title = "**Weaving Tides: a Method with 3 Steps**"
    assert library.paper(1).note == f"own\n\n---\n\n{title}\n\ntyped on"


def test_a_paper_that_never_was_cannot_come_back(library: Library) -> None:
    assert library.history.former("stranger") is None
    with pytest.raises(Problem, match="not in the library any more"):
        library.history.bring_paper_back("stranger", "text")


def test_text_set_aside_is_a_version_of_what_stays_gone(library: Library, worked_on: int) -> None:
    uid = library.paper(worked_on).uid
    library.new_document("A topic", "words")
    (document,) = library.documents()
    library.delete([worked_on])
    library.delete_document(document.id)
    library.history.keep_gone_aside(uid, "typed")
    library.history.keep_gone_aside(document.uid, "written", of="document")
    assert "typed" in versions(library, worked_on)
    assert "written" in [one.text for one in library.document_versions(document.id)]
    assert worked_on not in library.find().ids
    assert library.documents() == []
    assert library.check() == []


def test_text_set_aside_for_a_merged_paper_is_a_version_of_the_other_note(
    library: Library, worked_on: int
) -> None:
    uid = library.paper(worked_on).uid
    library.merge([(1, worked_on)])
    library.history.keep_gone_aside(uid, "typed")
    assert library.paper(1).note == "begun"
    assert "typed" in versions(library, 1)
