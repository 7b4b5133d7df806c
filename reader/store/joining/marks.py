"""What was decided about one paper on two computers: the newest wins, both are in the history."""

from reader.store import queue, rows
from reader.store.joining.sides import Side
from reader.store.rows import Row
from reader.store.transfer import plain

_OF_STATE = ("state", "state_since")
_ALL = (*_OF_STATE, "starred", "seen", "seen_at", "started", "finished")


def join_marks(ours: Side, theirs: Side, mine: int, other: int) -> bool:
    """Settle the marks of a paper; answers whether ours changed."""
    (our_row,) = plain.select(ours.connection, "marks", "paper_id = ?", (mine,))
    (their_row,) = plain.select(theirs.connection, "marks", "paper_id = ?", (other,))
    our_marks, their_marks = _said(our_row), _said(their_row)
    if our_marks == their_marks:
        return False
    we_had = _had(ours, mine, our_row, their_marks)
    they_had = _had(theirs, other, their_row, our_marks)
    if we_had and not they_had:
        return False
    if they_had and not we_had:
        final = their_marks
    else:  # both were decided since, or one of them was taken back
        final = _settled(ours, theirs, mine, other, our_marks, their_marks)
    if final != their_marks and not we_had:  # the other's becomes one of those that it was
        _write(ours, mine, our_row, their_marks)
        (our_row,) = plain.select(ours.connection, "marks", "paper_id = ?", (mine,))
    _write(ours, mine, our_row, final)
    return final != our_marks


def are_known(ours: Side, mine: int, theirs: Side, uid: str) -> bool:
    """Whether the other side had a paper, which is gone there, in the marks that it has here."""
    (row,) = plain.select(ours.connection, "marks", "paper_id = ?", (mine,))
    return any(
        _said(state) == _said(row)
        for number in theirs.numbers_of_gone(uid)
        for state in theirs.states("marks", number, None)
    )


def _had(side: Side, number: int, row: Row, said: Row) -> bool:
    return any(_said(state) == said for state in side.states("marks", number, row))


def _said(row: Row) -> Row:
    return {name: row.get(name) for name in _ALL}


def _settled(
    ours: Side, theirs: Side, mine: int, other: int, our_marks: Row, their_marks: Row
) -> Row:
    def newest(*columns: str) -> Row:
        at = ours.changed_at("marks", mine, *columns), _shown(our_marks, columns)
        their_at = theirs.changed_at("marks", other, *columns), _shown(their_marks, columns)
        return their_marks if their_at > at else our_marks

    states = ((our_marks, _is_decided(ours, mine)), (their_marks, _is_decided(theirs, other)))
    by_state, _ = max(states, key=lambda one: (one[1], *_shown(one[0], ("state_since", "state"))))
    by_star = our_marks if our_marks["starred"] == their_marks["starred"] else newest("starred")
    return {
        **{name: by_state[name] for name in _OF_STATE},
        "starred": by_star["starred"],
        "seen": max(int(str(our_marks["seen"])), int(str(their_marks["seen"]))),
        "seen_at": _first(our_marks["seen_at"], their_marks["seen_at"]),
        "started": _first(our_marks["started"], their_marks["started"]),
        "finished": max(str(one["finished"] or "") for one in (our_marks, their_marks)) or None,
    }


def _is_decided(side: Side, number: int) -> bool:
    """Whether anybody ever gave a paper its state: coming into the Inbox decides nothing."""
    return bool(
        side.connection.execute(
            "SELECT state <> 'inbox' OR state_since > added FROM marks"
            " JOIN papers ON papers.id = paper_id WHERE paper_id = ?",
            (number,),
        ).fetchone()[0]
    )


def _shown(row: Row, columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(row[name]) for name in columns)


def _first(one: object, other: object) -> object:
    return min((str(each) for each in (one, other) if each), default=None)


def _write(ours: Side, mine: int, before: Row, said: Row) -> None:
    place = before["queue_place"]
    if said["state"] == "queue" and place is None:
        place = queue.end(ours.connection)
    elif said["state"] != "queue":
        place = None
    values = {**said, "queue_place": place}
    changed = {name: value for name, value in values.items() if before[name] != value}
    rows.update(ours.connection, "marks", mine, changed)
