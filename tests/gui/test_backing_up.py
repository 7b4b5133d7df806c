"""Backups while the window is open: made when due, out of the way, and told once when they fail."""

from collections.abc import Callable
from pathlib import Path

import pytest
from driving import PATIENCE_MS, wait_for_thread
from pytestqt.qtbot import QtBot

from reader import paths
from reader.errors import Cancelled
from reader.gui.main_window import MainWindow
from reader.gui.upkeep import backing_up
from reader.library import Library


@pytest.fixture
def window(filled: list[int], open_window: Callable[[], MainWindow]) -> MainWindow:
    return open_window()


def numbers(folder: Path) -> list[int]:
    with Library.open(folder, write=False) as library:
        return [backup.number for backup in library.backups()]


def wait_for_backup(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    """Look until there is one: it makes way for whatever else the window asks meanwhile."""

    def is_made() -> bool:
        window.backing_up.look()
        return numbers(folder) == [1]

    qtbot.waitUntil(is_made, timeout=PATIENCE_MS)


def test_a_window_that_is_open_backs_the_library_up(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    wait_for_backup(window, folder, qtbot)
    window.backing_up.look()
    wait_for_thread(window, qtbot)
    assert numbers(folder) == [1]


def test_a_backup_that_fails_is_told_once_until_one_is_made(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    blocked = paths.backups_folder()
    blocked.parent.mkdir(parents=True, exist_ok=True)
    blocked.write_text("in the way", encoding="utf-8")
    told: list[str] = []
    window.messages.warn = lambda text, action, run: told.append(text)  # type: ignore[method-assign]
    for _ in range(3):
        window.backing_up.look()
        wait_for_thread(window, qtbot)
    assert len(told) == 1
    assert told[0].startswith("There is no new backup. ")
    blocked.unlink()
    wait_for_backup(window, folder, qtbot)


def test_a_backup_makes_way_for_work_but_not_for_ever(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def wanted_all_the_time(self: Library, progress: object) -> None:
        asked.append(progress(1, 2))  # type: ignore[operator]
        if not asked[-1]:
            raise Cancelled

    monkeypatch.setattr(Library, "back_up_when_due", wanted_all_the_time)
    monkeypatch.setattr(type(window.worker), "is_wanted", True)
    for _ in range(backing_up.PATIENCE + 1):
        window.backing_up.look()
        wait_for_thread(window, qtbot)
    assert asked == [False] * backing_up.PATIENCE + [True]
