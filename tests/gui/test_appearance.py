"""What is chosen on the page Appearance is in force at once, remembered, and can be reset."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.gui.controls.keycap import KeyButton
from reader.gui.dialogs.preferences.appearance_page import AppearancePage
from reader.gui.look.theme import theme
from reader.gui.main_window import MainWindow
from reader.gui.settings import Settings
from reader.library import Library


@pytest.fixture
def page(window: MainWindow) -> AppearancePage:
    window.list.table.select_place(0)
    window.popups.show_preferences("Appearance")
    found = window.findChild(AppearancePage)
    assert found is not None
    return found


def test_other_fonts_and_a_larger_reading_size_are_in_force_and_remembered(
    page: AppearancePage, window: MainWindow
) -> None:
    before = window.pane.abstract.document().defaultFont().pixelSize()
    other = next(name for name in QFontDatabase.families() if name.startswith("JetBrains"))
    page.ui_font.setCurrentIndex(page.ui_font.findData(other))
    page.ui_font.activated.emit(page.ui_font.currentIndex())
    window.shape.choose_fonts(other, "", 21)
    assert theme().font("body").family() == other
    assert theme().font("reading").family() == "Source Serif 4"
    assert theme().font("reading").pixelSize() == 21
    assert theme().font("title").pixelSize() == 28  # only abstracts are read larger
    assert theme().line_height("reading") == round(28 * 21 / 17)
    assert window.pane.abstract.document().defaultFont().pixelSize() > before
    again = Settings()
    assert again.fonts == (other, "")
    assert again.reading_size == 21
    page.reset()
    assert theme().font("body").family() == "Inter"
    assert theme().font("reading").pixelSize() == 21  # that is of the page Reading
    assert Settings().fonts == ("", "")


def test_high_contrast_makes_quiet_words_and_lines_strong(page: AppearancePage) -> None:
    quiet = theme().color("text.tertiary")
    page.contrast.choose(2)
    assert theme().color("text.tertiary") == theme().color("text.primary") != quiet
    assert theme().color("line.hair") == theme().color("line.control")
    assert Settings().contrast == "high"
    page.contrast.choose(1)
    assert theme().color("text.tertiary") == quiet


def test_keys_on_buttons_tags_and_beginnings_can_be_put_away(
    page: AppearancePage, window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    with Library.open(folder) as library:
        library.tag(filled, ["kites"])
    button = next(each for each in window.list.findChildren(KeyButton) if each.text() == "Triage")
    wide, table = button.sizeHint().width(), window.list.table
    QTest.qWait(1200)  # until the window has seen what the other program did
    shown = table.viewport().grab().toImage()
    page.chips.click()
    without_chips = table.viewport().grab().toImage()
    page.snippets.click()
    bare = table.viewport().grab().toImage()
    page.hints.click()
    assert button.sizeHint().width() < wide
    assert shown != without_chips != bare
    settings = Settings()
    assert (settings.chips, settings.snippets, settings.key_hints) == (False, False, False)
    page.reset()
    assert table.viewport().grab().toImage() == shown
    assert button.sizeHint().width() == wide


def test_the_contrast_of_the_system_is_followed_unless_another_was_chosen() -> None:
    quiet = theme().color("text.tertiary")
    theme()._system_contrast_changed(Qt.ContrastPreference.HighContrast)
    assert theme().color("text.tertiary") == theme().color("text.primary")
    theme().choose_contrast("normal")
    assert theme().color("text.tertiary") == quiet
    theme()._system_contrast_changed(Qt.ContrastPreference.NoPreference)
