"""The speed of the main job, as ratios: `python tests/benchmarks/bench_job.py [DUMP...]`.

1. Window shown with a library of the dumps, against a bare PySide6 window. Goal: at most 2.5 x.
2. Import of the dumps from the command line with the index, against `python -c pass`.
   Goal: at most 2 s more.
3. Typing in the search box, letter by letter, at 10,000 papers. Goal: answered within 30 ms (p95).

Run it by hand with the project's environment; machines are noisy, so read the ratios. Without
arguments it uses the sample listing (40 papers).
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

RUNS = 7
TYPED = ("transformer", "learning rate", "beehives", "we present", "lanterns weaving", "12")

BARE_WINDOW = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        sys.stdout.write("painted"); sys.stdout.flush()
        import os; os._exit(0)
app = QApplication([])
window = Window(); window.resize(1440, 900); window.show()
app.exec()
"""

READER_WINDOW = """
import os, sys
from pathlib import Path
import gc; gc.disable()
import reader.gui, reader.library
from reader.gui.views.papers.paper_table import PaperTable
paint = PaperTable.paintEvent
def painted(table, event):
    paint(table, event)
    os._exit(0)
PaperTable.paintEvent = painted
reader.gui.run([], Path(sys.argv[1]))
"""


def wall(command: list[str], **environment: str) -> float:
    """Seconds of one run of a process."""
    begin = time.perf_counter()
    subprocess.run(
        command, check=True, cwd=ROOT, capture_output=True, env={**os.environ, **environment}
    )
    return time.perf_counter() - begin


def paired(first: Callable[[], float], second: Callable[[], float]) -> tuple[float, float]:
    """The medians of two measurements taken in turn; one run of each is thrown away."""
    pairs = [(first(), second()) for _ in range(RUNS + 1)][1:]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def time_start(library: Path) -> None:
    """Window with the library against a bare window."""
    shown, bare = paired(
        lambda: wall([sys.executable, "-c", READER_WINDOW, str(library)]),
        lambda: wall([sys.executable, "-c", BARE_WINDOW]),
    )
    print(f"window   {shown:.3f} s, bare window {bare:.3f} s: {shown / bare:.2f} x (goal 2.5 x)")


def time_import(dumps: list[Path], folder: Path) -> None:
    """Import and index from the command line against starting Python."""
    names = iter(range(100))

    def once() -> float:
        place = str(folder / f"import-{next(names)}")
        return wall(
            [sys.executable, "-m", "reader", "--library", place, "import", *map(str, dumps)]
        )

    took, nothing = paired(once, lambda: wall([sys.executable, "-c", "pass"]))
    print(f"import   {took:.3f} s, python {nothing:.3f} s: {took - nothing:.2f} s more (goal 2 s)")


def time_typing(folder: Path, papers: int = 10_000) -> None:
    """Every beginning of some queries, answered through the front door."""
    from making import facts, listing

    from reader.library import Library
    from reader.model import Dump

    chance = random.Random(1)
    syllables = [a + b for a in "bdfgklmnprst" for b in ("a", "e", "i", "o", "u", "an", "er")]
    words = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(20_000)]
    weights = [1 / (rank + 2) for rank in range(len(words))]
    made = [
        facts(number, title=f"{number} " + " ".join(chance.choices(words, weights, k=8)),
              abstract=" ".join(chance.choices(words, weights, k=160)) + ".")
        for number in range(papers)
    ]  # fmt: skip
    with Library.open(folder / "typing") as library:
        library.add([library.plan_listing(Dump("made-up", "made-up"), listing(made))])
        begin = time.perf_counter()
        library.find("warm", typing=True)
        print(f"index    {papers / (time.perf_counter() - begin):,.0f} papers/s, from nothing")
        times = []
        for text in (*TYPED, *words[:4], " ".join(words[5:7])):
            for end in range(1, len(text) + 1):
                begin = time.perf_counter()
                found = library.find(text[:end], typing=True)
                library.rows(found.ids[:50])
                times.append((time.perf_counter() - begin) * 1000)
        times.sort()
        print(
            f"typing   {len(times)} keys, {papers:,} papers: p50 {times[len(times) // 2]:.1f} ms, "
            f"p95 {times[len(times) * 95 // 100]:.1f} ms, worst {times[-1]:.1f} ms (goal 30 ms)"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "dumps", nargs="*", type=Path, default=[ROOT / "resources" / "sample-listing.txt"]
    )
    dumps = [path.resolve() for path in parser.parse_args().dumps]
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        os.environ["XDG_STATE_HOME"] = str(folder / "state")
        library = folder / "library"
        wall(
            [sys.executable, "-m", "reader", "--library", str(library), "import", *map(str, dumps)]
        )
        time_start(library)
        time_import(dumps, folder)
        time_typing(folder)


if __name__ == "__main__":
    main()
