"""Preferences: everything applies at once, is remembered, and each page can be reset."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from driving import press, wait_for_thread
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from reader.gui.dialogs.about_dialog import AboutDialog
from reader.gui.dialogs.preferences.appearance_page import AppearancePage
from reader.gui.dialogs.preferences.general_page import GeneralPage
from reader.gui.dialogs.preferences.import_page import ImportPage
from reader.gui.dialogs.preferences.keys_page import KeyLine, KeysPage
from reader.gui.dialogs.preferences.preferences_dialog import PreferencesDialog
from reader.gui.dialogs.preferences.reading_page import ReadingPage
from reader.gui.keymap import keymap
from reader.gui.look.theme import READING_SIZES, theme
from reader.gui.main_window import MainWindow
from reader.gui.places import INBOX, QUEUE
from reader.gui.preferences import PAGES
from reader.gui.settings import Settings

Open = Callable[[], MainWindow]


@pytest.fixture(autouse=True)
def _as_before(restyle: Callable[..., None]) -> Iterator[None]:
    yield
    keymap().reset()
    theme().still = False


def preferences(window: MainWindow, title: str) -> PreferencesDialog:
    window.popups.show_preferences(title)
    return window.findChildren(PreferencesDialog)[-1]


def test_the_look_changes_at_once_and_the_dialog_stays(window: MainWindow) -> None:
    press(window, Qt.Key.Key_Comma, modifier=Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(PreferencesDialog)
    assert dialog is not None
    dialog.names.setCurrentRow([page.title for page in PAGES].index("Appearance"))
    page = dialog.page
    assert isinstance(page, AppearancePage)
    dark = next(card for card in page.themes.buttons() if card.text() == "Dark")
    dark.click()
    assert theme().dark
    page.rows.choose(2)
    assert window.list.table.rowHeight(1) == 32
    page.still.click()
    assert theme().duration("toastIn") == 0
    page.sizes.choose(2)
    assert theme().scale == 1.25
    QApplication.processEvents()
    assert dialog.isVisible()
    assert dialog.page is not page  # made again at the new size
    assert isinstance(dialog.page, AppearancePage)
    dialog.page.reset()
    QApplication.processEvents()
    assert theme().scale == 1.0
    assert theme().choice == "system"
    assert window.list.table.rowHeight(1) == 76
    dialog.reject()


def test_reading_is_set_on_a_page_of_its_own(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    window.list.table.select_place(3)
    dialog = preferences(window, "Reading")
    page = dialog.page
    assert isinstance(page, ReadingPage)
    page.lines.choose(0)
    assert window.pane._line_length == "narrow"
    page.seen.setCurrentIndex(page.seen.findText("Never"))
    window.list.table.select_place(5)
    wait_for_thread(window, qtbot)
    assert not window.shown_paper._seen.isActive()
    page.seen.setCurrentIndex(page.seen.findText("After 5 seconds"))
    window.list.table.select_place(6)
    qtbot.waitUntil(window.shown_paper._seen.isActive, timeout=20_000)
    assert window.shown_paper._seen.interval() == 5_000
    assert Settings().seen_after == 5_000
    page.size_choice.choose(2)  # makes the page anew
    assert Settings().reading_size == READING_SIZES[2]
    QApplication.processEvents()
    assert isinstance(dialog.page, ReadingPage)
    dialog.page.reset()
    QApplication.processEvents()
    assert window.pane._line_length == "medium"
    assert Settings().seen_after == 1_500
    assert theme().reading_size == READING_SIZES[1]
    dialog.reject()


def test_the_wheel_passes_by_boxes_without_the_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    dialog = preferences(window, "Reading")
    page = dialog.page
    assert isinstance(page, ReadingPage)
    page.lines.setFocus()
    chosen = page.seen.currentIndex()
    turn(page.seen)
    assert page.seen.currentIndex() == chosen
    dialog.activateWindow()
    page.seen.setFocus()
    qtbot.waitUntil(page.seen.hasFocus, timeout=20_000)
    turn(page.seen)
    assert page.seen.currentIndex() != chosen
    page.reset()
    dialog.reject()


def turn(widget: QWidget) -> None:
    """One notch of the wheel, downwards, over a widget."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        *(middle, QPointF(widget.mapToGlobal(middle))),
        *(QPoint(0, -120), QPoint(0, -120)),
        *(Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier),
        *(Qt.ScrollPhase.NoScrollPhase, False),
    )
    QApplication.sendEvent(widget, event)


def test_the_place_at_the_start_and_the_menu_bar_are_remembered(
    window: MainWindow, open_window: Open
) -> None:
    dialog = preferences(window, "General")
    page = dialog.page
    assert isinstance(page, GeneralPage)
    page.start.setCurrentIndex(page.start.findData(QUEUE.key))
    page.menu.click()
    assert window.menuBar().isVisible()
    dialog.reject()
    window.close()
    again = open_window()
    assert again.browsing.place is QUEUE
    assert again.menuBar().isVisible()
    dialog = preferences(again, "General")
    assert dialog.page is not None
    dialog.page.reset()
    assert not again.menuBar().isVisible()
    dialog.reject()
    again.close()
    assert open_window().browsing.place is INBOX


def line_of(page: object, name: str) -> KeyLine:
    assert isinstance(page, KeysPage)
    return next(line for line in page.lines if line.action.id == name)


def test_a_key_is_changed_by_pressing_another_and_works(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    dialog = preferences(window, "Keys")
    line = line_of(dialog.page, "archive")
    line.catcher.click()
    QTest.keyClick(line.catcher, Qt.Key.Key_W)
    assert line.catcher.text() == "W"
    assert window.shape.settings.keys == {"archive": ("W",)}
    dialog.reject()
    press(window, Qt.Key.Key_W)
    wait_for_thread(window, qtbot)
    assert list(window.papers.ids) == filled[1:]


def test_a_clash_is_named_and_swapped_and_the_page_reset(window: MainWindow) -> None:
    dialog = preferences(window, "Keys")
    line = line_of(dialog.page, "read")
    line.catcher.click()
    QTest.keyClick(line.catcher, Qt.Key.Key_Q)
    assert line.why == "Q is “Add to Queue”."
    assert line.catcher.text() == "R"
    line.swap.click()
    assert line.catcher.text() == "Q"
    assert line_of(dialog.page, "queue").catcher.text() == "R"
    assert line.why == ""
    assert dialog.page is not None
    dialog.page.reset()
    assert line.catcher.text() == "R"
    dialog.reject()


def test_keys_that_fields_or_the_text_need_are_not_given_away(window: MainWindow) -> None:
    dialog = preferences(window, "Keys")
    line = line_of(dialog.page, "archive")
    line.catcher.click()
    QTest.keyClick(line.catcher, Qt.Key.Key_H)
    assert line.why == "H is “Highlight” (Text of an abstract)."
    line.other.click()
    QTest.keyClick(line.catcher, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert line.why == "Fields and lists need Ctrl V."
    line.other.click()
    QTest.keyClick(line.catcher, Qt.Key.Key_Escape)
    assert line.catcher.text() == "E"
    assert keymap().own == {}
    dialog.reject()


def test_keys_are_found_by_command_and_by_key(window: MainWindow) -> None:
    dialog = preferences(window, "Keys")
    assert isinstance(dialog.page, KeysPage)
    dialog.page.field.setText("pasted shift o")
    shown = [line.action.id for line in dialog.page.lines if not line.isHidden()]
    assert shown == ["paste"]
    dialog.reject()


def test_about_copies_versions_and_counts_but_no_title_and_no_path(
    window: MainWindow, filled: list[int]
) -> None:
    window.popups.show_about()
    dialog = window.findChild(AboutDialog)
    assert dialog is not None
    dialog.copy.click()
    told = QGuiApplication.clipboard().text()
    assert "8 papers" in told
    assert "PySide6" in told
    assert "/" not in told
    dialog.licences.click()
    text = dialog.findChild(QPlainTextEdit)
    assert text is not None
    assert "SIL OPEN FONT LICENSE" in text.toPlainText().upper()
    dialog.reject()


def test_the_watched_folder_is_shown_and_let_go(window: MainWindow, tmp_path: Path) -> None:
    dialog = preferences(window, "Import")
    page = dialog.page
    assert isinstance(page, ImportPage)
    assert page.folder.text() == "No folder is watched"
    assert not page.stop.isEnabled()
    window.watching.choose(tmp_path)
    assert page.folder.text() == str(tmp_path)
    page.stop.click()
    assert window.watching.folder is None
    assert page.folder.text() == "No folder is watched"
    dialog.reject()


@pytest.mark.parametrize("title", [page.title for page in PAGES])
def test_no_page_is_cut_at_twice_the_text_size(
    window: MainWindow, restyle: Callable[..., None], title: str, qtbot: QtBot
) -> None:
    restyle("light", 2.0)
    window.resize(1280, 800)
    dialog = preferences(window, title)
    room = dialog._scroll.viewport()
    assert dialog.page is not None
    qtbot.waitUntil(lambda: room.isVisible() and dialog.page.width() == room.width())
    parts = [part for part in dialog.page.children() if isinstance(part, QWidget)]
    wide = [part for part in parts if part.isVisible() and part.geometry().right() > room.width()]
    assert not wide


def test_the_watched_folder_stands_beside_its_buttons(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1440, 900)
    dialog = preferences(window, "Import")
    page = dialog.page
    assert isinstance(page, ImportPage)
    parts = (page.folder, page.choose, page.stop)

    def stand_beside_each_other() -> None:
        assert len({part.geometry().center().y() for part in parts}) == 1
        for left, right in pairwise(parts):
            assert right.x() > left.geometry().right()

    qtbot.waitUntil(stand_beside_each_other)
    dialog.reject()
