"""The orders that a person made: of the Queue, of searches, of comparisons, of a paper's keys.

The order of the side that moved something last holds; what only the other side has stands there
behind what it stood behind. So both computers come to the same order.
"""

import json
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from reader.store import journal, queue, rows
from reader.store.joining.sides import Key, Side
from reader.store.rows import Row
from reader.store.transfer import plain

# Tables whose rows stand in an order, and the column of what they are ordered within.
ORDERED = {"searches": "", "matrix_papers": "matrix_id", "citation_keys": "paper_id"}
_Order = tuple[str, Sequence[Key]]
_NONE: _Order = ("", ())
Thing = TypeVar("Thing", bound=Hashable)


def merged(first: Sequence[Thing], second: Sequence[Thing]) -> list[Thing]:
    """The first order, and what only the second has behind what it stands behind there."""
    there = dict.fromkeys(first)
    behind: dict[Thing | None, list[Thing]] = {}
    place = None
    for one in dict.fromkeys(second):
        if one in there:
            place = one
        else:
            behind.setdefault(place, []).append(one)
    return [
        *behind.get(None, ()),
        *(one for each in there for one in (each, *behind.get(each, ()))),
    ]


def _together(
    ours: tuple[str, Sequence[Thing]],
    theirs: tuple[str, Sequence[Thing]],
    now: Sequence[Thing],
) -> list[Thing]:
    """One order of what is there `now`, of two, each with when something in it was moved last."""
    there = set(now)
    ours, theirs = ((at, [one for one in order if one in there]) for at, order in (ours, theirs))
    later = theirs if (theirs[0], str(theirs[1])) > (ours[0], str(ours[1])) else ours
    both = merged(later[1], ours[1] if later is theirs else theirs[1])
    return merged(both, now)


@dataclass(slots=True)
class Before:
    """The orders of a library before others came to it: numbers of papers, and of rows."""

    queue: list[int]
    rows: dict[str, list[int]]


def before(side: Side) -> Before:
    """The orders as they are now."""
    found = {}
    for table in ORDERED:
        there = plain.select(side.connection, table, "1", ())
        there.sort(key=lambda row: (int(str(row["position"])), int(str(row["id"]))))
        found[table] = [int(str(row["id"])) for row in there]
    return Before(queue.order(side.connection), found)


def join_queue(ours: Side, theirs: Side, was: Before) -> None:
    """Let the Queue have one order; which papers are in it is settled already."""
    now = [ours.uids[number] for number in queue.order(ours.connection)]
    our_order, their_order = (
        (_queue_moved_at(side), [uid for number in papers if (uid := side.uid(number))])
        for side, papers in ((ours, was.queue), (theirs, queue.order(theirs.connection)))
    )
    wanted = _together(our_order, their_order, now)
    if wanted != now:
        for position, uid in enumerate(wanted, 1):
            place: Row = {"queue_place": queue.GAP * position}
            rows.update(ours.connection, "marks", ours.paper_of(uid), place)


def join_positions(table: str, ours: Side, theirs: Side, was: Before) -> None:
    """Let the rows of a table have one order, or one for each thing that they belong to."""
    ours.forget_rows()
    theirs.forget_rows()
    numbers = ours.numbers(table)
    our_orders = _by_owner(table, ours, [one for one in was.rows[table] if one in ours.keys(table)])
    their_orders = _by_owner(table, theirs, before(theirs).rows[table])
    for owner, (_, now) in _by_owner(table, ours, before(ours).rows[table]).items():
        wanted = _together(our_orders.get(owner, _NONE), their_orders.get(owner, _NONE), now)
        if wanted != now:
            for position, key in enumerate(wanted, 1):
                rows.update(ours.connection, table, numbers[key], {"position": position})


def _by_owner(table: str, side: Side, order: Sequence[int]) -> dict[object, _Order]:
    """The orders of a table by what they are of, each with when a row was moved in it last."""
    found: dict[object, _Order] = {}
    for number in order:
        row, key = side.rows(table)[number], side.keys(table)[number]
        owner = side.meant(column, row[column]) if (column := ORDERED[table]) else None
        at, keys = found.get(owner, ("", []))
        found[owner] = max(at, side.changed_at(table, number, "position")), [*keys, key]
    return found


def join_columns(ours: Side, theirs: Side) -> None:
    """Let each comparison have the columns of both sides, without those that one took out.

    A column in which a cell is left stays: no text may stand where nobody can see it.
    """
    ours.forget_rows()
    theirs.forget_rows()
    their_numbers = theirs.numbers("matrices")
    for key, number in ours.numbers("matrices").items():
        other = their_numbers.get(key)
        if other is None:
            continue
        mine, their_row = ours.rows("matrices")[number], theirs.rows("matrices")[other]
        ours_say, theirs_say = _columns(mine), _columns(their_row)
        (at, our_past), (their_at, their_past) = (
            _past_columns(side, row) for side, row in ((ours, mine), (theirs, their_row))
        )
        out = (our_past - set(ours_say)) | (their_past - set(theirs_say))
        cells = ours.connection.execute(
            "SELECT DISTINCT name FROM cells WHERE matrix_id = ? ORDER BY name", (number,)
        )
        filled = [name for (name,) in cells.fetchall()]
        now = [name for name in dict.fromkeys([*ours_say, *theirs_say]) if name not in out]
        now = merged(now, filled)
        wanted = _together((at, ours_say), (their_at, theirs_say), now)
        if wanted != ours_say:
            said = json.dumps(wanted, ensure_ascii=False)
            rows.update(ours.connection, "matrices", number, {"columns": said})


def _columns(row: Row) -> list[str]:
    try:
        said = json.loads(str(row.get("columns")))
    except ValueError:
        return []
    return [str(name) for name in said] if isinstance(said, list) else []


def _past_columns(side: Side, row: Row) -> tuple[str, set[str]]:
    """When the columns were changed last, and all that there ever were."""
    states = side.states("matrices", _id(row), row)
    past = {name for state in states if "columns" in state for name in _columns(state)}
    return side.changed_at("matrices", _id(row), "columns"), past


def _id(row: Row) -> int:
    return int(str(row["id"]))


def _queue_moved_at(side: Side) -> str:
    """When a paper was moved within the Queue last; empty when none was."""
    found = ""
    for changes in side.past["marks"].values():
        for was in changes:
            if was.op == "update" and was.at > found and _is_move(was.old):
                found = was.at
    return found


def _is_move(old: str | None) -> bool:
    try:
        former = journal.read_old(old or "{}")
    except ValueError:
        return False
    return former.get("queue_place") is not None and "state" not in former
