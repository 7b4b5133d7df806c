"""What merging and splitting papers does to comparisons: no text of a cell is dropped.

Where only the paper that goes was in a comparison, the one that stays takes its place and cells.
Where both were, a cell with a text on both sides holds both.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from reader.store import rows
from reader.store.rows import Row

TABLES = ("matrix_papers", "cells")
_DROP = {
    "matrix_papers": "DELETE FROM matrix_papers WHERE id = ?",
    "cells": "DELETE FROM cells WHERE id = ?",
}
_GIVE_BACK = {
    "matrix_papers": "UPDATE matrix_papers SET paper_id = ? WHERE id = ? AND paper_id = ?",
    "cells": "UPDATE cells SET paper_id = ? WHERE id = ? AND paper_id = ?",
}


def merge(connection: sqlite3.Connection, keep: int, other: int) -> dict[str, object]:
    """Give the rows of `other` to `keep`; answers what `split` needs, as JSON can hold it."""
    ours, theirs = (
        {table: rows.of_paper(connection, table, one) for table in TABLES} for one in (keep, other)
    )
    _move(connection, "matrix_papers", theirs["matrix_papers"], _taken(ours, "matrix_papers"), keep)
    mine = {(row["matrix_id"], row["name"]): row for row in ours["cells"]}
    _move(connection, "cells", theirs["cells"], mine.keys(), keep)
    joined = []
    for row in theirs["cells"]:
        own = mine.get((row["matrix_id"], row["name"]))
        if own is not None and (text := _both(str(own["text"]), str(row["text"]))) != own["text"]:
            rows.update(connection, "cells", own["id"], {"text": text})
            said = {"before": own["text"], "after": text, "name": own["name"]}
            joined.append({"id": own["id"], **said})
    return {"theirs": theirs, "joined": joined}


def split(connection: sqlite3.Connection, keep: int, other: int, parts: Mapping[str, Any]) -> None:
    """Give `other` its rows back; what was changed or taken out since stays as it is."""
    for one in parts["joined"]:
        _take_out(connection, one)
    for table in TABLES:
        for row in parts["theirs"][table]:
            moved = connection.execute(_GIVE_BACK[table], (other, row["id"], keep)).rowcount
            if not moved and _has_room(connection, table, row, keep):
                rows.insert(connection, table, [row])
    give_places(connection)


def give_places(connection: sqlite3.Connection) -> None:
    """Let a paper be in each comparison in which it has a cell, though its place is elsewhere."""
    connection.execute(
        "INSERT INTO matrix_papers (matrix_id, paper_id, position) SELECT DISTINCT matrix_id,"
        " paper_id, (SELECT coalesce(max(position), 0) FROM matrix_papers AS other"
        " WHERE other.matrix_id = cells.matrix_id) + paper_id FROM cells WHERE NOT EXISTS"
        " (SELECT 1 FROM matrix_papers AS own WHERE own.matrix_id = cells.matrix_id"
        " AND own.paper_id = cells.paper_id)"
    )


def _taken(ours: Mapping[str, Sequence[Row]], table: str) -> set[tuple[object, ...]]:
    return {(row["matrix_id"],) for row in ours[table]}


def _move(
    connection: sqlite3.Connection,
    table: str,
    theirs: Sequence[Row],
    taken: Any,
    keep: int,
) -> None:
    """Move rows to another paper; those whose place is taken there go."""
    for row in theirs:
        place = (row["matrix_id"], row["name"]) if table == "cells" else (row["matrix_id"],)
        if place in taken:
            connection.execute(_DROP[table], (row["id"],))
        else:
            rows.update(connection, table, row["id"], {"paper_id": keep})


def _both(own: str, other: str) -> str:
    """Both texts, only once what one has of the other."""
    if not other.strip() or other.strip() in own:
        return own
    return f"{own.rstrip()}\n{other}" if own.strip() else other


def _take_out(connection: sqlite3.Connection, joined: Mapping[str, Any]) -> None:
    """Make a cell what it was, unless its text or the name of its column was changed since."""
    row = connection.execute(
        "SELECT text, name FROM cells WHERE id = ?", (joined["id"],)
    ).fetchone()
    if row == (joined["after"], joined["name"]):
        rows.update(connection, "cells", joined["id"], {"text": joined["before"]})


def _has_room(connection: sqlite3.Connection, table: str, row: Row, keep: int) -> bool:
    """Whether a row that was not moved may come back: its comparison still holds the other paper.

    A row that was moved and is gone now was taken out by the person.
    """
    there = connection.execute(
        "SELECT columns FROM matrices JOIN matrix_papers ON matrix_id = matrices.id"
        " WHERE matrices.id = ? AND paper_id = ?",
        (row["matrix_id"], keep if table == "matrix_papers" else row["paper_id"]),
    ).fetchone()
    return there is not None and (table != "cells" or row["name"] in json.loads(there[0]))
