"""The window as a person uses it: deciding, searching and moving by keys and mouse."""

from collections.abc import Callable
from pathlib import Path

import pytest
from driving import press, state_of, titles, wait_for_thread
from making import title
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from reader.errors import Problem
from reader.gui.dialogs.exporting.export_dialog import ExportDialog
from reader.gui.main_window import MainWindow
from reader.gui.places import ALL, QUEUE
from reader.gui.settings import Settings
from reader.gui.views.papers.query_line import ConditionChip
from reader.gui.writing.drafts import Draft
from reader.library import Library
from reader.model import Exported, State

Open = Callable[[], MainWindow]


def test_the_first_paint_already_shows_the_papers(
    filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    window = MainWindow(folder, Settings())
    qtbot.addWidget(window)
    window.begin()
    assert list(window.papers.ids) == filled
    assert window.list.header_words == "Inbox 8 papers, 8 unseen"
    assert window.list.table.selected_ids() == filled[:1]
    window.worker.start()
    window.close()


def test_a_deciding_key_takes_the_paper_away_and_selects_the_next(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    press(window, Qt.Key.Key_J, Qt.Key.Key_E)
    assert window.list.table.selected_ids() == [filled[2]]  # before the library has answered
    wait_for_thread(window, qtbot)
    assert state_of(folder, filled[1]) is State.ARCHIVE
    assert window.list.table.selected_ids() == [filled[2]]
    assert window.toast.text == "Moved 1 paper to Archive"
    assert window.list.header_words.startswith("Inbox 7 papers")


def test_keys_struck_in_one_breath_each_decide_one_paper(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    press(window, Qt.Key.Key_Q, Qt.Key.Key_E, Qt.Key.Key_D)
    wait_for_thread(window, qtbot)
    assert [state_of(folder, paper) for paper in filled[:4]] == [
        State.QUEUE,
        State.ARCHIVE,
        State.DONE,
        State.INBOX,
    ]


def test_undo_brings_the_paper_back_and_selects_it(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    press(window, Qt.Key.Key_J, Qt.Key.Key_E)
    wait_for_thread(window, qtbot)
    assert window.actions_by_id["undo"].text() == "Undo Archive 1 paper"
    press(window, Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    wait_for_thread(window, qtbot)
    assert state_of(folder, filled[1]) is State.INBOX
    assert window.list.table.selected_ids() == [filled[1]]
    assert window.toast.text == "Undid: Archive 1 paper"
    assert window.actions_by_id["redo"].isEnabled()


def test_a_key_decides_for_all_selected_papers_as_one_step(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    press(window, Qt.Key.Key_J, Qt.Key.Key_J, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert window.list.header_words == "3 selected of 8 in Inbox"
    press(window, Qt.Key.Key_Q)
    wait_for_thread(window, qtbot)
    assert window.toast.text == "Moved 3 papers to Queue"
    window.browsing.open(QUEUE)
    wait_for_thread(window, qtbot)
    assert list(window.papers.ids) == filled[:3]


def test_papers_of_the_queue_are_moved_by_alt_and_arrows(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    window.operations.set_state(State.QUEUE, filled[:3])
    window.browsing.open(QUEUE)
    wait_for_thread(window, qtbot)
    window.list.table.setFocus()
    press(window, Qt.Key.Key_Down, modifier=Qt.KeyboardModifier.AltModifier)
    wait_for_thread(window, qtbot)
    assert list(window.papers.ids) == [filled[1], filled[0], filled[2]]
    assert window.list.table.selected_ids() == [filled[0]]
    press(window, Qt.Key.Key_Up, modifier=Qt.KeyboardModifier.AltModifier)
    wait_for_thread(window, qtbot)
    assert list(window.papers.ids) == filled[:3]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_alt_alone_shows_the_menu_bar_and_alt_with_another_key_does_not(window: MainWindow) -> None:
    press(window, Qt.Key.Key_Down, modifier=Qt.KeyboardModifier.AltModifier)
    assert not window.menuBar().isVisible()
    QTest.keyPress(window, Qt.Key.Key_Alt)
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(900, 300))
    QTest.keyRelease(window, Qt.Key.Key_Alt)
    assert not window.menuBar().isVisible()  # Alt was held for the pointer
    press(window, Qt.Key.Key_Alt)
    assert window.menuBar().isVisible()


def test_search_answers_while_typing_and_letters_are_no_commands(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    press(window, Qt.Key.Key_Slash)
    QTest.keyClicks(QApplication.focusWidget(), "beehive")
    qtbot.waitUntil(lambda: titles(window) == [title(2)], timeout=5000)
    assert window.list.header_words == "Inbox 1 paper found"
    assert all(state_of(folder, paper) is State.INBOX for paper in filled)
    press(window, Qt.Key.Key_Return)
    assert window.list.table.hasFocus()
    assert len(window.list.table.selected_ids()) == 1
    press(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.papers.rowCount() == 8, timeout=5000)


def test_escape_leaves_the_search_first_and_then_ends_it_beside_the_paper_found(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    press(window, Qt.Key.Key_Slash)
    QTest.keyClicks(QApplication.focusWidget(), "beehive")
    qtbot.waitUntil(lambda: titles(window) == [title(2)], timeout=5000)
    press(window, Qt.Key.Key_Escape)
    assert window.list.table.hasFocus()
    assert titles(window) == [title(2)]
    press(window, Qt.Key.Key_J, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.papers.rowCount() == 8, timeout=5000)
    assert window.list.table.selected_ids() == [filled[2]]


def test_a_list_that_could_not_be_read_can_be_tried_again(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(Library, "find", _cannot)
        window.browsing.open(ALL)
        wait_for_thread(window, qtbot)
    banner = window.list.banner
    assert banner.text == "This list could not be read."
    assert window.papers.rowCount() == 8  # the old rows stay
    buttons = {button.text(): button for button in banner.findChildren(QPushButton)}
    buttons["Details"].click()
    assert "The disk is away." in banner.text
    buttons["Try again"].click()
    wait_for_thread(window, qtbot)
    assert banner.isHidden()
    assert window.list.header_words == "All papers 8 papers"


def test_a_note_that_cannot_be_kept_is_told_once(
    window: MainWindow, filled: list[int], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(Library, "write_note", _cannot)
        uid = window.looking.paper(filled[0]).uid  # type: ignore[union-attr]
        draft = Draft(filled[0], uid, "a word", "visit", frozenset({""}))
        window.note_writing.write(draft)
        wait_for_thread(window, qtbot)
        assert "The disk is away." in window.list.banner.text
        window.list.banner.close_it()
        window.note_writing.write(draft)
        wait_for_thread(window, qtbot)
    assert window.list.banner.isHidden()
    window.note_writing.write(draft)
    wait_for_thread(window, qtbot)
    assert not window.note_writing.unkept


def _cannot(*_args: object, **_options: object) -> None:
    raise Problem("The disk is away.", do="Put it back.")


def test_export_asked_for_twice_in_one_breath_opens_once(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    window.export()
    window.export()
    wait_for_thread(window, qtbot)
    dialogs = window.findChildren(ExportDialog)
    assert len(dialogs) == 1
    dialogs[0].reject()


def test_what_was_exported_can_be_shown_in_its_folder(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    window.exporting._exported(Exported(str(tmp_path), ("notes.md",), papers=3))
    assert window.toast.text == "Exported 3 papers"
    window.toast.findChildren(QPushButton)[0].click()
    assert opened == [str(tmp_path)]


def test_a_search_without_match_offers_all_papers(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    window.operations.set_state(State.DONE, filled)
    window.browsing.search("moths")
    wait_for_thread(window, qtbot)
    assert window.list.empty.title == "No papers match all of this"
    window.browsing.search_everywhere()
    wait_for_thread(window, qtbot)
    assert window.browsing.place is ALL
    assert titles(window) == [title(7)]


def test_what_a_search_did_not_understand_is_named(window: MainWindow, qtbot: QtBot) -> None:
    window.browsing.search("kites year:20")
    wait_for_thread(window, qtbot)
    shown = [chip.text() for chip in window.list.query_line.findChildren(ConditionChip)]
    assert "year:20" in shown
    assert titles(window) == [title(4)]


def test_the_second_key_after_g_goes_to_a_place(window: MainWindow, qtbot: QtBot) -> None:
    press(window, Qt.Key.Key_G)
    assert window.go_to.isVisible()
    press(window, Qt.Key.Key_A)
    wait_for_thread(window, qtbot)
    assert window.browsing.place is ALL
    assert not window.go_to.isVisible()
    assert window.list.table.hasFocus()


def test_enter_gives_the_paper_the_whole_width_and_escape_brings_the_list_back(
    window: MainWindow,
) -> None:
    press(window, Qt.Key.Key_Return)
    assert not window.list.isVisible()
    press(window, Qt.Key.Key_Escape)
    assert window.list.isVisible()
    assert window.list.table.hasFocus()


def test_a_paper_is_seen_after_a_while(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    window.shown_paper._seen.setInterval(30)
    press(window, Qt.Key.Key_J)

    def seen() -> bool:
        with Library.open(folder, write=False) as library:
            return library.paper(filled[1]).seen

    qtbot.waitUntil(seen, timeout=5000)
    assert window.actions_by_id["undo"].text().startswith("Undo Import")


def test_a_click_on_the_star_stars_and_one_in_the_gutter_ticks(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    table = window.list.table
    card = table._card(window.papers.index(1, 0))
    star = table.cards.star_box(card).center().toPoint()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=star)
    wait_for_thread(window, qtbot)
    with Library.open(folder, write=False) as library:
        assert library.paper(filled[1]).starred
    gutter = table.cards.gutter(card).center().toPoint()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=gutter)
    assert table.selected_ids() == filled[:2]


def test_a_question_that_overtakes_another_still_selects_its_papers(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    window.browsing.again(select=(filled[3],))
    window.browsing.again()
    wait_for_thread(window, qtbot)
    assert window.list.table.selected_ids() == [filled[3]]
    window.list.table.select_place(0)
    window.browsing.again()
    wait_for_thread(window, qtbot)
    assert window.list.table.selected_ids() == [filled[0]]
