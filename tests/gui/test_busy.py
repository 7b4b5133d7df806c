"""A key that comes while another program writes does what it says, or says why it does nothing."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from driving import press, wait_for_thread
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.gui.asking import looking
from reader.gui.main_window import MainWindow
from reader.gui.views.tag_editor import TagEditor
from reader.library import Library
from reader.paths import LIBRARY_FILE


@contextmanager
def written_by_another(folder: Path, seconds: float = 0.15) -> Iterator[None]:
    """Another program keeps everybody out, and lets go so much later, at the latest at the end."""
    other = sqlite3.connect(folder / LIBRARY_FILE, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    letting_go = threading.Timer(seconds, other.rollback)
    letting_go.start()
    yield
    if seconds > 1:
        letting_go.cancel()
    letting_go.join()
    other.rollback()
    other.close()


def test_the_star_key_stars(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    with written_by_another(folder):
        press(window, Qt.Key.Key_S)
    wait_for_thread(window, qtbot)
    with Library.open(folder, write=False) as library:
        assert library.paper(filled[0]).starred


def test_the_tag_key_opens_the_editor_for_the_letters_that_follow(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    with written_by_another(folder):
        press(window, Qt.Key.Key_T)
    editor = QApplication.focusWidget()
    assert editor is not None
    assert isinstance(editor.window().findChild(TagEditor), TagEditor)


def test_the_links_are_copied(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    with written_by_another(folder):
        window.copying.links()
    assert QApplication.clipboard().text().count("\n") == 0
    assert QApplication.clipboard().text()


@pytest.mark.parametrize("action", ["star", "tags", "seen", "copy", "copy-link"])
def test_after_a_long_wait_the_reason_is_told_and_nothing_is_done(
    window: MainWindow,
    filled: list[int],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    action: str,
) -> None:
    monkeypatch.setattr(looking, "PATIENCE", 0.0)
    with written_by_another(folder, 60):
        window.actions_by_id[action].trigger()
        assert "writing to the library" in window.list.banner.text
    with Library.open(folder, write=False) as library:
        assert not library.paper(filled[0]).starred
