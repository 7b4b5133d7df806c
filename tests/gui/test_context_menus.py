"""What the menus at the pointer offer, and what several selected papers show."""

from collections.abc import Callable
from pathlib import Path

import pytest
from driving import press, wait_for_thread
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from reader.gui.controls.keycap import KeyButton
from reader.gui.main_window import MainWindow
from reader.gui.places import INBOX, QUEUE, import_place, search_place
from reader.gui.popups import Popups
from reader.library import Library
from reader.model import State

Offered = Callable[[Callable[[], object]], list[str]]


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Offered:
    """The words of the menu that a call opens, without their keys."""
    menus: list[list[str]] = []

    def keep(_popups: Popups, menu: QMenu, _at: QPoint) -> None:
        words = [each.text().split("\t")[0] for each in menu.actions() if not each.isSeparator()]
        menus.append(words)
        menu.deleteLater()

    monkeypatch.setattr(Popups, "_open", keep)

    def ask(opening: Callable[[], object]) -> list[str]:
        opening()
        return menus[-1]

    return ask


def test_a_paper_offers_what_it_is_not_and_merging_only_beside_another(
    window: MainWindow, offered: Offered
) -> None:
    window.list.table.select_place(0)
    one = offered(lambda: window.popups.show_paper(QPoint(9, 9)))
    assert "Back to Inbox" not in one
    assert not any(words.startswith("Merge") for words in one)
    assert {"Add to Queue", "Star", "Tags…", "Show in its import", "Export…", "Delete"} <= {*one}
    window.list.table.move(1, extend=True)
    two = offered(lambda: window.popups.show_paper(QPoint(9, 9)))
    assert "Merge two papers…" in two


def test_what_has_nothing_to_work_on_is_not_offered(
    window: MainWindow, offered: Offered, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(b"%PDF-1.4")
    of_files = {"Open attached file", "Take a file off"}
    window.list.table.select_place(0)
    qtbot.waitUntil(lambda: window.shown_paper.paper is not None)
    assert not of_files & {*offered(lambda: window.popups.show_paper(QPoint(9, 9)))}
    with Library.open(window.worker.folder) as library:
        library.attach(window.selection()[0], [file])
    window.browsing.again()
    qtbot.waitUntil(lambda: bool(window.shown_paper.paper and window.shown_paper.paper.files))
    assert of_files <= {*offered(lambda: window.popups.show_paper(QPoint(9, 9)))}


def test_places_offer_what_can_be_done_with_them(window: MainWindow, offered: Offered) -> None:
    at = QPoint(9, 9)
    assert {"Open", "Triage", "Export…", "Mark all as seen"} <= {
        *offered(lambda: window.popups.show_place(INBOX, at))
    }
    assert {"Open", "Read next", "Export…"} <= {
        *offered(lambda: window.popups.show_place(QUEUE, at))
    }


def test_a_saved_search_is_edited_named_doubled_and_forgotten_from_its_menu(
    filled: list[int], folder: Path, open_window: Callable[[], MainWindow], offered: Offered,
    qtbot: QtBot,
) -> None:  # fmt: skip
    with Library.open(folder) as library:
        library.save_search("Lights", "lanterns")
        saved = library.searches()[0]
    window = open_window()
    qtbot.waitUntil(lambda: bool(window.saving_searches.texts), timeout=5000)
    place = search_place(saved)
    words = offered(lambda: window.popups.show_place(place, QPoint(9, 9)))
    assert {"Open", "Edit…", "Rename…", "Duplicate", "Delete"} <= {*words}
    window.saving_searches.duplicate(place)
    wait_for_thread(window, qtbot)
    with Library.open(folder, write=False) as library:
        assert [(one.name, one.query) for one in library.searches()] == [
            ("Lights", "lanterns"),
            ("Lights 2", "lanterns"),
        ]


def test_a_paper_is_shown_in_its_import(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    window.list.table.select_place(3)
    window.actions_by_id["show-import"].trigger()
    wait_for_thread(window, qtbot)
    assert window.counts is not None
    assert window.browsing.place.key == import_place(window.counts.imports[0]).key
    assert window.list.table.selected_ids() == [filled[3]]


def test_the_menu_of_the_list_puts_tags_and_beginnings_away(
    window: MainWindow, offered: Offered
) -> None:
    words = offered(window.popups.show_sort)
    assert {"Newest date first", "Show beginnings of abstracts", "Show tags"} <= {*words}


def test_several_papers_show_their_actions_and_a_way_to_one(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    window.list.table.select_place(0)
    for _ in range(2):
        window.list.table.move(1, extend=True)
    QApplication.processEvents()
    assert window.list.header_words == "3 selected of 8 in Inbox"
    buttons = {each.text(): each for each in window.pane.several.findChildren(KeyButton)}
    assert [*buttons] == ["Add to Queue", "Archive", "Tags…", "Star", "Export…", "Merge…"]
    assert {each.width() for each in buttons.values()} == {buttons["Star"].width()}
    assert buttons["Merge…"].accessibleDescription() == "M"
    buttons["Star"].click()
    wait_for_thread(window, qtbot)
    with Library.open(folder, write=False) as library:
        assert library.counts().starred == 3
    buttons["Archive"].click()
    wait_for_thread(window, qtbot)
    with Library.open(folder, write=False) as library:
        assert library.counts().states[State.ARCHIVE] == 3
    window.list.table.selectAll()
    press(window, Qt.Key.Key_Escape)
    assert len(window.list.table.selected_ids()) == 1
