"""Made-up papers with the word statistics of real ones, the same for every engine that asks.

- Words follow the law of Zipf and Mandelbrot: the n-th word comes as often as 1 / (n + 2.7).
- New words never end (Heaps): four of a thousand words have never been there before.
- Words keep company: one word in eight begins one of 4,000 fixed phrases of two or three words.
- A paper has a subject: a fifth of its words is drawn from the few hundred words of one of 150.
- Lengths are those of real abstracts: 165 words in the mean, most between 90 and 240.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SEED = 20240901
VOCABULARY = 60_000
PHRASES, SUBJECTS, SUBJECT_WORDS = 4_000, 150, 300
TITLE_WORDS, ABSTRACT_WORDS = 10, 165
BLOCK = 1_000  # papers that are made at once
TAGS = ("theory", "vision", "language", "graphs", "robots", "speech", "health", "efficiency")
SYLLABLES = "an ar ba co de en er fi ga in ka le lo ma ne or pa re ra si ta te tu ve".split()  # noqa: SIM905
ENDINGS = ("", "", "", "", "", "s", "s", "ing", "ed", "er", "al", "ity", "ation")


FIRST = 20  # papers of an answer
YEARS = (2015, 2020)
TAG = TAGS[0]

Answer = tuple[list[int], int]
"""The first papers, and how many there are."""


@dataclass(frozen=True, slots=True)
class Made:
    """One made-up paper."""

    id: int
    title: str
    abstract: str
    year: int
    tag: str


class Corpus:
    """The first `count` papers; whoever asks for more gets the same ones first."""

    def __init__(self, count: int) -> None:
        self.count = count
        rng = np.random.default_rng(SEED)
        self.words = _vocabulary(rng)
        weights = 1 / (np.arange(VOCABULARY) + 2.7)
        self._cumulative = np.cumsum(weights / weights.sum())
        self.phrases = [
            tuple(self._ranks(rng, size).tolist())
            for size in rng.choice((2, 3), PHRASES, p=(0.8, 0.2)).tolist()
        ]
        self._subjects = rng.integers(60, VOCABULARY // 3, (SUBJECTS, SUBJECT_WORDS))

    def papers(self) -> Iterator[Made]:
        """All papers, in order."""
        for first in range(0, self.count, BLOCK):
            yield from self._block(first, min(BLOCK, self.count - first))

    def write(self, path: Path) -> int:
        """Write all papers to a file, so that reading them costs every engine the same little.

        Answers the bytes of text in it.
        """
        size = 0
        with path.open("w", encoding="ascii") as file:
            for one in self.papers():
                size += len(one.title) + len(one.abstract)
                file.write(f"{one.id}\t{one.title}\t{one.abstract}\t{one.year}\t{one.tag}\n")
        return size

    def said(self, ranks: tuple[int, ...]) -> str:
        """Words by their ranks."""
        return " ".join(self.words[rank] for rank in ranks)

    def _ranks(self, rng: np.random.Generator, size: int) -> NDArray[np.int64]:
        return np.searchsorted(self._cumulative, rng.random(size))

    def _block(self, first: int, count: int) -> Iterator[Made]:
        rng = np.random.default_rng((SEED, first))
        lengths = np.clip(rng.normal(ABSTRACT_WORDS, 45, count), 40, 320).astype(int)
        titles = np.clip(rng.normal(TITLE_WORDS, 3, count), 3, 20).astype(int)
        for place in range(count):
            number = first + place + 1
            text = self._text(rng, int(titles[place] + lengths[place]))
            head, body = text[: titles[place]], text[titles[place] :]
            year = 2000 + int(25 * rng.random() ** 0.5)
            tag = TAGS[int(len(TAGS) * rng.random() ** 2)]
            yield Made(number, " ".join(head).capitalize(), _sentences(body), year, tag)

    def _text(self, rng: np.random.Generator, size: int) -> list[str]:
        ranks = self._ranks(rng, size)
        subject = self._subjects[int(rng.integers(SUBJECTS))]
        own = rng.random(size) < 0.2
        ranks[own] = subject[rng.integers(0, SUBJECT_WORDS, int(own.sum()))]
        text = [self.words[rank] for rank in ranks.tolist()]
        for at in np.flatnonzero(rng.random(size) < 0.125).tolist():
            phrase = self.phrases[int(PHRASES * rng.random() ** 3)]
            text[at : at + len(phrase)] = [self.words[rank] for rank in phrase]
        for at in np.flatnonzero(rng.random(len(text)) < 0.004).tolist():
            text[at] = f"{self.words[int(rng.integers(VOCABULARY))]}{int(rng.integers(10**6)):x}"
        return text


def read(path: Path) -> Iterator[Made]:
    """The papers of a file, in order."""
    with path.open(encoding="ascii") as file:
        for line in file:
            number, title, abstract, year, tag = line.rstrip("\n").split("\t")
            yield Made(int(number), title, abstract, int(year), tag)


def _vocabulary(rng: np.random.Generator) -> list[str]:
    """Made-up words; short ones are more frequent, as in any language."""
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        known = len(words)
        length = 1 + (known > 40) + (known > 2_000) + int(rng.integers(0, 2))
        stem = "".join(SYLLABLES[place] for place in rng.integers(0, len(SYLLABLES), length))
        words[stem + ENDINGS[int(rng.integers(len(ENDINGS)))]] = None
    return list(words)


def _sentences(words: list[str]) -> str:
    parts = [" ".join(words[at : at + 21]).capitalize() for at in range(0, len(words), 21)]
    return ". ".join(parts) + "."


Query = tuple[str, str]
"""A kind and a text: what is asked of every engine in its own language."""


def queries(corpus: Corpus) -> list[Query]:
    """Fifty mixed questions."""
    word, said = corpus.words, corpus.said
    phrases = [corpus.phrases[place] for place in (1, 8, 40, 150, 600, 2000)]
    asked = [("word", word[rank]) for rank in (5, 25, 90, 300, 900, 2_500, 8_000, 30_000)]
    pairs = ((5, 12), (20, 60), (30, 400), (150, 210), (500, 40), (90, 1_500), (700, 800), (12, 3))
    asked += [("and", said(pair)) for pair in pairs]
    threes = ((5, 8, 13), (20, 45, 70), (3, 200, 90), (9, 2, 600))
    asked += [("and", said(three)) for three in threes]
    asked += [("phrase", said(phrase)) for phrase in phrases]
    asked += [("prefix", word[rank][:size]) for rank, size in
              ((4, 2), (25, 3), (300, 3), (2_500, 4), (900, 5), (8_000, 5))]  # fmt: skip
    asked += [("fuzzy", _misspelled(word[rank])) for rank in (300, 1_200, 2_500, 6_000)]
    asked += [("title", word[rank]) for rank in (15, 90, 700, 5_000)]
    asked += [("filter", word[rank]) for rank in (8, 60, 400, 3_000)]
    asked += [("facet", word[rank]) for rank in (10, 200)]
    asked += [("snippet", said(phrase)) for phrase in phrases[:4]]
    return asked


def keystrokes(corpus: Corpus) -> list[str]:
    """What stands in the search field, letter by letter: single words and second words."""
    typed = [corpus.words[rank] for rank in (0, 3, 12, 40, 150, 600, 2_500)]
    texts = [word[:end] for word in typed for end in range(1, len(word) + 1)]
    for first, second in zip(typed, typed[2:], strict=False):
        texts += [f"{first} {second[:end]}" for end in range(1, len(second) + 1)]
    return texts


def _misspelled(word: str) -> str:
    middle = len(word) // 2
    return word[:middle] + word[middle + 1 :]


def size_of(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
