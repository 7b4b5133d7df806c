"""What came in and what was decided, for a digest."""

import sqlite3
from collections.abc import Sequence

from reader.errors import Problem
from reader.model import Digest, Section, State
from reader.store import papers

MOST_TOLD = 100  # papers of a section
_SECTIONS = (
    ("Read", State.DONE), ("Reading", State.READING), ("Queued", State.QUEUE),
    ("Archived", State.ARCHIVE),
)  # fmt: skip


def since(connection: sqlite3.Connection, moment: str, period: str, until: str) -> Digest:
    """What happened from a moment (ISO time in UTC) on."""
    came = _ids(
        connection,
        "SELECT papers.id FROM papers JOIN marks ON paper_id = papers.id"
        " WHERE added >= ? AND state = 'inbox' ORDER BY added, papers.id",
        moment,
    )
    decided = [
        (name, _ids(
            connection,
            "SELECT paper_id FROM marks WHERE state = ?2 AND state_since >= ?1"
            " AND EXISTS (SELECT 1 FROM papers WHERE papers.id = paper_id"
            " AND state_since > added) ORDER BY state_since, paper_id",
            moment, state.value,
        ))
        for name, state in _SECTIONS
    ]  # fmt: skip
    imports = connection.execute(
        "SELECT name, (SELECT count(*) FROM papers WHERE import_id = imports.id) FROM imports"
        " WHERE at >= ? ORDER BY id",
        (moment,),
    ).fetchall()
    counts = connection.execute(
        "SELECT (SELECT count(*) FROM papers WHERE added >= ?1),"
        " (SELECT count(*) FROM notes WHERE changed >= ?1 AND text <> ''),"
        " (SELECT count(*) FROM highlights WHERE created >= ?1)",
        (moment,),
    ).fetchone()
    return _digest(connection, period, until, imports, came, decided, counts)


def of_import(connection: sqlite3.Connection, import_id: int) -> Digest:
    """What one import brought, and what was decided about that. Raises Problem for none."""
    row = connection.execute("SELECT name, at FROM imports WHERE id = ?", (import_id,)).fetchone()
    if row is None:
        raise Problem(f"There is no import {import_id}.", do="`reader imports` lists them.")
    came = _ids(
        connection,
        "SELECT paper_id FROM marks WHERE state = 'inbox' AND paper_id IN"
        " (SELECT paper_id FROM sightings WHERE import_id = ?) ORDER BY paper_id",
        import_id,
    )
    decided = [
        (name, _ids(
            connection,
            "SELECT paper_id FROM marks WHERE state = ?2 AND paper_id IN"
            " (SELECT paper_id FROM sightings WHERE import_id = ?1) ORDER BY paper_id",
            import_id, state.value,
        ))
        for name, state in _SECTIONS
    ]  # fmt: skip
    counts = connection.execute(
        "SELECT (SELECT count(*) FROM papers WHERE import_id = ?1),"
        " (SELECT count(*) FROM notes WHERE text <> '' AND paper_id IN"
        " (SELECT paper_id FROM sightings WHERE import_id = ?1)),"
        " (SELECT count(*) FROM highlights WHERE paper_id IN"
        " (SELECT paper_id FROM sightings WHERE import_id = ?1))",
        (import_id,),
    ).fetchone()
    whole = connection.execute(
        "SELECT count(DISTINCT paper_id) FROM sightings WHERE import_id = ?", (import_id,)
    ).fetchone()[0]
    return _digest(connection, row[0], row[1][:10], [(row[0], whole)], came, decided, counts)


def _ids(connection: sqlite3.Connection, sql: str, *values: object) -> list[int]:
    return [paper_id for (paper_id,) in connection.execute(sql, values).fetchall()]


def _digest(
    connection: sqlite3.Connection,
    period: str,
    until: str,
    imports: Sequence[tuple[str, int]],
    came: Sequence[int],
    decided: Sequence[tuple[str, Sequence[int]]],
    counts: tuple[int, int, int],
) -> Digest:
    def section(name: str, ids: Sequence[int]) -> Section:
        return Section(name, tuple(papers.papers(connection, ids[:MOST_TOLD])), len(ids))

    new, notes, highlights = counts
    return Digest(
        period,
        until,
        tuple(imports),
        section("Waiting for a decision", came),
        tuple(section(name, ids) for name, ids in decided if ids),
        new,
        notes,
        highlights,
    )
