"""A sitting of triage: where it is, what was decided, how long the rest takes."""

import pytest

from reader.gui.deciding.triage_session import Session
from reader.model import State


def test_a_verdict_brings_the_next_paper_and_counts() -> None:
    session = Session([7, 8, 9], 0)
    session.decide([7], State.QUEUE, 1)
    session.go_on(2)
    assert session.current == 9
    assert session.left == 0
    assert session.decided == (7, 8)
    assert session.counts() == {State.QUEUE: 1, State.INBOX: 1}
    session.decide([9], State.DONE, 3)
    assert session.current is None
    assert session.counts() == {State.QUEUE: 1, State.DONE: 1, State.INBOX: 1}


def test_going_back_keeps_the_verdict_and_a_new_one_replaces_it() -> None:
    session = Session([7, 8], 0)
    session.decide([7], State.ARCHIVE, 1)
    session.go_back(2)
    assert session.current == 7
    assert session.verdict(7) is State.ARCHIVE
    session.decide([7], State.QUEUE, 3)
    assert session.verdict(7) is State.QUEUE
    assert session.current == 8


def test_a_decision_on_another_paper_does_not_move_on() -> None:
    session = Session([7, 8, 9], 0)
    session.decide([9, 100], State.DONE, 1)
    assert session.current == 7
    assert session.verdict(9) is State.DONE
    assert session.verdict(100) is None


def test_what_was_undone_comes_back_without_its_verdict() -> None:
    session = Session([7, 8, 9], 0)
    session.decide([7], State.ARCHIVE, 1)
    session.go_on(2)
    session.learn({7: State.INBOX, 50: State.DONE}, come_back=True, now=3)
    assert session.current == 7
    assert session.verdict(7) is None
    assert session.passed() == ()


def test_papers_left_for_later_above_are_those_without_a_verdict() -> None:
    session = Session([1, 2, 3, 4], 0)
    session.go_on(1)
    session.decide([2], State.DONE, 2)
    session.go_on(3)
    assert session.passed() == (1, 3)


def test_the_pace_is_the_middle_one_of_the_last_times_after_the_tenth() -> None:
    session = Session(list(range(100)), 0)
    now = 0
    for number in range(10):
        assert session.minutes_left() is None
        now += 1000 if number == 0 else 10
        session.go_on(now)
    assert session.minutes_left() == 15  # 90 papers of 10 seconds
    assert session.minutes() == round(1090 / 60)


def test_an_empty_sitting_is_over_at_once() -> None:
    assert Session([], 0).current is None


@pytest.mark.parametrize("steps", [1, 5])
def test_going_beyond_the_ends_stays_at_them(steps: int) -> None:
    session = Session([1], 0)
    for _ in range(steps):
        session.go_back(0)
    assert session.current == 1
    for _ in range(steps):
        session.go_on(0)
    assert session.place == 1
