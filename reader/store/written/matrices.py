"""Comparisons: papers by columns, and the cells that the person wrote or accepted.

What highlights and abstracts say about an empty cell is worked out when a comparison is read
(`reader.evidence.comparing`); only decisions are kept here.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence

from reader.clean import clean_text, white
from reader.errors import Problem
from reader.model import Cell, Matrix, Origin
from reader.store.actions import now, papers
from reader.store.marks import existing
from reader.store.written.documents import checked_title

LONGEST_COLUMN = 100
MOST_COLUMNS = 50


def matrices(connection: sqlite3.Connection) -> list[Matrix]:
    """All comparisons, the newest first."""
    rows = connection.execute("SELECT id FROM matrices ORDER BY id DESC").fetchall()
    return [known for (number,) in rows if (known := matrix(connection, number))]


def matrix(connection: sqlite3.Connection, matrix_id: int) -> Matrix | None:
    """One comparison."""
    row = connection.execute(
        "SELECT id, uid, title, columns, created FROM matrices WHERE id = ?", (matrix_id,)
    ).fetchone()
    if row is None:
        return None
    number, uid, title, columns, created = row
    there = connection.execute(
        "SELECT paper_id FROM matrix_papers WHERE matrix_id = ? ORDER BY position, id", (number,)
    ).fetchall()
    cells = connection.execute(
        "SELECT paper_id, name, text, origin FROM cells WHERE matrix_id = ?", (number,)
    ).fetchall()
    return Matrix(
        number,
        uid,
        title,
        tuple(json.loads(columns)),
        tuple(paper_id for (paper_id,) in there),
        {(paper, name): Cell(text, "hand", _origin(origin)) for paper, name, text, origin in cells},
        created,
    )


def matrix_of(connection: sqlite3.Connection, uid: str) -> Matrix | None:
    """The comparison of this lasting name."""
    row = connection.execute("SELECT id FROM matrices WHERE uid = ?", (uid,)).fetchone()
    return matrix(connection, row[0]) if row else None


def _origin(text: str | None) -> Origin | None:
    said = json.loads(text) if text else None
    if not isinstance(said, dict):
        return None
    return Origin(said["quote"], said.get("start"), said.get("end"), said.get("highlight"))


def _known(connection: sqlite3.Connection, matrix_id: int) -> Matrix:
    known = matrix(connection, matrix_id)
    if known is None:
        raise Problem(
            f"There is no comparison {matrix_id}; nothing was changed.",
            do="List the comparisons to see their numbers.",
        )
    return known


# ---------------------------------------------------------------- the whole


def create(
    connection: sqlite3.Connection,
    uid: str,
    title: str,
    columns: Sequence[str],
    paper_ids: Sequence[int],
) -> str:
    """Make a comparison of papers."""
    name = checked_title(title)
    names: list[str] = []
    for column in columns:
        names.append(_new_column(names, column))
    done = connection.execute(
        "INSERT INTO matrices (uid, title, columns, created) VALUES (?, ?, ?, ?)",
        (uid, name, json.dumps(names, ensure_ascii=False), now()),
    )
    assert done.lastrowid is not None
    add_papers(connection, done.lastrowid, paper_ids)
    return f"New comparison “{name[:60]}”"


def rename(connection: sqlite3.Connection, matrix_id: int, title: str) -> str:
    """Give a comparison another title."""
    _known(connection, matrix_id)
    name = checked_title(title)
    connection.execute("UPDATE matrices SET title = ? WHERE id = ?", (name, matrix_id))
    return f"Rename comparison “{name[:60]}”"


def delete(connection: sqlite3.Connection, matrix_id: int) -> str:
    """Take a comparison away; its papers stay in the library."""
    title = _known(connection, matrix_id).title
    connection.execute("DELETE FROM cells WHERE matrix_id = ?", (matrix_id,))
    connection.execute("DELETE FROM matrix_papers WHERE matrix_id = ?", (matrix_id,))
    connection.execute("DELETE FROM matrices WHERE id = ?", (matrix_id,))
    return f"Delete comparison “{title[:60]}”"


# ---------------------------------------------------------------- papers


def add_papers(connection: sqlite3.Connection, matrix_id: int, paper_ids: Sequence[int]) -> str:
    """Put papers under the others; those that are there stay where they are."""
    there = set(_known(connection, matrix_id).papers)
    new = [one for one in existing(connection, paper_ids) if one not in there]
    connection.executemany(
        "INSERT INTO matrix_papers (matrix_id, paper_id, position) VALUES (?1, ?2,"
        " (SELECT coalesce(max(position), 0) + 1 FROM matrix_papers WHERE matrix_id = ?1))",
        [(matrix_id, one) for one in new],
    )
    return f"Add {papers(len(new))} to a comparison"


def remove_papers(connection: sqlite3.Connection, matrix_id: int, paper_ids: Sequence[int]) -> str:
    """Take papers out, with their cells."""
    _known(connection, matrix_id)
    gone = [(matrix_id, one) for one in paper_ids]
    connection.executemany("DELETE FROM cells WHERE matrix_id = ? AND paper_id = ?", gone)
    connection.executemany("DELETE FROM matrix_papers WHERE matrix_id = ? AND paper_id = ?", gone)
    return f"Take {papers(len(gone))} out of a comparison"


def move_paper(
    connection: sqlite3.Connection, matrix_id: int, paper_id: int, before: int | None
) -> str:
    """Put a paper before another one, None: at the end."""
    if paper_id not in _known(connection, matrix_id).papers:
        raise Problem("This paper is not in the comparison; nothing was changed.")
    return put_papers(connection, matrix_id, [paper_id], before)


def put_papers(
    connection: sqlite3.Connection, matrix_id: int, paper_ids: Sequence[int], before: int | None
) -> str:
    """Put papers, in their order, before another one (None: at the end); new ones are added."""
    known = _known(connection, matrix_id).papers
    if before is not None and before not in known:
        raise Problem("This paper is not in the comparison; nothing was changed.")
    chosen = list(dict.fromkeys(existing(connection, paper_ids)))
    behind = known[known.index(before) :] if before is not None else ()
    after = [one for one in behind if one not in chosen]
    order = [one for one in known if one not in chosen and one not in after]
    new = add_papers(connection, matrix_id, chosen)
    connection.executemany(
        "UPDATE matrix_papers SET position = ? WHERE matrix_id = ? AND paper_id = ?",
        [(place, matrix_id, one) for place, one in enumerate([*order, *chosen, *after], 1)],
    )
    if set(chosen) - set(known):
        return new
    return f"Move {'a paper' if len(chosen) == 1 else papers(len(chosen))} in a comparison"


# ---------------------------------------------------------------- columns


def add_column(
    connection: sqlite3.Connection, matrix_id: int, name: str, before: str | None = None
) -> str:
    """Put a new column before another one, None: at the end."""
    names = list(_known(connection, matrix_id).columns)
    place = len(names) if before is None else _place(names, before)
    new = _new_column(names, name)
    names.insert(place, new)
    _keep_columns(connection, matrix_id, names)
    return f"Add column {new}"


def rename_column(connection: sqlite3.Connection, matrix_id: int, name: str, to: str) -> str:
    """Give a column another name; its cells go with it."""
    names = list(_known(connection, matrix_id).columns)
    place = _place(names, name)
    new = _new_column([one for one in names if one != name], to)
    names[place] = new
    _keep_columns(connection, matrix_id, names)
    connection.execute(
        "UPDATE cells SET name = ? WHERE matrix_id = ? AND name = ?", (new, matrix_id, name)
    )
    return f"Rename column {new}"


def remove_column(connection: sqlite3.Connection, matrix_id: int, name: str) -> str:
    """Take a column out, with its cells."""
    names = list(_known(connection, matrix_id).columns)
    del names[_place(names, name)]
    _keep_columns(connection, matrix_id, names)
    connection.execute("DELETE FROM cells WHERE matrix_id = ? AND name = ?", (matrix_id, name))
    return f"Remove column {name}"


def move_column(
    connection: sqlite3.Connection, matrix_id: int, name: str, before: str | None
) -> str:
    """Put a column before another one, None: at the end."""
    names = list(_known(connection, matrix_id).columns)
    del names[_place(names, name)]
    if before != name:
        names.insert(len(names) if before is None else _place(names, before), name)
        _keep_columns(connection, matrix_id, names)
    return f"Move column {name}"


def _place(names: Sequence[str], name: str) -> int:
    if name not in names:
        raise Problem(f"There is no column “{name}”; nothing was changed.")
    return names.index(name)


def _new_column(names: Sequence[str], name: str) -> str:
    """A name for a column that no other one has, whatever the case."""
    new = white(clean_text(name))
    if not new or len(new) > LONGEST_COLUMN:
        raise Problem(
            "A column needs a name.", do=f"Write one of at most {LONGEST_COLUMN} letters."
        )
    if new.casefold() in {one.casefold() for one in names}:
        raise Problem(f"There is a column “{new}” already.", do="Choose another name.")
    if len(names) >= MOST_COLUMNS:
        raise Problem(f"A comparison holds at most {MOST_COLUMNS} columns.")
    return new


def _keep_columns(connection: sqlite3.Connection, matrix_id: int, names: Sequence[str]) -> None:
    connection.execute(
        "UPDATE matrices SET columns = ? WHERE id = ?",
        (json.dumps(names, ensure_ascii=False), matrix_id),
    )


# ---------------------------------------------------------------- cells


def write_cells(
    connection: sqlite3.Connection,
    matrix_id: int,
    cells: Mapping[tuple[int, str], tuple[str, Origin | None] | None],
) -> str:
    """Write cells by paper and column; None gives a cell back to highlights and suggestions."""
    known = _known(connection, matrix_id)
    for (paper_id, name), said in cells.items():
        if paper_id not in known.papers or name not in known.columns:
            raise Problem("This cell is not in the comparison; nothing was changed.")
        if said is None:
            connection.execute(
                "DELETE FROM cells WHERE matrix_id = ? AND paper_id = ? AND name = ?",
                (matrix_id, paper_id, name),
            )
            continue
        text, origin = said
        connection.execute(
            "INSERT INTO cells (matrix_id, paper_id, name, text, origin) VALUES (?1, ?2, ?3, ?4,"
            " ?5) ON CONFLICT (matrix_id, paper_id, name) DO UPDATE SET text = ?4, origin = ?5",
            (matrix_id, paper_id, name, clean_text(text), _kept(origin)),
        )
    return "Edit a comparison"


def _kept(origin: Origin | None) -> str | None:
    if origin is None:
        return None
    said = {"quote": clean_text(origin.quote), "start": origin.start, "end": origin.end}
    return json.dumps({**said, "highlight": origin.highlight}, ensure_ascii=False)
