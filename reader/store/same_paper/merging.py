"""Making two papers one. Nothing that the person said is dropped, and it can be split again.

The paper that stays takes the facts it lacks, both notes, all highlights, tags and sightings,
and the state that is further on. What both were before is kept beside it (`splitting`).
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence

from reader.clean import white
from reader.errors import Problem
from reader.model import Facts, State
from reader.store import facts, keys, rows
from reader.store.actions import now
from reader.store.identity import keys_of
from reader.store.improving import improved, improvements
from reader.store.marks import existing
from reader.store.rows import Row
from reader.store.same_paper import merging_cells
from reader.store.written import links

# What belongs to a paper, and comes back with it; those that nothing refers to first.
OWN = (
    "merges", "highlights", "notes", "links", "paper_tags", "sightings", "attachments",
    "citation_keys", "marks", "papers",
)  # fmt: skip

# Facts that say one thing together: who chooses one of them has chosen the others.
TOGETHER = {
    "date": ("date", "date_as_shown", "year_from_capture"),
    "authors": ("authors", "author_count"),
}

# How far a paper has come; one that was put away comes before one that is to be read.
_FURTHER = (State.INBOX, State.ARCHIVE, State.QUEUE, State.READING, State.DONE)
_OF_STATE = ("state", "queue_place", "state_since")


def merge(
    connection: sqlite3.Connection,
    pairs: Sequence[tuple[int, int]],
    choose: Mapping[str, int],
) -> str:
    """Merge, of each pair, the second paper into the first.

    `choose` names the paper whose value a fact, or `state`, is to have; else the first keeps
    what it knows and takes what it lacks. Raises Problem for papers that are not there.
    """
    for keep, other in pairs:
        existing(connection, [keep, other])
        if keep == other:
            raise Problem("A paper cannot be merged with itself.", do="Choose two papers.")
        _check_choice(choose, keep, other)
        _merge(connection, keep, other, choose)
    if len(pairs) == 1:
        return f"Merge {shown_title(connection, pairs[0][0])}"
    return f"Merge {len(pairs):,} pairs"


def _check_choice(choose: Mapping[str, int], keep: int, other: int) -> None:
    for field, paper_id in choose.items():
        if field not in (*facts.COLUMNS, "state") or field == "ids":
            raise Problem(f"There is no fact “{field}” to choose.")
        if paper_id not in (keep, other):
            raise Problem(f"Paper {paper_id} is not one of the two.", do="Choose one of them.")


def shown_title(connection: sqlite3.Connection, paper_id: int) -> str:
    """A paper's title as it stands in the name of an action."""
    (title,) = connection.execute("SELECT title FROM papers WHERE id = ?", (paper_id,)).fetchone()
    return f"“{white(title)[:60]}”"


def _merge(
    connection: sqlite3.Connection, keep: int, other: int, choose: Mapping[str, int]
) -> None:
    ours, theirs = (
        {table: rows.of_paper(connection, table, one) for table in OWN} for one in (keep, other)
    )
    pairs = rows.of_pairs(connection, other)
    (paper,), (marks,) = ours["papers"], ours["marks"]
    for table in ("notes", "paper_tags", "marks", "merges"):
        rows.delete(connection, table, other)
    for table, move in MOVES.items():
        connection.executemany(move, [(keep, row["id"]) for row in theirs[table]])
    keys.move(connection, keep, theirs["citation_keys"])
    linking = links.move(connection, keep, other)
    said = _merged_facts(connection, keep, other, choose)
    said["edited"] = _edited(paper, theirs["papers"][0], said)
    facts_now = _changes(paper, said)
    marks_now = _changes(marks, _merged_marks(marks, theirs["marks"][0], choose, other))
    after = {
        "papers": facts_now,
        "marks": marks_now,
        "note": _join_notes(connection, keep, ours["notes"], theirs),
        "tags": _add_tags(connection, keep, ours["paper_tags"], theirs["paper_tags"]),
        "pairs": _move_pairs(connection, keep, other, pairs),
    }
    comparisons = merging_cells.merge(connection, keep, other)
    before = {
        "papers": {name: paper[name] for name in facts_now},
        "marks": {name: marks[name] for name in marks_now},
        "notes": ours["notes"],
    }
    links.record_paper(connection, keep)
    rows.delete(connection, "papers", other)
    rows.update(connection, "papers", keep, facts_now)
    rows.update(connection, "marks", keep, marks_now)
    parts = {
        "other": theirs,
        "pairs": pairs,
        "linking": linking,
        "before": before,
        "after": after,
        "comparisons": comparisons,
    }
    connection.execute(
        "INSERT INTO merges (paper_id, title, at, parts) VALUES (?, ?, ?, ?)",
        (keep, theirs["papers"][0]["title"], now(), json.dumps(parts)),
    )


MOVES = {
    "highlights": "UPDATE highlights SET paper_id = ? WHERE id = ?",
    "attachments": "UPDATE attachments SET paper_id = ? WHERE id = ?",
    "sightings": "UPDATE sightings SET paper_id = ? WHERE id = ?",
}


def _changes(before: Row, after: Row) -> Row:
    """The columns whose value is another one now."""
    return {name: value for name, value in after.items() if value != before[name]}


# ---------------------------------------------------------------- facts


def _merged_facts(
    connection: sqlite3.Connection, keep: int, other: int, choose: Mapping[str, int]
) -> Row:
    said = facts.read_many(connection, [keep, other])
    ours, theirs = said[keep][0], said[other][0]
    values = {name: getattr(default_facts(ours, theirs), name) for name in facts.COLUMNS}
    for field, paper_id in choose.items():
        for name in TOGETHER.get(field, (field,)):
            if name in values:
                values[name] = getattr(said[paper_id][0], name)
    chosen = keys_of(Facts(**values))
    known = {*said[keep][1].names(), *said[other][1].names()}
    known -= {f"arxiv:{chosen.arxiv_id}", f"doi:{chosen.doi}"}
    both = Facts(**{**values, "ids": tuple(sorted(known))})
    columns = facts.Columns.of(both, keys_of(both)).values
    return dict(zip(facts.COLUMNS + facts.DERIVED, columns, strict=True))


def default_facts(keep: Facts, other: Facts) -> Facts:
    """The first paper's facts, with what only the second knows."""
    return improved(keep, improvements(keep, other))


def _edited(paper: Row, other: Row, said: Row) -> str:
    """What stays edited by hand: a field of which the edited value was taken."""
    edited = {
        name
        for side in (paper, other)
        for name in json.loads(str(side["edited"]))
        if said[name] == side[name]
    }
    return json.dumps(sorted(edited))


# ---------------------------------------------------------------- marks


def further(one: State, other: State) -> bool:
    """Whether the first state is further on than the second."""
    return _FURTHER.index(one) > _FURTHER.index(other)


def _merged_marks(keep: Row, other: Row, choose: Mapping[str, int], other_id: int) -> Row:
    takes = further(State(str(other["state"])), State(str(keep["state"])))
    if "state" in choose:
        takes = choose["state"] == other_id
    return {
        **{name: (other if takes else keep)[name] for name in _OF_STATE},
        "starred": int(bool(keep["starred"] or other["starred"])),
        "seen": int(bool(keep["seen"] or other["seen"])),
        "seen_at": _earliest(keep["seen_at"], other["seen_at"]),
        "started": _earliest(keep["started"], other["started"]),
        "finished": max(keep["finished"] or "", other["finished"] or "", key=str) or None,
    }


def _earliest(one: object, other: object) -> object:
    return min(one or other, other or one, key=str)


def _add_tags(
    connection: sqlite3.Connection, keep: int, ours: Sequence[Row], theirs: Sequence[Row]
) -> list[object]:
    """The tags that only the other paper had; the paper that stays has them now."""
    had = {row["tag_id"] for row in ours}
    added = [row["tag_id"] for row in theirs if row["tag_id"] not in had]
    connection.executemany(
        "INSERT INTO paper_tags (paper_id, tag_id) VALUES (?, ?)", [(keep, one) for one in added]
    )
    return added


# ---------------------------------------------------------------- notes


def joined(title: str, note: str) -> str:
    """A note as it stands behind another one: under a line and the title it was written for."""
    return f"\n\n---\n\n**{white(title)}**\n\n{note}"


def _join_notes(
    connection: sqlite3.Connection, keep: int, ours: Sequence[Row], theirs: dict[str, list[Row]]
) -> str | None:
    """Both notes as one; answers the text, None when the other paper brings none."""
    own = str(ours[0]["text"]) if ours else ""
    other = str(theirs["notes"][0]["text"]) if theirs["notes"] else ""
    if not other.strip() or other.strip() == own.strip():
        return None
    text = own + joined(str(theirs["papers"][0]["title"]), other) if own.strip() else other
    put_note(connection, keep, text)
    return text


def note_of(connection: sqlite3.Connection, paper_id: int) -> str:
    """A paper's note as it is now."""
    there = rows.of_paper(connection, "notes", paper_id)
    return str(there[0]["text"]) if there else ""


def put_note(connection: sqlite3.Connection, paper_id: int, text: str) -> None:
    """Write a note as it is."""
    connection.execute(
        "INSERT INTO notes (paper_id, text, changed) VALUES (?1, ?2, ?3)"
        " ON CONFLICT (paper_id) DO UPDATE SET text = ?2, changed = ?3",
        (paper_id, text, now()),
    )


# ---------------------------------------------------------------- pairs


def _move_pairs(
    connection: sqlite3.Connection, keep: int, other: int, pairs: Sequence[Row]
) -> list[object]:
    """What was decided about the other paper holds for the one that stays; answers the new rows."""
    connection.execute("DELETE FROM pairs WHERE a = ?1 OR b = ?1", (other,))
    made: list[object] = []
    for pair in pairs:
        third = pair["b"] if pair["a"] == other else pair["a"]
        if third == keep:
            continue
        done = connection.execute(
            "INSERT INTO pairs (a, b, verdict) VALUES (min(?1, ?2), max(?1, ?2), ?3)"
            " ON CONFLICT DO NOTHING",
            (keep, third, pair["verdict"]),
        )
        if done.rowcount:
            made.append(done.lastrowid)
    return made
