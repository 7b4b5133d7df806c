"""What one visit to a note or document leaves in the journal: its versions, not every pause.

The window saves a text whenever the typing pauses, so that a kill costs a moment at most. Each save
puts the text before into the journal, whole; an hour of writing would leave some hundred texts that
differ by a word. So a save takes the place of the one before it in the same visit, if nothing is
lost by that:

- all of the text before is still there, for it only grew, anywhere; or
- the last version is less than a minute old, and no more than a line of the text before went.

What a note was before a visit and at its end, what stood a minute, and what went by more than a
line at a time are versions for ever: nothing removes them. Nothing in this file ever looks at what
another visit wrote, or what was written in no visit.
"""

import sqlite3
from datetime import datetime, timedelta

from reader.store import journal

LINE = 80  # characters: as much may go at once without leaving a version
APART = timedelta(minutes=1)


def settle(connection: sqlite3.Connection, table: str, row: int, text: str, at: str) -> None:
    """After `text` was written to a row, `at` (ISO time): drop the text before if that is no loss.

    Within the caller's action; the row's table has the columns `text` and `changed`.
    """
    visit, begun, first_seq, action_id = connection.execute(
        "SELECT visit, at, first_seq, id FROM actions WHERE id = (SELECT action_id FROM moment)"
    ).fetchone()
    if not visit:
        return
    found = connection.execute(
        "SELECT seq, op, old FROM journal WHERE seq >= ? AND action_id = ? AND tbl = ? AND row = ?"
        " ORDER BY seq DESC LIMIT 2",
        (first_seq, action_id, table, row),
    ).fetchall()
    if len(found) < 2:
        return  # the first save of a visit
    (last, _, old), (before, op, older) = found
    former = journal.read_old(old)
    first = {**former, "changed": begun} if op == "insert" else journal.read_old(older or "{}")
    if former.keys() != {"text", "changed"} or first.keys() != former.keys():
        return
    age = datetime.fromisoformat(at) - datetime.fromisoformat(str(first["changed"]))
    went = gone(str(former["text"]), text)
    if went and (went > LINE or age >= APART):
        return
    connection.execute("DELETE FROM journal WHERE seq = ?", (before,))
    connection.execute("UPDATE journal SET op = ?, old = ? WHERE seq = ?", (op, older, last))
    journal.skip(connection, 1)


def gone(before: str, after: str) -> int:
    """How many characters of a text are not in the next one, seen from both its ends."""
    least = min(len(before), len(after))
    start = _alike(before, after, least)
    end = _alike(before[::-1], after[::-1], least - start)
    return len(before) - start - end


def _alike(one: str, other: str, most: int) -> int:
    """How many characters two texts begin with together, at most so many."""
    low, high = 0, most
    while low < high:  # halving compares slices in C, not letter by letter
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
