"""The speed of exports, in seconds of one run: `python tests/benchmarks/bench_export.py [PAPERS]`.

A vault is written for the first time (goal: 10,000 papers in under 30 s), again with nothing
changed, with one note changed (goal: under 2 s), and pulled back. Run it by hand.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from making import fill  # noqa: E402

from reader.library import Library  # noqa: E402
from reader.model import ExportOptions, Kind  # noqa: E402

VAULT = ExportOptions(layout="vault", abstract=True)


def timed(what: str, work: Callable[[], object]) -> None:
    """Do it and say how long it took."""
    began = time.perf_counter()
    work()
    print(f"{what:<24} {time.perf_counter() - began:7.2f} s")


def main(papers: int) -> None:
    """Measure with so many papers, of which every tenth has a note and a highlight."""
    with tempfile.TemporaryDirectory() as name, Library.open(Path(name) / "library") as library:
        ids = fill(library, range(papers))
        for paper_id in ids[::10]:
            library.write_note(paper_id, f"A thought about {paper_id}.")
            library.highlight(paper_id, 0, 20, Kind.IDEA, "why?")
        place = Path(name) / "vault"
        timed("the first time", lambda: library.export(ids, place, VAULT))
        timed("nothing changed", lambda: library.export(ids, place, VAULT))
        library.append_note(ids[0], "More.")
        timed("one note changed", lambda: library.export(ids, place, VAULT))
        timed("pulled back", lambda: library.pull(place))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
