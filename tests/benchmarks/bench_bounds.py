"""Large texts of every family: read within a minute, or refused with a reason; Cancel at once.

    python tests/benchmarks/bench_bounds.py [MB] [FORMAT...]

Each text is read as the window reads it, in a process of its own. "s" is the time by the clock,
"peak" the memory of that process, "cancel" the time from asking to stop until it has stopped,
asked after a second. A text of 100 MB may take 60 s of computing; what takes more is refused.

Measured on 26 November 2026 with 100 MB, on two cores that others used as well; so the times are
longer than the computing, of which none took more than the 60 s it may. "peak" is the most of all
before as well, and no process may have more than 1,024 MB. Cancel took at most 0.07 s.

    listing-lines    53 s, 262,222 papers      bibtex, digest-table    refused: memory, after
    listing-blocks   95 s, 244,229 papers      paper-links, medline    5 s to 96 s (the command
    ris             165 s, 213,394 papers      arxiv-list, arxiv-mail  line reads BibTeX, RIS,
    table            64 s, 230,653 papers      awesome-list, labelled  MEDLINE and JSON lines of
    scholar-json    124 s, 185,136 papers      web-of-science          any size, in parts)
    atom             71 s, 159,331 papers      listing-html            refused at once: 20 MB
    plain-table      59 s, 150,729 papers      references-yaml         refused: 20 MB

BibTeX was refused for its memory at some 190,000 papers; the others that were are short files put
behind themselves so often that they had 120,000 to 1,400,000.
"""

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[1])]

from benchmarks.bench_import import FAMILIES  # noqa: E402
from fuzz.seeds import seeds  # noqa: E402

from reader.errors import Cancelled, Problem  # noqa: E402
from reader.model import Dump  # noqa: E402
from reader.sources import process  # noqa: E402

LINED = {
    *("arxiv-mail", "arxiv-list", "arxiv-notice", "awesome-list", "paper-links", "medline"),
    *("web-of-science", "refer", "references-yaml", "bibliography-tex", "pubmed-text"),
    *("titled-links", "labelled", "plain-table", "search-alert", "digest-table"),
}
"""Formats whose files may be put one behind the other."""


def texts(size: int) -> list[tuple[str, Callable[[], str]]]:
    """The name of each family, and what makes its text of so many characters."""

    def grown(make: Callable[[int], str]) -> str:
        few = len(make(100))
        return make(max(100, 100 * size // few))

    found = [(name, lambda make=make: grown(make)) for name, make, _, _ in FAMILIES]
    for name, some in seeds().items():
        if name in LINED and some:
            found.append((name, lambda text=some[0]: (text + "\n") * (size // len(text))))
    return found  # type: ignore[return-value]


def cancelled_after(dump: Dump, name: str) -> float | None:
    """Seconds from the wish to stop until it has; None when it was read before that."""
    start, asked = time.monotonic(), [0.0]

    def go_on(_done: int, _whole: int) -> bool:
        if time.monotonic() - start > 1 and not asked[0]:
            asked[0] = time.monotonic()
        return not asked[0]

    try:
        process.read(dump, format_name=name, progress=go_on)
    except Cancelled:
        return time.monotonic() - asked[0]
    except Problem:
        pass
    return None


def main() -> None:
    """Measure every family, or those that are named."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    for name, make in texts(size * 1024**2):
        if sys.argv[2:] and name not in sys.argv[2:]:
            continue
        dump = Dump("large", make())
        start = time.monotonic()
        try:
            listing = process.read(dump, format_name=name)
            said = f"{len(listing.entries):>9,} papers"
            del listing
        except Problem as problem:
            said = f"refused: {problem.what}"
        seconds = time.monotonic() - start
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        stop = cancelled_after(dump, name)
        late = "" if stop is None else f"cancel {stop:.2f} s"
        print(f"{name:<17} {seconds:>6.1f} s  peak {peak:>5,} MB  {late:<14} {said}", flush=True)


if __name__ == "__main__":
    main()
