"""`reader history` and `reader undo --action`."""

import pytest
from making import fill, title

from reader.errors import Cancelled
from reader.library import Library


def test_the_versions_of_a_note_are_listed_printed_and_restored(library: Library, reader) -> None:
    (paper,) = fill(library, range(1))
    first = "a line that goes away again." * 5
    for text in (first, "ab"):
        library.write_note(paper, text, visit="one")
    library.write_note(paper, "second\nline")
    lines = reader("history", paper).out.splitlines()
    assert [line.split()[0] for line in lines] == ["3", "2"]
    assert lines[0].endswith("Edit notes:  second line")
    assert len(reader("history", paper, "--all").out.splitlines()) == 3
    assert reader("history", paper, "--version", 1).out == f"{first}\n"
    assert reader("history", paper, "--version", 3).out == "second\nline\n"
    assert reader("history", paper, "--restore", 2).code == 0
    assert library.paper(paper).note == "ab"
    assert reader("undo").code == 0
    assert library.paper(paper).note == "second\nline"


def test_history_as_json(library: Library, reader) -> None:
    (paper,) = fill(library, range(1))
    library.write_note(paper, "one")
    library.undo()
    found = reader("history", paper, "--json").json
    assert [list(one) for one in found] == [["version", "at", "action", "text", "latest"]] * 2
    assert [(one["version"], one["text"]) for one in found] == [(2, None), (1, "one")]


def test_a_paper_as_it_was(library: Library, reader) -> None:
    (paper,) = fill(library, range(1))
    at = library.log(1)[0].at
    library.write_note(paper, "later")
    was = reader("history", paper, "--at", at, "--json").json
    assert (was["title"], was["note"]) == (title(0), "")
    assert "later" in reader("history", paper, "--at", "2999-01-01").out
    assert reader("history", paper, "--at", "1999-01-01").code == 1
    assert reader("history", paper, "--at", "soon").code == 1


def test_a_paper_without_versions_and_one_that_is_not_there(library: Library, reader) -> None:
    (paper,) = fill(library, range(1))
    answer = reader("history", paper)
    assert (answer.code, answer.out, answer.err) == (0, "", "This paper never had notes.\n")
    assert reader("history", paper, "--version", 1).code == 1
    assert reader("history", 99).code == 1


def test_one_action_of_the_log_is_undone_alone(library: Library, reader) -> None:
    (paper,) = fill(library, range(1))
    library.star([paper])
    starring = reader("log", "--json", "--limit", 1).json[0]["id"]
    library.write_note(paper, "one")
    assert f"{starring}  Star" in reader("log").out
    assert reader("undo", "--action", starring).code == 0
    assert not library.paper(paper).starred
    assert library.paper(paper).note == "one"
    assert reader("undo", "--action", 1).code == 1  # the note stands on the import


def test_everything_back_to_an_action_is_planned_and_undone(library: Library, reader) -> None:
    (paper,) = fill(library, range(1))
    library.star([paper])
    starring = reader("log", "--json", "--limit", 1).json[0]["id"]
    library.write_note(paper, "one")
    planned = reader("undo", "--back-to", starring, "--dry-run")
    assert [line.split()[1] for line in planned.out.splitlines()[:-1]] == ["Edit", "Star"]
    assert planned.out.endswith("2 actions would be taken back. Nothing was changed.\n")
    assert library.paper(paper).starred
    assert reader("undo", "--back-to", starring).code == 0
    assert (library.paper(paper).starred, library.paper(paper).note) == (False, "")
    library.redo()
    library.redo()
    assert (library.paper(paper).starred, library.paper(paper).note) == (True, "one")
    assert reader("undo", "--back-to", 999).code == 1
    assert reader("undo", "--back-to", 1, "--action", 1).code == 2
    assert reader("undo", "--dry-run").code == 2


def test_undoing_back_to_an_action_is_all_or_nothing(library: Library, reader) -> None:
    (paper,) = fill(library, range(1))
    library.write_note(paper, "one")

    def stop(done: int, _whole: int) -> bool:
        return done < 1

    with pytest.raises(Cancelled):
        library.history.undo_back_to(1, stop)
    assert library.paper(paper).note == "one"
    assert library.check() == []
