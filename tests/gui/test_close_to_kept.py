"""Triage names the kept papers that are close to the one to decide, and waits for none of it."""

from pathlib import Path

import pytest
from driving import press
from making import fill
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.gui.deciding import close_to_kept
from reader.gui.main_window import MainWindow
from reader.gui.places import INBOX
from reader.gui.views.triage.triage_view import TriageView
from reader.library import Library
from reader.model import State

SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


@pytest.fixture
def near(folder: Path, filled: list[int]) -> list[int]:
    """The papers close to the first of the Inbox: archived, done, queued, the rest undecided."""
    with Library.open(folder) as library:
        fill(library, range(8, 24))
        first = library.find(within=INBOX.node).ids[0]
        found = [each.id for each in library.related([first])]
        for paper, state in zip(found, (State.ARCHIVE, State.DONE, State.QUEUE), strict=False):
            library.set_state([paper], state)
        return found


def begun(window: MainWindow) -> TriageView:
    press(window, KEY.Key_T, modifier=SHIFT)
    view = window.triage.view
    assert view is not None
    return view


def test_only_papers_that_were_kept_are_named(
    near: list[int], window: MainWindow, qtbot: QtBot
) -> None:
    view = begun(window)
    assert not view.close_line.rows
    before = view.close_line.geometry()
    qtbot.waitUntil(lambda: bool(view.close_line.rows), timeout=5000)
    assert len(near) > 3
    assert [row.id for row in view.close_line.rows] == near[1:3]
    assert view.close_line.accessibleName().startswith("Close to papers you have: ")
    assert view.close_line.accessibleName().count(", Queue") == 1
    assert view.close_line.geometry() == before  # the text above it did not move
    press(window, KEY.Key_J)
    assert not view.close_line.rows  # at once: they were close to the paper before


def test_quick_verdicts_ask_nothing(
    near: list[int], window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def note(_library: Library, about: int) -> list[object]:
        asked.append(about)
        return []

    monkeypatch.setattr(close_to_kept, "close_to_kept", note)
    begun(window)
    press(window, KEY.Key_J, KEY.Key_J, KEY.Key_J)
    qtbot.waitUntil(lambda: bool(asked), timeout=5000)
    press(window, KEY.Key_J, KEY.Key_Escape)
    qtbot.wait(2 * close_to_kept.PAUSE_MS)
    assert asked == [window.papers.ids[3]]  # three were passed by, and the last was left at once


def test_a_library_with_nothing_kept_leaves_the_line_empty(
    window: MainWindow, filled: list[int], qtbot: QtBot
) -> None:
    with Library.open(window.worker.folder, write=False) as library:
        assert library.related([filled[0]])  # there are close ones, but all in the Inbox
        assert close_to_kept.close_to_kept(library, filled[0]) == []
