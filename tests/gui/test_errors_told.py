"""Where errors end: in a banner that is seen, or a sheet for what stops the work."""

import sqlite3
import sys
import threading
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from driving import wait_for_thread
from making_damage import SQL, sql
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reader.errors import Problem
from reader.gui.asking.bugs import Bugs
from reader.gui.controls.banner import Banner
from reader.gui.dialogs.error_sheet import ErrorSheet
from reader.gui.dialogs.preferences.library_page import LibraryPage
from reader.gui.dialogs.preferences.preferences_dialog import PreferencesDialog
from reader.gui.main_window import MainWindow
from reader.library import Library
from reader.model import State
from reader.paths import LIBRARY_FILE

Open = Callable[[], MainWindow]
PATIENT = 20_000  # ms

READABLE = ("a colour that is none", "broken keywords", "a paper without marks", "broken leftovers")
UNREADABLE = ("broken authors", "authors that are no names", "a state that is none")


def sheets(window: QWidget) -> list[ErrorSheet]:
    return [one for one in window.findChildren(ErrorSheet) if one.isVisible()]


def button(parent: QWidget, words: str) -> QPushButton:
    return next(one for one in parent.findChildren(QPushButton) if one.text() == words)


def damage(folder: Path, name: str) -> None:
    with Library.open(folder) as library:
        library.tag(list(library.find("").ids)[:2], ["kites"])
    statement = SQL[name][0].replace("paper_id = 9", "paper_id = 2")
    sql(statement)(folder / LIBRARY_FILE)


def over_all(window: MainWindow) -> list[str]:
    """What the banner over everything says."""
    place = window.centralWidget()
    return [one.text for one in place.findChildren(Banner)
            if one.parentWidget() is place and one.isVisible()]  # fmt: skip


# ---------------------------------------------------------------- damage


@pytest.mark.parametrize("name", READABLE)
def test_small_damage_is_no_reason_not_to_show_the_papers(
    name: str, filled: list[int], folder: Path, open_window: Open
) -> None:
    damage(folder, name)
    window = open_window()
    assert window.papers.rowCount() >= len(filled) - 1
    assert window.list.banner.isHidden()
    window.grab()  # what cannot be painted would end the program


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_list_that_cannot_be_read_says_so_and_the_window_stands(
    name: str, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    from reader.gui.settings import Settings

    damage(folder, name)
    window = MainWindow(folder, Settings())
    qtbot.addWidget(window)
    window.begin()
    window.show()
    window.go_on()
    qtbot.waitUntil(window.list.banner.isVisible, timeout=PATIENT)
    assert window.list.banner.text.startswith(("This list could not be read", str(folder)))
    assert sheets(window) == []
    window.insisted = True
    window.close()


@pytest.fixture
def closed_library(
    filled: list[int], folder: Path, qtbot: QtBot
) -> Callable[[str], tuple[MainWindow, ErrorSheet]]:
    """Makes a window on a library that cannot be opened; answers it and its sheet."""
    from reader.gui.settings import Settings

    def make(statement: str) -> tuple[MainWindow, ErrorSheet]:
        database = sqlite3.connect(folder / LIBRARY_FILE)
        database.executescript(statement)
        database.close()
        window = MainWindow(folder, Settings())
        qtbot.addWidget(window)
        window.begin()
        window.show()
        window.go_on()
        qtbot.waitUntil(lambda: len(sheets(window)) == 1, timeout=PATIENT)
        window.insisted = True
        return window, sheets(window)[0]

    return make


def test_a_library_of_a_newer_version_is_told_in_a_sheet(
    closed_library: Callable[[str], tuple[MainWindow, ErrorSheet]], qtbot: QtBot
) -> None:
    window, sheet = closed_library("PRAGMA user_version = 99")
    assert sheet.heading.text().startswith("This library was written by a newer version")
    assert "Nothing was changed." in sheet.words.text()
    assert window.list.banner.isVisible()  # it says the same when the sheet is closed
    sheet.primary_button.click()  # Try again: it is no better
    qtbot.waitUntil(lambda: sheets(window) not in ([], [sheet]), timeout=PATIENT)
    button(sheets(window)[0], "Quit").click()
    assert not window.isVisible()


def test_a_damaged_library_is_told_in_a_sheet_that_leads_to_repair(
    closed_library: Callable[[str], tuple[MainWindow, ErrorSheet]], qtbot: QtBot
) -> None:
    window, sheet = closed_library("DROP INDEX papers_title")
    assert {one.text() for one in sheet.findChildren(QPushButton) if one.isVisible()} == {
        "Show the file", "Restore a backup…", "Check and repair…",
    }  # fmt: skip
    assert "reader check" not in sheet.words.text()
    sheet.primary_button.click()
    page = window.findChildren(PreferencesDialog)[-1].page
    assert isinstance(page, LibraryPage)
    qtbot.waitUntil(page.repair.isVisible, timeout=PATIENT)
    page.repair.click()
    qtbot.waitUntil(lambda: window.papers.rowCount() > 0, timeout=PATIENT)
    for dialog in window.findChildren(PreferencesDialog):
        dialog.reject()
    window.close()


# ---------------------------------------------------------------- problems


def test_a_problem_is_told_where_it_can_be_seen(window: MainWindow, qtbot: QtBot) -> None:
    window.messages.error(Problem("The disk is full."))
    assert window.list.banner.isVisible()
    assert over_all(window) == []
    window.list.banner.close_it()
    window.triage.begin()
    window.messages.error(Problem("The disk is full."))
    assert over_all(window) == ["The disk is full."]
    window.operations.set_state(State.QUEUE)  # it worked: all is well again
    wait_for_thread(window, qtbot)
    assert over_all(window) == []


# ---------------------------------------------------------------- bugs


@pytest.fixture
def bugs(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Bugs:
    """Listens instead of the tests' own hooks."""
    monkeypatch.setattr(sys, "excepthook", lambda *_error: None)
    monkeypatch.setattr(threading, "excepthook", lambda _error: None)
    listening = Bugs(window)
    window.messages.bug = listening.tell
    listening.listen()
    return listening


def break_down() -> None:
    raise RuntimeError("the secret title of a paper")


def test_a_bug_in_an_event_is_told_in_a_sheet_whose_details_hold_nothing_private(
    window: MainWindow, bugs: Bugs, qtbot: QtBot
) -> None:
    QTimer.singleShot(0, break_down)
    qtbot.waitUntil(lambda: len(sheets(window)) == 1, timeout=PATIENT)
    (sheet,) = sheets(window)
    assert "notes are kept" in sheet.words.text()
    button(sheet, "Copy details").click()
    copied = QGuiApplication.clipboard().text()
    assert "RuntimeError" in copied
    assert "test_errors_told.py" in copied
    assert "secret" not in copied
    assert str(Path(__file__).parent) not in copied
    sheet.primary_button.click()
    assert sheets(window) == []


def test_the_same_bug_again_does_not_stop_the_work(
    window: MainWindow, bugs: Bugs, qtbot: QtBot
) -> None:
    for _ in range(3):
        QTimer.singleShot(0, break_down)
    qtbot.waitUntil(window.list.banner.isVisible, timeout=PATIENT)
    assert len(sheets(window)) == 1
    sheets(window)[0].reject()
    assert window.list.banner.text.startswith("Something went wrong in Reader again.")
    button(window.list.banner, "Details").click()
    assert len(sheets(window)) == 1
    sheets(window)[0].reject()


def test_a_bug_in_a_thread_is_told_on_the_thread_of_the_window(
    window: MainWindow, bugs: Bugs, qtbot: QtBot
) -> None:
    thread = threading.Thread(target=break_down)
    thread.start()
    thread.join()
    assert sheets(window) == []  # nothing was painted on that thread
    qtbot.waitUntil(lambda: len(sheets(window)) == 1, timeout=PATIENT)
    sheets(window)[0].reject()


def test_a_bug_in_the_library_thread_is_told_in_a_sheet(
    window: MainWindow, bugs: Bugs, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    window.operations.do(lambda _library: break_down(), "")
    qtbot.waitUntil(lambda: len(sheets(window)) == 1, timeout=PATIENT)
    assert "RuntimeError" in sheets(window)[0].details.toPlainText()
    sheets(window)[0].reject()


def test_a_bug_keeps_nothing_of_its_frames(window: MainWindow, bugs: Bugs) -> None:
    kept: list[weakref.ref[QWidget]] = []

    def break_with_a_widget() -> None:
        widget = QWidget()
        kept.append(weakref.ref(widget))
        raise RuntimeError

    try:
        break_with_a_widget()
    except RuntimeError as error:
        caught = error
    assert kept[0]() is not None
    sys.excepthook(RuntimeError, caught, caught.__traceback__)
    assert kept[0]() is None


def test_a_bug_on_the_way_out_does_not_keep_the_window_open(
    window: MainWindow, bugs: Bugs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    monkeypatch.setattr(window.triage, "leave", break_down)
    window.close()
    assert window.isVisible()
    assert window.isEnabled()
    assert len(sheets(window)) == 1
    window.close()
    assert not window.isVisible()
