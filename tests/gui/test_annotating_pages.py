"""Preferences about highlights and citing: kept in the library, seen at once, undone, reset."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from driving import wait_for_thread
from pytestqt.qtbot import QtBot

from reader.citing import FIRST_PATTERN
from reader.gui.dialogs.preferences.citing_page import CitingPage
from reader.gui.dialogs.preferences.highlights_page import HighlightsPage
from reader.gui.dialogs.preferences.preferences_dialog import PreferencesDialog
from reader.gui.look import kinds
from reader.gui.look.theme import Scheme, theme
from reader.gui.main_window import MainWindow
from reader.library import Library
from reader.model import HUES, LOOKS, Kind
from reader.paths import resource


@pytest.fixture(autouse=True)
def _as_before(restyle: Callable[..., None]) -> Iterator[None]:
    yield
    kinds.show_kinds(LOOKS)


def library_of(window: MainWindow) -> Library:
    library = window.looking.library
    assert library is not None
    return library


def preferences(window: MainWindow, title: str) -> PreferencesDialog:
    window.popups.show_preferences(title)
    return window.findChildren(PreferencesDialog)[-1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stay_readable_on_every_hue(restyle: Callable[..., None], scheme: Scheme) -> None:
    restyle(scheme, 1.0)
    ink = theme().color("text.primary")
    for hue in HUES:
        ground, edge = (kinds.hue_color(hue, part) for part in ("bg", "edge"))
        designed = hue in HUES[:5]
        assert kinds.contrast(ink, ground) >= (4.5 if designed else 7), hue
        assert kinds.contrast(edge, ground) >= 3, hue


def test_hues_differ(restyle: Callable[..., None]) -> None:
    for scheme in ("light", "dark"):
        restyle(scheme, 1.0)
        assert len({kinds.hue_color(hue, "bg").name() for hue in HUES}) == len(HUES)


def test_a_kind_gets_another_name_and_colour(window: MainWindow, qtbot: QtBot) -> None:
    dialog = preferences(window, "Highlights")
    page = dialog.page
    assert isinstance(page, HighlightsPage)
    page.names[Kind.IDEA].setText("Claim")
    page.names[Kind.IDEA].editingFinished.emit()
    page.hues[Kind.CITE].setCurrentIndex(page.hues[Kind.CITE].findData("teal"))
    page.hues[Kind.CITE].activated.emit(0)
    wait_for_thread(window, qtbot)
    qtbot.waitUntil(lambda: kinds.name(Kind.IDEA) == "Claim")
    qtbot.waitUntil(lambda: kinds.look(Kind.CITE).hue == "teal")
    page.names[Kind.METHOD].setText("claim")
    page.names[Kind.METHOD].editingFinished.emit()
    wait_for_thread(window, qtbot)
    assert library_of(window).kinds()[Kind.METHOD].name == "Method"
    page.reset()
    wait_for_thread(window, qtbot)
    qtbot.waitUntil(lambda: kinds.look(Kind.CITE) == LOOKS[Kind.CITE])
    assert library_of(window).kinds() == LOOKS


def test_pattern_and_style_are_chosen(window: MainWindow, qtbot: QtBot) -> None:
    page = preferences(window, "Citing").page
    assert isinstance(page, CitingPage)
    assert "counting-lanterns-sea-2024. " in page.said.text()
    page.pattern.setText("{author|title:1}{year}")
    page.pattern.editingFinished.emit()
    assert page.said.text().startswith("berg2024, or counting2024 where")
    page.pattern.setText("{nothing}")
    page.pattern.editingFinished.emit()
    assert "nothing that a key can have" in page.said.text()
    page.style_box.setCurrentIndex(page.style_box.findData("nature"))
    page.style_box.activated.emit(0)
    wait_for_thread(window, qtbot)
    assert library_of(window).key_pattern() == "{author|title:1}{year}"
    assert library_of(window).style() == "nature"
    page.reset()
    wait_for_thread(window, qtbot)
    assert library_of(window).key_pattern() == FIRST_PATTERN
    assert library_of(window).style() == "apa"


def test_a_style_of_ones_own_is_taken_in_or_refused_and_taken_away(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    page = preferences(window, "Citing").page
    assert isinstance(page, CitingPage)
    assert not page.delete_style.isEnabled()
    text = resource("styles/nature.csl").read_text("utf-8")
    file = tmp_path / "mine.csl"
    file.write_text(text.replace("<bibliography", "<bibliographies"), "utf-8")
    page.take_style(file)
    qtbot.waitUntil(lambda: "mine.csl, line " in page.style_said.text())
    assert library_of(window).own_styles() == {}
    file.write_text(text, "utf-8")
    page.take_style(file)
    qtbot.waitUntil(lambda: page.style_said.text() == "Added Nature.")
    assert library_of(window).style() == "mine"
    assert page.style_box.currentData() == "mine"
    page.delete_style.click()
    qtbot.waitUntil(lambda: page.style_said.text() == "Deleted Nature.")
    assert page.style_box.currentData() == "apa"
    assert not page.delete_style.isEnabled()
