"""A new library file from rows and lines that come from outside: from a mirror.

Nothing that comes in is trusted. A row that is none of its table is left out and said; texts are
cleaned as any text that enters; what refers to nothing is mended as a repair would. What is new
is whole or not there.
"""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from reader.clean import clean_text
from reader.store import facts, journal, schema, tags
from reader.store.actions import now
from reader.store.backup import restoring
from reader.store.connection import Connection, spoken
from reader.store.damage import mending
from reader.store.damage.repairing import opened
from reader.store.rows import Row
from reader.store.transfer import plain
from reader.store.transfer.whole import Line

NAME = "Rebuild the library from its mirror"
MOST_SAID = 100
_REFUSED = (sqlite3.Error, OverflowError, ValueError, TypeError, RecursionError)
_OPS = ("insert", "update", "delete")
_LATEST = 1 << 53  # numbers of the journal beyond this are nobody's


class Rebuilding:
    """A library in the making: rows go in, and what could not be taken is in `said`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.said: list[str] = []
        self._left_out = 0

    def leave_out(self, what: str) -> None:
        """Say what was left out, up to a hundred times."""
        self._left_out += 1
        if self._left_out <= MOST_SAID:
            self.said.append(what)

    def put(self, table: str, row: Row, where: str) -> None:
        """Put a row that stands in the file `where` into its table."""
        try:
            clean = {name: _cleaned(value) for name, value in row.items()}
            if table == "papers":
                clean = {"title_key": "", **clean}
            if table == "attachments":
                _check_attachment(clean)
            plain.put(self._connection, table, [clean])
        except _REFUSED as error:
            self.leave_out(f"{where}: a row of {table} could not be taken ({error})")

    def put_dump(self, sha256: str, text: bytes) -> bool:
        """Store the text of a listing; answers whether it is the one of that checksum."""
        if hashlib.sha256(text).hexdigest() != sha256:
            return False
        self._connection.execute(
            "INSERT OR IGNORE INTO dumps (sha256, content, length) VALUES (?, ?, ?)",
            (sha256, zlib.compress(text), len(text)),
        )
        return True

    def put_lines(self, lines: Iterable[Line], where: str) -> None:
        """Put what was into the journal."""
        for line in lines:
            try:
                self._put_line(line)
            except _REFUSED as error:
                self.leave_out(f"{where}: a line of the past could not be taken ({error})")

    def _put_line(self, line: Line) -> None:
        seq, action, op, table = line["seq"], line["action"], line["op"], line["table"]
        if op not in _OPS or table not in journal.TABLES:
            raise ValueError("it speaks of nothing known")
        if not (isinstance(seq, int) and isinstance(action, int) and 0 < seq < _LATEST):
            raise ValueError("its numbers are none")
        former = line["old"]
        if (former is None) != (op == "insert"):
            raise ValueError("it does not say what was")
        if isinstance(former, dict) and not all(_is_value(one) for one in former.values()):
            raise ValueError("what was is nothing that a row holds")
        old = (
            former
            if former is None or isinstance(former, str)
            else json.dumps(_cleaned_deep(former))
        )
        self._connection.execute(
            "INSERT INTO actions (id, name, at, sort, undone, visit, papers, first_seq, last_seq)"
            " VALUES (?1, ?2, ?3, ?4, 0, '', 0, ?5, ?5) ON CONFLICT (id) DO UPDATE SET"
            " first_seq = min(first_seq, ?5), last_seq = max(last_seq, ?5)",
            (action, clean_text(str(line["name"])), clean_text(str(line["at"])),
             "quiet" if line["quiet"] else "redo", seq),
        )  # fmt: skip
        self._connection.execute(
            "INSERT INTO journal (seq, action_id, tbl, row, paper_id, op, old)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (seq, action, table, line["row"], line["paper"], op, old),
        )

    def name_tag(self, number: int, name: str) -> None:
        """Give a tag that is lost the name that papers know it by."""
        self._connection.execute(
            "INSERT OR IGNORE INTO tags (id, key, name, color) VALUES (?, ?, ?, ?)",
            (number, tags.tag_key(clean_text(name)), clean_text(name), min(tags.COLORS)),
        )

    def name_import(self, number: int, name: str) -> None:
        """Make up an import that is lost by the name that papers know it by; its text is lost."""
        there = self._connection.execute("SELECT 1 FROM imports WHERE id = ?", (number,)).fetchone()
        if there:
            return
        self.put_dump(hashlib.sha256(b"").hexdigest(), b"")
        self._connection.execute(
            "INSERT INTO imports (id, name, format, dump, encoding, at, captured_evidence, lines,"
            " leftovers) VALUES (?, ?, 'lines', ?, 'utf-8', ?, '', 0, '[]')",
            (number, clean_text(name), hashlib.sha256(b"").hexdigest(), now()),
        )
        self.said.append(f"the import “{name}” was lost; its name is left")

    def name(self, names: Mapping[str, object]) -> None:
        """Give the library the name that it had."""
        self._connection.executemany(
            "INSERT INTO library (key, value) VALUES (?, ?)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [(key, value) for key, value in names.items()
             if isinstance(value, str) and key != "skipped" and clean_text(value) == value],
        )  # fmt: skip

    def finish(self) -> None:
        """Make all of it agree, and say what had to be mended."""
        gap = journal.missing(self._connection)
        if gap:
            journal.skip(self._connection, gap)
        _count_papers(self._connection)
        self.said += mending.drop_unreadable(self._connection)
        _readable_lists(self._connection)
        facts.refile(self._connection)
        self.said += [what for what in mending.mend(self._connection) if "given out" not in what]
        self.said += _drop_dangling(self._connection)
        if self._left_out > MOST_SAID:
            self.said.append(f"and {self._left_out - MOST_SAID:,} more could not be taken")


@contextmanager
def rebuilding(copy: Path, numbers: Mapping[str, int]) -> Iterator[Rebuilding]:
    """Make the new library file `copy` of what the block puts into it. Raises Problem."""
    with spoken(copy):
        schema.make(copy)
        with opened(copy) as connection:
            connection.execute("DELETE FROM library WHERE key = 'skipped'")
            made = Rebuilding(connection)
            yield made
            made.finish()
            seq = journal.seq(connection)
        restoring.go_on_counting(copy, NAME, seq, dict(numbers))


def _cleaned(value: object) -> object:
    return clean_text(value) if isinstance(value, str) else value


def _cleaned_deep(value: object) -> object:
    if isinstance(value, dict):
        return {clean_text(str(name)): _cleaned_deep(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_cleaned_deep(one) for one in value]
    return _cleaned(value)


def _is_value(value: object) -> bool:
    """Whether a value can be that of a column: there are only whole numbers and texts."""
    return value is None or (isinstance(value, str | int) and not isinstance(value, bool))


def _check_attachment(row: Row) -> None:
    """A kept file lies in the library's folder and nowhere else."""
    path = str(row.get("path", ""))
    if row.get("kept") and (path.startswith(("/", "\\")) or ".." in path or ":" in path):
        raise ValueError("its path leads out of the library")


def _count_papers(connection: sqlite3.Connection) -> None:
    connection.execute(
        "UPDATE actions SET papers = (SELECT count(DISTINCT paper_id) FROM journal"
        " WHERE seq BETWEEN first_seq AND last_seq AND action_id = actions.id)"
    )


def _readable_lists(connection: sqlite3.Connection) -> None:
    """Lists of a paper that are none would stop its filing."""
    for name in ("authors", "keywords", "ids", "edited"):
        connection.execute(
            f"UPDATE papers SET {name} = '[]' WHERE NOT json_valid({name})"
            f" OR json_type({name}) <> 'array'"
            f" OR EXISTS (SELECT 1 FROM json_each({name}) WHERE type <> 'text')"
        )


def _drop_dangling(connection: sqlite3.Connection) -> list[str]:
    """Rows that still refer to nothing are left out: all that a person wrote has a place by now."""
    dangling = connection.execute("PRAGMA foreign_key_check").fetchall()
    for table, rowid, _, _ in dangling:
        connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))
    if not dangling:
        return []
    tables = sorted({table for table, *_ in dangling})
    return [f"{len(dangling)} rows of {', '.join(tables)} spoke of what is not there"]
