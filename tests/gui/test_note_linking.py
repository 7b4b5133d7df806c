"""Links of notes in the window: completed while typing, followed, told when they lead nowhere."""

from collections.abc import Callable
from pathlib import Path

import pytest
from driving import wait_for_thread
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.gui.main_window import MainWindow
from reader.gui.views.notes.note_editor import NoteEditor
from reader.library import Library
from reader.model import Kind

Key = Qt.Key


@pytest.fixture
def notes(window: MainWindow, qtbot: QtBot) -> NoteEditor:
    """The editor of the first paper, with the caret in it."""
    window.list.table.select_place(0)
    qtbot.waitUntil(lambda: window.pane.paper_id is not None)
    editor = window.pane.panel.notes
    window.write_notes()
    qtbot.waitUntil(editor.text.hasFocus)
    return editor


def type_in(notes: NoteEditor, words: str, window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClicks(notes.text, words)
    wait_for_thread(window, qtbot)


def texts(notes: NoteEditor) -> list[str]:
    return [each.text for each in notes.completing.offered]


def test_a_title_is_completed_and_leads_to_its_paper(
    window: MainWindow, notes: NoteEditor, filled: list[int], qtbot: QtBot
) -> None:
    type_in(notes, "See [[tides weav", window, qtbot)
    (offered,) = texts(notes)
    assert offered == "[[Weaving Tides: a Method with 3 Steps]]"
    QTest.keyClick(notes.text, Key.Key_Return)
    assert notes.text.text() == f"See {offered}"
    assert texts(notes) == []
    notes.save()
    wait_for_thread(window, qtbot)
    window.pane.title_wanted.emit("Weaving Tides: a Method with 3 Steps")
    wait_for_thread(window, qtbot)
    paper = window.shown_paper.paper
    assert paper is not None
    assert paper.facts.title.startswith("Weaving Tides")
    assert [source.paper_id for source in paper.linked_from] == [filled[0]]
    qtbot.waitUntil(lambda: "Linked from" in notes.preview.toPlainText())
    notes.preview.anchorClicked.emit(QUrl("app:from/0"))
    wait_for_thread(window, qtbot)
    assert window.selection() == [filled[0]]


def test_the_list_goes_with_the_place_it_is_about_and_takes_only_its_keys(
    window: MainWindow, notes: NoteEditor, qtbot: QtBot
) -> None:
    type_in(notes, "[[", window, qtbot)
    assert len(texts(notes)) == 8
    QTest.keyClick(notes.text, Key.Key_Down)
    QTest.keyClick(notes.text, Key.Key_Escape)
    assert texts(notes) == []
    assert notes.text.hasFocus()
    type_in(notes, "kites", window, qtbot)
    assert len(texts(notes)) == 1
    QTest.keyClick(notes.text, Key.Key_Home)
    assert texts(notes) == []
    assert notes.text.text() == "[[kites"
    type_in(notes, "x", window, qtbot)
    assert texts(notes) == []


def test_brackets_that_stand_there_already_are_not_doubled(
    window: MainWindow, notes: NoteEditor, qtbot: QtBot
) -> None:
    notes.text.insert_words("a [[]] b")
    cursor = notes.text.textCursor()
    cursor.setPosition(4)
    notes.text.setTextCursor(cursor)
    type_in(notes, "glaciers", window, qtbot)
    (offered,) = texts(notes)
    QTest.keyClick(notes.text, Key.Key_Tab)
    assert notes.text.text() == f"a {offered} b"


def test_two_papers_of_one_title_are_told_apart_by_a_key(
    folder: Path, open_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    from making import fill

    with Library.open(folder) as library:
        fill(library, range(3))
        library.edit(2, title="Counting Lanterns: a Method with 2 Steps")
    window = open_window()
    window.list.table.select_place(2)
    qtbot.waitUntil(lambda: window.pane.paper_id == 3)
    window.write_notes()
    notes = window.pane.panel.notes
    qtbot.waitUntil(notes.text.hasFocus)
    type_in(notes, "[[lanterns", window, qtbot)
    title = "[[Counting Lanterns: a Method with 2 Steps]]"
    assert texts(notes) == [title, title]
    by_key = next(line for line in notes.completing.offered if line.about)
    notes.completing._take(by_key)
    wait_for_thread(window, qtbot)
    said = notes.text.text()
    assert said == "[[counting-lanterns]]"
    notes.save()
    wait_for_thread(window, qtbot)
    paper = window.looking.paper(3)
    assert paper is not None
    assert [(link.said, link.target) for link in paper.links] == [(said[2:-2], 2)]


def test_highlights_and_tags_are_completed(
    folder: Path, open_window: Callable[[], MainWindow], filled: list[int], qtbot: QtBot
) -> None:
    with Library.open(folder) as library:
        library.highlight(filled[0], 3, 20, Kind.IDEA)
        library.highlight(filled[0], 30, 40, Kind.CITE)
        library.tag([filled[1]], ["vision/ocr", "video"])
    window = open_window()
    window.list.table.select_place(0)
    qtbot.waitUntil(lambda: window.pane.paper_id == filled[0])
    window.write_notes()
    notes = window.pane.panel.notes
    qtbot.waitUntil(notes.text.hasFocus)
    type_in(notes, "x [^", window, qtbot)
    assert texts(notes) == ["[^h1]", "[^h2]"]
    type_in(notes, "h2", window, qtbot)
    QTest.keyClick(notes.text, Key.Key_Tab)
    type_in(notes, " #vi", window, qtbot)
    assert texts(notes) == ["#video", "#vision/ocr"]
    QTest.keyClick(notes.text, Key.Key_Down)
    QTest.keyClick(notes.text, Key.Key_Return)
    assert notes.text.text() == "x [^h2] #vision/ocr"


def test_a_link_that_leads_nowhere_says_so(
    window: MainWindow, notes: NoteEditor, filled: list[int], qtbot: QtBot
) -> None:
    window.pane.title_wanted.emit("Nobody")
    assert "No paper is called" in window.toast.text
    other = window.looking.paper(filled[1])
    assert other is not None
    type_in(notes, f"[[{other.facts.title}]]", window, qtbot)
    notes.save()
    wait_for_thread(window, qtbot)
    window.worker.ask(lambda library: library.delete([filled[1]]))
    wait_for_thread(window, qtbot)
    qtbot.waitUntil(lambda: "app:gone/" in notes.preview.toHtml())
    window.pane.title_wanted.emit(other.facts.title)
    assert "not in the library any more" in window.toast.text
    assert window.selection() == [filled[0]]
