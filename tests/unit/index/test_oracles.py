"""Five libraries, hundreds of searches: the index answers as a plain reading of every paper does.

`READER_WHOLE=1` asks 500 searches of each library, and the largest has 10,000 papers; without it
as many as a few seconds allow.
"""

import random
from pathlib import Path

import pytest
from making_words import WHOLE, papers, search

from reader.index import WordIndex, matching
from reader.index.codec import inverting
from reader.index.plain import Texts, holds
from reader.index.plan import plan
from reader.model import Words
from reader.query.nodes import All, Any, Node, Not, Phrase, Word
from reader.query.parsing import parse

SEARCHES = 500 if WHOLE else 60
LARGEST = 10_000 if WHOLE else 400
VOCABULARY = [
    stem + ending
    for stem in ("lantern", "tide", "beehive", "glacier", "kite", "orchard", "clock", "moth",
                 "forget", "prun", "train", "sparse", "network", "measur", "count", "weigh")
    for ending in ("", "s", "ed", "ing", "ation")
]  # fmt: skip
COMPOUNDS = ("zero-shot", "zeroshot", "zero shot", "state-of-the-art", "k-means")
LETTERS = ("t*", "k* -t*", "title:l* moth", "0*", "é*", "深*", "a* OR b*", "tide m*")
EXTREMES = ("", " OR ".join(VOCABULARY[:50] * 2), "kite " * 200, '"tide kite"', "-moth", "()")


def _text(rng: random.Random, most: int) -> str:
    weights = [1 / (rank + 2) for rank in range(len(VOCABULARY))]
    words = rng.choices(VOCABULARY, weights, k=rng.randrange(most + 1))
    return " ".join(rng.choice(COMPOUNDS) if rng.random() < 0.03 else word for word in words)


def _plain_papers(rng: random.Random, count: int) -> dict[int, Words]:
    return {
        n: Words(n, _text(rng, 7), _abstract(rng), _text(rng, 3), "", _text(rng, 2), "")
        for n in rng.sample(range(1, 3 * count + 3), count)
    }


def _abstract(rng: random.Random) -> str:
    """Few have places that need more than one byte."""
    return _text(rng, 25 if rng.random() < 0.97 else 400)


def _plain_search(rng: random.Random, depth: int = 2) -> Node:
    kind = rng.random()
    if depth == 0 or kind < 0.5:
        word = rng.choice((*VOCABULARY, *COMPOUNDS))
        if rng.random() < 0.2:
            return Word(word[: rng.randrange(1, len(word))].strip(" -"), prefix=True)
        return Word(word, field=rng.choice((None, None, "title")), close=rng.random() < 0.1)
    if kind < 0.6:
        return Phrase(_text(rng, 3) or "tide kite")
    if kind < 0.7:
        return Not(_plain_search(rng, depth - 1))
    inner = tuple(_plain_search(rng, depth - 1) for _ in range(rng.randrange(1, 4)))
    return All(inner) if kind < 0.88 else Any(inner)


@pytest.mark.parametrize("name", ["nothing", "one", "hundred", "many", "hostile"])
def test_the_index_finds_what_a_plain_reading_finds(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name in ("hundred", "hostile"):  # as if their texts were long
        monkeypatch.setattr(inverting, "WORDY", 0)
    rng = random.Random(name)
    count = {"nothing": 0, "one": 1, "hundred": 100, "many": LARGEST, "hostile": 60}[name]
    hostile = name == "hostile"
    library = papers(rng, count) if hostile else _plain_papers(rng, count)
    texts = {number: Texts(words) for number, words in library.items()}
    index = WordIndex.open(tmp_path / "index")
    index.rebuild(library.values(), 1)
    asked = [parse(text).node for text in EXTREMES + LETTERS]
    asked += [search(rng) if hostile else _plain_search(rng) for _ in range(SEARCHES)]
    for node in asked:
        made = plan(node)
        by_hand = sorted(number for number, each in texts.items() if holds(made, each))
        assert sorted(index.search(node).ids) == by_hand, node
        assert sorted(matching(node, library.values())) == by_hand, node
