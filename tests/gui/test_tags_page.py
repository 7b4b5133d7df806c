"""Preferences, Tags and Import: tags are kept in order there, imports begin as one wants them."""

from pathlib import Path

import pytest
from driving import wait_for_thread
from making import search_page_text
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from reader.gui.dialogs.importing.import_dialog import ImportDialog
from reader.gui.dialogs.preferences.import_page import ImportPage
from reader.gui.dialogs.preferences.preferences_dialog import PreferencesDialog
from reader.gui.dialogs.preferences.tags_page import TagsPage
from reader.gui.main_window import MainWindow
from reader.gui.settings import Settings
from reader.gui.views.rename_popover import RenamePopover
from reader.library import Library
from reader.model import Dump, State


def open_at(window: MainWindow, title: str) -> PreferencesDialog:
    return PreferencesDialog.open_at(window, title)


@pytest.fixture
def page(window: MainWindow, filled: list[int], qtbot: QtBot) -> TagsPage:
    window.operations.do(lambda library: library.tag(filled[:3], ["kites"]), "")
    window.operations.do(lambda library: library.tag(filled[:1], ["tides", "maps"]), "")
    wait_for_thread(window, qtbot)
    page = open_at(window, "Tags").page
    assert isinstance(page, TagsPage)
    return page


def tags(folder: Path) -> dict[str, tuple[str, int]]:
    with Library.open(folder, write=False) as library:
        return {tag.name: (tag.color, count) for tag, count in library.counts().tags}


def button(page: TagsPage, tag: str, words: str) -> QPushButton:
    found = page.lines[tag].findChildren(QPushButton)
    return next(one for one in found if one.text() == words)


def test_each_tag_has_a_line_and_is_found_by_its_name(page: TagsPage) -> None:
    assert list(page.lines) == ["kites", "maps", "tides"]
    page.field.setText("ID")
    assert list(page.lines) == ["tides"]
    page.field.setText("nowhere")
    assert page.lines == {}


def test_a_colour_is_chosen_at_once(
    page: TagsPage, window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    hue = page.lines["tides"].findChild(QComboBox)
    assert hue is not None
    QTest.keyClicks(hue, "violet")
    hue.activated.emit(hue.currentIndex())
    wait_for_thread(window, qtbot)
    assert tags(folder)["tides"] == ("violet", 1)
    window.operations.undo()
    wait_for_thread(window, qtbot)
    assert tags(folder)["tides"][0] != "violet"


def test_a_tag_is_renamed_merged_and_deleted(
    page: TagsPage, window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    for name, other, left in (
        ("tides", "ebb", {"kites": 3, "maps": 1, "ebb": 1}),
        ("ebb", "kites", {"kites": 3, "maps": 1}),
    ):
        button(page, name, "Rename or merge…").click()
        sheet = page.window().findChild(RenamePopover)
        assert sheet is not None
        sheet.field.setText(other)
        QTest.keyClick(sheet.field, Qt.Key.Key_Return)
        wait_for_thread(window, qtbot)
        assert {name: count for name, (_color, count) in tags(folder).items()} == left
        assert set(page.lines) == set(left)
    button(page, "maps", "Delete").click()
    wait_for_thread(window, qtbot)
    assert list(page.lines) == ["kites"]


def test_an_import_begins_with_the_place_and_the_tags_one_wants(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = open_at(window, "Import").page
    assert isinstance(page, ImportPage)
    page.place.setCurrentIndex(page.place.findData(State.QUEUE.value))
    page.tags.setText("Two words, kites")
    page.tags.editingFinished.emit()
    assert Settings().import_defaults == (State.QUEUE, ("Two", "words", "kites"))
    window.importing.preview([Dump("page", search_page_text(range(300, 303)))])
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    assert (dialog.bottom.state, dialog.bottom.tags) == (State.QUEUE, ("Two", "words", "kites"))
    dialog.reject()
    page.reset()
    assert Settings().import_defaults == (State.INBOX, ())
