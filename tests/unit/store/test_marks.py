"""What the person decides: states with their dates, stars, seen marks, the order of the Queue."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from reader.errors import Problem
from reader.model import Changes, Paper, State
from reader.query.nodes import Is
from reader.store import Store, queue

Add = Callable[..., Changes]


@pytest.fixture
def six(store: Store, add: Add) -> Store:
    """Six papers in the Inbox."""
    add(*range(6))
    return store


def paper(store: Store, number: int) -> Paper:
    found = store.paper(number)
    assert found is not None
    return found


def happened(store: Store, number: int) -> list[str]:
    return [event.what for event in paper(store, number).events]


def queued(store: Store) -> list[int]:
    return list(store.ids(Is("queue")))


def test_a_new_paper_is_unseen_in_the_inbox(six: Store) -> None:
    assert (paper(six, 1).state, paper(six, 1).seen) == (State.INBOX, False)
    assert six.counts().unseen == 6


@pytest.mark.parametrize("act", ["state", "star", "tag", "note", "highlight"])
def test_any_action_makes_a_paper_seen(six: Store, act: str) -> None:
    from reader.model import Kind

    {
        "state": lambda: six.set_state([1], State.ARCHIVE),
        "star": lambda: six.star([1]),
        "tag": lambda: six.tag([1], ["x"]),
        "note": lambda: six.write_note(1, "x"),
        "highlight": lambda: six.highlight(1, 0, 5, Kind.IDEA),
    }[act]()
    assert paper(six, 1).seen
    assert not paper(six, 2).seen
    assert "seen" in happened(six, 1)
    six.undo()
    assert not paper(six, 1).seen


def test_going_back_to_the_inbox_stays_seen_and_unseen_turns_it_round(six: Store) -> None:
    six.set_state([1], State.DONE)
    six.set_state([1], State.INBOX)
    assert paper(six, 1).seen
    assert six.counts().unseen == 5
    six.see([1], on=False)
    assert six.counts().unseen == 6
    assert "seen" not in happened(six, 1)


def test_only_unseen_papers_of_the_inbox_are_counted(six: Store) -> None:
    six.set_state([1], State.ARCHIVE)
    six.see([1], on=False)
    assert six.counts().unseen == 5


def test_reading_sets_the_start_once_and_done_the_end_each_time(six: Store) -> None:
    six.set_state([1], State.READING)
    started = next(event for event in paper(six, 1).events if event.what == "started")
    six.set_state([1], State.DONE)
    finished = next(event for event in paper(six, 1).events if event.what == "finished")
    six.set_state([1], State.READING)
    assert started in paper(six, 1).events
    six.set_state([1], State.DONE)
    again = next(event for event in paper(six, 1).events if event.what == "finished")
    assert again.at > finished.at
    assert happened(six, 1) == ["added", "seen", "started", "finished"]


@pytest.mark.parametrize("state", [State.INBOX, State.READING, State.DONE, State.ARCHIVE])
def test_every_other_state_leaves_the_queue(six: Store, state: State) -> None:
    six.set_state([1, 2, 3], State.QUEUE)
    six.set_state([2], state)
    assert queued(six) == [1, 3]
    assert paper(six, 2).queue_place is None
    assert paper(six, 3).queue_place == 2


def test_papers_join_the_queue_at_the_end_or_the_front_in_the_order_given(six: Store) -> None:
    six.set_state([3, 1], State.QUEUE)
    six.set_state([2], State.QUEUE)
    assert queued(six) == [3, 1, 2]
    six.set_state([5, 4], State.QUEUE, front=True)
    assert queued(six) == [5, 4, 3, 1, 2]
    assert [paper(six, number).queue_place for number in (5, 4, 3, 1, 2)] == [1, 2, 3, 4, 5]


def test_queueing_again_moves_only_to_the_front(six: Store) -> None:
    six.set_state([1, 2, 3], State.QUEUE)
    assert six.set_state([1], State.QUEUE).action == ""
    assert six.set_state([2], State.QUEUE).action == ""
    assert six.set_state([3], State.QUEUE, front=True).action == "Move 1 paper to Queue"
    assert queued(six) == [3, 1, 2]
    assert six.set_state([3], State.QUEUE, front=True).action == ""


@pytest.mark.parametrize(
    ("ids", "before", "order"),
    [
        ([1], None, [2, 3, 4, 5, 1]),
        ([5], 1, [5, 1, 2, 3, 4]),
        ([4], 2, [1, 4, 2, 3, 5]),
        ([4, 2], 1, [2, 4, 1, 3, 5]),  # they keep the order they have
        ([2, 3], 3, [1, 2, 3, 4, 5]),  # before one that moves too
        ([1, 3], 4, [2, 1, 3, 4, 5]),
        ([5], None, [1, 2, 3, 4, 5]),
    ],
)
def test_papers_move_within_the_queue(
    six: Store, ids: list[int], before: int | None, order: list[int]
) -> None:
    six.set_state([1, 2, 3, 4, 5], State.QUEUE)
    changes = six.move_in_queue(ids, before)
    assert queued(six) == order
    assert bool(changes.action) == (order != [1, 2, 3, 4, 5])
    assert changes.papers <= set(ids)


def test_the_queue_is_renumbered_when_there_is_no_room_left(
    six: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "GAP", 2)
    six.set_state([1, 2, 3], State.QUEUE)
    for _ in range(6):
        last = queued(six)[-1]
        six.move_in_queue([last], queued(six)[1])
    assert sorted(queued(six)) == [1, 2, 3]
    assert six.check() == []
    for _ in range(6):
        six.undo()
    assert queued(six) == [1, 2, 3]


def test_places_in_between_are_distinct_and_in_order() -> None:
    for left, right in ((None, None), (None, 7), (10, None), (10, 20)):
        places = queue._between(left, right, 3)
        assert places is not None
        assert all(one < other for one, other in pairwise(places))
        assert left is None or places[0] > left
        assert right is None or places[-1] < right
    assert queue._between(1, 4, 3) is None


def test_a_paper_outside_the_queue_cannot_move_in_it(six: Store) -> None:
    six.set_state([1], State.QUEUE)
    for ids, before in (([2], None), ([1], 2)):
        with pytest.raises(Problem, match="not in the Queue"):
            six.move_in_queue(ids, before)


def test_actions_name_the_papers_that_changed(six: Store) -> None:
    six.star([1])
    assert six.star([1, 2, 2, 3]).action == "Star 2 papers"
    assert six.star([1, 2], on=False).action == "Unstar 2 papers"
    assert six.set_state([1, 2, 3], State.ARCHIVE).action == "Archive 3 papers"
    assert six.set_state([1], State.INBOX).action == "Move 1 paper to Inbox"
    assert six.see([4, 5]).action == "Mark 2 papers as seen"
    assert six.delete([4]).action == "Delete 1 paper"


def test_a_deleted_paper_comes_back_with_all_that_was_its(six: Store) -> None:
    from reader.model import Kind

    six.set_state([2, 1], State.QUEUE)
    six.tag([1], ["x"])
    six.write_note(1, "words")
    six.highlight(1, 3, 9, Kind.CITE, "c")
    before, place = paper(six, 1), queued(six)
    changes = six.delete([1])
    assert changes.gone == {1}
    assert six.paper(1) is None
    assert six.counts().all == 5
    six.undo()
    assert paper(six, 1) == before
    assert queued(six) == place


def test_a_verb_on_a_paper_that_is_gone_does_nothing(six: Store) -> None:
    for verb in (six.star, six.see, six.delete):
        with pytest.raises(Problem, match="no paper 77"):
            verb([1, 77])
    assert not paper(six, 1).starred
