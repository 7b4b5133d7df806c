"""Duplicates in the window: found, decided by keys, undone, and out of the way again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from driving import press, wait_for_thread
from making import facts, fill, listing, title
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.gui.main_window import MainWindow
from reader.gui.places import ARCHIVE
from reader.library import Library
from reader.model import Dump, State

Open = Callable[[], MainWindow]


@pytest.fixture
def doubtful(folder: Path) -> tuple[int, int]:
    """Two papers that may be one, among others; the first is in the Queue."""
    with Library.open(folder) as library:
        fill(library, range(4))
        known = next(row.id for row in library.rows(library.find().ids) if row.title == title(1))
        library.set_state([known], State.QUEUE)
        other = facts(1, title="Quite Another Name", date="2018-06-20")
        changes = library.add([library.plan_listing(Dump("b.txt", "x"), listing([other]))])
        assert library.duplicates(), "the fixture must be doubtful"
        (new,) = changes.new
    return known, new


@pytest.fixture
def page(doubtful: tuple[int, int], open_window: Open, qtbot: QtBot) -> MainWindow:
    window = open_window()
    window.duplicates.open()
    wait_for_thread(window, qtbot)
    assert window.duplicates.view is not None
    assert window.right.currentWidget() is window.duplicates.view
    return window


def count(folder: Path) -> int:
    with Library.open(folder, write=False) as library:
        return library.counts().all


def test_the_sidebar_counts_pairs_and_opens_the_page(
    doubtful: tuple[int, int], open_window: Open, qtbot: QtBot
) -> None:
    window = open_window()
    qtbot.waitUntil(lambda: window.sidebar._pairs.text() == "1")
    window.sidebar._duplicates.click()
    assert window.duplicates.is_open
    assert not window.list.isVisible()


def test_m_merges_and_z_splits_again(
    page: MainWindow, folder: Path, doubtful: tuple[int, int], qtbot: QtBot
) -> None:
    before = count(folder)
    press(page, Qt.Key.Key_M)
    wait_for_thread(page, qtbot)
    assert count(folder) == before - 1
    with Library.open(folder, write=False) as library:
        merged = library.paper(doubtful[0])
    assert merged.state is State.QUEUE
    assert merged.facts.date == "2018-06-20"
    view = page.duplicates.view
    assert view is not None
    assert view.chosen is None
    press(page, Qt.Key.Key_Z)
    wait_for_thread(page, qtbot)
    assert count(folder) == before
    assert page.duplicates.is_open
    qtbot.waitUntil(lambda: view.chosen is not None)


def test_x_keeps_both_for_good(page: MainWindow, folder: Path, qtbot: QtBot) -> None:
    before = count(folder)
    press(page, Qt.Key.Key_X)
    wait_for_thread(page, qtbot)
    assert count(folder) == before
    with Library.open(folder, write=False) as library:
        assert library.duplicates() == []


def test_letters_that_mean_papers_elsewhere_do_nothing_here(
    page: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    with Library.open(folder, write=False) as library:
        before = library.seq()
    press(page, Qt.Key.Key_D, Qt.Key.Key_E, Qt.Key.Key_S)
    wait_for_thread(page, qtbot)
    with Library.open(folder, write=False) as library:
        assert library.seq() == before


def test_esc_and_places_lead_back_to_the_list(page: MainWindow, qtbot: QtBot) -> None:
    press(page, Qt.Key.Key_Escape)
    assert not page.duplicates.is_open
    assert page.list.isVisible()
    assert page.right.currentWidget() is page.pane
    page.duplicates.open()
    page.browsing.open(ARCHIVE)
    assert not page.duplicates.is_open
    assert page.list.isVisible()


def test_m_on_two_selected_papers_lays_them_side_by_side(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    window.list.table.select_place(0)
    press(window, Qt.Key.Key_M)
    assert not window.duplicates.is_open
    press(window, Qt.Key.Key_J, modifier=Qt.KeyboardModifier.ShiftModifier)
    press(window, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: window.duplicates.is_open)
    view = window.duplicates.view
    assert view is not None
    assert view.chosen is not None
    assert {view.chosen.a.id, view.chosen.b.id} == set(filled[:2])
    wait_for_thread(window, qtbot)
    assert view.chosen is not None, "it stays although the library has no such pair"
    assert QApplication.focusWidget() is view.list


def test_the_page_comes_forward_from_triage_and_from_the_statistics(
    window: MainWindow, qtbot: QtBot
) -> None:
    for begin, is_shown in (
        (window.triage.begin, lambda: window.stage.currentIndex() != 0),
        (window.statistics.open, lambda: window.statistics.is_open),
    ):
        begin()
        assert is_shown()
        window.duplicates.open()
        assert not is_shown()
        assert window.stage.currentIndex() == 0
        assert window.duplicates.view is not None
        assert window.duplicates.view.isVisible()
        window.duplicates.close()


@pytest.fixture
def alike(folder: Path) -> None:
    """Two papers that an import does not take for one: other titles, nearly equal abstracts."""
    words = " ".join(f"{word}{number}" for number in range(20) for word in ("fog", "rope", "kite"))
    with Library.open(folder) as library:
        fill(library, range(4))
        for number, abstract in ((5, words), (6, f"We now {words} at last.")):
            entry = facts(number, title=f"Quite Another Name {number}", abstract=abstract)
            library.add(
                [library.plan_listing(Dump(f"{number}.txt", str(number)), listing([entry]))]
            )
        assert library.duplicate_count() == 0


@pytest.mark.usefixtures("alike")
def test_all_papers_are_looked_through_from_the_page_and_it_can_be_undone(
    open_window: Open, folder: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window.duplicates.open()
    wait_for_thread(window, qtbot)
    view = window.duplicates.view
    assert view is not None
    assert view.chosen is None
    view.look_through.click()
    qtbot.waitUntil(lambda: view.chosen is not None)
    wait_for_thread(window, qtbot)
    assert not view.progress.isVisible()
    with Library.open(folder, write=False) as library:
        assert window.sidebar._pairs.text() == str(library.duplicate_count())
    press(window, Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: view.chosen is None)


@pytest.mark.usefixtures("alike")
def test_looking_through_all_papers_can_be_cancelled(
    open_window: Open, folder: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window.duplicates.scan()
    view = window.duplicates.view
    assert view is not None
    assert view.progress.isVisible()
    assert not view.look_through.isEnabled()
    view.progress.stop_button.click()
    wait_for_thread(window, qtbot)
    assert not view.progress.isVisible()
    assert view.look_through.isEnabled()
    with Library.open(folder, write=False) as library:
        assert library.duplicate_count() == 0


def test_all_exact_pairs_are_merged_also_those_the_list_does_not_show(
    folder: Path, open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.gui.upkeep.duplicates.PAGE", 2)
    with Library.open(folder) as library:
        texts = [" ".join(f"word{n}of{m}" for m in range(50)) for n in range(10)]
        papers = [facts(n, abstract=text) for n, text in enumerate(texts)]
        library.add([library.plan_listing(Dump("a.txt", "x"), listing(papers))])
        ids = list(library.find().ids)
        for one, other in zip(ids[::2], ids[1::2], strict=True):
            said = library.paper(one).facts
            library.edit(other, title=said.title, abstract=said.abstract)
        library.scan_duplicates()
        assert library.duplicate_count() == 5
    window = open_window()
    window.duplicates._most = 2
    window.duplicates.open()
    wait_for_thread(window, qtbot)
    view = window.duplicates.view
    assert view is not None
    assert view.merge_exact.text() == "Merge 5 exact"
    view.merge_exact.click()
    wait_for_thread(window, qtbot)
    assert count(folder) == 5
