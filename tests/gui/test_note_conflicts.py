"""The same note written here and by another program: both texts are kept, and shown."""

from collections.abc import Callable
from pathlib import Path

import pytest
from driving import wait_for_thread
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from reader.gui.main_window import MainWindow
from reader.gui.views.notes.note_conflict import NoteConflict
from reader.gui.views.notes.note_editor import NoteEditor
from reader.library import Library


@pytest.fixture
def notes(window: MainWindow, qtbot: QtBot) -> NoteEditor:
    """The editor, with a note that both programs know."""
    window.pane.focus_notes()
    editor = window.pane.panel.notes
    qtbot.keyClicks(editor.text, "start")
    editor.save()
    wait_for_thread(window, qtbot)
    return editor


def stored(window: MainWindow, paper: int) -> str:
    with Library.open(window.looking.library.folder, write=False) as library:  # type: ignore[union-attr]
        return library.paper(paper).note


def written_elsewhere(window: MainWindow, text: str) -> int:
    paper = window.pane.paper_id
    assert paper is not None
    with Library.open(window.looking.library.folder) as other:  # type: ignore[union-attr]
        other.write_note(paper, text)
    return paper


def choose(conflict: NoteConflict, words: str) -> None:
    buttons = {button.text(): button for button in conflict.findChildren(QPushButton)}
    buttons[words].click()


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Keep both", "start theirs\n\n mine"),
        ("Keep mine", "start mine"),
        ("Take theirs", "start theirs"),
    ],
)
def test_a_person_chooses_and_every_text_stays_in_the_history(
    window: MainWindow, notes: NoteEditor, qtbot: QtBot, words: str, wanted: str
) -> None:
    paper = written_elsewhere(window, "start theirs")
    qtbot.keyClicks(notes.text, " mine")
    notes.save()
    wait_for_thread(window, qtbot)
    assert notes._words.text() == "Changed elsewhere too"
    assert notes.conflict.isVisible()
    assert notes.conflict.theirs.toPlainText() == "start theirs"
    assert notes.text.text() == "start mine"
    assert stored(window, paper) == "start theirs"
    choose(notes.conflict, words)
    wait_for_thread(window, qtbot)
    assert notes.conflict.isHidden()
    assert notes._words.text() == "Saved"
    assert notes.text.text() == wanted
    assert stored(window, paper) == wanted
    with Library.open(window.looking.library.folder) as library:  # type: ignore[union-attr]
        texts = {version.text for version in library.history.note_versions(paper)}
    assert {"start", "start theirs"} <= texts


LEAVE: dict[str, Callable[[MainWindow], object]] = {
    "another paper": lambda window: window.list.table.select_place(2),
    "closing": lambda window: window.close(),
}


@pytest.mark.parametrize("shown", [True, False])
@pytest.mark.parametrize("way", LEAVE)
def test_leaving_keeps_both(
    window: MainWindow, notes: NoteEditor, qtbot: QtBot, way: str, shown: bool
) -> None:
    paper = written_elsewhere(window, "start theirs")
    qtbot.keyClicks(notes.text, " mine")
    if shown:
        notes.save()
        wait_for_thread(window, qtbot)
        qtbot.keyClicks(notes.text, " more")
    LEAVE[way](window)
    if window.isVisible():
        wait_for_thread(window, qtbot)
    words = " mine more" if shown else " mine"
    with Library.open(notes_folder(window), write=False) as library:
        assert library.paper(paper).note == f"start theirs\n\n{words}"


def notes_folder(window: MainWindow) -> Path:
    folder = window.worker.folder
    assert folder is not None
    return folder


def test_typing_goes_on_while_the_other_text_is_shown(
    window: MainWindow, notes: NoteEditor, qtbot: QtBot
) -> None:
    paper = written_elsewhere(window, "theirs")
    qtbot.keyClicks(notes.text, " mine")
    notes.save()
    wait_for_thread(window, qtbot)
    qtbot.keyClicks(notes.text, " and more")
    notes.save()
    wait_for_thread(window, qtbot)
    assert stored(window, paper) == "theirs"
    written_elsewhere(window, "theirs again")
    choose(notes.conflict, "Keep mine")
    wait_for_thread(window, qtbot)
    assert notes.conflict.theirs.toPlainText() == "theirs again"  # asked anew
    choose(notes.conflict, "Keep mine")
    wait_for_thread(window, qtbot)
    assert stored(window, paper) == "start mine and more"


def test_an_undo_while_typing_is_no_conflict(
    window: MainWindow, notes: NoteEditor, qtbot: QtBot
) -> None:
    qtbot.keyClicks(notes.text, " mine")
    window.operations.undo()
    wait_for_thread(window, qtbot)
    assert notes.conflict.isHidden()
    assert notes.text.text() == ""
    window.operations.redo()
    wait_for_thread(window, qtbot)
    assert notes.text.text() == "start mine"


def test_the_note_of_another_program_comes_in_within_two_seconds(
    window: MainWindow, notes: NoteEditor, qtbot: QtBot
) -> None:
    written_elsewhere(window, "from the other side")
    qtbot.waitUntil(lambda: notes.text.text() == "from the other side", timeout=2_000)


def test_the_note_of_a_paper_deleted_elsewhere_brings_it_back_with_what_was_typed(
    window: MainWindow, notes: NoteEditor, folder: Path, qtbot: QtBot
) -> None:
    paper = window.pane.paper_id
    assert paper is not None
    qtbot.keyClicks(notes.text, " mine")
    with Library.open(folder) as other:
        other.delete([paper])
    notes.save()
    wait_for_thread(window, qtbot)
    assert stored(window, paper) == "start mine"
    assert not window.note_writing.unkept
    assert window.toast.isHidden()


def test_what_is_typed_for_a_paper_merged_elsewhere_stands_in_the_other_note_once(
    window: MainWindow, notes: NoteEditor, folder: Path, qtbot: QtBot
) -> None:
    paper = window.pane.paper_id
    qtbot.keyClicks(notes.text, " mine")
    with Library.open(folder) as other:
        (into, *_) = (one for one in other.find().ids if one != paper)
        other.write_note(into, "own")
        other.merge([(into, paper)])
    notes.save()
    wait_for_thread(window, qtbot)
    text = stored(window, into)
    assert text.startswith("own\n")
    assert text.endswith("start mine")
    assert text.count("start") == 1
