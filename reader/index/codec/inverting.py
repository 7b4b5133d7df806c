"""Occurrences sorted into a segment: "paper 3 says kernel" becomes "kernel: paper 3"."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from reader.index.analysis import stem
from reader.index.codec.sections import Array, pack, smallest
from reader.query.nodes import TextField

LETTERS = "abcdefghijklmnopqrstuvwxyz"
_NEAR = 255  # the last place that one byte can say
_BYTES_OF_FAR = 6
WORDY = 64  # words of a paper from which on first letters are worth their room


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Every word that stands in one field: three arrays side by side.

    `words` are word numbers, `papers` paper numbers, `places` the places in the text. For one
    word the papers ascend, and for one word and paper the places do.
    """

    words: Array
    papers: Array
    places: Array


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a segment says: ids of the papers, sorted words, and which paper says them where."""

    ids: Array
    words: Sequence[str]
    fields: Mapping[TextField, Occurrences]


def encoded(word: str) -> bytes:
    """A word as it is stored and compared; bytes sort as the words do."""
    return word.encode("utf-8", "surrogatepass")


def decoded(word: bytes) -> str:
    """A stored word as text again."""
    return word.decode("utf-8", "surrogatepass")


def segment_bytes(contents: Contents) -> bytes:
    """The file of a segment."""
    papers = len(contents.ids)
    sections: dict[str, Array] = {"papers": contents.ids.astype(np.int64)}
    sections |= _texts("words", [encoded(word) for word in contents.words])
    sections |= _stems(contents.words)
    letters = _letters(contents.words)
    for field, occurrences in contents.fields.items():
        if occurrences.words.size:
            sections |= _field(field, occurrences, papers)
            if occurrences.words.size > WORDY * papers:
                sections[f"{field}.letters"] = _of_letters(occurrences, letters, papers)
    return pack(papers, sections)


def _field(field: TextField, found: Occurrences, papers: int) -> dict[str, Array]:
    # One sort of one number does it: the word above, the occurrence's own number below. Equal
    # words stay in the order of occurrence, so papers and places come out ascending.
    key = found.words.astype(np.uint64)
    key <<= np.uint64(32)
    key |= np.arange(key.size, dtype=np.uint64)
    key.sort()
    order = (key & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    key >>= np.uint64(32)
    words = key.astype(np.uint32)
    of_paper = found.papers[order]
    new_word = np.ones(words.size, dtype=bool)
    np.not_equal(words[1:], words[:-1], out=new_word[1:])
    new_posting = new_word.copy()
    new_posting[1:] |= of_paper[1:] != of_paper[:-1]
    postings = np.flatnonzero(new_posting)
    first_place = np.flatnonzero(new_word)
    return {
        f"{field}.lengths": smallest(np.bincount(found.papers, minlength=papers)),
        f"{field}.words": words[first_place],
        f"{field}.first": _closed(np.flatnonzero(new_word[postings]), postings.size),
        f"{field}.first_place": _closed(first_place, words.size),
        f"{field}.papers": smallest(of_paper[postings]),
        f"{field}.counts": smallest(np.diff(postings, append=words.size)),
        **_places(field, found.places[order]),
    }


def _letters(words: Sequence[str]) -> Array:
    """The number of the letter that each of the sorted words begins with; LETTERS' end for none."""
    begins = [bisect_left(words, letter) for letter in LETTERS]
    begins.append(bisect_left(words, chr(ord(LETTERS[-1]) + 1)))
    letter = np.full(len(words), len(LETTERS), dtype=np.intp)
    for number, (first, last) in enumerate(pairwise(begins)):
        letter[first:last] = number
    return letter


def _of_letters(found: Occurrences, letters: Array, papers: int) -> Array:
    """How many words begin with each letter in each paper, letter by letter."""
    place = letters[found.words]
    place *= papers
    place += found.papers
    counts = np.bincount(place, minlength=(len(LETTERS) + 1) * papers)
    return smallest(counts[: len(LETTERS) * papers])


def _places(field: TextField, places: Array) -> dict[str, Array]:
    """In one byte each, and those that need more besides, where that is shorter."""
    far = np.flatnonzero(places > _NEAR)
    if not far.size or far.size * _BYTES_OF_FAR > places.size:
        return {f"{field}.places": smallest(places)}
    return {
        f"{field}.places": places.astype(np.uint8),
        f"{field}.far": far.astype(np.uint32),
        f"{field}.far_places": smallest(places[far]),
    }


def _closed(starts: Array, end: int) -> Array:
    """Where each begins, and at last where all end."""
    return np.append(starts, end).astype(np.uint32)


def _texts(name: str, texts: Sequence[bytes]) -> dict[str, Array]:
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    return {
        f"{name}.text": np.frombuffer(b"".join(texts), dtype=np.uint8),
        f"{name}.ends": np.cumsum(lengths).astype(np.uint32),
    }


def _stems(words: Sequence[str]) -> dict[str, Array]:
    of_word = list(map(stem, words))
    stems = sorted(set(of_word))
    number = dict(zip(stems, range(len(stems)), strict=True))
    numbers = np.fromiter(map(number.__getitem__, of_word), dtype=np.uint32, count=len(words))
    sizes = np.bincount(numbers, minlength=len(stems))
    return _texts("stems", [encoded(text) for text in stems]) | {
        "stems.first": np.append(0, np.cumsum(sizes)).astype(np.uint32),
        "stems.words": np.argsort(numbers, kind="stable").astype(np.uint32),
    }
