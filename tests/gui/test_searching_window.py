"""Beside a search: the query in words, counts to tick, completion, help, a way on from nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from driving import wait_for_thread
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from reader.gui.dialogs.language_page import LanguagePage
from reader.gui.look.theme import theme
from reader.gui.main_window import MainWindow
from reader.gui.places import ALL
from reader.gui.views.papers.query_line import ConditionChip
from reader.gui.views.papers.search_help import SearchHelp
from reader.gui.views.reading import panel_tabs
from reader.library import Library
from reader.query.language import LANGUAGE

Open = Callable[[], MainWindow]


@pytest.fixture
def tagged(folder: Path, filled: list[int], open_window: Open) -> MainWindow:
    with Library.open(folder) as library:
        library.tag(filled[:3], ["maps"])
        library.tag(filled[2:4], ["lamps"])
    window = open_window()
    window.browsing.open(ALL)
    return window


def search(window: MainWindow, text: str, qtbot: QtBot) -> None:
    field = window.list.search.field
    window.list.search.start()
    field.clear()
    QTest.keyClicks(field, text)
    settle(window, qtbot)


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Wait for the answer, and for the counts that follow it."""
    qtbot.wait(120)
    wait_for_thread(window, qtbot)
    qtbot.wait(200)
    wait_for_thread(window, qtbot)


def chips(window: MainWindow) -> list[ConditionChip]:
    return [chip for chip in window.list.query_line.findChildren(ConditionChip) if chip.isVisible()]


def test_the_search_is_read_back_and_a_condition_can_be_taken_away(
    tagged: MainWindow, qtbot: QtBot
) -> None:
    search(tagged, "steps tag:maps year:20", qtbot)
    assert [chip.text() for chip in chips(tagged)] == [
        "steps, any form",
        "with tag maps",
        "year:20",
    ]
    assert "not finished" in chips(tagged)[2].toolTip()
    assert len(tagged.papers.ids) == 3
    chips(tagged)[1].click()
    settle(tagged, qtbot)
    assert tagged.list.search.text == "steps"
    assert len(tagged.papers.ids) == 8


def test_with_room_a_search_begins_in_the_header_and_says_below_what_it_found(
    tagged: MainWindow, qtbot: QtBot
) -> None:
    listed = tagged.list
    qtbot.waitUntil(lambda: listed.head.title.text() == "All papers")
    search(tagged, "steps", qtbot)
    field, line = listed.search.field, listed.query_line
    middle = field.mapTo(tagged, field.rect().center()).y()
    assert abs(middle - theme().size("header") / 2) <= 1, "the field is where the place was named"
    assert line.geometry().bottom() < listed.head.y() < listed.facets.y()
    assert (listed.head.title.text(), listed.head.order.text()) == ("8 papers", "Best match")
    assert chips(tagged)[0].runs == [("steps", True), (", any form", False)]
    tagged.browsing.sort_by("title")
    qtbot.waitUntil(lambda: listed.head.order.text() == "By title")
    assert listed.header_words == "All papers 8 papers found"
    listed.search.clear()
    qtbot.waitUntil(lambda: listed.head.title.text() == "All papers")
    assert listed.head.y() == 0
    assert listed.head.sort.isVisible()
    assert not listed.head.order.isVisible()


def test_where_the_list_is_narrow_the_place_keeps_its_name_over_a_search(
    tagged: MainWindow, qtbot: QtBot
) -> None:
    tagged.resize(1000, 700)
    search(tagged, "steps year:2020..", qtbot)
    qtbot.waitUntil(lambda: tagged.list.head.title.text() == "All papers")
    assert tagged.list.head.y() == 0
    qtbot.waitUntil(tagged.list.undated.isVisible)
    assert tagged.list.undated.y() > tagged.list.search.y()


def test_a_key_is_searched_for_at_once(tagged: MainWindow, qtbot: QtBot) -> None:
    asked: list[str] = []
    bar = tagged.list.search
    bar.searched.connect(lambda text, _typing: asked.append(text))
    bar.start()
    late = QTimer(tagged, singleShot=True, interval=20)
    late.timeout.connect(lambda: asked.append("late"))
    QTest.keyClick(bar.field, Qt.Key.Key_S)
    late.start()
    qtbot.waitUntil(lambda: "late" in asked)
    QTest.keyClicks(bar.field, "te")
    qtbot.waitUntil(lambda: len(asked) > 2)
    assert asked == ["s", "late", "ste"]  # what comes in one moment is one question


def test_a_tick_is_written_into_the_field_and_counts_follow(
    tagged: MainWindow, qtbot: QtBot
) -> None:
    search(tagged, "steps", qtbot)
    assert tagged.list.facets.isVisible()
    counts = {row.facet.text: row.facet.count for row in tagged.list.facets.rows}
    assert counts["tag:maps"] == 3
    assert counts["is:inbox"] == 8
    row = next(row for row in tagged.list.facets.rows if row.facet.text == "tag:maps")
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Space)
    settle(tagged, qtbot)
    assert tagged.list.search.text == "steps tag:maps"
    assert len(tagged.papers.ids) == 3
    assert [row.facet.text for row in tagged.list.facets.rows if row.isChecked()] == ["tag:maps"]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert QApplication.focusWidget().facet.text == "tag:lamps"  # type: ignore[union-attr]


def test_a_search_makes_the_list_wider_and_its_end_gives_the_room_back(
    tagged: MainWindow, qtbot: QtBot
) -> None:
    before = tagged.list.width()
    search(tagged, "steps", qtbot)
    assert tagged.list.width() > before
    tagged.list.search.clear()
    settle(tagged, qtbot)
    assert tagged.list.width() == before
    assert not tagged.list.facets.isVisible()
    assert not tagged.list.query_line.isVisible()


def test_undated_papers_that_years_leave_out_are_counted_and_can_be_taken_in(
    tagged: MainWindow, qtbot: QtBot
) -> None:
    search(tagged, "steps year:2020..", qtbot)
    assert not tagged.papers.ids
    assert tagged.list.undated.words.text() == "8 undated papers left out."
    tagged.list.undated.link.click()
    settle(tagged, qtbot)
    assert len(tagged.papers.ids) == 8


def test_nothing_found_offers_the_near_spelling_with_its_count(
    tagged: MainWindow, qtbot: QtBot
) -> None:
    search(tagged, "tag:mpas stepps", qtbot)
    assert tagged.list.empty.title == "No papers match all of this"
    buttons = [each for each in tagged.list.empty.findChildren(QPushButton) if each.isVisible()]
    assert buttons[0].text() == "steps maps, 3 papers"
    buttons[0].click()
    settle(tagged, qtbot)
    assert tagged.list.search.text == "tag:maps steps"
    assert len(tagged.papers.ids) == 3


def test_tab_and_arrows_complete_a_filter(tagged: MainWindow, qtbot: QtBot) -> None:
    field, offered = tagged.list.search.field, tagged.search_aids.completing.offered
    search(tagged, "steps ta", qtbot)
    assert offered.isHidden(), "nothing is offered while words are written"
    QTest.keyClick(field, Qt.Key.Key_Tab)
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "steps tag:"
    assert not offered.isHidden()
    assert [(each.text, each.count) for each in offered.offered] == [
        ("tag:maps", 3),
        ("tag:lamps", 2),
    ]
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "steps tag:lamps "
    assert field.hasFocus()
    assert offered.isHidden()
    settle(tagged, qtbot)
    assert len(tagged.papers.ids) == 2
    QTest.keyClicks(field, "is:")
    assert not offered.isHidden()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert offered.isHidden()
    assert field.hasFocus()


def test_the_help_explains_the_language_and_leaves_the_keyboard_to_the_field(
    tagged: MainWindow, qtbot: QtBot
) -> None:
    search(tagged, "steps", qtbot)
    field = tagged.list.search.field
    QTest.keyClick(field, Qt.Key.Key_F1)
    help_ = tagged.findChild(SearchHelp)
    assert help_ is not None
    assert help_.isVisible()
    assert field.hasFocus()
    QTest.keyClicks(field, " kites")
    assert field.text() == "steps kites"
    help_.all_wanted.emit()
    page = tagged.findChild(LanguagePage)
    assert page is not None
    assert page.isVisible()
    assert not help_.isVisible()
    said = {label.text() for label in page.findChildren(type(tagged.list.head.title))}
    assert {line.write for line in LANGUAGE} <= said
    page.accept()


def test_related_papers_come_with_the_words_they_share_and_lead_there(
    tagged: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    settle(tagged, qtbot)
    tagged.list.table.select_place(0)
    related = tagged.pane.panel.related
    qtbot.waitUntil(lambda: related.count > 0, timeout=5000)
    tagged.pane.show_tab(panel_tabs.RELATED)
    said = related.view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Shares" in said
    assert tagged.pane.panel.tabs.tabText(panel_tabs.RELATED) == f"Related {related.count}"
    wanted = related._model.pairs[0][1].id
    QTest.keyClick(related.view, Qt.Key.Key_Return)
    settle(tagged, qtbot)
    assert tagged.list.table.selected_ids() == [wanted]


def test_papers_like_the_selected_ones_are_a_search(
    tagged: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    settle(tagged, qtbot)
    tagged.list.table.select_place(0)
    chosen = tagged.list.table.selected_ids()
    tagged.actions_by_id["look-up"].trigger()
    settle(tagged, qtbot)
    assert tagged.list.search.text == f"related:#{chosen[0]}"
    assert tagged.papers.ids
    assert chosen[0] not in tagged.papers.ids
