"""What the person decided about papers: state, star, seen; and taking papers out."""

import json
import sqlite3
from collections.abc import Collection, Sequence

from reader.errors import Problem
from reader.model import Progress, State
from reader.store import queue
from reader.store.actions import now, papers
from reader.store.parts import in_parts

_AMONG = "paper_id IN (SELECT value FROM json_each(?))"

# Tables with rows of a paper, those that nothing refers to first.
_OF_A_PAPER = (
    "merges", "highlights", "notes", "paper_tags", "sightings", "links", "attachments",
    "matrix_papers", "cells", "marks",
)  # fmt: skip

# What a state also sets: the start date if there is none, or the end date; `?3` is this moment.
_STAMPS = {
    **dict.fromkeys(State, ""),
    State.READING: ", started = coalesce(started, ?3)",
    State.DONE: ", finished = ?3",
}


def existing(connection: sqlite3.Connection, ids: Sequence[int]) -> list[int]:
    """The ids, each once, in their order. Raises Problem for a paper that is not there."""
    wanted = list(dict.fromkeys(ids))
    rows = connection.execute(
        f"SELECT paper_id FROM marks WHERE {_AMONG}", (json.dumps(wanted),)
    ).fetchall()
    missing = set(wanted) - {paper_id for (paper_id,) in rows}
    if missing:
        raise Problem(
            f"There is no paper {min(missing)}; nothing was changed.",
            do="List the papers to see their numbers.",
        )
    return wanted


def become_seen(connection: sqlite3.Connection, ids: Collection[int]) -> None:
    """Any action on a paper makes it seen."""
    connection.execute(
        f"UPDATE marks SET seen = 1, seen_at = ? WHERE seen = 0 AND {_AMONG}",
        (now(), json.dumps(list(ids))),
    )


def set_state(
    connection: sqlite3.Connection,
    ids: Sequence[int],
    state: State,
    front: bool,
    progress: Progress | None = None,
) -> str:
    """Move papers to a state; see the table of what a change also does in the design.

    All of it is one change of a row, so that the journal has one line for each paper.
    """
    ids = existing(connection, ids)
    there = set(_with(connection, ids, "state = ?", state.value))
    moving = [paper_id for paper_id in ids if paper_id not in there]
    if state is State.QUEUE and front and queue.order(connection)[: len(ids)] != ids:
        moving = ids
    if not moving:
        return ""
    at = now()
    places = _places(connection, moving, state, front)
    for part in in_parts(list(zip(places, moving, strict=True)), progress):
        connection.executemany(
            "UPDATE marks SET state = ?1, queue_place = ?2,"
            " state_since = CASE WHEN state = ?1 THEN state_since ELSE ?3 END,"
            f" seen_at = CASE WHEN seen = 0 THEN ?3 ELSE seen_at END, seen = 1{_STAMPS[state]}"
            " WHERE paper_id = ?4",
            [(state.value, place, at, paper_id) for place, paper_id in part],
        )
    if state is State.ARCHIVE:
        return f"Archive {papers(len(moving))}"
    return f"Move {papers(len(moving))} to {state.label}"


def _places(
    connection: sqlite3.Connection, moving: Sequence[int], state: State, front: bool
) -> list[int | None]:
    if state is not State.QUEUE:
        return [None] * len(moving)
    first = queue.front(connection, len(moving)) if front else queue.end(connection)
    return [first + queue.GAP * number for number in range(len(moving))]


def star(
    connection: sqlite3.Connection,
    ids: Sequence[int],
    on: bool,
    progress: Progress | None = None,
) -> str:
    """Star papers, or take the star away."""
    changed = _with(connection, existing(connection, ids), "starred <> ?", int(on))
    at = now()
    for part in in_parts(changed, progress):
        connection.executemany(
            "UPDATE marks SET starred = ?1,"
            " seen_at = CASE WHEN seen = 0 THEN ?2 ELSE seen_at END, seen = 1 WHERE paper_id = ?3",
            [(int(on), at, one) for one in part],
        )
    return f"{'Star' if on else 'Unstar'} {papers(len(changed))}"


def see(
    connection: sqlite3.Connection,
    ids: Sequence[int],
    on: bool,
    progress: Progress | None = None,
) -> str:
    """Mark papers as seen or unseen."""
    changed = _with(connection, existing(connection, ids), "seen <> ?", int(on))
    at = now() if on else None
    for part in in_parts(changed, progress):
        connection.executemany(
            "UPDATE marks SET seen = ?, seen_at = ? WHERE paper_id = ?",
            [(int(on), at, one) for one in part],
        )
    return f"Mark {papers(len(changed))} as {'seen' if on else 'unseen'}"


def _with(
    connection: sqlite3.Connection, ids: Sequence[int], condition: str, value: object
) -> list[int]:
    """Those of the ids whose marks meet a condition, in their order."""
    rows = connection.execute(
        f"SELECT paper_id FROM marks WHERE {condition} AND {_AMONG}",
        (value, json.dumps(list(ids))),
    ).fetchall()
    found = {paper_id for (paper_id,) in rows}
    return [paper_id for paper_id in ids if paper_id in found]


def delete(
    connection: sqlite3.Connection, ids: Sequence[int], progress: Progress | None = None
) -> str:
    """Take papers out with all that belongs to them; the journal keeps it."""
    leaving = existing(connection, ids)
    for part in in_parts(leaving, progress):
        among = json.dumps(part)
        connection.execute(
            "DELETE FROM pairs WHERE a IN (SELECT value FROM json_each(?1))"
            " OR b IN (SELECT value FROM json_each(?1))",
            (among,),
        )
        for table in _OF_A_PAPER:
            connection.execute(f"DELETE FROM {table} WHERE {_AMONG}", (among,))
        connection.execute(
            "DELETE FROM papers WHERE id IN (SELECT value FROM json_each(?))", (among,)
        )
    return f"Delete {papers(len(leaving))}"
