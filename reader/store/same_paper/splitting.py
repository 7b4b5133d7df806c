"""Taking a merge apart again, at any time: each paper gets back what it had.

What the person changed since stays as it is, with the paper that survived the merge. A paper's
merges are taken apart from the newest to the oldest, so that each finds what it had made.
"""

import json
import sqlite3
from collections.abc import Sequence

from reader.errors import Problem
from reader.model import Facts
from reader.store import facts, import_rows, keys, queue, rows
from reader.store.identity import keys_of
from reader.store.marks import existing
from reader.store.rows import Row
from reader.store.same_paper import merging_cells
from reader.store.same_paper.merging import MOVES, joined, put_note, shown_title
from reader.store.written import links


def unmerge(connection: sqlite3.Connection, paper_id: int) -> str:
    """Take the newest merge of a paper apart. Raises Problem when there is none."""
    existing(connection, [paper_id])
    row = connection.execute(
        "SELECT id, parts FROM merges WHERE paper_id = ? ORDER BY id DESC LIMIT 1", (paper_id,)
    ).fetchone()
    if row is None:
        raise Problem("No paper was merged into this one.", do="Choose a paper that was merged.")
    merge_id, parts = row[0], json.loads(row[1])
    theirs, before, after = parts["other"], parts["before"], parts["after"]
    connection.execute("DELETE FROM merges WHERE id = ?", (merge_id,))
    _give_facts_back(connection, paper_id, before["papers"], after["papers"])
    _give_marks_back(connection, paper_id, before["marks"], after["marks"])
    _give_note_back(connection, paper_id, before["notes"], after["note"], theirs)
    connection.execute(
        "DELETE FROM paper_tags WHERE paper_id = ? AND tag_id IN (SELECT value FROM json_each(?))",
        (paper_id, json.dumps(after["tags"])),
    )
    _bring_back(connection, theirs)
    if "comparisons" in parts:  # merges of older versions knew of none
        merging_cells.split(connection, paper_id, theirs["papers"][0]["id"], parts["comparisons"])
    _give_links_back(connection, paper_id, theirs, parts.get("linking", []))
    _give_pairs_back(connection, parts["pairs"], after["pairs"])
    return f"Split {shown_title(connection, paper_id)}"


def _give_facts_back(
    connection: sqlite3.Connection, paper_id: int, before: Row, after: Row
) -> None:
    """Each fact that is still what the merge had made of it becomes what it was."""
    (paper,) = rows.of_paper(connection, "papers", paper_id)
    back = {name: value for name, value in before.items() if paper[name] == after[name]}
    if "ids" in after and "ids" not in back:
        brought = set(json.loads(str(after["ids"]))) - set(json.loads(str(before["ids"])))
        back["ids"] = json.dumps(sorted(set(json.loads(str(paper["ids"]))) - brought))
    if not back:
        return
    rows.update(connection, "papers", paper_id, back)
    said: Facts = facts.read_many(connection, [paper_id])[paper_id][0]
    values = facts.Columns.of(said, keys_of(said)).values
    named = dict(zip(facts.COLUMNS + facts.DERIVED, values, strict=True))
    rows.update(connection, "papers", paper_id, named)


def _give_marks_back(
    connection: sqlite3.Connection, paper_id: int, before: Row, after: Row
) -> None:
    (marks,) = rows.of_paper(connection, "marks", paper_id)
    state = {"state", "queue_place", "state_since"}
    moved = any(marks[name] != after[name] for name in state & after.keys())
    back = {
        name: value
        for name, value in before.items()
        if marks[name] == after[name] and not (moved and name in state)
    }
    if "queue_place" in back:
        back["queue_place"] = queue.free_place(connection, back["queue_place"])
    rows.update(connection, "marks", paper_id, back)


def _give_note_back(
    connection: sqlite3.Connection,
    paper_id: int,
    before: list[Row],
    after: str | None,
    theirs: dict[str, list[Row]],
) -> None:
    """Take the other paper's part out of the note where it still stands as it was."""
    there = rows.of_paper(connection, "notes", paper_id)
    if after is None or not there:
        return
    text, own = str(there[0]["text"]), str(before[0]["text"]) if before else ""
    if text == after:
        rows.delete(connection, "notes", paper_id)
        rows.insert(connection, "notes", before)
        return
    other = str(theirs["notes"][0]["text"])
    part = joined(str(theirs["papers"][0]["title"]), other) if own.strip() else other
    if part in text:
        rest = text.replace(part, "", 1)
        put_note(connection, paper_id, rest if own.strip() else rest.lstrip("\n"))


def _bring_back(connection: sqlite3.Connection, theirs: dict[str, list[Row]]) -> None:
    """The other paper with all it had; what is left of its highlights has perhaps changed since."""
    (paper,), (marks,) = theirs["papers"], theirs["marks"]
    rows.insert(connection, "papers", [paper])
    if marks["queue_place"] is not None:
        marks = {**marks, "queue_place": queue.free_place(connection, marks["queue_place"])}
    rows.insert(connection, "marks", [marks])
    for table in ("notes", "merges"):
        rows.insert(connection, table, theirs[table])
    for row in theirs["paper_tags"]:
        if _is_there(connection, "SELECT 1 FROM tags WHERE id = ?", row["tag_id"]):
            rows.insert(connection, "paper_tags", [row])
    for table, move in MOVES.items():
        for row in theirs.get(table, []):  # older merges knew of fewer tables
            moved = connection.execute(move, (paper["id"], row["id"])).rowcount
            if not moved and table == "sightings":  # a join gave it to another paper
                import_rows.bring_back(connection, row["import_id"])
            if not moved and table != "attachments":
                rows.insert(connection, table, [row])
    keys.give_back(connection, theirs.get("citation_keys", []))


def _give_links_back(
    connection: sqlite3.Connection,
    paper_id: int,
    theirs: dict[str, list[Row]],
    moved: Sequence[int],
) -> None:
    other = int(str(theirs["papers"][0]["id"]))
    links.give_back(connection, paper_id, other, theirs.get("links", []), moved)


def _is_there(connection: sqlite3.Connection, question: str, key: object) -> bool:
    return connection.execute(question, (key,)).fetchone() is not None


def _give_pairs_back(connection: sqlite3.Connection, pairs: list[Row], made: list[object]) -> None:
    connection.execute(
        "DELETE FROM pairs WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(made),)
    )
    for pair in pairs:
        there = connection.execute(
            "SELECT (SELECT count(*) FROM papers WHERE id IN (?1, ?2)) = 2"
            " AND NOT EXISTS (SELECT 1 FROM pairs WHERE a = ?1 AND b = ?2)",
            (pair["a"], pair["b"]),
        ).fetchone()[0]
        if there:
            rows.insert(connection, "pairs", [pair])
