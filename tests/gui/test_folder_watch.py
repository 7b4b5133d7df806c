"""The library in a folder that lies: explained once, and told when another file took its place."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from driving import wait_for_thread
from pytestqt.qtbot import QtBot

from reader.gui.main_window import MainWindow
from reader.library import Library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "Dropbox" / "library"


def test_a_synced_folder_is_explained_once(
    filled: list[int], open_window: Callable[[], MainWindow]
) -> None:
    window = open_window()
    assert "Dropbox keeps in step" in window.list.place.text
    assert window.list.place.isVisible()
    window.close()
    assert not open_window().list.place.isVisible()


def test_a_file_that_took_the_place_of_the_library_is_told(
    filled: list[int],
    open_window: Callable[[], MainWindow],
    folder: Path,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    shutil.copy(folder / "library.db", tmp_path / "other.db")
    window = open_window()
    window.operations.star([filled[0]])
    wait_for_thread(window, qtbot)
    os.replace(tmp_path / "other.db", folder / "library.db")
    qtbot.waitUntil(lambda: "kept as a backup" in window.list.place.text, timeout=5000)
    with Library.open(folder, write=False) as library:
        assert [backup.reason for backup in library.backups()] == [
            "before another file took its place"
        ]
