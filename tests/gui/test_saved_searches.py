"""Saved searches in the window: kept, counted, opened, changed, moved, forgotten, undone."""

from pathlib import Path

import pytest
from driving import wait_for_thread
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.gui.dialogs.save_search_dialog import TAKEN, SaveSearchDialog, first_name
from reader.gui.main_window import MainWindow
from reader.gui.places import ALL, Place
from reader.gui.views.rename_popover import RenamePopover
from reader.library import Library
from reader.model import State


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Wait for the answer, and for the counts of the sidebar that follow it."""
    for pause in (150, 600, 100):
        qtbot.wait(pause)
        wait_for_thread(window, qtbot)


def kept(window: MainWindow) -> list[tuple[str, int | None]]:
    """The saved searches of the sidebar with their counts."""
    heading = next(line for line in window.sidebar.tree._root.below if line.section == "searches")
    return [(line.text, line.count) for line in heading.below if line.place is not None]


def place(window: MainWindow, number: int = 0) -> Place:
    heading = next(line for line in window.sidebar.tree._root.below if line.section == "searches")
    found = heading.below[number].place
    assert found is not None
    return found


def save(window: MainWindow, query: str, name: str, qtbot: QtBot) -> None:
    window.browsing.open(ALL, query=query)
    settle(window, qtbot)
    window.actions_by_id["save-search"].trigger()
    dialog = window.findChildren(SaveSearchDialog)[-1]
    dialog.name.setText(name)
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    settle(window, qtbot)


def test_a_saved_search_stands_in_the_sidebar_with_its_live_count(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    save(window, "steps is:inbox", "To decide", qtbot)
    assert kept(window) == [("To decide", 8)]
    with Library.open(folder, write=False) as library:
        assert [(one.name, one.query) for one in library.searches()] == [
            ("To decide", "steps is:inbox")
        ]
    window.operations.set_state(State.DONE, [filled[0]])
    settle(window, qtbot)
    qtbot.waitUntil(lambda: kept(window) == [("To decide", 7)], timeout=5000)
    window.operations.undo()
    window.operations.undo()
    settle(window, qtbot)
    assert kept(window) == []


def test_a_saved_search_is_opened_changed_and_brought_up_to_date(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    save(window, "kites", "Kites", qtbot)
    window.browsing.open(place(window))
    settle(window, qtbot)
    assert window.list.search.text == "kites"
    assert window.list.header_words == "Kites 1 paper found"
    window.browsing.search("kites OR moths")
    settle(window, qtbot)
    window.saving_searches.save()
    settle(window, qtbot)
    assert kept(window) == [("Kites", 2)]
    with Library.open(folder, write=False) as library:
        assert library.searches()[0].query == "kites OR moths"
    window.list.search.clear()
    settle(window, qtbot)
    assert window.browsing.place is ALL


def test_a_name_is_taken_once(window: MainWindow, qtbot: QtBot) -> None:
    save(window, "kites", "Kites", qtbot)
    window.browsing.open(ALL, query="moths")
    settle(window, qtbot)
    window.saving_searches.save()
    dialog = window.findChildren(SaveSearchDialog)[-1]
    dialog.name.setText("KITES")
    assert dialog._fault.text() == TAKEN
    assert not dialog.primary_button.isEnabled()
    dialog.reject()


def test_a_saved_search_gets_another_name(window: MainWindow, qtbot: QtBot) -> None:
    save(window, "kites", "Kites", qtbot)
    save(window, "moths", "Moths", qtbot)
    window.popups.rename_place(place(window, 1), QRect(20, 300, 200, 28))
    sheet = window.findChildren(RenamePopover)[-1]
    sheet.field.setText("KITES")
    sheet.finish()
    assert sheet.isVisible(), "the name is taken"
    sheet.field.setText("Night flyers")
    sheet.finish()
    settle(window, qtbot)
    assert [name for name, _ in kept(window)] == ["Kites", "Night flyers"]


def test_saved_searches_are_moved_and_forgotten(window: MainWindow, qtbot: QtBot) -> None:
    save(window, "kites", "Kites", qtbot)
    save(window, "moths", "Moths", qtbot)
    window.saving_searches.move(place(window, 1), -1)
    settle(window, qtbot)
    assert [name for name, _ in kept(window)] == ["Moths", "Kites"]
    window.saving_searches.delete(place(window, 0))
    settle(window, qtbot)
    assert [name for name, _ in kept(window)] == ["Kites"]
    assert window.toast.text == "Deleted search Moths"
    window.operations.undo()
    settle(window, qtbot)
    assert [name for name, _ in kept(window)] == ["Moths", "Kites"]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("forgetting OR rehearsal year:2021..", "Forgetting or rehearsal, year 2021 or…"),
        ("kites", "Kites"),
        ("is:inbox has:notes", "In Inbox, with notes"),
    ],
)
def test_a_name_begins_as_the_words_of_the_search(query: str, name: str) -> None:
    assert first_name(query) == name
    assert len(first_name(f"{query} {query}")) <= 40
