"""What is done all day never makes the window stutter, also with many papers and a busy library."""

import statistics
from collections.abc import Callable
from pathlib import Path

import pytest
from driving import press, wait_for_thread
from heartbeat import CALM, FRAME, Heartbeat, pace
from making import facts, fill, listing
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.gui import main_window
from reader.gui.browsing import Browsing
from reader.gui.main_window import MainWindow
from reader.library import Library
from reader.model import Dump, State

PAPERS = 1500
MANY = 3000  # brought in at once; `tests/benchmarks/bench_window.py` does 10,000


@pytest.fixture
def filled(folder: Path) -> list[int]:
    """More papers than the list keeps in memory."""
    with Library.open(folder) as library:
        ids = fill(library, range(PAPERS))
        library.tag(ids[::3], ["kites"])
        return ids


def assert_calm(heart: Heartbeat) -> None:
    """No time without a beat over 50 ms, 99 of 100 under 16 ms."""
    one = pace()
    turns = [gap / one for gap in heart.gaps]
    assert len(turns) > 20
    assert max(turns) < CALM
    assert statistics.quantiles(turns, n=100)[98] < FRAME


KEYS: dict[str, tuple[Qt.Key, ...]] = {
    "moving": (Qt.Key.Key_J,) * 60,
    "paging": (Qt.Key.Key_PageDown,) * 30 + (Qt.Key.Key_End, Qt.Key.Key_Home) * 5,
    "stars": (Qt.Key.Key_S, Qt.Key.Key_J) * 25,
    "states": (Qt.Key.Key_E, Qt.Key.Key_Q, Qt.Key.Key_D, Qt.Key.Key_Z) * 10,
    "panel": (Qt.Key.Key_A, Qt.Key.Key_F, Qt.Key.Key_P, Qt.Key.Key_J) * 8,
}


@pytest.mark.parametrize("name", KEYS)
def test_keys_of_all_day_keep_the_window_calm(
    name: str, window: MainWindow, heart: Heartbeat, qtbot: QtBot
) -> None:
    window.list.table.select_place(0)
    for key in KEYS[name]:  # everything once before: modules, glyphs, layouts
        press(window, key)
    wait_for_thread(window, qtbot)
    QTest.qWait(100)
    heart.gaps.clear()
    for key in KEYS[name]:
        press(window, key)
        QTest.qWait(8)
    wait_for_thread(window, qtbot)
    assert_calm(heart)


def scroll(window: MainWindow, until: Callable[[], bool]) -> None:
    """Move the scroll bar up and down."""
    bar = window.list.table.verticalScrollBar()
    step = 0
    while not until():
        bar.setValue((step * 3 * 76) % max(1, bar.maximum()))
        step += 1
        QTest.qWait(8)


def test_scrolling_stays_calm_while_many_papers_come_in(
    window: MainWindow, heart: Heartbeat, qtbot: QtBot
) -> None:
    came: list[object] = []
    entries = [facts(number) for number in range(10_000, 10_000 + MANY)]
    text = "\n".join(entry.title for entry in entries)

    def bring_in(library: Library) -> object:
        return library.add([library.plan_listing(Dump("many.txt", text), listing(entries))])

    scroll(window, iter([False] * 40 + [True]).__next__)
    heart.gaps.clear()
    window.worker.ask(bring_in, came.append)
    scroll(window, lambda: bool(came))
    assert_calm(heart)


def test_a_state_for_all_papers_at_once_stays_calm_and_is_one_step(
    window: MainWindow, heart: Heartbeat, qtbot: QtBot, folder: Path
) -> None:
    window.list.table.selectAll()
    wait_for_thread(window, qtbot)
    heart.gaps.clear()
    window.operations.set_state(State.ARCHIVE)
    qtbot.waitUntil(lambda: window.papers.rowCount() == 0, timeout=20_000)
    wait_for_thread(window, qtbot)
    assert max(heart.gaps) / pace() < CALM
    with Library.open(folder) as library:
        assert library.undo_state().undo is not None
        library.undo()
        assert library.counts().states[State.INBOX] == PAPERS


def test_a_large_library_is_shown_right_after_the_first_paint(
    filled: list[int], open_window: Callable[[], MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main_window, "AT_ONCE", PAPERS - 1)
    answered: list[object] = []
    monkeypatch.setattr(Browsing, "first", lambda *_: answered.append("before the first paint"))
    window = open_window()
    assert answered == []
    assert window.papers.rowCount() == PAPERS
    assert window.list.header_words.startswith("Inbox 1,500 papers")
