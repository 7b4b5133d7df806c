"""Writing notes: finding in them, and templates from the menu and the preferences."""

import pytest
from driving import wait_for_thread
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.gui.dialogs.preferences.preferences_dialog import PreferencesDialog
from reader.gui.dialogs.preferences.templates_page import TemplatesPage
from reader.gui.main_window import MainWindow
from reader.gui.views.notes.note_editor import NoteEditor

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def notes(window: MainWindow, filled: list[int], qtbot: QtBot) -> NoteEditor:
    window.list.table.select_place(0)
    qtbot.waitUntil(lambda: window.pane.paper_id == filled[0])
    window.write_notes()
    editor = window.pane.panel.notes
    qtbot.waitUntil(editor.text.hasFocus)
    return editor


def test_words_are_found_one_after_the_other(notes: NoteEditor, qtbot: QtBot) -> None:
    notes.text.insert_words("𝔸 Moth, moth\nand MOTHS (m.th)")
    QTest.keyClick(notes.text, Key.Key_F, CONTROL)
    qtbot.waitUntil(notes.finder.field.hasFocus)
    QTest.keyClicks(notes.finder.field, "moth")
    assert notes.finder.said == "1 of 3"
    QTest.keyClick(notes.finder.field, Key.Key_Return)
    assert notes.finder.said == "2 of 3"
    QTest.keyClick(notes.finder.field, Key.Key_Return, SHIFT)
    QTest.keyClick(notes.finder.field, Key.Key_Return, SHIFT)
    assert notes.finder.said == "3 of 3"
    QTest.keyClick(notes.finder.field, Key.Key_Escape)
    assert notes.text.hasFocus()
    assert notes.text.textCursor().selectedText() == "MOTH"
    assert notes.finder.isHidden()
    QTest.keyClick(notes.text, Key.Key_F, CONTROL)
    notes.finder.field.setText("m.th")
    assert notes.finder.said == "1 of 1"
    notes.finder.field.setText("nowhere")
    assert notes.finder.said == "Nothing found"


def test_a_template_is_put_in_and_undone_by_the_editor(
    window: MainWindow, notes: NoteEditor, qtbot: QtBot
) -> None:
    notes.text.insert_words("before")
    library = window.looking.library
    assert library is not None
    menu = window.note_templates.menu(library.note_templates())
    names = [action.text() for action in menu.actions() if action.text()]
    assert names == ["Quotes", "Review", "Summary", "Edit templates…"]
    menu.actions()[2].trigger()
    wait_for_thread(window, qtbot)
    assert notes.text.text().startswith("before\n\n## Summary\n")
    notes.text.undo()
    assert notes.text.text() == "before"


def test_templates_are_edited_made_and_deleted(window: MainWindow, qtbot: QtBot) -> None:
    window.popups.show_preferences("Templates")
    page = window.findChildren(PreferencesDialog)[-1].page
    assert isinstance(page, TemplatesPage)
    library = window.looking.library
    assert library is not None
    page.choice.setCurrentText("Summary")
    page._chosen(0)
    assert not page.delete.isEnabled()
    page.text.setPlainText("## {{ title }}")
    page.keep()
    wait_for_thread(window, qtbot)
    assert page.choice.currentText() == "Summary"
    assert page.delete.isEnabled()
    page.new.click()
    wait_for_thread(window, qtbot)
    assert page.name.text() == "Template 1"
    page.name.setText("SUMMARY")
    page.keep()
    wait_for_thread(window, qtbot)
    assert "already" in page.said.text()
    page.choice.setCurrentText("Summary")
    page._chosen(0)
    page.delete.click()
    wait_for_thread(window, qtbot)
    own = [one.name for one in library.note_templates() if one.own]
    assert own == ["Template 1"]
    assert "**Claim.**" in page.text.toPlainText()
