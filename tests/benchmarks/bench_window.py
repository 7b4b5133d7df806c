"""The window with many papers, as ratios: `python tests/benchmarks/bench_window.py [--million]`.

Libraries of 1,000 and 100,000 papers (with `--million` 1,000,000) are made by SQL in a folder of
their own, then for each:

1. From the start of the process to the first paint. Goal: as with 1,000 papers, at most 1.5 x.
2. Moving, paging, jumping to the ends, dragging the scroll bar: the longest times between two
   heartbeats of the painting thread. Goal: 99 of 100 under 16 ms, none over 50.
3. At 100,000: a state for 10,000 papers at once. Goal: done in 1 s, none over 50 ms meanwhile.

Run it by hand with the project's environment; machines are noisy, so read the ratios. A turn is
what `tests/heartbeat.py` calls so: 1.6 turns are a frame, 5 turns 50 ms.
"""

import argparse
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "benchmarks")]

from bench_job import READER_WINDOW  # noqa: E402  (the path must be there first)
from heartbeat import CALM, FRAME, Heartbeat, turn  # noqa: E402
from making import fill  # noqa: E402
from PySide6.QtCore import Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from reader.gui.look.theme import start_theme  # noqa: E402
from reader.gui.main_window import MainWindow  # noqa: E402
from reader.gui.settings import Settings  # noqa: E402
from reader.library import Library  # noqa: E402
from reader.model import State  # noqa: E402
from reader.paths import LIBRARY_FILE  # noqa: E402

FIRST, RUNS = 1_000, 5
COPIED = ("papers", "marks", "sightings")
BULK = 10_000


def make(folder: Path, papers: int) -> None:
    """A library of so many papers: a thousand as the program makes them, the rest copies."""
    with Library.open(folder) as library:
        fill(library, range(FIRST))
    database = sqlite3.connect(folder / LIBRARY_FILE)
    triggers = database.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN (?, ?, ?)",
        COPIED,
    ).fetchall()
    for name, _sql in triggers:
        database.execute(f"DROP TRIGGER {name}")
    for table in COPIED:
        database.execute(_copying(database, table, papers // FIRST))
    for _name, sql in triggers:
        database.execute(sql)
    database.commit()
    database.close()


def _copying(database: sqlite3.Connection, table: str, times: int) -> str:
    """The statement that copies the rows of a table; each copy is another paper."""
    changed = {
        "id": f"NULLIF(id + {FIRST} * n, id)",
        "paper_id": f"paper_id + {FIRST} * n",
        "uid": "lower(hex(randomblob(16)))",
        "title": "title || ' ' || n",
        "title_key": "title_key || n",
        "position": f"position + {FIRST} * n",
    }
    names = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
    values = ", ".join(changed.get(name, f'"{name}"') for name in names)
    return (
        "WITH RECURSIVE copies(n) AS"
        f" (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < {times - 1})"
        f" INSERT INTO {table} SELECT {values} FROM {table}, copies WHERE n < {times}"
        f" AND {times} > 1"
    )


def first_paint(folder: Path) -> float:
    """Seconds from the start of the process to the first paint, the best of some runs."""
    command = [sys.executable, "-c", READER_WINDOW, str(folder)]
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - began)
    return min(times)


def gaps_while(heart: Heartbeat, act: Callable[[], object]) -> tuple[float, float]:
    """The longest time without a beat and the one that 99 of 100 stay under, in turns."""
    heart.gaps.clear()
    with heart.listening("bench"):
        act()
    ms = [gap / turn() for gap in heart.gaps]
    return max(ms), statistics.quantiles(ms, n=100)[98]


def move(window: MainWindow) -> None:
    """What a hand does all day."""
    table = window.list.table
    bar = table.verticalScrollBar()
    keys = [Qt.Key.Key_Down] * 80 + [Qt.Key.Key_PageDown] * 40
    for key in [*keys, Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_End]:
        QTest.keyClick(table, key)
        QTest.qWait(8)
    for step in range(80):
        bar.setValue(bar.maximum() * step // 80)
        QTest.qWait(8)


def archive_many(window: MainWindow) -> None:
    """Ten thousand papers at once."""
    ids = list(window.papers.ids)[:BULK]
    answers: list[object] = []
    window.worker.ask(lambda library: library.set_state(ids, State.ARCHIVE), answers.append)
    while not answers:
        QTest.qWait(2)


def main() -> int:
    """Make the libraries, measure, print."""
    parser = argparse.ArgumentParser(description="Measure the window with many papers.")
    parser.add_argument("--million", action="store_true", help="also with 1,000,000 papers")
    sizes = [1_000, 100_000, *([1_000_000] if parser.parse_args().million else [])]
    with tempfile.TemporaryDirectory() as home:
        for variable in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
            os.environ[variable] = str(Path(home) / variable)
        app = QApplication([])
        start_theme(app, "light", 1.0)
        heart = Heartbeat()
        heart.start()
        base = 0.0
        for size in sizes:
            folder = Path(home) / str(size)
            make(folder, size)
            paint = first_paint(folder)
            base = base or paint
            print(f"{size:>9,} papers: first paint {paint / base:.2f} x", end="", flush=True)
            measure(folder, size, heart)
        heart.stop()
    return 0


def measure(folder: Path, size: int, heart: Heartbeat) -> None:
    """Move in the real window; change many at once where that is asked for."""
    window = MainWindow(folder, Settings())
    window.resize(1440, 900)
    began = time.thread_time()
    window.begin()
    print(f", answered in {(time.thread_time() - began) * 1000 / turn():.1f} turns", end="")
    window.show()
    window.go_on()  # of a million papers the word index is still being built while we move
    while len(window.papers.ids) == 0:
        QTest.qWait(50)
    QTest.qWait(1500)
    most, usual = gaps_while(heart, lambda: move(window))
    print(f"; moving p99 {usual:.2f} (goal {FRAME}), longest {most:.2f} (goal {CALM})")
    if size == 100_000:
        began = time.perf_counter()
        most, _ = gaps_while(heart, lambda: archive_many(window))
        seconds = time.perf_counter() - began
        print(f"  {BULK:,} papers to the Archive: {seconds * 1000 / turn():.0f} turns, {most:.2f}")
    window.close()


if __name__ == "__main__":
    sys.exit(main())
