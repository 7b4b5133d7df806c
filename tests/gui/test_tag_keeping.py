"""Tags in the sidebar: another name by F2, merged by the name of another, coloured, deleted."""

from driving import press, wait_for_thread
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.gui.main_window import MainWindow
from reader.gui.places import INBOX, tag_place
from reader.gui.views.rename_popover import RenamePopover
from reader.model import Tag

SLATE = Tag("sea", "slate")


def tags(window: MainWindow) -> dict[str, int]:
    assert window.counts is not None
    return {tag.name: count for tag, count in window.counts.tags}


def begin(window: MainWindow, filled: list[int], qtbot: QtBot) -> RenamePopover:
    """Two tags, the place of the first one open in the sidebar, F2 pressed."""
    window.operations.retag(filled[:2], ["sea"], [])
    window.operations.retag(filled[1:4], ["shore"], [])
    wait_for_thread(window, qtbot)
    window.browsing.open(tag_place(SLATE))
    wait_for_thread(window, qtbot)
    window.focusing.focus("sidebar")
    press(window, Qt.Key.Key_F2)
    sheet = window.findChild(RenamePopover)
    assert sheet is not None
    assert sheet.field.text() == "sea"
    return sheet


def test_a_tag_is_renamed_where_it_stands(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    sheet = begin(window, filled, qtbot)
    QTest.keyClicks(sheet.field, "deep sea")
    assert sheet.hint == "renames it"
    press(window, Qt.Key.Key_Return)
    wait_for_thread(window, qtbot)
    assert tags(window) == {"deep-sea": 2, "shore": 3}
    assert window.browsing.place.title == "deep-sea"
    assert window.papers.rowCount() == 2
    row = window.papers.row(0)
    assert row is not None
    assert "deep-sea" in [tag.name for tag in row.tags]
    assert window.toast.text == "Renamed sea to deep-sea"


def test_the_name_of_another_tag_merges_them_and_undo_splits_them(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    sheet = begin(window, filled, qtbot)
    QTest.keyClicks(sheet.field, "shore")
    assert sheet.hint == "merges it into shore, 3 papers"
    press(window, Qt.Key.Key_Return)
    wait_for_thread(window, qtbot)
    assert tags(window) == {"shore": 4}
    press(window, Qt.Key.Key_Z)
    wait_for_thread(window, qtbot)
    assert tags(window) == {"sea": 2, "shore": 3}


def test_a_name_that_no_tag_can_have_is_not_taken(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    sheet = begin(window, filled, qtbot)
    sheet.field.setText("!!")
    press(window, Qt.Key.Key_Return)
    assert sheet.isVisible()
    assert QApplication.focusWidget() is sheet.field
    press(window, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert window.sidebar.view.hasFocus()


def test_a_tag_gets_another_colour_and_goes_away(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    begin(window, filled, qtbot).dismiss()
    window.tag_keeping.recolor(SLATE, "pink")
    wait_for_thread(window, qtbot)
    row = window.papers.row(0)
    assert row is not None
    assert Tag("sea", "pink") in row.tags
    window.tag_keeping.delete(SLATE)
    wait_for_thread(window, qtbot)
    assert tags(window) == {"shore": 3}
    assert window.browsing.place is INBOX
