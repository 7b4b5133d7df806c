"""Keys: the sheet that shows them all, and changing them without two commands having one key."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import press, state_of, wait_for_thread
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.gui.actions import ACTIONS
from reader.gui.dialogs.key_sheet_dialog import KeySheet
from reader.gui.key_sheet import columns
from reader.gui.keymap import Keymap, is_single, keymap
from reader.gui.main_window import MainWindow
from reader.gui.settings import Settings
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
