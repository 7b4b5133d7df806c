"""The rules of the keyboard, one by one: what keys do where somebody types, and what Esc leaves.

What a single key does is tested where its screen is; that all of them are shown, changed and
switched off, in `test_keys.py` and `test_preferences.py`; that Tab comes by everything and Esc
leads out of every screen, in `test_accessibility.py`.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from driving import press, state_of, wait_for_thread
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from reader.gui.dialogs.preferences.keys_page import KeysPage
from reader.gui.main_window import MainWindow
from reader.gui.places import ALL, ARCHIVE, INBOX, QUEUE
from reader.gui.settings import Settings
from reader.gui.views.palette_sheet import PaletteSheet
from reader.gui.views.reading import panel_tabs
from reader.library import Library
from reader.model import Kind, State

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PATIENT = 20_000  # ms


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


# ---------------------------------------------------------------- 1: single keys rest while typing


def to_search(window: MainWindow) -> None:
    press(window, KEY.Key_Slash)


def to_notes(window: MainWindow) -> None:
    press(window, KEY.Key_N)


def to_tags(window: MainWindow) -> None:
    press(window, KEY.Key_T)


def to_palette(window: MainWindow) -> None:
    press(window, KEY.Key_K, modifier=CTRL)


def to_comment(window: MainWindow) -> None:
    abstract = window.pane.abstract
    abstract.setFocus()
    abstract.select(0, 6)
    QTest.keyClick(abstract, KEY.Key_C)


def to_details(window: MainWindow) -> None:
    window.pane.show_tab(panel_tabs.DETAILS)
    window.pane.panel.details.edit()


def to_key_sheet(window: MainWindow) -> None:
    press(window, KEY.Key_Question)


def to_box_of_preferences(window: MainWindow) -> None:
    window.popups.show_preferences("Reading")
    dialog = window.findChildren(QDialog)[-1]
    dialog.findChildren(QComboBox)[0].setFocus()


TYPING: dict[str, Callable[[MainWindow], None]] = {
    "search": to_search,
    "notes": to_notes,
    "tags": to_tags,
    "palette": to_palette,
    "comment": to_comment,
    "details": to_details,
    "key sheet": to_key_sheet,
    "box": to_box_of_preferences,
}


def close_dialogs(window: MainWindow) -> None:
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            dialog.close()
    QApplication.processEvents()


@pytest.mark.parametrize("where", TYPING)
def test_single_keys_rest_while_somebody_types(
    where: str, window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    window.list.table.select_place(0)
    wait_for_thread(window, qtbot)
    TYPING[where](window)
    QApplication.processEvents()
    target = focused()
    assert target is not window.list.table
    for key in (KEY.Key_E, KEY.Key_Q, KEY.Key_D, KEY.Key_S, KEY.Key_X, KEY.Key_U):
        QTest.keyClick(target, key)
    QApplication.processEvents()
    close_dialogs(window)
    wait_for_thread(window, qtbot)
    assert {state_of(folder, paper) for paper in filled} == {State.INBOX}
    with Library.open(folder, write=False) as library:
        assert not any(row.starred for row in library.rows(filled))


@pytest.mark.parametrize("where", ["list", "text", "panel"])
def test_single_keys_work_in_every_pane(
    where: str, window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    window.list.table.select_place(0)
    window.pane.show_tab(panel_tabs.HIGHLIGHTS)
    wait_for_thread(window, qtbot)
    window.focusing.focus(where)
    press(window, KEY.Key_D)
    wait_for_thread(window, qtbot)
    assert state_of(folder, filled[0]) is State.DONE


# ---------------------------------------------------------------- 2: Ctrl works everywhere


@pytest.mark.parametrize("where", ["search", "notes", "details"])
def test_ctrl_k_opens_the_palette_out_of_every_field(
    where: str, window: MainWindow, qtbot: QtBot
) -> None:
    window.list.table.select_place(0)
    wait_for_thread(window, qtbot)
    TYPING[where](window)
    press(window, KEY.Key_K, modifier=CTRL)
    sheet = window.findChild(PaletteSheet)
    assert sheet is not None
    assert sheet.isVisible()
    sheet.dismiss()


def test_ctrl_z_in_notes_is_that_of_the_text(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    press(window, KEY.Key_E)  # something that undo could take back
    wait_for_thread(window, qtbot)
    press(window, KEY.Key_N)
    notes = window.pane.panel.notes.text
    QTest.keyClicks(notes, "word")
    QTest.keyClick(notes, KEY.Key_Z, CTRL)
    wait_for_thread(window, qtbot)
    assert notes.text() == ""
    assert state_of(folder, filled[0]) is State.ARCHIVE


# ---------------------------------------------------------------- 3: characters, not places


def test_a_digit_is_a_digit_also_with_shift(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    window.list.table.select_place(0)
    wait_for_thread(window, qtbot)
    abstract = window.pane.abstract
    abstract.setFocus()
    abstract.select(0, 6)
    QTest.keyClick(abstract, KEY.Key_2, SHIFT)  # as on a keyboard with digits above signs
    wait_for_thread(window, qtbot)
    with Library.open(folder, write=False) as library:
        (mark,) = library.paper(filled[0]).highlights
    assert mark.kind is list(Kind)[1]


# ---------------------------------------------------------------- 4: sequences


def test_esc_drops_a_sequence_and_the_keyboard_is_where_it_was(window: MainWindow) -> None:
    before = focused()
    press(window, KEY.Key_G)
    assert window.go_to.isVisible()
    press(window, KEY.Key_Escape)
    assert not window.go_to.isVisible()
    assert focused() is before
    assert window.browsing.place is INBOX


def test_a_sequence_waits_a_second_and_no_longer_if_one_wants(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = KeysPage(window)
    qtbot.addWidget(page)
    page.wait.choose(0)
    assert Settings().second_key_wait == 1_000
    press(window, KEY.Key_G)
    qtbot.waitUntil(lambda: not window.go_to.isVisible(), timeout=PATIENT)
    assert window.browsing.place is INBOX


def test_a_second_key_that_leads_nowhere_only_ends_the_sequence(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    press(window, KEY.Key_G, KEY.Key_X)
    wait_for_thread(window, qtbot)
    assert not window.go_to.isVisible()
    assert window.browsing.place is INBOX
    assert len(window.list.table.selected_ids()) == 1


# ---------------------------------------------------------------- 6: no type-ahead


@pytest.mark.parametrize("where", ["list", "sidebar"])
def test_letters_without_a_command_choose_nothing(where: str, window: MainWindow) -> None:
    window.focusing.focus(where)
    before = window.list.table.currentIndex(), window.sidebar.view.currentIndex()
    QTest.keyClicks(focused(), "w")
    assert (window.list.table.currentIndex(), window.sidebar.view.currentIndex()) == before


# ---------------------------------------------------------------- 7: repeats


def hold(widget: QWidget, key: Qt.Key, text: str) -> None:
    """Press a key and hold it for three repeats."""
    QTest.keyPress(widget, key)
    for _ in range(3):
        for sort in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            event = QKeyEvent(sort, key, Qt.KeyboardModifier.NoModifier, text, autorep=True)
            QApplication.sendEvent(widget, event)
    QTest.keyRelease(widget, key)
    QApplication.processEvents()


def test_a_verdict_does_not_repeat(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    hold(window.list.table, KEY.Key_E, "e")
    wait_for_thread(window, qtbot)
    states = [state_of(folder, paper) for paper in filled]
    assert states == [State.ARCHIVE, *[State.INBOX] * (len(filled) - 1)]


# ---------------------------------------------------------------- Esc, in its order


def test_esc_takes_one_step_back_at_a_time(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    window.browsing.open(ALL)
    window.browsing.search("is:inbox")
    wait_for_thread(window, qtbot)
    table, abstract = window.list.table, window.pane.abstract
    table.select_place(0)
    wait_for_thread(window, qtbot)

    # words selected in the abstract, with the popover that offers the kinds
    abstract.setFocus()
    QTest.keyClick(abstract, KEY.Key_V)
    abstract.select(0, 6)
    press(window, KEY.Key_Escape)
    assert not abstract.has_selection()
    # the text cursor
    assert abstract._mode
    press(window, KEY.Key_Escape)
    assert not abstract._mode
    # several selected: one stays
    table.setFocus()
    table.move(1, extend=True)
    assert len(table.selected_ids()) == 2
    press(window, KEY.Key_Escape)
    assert len(table.selected_ids()) == 1
    assert window.browsing.query
    # the search
    press(window, KEY.Key_Escape)
    wait_for_thread(window, qtbot)
    assert window.browsing.query == ""
    assert window.browsing.place is ALL
    # nothing
    press(window, KEY.Key_Escape)
    wait_for_thread(window, qtbot)
    assert window.browsing.place is ALL
    assert focused() is table


@pytest.mark.parametrize("page", ["full width", "triage", "duplicates", "statistics"])
def test_esc_leaves_what_has_the_place_of_the_list(
    page: str, window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    window.list.table.select_place(0)
    {
        "full width": lambda: window.shape.set_full_width(True),
        "triage": window.triage.begin,
        "duplicates": window.duplicates.open,
        "statistics": window.statistics.open,
    }[page]()
    wait_for_thread(window, qtbot)
    for _ in range(3):  # a pane's own Esc may come first
        if window.list.table.isVisible():
            break
        press(window, KEY.Key_Escape)
    assert window.list.table.isVisible()
    assert focused() is window.list.table


def test_esc_leaves_the_field_that_has_the_focus_first(window: MainWindow, qtbot: QtBot) -> None:
    press(window, KEY.Key_Slash)
    assert isinstance(focused(), QLineEdit)
    QTest.keyClicks(focused(), "kites")
    qtbot.waitUntil(lambda: window.browsing.query == "kites", timeout=PATIENT)
    wait_for_thread(window, qtbot)
    press(window, KEY.Key_Escape)
    assert focused() is window.list.table
    assert window.list.search.field.text() == "kites"


# ------------------------------------------------------------- where there are no papers


@pytest.mark.parametrize("sidebar", [True, False], ids=["sidebar", "no sidebar"])
def test_a_place_without_papers_has_the_keyboard_all_the_same(
    window: MainWindow, qtbot: QtBot, sidebar: bool
) -> None:
    if not sidebar:
        window.shape.toggle_sidebar()
    window.browsing.open(QUEUE)
    wait_for_thread(window, qtbot)
    assert focused() is window.list.empty
    press(window, KEY.Key_Slash)
    QTest.keyClicks(focused(), "zzz")
    wait_for_thread(window, qtbot)
    for _ in range(3):
        press(window, KEY.Key_Escape)
        wait_for_thread(window, qtbot)
        assert focused() is window.list.empty
    press(window, KEY.Key_G, KEY.Key_I)
    wait_for_thread(window, qtbot)
    assert focused() is window.list.table


def test_the_last_paper_that_leaves_gives_the_keyboard_to_what_is_left(
    window: MainWindow, qtbot: QtBot
) -> None:
    press(window, KEY.Key_A, modifier=CTRL)
    press(window, KEY.Key_E)
    wait_for_thread(window, qtbot)
    assert focused() is window.list.empty
    assert focused().accessibleName().startswith("Inbox is empty.")
    press(window, KEY.Key_Left)
    assert focused() is window.sidebar.view
    press(window, KEY.Key_Z)
    wait_for_thread(window, qtbot)
    window.focusing.focus("list")
    assert focused() is window.list.table


def test_a_slow_second_key_of_a_sequence_decides_about_no_paper(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    window.list.table.select_place(0)
    press(window, KEY.Key_G)
    qtbot.wait(1_100)
    assert window.go_to.isVisible()
    press(window, KEY.Key_E)
    wait_for_thread(window, qtbot)
    assert window.browsing.place is ARCHIVE
    assert state_of(window.worker.folder, filled[0]) is State.INBOX
