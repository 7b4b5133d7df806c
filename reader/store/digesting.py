"""What came in and what was decided, for a digest."""

import json
import sqlite3
from collections.abc import Sequence

from reader.model import Digest, Section, State
from reader.model.import_names import import_name
from reader.store import papers
from reader.store.import_rows import name_of, parts

MOST_TOLD = 100  # papers of a section
_OWN = "IN (SELECT value FROM json_each(?1))"
_SEEN = f"(SELECT paper_id FROM sightings WHERE import_id {_OWN})"
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
        "SELECT name, path, captured,"
        " sum((SELECT count(*) FROM papers WHERE import_id = imports.id)) FROM imports"
        " WHERE at >= ? GROUP BY name, path, at ORDER BY min(id)",
        (moment,),
    ).fetchall()
    named = [(import_name(*said), count) for *said, count in imports]
    counts = connection.execute(
        "SELECT (SELECT count(*) FROM papers WHERE added >= ?1),"
        " (SELECT count(*) FROM notes WHERE changed >= ?1 AND text <> ''),"
        " (SELECT count(*) FROM highlights WHERE created >= ?1)",
        (moment,),
    ).fetchone()
    return _digest(connection, period, until, named, came, decided, counts)


def of_import(connection: sqlite3.Connection, import_id: int) -> Digest:
    """What one import brought, and what was decided about that. Raises Problem for none."""
    own = json.dumps(parts(connection, import_id))
    came = _ids(
        connection,
        "SELECT paper_id FROM marks WHERE state = 'inbox' AND paper_id IN"
        f" {_SEEN} ORDER BY paper_id",
        own,
    )
    decided = [
        (name, _ids(
            connection,
            f"SELECT paper_id FROM marks WHERE state = ?2 AND paper_id IN {_SEEN}"
            " ORDER BY state_since, paper_id",
            own, state.value,
        ))
        for name, state in _SECTIONS
    ]  # fmt: skip
    counts = connection.execute(
        f"SELECT (SELECT count(*) FROM papers WHERE import_id {_OWN}),"
        f" (SELECT count(*) FROM notes WHERE text <> '' AND paper_id IN {_SEEN}),"
        f" (SELECT count(*) FROM highlights WHERE paper_id IN {_SEEN})",
        (own,),
    ).fetchone()
    name = name_of(connection, import_id)
    at, whole = connection.execute(
        "SELECT at, (SELECT count(DISTINCT paper_id) FROM sightings"
        f" WHERE import_id {_OWN}) FROM imports WHERE id = ?2",
        (own, import_id),
    ).fetchone()
    return _digest(connection, name, at[:10], [(name, whole)], came, decided, counts)


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
