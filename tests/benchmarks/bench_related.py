"""How good the related papers are, beside plain TF-IDF and Whoosh's own `more_like`. Run by hand:

    python tests/benchmarks/bench_related.py FILE [PAPERS] [PROBES]

FILE has one JSON object a line with `title`, `abstract`, `authors` and `venue`, packed by gzip.
Nobody has said which papers are related, so two things stand for it that no method looks at: of
the ten papers found, how many share an author with the paper asked about, and how many its venue.
Times are CPU times, in milliseconds for each question.
"""

import gzip
import json
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import islice
from math import log
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import whoosh.index
from whoosh import query as whoosh_query
from whoosh.classify import Bo1Model, Expander

from reader.index import WordIndex
from reader.index.analysis import stem, tokens
from reader.index.codec.stock_schema import SCHEMA
from reader.model import Words

SEED = 3
FOUND = 10
FEWEST = 3  # papers of an author who makes a paper worth asking about

Papers = list[tuple[Words, frozenset[str], str]]
"""Words, authors and venue."""


def read(path: Path, count: int) -> Papers:
    """The first papers of the file."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        rows = [json.loads(line) for line in islice(stream, count)]
    return [
        (
            Words(number, row["title"], row["abstract"] or "", "", "", "", ""),
            frozenset(name.casefold() for name in row["authors"] or ()),
            row["venue"] or "",
        )
        for number, row in enumerate(rows, 1)
    ]


def chosen(papers: Papers, count: int) -> list[int]:
    """Places of papers with an abstract and an author who has several papers."""
    by_author = Counter(name for _, authors, _ in papers for name in authors)
    worth = [
        place
        for place, (words, authors, _) in enumerate(papers)
        if words.abstract and any(by_author[name] >= FEWEST for name in authors)
    ]
    return random.Random(SEED).sample(worth, min(count, len(worth)))


def measure(name: str, papers: Papers, probes: list[int], find: Callable[[int], list[int]]) -> None:
    """Ask about each probe and print how the answers did."""
    same_author = same_venue = 0
    begin = time.process_time()
    answers = [find(place) for place in probes]
    spent = (time.process_time() - begin) * 1000 / len(probes)
    for place, found in zip(probes, answers, strict=True):
        _, authors, venue = papers[place]
        same_author += sum(bool(authors & papers[number - 1][1]) for number in found)
        same_venue += sum(venue == papers[number - 1][2] for number in found)
    most = FOUND * len(probes)
    print(
        f"{name:<18} same author {same_author / most:.4f}   same venue {same_venue / most:.4f}"
        f"   {spent:8.1f} ms"
    )


def tf_idf(papers: Papers) -> Callable[[int], list[int]]:
    """The cosine of TF-IDF vectors of stems, all of them in memory."""
    texts = [
        Counter(stem(token.word) for token in tokens(f"{words.title} {words.abstract}"))
        for words, _, _ in papers
    ]
    holding = Counter(word for text in texts for word in text)
    rare = {word: log(len(texts) / count) for word, count in holding.items()}
    rows = defaultdict[str, list[tuple[int, float]]](list)
    for place, text in enumerate(texts):
        length = sum((count * rare[word]) ** 2 for word, count in text.items()) ** 0.5 or 1
        for word, count in text.items():
            rows[word].append((place, count * rare[word] / length))
    columns = {word: tuple(map(np.array, zip(*row, strict=True))) for word, row in rows.items()}

    def find(place: int) -> list[int]:
        total = np.zeros(len(texts))
        for word, count in texts[place].items():
            places, weights = columns[word]
            total[places] += count * rare[word] * weights
        total[place] = 0
        return [int(number) + 1 for number in np.argsort(-total)[:FOUND]]

    return find


def more_like(folder: Path, papers: Papers) -> Callable[[int], list[int]]:
    """Whoosh's key terms of the text (its Bo1 model), looked up by its own searcher.

    `Searcher.more_like` does the same, but can only cut texts in Whoosh's own formats.
    """
    searcher = whoosh.index.open_dir(str(folder), schema=SCHEMA).searcher()

    def find(place: int) -> list[int]:
        words = papers[place][0]
        counts = Counter(token.word for token in tokens(words.abstract) if token.kind == "word")
        expander = Expander(searcher.reader(), "abstract", model=Bo1Model)
        expander.add(counts.items())
        asked = whoosh_query.Or(
            [
                whoosh_query.Term("abstract", word, boost=weight)
                for word, weight in expander.expanded_terms(FOUND, normalize=True)
            ]
        )
        hits = searcher.search(asked, limit=FOUND + 1)
        return [hit["id"] for hit in hits if hit["id"] != words.id][:FOUND]

    return find


def only_words(papers: Papers) -> Iterator[Words]:
    """What the index takes in."""
    return (words for words, _, _ in papers)


def main() -> None:
    """Build, ask all three, print."""
    path = Path(sys.argv[1])
    papers = read(path, int(sys.argv[2]) if len(sys.argv) > 2 else 20_000)
    probes = chosen(papers, int(sys.argv[3]) if len(sys.argv) > 3 else 400)
    with tempfile.TemporaryDirectory() as home:
        index = WordIndex.open(Path(home) / "index")
        index.rebuild(only_words(papers), 1)
        print(f"{len(papers)} papers, {len(probes)} of them asked about")

        def ours(place: int) -> list[int]:
            words = papers[place][0]
            return [near.id for near in index.related([words], [words.id], FOUND)]

        measure("related", papers, probes, ours)
        measure("TF-IDF cosine", papers, probes, tf_idf(papers))
        measure("Whoosh more_like", papers, probes, more_like(Path(home) / "index", papers))


if __name__ == "__main__":
    main()
