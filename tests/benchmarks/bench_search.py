"""How fast the word index is, beside SQLite's FTS5 in the same run. Run by hand:

    python tests/benchmarks/bench_search.py [PAPERS]

Times are CPU times, but for those that wait for the disk; they still wander with the machine,
so the ratios of one run are what counts. Targets at 10,000 papers:
typing within 30 ms (95 of 100 keystrokes), one changed paper within 20 ms, a rebuild in seconds.
"""

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reader.index import WordIndex
from reader.model import Words
from reader.query.parsing import parse

SEED = 20240901
VOCABULARY = 60_000
TITLE_WORDS, ABSTRACT_WORDS = 9, 160
ENDINGS = ("", "", "", "s", "ing", "ed", "ation", "er", "al", "ity")
SYLLABLES = "an ar ba co de en er fi ga in ka le lo ma ne or pa re ra si ta te tu ve".split()  # noqa: SIM905
TYPED = (0, 3, 12, 40, 150, 600, 2_500)  # the ranks of the words that are typed


def vocabulary(rng: random.Random) -> list[str]:
    """Made-up words; short ones are more frequent, as in any language."""
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        length = 1 + min(5, len(words) // 400 + rng.randrange(1, 3))
        words["".join(rng.choices(SYLLABLES, k=length)) + rng.choice(ENDINGS)] = None
    return list(words)


def corpus(count: int, words: list[str], rng: random.Random) -> Iterator[Words]:
    """Papers whose words follow Zipf's law: the n-th word is n times rarer than the first."""
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    for number in range(1, count + 1):
        text = rng.choices(words, cum_weights=weights, k=TITLE_WORDS + ABSTRACT_WORDS)
        compound = f"{rng.choice(words)}-{rng.choice(words)}"
        abstract = ", ".join([" ".join(text[TITLE_WORDS:100]), compound, " ".join(text[100:])])
        yield Words(number, " ".join(text[:TITLE_WORDS]).title(), abstract + ".", "", "", "", "")


def keystrokes(words: list[str]) -> list[str]:
    """What stands in the search field, letter by letter: single words and second words."""
    typed = [words[rank] for rank in TYPED]
    texts = [word[:end] for word in typed for end in range(1, len(word) + 1)]
    for first, second in zip(typed, typed[2:], strict=False):
        texts += [f"{first} {second[:end]}" for end in range(1, len(second) + 1)]
    return texts


def timed(run: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Milliseconds."""
    start = clock()
    run()
    return (clock() - start) * 1000


def waited(run: Callable[[], object]) -> float:
    """Milliseconds on the wall, with waiting for the disk."""
    return timed(run, time.perf_counter)


def summary(times: list[float]) -> str:
    """The middle, the slow end and the worst of some times."""
    ordered = sorted(times)
    at = [ordered[int(share * (len(ordered) - 1))] for share in (0.5, 0.95, 1)]
    return "p50 {:7.2f}   p95 {:7.2f}   max {:7.2f} ms".format(*at)


class FullText:
    """The same texts in SQLite's own full-text search."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path)
        self._base.execute(
            "CREATE VIRTUAL TABLE papers USING fts5(title, abstract, tokenize='porter unicode61')"
        )

    def build(self, papers: list[Words]) -> None:
        """Take all papers in."""
        rows = ((paper.id, paper.title, paper.abstract) for paper in papers)
        with self._base:
            self._base.executemany(
                "INSERT INTO papers (rowid, title, abstract) VALUES (?,?,?)", rows
            )

    def search(self, text: str) -> list[tuple[int]]:
        """Every match, best first; the last word as a beginning."""
        asked = " ".join(f'"{word}"' for word in text.split()) + "*"
        select = "SELECT rowid FROM papers WHERE papers MATCH ? ORDER BY bm25(papers, 4.0, 1.0)"
        return self._base.execute(select, (asked,)).fetchall()

    def replace(self, paper: Words) -> None:
        """Take one changed paper in."""
        with self._base:
            self._base.execute(
                "UPDATE papers SET title = ?, abstract = ? WHERE rowid = ?",
                (paper.title, paper.abstract, paper.id),
            )


def main() -> None:
    """Build, type and change, in both, and print what it took."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    rng = random.Random(SEED)
    words = vocabulary(rng)
    papers = list(corpus(count, words, rng))
    text = sum(len(paper.title) + len(paper.abstract) for paper in papers)
    with tempfile.TemporaryDirectory() as home:
        index = WordIndex.open(Path(home) / "index")
        index.search(parse("warm").node)
        full_text = FullText(Path(home) / "fts.db")
        ours = timed(lambda: index.rebuild(papers, 1))
        theirs = timed(lambda: full_text.build(papers))
        size = sum(file.stat().st_size for file in (Path(home) / "index").iterdir())
        print(f"{count} papers, {text / 1e6:.1f} MB of text, index {size / text:.2f} of it")
        print(f"build    index {count / ours * 1000:8.0f} papers/s   ({ours:.0f} ms)")
        print(f"         FTS5  {count / theirs * 1000:8.0f} papers/s   ({theirs:.0f} ms)")
        print(f"opening  index {timed(lambda: WordIndex.open(Path(home) / 'index')):8.1f} ms")
        texts = keystrokes(words)
        nodes = [parse(typed, typing=True).node for typed in texts]
        ours_typing = [timed(lambda node=node: index.search(node)) for node in nodes]
        theirs_typing = [timed(lambda typed=typed: full_text.search(typed)) for typed in texts]
        print(f"typing   index {summary(ours_typing)}   ({len(texts)} keystrokes, all hits)")
        print(f"         FTS5  {summary(theirs_typing)}")
        changed = rng.sample(papers, 60)
        follow = [
            waited(lambda paper=paper, seq=seq: index.follow([paper], [], seq))
            for seq, paper in enumerate(changed, 2)
        ]
        print(f"1 change index {summary(follow)}   (to the disk)")
        print(
            f"         FTS5  {summary([waited(lambda p=p: full_text.replace(p)) for p in changed])}"
        )


if __name__ == "__main__":
    main()
