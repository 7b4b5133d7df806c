"""The button of the Queue's header: the Queue is sorted once, and one undo takes it back."""

from pathlib import Path

import pytest
from driving import press, wait_for_thread
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from reader.gui.main_window import MainWindow
from reader.gui.menus import MENUS, SORT_QUEUE
from reader.gui.places import INBOX, QUEUE
from reader.gui.popups import Popups
from reader.library import Library
from reader.model import State

WORDS = [
    "Sort the Queue by date, newest first",
    "Sort the Queue by title",
    "Sort the Queue by shortest abstract",
]


def told(window: MainWindow) -> str:
    return window.toast.text


@pytest.fixture
def queued(window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot) -> list[int]:
    """The Queue with four papers, shown; in the order of their titles last to first."""
    with Library.open(folder, write=False) as library:
        ids = sorted(filled[:4], key=lambda one: library.paper(one).facts.title, reverse=True)
    window.operations.set_state(State.QUEUE, ids)
    window.browsing.open(QUEUE)
    wait_for_thread(window, qtbot)
    assert list(window.papers.ids) == ids
    return ids


def test_the_button_of_the_queue_opens_its_orders_and_one_sorts(
    window: MainWindow, queued: list[int], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def choose(_popups: Popups, menu: QMenu, _at: QPoint) -> None:
        offered.extend(each.text() for each in menu.actions())
        next(each for each in menu.actions() if each.text() == WORDS[1]).trigger()

    monkeypatch.setattr(Popups, "_open", choose)
    assert window.list.head.sort.accessibleName() == "Sort once, and more"
    window.list.head.sort.click()
    wait_for_thread(window, qtbot)
    assert offered[:3] == WORDS
    assert list(window.papers.ids) == queued[::-1]
    assert told(window) == "Sorted the Queue by title"
    press(window, Qt.Key.Key_Z)
    wait_for_thread(window, qtbot)
    assert list(window.papers.ids) == queued


def test_other_places_keep_their_button(
    window: MainWindow, queued: list[int], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []
    monkeypatch.setattr(
        Popups, "_open", lambda _, menu, at: offered.extend(x.text() for x in menu.actions())
    )
    window.browsing.open(INBOX)
    wait_for_thread(window, qtbot)
    assert window.list.head.sort.accessibleName() == "Sort"
    window.list.head.sort.click()
    assert offered
    assert not {*WORDS} & {*offered}


def test_sorting_says_when_there_is_nothing_to_do(
    window: MainWindow, queued: list[int], qtbot: QtBot
) -> None:
    window.actions_by_id["queue-by-title"].trigger()
    window.actions_by_id["queue-by-title"].trigger()
    wait_for_thread(window, qtbot)
    assert told(window) == "The Queue is in this order already"


def test_the_menu_bar_has_the_orders_of_the_queue() -> None:
    assert {*SORT_QUEUE} <= {*dict(MENUS)["&View"]}
