"""The statistics page: opened by key, followed, and left for the papers behind a number."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from driving import press, wait_for_thread
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.gui.controls.icon_button import IconButton
from reader.gui.dialogs.preferences.reading_page import ReadingPage
from reader.gui.main_window import MainWindow
from reader.gui.places import ALL
from reader.gui.results.charts import charts
from reader.gui.views.charts.chart import Chart
from reader.gui.views.charts.statistics_view import StatisticsView
from reader.model import Pace, State

PACE = Pace(
    papers=100,
    done=9,
    queue=6,
    added_days=(("2026-05-01", 7),),
    done_days=(("2026-04-02", 3), ("2026-05-18", 4)),
    queue_days=(("2026-04-01", 9), ("2026-05-18", 6)),
    tags=(("sea", 5), ("shore", 4)),
    together=(("shore", "sea", 2),),
    began="2026-03-30",
)


@pytest.fixture
def chart(qtbot: QtBot) -> Chart:
    shown = Chart()
    qtbot.addWidget(shown)
    shown.resize(420, 260)
    shown.show_chart(charts(PACE, date(2026, 5, 20), 0)[0])
    shown.show()
    return shown


def open_page(window: MainWindow, qtbot: QtBot) -> StatisticsView:
    press(window, Qt.Key.Key_G, Qt.Key.Key_N)
    wait_for_thread(window, qtbot)
    view = window.findChild(StatisticsView)
    assert view is not None
    assert window.statistics.is_open
    return view


def test_the_page_follows_the_library_and_escape_leaves_it(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    view = open_page(window, qtbot)
    assert view.tiles[0].value.accessibleName().startswith("Papers: 8. ")
    assert view.tiles[0].about.text().startswith("8 added in ")
    window.operations.set_state(State.DONE, filled[:3])
    wait_for_thread(window, qtbot)
    assert view.tiles[1].value.accessibleName().startswith("Done: 3. ")
    assert not view.charts[0].isVisible()  # one day is too little for charts
    press(window, Qt.Key.Key_Escape)
    assert not window.statistics.is_open
    assert window.list.table.hasFocus()


def test_the_sidebar_stays_beside_a_year_of_statistics(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    window.resize(1440, 900)
    view = open_page(window, qtbot)
    assert view.ranges.index == 2
    qtbot.waitUntil(lambda: not window.list.isVisible())
    assert window.sidebar.isVisible()
    left = view.mapTo(window, QPoint()).x()
    assert left >= window.sidebar.geometry().right()
    assert left + view.width() == window.width()
    assert window.sidebar.view.currentIndex().isValid() is False
    press(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(window.list.isVisible)
    assert window.sidebar.view.currentIndex().isValid()


def test_the_foot_bar_shows_which_page_is_open(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    buttons = {
        each.accessibleName().partition(",")[0]: each
        for each in window.sidebar.findChildren(IconButton)
    }
    statistics, duplicates = buttons["Statistics"], buttons["Duplicates"]
    QTest.mouseClick(statistics, Qt.MouseButton.LeftButton)
    assert (statistics.isChecked(), duplicates.isChecked()) == (True, False)
    QTest.mouseClick(statistics, Qt.MouseButton.LeftButton)
    assert statistics.isChecked()
    QTest.mouseClick(duplicates, Qt.MouseButton.LeftButton)
    assert (statistics.isChecked(), duplicates.isChecked()) == (False, True)
    press(window, Qt.Key.Key_Escape)
    assert not duplicates.isChecked()
    wait_for_thread(window, qtbot)


def test_a_number_leads_to_its_papers(window: MainWindow, filled: list[int], qtbot: QtBot) -> None:
    window.operations.set_state(State.QUEUE, filled[:2])
    wait_for_thread(window, qtbot)
    view = open_page(window, qtbot)
    view.tiles[3].value.click()
    wait_for_thread(window, qtbot)
    assert not window.statistics.is_open
    assert window.browsing.place is ALL
    assert sorted(window.papers.ids) == sorted(filled[:2])


def test_what_this_month_brought_leads_to_those_papers(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    view = open_page(window, qtbot)
    view.tiles[0].about.click()
    wait_for_thread(window, qtbot)
    assert sorted(window.papers.ids) == sorted(filled)
    assert window.browsing.query.startswith("added:")


def test_the_number_of_papers_leads_to_all_of_them(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    window.operations.set_state(State.ARCHIVE, filled[:2])
    wait_for_thread(window, qtbot)
    view = open_page(window, qtbot)
    view.tiles[0].value.setFocus()
    press(window, Qt.Key.Key_Return)
    wait_for_thread(window, qtbot)
    assert (window.browsing.place, window.browsing.query) == (ALL, "")
    assert sorted(window.papers.ids) == sorted(filled)


def test_the_arrows_tell_the_values_and_enter_asks_for_the_papers(
    chart: Chart, qtbot: QtBot
) -> None:
    assert chart.accessibleDescription() == "May 2026, 4 done"
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.accessibleDescription() == "May 2026, 7 added"
    with qtbot.waitSignal(chart.search_wanted) as asked:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert asked.args == ["added:2026-05"]


def test_a_click_on_a_bar_asks_for_its_papers(chart: Chart, qtbot: QtBot) -> None:
    chart.grab()
    spot = chart._picture.spots[0].center().toPoint()
    with qtbot.waitSignal(chart.search_wanted) as asked:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=spot)
    assert asked.args == ["added:2026-03"]


@pytest.mark.parametrize("number", range(4))
def test_every_chart_is_painted_as_picture_and_as_table(chart: Chart, number: int) -> None:
    chart.show_chart(charts(PACE, date(2026, 5, 20), 0)[number])
    picture = chart.grab()
    QTest.keyClick(chart, Qt.Key.Key_T)
    assert chart.table is not None
    assert chart.grab().toImage() != picture.toImage()
    QTest.keyClick(chart.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert len(copied) == chart.table.rowCount() + 1
    assert copied[0] == "\t".join(chart.data.columns)
    QTest.keyClick(chart.table, Qt.Key.Key_T)
    assert chart.table is None


def test_a_number_of_the_table_leads_to_its_papers(chart: Chart, qtbot: QtBot) -> None:
    chart.turn_table()
    assert chart.table is not None
    chart.table.setCurrentCell(1, 2)
    with qtbot.waitSignal(chart.search_wanted) as asked:
        QTest.keyClick(chart.table, Qt.Key.Key_Return)
    assert asked.args == ["is:done done:2026-04"]


def test_the_arrows_go_through_a_grid_by_rows_and_columns(chart: Chart) -> None:
    chart.show_chart(charts(PACE, date(2026, 5, 20), 0)[3])
    chart.grab()
    steps = (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Up)
    said = []
    for key in steps:
        QTest.keyClick(chart, key)
        said.append(chart.accessibleDescription())
    both, below = "shore and sea, 2 papers", "shore, 4 papers"
    assert said == [both, below, below, both, "sea, 5 papers"]


def test_a_chart_is_saved_as_svg_and_png(window: MainWindow, chart: Chart, tmp_path: Path) -> None:
    for ending in ("svg", "png"):
        window.statistics.save_to(chart, tmp_path / f"chart.{ending}", ending)
    assert "<svg" in (tmp_path / "chart.svg").read_text(encoding="utf-8")
    assert QImage(str(tmp_path / "chart.png")).width() == 840


def test_a_picture_that_cannot_be_saved_says_so(
    window: MainWindow, chart: Chart, tmp_path: Path
) -> None:
    window.statistics.save_to(chart, tmp_path / "no such folder" / "chart.png", "png")
    assert "The picture was not saved" in window.list.banner.text


def test_a_goal_is_drawn_with_a_dot_for_each_week(chart: Chart) -> None:
    shown = charts(PACE, date(2026, 5, 20), 0, goal=5)[1]
    without = replace(shown, goal=None)
    plain = replace(
        without, points=tuple(replace(point, part=point.value) for point in shown.points)
    )
    pictures = []
    for data in (shown, without, plain):
        chart.show_chart(data)
        pictures.append(chart.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2]


def test_the_goal_is_chosen_in_the_preferences_and_shown_at_once(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    view = open_page(window, qtbot)
    assert view.tiles[2].about.text().endswith("goal is 5")
    page = ReadingPage(window)
    qtbot.addWidget(page)
    page.goal.setValue(0)
    wait_for_thread(window, qtbot)
    assert view.tiles[2].about.text() == "mean of 4 weeks"
    page.reset()
    assert window.shape.settings.weekly_goal == 5


def test_a_forecast_is_dotted_to_the_right_of_the_last_day(chart: Chart) -> None:
    shown = charts(PACE, date(2026, 5, 20), 90)[2]
    chart.show_chart(replace(shown, forecast=None))
    before = chart.grab().toImage()
    assert chart._picture.spots[-1].center().x() > chart.width() - 20
    chart.show_chart(shown)
    assert shown.forecast is not None
    after = chart.grab().toImage()
    assert chart._picture.spots[-1].center().x() < chart.width() * 0.8
    assert after != before
    chart.show_chart(replace(shown, forecast=replace(shown.forecast, label="")))
    assert chart.grab().toImage() != after  # the date stands under the end
