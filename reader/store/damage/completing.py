"""What a repaired library lacks comes back from its newest backup, and what is lost is told.

The journal knows which rows there were: one that is not there and was never deleted is lost.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from reader.errors import Problem
from reader.store import journal
from reader.store.backup import backups, restoring
from reader.store.connection import Connection
from reader.store.copying import reading
from reader.store.damage import salvaging
from reader.store.damage.salvaging import Key

Said = list[str]
BEFORE_REPAIR = "before a repair"  # the reason of a backup of a damaged library


def _uid(target: Connection) -> str:
    row = target.execute("SELECT value FROM library WHERE key = 'uid'").fetchone()
    return str(row[0]) if row else ""


@contextlib.contextmanager
def _newest_backup(target: Connection, place: Path) -> Iterator[Connection | None]:
    """The library in the newest backup that is whole and was not made of the damaged one."""
    for backup in backups.backups(backups.folder_of(_uid(target))):
        if backup.reason == BEFORE_REPAIR:
            continue
        with contextlib.ExitStack() as stack:
            try:
                copy = stack.enter_context(restoring.unpacked(place, backup))
                source = stack.enter_context(reading(copy))
            except Problem:
                continue
            yield source
            return
    yield None


def complete(target: Connection, place: Path, said: Said) -> None:
    """Rows that are not there and were never deleted come back from the newest backup."""
    with _newest_backup(target, place) as source:
        if source is not None:
            _copy_missing(source, target, "journal", set())  # which says what was deleted
            deleted = _deleted(target)
            for table in salvaging.columns(target):
                count = _copy_missing(source, target, table, deleted)
                if count:
                    said.append(f"{count} rows of {table} came back from the newest backup")
    _notes_of_journal(target, said, _deleted(target))


def _deleted(target: Connection) -> set[tuple[str, Key]]:
    rows = target.execute("SELECT tbl, row, op, max(seq) FROM journal GROUP BY tbl, row").fetchall()
    return {(table, row) for table, row, op, _ in rows if op == "delete"}


def _copy_missing(
    source: Connection, target: Connection, table: str, deleted: set[tuple[str, Key]]
) -> int:
    names = list(journal.columns(target, table))
    key = names[0]
    there = {row[0] for row in target.execute(f'SELECT "{key}" FROM "{table}"').fetchall()}
    rows = source.execute(f'SELECT {", ".join(names)} FROM "{table}" ORDER BY rowid').fetchall()
    missing = [row for row in rows if row[0] not in there and (table, row[0]) not in deleted]
    before = target.total_changes
    target.executemany(
        f'INSERT OR IGNORE INTO "{table}" ({", ".join(names)})'
        f" VALUES ({', '.join('?' * len(names))})",
        missing,
    )
    return target.total_changes - before


def _notes_of_journal(target: Connection, said: Said, deleted: set[tuple[str, Key]]) -> None:
    """A note that is nowhere else is as it was before its last change, which the journal knows."""
    rows = target.execute(
        "SELECT row, old, max(seq) FROM journal WHERE tbl = 'notes' AND op <> 'insert'"
        " AND row NOT IN (SELECT paper_id FROM notes) GROUP BY row"
    ).fetchall()
    for paper_id, old, _ in rows:
        with contextlib.suppress(ValueError, KeyError):
            if ("notes", paper_id) not in deleted:
                target.execute(
                    "INSERT INTO notes (paper_id, text, changed) VALUES (?, ?, datetime('now'))",
                    (paper_id, journal.read_old(old)["text"]),
                )
                said.append(f"the note on paper {paper_id} is an earlier version of it")


def complete_notes(target: Connection, place: Path, said: Said, cut: list[Key]) -> None:
    """Notes that are cut short are taken from the newest backup when that has more of them."""
    with _newest_backup(target, place) as source:
        for paper_id in cut:
            said.append(f"the note on paper {paper_id} is cut short")
            ask = "SELECT text FROM notes WHERE paper_id = ?"
            mine = target.execute(ask, (paper_id,)).fetchone()
            other = source.execute(ask, (paper_id,)).fetchone() if source else None
            if mine and other and len(other[0]) > len(mine[0]):
                target.execute("UPDATE notes SET text = ? WHERE paper_id = ?", (other[0], paper_id))
                said[-1] = f"the note on paper {paper_id} is as it was in the newest backup"


def lost(target: Connection) -> list[str]:
    """What was there, says the journal, and is not any more."""
    said = []
    for table in journal.TABLES:
        key = journal.TABLES[table].key
        (count,) = target.execute(
            "SELECT count(*) FROM (SELECT row, op, max(seq) FROM journal WHERE tbl = ?"
            " GROUP BY row)"
            f" WHERE op <> 'delete' AND row NOT IN (SELECT \"{key}\" FROM {table})",
            (table,),
        ).fetchone()
        if count:
            said.append(f"{count} rows of {table} are lost")
    return said
