"""The Queue is put in an order once, as one step; the person's own order comes back with undo."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from making import facts

from reader.errors import Cancelled
from reader.model import Changes, QueueOrder, State
from reader.query.nodes import Is
from reader.store import Store, parts

Add = Callable[..., Changes]
MIXED = [4, 2, 5, 1, 3]


@pytest.fixture
def mixed(store: Store, add: Add) -> Store:
    """Papers 1 to 5 in the Queue in the order 4, 2, 5, 1, 3; paper 6 in the Inbox."""
    add(
        facts(1, title="Éclairs", date="2020-05-02", abstract="Some words on cake."),
        facts(2, title="damp walls", date=None, abstract=None),
        facts(3, title="Apples", date="2024-01-01", abstract="Few words."),
        facts(4, title="Bridges", date="2020-05-02", abstract="Some words on ropes."),
        facts(5, title="Clouds", date="2020", abstract="Some words on rain and snow."),
        facts(6, title="Dunes", date="2025-01-01", abstract="Sand."),
    )
    store.set_state(MIXED, State.QUEUE)
    return store


@pytest.fixture
def other(mixed: Store, path: Path) -> Iterator[Store]:
    """The same library file, open in another program."""
    opened = Store.open(path)
    yield opened
    opened.close()


def queued(store: Store) -> list[int]:
    return list(store.ids(Is("queue")))


@pytest.mark.parametrize(
    ("by", "order", "name"),
    [
        ("date", [3, 4, 1, 5, 2], "Sort the Queue by date"),  # 4 and 1 are of one day
        ("title", [3, 4, 5, 2, 1], "Sort the Queue by title"),
        ("abstract", [3, 1, 4, 5, 2], "Sort the Queue by shortest abstract"),
    ],
)
def test_the_queue_is_sorted_as_one_step_and_undo_gives_the_old_order_back(
    mixed: Store, by: QueueOrder, order: list[int], name: str
) -> None:
    changes = mixed.sort_queue(by)
    assert (queued(mixed), changes.action) == (order, name)
    assert mixed.undo_state().undo == name
    assert mixed.check() == []
    assert mixed.sort_queue(by).action == ""  # it stands in this order already
    mixed.undo()
    assert queued(mixed) == MIXED
    mixed.redo()
    assert queued(mixed) == order


def test_papers_that_are_equal_keep_their_order(mixed: Store) -> None:
    mixed.move_in_queue([1], 4)
    mixed.sort_queue("date")
    assert queued(mixed) == [3, 1, 4, 5, 2]


def test_papers_that_keep_their_place_are_not_written(mixed: Store) -> None:
    mixed.sort_queue("title")
    mixed.move_in_queue([3], 5)  # from the front to the third place
    assert mixed.sort_queue("title").papers <= {3, 4}


def test_an_empty_queue_and_a_queue_of_one_are_in_every_order(store: Store, add: Add) -> None:
    assert store.sort_queue("date").action == ""
    add(1)
    store.set_state([1], State.QUEUE)
    before = store.seq()
    assert store.sort_queue("title").action == ""
    assert (queued(store), store.seq()) == ([1], before)


def test_what_another_program_queued_is_sorted_too_and_stays_after_undo(
    mixed: Store, other: Store
) -> None:
    other.set_state([6], State.QUEUE, front=True)
    mixed.sort_queue("date")
    assert queued(other) == [6, 3, 4, 1, 5, 2]
    other.undo()
    assert queued(mixed) == [6, *MIXED]


def test_two_papers_at_one_place_are_told_apart(mixed: Store) -> None:
    at_one_place = (
        "UPDATE marks SET queue_place = (SELECT max(queue_place) FROM marks)"
        " WHERE queue_place IS NOT NULL"
    )

    def put(connection: sqlite3.Connection) -> str:
        connection.execute(at_one_place)
        return "Put all at one place"

    mixed._act(put)
    mixed.sort_queue("title")
    assert queued(mixed) == [3, 4, 5, 2, 1]


def test_a_stopped_sort_changes_nothing(mixed: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "PART", 1)
    told: list[tuple[int, int]] = []

    def stop(done: int, whole: int) -> bool:
        told.append((done, whole))
        return done < 2

    before = mixed.seq()
    with pytest.raises(Cancelled):
        mixed.sort_queue("date", stop)
    assert told == [(0, 5), (1, 5), (2, 5)]
    assert (queued(mixed), mixed.seq()) == (MIXED, before)
