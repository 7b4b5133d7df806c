"""What tests of the window get: the look in force, and a library thread with a library."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from reader.gui.theme import start_theme, theme
from reader.gui.worker import Worker


@pytest.fixture(scope="session", autouse=True)
def look(qapp: QApplication) -> None:
    """Fonts, palette and style sheet, once for all tests of the window."""
    start_theme(qapp, "light", 1.0)


@pytest.fixture
def restyle() -> Iterator[Callable[..., None]]:
    """Choose another scheme or text size; afterwards everything is as it was."""
    yield theme().choose
    theme().choose("light", 1.0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the library of this test lives."""
    return tmp_path / "library"


@pytest.fixture
def worker(folder: Path, qapp: QApplication) -> Iterator[Worker]:
    """The library thread, stopped at the end."""
    thread = Worker(folder)
    thread.start()
    yield thread
    thread.stop()
