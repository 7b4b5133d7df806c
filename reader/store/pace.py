"""The numbers of the statistics, from the papers and from the journal read backwards."""

import sqlite3
from collections import defaultdict

from reader.model import Pace, State

MOST_TAGS = 6

# Days are those of the person, as in the search for `added:` and `done:`.
_ADDED = (
    "SELECT date(added, 'localtime') AS day, count(*) FROM papers WHERE added >= ?"
    " GROUP BY day ORDER BY day"
)
_DONE = (
    "SELECT date(finished, 'localtime') AS day, count(*) FROM marks"
    " WHERE state = 'done' AND finished >= ? GROUP BY day ORDER BY day"
)
# What became of the state of papers, the last first: the former one of each change, NULL where
# there was none before.
_STATES = (
    "SELECT date(actions.at, 'localtime'), journal.row, op,"
    " CASE WHEN old IS NULL THEN NULL ELSE json_extract(old, '$.state') END"
    " FROM journal JOIN actions ON actions.id = journal.action_id"
    " WHERE tbl = 'marks' AND (op <> 'update' OR old LIKE '%\"state\":%') AND actions.at >= ?"
    " ORDER BY seq DESC"
)


def pace(connection: sqlite3.Connection, since: str) -> Pace:
    """What came in and was done on each day from `since` (ISO) on, and how long the Queue was."""
    papers, done, queue = connection.execute(
        "SELECT count(*), coalesce(sum(state = 'done'), 0), coalesce(sum(state = 'queue'), 0)"
        " FROM marks"
    ).fetchone()
    began = connection.execute("SELECT date(min(added), 'localtime') FROM papers").fetchone()[0]
    tags = tuple(
        connection.execute(
            "SELECT name, count(*) FROM paper_tags JOIN tags ON tags.id = tag_id"
            " GROUP BY tag_id ORDER BY count(*) DESC, key LIMIT ?",
            (MOST_TAGS,),
        ).fetchall()
    )
    return Pace(
        papers,
        done,
        queue,
        _days(connection, _ADDED, since),
        _days(connection, _DONE, since),
        _queue_days(connection, queue, since),
        tags,
        _together(connection, tuple(name for name, _count in tags)),
        began or "",
    )


def _days(connection: sqlite3.Connection, sql: str, since: str) -> tuple[tuple[str, int], ...]:
    rows = connection.execute(sql, (since,)).fetchall()
    return tuple((str(day), int(count)) for day, count in rows)


def _queue_days(
    connection: sqlite3.Connection, queue: int, since: str
) -> tuple[tuple[str, int], ...]:
    """How long the Queue was at the end of each day that changed it: today's length, unwound.

    The journal has the former state of every change, also of those that were undone; a paper's
    newer state is the former one of its next change, or the one it has now.
    """
    states: dict[int, str | None] = defaultdict(lambda: None)
    states.update(connection.execute("SELECT paper_id, state FROM marks").fetchall())
    rows = connection.execute(_STATES, (since,)).fetchall()
    queued = State.QUEUE.value
    ends: dict[str, int] = {}
    length = queue
    for day, paper_id, op, former in rows:
        ends.setdefault(str(day), length)
        newer = None if op == "delete" else states[paper_id]
        older = None if op == "insert" else former
        length += int(older == queued) - int(newer == queued)
        states[paper_id] = older
    return tuple(sorted(ends.items()))


def waiting(connection: sqlite3.Connection, before: str) -> list[int]:
    """The papers that stood in the Queue at a moment (ISO), of those that are still there."""
    states = dict(connection.execute("SELECT paper_id, state FROM marks").fetchall())
    for _day, paper_id, _op, former in connection.execute(_STATES, (before,)):
        if paper_id in states:
            states[paper_id] = former
    return [paper_id for paper_id, state in states.items() if state == State.QUEUE.value]


def _together(
    connection: sqlite3.Connection, names: tuple[str, ...]
) -> tuple[tuple[str, str, int], ...]:
    """How many papers have both tags, for each two of these."""
    found = []
    for place, one in enumerate(names):
        for other in names[:place]:
            count = connection.execute(
                "SELECT count(*) FROM paper_tags a JOIN paper_tags b ON a.paper_id = b.paper_id"
                " WHERE a.tag_id = (SELECT id FROM tags WHERE name = ?)"
                " AND b.tag_id = (SELECT id FROM tags WHERE name = ?)",
                (one, other),
            ).fetchone()[0]
            found.append((one, other, int(count)))
    return tuple(found)
