"""What clicks on rows do; dragging is in `test_dragging.py`, menus in `test_context_menus.py`."""

import pytest
from driving import wait_for_thread
from PySide6.QtCore import QModelIndex, QPoint, QStringListModel, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.gui.main_window import MainWindow
from reader.gui.views.panel_rows import PanelRows, RowDelegate

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def middle_of(window: MainWindow, place: int) -> QPoint:
    """Somewhere in the words of a row."""
    table = window.list.table
    return table.visualRect(table.model().index(place, 0)).center()


def click(window: MainWindow, place: int, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(window.list.table.viewport(), LEFT, modifier, middle_of(window, place))


def test_a_click_selects_ctrl_adds_and_shift_extends(window: MainWindow, filled: list[int]) -> None:
    chosen = window.list.table.selected_ids
    click(window, 1)
    assert list(chosen()) == [filled[1]]
    click(window, 3, CTRL)
    assert list(chosen()) == [filled[1], filled[3]]
    click(window, 3, CTRL)
    assert list(chosen()) == [filled[1]]
    click(window, 1)
    click(window, 4, SHIFT)
    assert list(chosen()) == filled[1:5]
    click(window, 2)
    assert list(chosen()) == [filled[2]]


def test_a_double_click_opens_at_full_width(window: MainWindow, qtbot: QtBot) -> None:
    place = middle_of(window, 2)
    viewport = window.list.table.viewport()
    QTest.mouseClick(viewport, LEFT, NONE, place)
    QTest.mouseDClick(viewport, LEFT, NONE, place)
    wait_for_thread(window, qtbot)
    assert window.shape.full_width


@pytest.mark.parametrize("button", [LEFT, Qt.MouseButton.MiddleButton])
def test_rows_of_the_panel_are_chosen_by_either_button(
    button: Qt.MouseButton, qtbot: QtBot
) -> None:
    rows = PanelRows("Papers", QStringListModel(["one", "two"]), RowDelegate())
    qtbot.addWidget(rows)
    rows.resize(400, 200)
    rows.show()
    chosen: list[QModelIndex] = []
    rows.chosen.connect(chosen.append)
    place = rows.visualRect(rows.model().index(1, 0)).center()
    QTest.mouseClick(rows.viewport(), button, NONE, place)
    assert [index.row() for index in chosen] == [1]
    QTest.mouseClick(rows.viewport(), button, NONE, QPoint(200, 190))  # below the rows
    assert len(chosen) == 1
