"""Random edits on two computers, then a join: no version of a note is lost, all rules hold."""

import os
import random

import pytest
from twofold import (
    edit,
    lost,
    picture,
    searches_for_no_tag,
    two,
    versions_of_all,
    words_ever,
    words_now,
)

from reader import paths

RUNS = 2_000 if os.environ.get("READER_LONG") else 25
EDITS = 12


@pytest.mark.parametrize("seed", range(RUNS))
def test_no_version_of_a_note_is_lost(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    chance = random.Random(seed)
    with two(tmp_path_factory.mktemp("two"), furnished=True) as both:
        one, other = both.one, both.other
        for number in range(EDITS):
            edit(both, chance.choice((one, other)), chance, f"edit {number}")
        assert one.check() == other.check() == []
        saved = {text for _, text in both.saved}
        before = picture(one)
        told = versions_of_all(one) | versions_of_all(other)
        assert saved <= told
        ours, theirs = words_now(one), words_now(other)
        our_past, their_past = words_ever(one), words_ever(other)

        done = one.join(other.folder / paths.LIBRARY_FILE)
        assert all(said.startswith("Two papers had the citation key ") for said in done.said)
        assert one.check() == []
        assert told <= versions_of_all(one)
        now = words_now(one)
        gone = lost(ours, their_past, now) | lost(theirs, our_past, now)
        assert gone <= searches_for_no_tag(one)
        after, seq = picture(one), one.seq()
        one.join(other.folder / paths.LIBRARY_FILE)
        assert (picture(one), one.seq()) == (after, seq), "joining twice is joining once"

        if done.changes.action:
            one.undo()
            assert picture(one) == before
            one.redo()
            assert picture(one) == after
        other.join(one.folder / paths.LIBRARY_FILE)
        assert other.check() == []
        assert told <= versions_of_all(other)
        assert picture(other) == after, "joining both ways gives both the same"
