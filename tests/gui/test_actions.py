"""The table of commands is whole: keys that do not clash, icons that exist, menus that know it."""

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from reader.gui.actions import ACTIONS, BY_ID
from reader.gui.command import Action, Where
from reader.gui.controls.keycap import key_text
from reader.gui.keymap import keymap
from reader.gui.look import icons
from reader.gui.menus import LINE, MENUS, PAPER_MENU

TAKEN_BY_FIELDS = {"Ctrl+X", "Ctrl+V", "Ctrl+D", "Ctrl+U"}


def test_no_two_commands_have_the_same_name_or_key() -> None:
    assert len(BY_ID) == len(ACTIONS)
    for where in Where:
        there = [action for action in ACTIONS if action.where is where]
        keys = Counter(QKeySequence(key).toString() for action in there for key in action.keys)
        assert [key for key, count in keys.items() if count > 1] == []
    for action in ACTIONS:
        assert [keymap().clash(key, action.id) for key in action.keys] == [None] * len(action.keys)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_a_command_has_words_an_icon_and_keys_that_qt_knows(action: Action) -> None:
    assert action.text
    assert action.icon in icons.NAMES
    assert all(QKeySequence(key).count() == 1 for key in action.keys)
    assert not TAKEN_BY_FIELDS & set(action.keys)


def test_menus_name_only_commands_of_the_table() -> None:
    named = [name for _, names in MENUS for name in names] + list(PAPER_MENU)
    assert {name for name in named if name != LINE} <= BY_ID.keys()


def test_the_readme_tells_every_key(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    keys = {key_text(key) for action in ACTIONS for key in action.keys}
    assert {key for key in keys if f"`{key}`" not in readme} == set()


def test_deciding_keys_do_not_repeat_and_moving_keys_do() -> None:
    deciding = ("queue", "read", "done", "archive", "inbox", "star", "delete")
    assert not any(BY_ID[name].repeats for name in deciding)
    assert all(BY_ID[name].repeats for name in ("next", "previous", "undo"))


def test_the_program_has_an_icon_of_its_own(qapp: QApplication) -> None:
    assert not icons.program_icon().pixmap(48, 48).isNull()
