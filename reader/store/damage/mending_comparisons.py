"""Mending comparisons: whatever a cell says stays, also when what it hung on is lost."""

import json
import sqlite3

from reader.store.actions import now


def mend_comparisons(connection: sqlite3.Connection, said: list[str]) -> None:
    """Give every cell its comparison, its column and its paper's row again."""
    _bring_back_lost(connection, said)
    broken = connection.execute(
        "UPDATE cells SET origin = NULL WHERE origin IS NOT NULL"
        " AND (NOT json_valid(origin) OR json_type(origin, '$.quote') IS NOT 'text')"
    ).rowcount
    if broken:
        said.append(f"{broken} cells of comparisons had lost the sentence they came from")
    _columns(connection, said)
    added = connection.execute(
        "INSERT INTO matrix_papers (matrix_id, paper_id, position) SELECT DISTINCT matrix_id,"
        " paper_id, paper_id FROM cells WHERE NOT EXISTS (SELECT 1 FROM matrix_papers WHERE"
        " matrix_papers.matrix_id = cells.matrix_id AND matrix_papers.paper_id = cells.paper_id)"
    ).rowcount
    if added:
        said.append(f"{added} papers are in their comparison again")


def _bring_back_lost(connection: sqlite3.Connection, said: list[str]) -> None:
    from reader.store.schema import fresh_uid

    lost = connection.execute(
        "SELECT matrix_id FROM cells UNION SELECT matrix_id FROM matrix_papers"
        " EXCEPT SELECT id FROM matrices"
    ).fetchall()
    connection.executemany(
        "INSERT INTO matrices (id, uid, title, columns, created)"
        " VALUES (?, ?, 'A lost comparison', '[]', ?)",
        [(number, fresh_uid(), now()) for (number,) in lost],
    )
    if lost:
        said.append(f"{len(lost)} comparisons were lost; others stand in for them")


def _columns(connection: sqlite3.Connection, said: list[str]) -> None:
    """The columns that are still known, and one for every cell that has none."""
    mended = 0
    for number, text in connection.execute("SELECT id, columns FROM matrices").fetchall():
        known = _names(text)
        used = connection.execute(
            "SELECT DISTINCT name FROM cells WHERE matrix_id = ? ORDER BY id", (number,)
        ).fetchall()
        names = list(dict.fromkeys([*known, *(name for (name,) in used)]))
        if _names_as_kept(names) != text:
            connection.execute(
                "UPDATE matrices SET columns = ? WHERE id = ?", (_names_as_kept(names), number)
            )
            mended += 1
    if mended:
        said.append(f"{mended} comparisons had lost columns")


def _names_as_kept(names: list[str]) -> str:
    return json.dumps(names, ensure_ascii=False)


def _is_list(text: str) -> bool:
    try:
        return isinstance(json.loads(text), list)
    except ValueError:
        return False


def _names(text: str) -> list[str]:
    return [name for name in json.loads(text) if isinstance(name, str)] if _is_list(text) else []
