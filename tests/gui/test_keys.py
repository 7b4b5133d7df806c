"""Keys: the sheet that shows them all, and changing them without two commands having one key."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import press, state_of, wait_for_thread
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.gui.actions import ACTIONS
from reader.gui.controls.keycap import KeyButton
from reader.gui.dialogs.exporting.export_dialog import ExportDialog
from reader.gui.dialogs.key_sheet_dialog import KeySheet
from reader.gui.key_sheet import columns
from reader.gui.keymap import Keymap, is_single, keymap
from reader.gui.main_window import MainWindow
from reader.gui.settings import Settings
from reader.gui.views.rename_popover import RenamePopover
from reader.model import State


@pytest.fixture
def own_keys() -> Iterator[Keymap]:
    """The keymap of the application; afterwards it is as it was."""
    yield keymap()
    keymap().reset()


def test_every_command_with_a_key_stands_on_the_sheet() -> None:
    shown = {
        name
        for sections in columns()
        for section in sections
        for line in section.lines
        for name in line.commands
    }
    assert {action.id for action in ACTIONS if action.keys} - shown == set()


def test_the_sheet_is_found_by_words_and_by_keys(window: MainWindow) -> None:
    press(window, Qt.Key.Key_Question)
    sheet = window.findChild(KeySheet)
    assert sheet is not None
    assert "Star: S" in sheet.lines()
    sheet.field.setText("pal")
    assert sheet.lines() == ["Command palette: Ctrl K"]
    sheet.field.setText("queue shift q")
    assert sheet.lines() == ["Queue first: Shift Q"]
    sheet.reject()


def test_a_changed_key_works_at_once_and_the_old_one_no_longer(
    window: MainWindow, filled: list[int], folder: Path, own_keys: Keymap, qtbot: QtBot
) -> None:
    own_keys.choose("archive", ["W"])
    press(window, Qt.Key.Key_E)
    press(window, Qt.Key.Key_W)
    wait_for_thread(window, qtbot)
    assert state_of(folder, filled[0]) is State.ARCHIVE
    assert state_of(folder, filled[1]) is State.INBOX


def test_a_clash_is_named_and_can_be_swapped(own_keys: Keymap) -> None:
    clash = own_keys.clash("q", "read")
    assert clash is not None
    assert clash.text == "Add to Queue"
    own_keys.swap("read", "Q")
    assert own_keys.keys("read") == ("Q",)
    assert own_keys.keys("queue") == ("R",)
    assert own_keys.clash("Q", "read") is None


def test_single_keys_rest_when_they_are_switched_off(own_keys: Keymap) -> None:
    own_keys.choose_singles(False)
    assert own_keys.keys("archive") == ()
    assert own_keys.keys("undo") == ("Ctrl+Z",)
    assert own_keys.keys("keys") == ("F1",)
    assert own_keys.chosen("archive") == ("E",)


def test_changed_keys_are_remembered_and_unknown_ones_forgotten(own_keys: Keymap) -> None:
    settings = Settings()
    settings.keys = {"archive": ("W", "Ctrl+Shift+W"), "gone": ("X",)}
    own_keys.load(Settings().keys, True)
    assert own_keys.own == {"archive": ("W", "Ctrl+Shift+W")}
    settings.keys = {}
    own_keys.load(Settings().keys, True)
    assert own_keys.own == {}


@pytest.mark.parametrize(
    ("key", "single"),
    [("Q", True), ("Shift+Q", True), ("?", True), ("Ctrl+Q", False), ("F8", False), ("Del", False)],
)
def test_a_single_key_is_a_character_without_ctrl_or_alt(key: str, single: bool) -> None:
    assert is_single(key) is single


# ---------------------------------------------------------------- pages and texts


@pytest.fixture
def comparing(window: MainWindow, filled: list[int], qtbot: QtBot) -> MainWindow:
    """The page of comparisons with one that was made of three papers."""
    window.list.table.show_papers(window.papers.ids, select=filled[:3])
    press(window, Qt.Key.Key_M, modifier=Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: window.comparisons.is_open)
    wait_for_thread(window, qtbot)
    return window


def test_the_keys_of_a_page_can_be_changed_and_its_buttons_show_them(
    comparing: MainWindow, own_keys: Keymap, qtbot: QtBot
) -> None:
    view = comparing.comparisons.view
    assert view is not None
    own_keys.choose("cell-write", ["W"])
    own_keys.choose("add-column", ["Ctrl+Shift+P"])
    assert view.findChildren(KeyButton)[0].accessibleDescription() == "Ctrl Shift P"
    press(comparing, Qt.Key.Key_Return)
    assert view.grid.state() is not view.grid.State.EditingState
    press(comparing, Qt.Key.Key_W)
    assert view.grid.state() is view.grid.State.EditingState
    press(comparing, Qt.Key.Key_Escape)
    press(comparing, Qt.Key.Key_A)
    assert comparing.findChild(RenamePopover) is None
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    press(comparing, Qt.Key.Key_P, modifier=control_shift)
    qtbot.waitUntil(lambda: comparing.findChild(RenamePopover) is not None)


def test_commands_of_a_page_are_in_the_palette_while_it_is_shown(
    comparing: MainWindow, qtbot: QtBot
) -> None:
    def offered(sought: str) -> list[str]:
        return [offer.command for offer in comparing.commands.offers(f">{sought}")]

    assert offered("as latex") == ["copy-latex"]
    assert "delete-comparison" in offered("delete this")
    comparing.pages.go_back()
    assert "copy-latex" not in offered("as latex")


def test_the_keys_of_texts_can_be_changed(
    window: MainWindow, filled: list[int], own_keys: Keymap, qtbot: QtBot
) -> None:
    window.list.table.select_place(0)
    qtbot.waitUntil(lambda: window.pane.paper_id == filled[0])
    own_keys.choose("cursor", ["W"])
    window.pane.abstract.setFocus()
    press(window, Qt.Key.Key_V)
    assert not window.pane.abstract.mode
    press(window, Qt.Key.Key_W)
    assert window.pane.abstract.mode
    own_keys.choose("bold", ["Ctrl+Shift+P"])
    window.write_notes()
    text = window.pane.panel.notes.text
    qtbot.waitUntil(text.hasFocus)
    press(window, Qt.Key.Key_B, modifier=Qt.KeyboardModifier.ControlModifier)
    assert text.text() == ""
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    press(window, Qt.Key.Key_P, modifier=control_shift)
    assert text.text() == "****"


def test_a_key_of_the_editor_comes_before_that_of_the_window(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    window.list.table.select_place(0)
    qtbot.waitUntil(lambda: window.pane.paper_id == filled[0])
    window.write_notes()
    text = window.pane.panel.notes.text
    qtbot.waitUntil(text.hasFocus)
    press(window, Qt.Key.Key_E, modifier=Qt.KeyboardModifier.ControlModifier)
    assert text.text() == "``"
    wait_for_thread(window, qtbot)
    assert window.findChild(ExportDialog) is None


def test_keys_clash_where_they_can_be_wanted_at_once(own_keys: Keymap) -> None:
    def named(key: str, command: str) -> str:
        clash = own_keys.clash(key, command)
        return clash.id if clash is not None else ""

    assert named("O", "add-column") == "cell-source"  # on the same page
    assert named("S", "add-column") == ""  # stars rest there
    assert named("G", "add-column") == "go"  # which works on pages too
    assert named("Ctrl+K", "bold") == "palette"
    assert named("V", "archive") == "cursor"  # the text and the window together
    assert named("F2", "text-write") == "text-title"
    assert named("Ctrl+Return", "bold") == "evidence-insert"
    assert named("Alt+Left", "column-left") == ""  # as in the table
