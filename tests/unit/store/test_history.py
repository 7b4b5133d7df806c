"""Every version of a note comes back, papers are shown as they were, one action is undone alone."""

import pytest
from making import fill

from reader.errors import NoteChanged, Problem
from reader.library import Library
from reader.model import Kind, State
from reader.store import actions


@pytest.fixture
def paper(library: Library) -> int:
    return fill(library, range(3))[0]


def texts(library: Library, paper: int) -> list[str | None]:
    return [version.text for version in library.history.note_versions(paper)]


def test_every_text_of_a_note_is_a_version_newest_first(library: Library, paper: int) -> None:
    for text in ("one", "two", 'three "quoted" \\ \n\t end'):
        library.write_note(paper, text)
    assert texts(library, paper) == ['three "quoted" \\ \n\t end', "two", "one"]


def test_a_paper_without_notes_has_no_versions(library: Library, paper: int) -> None:
    assert texts(library, paper) == []


def test_undone_and_redone_texts_are_versions_too(library: Library, paper: int) -> None:
    library.write_note(paper, "one")
    library.write_note(paper, "two")
    library.undo()
    library.undo()
    library.redo()
    assert texts(library, paper) == ["one", None, "one", "two", "one"]
    names = [version.action for version in library.history.note_versions(paper)]
    assert names == [
        "Redo Edit notes", "Undo Edit notes", "Undo Edit notes", "Edit notes", "Edit notes",
    ]  # fmt: skip


def test_the_versions_of_a_deleted_paper_stay(library: Library, paper: int) -> None:
    library.write_note(paper, "kept for ever")
    library.delete([paper])
    assert texts(library, paper) == [None, "kept for ever"]
    library.undo()
    assert texts(library, paper) == ["kept for ever", None, "kept for ever"]


def test_the_last_text_of_a_visit_is_marked(library: Library, paper: int) -> None:
    one, two, three = (letter * 100 for letter in "abc")
    for text in (one, two, three):
        library.write_note(paper, text, visit="v")
    library.write_note(paper, "other", visit="w")
    found = [(version.text, version.latest) for version in library.history.note_versions(paper)]
    assert found == [("other", True), (three, True), (two, False), (one, False)]


def test_a_version_is_restored_as_a_step_of_its_own(library: Library, paper: int) -> None:
    library.write_note(paper, "one")
    library.write_note(paper, "two")
    first = library.history.note_versions(paper)[-1]
    library.history.restore_note(paper, first.seq)
    assert library.paper(paper).note == "one"
    library.undo()
    assert library.paper(paper).note == "two"
    with pytest.raises(Problem, match="no such version"):
        library.history.restore_note(paper, 1)


def test_what_is_kept_aside_is_a_version_and_the_note_stays(library: Library, paper: int) -> None:
    library.write_note(paper, "note")
    library.history.keep_aside(paper, "draft")
    assert texts(library, paper) == ["note", "draft", "note"]
    assert library.paper(paper).note == "note"
    assert library.history.holds(paper, "draft")
    assert not library.history.holds(paper, "draft and more")
    library.undo()
    assert library.paper(paper).note == "note"


def test_a_note_is_written_only_over_a_text_that_was_expected(library: Library, paper: int) -> None:
    library.write_note(paper, "theirs")
    with pytest.raises(NoteChanged) as raised:
        library.write_note(paper, "mine", bases=("", "older"))
    assert raised.value.theirs == "theirs"
    assert texts(library, paper) == ["theirs"]
    library.write_note(paper, "mine", bases=("", "theirs"))
    library.write_note(paper, "mine", bases=("",))  # it says so already
    assert library.paper(paper).note == "mine"


def test_a_paper_is_shown_as_it_was_at_every_moment(library: Library, paper: int) -> None:
    papers = [library.paper(paper)]
    moments = [library.log(1)[0].at]
    for change in (
        lambda: library.write_note(paper, "one"),
        lambda: library.set_state([paper], State.QUEUE),
        lambda: library.tag([paper], ["kites"]),
        lambda: library.highlight(paper, 0, 10, Kind.IDEA),
        lambda: library.write_note(paper, "two"),
        lambda: library.untag([paper], ["kites"]),
    ):
        change()
        papers.append(library.paper(paper))
        moments.append(library.log(1)[0].at)
    library.delete([paper])
    seq = library.seq()
    for moment, was in zip(moments, papers, strict=True):
        assert library.history.paper_at(paper, moment) == was
    assert library.seq() == seq
    assert library.check() == []
    with pytest.raises(Problem, match="no paper"):
        library.history.paper_at(paper, "2001-01-01")
    with pytest.raises(Problem, match="no date"):
        library.history.paper_at(paper, "yesterday")


def test_one_older_action_is_undone_alone(library: Library, paper: int) -> None:
    library.star([paper])
    starring = library.log(1)[0].id
    library.write_note(paper, "note")
    library.history.undo(starring)
    assert not library.paper(paper).starred
    assert library.paper(paper).note == "note"
    library.redo()
    assert library.paper(paper).starred
    library.history.undo(starring)
    with pytest.raises(Problem, match="undone already"):
        library.history.undo(starring)


def test_an_action_is_not_undone_when_a_later_one_changed_the_same(
    library: Library, paper: int
) -> None:
    library.write_note(paper, "one")
    first = library.log(1)[0].id
    library.write_note(paper, "two")
    with pytest.raises(Problem, match="“Edit notes” came later"):
        library.history.undo(first)
    assert library.paper(paper).note == "two"
    library.undo()
    library.history.undo(first)
    assert library.paper(paper).note == ""


def test_an_import_is_not_undone_under_a_note(library: Library, paper: int) -> None:
    importing = library.log(1)[0].id
    library.write_note(paper, "mine")
    with pytest.raises(Problem, match="Edit notes"):
        library.history.undo(importing)
    assert library.paper(paper).note == "mine"
    assert library.check() == []


def test_a_deletion_of_years_ago_is_undone_after_a_restart(
    library: Library, paper: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Further back than undo itself goes."""
    library.write_note(paper, "mine")
    library.tag([paper], ["kept"])
    monkeypatch.setattr(actions, "now", lambda: "2020-01-01T00:00:00.000000Z")
    library.delete([paper])
    deletion = library.log(1)[0].id
    monkeypatch.undo()
    other = library.find().ids[0]
    for number in range(actions.UNDO_STEPS + 1):
        library.star([other], on=number % 2 == 0)
    library.close()
    with Library.open(library.folder) as again:
        assert again.history.undo(deletion).papers == {paper}
        known = again.paper(paper)
        assert (known.note, [tag.name for tag in known.tags]) == ("mine", ["kept"])
        assert again.check() == []
