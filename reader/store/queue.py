"""The order of the Queue: places are whole numbers with gaps, so that moving one moves only it."""

import sqlite3
from collections.abc import Sequence

from reader.errors import Problem
from reader.model import Progress, QueueOrder, State
from reader.store.actions import papers
from reader.store.parts import in_parts

GAP = 1 << 20

_ALL = (
    "SELECT paper_id FROM marks JOIN papers ON papers.id = paper_id"
    " WHERE queue_place IS NOT NULL ORDER BY"
)
_KEPT = "queue_place, paper_id"  # papers that are equal in what is asked for keep their order
_SORTED: dict[QueueOrder, tuple[str, str]] = {
    "date": ("date", f"{_ALL} dated DESC, {_KEPT}"),  # NULL, no date, is least
    "title": ("title", f"{_ALL} title_key, {_KEPT}"),
    "abstract": ("shortest abstract", f"{_ALL} abstract IS NULL, length(abstract), {_KEPT}"),
}

_ORDER = "SELECT paper_id, queue_place FROM marks WHERE queue_place IS NOT NULL"


def order(connection: sqlite3.Connection) -> list[int]:
    """The papers of the Queue, first one first."""
    rows = connection.execute(f"{_ORDER} ORDER BY queue_place, paper_id").fetchall()
    return [paper_id for paper_id, _ in rows]


def end(connection: sqlite3.Connection) -> int:
    """The place behind the last one."""
    row = connection.execute("SELECT max(queue_place) FROM marks").fetchone()
    return (row[0] or 0) + GAP


def free_place(connection: sqlite3.Connection, place: object) -> object:
    """A place that a paper had, or the end when another paper stands there by now."""
    taken = connection.execute("SELECT 1 FROM marks WHERE queue_place = ?", (place,)).fetchone()
    return end(connection) if taken else place


def front(connection: sqlite3.Connection, count: int) -> int:
    """The first of `count` places before the first one."""
    row = connection.execute("SELECT min(queue_place) FROM marks").fetchone()
    return (row[0] if row[0] is not None else GAP) - count * GAP


def move(connection: sqlite3.Connection, ids: Sequence[int], before: int | None) -> str:
    """Put papers, in the order they have in the Queue, before another one or at the end."""
    places = dict(connection.execute(f"{_ORDER} ORDER BY queue_place, paper_id").fetchall())
    for paper_id in (*ids, *([] if before is None else [before])):
        if paper_id not in places:
            raise Problem(f"Paper {paper_id} is not in the Queue.", do="Add it to the Queue first.")
    was = list(places)
    moving = set(ids)
    wanted = _with_moved(was, moving, before)
    if wanted == was:
        return ""
    moved = [paper_id for paper_id in was if paper_id in moving]
    first = wanted.index(moved[0])
    left = places[wanted[first - 1]] if first else None
    behind = first + len(moved)
    right = places[wanted[behind]] if behind < len(wanted) else None
    between = _between(left, right, len(moved))
    if between is None:
        moved, between = wanted, [GAP * place for place in range(1, len(wanted) + 1)]
    connection.executemany(
        "UPDATE marks SET queue_place = ? WHERE paper_id = ?", zip(between, moved, strict=True)
    )
    return f"Move {papers(len(moving))} in {State.QUEUE.label}"


def sort(connection: sqlite3.Connection, by: QueueOrder, progress: Progress | None = None) -> str:
    """Put the whole Queue in an order. Raises Cancelled when `progress` says stop."""
    places = dict(connection.execute(f"{_ORDER} ORDER BY queue_place, paper_id").fetchall())
    words, statement = _SORTED[by]
    wanted = connection.execute(statement).fetchall()
    if [paper_id for (paper_id,) in wanted] == list(places):
        return ""
    # The places stay and the papers change them: whoever keeps theirs is not written.
    free = list(places.values())
    if len(set(free)) < len(free):  # two papers at one place would not stand as asked for
        free = [GAP * place for place in range(1, len(free) + 1)]
    moved = [
        (place, paper_id)
        for place, (paper_id,) in zip(free, wanted, strict=True)
        if places[paper_id] != place
    ]
    for part in in_parts(moved, progress):
        connection.executemany("UPDATE marks SET queue_place = ? WHERE paper_id = ?", part)
    return f"Sort the {State.QUEUE.label} by {words}"


def _with_moved(was: list[int], moving: set[int], before: int | None) -> list[int]:
    """The new order. Before a paper that moves too means: before the next one that stays."""
    staying = [paper_id for paper_id in was if paper_id not in moving]
    following = [] if before is None else was[was.index(before) :]
    target = next((paper_id for paper_id in following if paper_id not in moving), None)
    at = len(staying) if target is None else staying.index(target)
    return staying[:at] + [paper_id for paper_id in was if paper_id in moving] + staying[at:]


def _between(left: int | None, right: int | None, count: int) -> list[int] | None:
    """Evenly spread places between two others; None when there is no room left."""
    if right is None:
        return [(left or 0) + GAP * number for number in range(1, count + 1)]
    if left is None:
        left = right - GAP * (count + 1)
    step = (right - left) // (count + 1)
    return [left + step * number for number in range(1, count + 1)] if step else None
