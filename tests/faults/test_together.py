"""Programs that work on one library at once: no update is lost, nobody waits long."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from driving import wait_for_thread
from making import fill
from pytestqt.qtbot import QtBot

from reader.gui.main_window import MainWindow
from reader.gui.settings import Settings
from reader.library import Library

ACTS = 2_000 if os.environ.get("READER_LONG") else 60
LONGEST_WAIT = 30.0


def begin(root: Path, folder: Path, seed: int, *more: object) -> subprocess.Popen[str]:
    words = [folder, seed, ACTS, *more]
    return subprocess.Popen(
        [sys.executable, str(root / "tests" / "faults" / "together.py"), *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": f"{root}:{root / 'tests'}"},
    )


def done_by(*programs: subprocess.Popen[str]) -> list[list[str]]:
    """What the programs said they did; none of them may have failed."""
    acts: list[list[str]] = []
    for program in programs:
        out, err = program.communicate(timeout=600)
        assert (program.returncode, err) == (0, "")
        acts += [line.split() for line in out.splitlines()]
    return acts


def lost(library: Library, acts: list[list[str]]) -> list[str]:
    """The words that were said to be written, and are nowhere."""
    papers = {paper.id: paper for paper in library.papers(library.find().ids)}
    return [
        word
        for what, number, word, _seconds in acts
        if word
        not in (
            papers[int(number)].note.split()
            if what == "note"
            else {tag.name for tag in papers[int(number)].tags}
        )
    ]


def test_the_harness_notices_lost_updates(library: Library, root: Path) -> None:
    fill(library, range(6))
    programs = [begin(root, library.folder, seed, "mutant") for seed in (1, 2, 3)]
    assert lost(library, done_by(*programs))


def test_three_programs_and_a_window_lose_nothing_and_never_meet(
    library: Library, root: Path, qtbot: QtBot
) -> None:
    fill(library, range(6))
    window = MainWindow(library.folder, Settings())
    qtbot.addWidget(window)
    window.begin()
    window.show()
    window.go_on()
    wait_for_thread(window, qtbot)
    programs = [begin(root, library.folder, seed) for seed in (1, 2, 3)]
    starred = 0
    while any(program.poll() is None for program in programs):
        window.operations.star([1], bool(starred % 2))
        starred += 1
        qtbot.wait(60)
    acts = done_by(*programs)
    wait_for_thread(window, qtbot)
    assert len(acts) == 3 * ACTS
    assert lost(library, acts) == []
    assert library.check() == []
    waits = sorted(float(seconds) for *_, seconds in acts)
    print(f"{len(acts)} acts, median {waits[len(waits) // 2]:.3f} s, longest {waits[-1]:.3f} s")
    assert waits[-1] < LONGEST_WAIT
    assert "nother program" not in window.list.banner.text
    window.close()


def test_what_another_program_does_shows_within_two_seconds(
    library: Library, root: Path, qtbot: QtBot
) -> None:
    (paper, *_) = fill(library, range(6))
    window = MainWindow(library.folder, Settings())
    qtbot.addWidget(window)
    window.begin()
    window.show()
    window.go_on()
    wait_for_thread(window, qtbot)
    library.star([paper])
    begun = time.monotonic()
    qtbot.waitUntil(
        lambda: (seen := window.sidebar.tree.counts) is not None and seen.starred == 1,
        timeout=5_000,
    )
    assert time.monotonic() - begun <= 2.0
    window.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("then", ["goes on", "is killed"])
def test_a_program_that_is_stopped_while_it_writes_is_waited_for(
    library: Library, root: Path, then: str
) -> None:
    """The writer is stopped in the middle of a transaction, holding the lock of the library."""
    fill(library, range(2))
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(library.folder / "library.db")],
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "holding\n"
    holder.send_signal(signal.SIGSTOP)
    waiter = begin(root, library.folder, 1)
    time.sleep(2.0)
    assert waiter.poll() is None  # it waits and says nothing
    holder.send_signal(signal.SIGCONT if then == "goes on" else signal.SIGKILL)
    acts = done_by(waiter)
    holder.wait(timeout=30)
    holder.stdout.close()
    assert lost(library, acts) == []
    assert library.check() == []


HOLDS = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("holding", flush=True)
time.sleep(1)
connection.execute("ROLLBACK")
"""
