"""What whole stories need: the real window on a library, driven by keys."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from driving import put_away
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reader.gui.look.theme import start_theme
from reader.gui.main_window import MainWindow
from reader.gui.settings import Settings

PATIENCE = 10_000
Shown = TypeVar("Shown", bound=QWidget)


@pytest.fixture(scope="session", autouse=True)
def look(qapp: QApplication) -> None:
    """Fonts, palette and style sheet, once for all stories."""
    start_theme(qapp, "light", 1.0)


class Reader:
    """The program as a person has it before them: a window, a keyboard, a mouse."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.window = MainWindow(folder, Settings())
        self.window.resize(1440, 900)
        self.window.begin()
        self.window.show()
        self.come_back()
        self.window.go_on()
        self.quiet()

    def press(
        self,
        *keys: Qt.Key,
        on: QWidget | None = None,
        holding: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press keys one after the other, each when the one before has been answered."""
        for key in keys:
            self._qtbot.keyClick(on or QApplication.focusWidget() or self.window, key, holding)
            self.quiet()

    def control(self, key: Qt.Key, on: QWidget | None = None) -> None:
        """Press a key with Ctrl."""
        self.press(key, on=on, holding=Qt.KeyboardModifier.ControlModifier)

    def write(self, text: str) -> None:
        """Type words into what has the focus."""
        field = QApplication.focusWidget()
        assert field is not None, "nothing has the focus"
        self._qtbot.keyClicks(field, text)
        self.quiet()

    def drop(self, *paths: Path) -> None:
        """Drop files on the window."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        place, copy = QPoint(700, 400), Qt.DropAction.CopyAction
        left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(self.window, QDragEnterEvent(place, copy, mime, left, plain))
        QApplication.sendEvent(self.window, QDropEvent(place, copy, mime, left, plain))

    def dialog(self, kind: type[Shown]) -> Shown:
        """The dialog of this kind, once it is there."""
        self.until(lambda: any(each.isVisible() for each in self.window.findChildren(kind)))
        return next(each for each in self.window.findChildren(kind) if each.isVisible())

    def come_back(self) -> None:
        """Have the window in front again, as window systems do when a dialog closes."""
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)

    def until(self, ready: Callable[[], bool]) -> None:
        """Wait until something is so."""
        self._qtbot.waitUntil(ready, timeout=PATIENCE)

    def quiet(self) -> None:
        """Wait until every question to the library has been answered."""
        self._qtbot.waitUntil(lambda: not self.window.worker._waiting, timeout=PATIENCE)

    def titles(self) -> list[str]:
        """The titles of the list, from its top."""
        return [row.title for row in self.window.looking.rows(list(self.window.papers.ids))]

    def close(self) -> None:
        """Close the window, as a person does at the end of the day."""
        self.window.close()


@pytest.fixture
def start(tmp_path: Path, qtbot: QtBot) -> Iterator[Callable[[], Reader]]:
    """Start Reader on the library of this test; every window is closed at the end."""
    running: list[Reader] = []

    def begin() -> Reader:
        running.append(Reader(tmp_path / "library", qtbot))
        return running[-1]

    yield begin
    for each in running:
        put_away(each.window)
