"""Random edits on two computers, then a join: no version of a note is lost, all rules hold."""

import os
import random

import pytest
from twofold import (
    Two,
    edit,
    join,
    lost,
    picture,
    searches_for_no_tag,
    two,
    versions_of_all,
    words_ever,
    words_now,
)

RUNS = 2_000 if os.environ.get("READER_LONG") else 25
EDITS = 12
OFTEN = 0.15  # of all steps that are joins


@pytest.mark.parametrize("seed", range(RUNS))
def test_no_version_of_a_note_is_lost(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    chance = random.Random(seed)
    with two(tmp_path_factory.mktemp("two"), furnished=True) as both:
        for number in range(EDITS):
            edit(both, chance.choice((both.one, both.other)), chance, f"edit {number}")
        assert {text for _, text in both.saved} <= told(both)
        join_at_last(both)


@pytest.mark.parametrize("seed", range(RUNS))
def test_joins_in_between_lose_nothing_either(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Each computer also takes over what the other has while both are worked on."""
    chance = random.Random(seed)
    with two(tmp_path_factory.mktemp("two"), furnished=True) as both:
        for number in range(EDITS + EDITS // 2):
            library = chance.choice((both.one, both.other))
            if chance.random() < OFTEN:
                known = told(both)
                join(library, both.other if library is both.one else both.one)
                assert known <= versions_of_all(library) | {""}
            else:
                edit(both, library, chance, f"edit {number}")
        join_at_last(both)


def told(both: Two) -> set[str]:
    """Every text that a note of either library is or was."""
    return versions_of_all(both.one) | versions_of_all(both.other)


def join_at_last(both: Two) -> None:
    """Join both ways: nothing is lost, twice is once, undo takes it back, both say the same."""
    one, other = both.one, both.other
    assert one.check() == other.check() == []
    known, before = told(both), picture(one)
    ours, theirs = words_now(one), words_now(other)
    our_past, their_past = words_ever(one), words_ever(other)

    done = join(one, other)
    assert all(said.startswith("Two papers had the citation key ") for said in done.said)
    assert known <= versions_of_all(one) | {""}
    now = words_now(one)
    gone = lost(ours, their_past, now) | lost(theirs, our_past, now)
    assert gone <= searches_for_no_tag(one)
    after, seq = picture(one), one.seq()
    join(one, other)
    assert (picture(one), one.seq()) == (after, seq), "joining twice is joining once"

    if done.changes.action:
        one.undo()
        assert picture(one) == before
        one.redo()
        assert picture(one) == after
    join(other, one)
    assert known <= versions_of_all(other) | {""}
    assert picture(other) == after, "joining both ways gives both the same"
