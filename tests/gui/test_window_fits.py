"""The first window fits on the screen it is opened on."""

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
