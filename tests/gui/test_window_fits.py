"""The first window fits on the screen it is opened on."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from reader.gui.main_window import MainWindow
from reader.gui.settings import Settings


def test_the_first_window_is_no_larger_than_its_screen(folder: Path, qtbot: QtBot) -> None:
    window = MainWindow(folder, Settings())
    qtbot.addWidget(window)
    room = window.screen().availableSize()
    assert window.width() <= max(room.width(), window.minimumWidth())
    assert window.height() <= room.height()
    window.worker.start()
    window.close()


def test_how_to_begin_is_shown_where_there_is_room_for_one_pane(
    open_window: Callable[[], MainWindow], restyle: Callable[..., None], qtbot: QtBot
) -> None:
    window = open_window()
    restyle("light", 2.0)
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: window.first_run.isVisible() and not window.list.isVisible())
    window.first_run.sample_wanted.emit()
    qtbot.waitUntil(lambda: window.list.isVisible() and not window.first_run.isVisible())
