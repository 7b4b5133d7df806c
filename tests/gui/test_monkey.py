"""A monkey at the window finds nothing; and it does find what is planted.

The usual run is short. `READER_MONKEY=2000 pytest tests/gui/test_monkey.py` plays the long game,
`READER_MONKEY_SEED` another one.
"""

import ctypes
import importlib
import os
import random
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from heartbeat import LIMIT, WAITS, Heartbeat, turn
from making import fill
from monkey import Monkey, choose_something
from PySide6.QtCore import QObject, qWarning
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from reader.gui.main_window import MainWindow
from reader.gui.popups import Popups
from reader.gui.warming import MODULES, WITHOUT_QT
from reader.library import Library
from reader.paths import LIBRARY_FILE

LOST = 300
SCREENLESS = "This plugin does not support"  # said by the platform without a screen
ACTIONS = int(os.environ.get("READER_MONKEY", "300"))
SEED = int(os.environ.get("READER_MONKEY_SEED", "1"))
Open = Callable[[], MainWindow]


@pytest.fixture
def filled(folder: Path) -> list[int]:
    """Sixty papers, some of them with tags, notes and highlights."""
    with Library.open(folder) as library:
        ids = fill(library, range(60))
        library.tag(ids[::3], ["kites"])
        library.tag(ids[::7], ["tides/high"])
        library.write_note(ids[1], "A note with [^h1] and **words**.")
        library.star(ids[:5])
        return ids


@pytest.fixture
def monkey(
    window: MainWindow, folder: Path, heart: Heartbeat, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch, qtlog: object,
) -> Monkey:  # fmt: skip
    """A monkey at a window whose menus do not wait and whose file dialogs answer nothing."""
    monkeypatch.setattr(Popups, "_open", choose_something(random.Random(SEED)))
    for name in ("getOpenFileNames", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, staticmethod(lambda *_a, **_k: ([], "")))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_a, **_k: ""))
    # What the program loads by itself in its first seconds.
    for module in (*MODULES, *WITHOUT_QT):
        importlib.import_module(module)
    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(lambda _url: True))

    def warnings() -> list[str]:
        return [
            record.message
            for record in qtlog.records  # type: ignore[attr-defined]
            if record.log_type_name == "WARNING" and not record.message.startswith(SCREENLESS)
        ]

    return Monkey(window, folder, heart, qtbot, warnings, SEED)


def test_a_monkey_finds_nothing(monkey: Monkey, folder: Path) -> None:
    monkey.play(ACTIONS)
    with Library.open(folder) as library:
        steps = len(library.log(10_000))
    print(f"{steps} steps in {ACTIONS} actions")
    assert steps > ACTIONS / 20, "it played with nothing that matters"


def leak_objects(window: MainWindow, kept: list[object]) -> None:
    kept += [QObject(window) for _ in range(90)]


def leak_files(_window: MainWindow, kept: list[object]) -> None:
    kept.append(Path(os.devnull).open())  # noqa: SIM115  (it is a leak)


def leak_memory(_window: MainWindow, kept: list[object]) -> None:
    kept.append(bytearray(b"x") * 8_000_000)


def lose_none(_window: MainWindow, kept: list[object]) -> None:
    kept.append(LOST)
    for _ in range(LOST):
        ctypes.pythonapi.Py_DecRef(ctypes.py_object(None))


def be_slow(_window: MainWindow, _kept: list[object]) -> None:
    time.sleep(2 * WAITS * LIMIT * turn() / 1000)


def complain(_window: MainWindow, _kept: list[object]) -> None:
    qWarning("planted")


def damage(window: MainWindow, _kept: list[object]) -> None:
    library = window.looking.library
    assert library is not None
    with closing(sqlite3.connect(library.folder / LIBRARY_FILE)) as behind:
        behind.execute("DELETE FROM journal WHERE seq = 3")
        behind.commit()


def keep_dialogs(window: MainWindow, _kept: list[object]) -> None:
    QDialog(window)


MUTANTS = {
    "stayed": keep_dialogs,
    "objects": leak_objects,
    "files": leak_files,
    "megabytes": leak_memory,
    "None": lose_none,
    "slow": be_slow,
    "warned": complain,
    "library": damage,
}


@pytest.mark.qt_no_exception_capture
@pytest.mark.parametrize("word", MUTANTS)
def test_the_monkey_finds_what_is_planted(
    word: str, monkey: Monkey, window: MainWindow, heart: Heartbeat, qtlog: object
) -> None:
    monkey.check()
    kept: list[object] = []
    planted = window.list.table.selected.connect(lambda: MUTANTS[word](window, kept))

    def play() -> None:
        for step in range(24):
            window.list.table.select_place(step % 2)
            monkey.settle()
        monkey.check()

    with pytest.raises(AssertionError, match=word):
        play()
    window.list.table.selected.disconnect(planted)
    heart.deaf.clear()
    qtlog._records.clear()  # type: ignore[attr-defined]
    for each in kept:
        if hasattr(each, "close"):
            each.close()
    for _ in range(sum(each for each in kept if isinstance(each, int))):
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(None))
