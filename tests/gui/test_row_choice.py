"""Which papers are selected by mouse and keys: extended from where one chose last, or picked."""

import pytest
from driving import press
from making_shown import rows
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.gui.main_window import MainWindow
from reader.gui.models.paper_list import PaperList
from reader.gui.views.papers.paper_table import PaperTable

KEY = Qt.Key
PLAIN = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def table(qtbot: QtBot) -> PaperTable:
    made = PaperTable(PaperList(rows))
    qtbot.addWidget(made)
    made.resize(400, 900)
    made.show()
    made.show_papers(range(10))
    made.select_place(0)
    return made


def click(table: PaperTable, place: int, held: Qt.KeyboardModifier = PLAIN) -> None:
    at = table.visualRect(table.model().index(place, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, held, at)


@pytest.mark.parametrize(
    ("clicks", "selected"),
    [
        ([(2, PLAIN), (5, SHIFT)], [2, 3, 4, 5]),
        ([(2, PLAIN), (5, SHIFT), (3, SHIFT)], [2, 3]),
        ([(4, PLAIN), (6, SHIFT), (2, SHIFT)], [2, 3, 4]),
        ([(2, PLAIN), (4, CTRL), (7, SHIFT)], [2, 4, 5, 6, 7]),
        # What was taken away again is not where a choice begins.
        ([(1, PLAIN), (3, CTRL), (5, CTRL), (3, CTRL), (7, SHIFT)], [1, 5, 6, 7]),
        ([(2, PLAIN), (6, CTRL), (6, CTRL), (3, SHIFT)], [2, 3]),
        ([(2, PLAIN), (2, CTRL), (5, SHIFT)], [2, 3, 4, 5]),
    ],
)
def test_shift_extends_from_the_paper_chosen_last(
    table: PaperTable, clicks: list[tuple[int, Qt.KeyboardModifier]], selected: list[int]
) -> None:
    for place, held in clicks:
        click(table, place, held)
    assert table.selected_ids() == selected


def test_extending_by_keys_goes_back_as_well(table: PaperTable) -> None:
    table.move(1, extend=True)
    table.move(1, extend=True)
    table.move(-1, extend=True)
    assert table.selected_ids() == [0, 1]


@pytest.mark.parametrize(
    ("key", "selected"),
    [
        (KEY.Key_Down, [4, 5]),
        (KEY.Key_Up, [3, 4]),
        (KEY.Key_Home, [0, 1, 2, 3, 4]),
        (KEY.Key_End, [4, 5, 6, 7, 8, 9]),
        (KEY.Key_PageDown, [4, 5, 6, 7, 8, 9]),
        (KEY.Key_PageUp, [0, 1, 2, 3, 4]),
    ],
)
def test_every_key_that_moves_extends_with_shift(
    table: PaperTable, key: KEY, selected: list[int]
) -> None:
    table.move(2)
    table.move(2)
    QTest.keyClick(table, key, SHIFT)
    assert table.selected_ids() == selected


def test_papers_are_picked_one_by_one_with_a_key(window: MainWindow, filled: list[int]) -> None:
    window.list.table.select_place(0)
    press(window, KEY.Key_X)
    assert window.selection() == filled[:1]
    press(window, KEY.Key_J, KEY.Key_Down, KEY.Key_X)
    assert window.selection() == [filled[0], filled[2]]
    press(window, KEY.Key_J, KEY.Key_X, KEY.Key_X)
    assert window.selection() == [filled[0], filled[2]]
    press(window, KEY.Key_Escape)
    assert len(window.selection()) == 1
    press(window, KEY.Key_J)
    assert len(window.selection()) == 1


def test_where_the_keys_are_among_picked_papers_has_a_ring(table: PaperTable) -> None:
    table.setFocus()
    table.pick()
    table.move(1)
    before = table.viewport().grab().toImage()
    table.move(1)
    assert table.selected_ids() == [0]
    assert table.viewport().grab().toImage() != before


def test_a_click_ends_the_picking(table: PaperTable) -> None:
    table.pick()
    table.move(1)
    table.pick()
    click(table, 5)
    table.move(1)
    assert table.selected_ids() == [6]
