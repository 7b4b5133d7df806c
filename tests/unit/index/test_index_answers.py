"""The index answers as a plain reading of every paper does, whatever was changed before."""

import random
from pathlib import Path

import pytest
from making_words import PIECES, WHOLE, paper, papers, search

from reader.index import WordIndex, matches
from reader.model import Words
from reader.query.nodes import All, Any, Node, Not, Word
from reader.query.parsing import parse


def _by_hand(node: Node, library: dict[int, Words]) -> list[int]:
    return sorted(number for number, words in library.items() if matches(node, words))


def _agree(index: WordIndex, node: Node, library: dict[int, Words]) -> None:
    hits = index.search(node)
    assert sorted(hits.ids) == _by_hand(node, library), node
    assert len(hits.scores) == len(hits.ids)
    assert list(hits.scores) == sorted(hits.scores, reverse=True)


@pytest.mark.parametrize("count", [0, 1, 2, 60])
@pytest.mark.parametrize("seed", [1, 2])
def test_hits_equal_a_plain_reading_of_every_paper(count: int, seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed * 1000 + count)
    library = papers(rng, count)
    index = WordIndex.open(tmp_path / "index")
    assert index.rebuild(library.values(), 1) == count
    for piece in PIECES:
        _agree(index, Word(piece), library)
        _agree(index, Word(piece, prefix=True), library)
    for _ in range(150):
        _agree(index, search(rng), library)


@pytest.mark.parametrize(
    "text",
    ["", " OR ".join(PIECES[:8] * 13), "kernel " * 140, '"' + "zero shot " * 100 + '"', "-kernel"],
    ids=["nothing", "100 ORs", "1000 characters", "a long phrase", "not"],
)
def test_extreme_searches_equal_a_plain_reading(text: str, tmp_path: Path) -> None:
    library = papers(random.Random(7), 25)
    index = WordIndex.open(tmp_path / "index")
    index.rebuild(library.values(), 1)
    _agree(index, parse(text).node, library)


def test_after_any_edits_the_answers_are_right_and_the_check_is_clean(tmp_path: Path) -> None:
    rng = random.Random(11)
    library = papers(rng, 20)
    index = WordIndex.open(tmp_path / "index")
    index.rebuild(library.values(), 1)
    for seq in range(2, 2_002 if WHOLE else 120):
        if rng.random() < 0.04:
            index.rebuild(library.values(), seq)
        else:
            changed = [
                paper(rng, rng.choice((*library, rng.randrange(1, 300))))
                for _ in range(rng.choice((0, 1, 1, 1, 4)))
            ]
            library.update({words.id: words for words in changed})
            gone = rng.sample(sorted(library), min(len(library), rng.choice((0, 0, 1, 2))))
            for number in gone:
                del library[number]
            index.follow([words for words in changed if words.id in library], gone, seq)
        if rng.random() < 0.1:
            index.close()
            index = WordIndex.open(tmp_path / "index")
        assert index.applied == seq
        for _ in range(4):
            _agree(index, search(rng), library)
    assert index.check(library.values(), seq) == []
    assert len(list((tmp_path / "index").glob("*.words"))) < 25, "small segments were merged"


def test_a_tree_of_nothing_finds_nothing_and_of_everything_all(tmp_path: Path) -> None:
    library = papers(random.Random(3), 5)
    index = WordIndex.open(tmp_path / "index")
    index.rebuild(library.values(), 1)
    assert sorted(index.search(All()).ids) == sorted(library)
    assert list(index.search(Any()).ids) == []
    assert list(index.search(Not(All())).ids) == []


def test_the_best_match_comes_first(tmp_path: Path) -> None:
    def words(number: int, **texts: str) -> Words:
        fields = ("title", "abstract", "note", "tags", "highlights", "comments")
        return Words(number, **{name: texts.get(name, "") for name in fields})

    filler = "we study many other things in this work and report on them at length"
    library = [
        words(1, title="on other matters", abstract=f"{filler} kernel {filler}"),
        words(2, title="the kernel", abstract=filler),
        words(3, title="on other matters", abstract=filler, tags="kernel"),
        words(4, title="on other matters", abstract=filler, note="kernel"),
        words(5, title="on other matters", abstract=filler),
    ]
    index = WordIndex.open(tmp_path / "index")
    index.rebuild(library, 1)
    assert list(index.search(Word("kernel")).ids) == [2, 3, 4, 1]


def test_a_finished_word_ranks_before_a_longer_one_while_typing(tmp_path: Path) -> None:
    texts = [("category methods", 1), ("cat methods", 2), ("catalogues", 3)]
    library = [Words(number, title, "", "", "", "", "") for title, number in texts]
    index = WordIndex.open(tmp_path / "index")
    index.rebuild(library, 1)
    assert next(iter(index.search(parse("cat", typing=True).node).ids)) == 2


def test_small_segments_become_one_and_still_say_the_same(tmp_path: Path) -> None:
    rng = random.Random(21)
    library = papers(rng, 40)
    index = WordIndex.open(tmp_path / "index")
    index.rebuild([], 1)
    for seq, words in enumerate(library.values(), 2):
        index.follow([words], [], seq)
    assert len(list((tmp_path / "index").glob("*.words"))) < 12
    gone = sorted(library)[:10]
    for number in gone:
        del library[number]
    index.follow([], gone, 100)
    assert index.check(library.values(), 100) == []
    for _ in range(60):
        _agree(index, search(rng), library)


def test_a_segment_of_mostly_deleted_papers_is_written_again(tmp_path: Path) -> None:
    library = papers(random.Random(22), 30)
    index = WordIndex.open(tmp_path / "index")
    index.rebuild(library.values(), 1)
    before = sum(file.stat().st_size for file in (tmp_path / "index").glob("*.words"))
    index.follow([], sorted(library)[:20], 2)
    after = sum(file.stat().st_size for file in (tmp_path / "index").glob("*.words"))
    assert after < before
    index.follow([], sorted(library), 3)
    assert not list((tmp_path / "index").glob("*.words"))
