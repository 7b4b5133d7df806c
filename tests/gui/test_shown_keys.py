"""Buttons, tooltips and toasts show the key in force, also after it was changed."""

from collections.abc import Iterator

import pytest
from driving import wait_for_thread
from pytestqt.qtbot import QtBot

from reader.gui.controls.keycap import KeyButton
from reader.gui.keymap import keymap
from reader.gui.main_window import MainWindow
from reader.model import State


@pytest.fixture(autouse=True)
def keys_of_the_table() -> Iterator[None]:
    """The keymap is one for all tests."""
    yield
    keymap().reset()


def test_buttons_and_tooltips_follow_a_changed_key(window: MainWindow) -> None:
    window.list.table.select_place(0)
    header = window.pane.header
    assert header.star.toolTip() == "Star  S"
    assert header.next.accessibleDescription() == "Q"
    keymap().choose("star", ["W"])
    keymap().choose("queue", ["L"])
    assert header.star.toolTip() == "Star  W"
    assert header.next.accessibleDescription() == "L"
    assert header.star.accessibleName() == "Star"


def test_single_keys_that_rest_are_not_shown(window: MainWindow) -> None:
    keymap().choose_singles(False)
    assert window.pane.header.star.toolTip() == "Star"
    assert window.pane.header.export.toolTip() == "Export this paper  Ctrl E"


def test_the_toast_names_the_key_that_undoes_now(window: MainWindow, qtbot: QtBot) -> None:
    keymap().choose("undo", ["Ctrl+U"])
    window.list.table.select_place(0)
    window.operations.set_state(State.DONE)
    wait_for_thread(window, qtbot)
    button = next(each for each in window.toast.children() if hasattr(each, "animateClick"))
    assert button.text().split() == ["Undo", "Ctrl", "U"]


def test_the_step_of_a_place_shows_its_key(window: MainWindow) -> None:
    button = next(each for each in window.list.findChildren(KeyButton) if each.text() == "Triage")
    assert button.accessibleDescription() == "Shift T"
    keymap().choose("triage", ["W"])
    assert button.accessibleDescription() == "W"
