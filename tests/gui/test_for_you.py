"""The order "For you" in the window: its line, why in the rows, its words, and the way back."""

from pathlib import Path

from driving import wait_for_thread
from making import SUBJECTS, fill
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.gui.dialogs.taste_dialog import TasteDialog
from reader.gui.finding.for_you import WILDCARD
from reader.library import Library
from reader.model import State

LIKED = SUBJECTS[0]


def _library(folder: Path, decisions: int) -> None:
    with Library.open(folder) as library:
        fill(library, range(120))
        for row in library.rows(library.find("is:inbox").ids)[:decisions]:
            state = State.QUEUE if LIKED in row.title else State.ARCHIVE
            library.set_state([row.id], state)


def test_it_says_that_it_is_off_and_keeps_the_order(
    open_window, folder: Path, qtbot: QtBot
) -> None:
    _library(folder, 12)
    window = open_window()
    source = list(window.papers.ids)
    qtbot.keyClick(window.list.table, Qt.Key.Key_L)
    wait_for_thread(window, qtbot)
    assert window.list.taste.isVisible()
    assert "begins after 20 decisions; so far 12" in window.list.taste.text
    assert list(window.papers.ids) == source
    assert window.list.table.cards.reason is None


def test_liked_papers_come_first_with_their_reasons_and_one_key_goes_back(
    open_window, folder: Path, qtbot: QtBot
) -> None:
    _library(folder, 60)
    window = open_window()
    source = list(window.papers.ids)
    qtbot.keyClick(window.list.table, Qt.Key.Key_L)
    wait_for_thread(window, qtbot)
    assert "Learned from 60 decisions. In your last 40" in window.list.taste.text
    assert sorted(window.papers.ids) == sorted(source)
    why = window.list.table.cards.reason
    assert LIKED in window.papers.row(0).title
    assert f"+ {LIKED.lower()}" in why(window.papers.row(0))
    assert why(window.papers.row(9)) == WILDCARD
    assert why(window.papers.row(len(source) - 2)).startswith("− ")
    window.list.table.select_place(0)
    head = window.pane.head
    qtbot.waitUntil(lambda: head.why.startswith(f"For you: + {LIKED.lower()}"), timeout=10_000)
    window.list.table.select_place(9)
    qtbot.waitUntil(lambda: head.why == f"For you: {WILDCARD}", timeout=10_000)
    qtbot.keyClick(window.list.table, Qt.Key.Key_L)
    wait_for_thread(window, qtbot)
    assert list(window.papers.ids) == source
    assert not window.list.taste.isVisible()
    assert window.list.table.cards.reason is None
    assert head.why == ""


def test_a_word_is_muted_and_undone_while_its_list_is_open(
    open_window, folder: Path, qtbot: QtBot
) -> None:
    _library(folder, 60)
    window = open_window()
    window.for_you.toggle()
    wait_for_thread(window, qtbot)
    window.list.taste.words_wanted.emit()
    wait_for_thread(window, qtbot)
    dialog = window.findChild(TasteDialog)
    assert dialog.lines[LIKED.lower()].index == 1
    dialog.lines[LIKED.lower()].choose(0)
    wait_for_thread(window, qtbot)
    assert dialog.lines[LIKED.lower()].index == 0
    assert LIKED.lower() not in window.list.table.cards.reason(window.papers.row(0))
    window.operations.undo()
    wait_for_thread(window, qtbot)
    assert dialog.lines[LIKED.lower()].index == 1
    dialog.word.setText("zeppelins")
    qtbot.mouseClick(dialog.another["pin"], Qt.MouseButton.LeftButton)
    wait_for_thread(window, qtbot)
    assert dialog.lines["zeppelins"].index == 2
    dialog.close()


def test_the_order_is_remembered_and_the_window_still_opens_at_once(
    open_window, folder: Path, qtbot: QtBot
) -> None:
    _library(folder, 60)
    window = open_window()
    window.for_you.toggle()
    wait_for_thread(window, qtbot)
    order = list(window.papers.ids)
    window.close()
    again = open_window()
    qtbot.waitUntil(lambda: list(again.papers.ids) == order, timeout=3000)
    again.browsing.sort_by("default")
