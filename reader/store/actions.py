"""Named actions: every change is one, is recorded, and can be taken back and done again."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Literal

from reader.errors import Problem
from reader.model import Action, Changes, Progress, UndoState
from reader.store import journal
from reader.store.connection import write_tx
from reader.store.parts import report

UNDO_STEPS = 200
UNDO_DAYS = 30

Sort = Literal["step", "quiet", "undo", "redo"]
Work = Callable[[sqlite3.Connection], str]
"""Writes its changes and answers what the action is called."""
Refuse = Callable[[sqlite3.Connection, int, str], None]
"""Looks at an action by number and name, and raises Problem when it cannot be taken back."""


class _NothingChanged(Exception):  # noqa: N818  (not an error: it rolls back an empty action)
    pass


def now() -> str:
    """This moment as ISO 8601 in UTC; texts of later moments sort later."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def papers(count: int) -> str:
    """`1 paper`, `1,248 papers`."""
    return "1 paper" if count == 1 else f"{count:,} papers"


def act(
    connection: sqlite3.Connection,
    work: Work,
    *,
    sort: Sort = "step",
    visit: str = "",
    many: bool = False,
) -> Changes:
    """Do `work` as one action: all of it or nothing; no change at all leaves no action.

    With `many` the answer names no papers: a million ids would fill the memory for nothing.

    Work of the `visit` that the newest action belongs to continues that action. A `quiet`
    action is no step to undo and drops no redo: it comes from looking, not from deciding.
    """

    def begin() -> int:
        return (visit and _continued(connection, visit)) or _begin(connection, sort, visit)

    try:
        with write_tx(connection):
            return _write(connection, begin(), work, many=many)
    except _NothingChanged:
        return Changes("", journal.seq(connection))


def _begin(connection: sqlite3.Connection, sort: Sort, visit: str = "") -> int:
    seq = journal.seq(connection)
    done = connection.execute(
        "INSERT INTO actions (name, at, sort, undone, visit, papers, first_seq, last_seq)"
        " VALUES ('', ?, ?, 0, ?, 0, ?, ?)",
        (now(), sort, visit, seq + 1, seq),
    )
    action_id = done.lastrowid
    assert action_id is not None
    if sort == "step":
        connection.execute("UPDATE actions SET step = id, latest = id WHERE id = ?", (action_id,))
    return action_id


def _continued(connection: sqlite3.Connection, visit: str) -> int | None:
    """The newest action, but for quiet ones, if it is of the same visit (and no undo of it)."""
    row = connection.execute(
        "SELECT id, visit FROM actions WHERE sort <> 'quiet' ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return row[0] if row and row[1] == visit else None


def _write(
    connection: sqlite3.Connection, action_id: int, work: Work, *, many: bool = False
) -> Changes:
    before = journal.seq(connection)
    connection.execute("UPDATE moment SET action_id = ?", (action_id,))
    name = work(connection)
    connection.execute("UPDATE moment SET action_id = NULL")
    after = journal.seq(connection)
    if after == before:
        raise _NothingChanged
    touched = journal.Touched() if many else journal.touched_since(connection, before)
    papers = journal.count_since(connection, before) if many else len(touched.papers | touched.gone)
    connection.execute(
        "UPDATE actions SET name = ?, papers = max(papers, ?), last_seq = ? WHERE id = ?",
        (name, papers, after, action_id),
    )
    return Changes(name, after, touched.papers, touched.gone, touched.new, touched.areas)


# ---------------------------------------------------------------- back and forth


def undo(connection: sqlite3.Connection, progress: Progress | None = None) -> Changes:
    """Take the newest step in effect back."""
    return _travel(connection, "undo", progress)


def redo(connection: sqlite3.Connection, progress: Progress | None = None) -> Changes:
    """Do the step again that was taken back last."""
    return _travel(connection, "redo", progress)


def _travel(
    connection: sqlite3.Connection, way: Literal["undo", "redo"], progress: Progress | None
) -> Changes:
    name = ""
    try:
        with write_tx(connection):
            found = _next_undo(connection) if way == "undo" else _next_redo(connection)
            if found is None:
                raise Problem(f"Nothing to {way}.")
            _, _, name = found
            return _go(connection, way, *found, progress=progress)
    except (journal.InTheWay, sqlite3.IntegrityError) as error:
        raise Problem(
            f"Cannot {way}: {name}. Something it needs was changed since.",
            do="Undo the later change first.",
        ) from error


def undo_one(connection: sqlite3.Connection, action_id: int, refuse: Refuse) -> Changes:
    """Take back one step, not only the newest; `refuse` raises Problem when that cannot be."""
    name = ""
    try:
        with write_tx(connection):
            found = connection.execute(
                "SELECT id, latest, name FROM actions WHERE id = ? AND sort = 'step'"
                " AND undone = 0",
                (action_id,),
            ).fetchone()
            if found is None:
                raise Problem("This is not there to be undone, or was undone already.")
            name = found[2]
            refuse(connection, action_id, name)
            return _go(connection, "undo", *found)
    except (journal.InTheWay, sqlite3.IntegrityError) as error:
        raise Problem(
            f"Cannot undo: {name}. Something it needs was changed since.",
            do="Undo the later change first.",
        ) from error


def steps_since(connection: sqlite3.Connection, action_id: int) -> list[Action]:
    """The steps in effect from one on, newest first: what undoing back to it takes back."""
    rows = connection.execute(
        "SELECT id, name, at, papers, undone, undoes FROM actions WHERE sort = 'step'"
        " AND undone = 0 AND id >= ? ORDER BY id DESC",
        (action_id,),
    ).fetchall()
    return _actions(rows)


def undo_back_to(
    connection: sqlite3.Connection, action_id: int, progress: Progress | None = None
) -> Changes:
    """Take back every step from one on, newest first: all of them or none.

    Raises Problem when one cannot be taken back, Cancelled when `progress` says stop.
    """
    name = ""
    try:
        with write_tx(connection):
            steps = connection.execute(
                "SELECT id, latest, name FROM actions WHERE sort = 'step' AND undone = 0"
                " AND id >= ? ORDER BY id DESC",
                (action_id,),
            ).fetchall()
            if not steps or steps[-1][0] != action_id:
                raise Problem("This is not there to be undone, or was undone already.")
            done = []
            for number, step in enumerate(steps):
                report(progress, number, len(steps))
                name = step[2]
                done.append(_go(connection, "undo", *step))
    except (journal.InTheWay, sqlite3.IntegrityError) as error:
        raise Problem(
            f"Cannot undo: {name}. Something it needs was changed since; nothing was undone.",
            do="Undo fewer actions.",
        ) from error
    return _together(done)


def _together(done: list[Changes]) -> Changes:
    """Several actions as one change; what came and went again is no longer there."""
    gone: set[int] = set()
    there: set[int] = set()
    for one in done:
        there = (there - one.gone) | one.papers | one.new
        gone = (gone - one.new) | one.gone
    name = done[0].action if len(done) == 1 else f"Undo {len(done):,} actions"
    areas = frozenset().union(*(one.areas for one in done))
    return Changes(name, done[-1].seq, frozenset(there - gone), frozenset(gone), areas=areas)


def _go(
    connection: sqlite3.Connection,
    way: Literal["undo", "redo"],
    step: int,
    latest: int,
    name: str,
    *,
    progress: Progress | None = None,
) -> Changes:
    """Take back what touched a step last; that is an action of its own."""

    def replay(connection: sqlite3.Connection) -> str:
        journal.take_back(connection, latest, progress)
        return f"{way.capitalize()} {name}"

    action_id = _begin(connection, way)
    changes = _write(connection, action_id, replay)
    connection.execute(
        "UPDATE actions SET step = ?, undoes = ? WHERE id = ?", (step, latest, action_id)
    )
    connection.execute(
        "UPDATE actions SET undone = ?, latest = ? WHERE id = ?", (way == "undo", action_id, step)
    )
    return changes


def _next_undo(connection: sqlite3.Connection) -> tuple[int, int, str] | None:
    found: tuple[int, int, str] | None = connection.execute(
        "SELECT id, latest, name FROM actions WHERE sort = 'step' AND undone = 0"
        " ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if found is None or _within_reach(connection, found[0]):
        return found
    return None


def _within_reach(connection: sqlite3.Connection, step: int) -> bool:
    """The last 200 steps, or those of the last 30 days, whichever is more."""
    oldest = (datetime.now(UTC) - timedelta(days=UNDO_DAYS)).isoformat()
    recent, later = connection.execute(
        "SELECT at >= ?, (SELECT count(*) FROM (SELECT 1 FROM actions WHERE sort = 'step'"
        " AND id > ? LIMIT ?)) FROM actions WHERE id = ?",
        (oldest, step, UNDO_STEPS, step),
    ).fetchone()
    return bool(recent) or later < UNDO_STEPS


def _next_redo(connection: sqlite3.Connection) -> tuple[int, int, str] | None:
    found: tuple[int, int, str] | None = connection.execute(
        "SELECT id, latest, name FROM actions WHERE sort = 'step' AND undone = 1"
        " AND latest > (SELECT max(id) FROM actions WHERE sort = 'step')"
        " ORDER BY latest DESC LIMIT 1"
    ).fetchone()
    return found


def undo_state(connection: sqlite3.Connection) -> UndoState:
    """The names of the next undo and redo."""
    undone, redone = _next_undo(connection), _next_redo(connection)
    return UndoState(undone and undone[2], redone and redone[2])


def log(connection: sqlite3.Connection, limit: int) -> list[Action]:
    """The last actions, newest first, without what was only looked at."""
    rows = connection.execute(
        "SELECT id, name, at, papers, undone, undoes FROM actions WHERE sort <> 'quiet'"
        " ORDER BY id DESC LIMIT ?",
        (limit,),
    ).fetchall()
    return _actions(rows)


def _actions(rows: list[tuple[int, str, str, int, int, int | None]]) -> list[Action]:
    return [
        Action(number, name, at, papers, bool(undone), undoes)
        for number, name, at, papers, undone, undoes in rows
    ]
