"""The library thread: what it opens, and what it never makes."""

from pathlib import Path

from making import fill
from pytestqt.qtbot import QtBot

from reader.errors import Problem
from reader.gui.asking.worker import Worker
from reader.library import Library


def test_a_library_whose_disk_went_away_is_not_made_anew(folder: Path, qtbot: QtBot) -> None:
    with Library.open(folder) as library:
        fill(library, range(3))
    away = folder.with_name("away")
    worker = Worker(folder)
    folder.rename(away)
    folder.mkdir()  # the empty place where the disk was
    told: list[BaseException] = []
    counts: list[object] = []
    worker.start()
    worker.ask(lambda library: library.counts().all, counts.append, told.append)
    qtbot.waitUntil(lambda: bool(told or counts), timeout=5000)
    assert isinstance(told[0], Problem)
    assert "no longer in its place" in str(told[0])
    assert list(folder.iterdir()) == []
    folder.rmdir()
    away.rename(folder)
    worker.ask(lambda library: library.counts().all, counts.append, told.append)
    qtbot.waitUntil(lambda: bool(counts), timeout=5000)
    worker.stop()
    assert counts == [3]
