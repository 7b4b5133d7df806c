"""The library in a folder that lies: explained once, and told when another file took its place."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from driving import wait_for_thread
from PySide6.QtWidgets import QPushButton
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


def test_a_conflict_copy_is_told_and_merged_with_a_click(
    filled: list[int], open_window: Callable[[], MainWindow], folder: Path, qtbot: QtBot
) -> None:
    copy = folder / "library (conflicted copy 2026-11-26).db"
    shutil.copy(folder / "library.db", copy)
    write_into(copy, filled[0], "written there")
    with Library.open(folder) as library:
        library.write_note(filled[0], "written here")
    window = open_window()
    qtbot.waitUntil(lambda: copy.name in window.list.place.text, timeout=5000)
    (merge,) = [
        one for one in window.list.place.findChildren(QPushButton) if one.text() == "Merge it"
    ]
    merge.click()
    qtbot.waitUntil(lambda: window.toast.text.startswith("Merged: "), timeout=5000)
    assert not copy.exists()
    with Library.open(folder, write=False) as library:
        note = library.paper(filled[0]).note
        assert "written here" in note
        assert "written there" in note
    window.operations.undo()
    wait_for_thread(window, qtbot)
    with Library.open(folder, write=False) as library:
        assert library.paper(filled[0]).note == "written here"


def test_a_copy_that_is_left_is_not_told_again(
    filled: list[int], open_window: Callable[[], MainWindow], folder: Path, qtbot: QtBot
) -> None:
    shutil.copy(folder / "library.db", folder / "library 2.db")
    window = open_window()
    qtbot.waitUntil(lambda: "library 2.db" in window.list.place.text, timeout=5000)
    (leave,) = [
        one for one in window.list.place.findChildren(QPushButton) if one.text() == "Leave it"
    ]
    leave.click()
    assert not window.list.place.isVisible()


def write_into(file: Path, paper: int, text: str) -> None:
    """What another computer wrote into its own file of this library."""
    there = file.parent.parent / "there"
    there.mkdir(exist_ok=True)
    os.replace(file, there / "library.db")
    with Library.open(there) as other:
        other.write_note(paper, text)
    os.replace(there / "library.db", file)


def test_a_copy_with_nothing_of_its_own_offers_no_undo(
    filled: list[int], open_window: Callable[[], MainWindow], folder: Path, qtbot: QtBot
) -> None:
    shutil.copy(folder / "library.db", folder / "library 2.db")
    window = open_window()
    qtbot.waitUntil(lambda: "library 2.db" in window.list.place.text, timeout=5000)
    (merge,) = [
        one for one in window.list.place.findChildren(QPushButton) if one.text() == "Merge it"
    ]
    merge.click()
    qtbot.waitUntil(lambda: "nothing that was not" in window.toast.text, timeout=5000)
    assert not (folder / "library 2.db").exists()
