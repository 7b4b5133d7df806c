"""One citation key that two computers gave to different papers.

It stays with the paper that had it first, for what was written with it; the other paper gets
another key, the same one on both computers, and the person is told.
"""

from reader.citing import Free
from reader.store import rows
from reader.store.joining.sides import Side
from reader.store.rows import Row
from reader.store.transfer import plain


def is_of_two_papers(ours: Side, theirs: Side, mine: Row, other: Row) -> bool:
    """Whether a key names another paper on each side, and neither ever had it as the other has."""
    name, their_name = _paper(ours, mine), _paper(theirs, other)
    if name == their_name or not ours.has(name) or not ours.has(their_name):
        return False
    return not _named(ours, mine, their_name) and not _named(theirs, other, name)


def give_another(ours: Side, theirs: Side, mine: Row, other: Row) -> list[str]:
    """Leave the key to the paper that had it first; answers what a person must know."""
    first, last = sorted(
        ((str(row["at"]), _paper(side, row), side, row) for side, row in
         ((ours, mine), (theirs, other))),
        key=lambda one: one[:2],
    )  # fmt: skip
    winner, loser = ours.paper_of(first[1]), ours.paper_of(last[1])
    assert winner is not None
    assert loser is not None
    said = first[3]
    kept = {"paper_id": winner, "key": said["key"], "said": said["said"], "at": said["at"]}
    rows.update(ours.connection, "citation_keys", mine["id"], kept)
    lost = last[3]
    if _has_another(ours, loser, lost) or _has_another(theirs, theirs.paper_of(last[1]), lost):
        return []
    key = Free(lambda lower: _is_taken(ours, lower) or _is_taken(theirs, lower)).like(
        str(lost["key"])
    )
    made = {**lost, "paper_id": loser, "key": key, "lower": key.lower()}
    plain.put(ours.connection, "citation_keys", [{**made, "id": None}])
    return [f"Two papers had the citation key {lost['key']}; one of them has {key} now."]


def _paper(side: Side, row: Row) -> str:
    return str(side.meant("paper_id", row["paper_id"]))


def _named(side: Side, row: Row, paper: str) -> bool:
    """Whether a key was that of a paper at any time."""
    states = side.states("citation_keys", int(str(row["id"])), row)
    return any("paper_id" in state and _paper(side, state) == paper for state in states)


def _has_another(side: Side, paper_id: int | None, lost: Row) -> bool:
    """Whether a paper was given another key for this one before: it was given at the same time."""
    same = "paper_id = ? AND at = ? AND lower <> ?"
    values = (paper_id, lost["at"], lost["lower"])
    return bool(plain.select(side.connection, "citation_keys", same, values))


def _is_taken(side: Side, lower: str) -> bool:
    return bool(plain.select(side.connection, "citation_keys", "lower = ?", (lower,)))
