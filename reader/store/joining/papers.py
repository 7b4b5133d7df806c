"""Which paper of the other library is which of ours; papers that came, went, or became one."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from reader.model import Facts
from reader.store import facts, identity, marks, rows
from reader.store.improving import improved, improvements
from reader.store.joining.marks import are_known
from reader.store.joining.sides import Side, import_here
from reader.store.joining.texts import Version
from reader.store.rows import Row
from reader.store.same_paper import merging
from reader.store.transfer import plain


def find_aliases(ours: Side, theirs: Side) -> None:
    """Give papers of the other library the names that ours has for them."""
    for uid, keep in ours.merged.items():
        if uid not in ours.uids.values():
            ours.alias[uid] = theirs.alias[uid] = keep
    there = set(theirs.uids.values())
    for number, uid in theirs.uids.items():
        if ours.paper_of(uid) is not None or uid in ours.lost or uid in theirs.alias:
            continue
        same = _same(ours.connection, theirs.connection, number)
        if same is not None and ours.uids[same] not in there:
            theirs.alias[uid] = ours.uids[same]


def _same(ours: sqlite3.Connection, theirs: sqlite3.Connection, number: int) -> int | None:
    """Our paper that is surely the same as one of the other library."""
    said = facts.read_many(theirs, [number])[number]
    keys = said[1]
    found = ours.execute(
        "SELECT id FROM papers WHERE arxiv_id = ?1 UNION SELECT id FROM papers WHERE doi = ?2"
        " UNION SELECT id FROM papers WHERE title_key = ?3 AND ?3 <> '' ORDER BY id",
        (keys.arxiv_id, keys.doi, keys.title),
    ).fetchall()
    for one, known in facts.read_many(ours, [row[0] for row in found]).items():
        is_same = identity.compare(known, said) is identity.Verdict.SAME
        if is_same and not _kept_apart(ours, known[1], keys):
            return one
    return None


def _kept_apart(connection: sqlite3.Connection, one: identity.Keys, other: identity.Keys) -> bool:
    names = sorted((identity.apart_key(one), identity.apart_key(other)))
    found = connection.execute("SELECT 1 FROM apart WHERE one = ? AND other = ?", names)
    return found.fetchone() is not None


# ---------------------------------------------------------------- what notes were


def note_of(side: Side, number: int) -> Version | None:
    """The note of a paper now."""
    row = side.connection.execute(
        "SELECT text, changed FROM notes WHERE paper_id = ?", (number,)
    ).fetchone()
    return Version(*row) if row else None


def note_past(side: Side, number: int) -> list[Version]:
    """What the note of a paper was, oldest first."""
    return texts_of(side, "notes", number)


def past_of(side: Side, uid: str) -> list[Version]:
    """What the note of a paper was under every number that the paper had, oldest first."""
    numbers = side.numbers_of_gone(uid)
    present = side.paper_of(uid)
    return [one for number in numbers for one in note_past(side, number)] + (
        note_past(side, present) if present is not None else []
    )


def known_texts(side: Side, uid: str) -> list[Version]:
    """What the note of a paper was, and the notes of all papers that became part of it."""
    found = []
    number = side.paper_of(side.resolved(uid))
    for one in ([] if number is None else [number]) + side.gone_parts(uid):
        found += note_past(side, one)
    return found


def all_texts(side: Side, table: str = "notes") -> set[str]:
    """Every text that any note, or document, of a library is or was."""
    present = {str(row["text"]) for row in plain.select(side.connection, table, "1", ())}
    past = (one.text for number in side.past[table] for one in texts_of(side, table, number))
    return {*present, *past}


def texts_of(side: Side, table: str, number: int) -> list[Version]:
    """What a text was before it is what it is, oldest first."""
    present = plain.select(side.connection, table, _KEY[table], (number,))
    found = [
        Version(str(state["text"]), str(state.get("changed", "")))
        for state in side.states(table, number, present[0] if present else None)
        if isinstance(state.get("text"), str)
    ]
    return found[::-1]


_KEY = {"notes": "paper_id = ?", "documents": "id = ?"}


# ---------------------------------------------------------------- coming and going


def insert(ours: Side, theirs: Side, number: int) -> int:
    """Take a paper in that ours has not, with its marks; answers its number."""
    (paper,) = plain.select(theirs.connection, "papers", "id = ?", (number,))
    made = put_paper(ours, theirs, paper)
    (row,) = plain.select(theirs.connection, "marks", "paper_id = ?", (number,))
    place = None
    if row["state"] == "queue":
        place = _end_of_queue(ours.connection)
    plain.put(ours.connection, "marks", [{**row, "paper_id": made, "queue_place": place}])
    for former in ours.numbers_of_gone(str(paper["uid"])):  # what still speaks of it does again
        for speak in _SPEAK_OF_GONE:
            ours.connection.execute(speak, (made, former))
    return made


_SPEAK_OF_GONE = (
    "UPDATE citation_keys SET paper_id = ? WHERE paper_id = ?",
    "UPDATE links SET target = ? WHERE target = ?",
)


def put_paper(ours: Side, theirs: Side, paper: Row, number: int | None = None) -> int:
    """Put what is known about a paper in, under a new number or one that it had; answers it."""
    origin = import_here(ours, theirs, paper.get("import_id"))
    row = {**paper, "import_id": origin, "id": number}
    plain.put(ours.connection, "papers", [row])
    (made,) = ours.connection.execute(
        "SELECT id FROM papers WHERE uid = ?", (paper["uid"],)
    ).fetchone()
    return int(made)


def _end_of_queue(connection: sqlite3.Connection) -> int:
    from reader.store import queue

    return queue.end(connection)


def merges_to_do(ours: Side, theirs: Side) -> Iterator[tuple[int, int]]:
    """Papers of ours that the other library made one: the one that stays, the one that goes."""
    undone = {
        (state.get("title"), state.get("at"))
        for number in ours.past["merges"]
        for state in ours.states("merges", number, None)
    }
    for merge in theirs.merges:
        if merge.sign in undone:
            continue
        keep, other = (
            ours.paper_of(theirs.resolved(merge.into)),
            ours.paper_of(merge.uid),
        )
        if keep is not None and other is not None and keep != other:
            yield keep, other


def merge(ours: Side, theirs: Side, keep: int, other: int) -> None:
    """Make two papers one as the other library did; what both notes say stands once.

    What the note over there once said too was taken out of it by somebody who had seen it.
    The state that both come to was decided over there, unless it did not know that of the paper
    that goes: else a merge once more would take back what was decided since.
    """
    connection = ours.connection
    is_decided = are_known(ours, other, theirs, ours.uids[other])
    texts = [
        connection.execute("SELECT text FROM notes WHERE paper_id = ?", (one,)).fetchone()
        for one in (keep, other)
    ]
    known = {one.text for paper in (keep, other) for one in past_of(theirs, ours.uids[paper])}
    if all(texts) and (texts[1][0].strip() in texts[0][0] or texts[1][0] in known):
        merging.put_note(connection, other, "")
    for paper in (keep, other):
        _drop_known_cells(ours, theirs, paper)
    merging.merge(connection, [(keep, other)], {"state": keep} if is_decided else {})


def _drop_known_cells(ours: Side, theirs: Side, paper: int) -> None:
    """Take the cells of a paper away that the other side had and deleted, or wrote anew."""
    for row in plain.select(ours.connection, "cells", "paper_id = ?", (paper,)):
        key = ours.key("cells", row)
        gone, now = theirs.former("cells").get(key), theirs.numbers("cells").get(key)
        was = {state.get("text") for state in gone.states} if gone else set()
        if row["text"] in was and (now is None or theirs.rows("cells")[now]["text"] != row["text"]):
            ours.connection.execute("DELETE FROM cells WHERE id = ?", (row["id"],))


def is_worked_on_since(side: Side, number: int, at: str) -> bool:
    """Whether a person did something about a paper after a moment."""
    return side.touched_at(number) > at


def delete(connection: sqlite3.Connection, number: int) -> None:
    """Take a paper out, with all that belongs to it."""
    marks.delete(connection, [number])


# ---------------------------------------------------------------- facts


def join_facts(ours: Side, theirs: Side, mine: int, other: int) -> bool:
    """Take what the other knows of a paper; what was edited by hand there was edited."""
    our_said = facts.read_many(ours.connection, [mine])[mine][0]
    their_said = facts.read_many(theirs.connection, [other])[other][0]
    our_edits, their_edits = _edits(ours, mine), _edits(theirs, other)
    if our_said == their_said and our_edits == their_edits:
        return False
    by_hand = sorted(our_edits | their_edits)
    values = improved(our_said, improvements(our_said, their_said, by_hand))
    taken: dict[str, Any] = {}
    edited = our_edits | their_edits
    for field in by_hand:
        if getattr(our_said, field, None) == getattr(their_said, field, None):
            continue
        hands = field in our_edits, field in their_edits
        is_theirs = _wins(ours, theirs, mine, other, field, hands)
        if field not in (their_edits if is_theirs else our_edits):
            edited.remove(field)  # it was taken back there
        for name in merging.TOGETHER.get(field, (field,)) if is_theirs else ():
            if name in facts.COLUMNS:
                taken[name] = getattr(their_said, name)
    final = Facts(**{**_as_dict(values), **taken})
    columns = facts.Columns.of(final, identity.keys_of(final)).values
    row = dict(zip(facts.COLUMNS + facts.DERIVED, columns, strict=True))
    (before,) = plain.select(ours.connection, "papers", "id = ?", (mine,))
    row["edited"] = before["edited"] if edited == our_edits else json.dumps(sorted(edited))
    changed = {name: value for name, value in row.items() if before[name] != value}
    rows.update(ours.connection, "papers", mine, changed)
    return bool(changed)


def _as_dict(said: Facts) -> dict[str, Any]:
    return {name: getattr(said, name) for name in facts.COLUMNS}


def _edits(side: Side, number: int) -> set[str]:
    (text,) = side.connection.execute(
        "SELECT edited FROM papers WHERE id = ?", (number,)
    ).fetchone()
    try:
        return {str(name) for name in json.loads(text)}
    except ValueError:
        return set()


def _wins(
    ours: Side, theirs: Side, mine: int, other: int, field: str, by_hand: tuple[bool, bool]
) -> bool:
    """Whether the other's value of a fact is the newer one; who has it `by_hand`: we, they."""
    (our_row,) = plain.select(ours.connection, "papers", "id = ?", (mine,))
    (their_row,) = plain.select(theirs.connection, "papers", "id = ?", (other,))
    if field not in our_row:
        return False
    said, their_said = our_row[field], their_row[field]
    we_had = any(state.get(field) == their_said for state in ours.states("papers", mine, our_row))
    they_had = any(state.get(field) == said for state in theirs.states("papers", other, their_row))
    if we_had != they_had:
        return they_had
    if not we_had and by_hand[0] != by_hand[1]:
        return by_hand[1]
    at, their_at = ours.changed_at("papers", mine, field), theirs.changed_at("papers", other, field)
    if (their_at, str(their_said)) > (at, str(said)):
        return True
    if not we_had:  # the other's is among what it was
        rows.update(ours.connection, "papers", mine, {field: their_said})
        rows.update(ours.connection, "papers", mine, {field: said})
    return False
