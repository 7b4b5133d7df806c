"""The dialogs of the history: versions of a note with their texts, and actions to take back."""

from pathlib import Path
from typing import TypeVar

from driving import wait_for_thread
from pytestqt.qtbot import QtBot

from reader.gui.dialogs.dialog import Dialog
from reader.gui.dialogs.history_dialog import ActionHistory, NoteHistory, what_was_done
from reader.gui.main_window import MainWindow
from reader.library import Library
from reader.model import Action

D = TypeVar("D", bound=Dialog)


def opened(window: MainWindow, qtbot: QtBot, action: str, kind: type[D]) -> D:
    window.actions_by_id[action].trigger()
    wait_for_thread(window, qtbot)
    (dialog,) = [one for one in window.findChildren(kind) if one.isVisible()]
    return dialog


def lines(dialog: NoteHistory | ActionHistory) -> list[str]:
    texts = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    return [text.partition("\n")[0] for text in texts]


def test_a_version_of_the_note_is_shown_and_restored(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    paper = window.pane.paper_id
    assert paper is not None
    with Library.open(folder) as library:
        for text in ("one word", "second <b>text</b>"):
            library.write_note(paper, text)
    dialog = opened(window, qtbot, "note-history", NoteHistory)
    assert lines(dialog) == ["Edit notes, 2 words", "Edit notes, 2 words"]
    assert dialog.text.toPlainText() == "second <b>text</b>"
    assert not dialog.primary_button.isEnabled()  # it is the note now
    dialog.list.setCurrentRow(1)
    assert dialog.text.toPlainText() == "one word"
    dialog.primary_button.click()
    wait_for_thread(window, qtbot)
    assert window.pane.panel.notes.text.text() == "one word"
    window.operations.undo()
    wait_for_thread(window, qtbot)
    assert window.pane.panel.notes.text.text() == "second <b>text</b>"


def test_what_is_being_typed_is_in_the_history_at_once(window: MainWindow, qtbot: QtBot) -> None:
    window.pane.focus_notes()
    qtbot.keyClicks(window.pane.panel.notes.text, "fresh")
    dialog = opened(window, qtbot, "note-history", NoteHistory)
    assert dialog.text.toPlainText() == "fresh"
    dialog.reject()


def test_a_paper_that_never_had_notes_says_so(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_id["note-history"].trigger()
    wait_for_thread(window, qtbot)
    assert "never had notes" in window.toast.text


def test_an_action_is_undone_alone_or_refused_with_the_name_of_what_is_in_the_way(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    paper = window.pane.paper_id
    assert paper is not None
    with Library.open(folder) as library:
        library.star([paper])
        library.write_note(paper, "on top")
    dialog = opened(window, qtbot, "history", ActionHistory)
    assert [line.partition(",")[0] for line in lines(dialog)][:2] == ["Edit notes", "Star 1 paper"]
    dialog.list.setCurrentRow(1)
    dialog.primary_button.click()
    wait_for_thread(window, qtbot)
    with Library.open(folder, write=False) as library:
        assert not library.paper(paper).starred
        assert library.paper(paper).note == "on top"
    assert lines(dialog)[2].endswith("undone")
    assert not dialog.primary_button.isEnabled()
    dialog.list.setCurrentRow(dialog.list.count() - 1)  # the import
    dialog.primary_button.click()
    wait_for_thread(window, qtbot)
    assert "“Edit notes” came later" in dialog.remark.text()
    dialog.reject()


def test_what_changed_between_versions_is_marked_and_against_now(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    paper = window.pane.paper_id
    assert paper is not None
    with Library.open(folder) as library:
        for text in ("one two", "one three", "one three four"):
            library.write_note(paper, text)
    dialog = opened(window, qtbot, "note-history", NoteHistory)
    dialog.list.setCurrentRow(1)
    dialog.shows.choose(1)
    assert marked(dialog) == [("one ", "same"), ("two", "gone"), ("three", "new")]
    dialog.shows.choose(2)
    assert marked(dialog) == [("one ", "same"), ("three", "gone"), ("three four", "new")]
    dialog.shows.choose(0)
    assert dialog.text.toPlainText() == "one three"
    dialog.reject()


def marked(dialog: NoteHistory) -> list[tuple[str, str]]:
    """The pieces of the shown text and how they are set."""
    found = []
    block = dialog.text.document().begin()
    pieces = block.begin()
    while not pieces.atEnd():
        piece = pieces.fragment()
        form = piece.charFormat()
        kind = "gone" if form.fontStrikeOut() else "new" if form.fontUnderline() else "same"
        found.append((piece.text(), kind))
        pieces += 1
    return found


def test_everything_back_to_an_action_is_undone_after_the_plan_was_shown(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    paper = window.pane.paper_id
    assert paper is not None
    with Library.open(folder) as library:
        library.star([paper])
        library.write_note(paper, "on top")
        library.tag([paper], ["kites"])
    dialog = opened(window, qtbot, "history", ActionHistory)
    dialog.list.setCurrentRow(2)
    dialog.back_button.click()
    wait_for_thread(window, qtbot)
    assert "Tag 1 paper kites; Edit notes; Star 1 paper" in dialog.remark.text()
    assert dialog.back_button.text() == "Undo these 3 actions"
    with Library.open(folder, write=False) as library:
        assert library.paper(paper).starred  # so far it is only a plan
    dialog.back_button.click()
    wait_for_thread(window, qtbot)
    with Library.open(folder, write=False) as library:
        there = library.paper(paper)
        assert (there.starred, there.note, there.tags) == (False, "", ())
    dialog.reject()
    for _ in range(3):
        window.operations.redo()
    wait_for_thread(window, qtbot)
    with Library.open(folder, write=False) as library:
        there = library.paper(paper)
        assert (there.starred, there.note, len(there.tags)) == (True, "on top", 1)


def test_another_line_needs_a_plan_of_its_own(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    paper = window.pane.paper_id
    assert paper is not None
    with Library.open(folder) as library:
        library.star([paper])
        library.tag([paper], ["kites"])
    dialog = opened(window, qtbot, "history", ActionHistory)
    dialog.list.setCurrentRow(1)
    dialog.back_button.click()
    wait_for_thread(window, qtbot)
    dialog.list.setCurrentRow(0)
    assert dialog.back_button.text() == "Undo everything back to here…"
    dialog.back_button.click()
    wait_for_thread(window, qtbot)
    with Library.open(folder, write=False) as library:
        assert library.paper(paper).starred
        assert library.paper(paper).tags
    dialog.reject()


def test_an_action_says_once_how_many_papers_it_changed() -> None:
    moment = "2026-11-26T17:12:00.000000Z"
    star = Action(3, "Star 2 papers", moment, 2, undone=False, undoes=None)
    note = Action(4, "Edit notes", moment, 1, undone=True, undoes=None)
    assert what_was_done(star) == "Star 2 papers"
    assert what_was_done(note) == "Edit notes, 1 paper, undone"
