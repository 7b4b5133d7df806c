"""A library as whole rows, thing by thing, with what each was: what a mirror is written from.

A paper's rows belong together, as those of a document or a comparison do; all other tables are
given by the thousand. `Line`s are rows of the journal: what a row was before each change. Rows
of imports that nothing has happened to since are not among them, for they say no more than that
the row came.
"""

import json
import sqlite3
import zlib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from reader.model import Attachment
from reader.store import attachments, journal
from reader.store.rows import Row
from reader.store.transfer import plain

Rows = dict[str, list[Row]]
Line = dict[str, object]
"""One row of the journal: seq, action, name, at, quiet, table, row, paper, op, old."""

P = ParamSpec("P")
T = TypeVar("T")


class Ask(Protocol):
    """Asks a question about one moment of the library."""

    def __call__(
        self,
        question: Callable[Concatenate[sqlite3.Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Its answer."""


# The tables whose rows are told together with the thing that they belong to.
OF_PAPERS = (
    "papers", "marks", "notes", "paper_tags", "highlights", "sightings", "merges", "links",
    "attachments",
)  # fmt: skip
OF_DOCUMENTS = ("documents", "links")
OF_MATRICES = ("matrices", "matrix_papers", "cells")
OF_TEMPLATES = ("templates",)
THINGS = {"documents": OF_DOCUMENTS, "matrices": OF_MATRICES, "templates": OF_TEMPLATES}
OWNER = {"documents": "document_id", "matrices": "matrix_id", "templates": "template_id"}
_TOLD = {"dumps", *OF_PAPERS, *OF_DOCUMENTS, *OF_MATRICES, *OF_TEMPLATES}
TABLES = tuple(table for table in plain.ORDER if table not in _TOLD)
CHUNK = 1000  # rows of a table that are told together
PAST_CHUNK = 100  # papers, or rows of a table, whose past is told together

# Rows that come by the hundred thousand with imports.
_OF_IMPORTS = frozenset(("papers", "marks", "sightings"))
_SCAN = 20_000


@dataclass(slots=True)
class Mark:
    """A place in the journal by which a library is known again later.

    It names the action and its time, for the row itself may be dropped (`visits`).
    """

    seq: int = 0
    action: int = 0
    at: str = ""


@dataclass(slots=True)
class Touched:
    """What changed up to `mark`: papers, rows of other tables, and the lines that say so.

    `everything` when the journal cannot tell: the library is another one since.
    """

    mark: Mark
    everything: bool = False
    papers: set[int] = field(default_factory=set)
    rows: dict[str, set[int]] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)


class Wholes:
    """The questions of a mirror, each answered at one moment of the library."""

    def __init__(self, ask: Ask) -> None:
        self._read = ask

    def touched_since(self, mark: Mark) -> Touched:
        """What changed after a place in the journal."""
        return self._read(touched_since, mark)

    def mark(self) -> Mark:
        """The place in the journal where the library is now."""
        return self._read(_mark)

    def past_page(self, after: int, upto: int) -> tuple[list[Line], int]:
        """A page of the journal's lines after one number, and the number it ends with."""
        return self._read(past_page, after, upto)

    def papers_by_uid(self) -> list[int]:
        """All papers in the order of their lasting names."""
        return self._read(_papers_by_uid)

    def uid_of_gone(self, paper_id: int) -> str | None:
        """The lasting name of a paper that is gone."""
        return self._read(_uid_of_gone, paper_id)

    def keys_of_table(self, table: str) -> list[int]:
        """The keys of all rows."""
        return self._read(_keys, table)

    def whole_papers(self, ids: Sequence[int]) -> dict[int, Rows]:
        """All rows of papers, without those that are gone."""
        return self._read(of_papers, ids)

    def whole_thing(self, table: str, key: int) -> Rows:
        """All rows of a document, a comparison or a template; empty when it is gone."""
        return self._read(of_thing, table, key)

    def whole_rows(self, table: str, chunk: int) -> list[Row]:
        """The rows of a table whose keys lie in one thousand."""
        return self._read(of_chunk, table, chunk)

    def tag_names(self) -> dict[int, str]:
        """The names of tags by number."""
        return self._read(_names, "tags")

    def import_names(self) -> dict[int, str]:
        """The names of imports by number."""
        return self._read(_names, "imports")

    def note_count(self) -> int:
        """How many papers have notes."""
        return self._read(_note_count)

    def dump_names(self) -> list[str]:
        """The checksums of all stored texts."""
        return self._read(dump_names)

    def dump_text(self, sha256: str) -> bytes:
        """A stored text in UTF-8."""
        return self._read(dump_text, sha256)

    def kept_files(self) -> list[Attachment]:
        """All files that lie in the library's folder."""
        return self._read(attachments.kept)

    def linked_and_larger(self, size: int) -> tuple[int, int]:
        """How many files are only linked, and how many kept ones are larger than so many bytes."""
        return self._read(attachments.linked_and_larger, size)

    def names(self) -> dict[str, str]:
        """What the library says of itself."""
        return self._read(names)

    def numbers(self) -> dict[str, int]:
        """The last number that each table gave out."""
        return self._read(numbers)


def _mark(connection: sqlite3.Connection) -> Mark:
    row = connection.execute(
        "SELECT seq, action_id, at FROM journal JOIN actions ON actions.id = action_id"
        " ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    return Mark(*row) if row else Mark()


def _is_there(connection: sqlite3.Connection, mark: Mark) -> bool:
    row = connection.execute(
        "SELECT at FROM actions WHERE id = ? AND first_seq <= ? AND last_seq >= ?",
        (mark.action, mark.seq, mark.seq),
    ).fetchone()
    return row is not None and bool(row[0] == mark.at)


def touched_since(connection: sqlite3.Connection, mark: Mark) -> Touched:
    """What changed after a place in the journal."""
    found = Touched(_mark(connection))
    if not mark.seq or found.mark.seq < mark.seq or not _is_there(connection, mark):
        found.everything = True
        return found
    rows = connection.execute(
        "SELECT tbl, row, paper_id, op FROM journal WHERE seq > ?", (mark.seq,)
    ).fetchall()
    for tbl, row, paper_id, op in rows:
        if op == journal.RESTORE:
            found.everything = True
            return found
        if paper_id is not None:
            found.papers.add(paper_id)
        found.rows.setdefault(tbl, set()).add(row)
    found.lines = _lines(connection, "seq > ?", (mark.seq,))
    found.papers |= _papers_of(connection, "paper_tags", "tag_id", found.rows.get("tags", ()))
    found.papers |= _papers_of(connection, "sightings", "import_id", found.rows.get("imports", ()))
    _add_owners(connection, found)
    return found


def _papers_of(
    connection: sqlite3.Connection, table: str, column: str, values: Collection[int]
) -> set[int]:
    rows = connection.execute(
        f'SELECT paper_id FROM {table} WHERE "{column}" IN (SELECT value FROM json_each(?))',
        (json.dumps(list(values)),),
    ).fetchall()
    return {row[0] for row in rows}


def _add_owners(connection: sqlite3.Connection, found: Touched) -> None:
    """The things that rows belong to, or belonged to, changed with them."""
    for thing, tables in THINGS.items():
        owner = OWNER[thing]
        for table in tables[1:]:
            touched = found.rows.get(table)
            if not touched:
                continue
            owners = connection.execute(
                f'SELECT "{owner}" FROM {table} WHERE id IN (SELECT value FROM json_each(?))',
                (json.dumps(list(touched)),),
            ).fetchall()
            former = [
                line["old"].get(owner)
                for line in found.lines
                if line["table"] == table and isinstance(line["old"], dict)
            ]
            ids = {one for (one,) in owners if one is not None}
            ids |= {one for one in former if isinstance(one, int)}
            found.rows.setdefault(thing, set()).update(ids)


# ---------------------------------------------------------------- what was


def past_page(connection: sqlite3.Connection, after: int, upto: int) -> tuple[list[Line], int]:
    """The lines of a page of the journal, and the number that the page ends with."""
    row = connection.execute(
        "SELECT max(seq) FROM (SELECT seq FROM journal WHERE seq > ? AND seq <= ? ORDER BY seq"
        " LIMIT ?)",
        (after, upto, _SCAN),
    ).fetchone()
    last = upto if row[0] is None else int(row[0])
    return _lines(connection, "seq > ? AND seq <= ?", (after, last)), last


def _lines(connection: sqlite3.Connection, where: str, values: Iterable[object]) -> list[Line]:
    bulk = ", ".join(f"'{table}'" for table in sorted(_OF_IMPORTS))
    cursor = connection.execute(
        "SELECT now.seq, now.action_id, name, at, sort = 'quiet', tbl, row, paper_id, op, old"
        " FROM journal AS now LEFT JOIN actions ON actions.id = now.action_id"
        f" WHERE {where} AND tbl <> 'pairs' AND op <> 'restore'"
        f" AND NOT (op = 'insert' AND tbl IN ({bulk}) AND NOT EXISTS (SELECT 1 FROM journal AS was"
        " WHERE was.paper_id = now.paper_id AND was.seq < now.seq AND was.op <> 'insert'"
        " AND was.op = 'delete'))"
        " ORDER BY now.seq",
        tuple(values),
    )
    return [_line(*row) for row in cursor.fetchall()]


def _line(
    seq: int,
    action: int,
    name: str | None,
    at: str | None,
    quiet: int | None,
    table: str,
    row: int,
    paper: int | None,
    op: str,
    old: str | None,
) -> Line:
    return {
        "seq": seq, "action": action, "name": name or "", "at": at or "", "quiet": bool(quiet),
        "table": table, "row": row, "paper": paper, "op": op, "old": _former(old),
    }  # fmt: skip


def _former(old: str | None) -> object:
    if old is None:
        return None
    try:
        return journal.read_old(old)
    except (ValueError, RecursionError):
        return old


# ---------------------------------------------------------------- what is


def of_papers(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, Rows]:
    """All rows of papers, without those that are gone."""
    among = (json.dumps(list(ids)),)
    found: dict[int, Rows] = {}
    for table in OF_PAPERS:
        column = journal.TABLES[table].paper
        where = f'"{column}" IN (SELECT value FROM json_each(?))'
        for row in plain.select(connection, table, where, among):
            paper_id = row[str(column)]
            assert isinstance(paper_id, int)
            if table == "papers":
                found[paper_id] = {}
            found.setdefault(paper_id, {}).setdefault(table, []).append(row)
    for row in plain.select(
        connection, "citation_keys", "paper_id IN (SELECT value FROM json_each(?))", among
    ):
        keyed = row["paper_id"]
        if isinstance(keyed, int) and keyed in found:
            found[keyed].setdefault("citation_keys", []).append(row)
    return {paper_id: rows for paper_id, rows in found.items() if "papers" in rows}


def of_thing(connection: sqlite3.Connection, table: str, key: int) -> Rows:
    """All rows of a document, a comparison or a template; empty when it is gone."""
    found: Rows = {}
    for name in THINGS[table]:
        column = "id" if name == table else OWNER[table]
        if rows := plain.select(connection, name, f'"{column}" = ?', (key,)):
            found[name] = rows
    return found if table in found else {}


def of_chunk(connection: sqlite3.Connection, table: str, chunk: int) -> list[Row]:
    """The rows of a table whose keys lie in one thousand."""
    key = plain.key_of(connection, table)
    where = f'"{key}" >= ? AND "{key}" < ?'
    return plain.select(connection, table, where, (chunk * CHUNK, (chunk + 1) * CHUNK))


def _papers_by_uid(connection: sqlite3.Connection) -> list[int]:
    return [row[0] for row in connection.execute("SELECT id FROM papers ORDER BY uid").fetchall()]


def _uid_of_gone(connection: sqlite3.Connection, paper_id: int) -> str | None:
    row = connection.execute(
        "SELECT old FROM journal WHERE paper_id = ? AND tbl = 'papers' AND op = 'delete'"
        " ORDER BY seq DESC LIMIT 1",
        (paper_id,),
    ).fetchone()
    uid = journal.read_old(row[0]).get("uid") if row else None
    return uid if isinstance(uid, str) else None


def _keys(connection: sqlite3.Connection, table: str) -> list[int]:
    key = plain.key_of(connection, table)
    rows = connection.execute(f'SELECT "{key}" FROM {table} ORDER BY 1').fetchall()
    return [row[0] for row in rows]


def _names(connection: sqlite3.Connection, table: str) -> dict[int, str]:
    return dict(connection.execute(f"SELECT id, name FROM {table}").fetchall())


def _note_count(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT count(*) FROM notes WHERE text <> ''").fetchone()
    return int(row[0])


def dump_names(connection: sqlite3.Connection) -> list[str]:
    """The checksums of all stored texts."""
    return [row[0] for row in connection.execute("SELECT sha256 FROM dumps ORDER BY 1").fetchall()]


def dump_text(connection: sqlite3.Connection, sha256: str) -> bytes:
    """A stored text in UTF-8."""
    row = connection.execute("SELECT content FROM dumps WHERE sha256 = ?", (sha256,)).fetchone()
    return zlib.decompress(row[0])


def names(connection: sqlite3.Connection) -> dict[str, str]:
    """What the library says of itself."""
    rows = connection.execute("SELECT key, value FROM library WHERE key <> 'skipped' ORDER BY 1")
    return dict(rows.fetchall())


def numbers(connection: sqlite3.Connection) -> dict[str, int]:
    """The last number that each table gave out."""
    rows = connection.execute(
        "SELECT name, seq FROM sqlite_sequence WHERE name <> 'actions' AND seq > 0 ORDER BY 1"
    ).fetchall()
    return dict(rows)
