"""How fast searching is, beside four other engines in the same run. Run by hand:

    python tests/benchmarks/bench_search.py [PAPERS ...] [--without ENGINE ...] [--file FILE]

PAPERS are sizes (10000 when none is given); with two or more, growth exponents are printed.
Every engine has a process of its own and reads the same made-up papers (`search_corpus`). Beside
us: SQLite's FTS5 without and with an index of beginnings, tantivy (`pip install -e .[benchmark]`;
left out when it is not there), and Whoosh as it comes (left out from a million papers on: its
build alone takes most of an hour).

Times of building, asking and typing are CPU times; one change and painting are on the wall, with
the disk. They wander with the machine, so the ratios of one run are what counts. What is
measured and how far it is from what is wanted stands in `README.md` beside this file.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import islice
from math import log
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from search_corpus import Corpus, keystrokes, queries, read

REPEATED = 3
CHANGES = 40
PAINTED = 60
TOO_MANY_FOR_STOCK = 1_000_000
SLOW = 1_000.0  # ms, above which a question is asked once only
PATIENCE = 120_000.0  # ms of typing, after which no more is typed

Told = dict[str, Any]


def timed(run: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Milliseconds."""
    start = clock()
    run()
    return (clock() - start) * 1000


def all_cpu() -> float:
    """Seconds that this process has computed, and those it has started and outlived."""
    used = [resource.getrusage(whom) for whom in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def at(times: Sequence[float], share: float) -> float:
    """The time below which this share of all times lies."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


# ---------------------------------------------------------------- one engine, in its process


def measure(name: str, count: int, papers: Path, home: Path) -> Told:
    """Everything about one engine."""
    from search_peers import made

    corpus = Corpus(count)
    engine = made(name, home)
    engine.prepare(read(papers))
    reads = name not in ("reader", "fts5", "fts5-prefix")  # these have the texts by now
    reading = timed(lambda: sum(1 for _ in read(papers))) if reads else 0.0
    start = time.perf_counter()
    told: Told = {"build": timed(lambda: engine.build(read(papers)), all_cpu) - reading}
    told["build_wall"] = (time.perf_counter() - start) * 1000 - reading
    told["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told["size"] = engine.size()
    if name != "index":
        told |= asked(engine, corpus)
    change = [
        timed(lambda paper=paper: engine.change(paper), time.perf_counter)
        for paper in islice(read(papers), CHANGES)
    ]
    told["change"] = [at(change, 0.5), at(change, 0.95)]
    if name == "reader":
        engine.library.close()  # type: ignore[attr-defined]
        told["painted"] = painted(home / "library", keystrokes(corpus)[:PAINTED])
    return told


def asked(engine: Any, corpus: Corpus) -> Told:
    """The fifty questions, then the keystrokes."""
    best, kinds = [], dict[str, list[float]]()
    for kind, text in queries(corpus):
        times = []
        for _ in range(REPEATED):
            times.append(timed(lambda kind=kind, text=text: engine.ask(kind, text)))
            if times[-1] > SLOW:
                break
        best.append(min(times))
        kinds.setdefault(kind, []).append(min(times))
    typing: list[float] = []
    for text in keystrokes(corpus):
        if sum(typing) < PATIENCE:
            typing.append(timed(lambda text=text: engine.type(text)))
    return {
        "p50": at(best, 0.5),
        "p95": at(best, 0.95),
        "kinds": {kind: at(times, 0.5) for kind, times in kinds.items()},
        "typing": [at(typing, share) for share in (0.5, 0.95, 1)],
    }


def painted(folder: Path, texts: Sequence[str]) -> list[float]:
    """From a keystroke (without the pause after it) to the list painted, on the wall."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QEventLoop
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from reader.gui.look.theme import start_theme
    from reader.gui.main_window import MainWindow
    from reader.gui.places import ALL
    from reader.gui.settings import Settings

    app = QApplication([])
    start_theme(app, "light", 1.0)
    window = MainWindow(folder, Settings())
    window.resize(1440, 900)
    window.begin()
    window.show()
    window.go_on()
    waiting = QEventLoop()  # waits as the window does, and leaves the library thread alone
    window.browsing.open(ALL)
    for _ in range(1200):
        QTest.qWait(50)
        if len(window.papers.ids) and window.sidebar.tree.counts is not None:
            break
    QTest.qWait(3000)
    window.browsing.listed.connect(waiting.quit)
    times = []
    for text in texts:
        start = time.perf_counter()
        window.browsing.search(text, True)
        waiting.exec()
        window.list.table.viewport().repaint()
        times.append((time.perf_counter() - start) * 1000)
        QTest.qWait(200)  # the counts beside the search come meanwhile
    window.close()
    return [at(times, share) for share in (0.5, 0.95, 1)]


# ---------------------------------------------------------------- all engines, one after the other


def run(count: int, without: Sequence[str], papers: Path) -> dict[str, Told]:
    """What every engine told about so many papers."""
    from search_peers import engines

    told: dict[str, Told] = {}
    for name in ("index", *engines()):
        if name in without or (name == "whoosh" and count >= TOO_MANY_FOR_STOCK):
            continue
        places = ["--file", str(papers)]
        with tempfile.TemporaryDirectory() as home:
            done = subprocess.run(
                [sys.executable, __file__, str(count), "--engine", name, *places, "--home", home],
                capture_output=True,
                text=True,
                check=False,
            )
        if done.returncode:
            print(f"{name}: {done.stderr.strip().splitlines()[-1]}", flush=True)
        else:
            told[name] = json.loads(done.stdout.splitlines()[-1])
            print(f"  {name:<12} built in {told[name]['build'] / 1000:.1f} s", flush=True)
    return told


def show(count: int, size: int, told: dict[str, Told]) -> None:
    """The table of one size."""
    print(f"\n{count:,} papers, {size / 1e6:.0f} MB of text")
    heads = [
        "build/s",
        "peak MB",
        "size",
        "p50 ms",
        "p95 ms",
        "typing p50",
        "p95",
        "change p50",
        "p95",
    ]
    print(f"{'':<12}" + "".join(f"{head:>11}" for head in heads))
    for name, one in told.items():
        cells = [count / one["build"] * 1000, one["peak"], one["size"] / size]
        cells += [one.get("p50"), one.get("p95"), *one.get("typing", (None, None))[:2]]
        cells += one["change"]
        print(f"{name:<12}" + "".join(f"{'' if c is None else f'{c:,.2f}':>11}" for c in cells))
    kinds = next((one["kinds"] for one in told.values() if "kinds" in one), {})
    print(f"\n{'ms of a':<12}" + "".join(f"{kind:>9}" for kind in kinds))
    for name, one in told.items():
        if "kinds" in one:
            print(f"{name:<12}" + "".join(f"{one['kinds'][kind]:>9.2f}" for kind in kinds))
    if "reader" in told:
        show_wanted(told, size)


def show_wanted(told: dict[str, Told], size: int) -> None:
    """The figures that something is wanted of."""
    ours, fts, tantivy = told["reader"], told.get("fts5"), told.get("tantivy")
    print()
    if fts:
        print(f"build against FTS5               {fts['build'] / told['index']['build']:8.2f} x")
        wall = fts["build_wall"] / ours["build_wall"]
        print(f"the same by the clock, two processes {wall:4.2f} x")
        print(f"questions, p50 against FTS5      {ours['p50'] / fts['p50']:8.3f} x")
    if tantivy:
        print(f"questions, p95 against tantivy   {ours['p95'] / tantivy['p95']:8.2f} x")
        print(f"typing, p95 against tantivy      {ours['typing'][1] / tantivy['typing'][1]:8.2f} x")
    painting = " / ".join(f"{each:.1f}" for each in ours["painted"])
    print(f"keystroke to painted, p50/p95/max  {painting} ms")
    print(f"one change, index alone, p50     {told['index']['change'][0]:8.1f} ms")
    print(f"index against the text           {told['index']['size'] / size:8.2f} x", flush=True)


def growth(first: int, last: int, told: dict[int, dict[str, Told]]) -> None:
    """By which power of the number of papers the times grow."""
    print(f"\ngrowth from {first:,} to {last:,} papers, exponents of")
    print(f"{'':<12}   build     p50     p95  typing  change")
    for name in told[first]:
        if name in told[last] and "p50" in told[first][name]:
            pairs = [
                (one["build"], one["p50"], one["p95"], one["typing"][1], one["change"][0])
                for one in (told[first][name], told[last][name])
            ]
            powers = [log(b / a) / log(last / first) for a, b in zip(*pairs, strict=True)]
            print(f"{name:<12}" + "".join(f"{power:8.2f}" for power in powers))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", type=int, nargs="*", default=[10_000])
    parser.add_argument("--without", nargs="*", default=[])
    parser.add_argument("--engine")
    parser.add_argument("--home", type=Path)
    parser.add_argument("--file", type=Path)
    given = parser.parse_args()
    if given.engine:
        print(json.dumps(measure(given.engine, given.sizes[0], given.file, given.home)))
        return
    all_told: dict[int, dict[str, Told]] = {}
    for count in given.sizes:
        with tempfile.TemporaryDirectory() as home:
            papers = Path(home) / "papers.tsv"
            size = Corpus(count).write(papers)
            all_told[count] = run(count, given.without, papers)
        show(count, size, all_told[count])
    if len(all_told) > 1:
        growth(given.sizes[0], given.sizes[-1], all_told)


if __name__ == "__main__":
    main()
