"""Papers close to one: by rare words in common, without itself, with the words that explain it."""

from pathlib import Path

import pytest

from reader.index import WordIndex
from reader.model import Words

TEXTS = (
    (
        "Lantern schedules",
        "We light lanterns by the tide and measure how much oil the keepers use.",
    ),
    ("Tide-driven lanterns", "Lanterns that follow the tide save oil; keepers sleep at night."),
    ("Beehives on roofs", "We measure the honey of beehives on the roofs of a city."),
    ("Roof beehives again", "Honey of roof beehives, measured over a second summer."),
    ("Glaciers", "We measure how a glacier moves in a year."),
    ("", ""),
    ("the of and", "we the and of"),
)


def _words(number: int, title: str, abstract: str) -> Words:
    return Words(number, title, abstract, "", "", "", "")


PAPERS = [_words(number, *texts) for number, texts in enumerate(TEXTS, 1)]
FILLER = [_words(100 + n, f"Other matter {n}", f"We measure the matter {n} of a city.")
          for n in range(30)]  # fmt: skip


@pytest.fixture
def index(tmp_path: Path) -> WordIndex:
    index = WordIndex.open(tmp_path / "index")
    index.rebuild([*PAPERS[:3], *FILLER], 1)
    index.follow(PAPERS[3:], [], 2)
    return index


def test_the_paper_with_rare_words_in_common_comes_first_and_says_which(index: WordIndex) -> None:
    near = index.related([PAPERS[0]], [1], 5)
    assert near[0].id == 2
    assert {"tide", "oil"} & set(near[0].shared)
    assert len(near[0].shared) <= 3
    assert index.related([PAPERS[2]], [3], 5)[0].id == 4


def test_best_first_each_likeness_between_0_and_1(index: WordIndex) -> None:
    for paper in PAPERS:
        near = index.related([paper], [paper.id], 12)
        likenesses = [each.likeness for each in near]
        assert likenesses == sorted(likenesses, reverse=True)
        assert all(0 < likeness <= 1 for likeness in likenesses)
        assert paper.id not in [each.id for each in near]
        assert len(near) <= 12


def test_a_paper_is_most_like_itself(index: WordIndex) -> None:
    near = index.related([PAPERS[0]], [], 3)
    assert near[0].id == 1
    assert near[0].likeness == pytest.approx(1, abs=0.25)


def test_several_papers_and_plain_words_have_neighbours_too(index: WordIndex) -> None:
    assert {each.id for each in index.related([PAPERS[0], PAPERS[2]], [1, 3], 2)} == {2, 4}
    assert index.related([_words(0, "honey in the city", "")], [], 1)[0].id in (3, 4)


@pytest.mark.parametrize("text", ["", "zzz", "the", "\x00 %% ((", "é" * 5000, "a " * 30_000])
def test_texts_that_say_nothing_have_no_neighbours(index: WordIndex, text: str) -> None:
    assert index.related([_words(0, text, text)], [], 5) == []


def test_an_empty_index_has_no_neighbours(tmp_path: Path) -> None:
    assert WordIndex.open(tmp_path / "index").related([PAPERS[0]], [], 5) == []


def test_deleted_papers_are_no_neighbours(index: WordIndex) -> None:
    index.follow([], [2], 3)
    assert 2 not in [each.id for each in index.related([PAPERS[0]], [1], 12)]
