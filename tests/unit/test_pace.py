"""The numbers of the statistics agree with what was done, also with what was undone."""

import time
from array import array
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from making import fill

from reader.library import Library
from reader.model import State


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        fill(opened, range(6))
        yield opened


def today() -> str:
    return date.today().isoformat()


def move_to_days(library: Library, time_of_day: str = "10:00:00") -> None:
    """As if all of it had been done on the days of a March, each action on its own."""
    store = library._store
    store._connection.execute("BEGIN IMMEDIATE")
    for number, (action,) in enumerate(
        store._connection.execute("SELECT id FROM actions ORDER BY id").fetchall()
    ):
        store._connection.execute(
            "UPDATE actions SET at = ? WHERE id = ?",
            (f"2026-03-0{number + 1}T{time_of_day}Z", action),
        )
    store._connection.execute("COMMIT")


def test_papers_are_counted_on_the_day_they_came_in_and_were_done(library: Library) -> None:
    ids = list(library.find().ids)
    library.set_state(ids[:2], State.DONE)
    pace = library.pace()
    assert (pace.papers, pace.done, pace.queue) == (6, 2, 0)
    assert pace.added_days == ((today(), 6),)
    assert pace.done_days == ((today(), 2),)
    assert pace.began == today()


def test_what_was_undone_is_not_counted(library: Library) -> None:
    ids = list(library.find().ids)
    library.set_state(ids[:3], State.DONE)
    library.undo()
    assert library.pace().done_days == ()


def test_the_queue_is_unwound_from_its_length_now(library: Library) -> None:
    ids = list(library.find().ids)
    library.set_state(ids[:4], State.QUEUE)
    library.set_state(ids[:1], State.READING)
    library.delete(ids[1:2])
    library.set_state(ids[2:3], State.DONE)
    library.undo()
    pace = library.pace()
    assert pace.queue == 2
    assert pace.queue_days == ((today(), 2),)


def test_who_waited_on_a_day_is_found_in_the_journal(library: Library) -> None:
    ids = list(library.find().ids)
    library.set_state(ids[:4], State.QUEUE)
    library.set_state(ids[:2], State.DONE)
    library.set_state(ids[4:5], State.QUEUE)
    library.undo()
    move_to_days(library)
    assert library.find("waiting:2026-03-01").ids == array("q")
    assert sorted(library.find("waiting:2026-03-02").ids) == sorted(ids[:4])
    assert sorted(library.find("waiting:2026-03-03").ids) == sorted(ids[2:4])
    assert sorted(library.find("waiting:2026-03-04").ids) == sorted(ids[2:5])
    assert sorted(library.find("waiting:2026-03").ids) == sorted(ids[2:4])
    assert library.find("waiting:7d").ids == library.find("is:queue").ids


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process cannot be set here")
def test_days_are_those_of_the_person(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.set_state(list(library.find().ids)[:2], State.QUEUE)
    move_to_days(library, "23:30:00")
    store = library._store
    with store._connection:
        store._connection.execute("UPDATE moment SET action_id = 1")
        store._connection.execute("UPDATE papers SET added = '2026-03-01T23:30:00Z'")
        store._connection.execute("UPDATE moment SET action_id = NULL")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    try:
        pace = library.pace()
        assert pace.added_days == (("2026-03-02", 6),)
        assert pace.began == "2026-03-02"
        assert pace.queue_days[-1] == ("2026-03-03", 2)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_the_unwound_queue_was_empty_before_anything_was_queued(library: Library) -> None:
    ids = list(library.find().ids)
    library.set_state(ids[:4], State.QUEUE)
    library.set_state(ids[:2], State.DONE)
    move_to_days(library)
    assert library.pace().queue_days == (("2026-03-01", 0), ("2026-03-02", 4), ("2026-03-03", 2))
    assert library.pace("2026-03-03").queue_days == (("2026-03-03", 2),)


def test_tags_are_counted_alone_and_together(library: Library) -> None:
    ids = list(library.find().ids)
    library.tag(ids[:4], ["sea"])
    library.tag(ids[2:], ["shore"])
    pace = library.pace()
    assert dict(pace.tags) == {"sea": 4, "shore": 4}
    assert pace.together == (("shore", "sea", 2),)


def test_an_empty_library_has_nothing_to_count(tmp_path: Path) -> None:
    with Library.open(tmp_path / "empty") as empty:
        pace = empty.pace()
    assert (pace.papers, pace.began, pace.queue_days) == (0, "", ())
