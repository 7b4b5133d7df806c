"""A search while the word index is far behind: answered at once, ranked when it has caught up."""

from collections.abc import Callable
from pathlib import Path

import pytest
from driving import titles, wait_for_thread
from holding import building_waits_for
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.finding import building
from reader.gui.asking import indexing
from reader.gui.main_window import MainWindow
from reader.library import Library

Open = Callable[[], MainWindow]


@pytest.fixture
def gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file without which no process indexes, and a library that is large enough for one."""
    monkeypatch.setattr(building, "MANY", 4)
    return building_waits_for(tmp_path / "go", monkeypatch)


def test_a_search_is_answered_while_many_papers_are_indexed_and_ranked_afterwards(
    folder: Path, filled: list[int], open_window: Open, gate: Path, qtbot: QtBot
) -> None:
    best = filled[0]  # the oldest: unranked, the newest come first
    with Library.open(folder) as library:
        library.edit(best, title="Drawings, drawings and drawings")
    window = open_window()
    window.list.search.start()
    QTest.keyClicks(window.list.search.field, "drawings")
    qtbot.waitUntil(lambda: window.browsing.query == "drawings", timeout=20_000)
    wait_for_thread(window, qtbot)
    assert len(window.papers.ids) == len(filled)
    assert window.papers.ids[0] != best
    assert window.sidebar._work.text() == indexing.WORDS
    gate.touch()
    qtbot.waitUntil(lambda: window.papers.ids[0] == best, timeout=60_000)
    assert len(titles(window)) == len(filled)
    wait_for_thread(window, qtbot)
    assert window.sidebar._work.text() == ""


def test_papers_close_to_the_one_shown_come_when_they_are_indexed(
    folder: Path, filled: list[int], open_window: Open, gate: Path, qtbot: QtBot
) -> None:
    with Library.open(folder) as library:
        for paper in filled[:2]:
            library.edit(paper, abstract="Zeppelins and airships over quiet harbours.")
    window = open_window()
    window.list.table.select_place(0)
    related = window.pane.panel.related
    qtbot.waitUntil(window.relating._later.isActive, timeout=20_000)
    assert related.count == 0
    gate.touch()
    qtbot.waitUntil(lambda: related.count > 0, timeout=60_000)
