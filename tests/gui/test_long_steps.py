"""A step on many papers takes its time: the list tells how far it is, and it can be stopped."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from driving import press, state_of, wait_for_thread
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.gui.long_work import LongWork
from reader.gui.main_window import MainWindow
from reader.library import Library
from reader.model import State
from reader.store import journal, parts

PATIENT = 20_000  # ms


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Every paper is a part of its step, and after the first one the step waits for this."""
    opened, report = threading.Event(), LongWork.progress

    def wait(work: LongWork, done: int, whole: int) -> bool:
        go_on = report(work, done, whole)
        if done:
            opened.wait(60)
            go_on = report(work, done, whole)
        return go_on

    monkeypatch.setattr(LongWork, "progress", wait)
    monkeypatch.setattr(parts, "PART", 1)
    monkeypatch.setattr(journal, "PAGE", 1)
    yield opened
    opened.set()


def archive_all(window: MainWindow, qtbot: QtBot) -> None:
    """Begin to archive the eight papers; it waits at the gate."""
    window.operations.set_state(State.ARCHIVE, list(window.papers.ids))
    qtbot.waitUntil(window.list.progress.isVisible, timeout=PATIENT)
    words = "Moving 8 papers to Archive… 12 %"
    qtbot.waitUntil(lambda: window.list.progress.label.text() == words, timeout=PATIENT)


def by_esc(window: MainWindow) -> None:
    press(window, Qt.Key.Key_Escape)


def by_button(window: MainWindow) -> None:
    window.list.progress.stop_button.click()


@pytest.mark.parametrize("stop", [by_esc, by_button])
def test_a_stopped_step_leaves_every_paper_where_it_was(
    window: MainWindow,
    filled: list[int],
    folder: Path,
    gate: threading.Event,
    stop: Callable[[MainWindow], None],
    qtbot: QtBot,
) -> None:
    archive_all(window, qtbot)
    stop(window)
    gate.set()
    wait_for_thread(window, qtbot)
    assert window.list.progress.isHidden()
    assert window.toast.text == "Cancelled. Nothing was changed."
    assert list(window.papers.ids) == filled
    assert list(window.list.table.selected_ids()) == filled
    with Library.open(folder, write=False) as library:
        assert not any("Archive" in action.name for action in library.log())


def test_a_step_that_goes_on_is_one_undo_which_can_be_stopped_too(
    window: MainWindow, filled: list[int], folder: Path, gate: threading.Event, qtbot: QtBot
) -> None:
    archive_all(window, qtbot)
    gate.set()
    wait_for_thread(window, qtbot)
    assert window.list.progress.isHidden()
    assert {state_of(folder, paper) for paper in filled} == {State.ARCHIVE}
    gate.clear()
    window.operations.undo()
    qtbot.waitUntil(window.list.progress.isVisible, timeout=PATIENT)
    assert window.list.progress.label.text().startswith("Undoing")
    press(window, Qt.Key.Key_Escape)
    gate.set()
    wait_for_thread(window, qtbot)
    assert {state_of(folder, paper) for paper in filled} == {State.ARCHIVE}
    window.operations.undo()
    wait_for_thread(window, qtbot)
    assert {state_of(folder, paper) for paper in filled} == {State.INBOX}


def test_a_short_step_leaves_nothing_to_stop(
    window: MainWindow, filled: list[int], folder: Path, qtbot: QtBot
) -> None:
    press(window, Qt.Key.Key_E)
    wait_for_thread(window, qtbot)
    assert window.list.progress.isHidden()
    assert not window.long_steps.stop()
    assert state_of(folder, filled[0]) is State.ARCHIVE
