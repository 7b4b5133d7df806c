"""Papers as references in the window: keys and links on the clipboard."""

from driving import wait_for_thread
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from reader.gui.main_window import MainWindow
from reader.gui.views.rename_popover import RenamePopover


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_y_copies_keys_and_they_stay(window: MainWindow, filled: list[int], qtbot: QtBot) -> None:
    table = window.list.table
    table.select_place(0)
    window.actions_by_id["copy-key"].trigger()
    wait_for_thread(window, qtbot)
    (first,) = window.looking.paper(filled[0]).keys
    assert clipboard() == first
    table.move(1, extend=True)
    window.actions_by_id["copy-key"].trigger()
    wait_for_thread(window, qtbot)
    (second,) = window.looking.paper(filled[1]).keys
    assert clipboard() == f"{first}, {second}"
    assert "2 keys" in window.toast.text
    window.actions_by_id["copy-reference"].trigger()
    wait_for_thread(window, qtbot)
    assert clipboard().count("\n") == 1
    assert QGuiApplication.clipboard().mimeData().html().count("<p>") == 2
    window.actions_by_id["copy-link"].trigger()
    assert clipboard().count("\n") == 1


def test_a_key_is_changed_by_hand_and_the_old_one_stays(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    window.list.table.select_place(0)
    window.actions_by_id["copy-key"].trigger()
    wait_for_thread(window, qtbot)
    window.actions_by_id["change-key"].trigger()
    wait_for_thread(window, qtbot)
    sheet = window.findChildren(RenamePopover)[-1]
    sheet.field.setText("no key!")
    assert "single" in sheet.hint
    sheet.finish()
    sheet.field.setText("Berg2020")
    sheet.finish()
    wait_for_thread(window, qtbot)
    paper = window.looking.paper(filled[0])
    assert paper is not None
    assert paper.keys == ("Berg2020", clipboard())
    window.operations.undo()
    wait_for_thread(window, qtbot)
    undone = window.looking.paper(filled[0])
    assert undone is not None
    assert undone.keys == (clipboard(),)
