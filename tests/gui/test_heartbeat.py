"""The heartbeat hears what blocks the painting thread, and nothing else."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from heartbeat import LIMIT, WAITS, Clock, Heartbeat, turn
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot


def work(seconds: float) -> None:
    """Keep the processor."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


@pytest.mark.parametrize("block", [work, time.sleep])
def test_what_blocks_the_painting_thread_is_heard(
    heart: Heartbeat, qtbot: QtBot, block: Callable[[float], None]
) -> None:
    QTimer.singleShot(10, lambda: block(2 * WAITS * LIMIT * turn() / 1000))
    qtbot.wait(700)
    assert len(heart.deaf) == 1
    heart.deaf.clear()


def test_what_is_short_or_outside_an_event_loop_is_not(heart: Heartbeat, qtbot: QtBot) -> None:
    for _ in range(5):
        QTimer.singleShot(10, lambda: work(LIMIT * turn() / 4000))
        qtbot.wait(60)
        work(2 * LIMIT * turn() / 1000)  # the test itself is no program
    assert heart.deaf == []


def test_standing_in_line_for_a_processor_is_not(
    heart: Heartbeat, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a busy machine: the thread sleeps, and the system says that it stood in line."""
    if not heart.clock.counts_waiting:
        pytest.skip("this system does not say how long threads stood in line")
    waited = heart.clock.waited
    in_line = [0.0]

    def stand_in_line() -> None:
        time.sleep(2 * WAITS * LIMIT * turn() / 1000)
        in_line[0] += 2 * WAITS * LIMIT * turn() / 1000

    monkeypatch.setattr(heart.clock, "waited", lambda: waited() + in_line[0])
    QTimer.singleShot(10, stand_in_line)
    qtbot.wait(700)
    assert heart.deaf == []


def test_what_a_thread_stood_in_line_for_counts_also_after_its_end(tmp_path: Path) -> None:
    clock = Clock()
    clock._tasks = tmp_path
    for name, stood in (("7", 3_000_000_000), ("8", 1_000_000_000)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "schedstat").write_text(f"5 {stood} 2\n", "ascii")
    assert clock.waited() == 4
    (tmp_path / "7" / "schedstat").write_text("", "ascii")  # as one that is ending
    assert clock.waited() == 4
    (tmp_path / "7" / "schedstat").unlink()
    assert clock.waited() == 4
    (tmp_path / "7" / "schedstat").write_text("5 500000000 2\n", "ascii")  # the number again
    assert clock.waited() == 4.5
    clock.close()
