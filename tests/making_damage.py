"""The damages that a library can take, each with what must be told of it.

A damage changes a closed library file. Those in SQL go behind the program's back, so that neither
triggers nor constraints see them; those in bytes hit a page that the damage chooses by its table.
"""

import os
import random
import sqlite3
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PAGE = 8192
Damage = Callable[[Path], None]


@dataclass(frozen=True)
class Case:
    """A damage: its name, what it does, a word of what must be told, and what it may cost.

    `costs` names what the person said that no byte of the file holds any more: with a backup
    nothing of it may be lost either.
    """

    name: str
    do: Damage
    told: str
    costs: frozenset[str] = frozenset()


def sql(*statements: str) -> Damage:
    """Run statements with everything that would object switched off."""

    def do(path: Path) -> None:
        database = sqlite3.connect(path, isolation_level=None)
        database.execute("PRAGMA ignore_check_constraints=ON").fetchall()
        database.execute("PRAGMA writable_schema=ON").fetchall()
        triggers = database.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        kept = triggers.fetchall()
        for name, _ in kept:
            database.execute(f'DROP TRIGGER "{name}"')
        before = {name for name, _ in kept}
        for statement in statements:
            if statement.startswith("DROP TRIGGER "):
                kept = [pair for pair in kept if pair[0] != statement.split()[-1]]
            else:
                database.execute(statement)
        there = {row[0] for row in database.execute("SELECT name FROM sqlite_schema").fetchall()}
        for name, text in kept:
            table = text.split(" ON ", 1)[1].split()[0]
            if name in before and name not in there and table in there:
                database.execute(text)
        database.close()

    return do


def pages_of(path: Path, name: str) -> list[int]:
    """The pages of a table or index: its root first, then the leaves it leads to."""
    from reader.store.damage.pages import Pages

    database = sqlite3.connect(path)
    (root,) = database.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)
    ).fetchone()
    database.close()
    found = [number for number, _ in Pages(path.read_bytes()).leaves(root)]
    return [root, *(number for number in found if number != root)]


def at(path: Path, place: int, data: bytes) -> None:
    """Overwrite bytes of a file."""
    with path.open("r+b") as stream:
        stream.seek(place)
        stream.write(data)


def page_bytes(name: str, which: int, first: int, data: bytes) -> Damage:
    """Overwrite bytes of the page `which` of a table or index (0 is its root)."""

    def do(path: Path) -> None:
        pages = pages_of(path, name)
        at(path, (pages[which % len(pages)] - 1) * PAGE + first, data)

    return do


def file_bytes(place: int, data: bytes) -> Damage:
    """Overwrite bytes of the file."""
    return lambda path: at(path, place, data)


def cut_to(size: Callable[[int], int]) -> Damage:
    """Cut the file short."""
    return lambda path: os.truncate(path, size(path.stat().st_size))


def scattered(seed: int, count: int) -> Damage:
    """Flip bits in the pages of papers and notes."""

    def do(path: Path) -> None:
        choose = random.Random(seed)
        data = bytearray(path.read_bytes())
        pages = pages_of(path, "papers")[1:] + pages_of(path, "notes")[1:]
        for _ in range(count):
            # the lists of rows at the beginning of pages: what is hit there is noticed
            place = (choose.choice(pages) - 1) * PAGE + choose.randrange(0, 12)
            data[place] ^= 1 << choose.randrange(8)
        path.write_bytes(data)

    return do


def free_list(path: Path) -> None:
    """Make free pages, and let their list lead nowhere."""
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE big (x)")
    database.executemany("INSERT INTO big VALUES (?)", [("x" * 7000,)] * 30)
    database.execute("DROP TABLE big")
    database.commit()
    database.close()
    (trunk,) = struct.unpack(">I", path.read_bytes()[32:36])
    at(path, (trunk - 1) * PAGE, b"\xff" * 16)


def foreign_journal(path: Path) -> None:
    """A journal of another library, of another time, beside a library whose end is gone."""
    path.with_name(f"{path.name}-journal").write_bytes(b"\xd9\xd5\x05\xf9 not mine" * 90)
    os.truncate(path, path.stat().st_size - PAGE)


ZERO = b"\0"
TABLES = ("papers", "notes", "marks", "highlights", "tags", "paper_tags", "sightings", "imports",
          "dumps", "pairs", "actions", "journal", "moment", "library")  # fmt: skip
INDEXES = ("papers_title", "papers_doi", "papers_dated", "marks_state", "marks_queue",
           "highlights_paper", "paper_tags_tag", "sightings_paper")  # fmt: skip

SQL = {
    "a paper without marks": ("DELETE FROM marks WHERE paper_id = 2", "paper 2 has no marks"),
    "a paper in no import": ("DELETE FROM sightings WHERE paper_id = 2", "paper 2 was never"),
    "a place of the queue twice": (
        "UPDATE marks SET queue_place = 5 WHERE state = 'queue'", "place 5 of the Queue"),
    "broken authors": ("UPDATE papers SET authors = '[' WHERE id = 1", "broken authors"),
    "authors that are no names": ("UPDATE papers SET authors = '[1]' WHERE id = 1", "not filed"),
    "broken keywords": ("UPDATE papers SET keywords = '' WHERE id = 1", "broken keywords"),
    "a wrong title key": ("UPDATE papers SET title_key = 'x' WHERE id = 1", "not filed"),
    "a wrong abstract key": ("UPDATE papers SET abstract_key = 1 WHERE id = 1", "not filed"),
    "a wrong date to sort by": ("UPDATE papers SET dated = '1900' WHERE id = 1", "not filed"),
    "broken identifiers": ("UPDATE papers SET ids = '[' WHERE id = 1", "broken identifiers"),
    "identifiers that are no texts": ("UPDATE papers SET ids = '[1]' WHERE id = 1", "not filed"),
    "broken edits": ("UPDATE papers SET edited = 'x' WHERE id = 1", "broken edits"),
    "a merge with broken parts": (
        "INSERT INTO merges (paper_id, title, at, parts) VALUES (1, 't', '2026-01-01T00:00', '[')",
        "broken parts"),
    "a date that is none": ("UPDATE papers SET date = 'soon' WHERE id = 1", "date that is none"),
    "numbers given out again": (
        "UPDATE sqlite_sequence SET seq = 0 WHERE name = 'papers'", "given out once more"),
    "broken leftovers": ("UPDATE imports SET leftovers = 'x'", "broken leftovers"),
    "a sighting with broken facts": ("UPDATE sightings SET gave = 'x' WHERE id = 2", "sighting 2"),
    "a wrong key of a tag": ("UPDATE tags SET key = 'other' WHERE id = 1", "wrong key or colour"),
    "a colour that is none": ("UPDATE tags SET color = 'puce' WHERE id = 1", "wrong key or colour"),
    "journal rows missing": ("DELETE FROM journal WHERE seq IN (2, 3)", "2 rows are missing"),
    "no moment": ("DELETE FROM moment", "no change can be recorded"),
    "an open action": ("UPDATE moment SET action_id = 3", "an action is still open: 3"),
    "a paper missing": ("DELETE FROM papers WHERE id = 3", "speaks of papers that is not there"),
    "all papers missing": ("DELETE FROM papers", "speaks of papers that is not there"),
    "a tag missing": ("DELETE FROM tags WHERE id = 1", "speaks of tags that is not there"),
    "an import missing": ("DELETE FROM imports", "speaks of imports that is not there"),
    "a text missing": ("DELETE FROM dumps", "speaks of dumps that is not there"),
    "a journal row of no action": (
        "UPDATE journal SET action_id = 99 WHERE seq = 2", "row 2 belongs to no action"),
    "a journal row of another action": (
        "UPDATE journal SET action_id = 2 WHERE seq = 2", "row 2 belongs to no action"),
    "an action missing": ("DELETE FROM actions WHERE id = 1", "belongs to no action"),
    "a journal row that is no JSON": (
        "UPDATE journal SET old = '{' WHERE op = 'update'", "cannot be read"),
    "a NUL in a note": (
        "UPDATE notes SET text = text || char(0) || 'x' WHERE paper_id = 1", "no text may hold"),
    "a note that is no UTF-8": (
        "UPDATE notes SET text = text || CAST(x'fffe' AS TEXT) WHERE paper_id = 1", "may hold"),
    "a title with an escape": (
        "UPDATE papers SET title = title || char(27) || '[2J' WHERE id = 1", "may hold"),
    "a state that is none": ("UPDATE marks SET state = 'lost' WHERE paper_id = 9", "CHECK"),
    "a kind that is none": ("UPDATE highlights SET kind = 'x' WHERE id = 1", "CHECK"),
    "no name": ("DELETE FROM library", "lost its own name"),
    "a trigger missing": ("DROP TRIGGER journal_notes_delete", "journal_notes_delete is missing"),
    "a foreign trigger": (
        "CREATE TRIGGER evil AFTER DELETE ON notes BEGIN DELETE FROM tags; END",
        "trigger evil is not of Reader"),
    "a foreign view": ("CREATE VIEW evil AS SELECT 1", "view evil is not of Reader"),
    "a foreign table": ("CREATE TABLE evil (x)", "table evil is not of Reader"),
    "a foreign index": ("CREATE INDEX evil ON notes(text)", "index evil is not of Reader"),
    "an index missing": ("DROP INDEX papers_title", "index papers_title is missing"),
    "another column": ("ALTER TABLE notes ADD COLUMN x TEXT", "notes is not as it should be"),
    "another version": ("PRAGMA user_version = 0", "version 0"),
}  # fmt: skip

LOST = {
    "the table notes gone": ("DROP TABLE notes", "table notes is missing"),
    "the table highlights gone": ("DROP TABLE highlights", "table highlights is missing"),
    "the table journal gone": ("DROP TABLE journal", "table journal is missing"),
}


def cases() -> list[Case]:
    """All damages."""
    found = [Case(name, sql(text), told) for name, (text, told) in SQL.items()]
    # Many builds of SQLite write zeros over what is dropped, so that no byte holds it any more.
    everything = frozenset({"notes", "highlights"})
    found += [Case(name, sql(text), told, everything) for name, (text, told) in LOST.items()]
    for name in TABLES:
        found.append(Case(f"root of {name} zero", page_bytes(name, 0, 0, ZERO * 100), ""))
    for name in ("papers", "notes", "journal"):
        found.append(Case(f"leaf of {name} headless", page_bytes(name, 2, 0, ZERO * 8), ""))
        found.append(Case(f"leaf of {name} garbled", page_bytes(name, 3, 0, b"\xa5" * 64), ""))
    found.append(
        Case("leaf of notes gone", page_bytes("notes", 2, 0, ZERO * PAGE), "", frozenset({"notes"}))
    )
    for name in INDEXES:
        found.append(Case(f"index {name} zero", page_bytes(name, 0, 0, ZERO * 60), ""))
        found.append(Case(f"index {name} garbled", page_bytes(name, 0, 12, b"\xff" * 90), ""))
    found += [
        Case("nothing but zeros at the beginning", file_bytes(0, ZERO * PAGE), "does not begin"),
        Case("no magic", file_bytes(0, b"Some other text!"), "does not begin"),
        Case("of another program", file_bytes(68, b"\0\0\0\1"), "another program"),
        Case("another page size", file_bytes(16, b"\x10\0"), "pages have 4096 bytes"),
        Case("no page size", file_bytes(16, b"\0\0"), "pages have 0 bytes"),
        Case("the schema garbled", file_bytes(4096, b"\xff" * 4096), ""),
        Case("a cut end", cut_to(lambda size: size - 100), ""),
        Case("half of it", cut_to(lambda size: size // 2 // PAGE * PAGE), "",
             frozenset({"notes", "highlights", "tags", "marks"})),
        Case("one page of it", cut_to(lambda _: PAGE), "",
             frozenset({"notes", "highlights", "tags", "marks"})),
        Case("no byte of it", cut_to(lambda _: 0), "empty",
             frozenset({"notes", "highlights", "tags", "marks"})),
        Case("fifty bytes of it", cut_to(lambda _: 50), "ends after 50 bytes",
             frozenset({"notes", "highlights", "tags", "marks"})),
        Case("a list of free pages that leads nowhere", free_list, ""),
        Case("a foreign journal", foreign_journal, ""),
    ]  # fmt: skip
    found += [Case(f"scattered bits {seed}", scattered(seed, 3), "") for seed in range(4)]
    return found
