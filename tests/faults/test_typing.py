"""A window that is killed, or told to end, while somebody types: at most two seconds are lost."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from faults.typist import LETTERS
from making import fill

from reader.gui.writing import drafts
from reader.gui.writing.recovered import find
from reader.library import Library

KILLS = 100 if os.environ.get("READER_LONG") else 3
LOST_SECONDS = 2.0

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


def typed_until(
    sign: signal.Signals, after: float, folder: Path, root: Path, *mutant: str
) -> tuple[float, list[tuple[float, int]]]:
    """When a typing window got a signal, and how long its note was at which time before."""
    window = subprocess.Popen(
        [sys.executable, str(root / "tests" / "faults" / "typist.py"), str(folder), *mutant],
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": f"{root}:{root / 'tests'}"},
    )
    assert window.stdout is not None
    output = window.stdout
    lines = [output.readline()]
    listener = threading.Thread(target=lambda: lines.extend(output))
    listener.start()
    time.sleep(after)
    at = time.monotonic()
    window.send_signal(sign)
    window.wait(timeout=30)
    listener.join()
    output.close()
    keys = [line.split() for line in lines if line.endswith("\n")]
    return at, [(float(when), int(length)) for when, length in keys]


def wanted(length: int) -> str:
    return (LETTERS * (length // len(LETTERS) + 1))[:length]


def kept_text(folder: Path) -> str:
    """The longest text of a note that is in the library, or will be offered at the next start."""
    with Library.open(folder) as library:
        notes = [paper.note for paper in library.papers(library.find().ids)]
        offered = [found.draft.text for found in find(library)]
        assert library.check() == []
    return max(notes + offered, key=len)


def lost_seconds(folder: Path, at: float, keys: list[tuple[float, int]]) -> float:
    """How long before the kill the last key was that was kept."""
    text = kept_text(folder)
    assert text == wanted(len(text))
    return max([at - when for when, length in keys if length > len(text)], default=0.0)


@pytest.fixture
def folder(library: Library) -> Path:
    fill(library, range(3))
    return library.folder


def test_the_harness_notices_when_nothing_is_drafted(folder: Path, root: Path) -> None:
    at, keys = typed_until(signal.SIGKILL, 3.0, folder, root, "mutant")
    assert lost_seconds(folder, at, keys) > LOST_SECONDS


def test_a_kill_loses_at_most_two_seconds_of_typing(library: Library, root: Path) -> None:
    fill(library, range(3))
    choose = random.Random(4)
    worst, hit = 0.0, 0
    for _ in range(KILLS):
        at, keys = typed_until(signal.SIGKILL, choose.uniform(0.3, 3.0), library.folder, root)
        worst = max(worst, lost_seconds(library.folder, at, keys))
        hit += any(True for _ in drafts.left_behind())
        for draft in drafts.left_behind():
            drafts.drop(draft)
        for paper in library.find().ids:  # the next round begins with an empty note
            library.write_note(paper, "")
    print(f"{KILLS} kills, {hit} while a draft was unsaved, worst loss {worst:.2f} s")
    assert worst <= LOST_SECONDS
    assert hit >= KILLS * 0.3, "the kills came at moments that prove nothing"


def test_a_kill_loses_no_more_of_a_document(library: Library, root: Path) -> None:
    fill(library, range(3))
    library.new_document("Plan", "")
    choose = random.Random(5)
    for _ in range(max(1, KILLS // 3)):
        after = choose.uniform(1.0, 3.0)
        at, keys = typed_until(signal.SIGKILL, after, library.folder, root, "document")
        offered = [one.draft.text for one in find(library) if one.draft.of == "document"]
        text = max([library.document(1).text, *offered], key=len)
        assert text == wanted(len(text))
        assert max([at - when for when, length in keys if length > len(text)], default=0.0) <= 2.0
        assert keys[-1][1] > 0
        for draft in drafts.left_behind():
            drafts.drop(draft)
        library.write_document(1, "")


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_being_told_to_end_loses_nothing(folder: Path, root: Path, sign: signal.Signals) -> None:
    _at, keys = typed_until(sign, 0.7, folder, root)
    with Library.open(folder, write=False) as library:
        notes = [paper.note for paper in library.papers(library.find().ids)]
    assert max(notes, key=len) == wanted(keys[-1][1])
    assert list(drafts.left_behind()) == []
