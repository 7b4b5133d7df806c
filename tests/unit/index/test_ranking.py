"""What is learned from decisions: words, an honest grade, wishes, and reasons people can read."""

import random
from pathlib import Path

import numpy as np
import pytest

from reader.index import WordIndex, reasons
from reader.model import Decision, Words

LIKED = ("lanterns", "beehives", "kites", "moths")
OTHER = ("glaciers", "orchards", "clocks", "tides")
FILLER = [
    "we",
    "count",
    "and",
    "weigh",
    "many",
    "things",
    "in",
    "drawers",
    "and",
    "write",
    "all",
    "of",
    "it",
    "down",
    "at",
    "length",
]


def _paper(number: int, rng: random.Random, subjects: tuple[str, ...]) -> Words:
    words = [*rng.choices(subjects, k=3), *rng.choices(FILLER, k=25)]
    rng.shuffle(words)
    return Words(number, f"On {rng.choice(subjects)}", " ".join(words), "", "", "", "")


@pytest.fixture
def index(tmp_path: Path) -> WordIndex:
    """A hundred papers on liked subjects have even numbers, a hundred others odd ones."""
    rng = random.Random(4)
    papers = [_paper(n, rng, LIKED if n % 2 == 0 else OTHER) for n in range(200)]
    made = WordIndex.open(tmp_path / "index")
    made.rebuild(papers[:120], 1)
    made.follow(papers[120:], [], 2)
    return made


def _decided(numbers: range) -> list[Decision]:
    return [Decision(number, kept=number % 2 == 0) for number in numbers]


def test_nothing_is_learned_from_fewer_than_twenty_decisions_or_from_one_kind(
    index: WordIndex,
) -> None:
    assert not index.learn(_decided(range(19)), {}).taste.is_on
    assert not index.learn([Decision(n, kept=True) for n in range(60)], {}).taste.is_on
    assert index.learn(_decided(range(20)), {}).taste.is_on


def test_what_is_like_the_kept_papers_comes_before_what_is_like_the_dropped(
    index: WordIndex,
) -> None:
    ranking = index.learn(_decided(range(40)), {})
    ids = np.arange(40, 200)
    score = index.liking(ranking, ids)
    assert score[ids % 2 == 0].min() > score[ids % 2 == 1].max()
    assert set(ranking.taste.liked[:4]) == set(LIKED)
    assert set(ranking.taste.disliked[:4]) == set(OTHER)


def test_the_grade_is_of_decisions_that_were_not_yet_known(index: WordIndex) -> None:
    """With verdicts by chance there is nothing to foresee, however well they are remembered."""
    rng = random.Random(9)
    by_chance = [Decision(number, kept=rng.random() < 0.5) for number in range(200)]
    found = kept = 0
    for _ in range(40):
        rng.shuffle(by_chance)
        grade = index.learn(by_chance, {}).taste.grade
        assert grade is not None
        assert (grade.decisions, grade.top) == (40, 10)
        found, kept = found + grade.found, kept + grade.kept
    assert found / kept == pytest.approx(0.25, abs=0.06)
    good = index.learn(_decided(range(100)), {}).taste.grade
    assert good is not None
    assert (good.kept, good.found) == (20, 10)


def test_there_is_no_grade_when_nothing_of_late_was_kept(index: WordIndex) -> None:
    late = [Decision(number, kept=number < 20) for number in range(80)]
    assert index.learn(late, {}).taste.grade is None


def test_words_of_deleted_papers_count_and_deleted_papers_do_not_need_the_index(
    index: WordIndex,
) -> None:
    rng = random.Random(5)
    kept = [Decision(number, kept=True) for number in range(0, 40, 2)]
    gone = [Decision(1000 + n, kept=False, words=_paper(1000 + n, rng, OTHER)) for n in range(20)]
    taste = index.learn([*kept, *gone], {}).taste
    assert set(taste.disliked[:4]) == set(OTHER)


def test_a_muted_word_says_nothing_and_a_pinned_one_speaks_loudest(index: WordIndex) -> None:
    decisions = _decided(range(60))
    ranking = index.learn(decisions, {"kites": "mute", "glaciers": "pin", "zeppelins": "pin"})
    effects = ranking.taste.effects
    assert "kite" not in effects
    assert effects["zeppelin"] == max(effects.values()) > 0
    assert effects["glacier"] > 0 > index.learn(decisions, {}).taste.effects["glacier"]


def test_the_reasons_are_words_of_the_paper_itself(index: WordIndex) -> None:
    taste = index.learn(_decided(range(60)), {}).taste
    favour, against = reasons(taste, "On Kites", "A kite and a glacier in many drawers.")
    assert favour[0] == "kites"
    assert against == ("glacier",)
    assert reasons(taste, "zzz", "") == ((), ())
    assert reasons(taste, "Glaciers", "") == ((), ("glaciers",))


def test_scores_stay_right_when_papers_change_and_leave(index: WordIndex) -> None:
    ranking = index.learn(_decided(range(60)), {})
    before = index.liking(ranking, np.array([100, 101]))
    index.follow([Words(101, "On kites", "kites lanterns", "", "", "", "")], [100], 3)
    after = index.liking(ranking, np.array([100, 101, 5000]))
    assert before[0] > 0 > before[1]
    assert after[1] > 0
    assert (after[0], after[2]) == (0, 0)
