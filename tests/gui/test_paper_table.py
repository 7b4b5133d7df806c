"""The list of papers keeps its place: what is selected, where the keys go on, what is in view."""

import pytest
from making_shown import rows
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.gui.models.paper_list import MANY, PaperList
from reader.gui.views.papers.paper_table import PaperTable


@pytest.fixture
def table(qtbot: QtBot) -> PaperTable:
    made = PaperTable(PaperList(rows))
    qtbot.addWidget(made)
    made.resize(400, 500)
    made.show()
    made.show_papers(range(1, 101))
    made.select_place(0)
    return made


def test_home_and_end_go_to_the_first_and_the_last_paper(table: PaperTable, qtbot: QtBot) -> None:
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.selected_ids() == [100]
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.selected_ids() == [1]


def test_a_change_elsewhere_does_not_scroll_back_to_the_selected_paper(table: PaperTable) -> None:
    table.verticalScrollBar().setValue(3000)
    table.show_papers(range(1, 101), keep_place=True)
    assert table.verticalScrollBar().value() == 3000
    assert table.selected_ids() == [1]


def test_a_selected_paper_that_leaves_is_followed_by_the_next_in_view(table: PaperTable) -> None:
    table.select_place(49)
    table.verticalScrollBar().setValue(0)
    table.show_papers([i for i in range(1, 101) if i != 50], keep_place=True)
    assert table.selected_ids() == [51]
    assert table.verticalScrollBar().value() > 0


def test_several_selected_papers_stay_with_the_keys_where_they_were(table: PaperTable) -> None:
    table.selectAll()
    table.show_papers(range(1, 101), keep_place=True)
    assert len(table.selected_ids()) == 100
    assert table.currentIndex().row() == 0
    assert table.verticalScrollBar().value() == 0


def test_papers_brought_back_are_shown_from_their_first(table: PaperTable) -> None:
    table.show_papers(range(1, 101), select=[90, 60, 30])
    assert table.selected_ids() == [30, 60, 90]
    assert table.currentIndex().row() == 29


def test_a_step_paints_the_rows_that_it_changes_and_no_others(
    table: PaperTable, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old row, the new one, and the lines under the rows above them."""
    for _ in range(3):
        qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.wait(50)
    painted: list[int] = []
    card = table.cards._paint_card

    monkeypatch.setattr(table.cards, "_paint_card", lambda *a: (painted.append(a[2].id), card(*a)))
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: bool(painted))
    qtbot.wait(50)
    assert set(painted) == {3, 4, 5}
    shown = table.viewport().grab().toImage()
    table.viewport().update()
    assert table.viewport().grab().toImage() == shown


def test_many_papers_are_found_in_their_places(qtbot: QtBot) -> None:
    papers = PaperList(rows)
    papers.show(range(3 * MANY, MANY, -1))
    wanted = [MANY + 1, 7, 3 * MANY, 10**12, 2 * MANY]
    assert papers.places_of(wanted) == [2 * MANY - 1, 0, MANY]
    assert papers.places_of([2 * MANY]) == [MANY]
    assert papers.places_of([7]) == papers.places_of([]) == []
