"""Backups, restoring, checking and repairing in the window."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import put_away, wait_for_thread
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from reader import paths
from reader.gui.dialogs.preferences.backup_page import BackupPage
from reader.gui.dialogs.preferences.library_page import LibraryPage
from reader.gui.dialogs.preferences.preferences_dialog import PreferencesDialog
from reader.gui.dialogs.restore_dialog import RestoreDialog
from reader.gui.main_window import MainWindow
from reader.gui.settings import Settings
from reader.library import Library


def page_of(window: MainWindow, title: str) -> BackupPage | LibraryPage:
    window.popups.show_preferences(title)
    page = window.findChildren(PreferencesDialog)[-1].page
    assert isinstance(page, BackupPage | LibraryPage)
    return page


def backups(window: MainWindow, qtbot: QtBot) -> BackupPage:
    page = page_of(window, "Backup")
    assert isinstance(page, BackupPage)
    wait_for_thread(window, qtbot)
    return page


def library_page(window: MainWindow) -> LibraryPage:
    page = page_of(window, "Library")
    assert isinstance(page, LibraryPage)
    return page


def note_of(folder: Path, paper: int) -> str:
    with Library.open(folder, write=False) as library:
        return library.paper(paper).note


def break_a_rule(folder: Path) -> None:
    """Lose the marks of a paper and what the journal said of it: the pages are whole."""
    connection = sqlite3.connect(folder / paths.LIBRARY_FILE)
    connection.execute("DELETE FROM journal WHERE seq = 2")
    connection.commit()
    connection.close()


def break_the_pages(folder: Path) -> None:
    with (folder / paths.LIBRARY_FILE).open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 3000)


def test_a_backup_is_made_and_listed_once(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    page = backups(window, qtbot)
    assert page.last.text() == "There is no backup yet."
    assert not page.restore.isEnabled()
    page.now.click()
    wait_for_thread(window, qtbot)
    assert page.said.text().startswith("Backup saved, ")
    assert [page.list.topLevelItem(0).text(column) for column in (1, 2)] == ["Asked for", "8"]  # type: ignore[union-attr]
    page.now.click()
    wait_for_thread(window, qtbot)
    assert page.said.text() == "Nothing has changed since the last backup."
    assert page.list.topLevelItemCount() == 1


def test_a_restore_says_what_would_be_lost_and_can_be_undone(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    paper = filled[0]
    with Library.open(folder) as library:
        library.write_note(paper, "old words")
        library.back_up()
        library.write_note(paper, "new words")
        library.delete([filled[1]])
    page = backups(window, qtbot)
    page.restore.click()
    wait_for_thread(window, qtbot)
    dialog = window.findChildren(RestoreDialog)[-1]
    assert [dialog.lost.item(row).text()[:9] for row in range(dialog.lost.count())] == ["Notes on:"]
    came = [dialog.gained.item(row).text()[:6] for row in range(dialog.gained.count())]
    assert came == ["Paper:", "Notes "]
    assert dialog.primary_button.isEnabled()
    dialog.primary_button.click()
    wait_for_thread(window, qtbot)
    assert note_of(folder, paper) == "old words"
    assert window.toast.text.startswith("Restored the backup of ")
    assert page.list.topLevelItemCount() == 2  # what was there before is a backup as well
    window.toast._button.click()
    wait_for_thread(window, qtbot)
    assert note_of(folder, paper) == "new words"


def test_what_is_being_typed_is_in_the_backup_before_a_restore(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    paper = window.pane.paper_id
    assert paper is not None
    with Library.open(folder) as library:
        library.back_up()
    page = backups(window, qtbot)
    window.pane.panel.notes.text.insertPlainText("just typed")
    page.restore.click()
    wait_for_thread(window, qtbot)
    dialog = window.findChildren(RestoreDialog)[-1]
    dialog.primary_button.click()
    wait_for_thread(window, qtbot)
    window.toast._button.click()
    wait_for_thread(window, qtbot)
    assert "just typed" in note_of(folder, paper)


def test_faults_are_found_and_repaired_in_the_window(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    page = library_page(window)
    page.check.click()
    wait_for_thread(window, qtbot)
    assert page.said.text() == "All is well."
    break_a_rule(folder)
    page.check.click()
    wait_for_thread(window, qtbot)
    assert page.findings.item(0).text() == "History: 1 rows are missing"
    page.repair.click()
    wait_for_thread(window, qtbot)
    assert page.said.text().startswith("Repaired. The library as it was is the backup number ")
    assert page.repair.isHidden()
    page.check.click()
    wait_for_thread(window, qtbot)
    assert page.said.text() == "All is well."
    assert window.looking.rows(filled)  # the painting thread has it open again


def test_a_check_that_is_stopped_says_nothing_and_the_page_goes_on(
    window: MainWindow, filled: list[int], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = library_page(window)
    dialog = page.window()
    assert isinstance(dialog, PreferencesDialog)
    page.check.click()
    assert not page.isEnabled()
    dialog.reject()  # stops the work, and does not close
    wait_for_thread(window, qtbot)
    assert dialog.isVisible()
    assert page.isEnabled()
    assert page.said.text() in ("", "All is well.")  # it may have been quicker


@pytest.fixture
def broken(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> Iterator[MainWindow]:
    """A window on a library that cannot be opened any more; a backup has its note."""
    window.close()
    with Library.open(folder) as library:
        library.write_note(filled[0], "kept words")
        library.back_up()
    break_the_pages(folder)
    again = MainWindow(folder, Settings())
    again.begin()
    again.show()
    again.go_on()
    qtbot.waitUntil(lambda: again.list.banner.isVisible())
    yield again
    put_away(again)


def test_a_library_that_cannot_be_opened_is_repaired_from_the_window(
    broken: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    assert "reader check" not in broken.list.banner.text
    (button,) = [one for one in broken.list.banner.findChildren(QPushButton)
                 if one.text() == "Check library…"]  # fmt: skip
    button.click()
    page = broken.findChildren(PreferencesDialog)[-1].page
    assert isinstance(page, LibraryPage)
    qtbot.waitUntil(lambda: page.repair.isVisible(), timeout=10_000)
    page.repair.click()
    qtbot.waitUntil(lambda: page.said.text().startswith("Repaired. The damaged file"))
    assert note_of(folder, filled[0]) == "kept words"
    qtbot.waitUntil(lambda: broken.papers.rowCount() > 0)


def test_a_backup_is_put_back_where_the_library_cannot_be_opened(
    broken: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    page = page_of(broken, "Backup")
    assert isinstance(page, BackupPage)
    qtbot.waitUntil(lambda: page.list.topLevelItemCount() == 1)
    page.restore.click()
    dialog = broken.findChildren(RestoreDialog)[-1]
    qtbot.waitUntil(dialog.primary_button.isEnabled)
    assert "cannot be compared" in dialog.said.text()
    dialog.primary_button.click()
    qtbot.waitUntil(lambda: page.said.text() == "Restored.")
    assert "library.damaged-" in broken.toast.text
    assert note_of(folder, filled[0]) == "kept words"
