"""Driving the window in tests: pressing keys, waiting for the library thread, reading the list."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.gui.main_window import MainWindow
from reader.library import Library
from reader.model import Row, State

PATIENCE_MS = 30_000  # for what takes milliseconds, on a machine that has other things to do


def wait_for_thread(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the library thread has answered everything, and what follows from it."""
    for _ in range(3):
        answers: list[object] = []
        window.worker.ask(lambda library: library.seq(), answers.append)
        qtbot.waitUntil(lambda answers=answers: bool(answers), timeout=PATIENCE_MS)  # type: ignore[misc]
        QApplication.processEvents()


def put_away(window: MainWindow) -> None:
    """Close a window for good, also with a note that could not be kept, and its sheets with it.

    A window that refused to close would take its running thread into its grave, and that ends
    the process; a sheet that stayed would keep keyboard and pointer from the next test.
    """
    window.insisted = True
    assert window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def press(window: MainWindow, *keys: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    """Press keys one after the other where the keyboard is."""
    for key in keys:
        target = QApplication.focusWidget() or window
        QTest.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)
        QApplication.processEvents()


def state_of(folder: Path, paper: int) -> State:
    with Library.open(folder, write=False) as library:
        return library.paper(paper).state


def titles(window: MainWindow) -> list[str]:
    rows = [window.papers.row(place) for place in range(window.papers.rowCount())]
    return [row.title for row in rows if isinstance(row, Row)]
