"""Close spelling: the distance of two words, and all words of an index at once."""

import random
import time
from pathlib import Path

import pytest
from making_words import PIECES

from reader.index import WordIndex, matches
from reader.index.codec.inverting import encoded
from reader.index.nearness import Spellings, distance, letters_off
from reader.model import Words
from reader.query.nodes import Word


@pytest.mark.parametrize(
    ("one", "other", "off"),
    [
        ("kernel", "kernel", 0),
        ("kernel", "kernle", 1),
        ("kernel", "kernal", 1),
        ("kernel", "kernels", 1),
        ("kernel", "ernel", 1),
        ("kernel", "kenrles", 3),
        ("", "abc", 3),
        ("ab", "ba", 1),
        ("ca", "abc", 3),
        ("深度", "深学", 1),
    ],
)
def test_the_distance_of_two_words(one: str, other: str, off: int) -> None:
    assert distance(one, other) == distance(other, one) == off


def _spellings(words: list[str]) -> Spellings:
    import numpy as np

    coded = [encoded(word) for word in words]
    text = np.frombuffer(b"".join(coded), dtype=np.uint8)
    return Spellings(coded, text, np.cumsum([len(word) for word in coded]).astype(np.uint32))


def test_all_words_at_once_are_as_far_as_one_by_one() -> None:
    rng = random.Random(4)
    signs = "abcé深\U0001f916"
    words = sorted(
        {"".join(rng.choices(signs, k=rng.randrange(1, 9))) for _ in range(900)}
        | {piece.lower() for piece in PIECES if piece},
        key=encoded,
    )
    spellings = _spellings(words)
    for asked in [*rng.sample(words, 40), "abcabc", "zzz", "a", "éé深"]:
        for most in (0, 1, 2):
            numbers, off = spellings.near(asked, most)
            expected = [(n, far) for n, word in enumerate(words)
                        if (far := distance(asked, word)) <= most]  # fmt: skip
            assert list(zip(numbers.tolist(), off.tolist(), strict=True)) == expected


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("adaptiv", "adaptive methods", True),
        ("prunning", "pruning at once", True),
        ("kernle", "the kernel", True),
        ("krnle", "the kernel", False),
        ("map", "a mat", True),
        ("ab", "a b ac", False),
    ],
)
def test_a_close_word_is_found(asked: str, text: str, found: bool, tmp_path: Path) -> None:
    words = Words(1, text, "", "", "", "", "")
    index = WordIndex.open(tmp_path / "index")
    index.rebuild([words], 1)
    node = Word(asked, close=True)
    assert matches(node, words) is found
    assert list(index.search(node).ids) == [1] * found


def test_how_far_off_a_word_may_be() -> None:
    assert [letters_off("x" * size) for size in (1, 2, 3, 5, 6, 20)] == [0, 0, 1, 1, 2, 2]


def test_three_hundred_thousand_words_are_compared_in_bounded_time() -> None:
    rng = random.Random(9)
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = sorted({"".join(rng.choices(letters, k=rng.randrange(4, 14))) for _ in range(300_000)})
    spellings = _spellings(words)
    start = time.process_time()
    spellings.near("transformr")
    assert time.process_time() - start < 1
