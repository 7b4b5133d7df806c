"""How well the order "For you" does for simulated readers. Run by hand:

    python tests/benchmarks/bench_ranking.py FILE [PAPERS]

FILE has one JSON object a line with `title`, `abstract`, `authors` and `venue`, packed by gzip.
Readers are made of things that the model does not see, or sees only with noise: one keeps what
appears at some venues, one what people who write together wrote, one what speaks of some subjects,
but wrongly in one case of ten. Printed for each: which part of what a reader would keep stands in
the first quarter of papers not decided on (chance: 0.25), and the time to learn.
"""

import gzip
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from reader.index import WordIndex
from reader.model import Decision, Words

SEED = 5
READERS = 6  # of each kind
SIZES = (20, 50, 100, 300, 1_000, 4_000)
SUBJECTS = (
    ("reinforcement", "policy"), ("graph",), ("speech", "audio"), ("segmentation", "medical"),
    ("translation", "language model"), ("bayesian", "inference"),
)  # fmt: skip
SHARE = 0.2  # of papers that a reader keeps; what is wanted beyond is left out

Reader = Callable[[int], bool]


def readers(rows: list[dict[str, Any]], rng: random.Random) -> dict[str, list[Reader]]:
    """The simulated readers by kind; each answers by the place of a paper."""
    venues = Counter(row["venue"] for row in rows)
    made: dict[str, list[Reader]] = {"subjects": [], "venue": [], "people": []}
    for words in SUBJECTS:
        noise = [rng.random() < 0.1 for _ in rows]
        made["subjects"].append(
            lambda place, words=words, noise=noise: (
                noise[place] ^ any(word in rows[place]["abstract"].lower() for word in words)
            )
        )
    for venue in [name for name, count in venues.most_common(20) if count > 200][:READERS]:
        made["venue"].append(lambda place, venue=venue: rows[place]["venue"] == venue)
    wrote: dict[str, set[int]] = {}
    for place, row in enumerate(rows):
        for name in row["authors"] or ():
            wrote.setdefault(name, set()).add(place)
    busy = [name for name, places in wrote.items() if len(places) > 8]
    for name in rng.sample(busy, READERS):
        circle = _circle(rows, wrote, name)
        made["people"].append(lambda place, circle=circle: place in circle)
    return made


def _circle(rows: list[dict[str, Any]], wrote: dict[str, set[int]], name: str) -> frozenset[int]:
    """What somebody wrote, and those who wrote with them, until it is a few hundred papers."""
    known: set[int] = set()
    people = {name}
    while len(known) <= 300:
        more = {place for one in people for place in wrote[one]}
        if more <= known:
            break
        known |= more
        people = {one for place in known for one in rows[place]["authors"]}
    return frozenset(known)


def main() -> None:
    """Simulate, print."""
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as stream:
        rows = [row for row in map(json.loads, islice(stream, count)) if row["abstract"]]
    rng = random.Random(SEED)
    with tempfile.TemporaryDirectory() as home:
        index = WordIndex.open(Path(home) / "index")
        index.rebuild(
            (Words(n, r["title"], r["abstract"], "", "", "", "") for n, r in enumerate(rows)), 1
        )
        for kind, each in readers(rows, rng).items():
            for size in SIZES:
                report(kind, size, [one(index, len(rows), wants, size, rng) for wants in each])


def one(
    index: WordIndex, total: int, wants: Reader, size: int, rng: random.Random
) -> tuple[float, float, float]:
    """Share found in the first quarter, the model's own grade, milliseconds."""
    keep = [place for place in range(total) if wants(place)]
    drop = [place for place in range(total) if not wants(place)]
    rng.shuffle(keep)
    rng.shuffle(drop)
    most = min(len(keep) // 2, max(3, int(size * SHARE)))
    decided = [Decision(p, True) for p in keep[:most]]
    decided += [Decision(p, False) for p in drop[: size - most]]
    rng.shuffle(decided)
    start = time.process_time()
    ranking = index.learn(decided, {})
    spent = (time.process_time() - start) * 1000
    wanted = frozenset(keep[most:])
    rest = np.array(sorted([*keep[most:], *drop[size - most :]]))
    top = np.argsort(-index.liking(ranking, rest), kind="stable")[: len(rest) // 4]
    found = len(wanted.intersection(rest[top].tolist())) / len(wanted)
    grade = ranking.taste.grade
    return found, grade.found / grade.kept if grade else float("nan"), spent


def report(kind: str, size: int, results: list[tuple[float, float, float]]) -> None:
    """One line."""
    found, said, spent = (float(np.nanmean(column)) for column in zip(*results, strict=True))
    print(f"{kind:<9} {size:>5} decisions   first quarter {found:.2f}   it says {said:.2f}"
          f"   {spent:6.0f} ms")  # fmt: skip


if __name__ == "__main__":
    main()
