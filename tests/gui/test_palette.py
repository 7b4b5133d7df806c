"""The command palette: found by a few letters, run by Enter, and nothing that does not apply."""

from collections.abc import Callable

from driving import press, titles, wait_for_thread
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.gui.actions import BY_ID
from reader.gui.finding.matching import fit
from reader.gui.main_window import MainWindow
from reader.gui.places import ALL, DONE, INBOX, QUEUE
from reader.gui.views.palette_sheet import PaletteSheet

CONTROL = Qt.KeyboardModifier.ControlModifier


def open_palette(window: MainWindow, typed: str = "") -> PaletteSheet:
    press(window, Qt.Key.Key_K, modifier=CONTROL)
    sheet = [one for one in window.findChildren(PaletteSheet) if one.isVisible()][-1]
    QTest.keyClicks(sheet.field, typed)
    return sheet


def test_a_command_is_found_by_its_letters_and_run_by_enter(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    sheet = open_palette(window, "arch")
    assert sheet.names()[0] == "Archive"
    press(window, Qt.Key.Key_Return)
    wait_for_thread(window, qtbot)
    assert list(window.papers.ids) == filled[1:]
    assert window.list.table.hasFocus()


def test_what_was_used_last_stands_first_before_anything_is_typed(
    window: MainWindow, qtbot: QtBot
) -> None:
    open_palette(window, "seen or")
    press(window, Qt.Key.Key_Return)
    wait_for_thread(window, qtbot)
    sheet = open_palette(window)
    assert sheet.names()[0] == BY_ID["seen"].text
    assert len(sheet.names()) <= 5


def test_commands_that_do_not_apply_are_left_out(window: MainWindow, qtbot: QtBot) -> None:
    window.browsing.open(QUEUE)
    wait_for_thread(window, qtbot)
    assert open_names(window, ">import")[0] == "Import files…"
    assert "Archive" not in open_names(window, ">archive")
    assert "Redo" not in open_names(window, ">redo")


def open_names(window: MainWindow, typed: str) -> list[str]:
    return [offer.name for offer in window.commands.offers(typed)]


def test_places_tags_and_papers_are_offered_each_in_its_group(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    window.operations.retag(filled[:2], ["bees/wild"], [])
    wait_for_thread(window, qtbot)
    sheet = open_palette(window, "bee")
    qtbot.waitUntil(lambda: len(sheet.names()) >= 3, timeout=5000)
    groups = [offer.group for offer in window.commands.offers("bee")]
    assert groups == sorted(groups, key=["Commands", "Go to", "Papers"].index)
    assert "Tag with bees/wild" in sheet.names()
    assert "bees/wild" in sheet.names()
    only = open_names(window, "#bee")
    assert only == ["bees/wild"]
    assert "Tag with bees/wild" in open_names(window, "Tag with bees/wild")  # as Tab completes it


def test_a_paper_that_is_offered_for_its_tag_says_so(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    window.operations.retag(filled[:1], ["quorum"], [])
    wait_for_thread(window, qtbot)
    sheet = open_palette(window, "@quorum")
    qtbot.waitUntil(lambda: bool(sheet.names()), timeout=5000)
    (offer,) = window.commands.offers("@quorum")
    assert offer.detail == "tagged quorum"


def test_in_a_low_window_the_rows_of_the_palette_get_the_room(
    window: MainWindow, filled: list[int], qtbot: QtBot, restyle: Callable[..., None]
) -> None:
    window.resize(1280, 800)
    restyle("light", 2.0)
    sheet = open_palette(window, "@e")
    qtbot.waitUntil(lambda: len(sheet.names()) == 6, timeout=5000)
    rows = sum(sheet.list.sizeHintForRow(row) for row in range(7))
    assert sheet.y() <= 16
    assert sheet.list.height() >= 0.7 * rows
    assert sheet.geometry().bottom() <= window.height()


def test_a_paper_is_opened_where_it_is(window: MainWindow, filled: list[int], qtbot: QtBot) -> None:
    sheet = open_palette(window, "@beehive")
    qtbot.waitUntil(lambda: bool(sheet.names()), timeout=5000)
    press(window, Qt.Key.Key_Return)
    wait_for_thread(window, qtbot)
    assert window.browsing.place is ALL
    assert window.list.table.selected_ids() == [filled[2]]


def test_control_enter_runs_and_stays_open(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    sheet = open_palette(window, "archive")
    press(window, Qt.Key.Key_Return, modifier=CONTROL)
    wait_for_thread(window, qtbot)
    assert sheet.isVisible()
    assert sheet.field.hasFocus()
    press(window, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert list(window.papers.ids) == filled[1:]


def test_what_is_called_nothing_is_searched_for(window: MainWindow, qtbot: QtBot) -> None:
    sheet = open_palette(window, "zzqx")
    wait_for_thread(window, qtbot)
    assert sheet.names() == []
    press(window, Qt.Key.Key_Return)
    wait_for_thread(window, qtbot)
    assert window.browsing.query == "zzqx"


def test_the_palette_opens_also_from_a_text_field(window: MainWindow) -> None:
    press(window, Qt.Key.Key_Slash)
    QTest.keyClicks(QApplication.focusWidget(), "kept words")
    press(window, Qt.Key.Key_Home)
    sheet = open_palette(window)
    assert sheet.isVisible()
    press(window, Qt.Key.Key_Escape)
    assert window.list.search.text == "kept words"


def test_alt_left_leads_back_to_the_paper_that_was_left(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    press(window, Qt.Key.Key_J)
    for place in (DONE, ALL):
        window.browsing.open(place)
        wait_for_thread(window, qtbot)
    for place in (DONE, INBOX):
        press(window, Qt.Key.Key_Left, modifier=alt)
        wait_for_thread(window, qtbot)
        assert window.browsing.place is place
    assert window.list.table.selected_ids() == [filled[1]]
    press(window, Qt.Key.Key_Right, modifier=alt)
    wait_for_thread(window, qtbot)
    assert window.browsing.place is DONE
    assert titles(window) == []


def test_beginnings_of_words_fit_better_than_parts_and_parts_than_scattered_letters() -> None:
    names = ["Go to the list", "Full width", "Fold all"]
    assert fit("wid", "Full width").marks == (5, 6, 7)  # type: ignore[union-attr]
    assert fit("gl", "Go to the list") is not None
    assert fit("gl", "Go to the list", scattered=False) is None
    assert fit("zz", "Full width") is None
    ordered = sorted(names, key=lambda name: -(found.score if (found := fit("f", name)) else 0))
    assert ordered[0] == "Fold all"


def test_letters_that_grow_in_lower_case_keep_their_places() -> None:
    found = fit("graph", "İstanbul Graph")
    assert found is not None
    assert found.marks == (9, 10, 11, 12, 13)
