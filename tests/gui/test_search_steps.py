"""F3 through the matches of a paper, the last searches, what is selected, the palette."""

from pathlib import Path

from driving import press, wait_for_thread
from making import facts, fill
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.gui.places import ALL
from reader.gui.views.reading.panel import NOTES
from reader.library import Library

Key = Qt.Key


def _asked(window, query: str, qtbot: QtBot) -> None:
    window.browsing.open(ALL, query=query)
    wait_for_thread(window, qtbot)
    window.list.table.select_place(0)
    wait_for_thread(window, qtbot)


def test_f3_goes_through_abstract_and_notes_and_round(
    open_window, folder: Path, qtbot: QtBot
) -> None:
    with Library.open(folder) as library:
        (paper,) = fill(library, [3])
        library.write_note(paper, "On 𝔉 a first line.\n\nThe drawings were lost.")
    window = open_window()
    _asked(window, "drawings", qtbot)
    pane = window.pane
    text, note = pane.abstract.reading.text, pane.panel.notes.text
    assert pane.matches.isVisible()
    assert pane.matches.said == "3 matches in this paper"
    for number in (1, 2):
        press(window, Key.Key_F3)
        assert pane.matches.said == f"Match {number} of 3 in this paper"
        assert text[slice(*pane.abstract._current)].lower() == "drawings"
    press(window, Key.Key_F3)
    (found,) = note.extraSelections()
    assert found.cursor.selectedText() == "drawings"
    assert pane.panel.tabs.currentIndex() == NOTES
    assert pane.abstract._current is None
    press(window, Key.Key_F3)
    assert pane.matches.said == "Match 1 of 3 in this paper"
    press(window, Key.Key_F3, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert pane.matches.said == "Match 3 of 3 in this paper"
    _asked(window, "tag:none", qtbot)
    assert not pane.matches.isVisible()
    press(window, Key.Key_F3)


def test_the_last_searches_are_offered_in_the_empty_field(
    open_window, folder: Path, qtbot: QtBot
) -> None:
    with Library.open(folder) as library:
        fill(library, range(6))
    window = open_window()
    for query in ("drawings", "shoe box", "drawings"):
        _asked(window, query, qtbot)
    window.browsing.open(ALL, query="never looked at")
    wait_for_thread(window, qtbot)
    window.browsing.open(ALL)
    wait_for_thread(window, qtbot)
    offered = window.search_aids.completing.offered
    press(window, Key.Key_Slash)
    assert [each.text for each in offered.offered] == ["drawings", "shoe box"]
    assert offered.isVisible()
    press(window, Key.Key_Down, Key.Key_Down, Key.Key_Return)
    assert window.list.search.text == "shoe box"
    QTest.qWait(150)
    wait_for_thread(window, qtbot)
    assert window.browsing.query == "shoe box"
    assert not offered.isVisible()


def test_is_selected_means_what_was_selected_when_it_was_written(
    open_window, folder: Path, qtbot: QtBot
) -> None:
    with Library.open(folder) as library:
        fill(library, range(6))
    window = open_window()
    window.list.table.select_place(0)
    window.list.table.move(1, extend=True)
    chosen = set(window.list.table.selected_ids())
    assert len(chosen) == 2
    window.browsing.search("is:selected")
    wait_for_thread(window, qtbot)
    assert set(window.papers.ids) == chosen
    window.list.table.select_place(0)
    window.browsing.search("is:selected drawings")
    wait_for_thread(window, qtbot)
    assert set(window.papers.ids) == chosen
    window.browsing.search("")
    wait_for_thread(window, qtbot)
    assert len(window.papers.ids) == 6


def test_saved_searches_are_in_the_palette(open_window, folder: Path, qtbot: QtBot) -> None:
    with Library.open(folder) as library:
        fill(library, range(6))
        library.save_search("Boxes of shoes", f'title:"{facts(2).title}"')
    window = open_window()
    qtbot.waitUntil(lambda: bool(window.saving_searches.places), timeout=3000)
    (offer,) = [one for one in window.commands.offers("boxes") if "saved search" in one.detail]
    assert offer.detail == "saved search, 1 paper"
    offer.run()
    wait_for_thread(window, qtbot)
    assert len(window.papers.ids) == 1
    assert window.browsing.place.title == "Boxes of shoes"
