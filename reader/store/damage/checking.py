"""Looking for damage: everything that should hold in a library file, and what does not."""

import hashlib
import re
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from itertools import islice

from reader.model import Finding, Progress
from reader.store import facts, identity, journal, tags
from reader.store.connection import primary, stoppable
from reader.store.kept import Unreadable
from reader.store.written import highlights

_SHOWN = 20  # findings of one sort that are told one by one

_NO_TEXT = re.compile(rb"[\x00-\x08\x0b-\x0d\x0e-\x1f]")
# Conditions that no constraint of the schema can state: what is told, and the rows it is about.
_RULES = (
    ("paper {} has no marks", "SELECT id FROM papers WHERE id NOT IN (SELECT paper_id FROM marks)"),
    (
        "paper {} was never sighted in an import",
        "SELECT id FROM papers WHERE id NOT IN (SELECT paper_id FROM sightings)",
    ),
    (
        "place {} of the Queue is taken twice",
        "SELECT queue_place FROM marks WHERE queue_place IS NOT NULL GROUP BY 1"
        " HAVING count(*) > 1",
    ),
    ("paper {} has broken authors", "SELECT id FROM papers WHERE NOT json_valid(authors)"),
    ("paper {} has broken keywords", "SELECT id FROM papers WHERE NOT json_valid(keywords)"),
    ("paper {} has broken identifiers", "SELECT id FROM papers WHERE NOT json_valid(ids)"),
    ("paper {} has broken edits", "SELECT id FROM papers WHERE NOT json_valid(edited)"),
    (
        "the citation key {} is not filed under what it says",
        "SELECT key FROM citation_keys WHERE lower <> lower(key)",
    ),
    ("merge {} has broken parts", "SELECT id FROM merges WHERE NOT json_valid(parts)"),
    (
        "paper {} has a date that is none",
        "SELECT id FROM papers WHERE date NOT GLOB '[0-9][0-9][0-9][0-9]*'"
        " AND date NOT GLOB '--[0-9][0-9]*'",
    ),
    (
        "the number of paper {} could be given out once more",
        "SELECT max(id) FROM papers HAVING max(id) > coalesce("
        "(SELECT seq FROM sqlite_sequence WHERE name = 'papers'), 0)",
    ),
    ("import {} has broken leftovers", "SELECT id FROM imports WHERE NOT json_valid(leftovers)"),
    (
        "comparison {} has broken columns",
        "SELECT id FROM matrices WHERE NOT json_valid(columns) OR json_type(columns) <> 'array'",
    ),
    (
        "cell {} has a broken origin",
        "SELECT id FROM cells WHERE origin IS NOT NULL AND NOT json_valid(origin)",
    ),
    (
        "cell {} is of a paper that is not in its comparison",
        "SELECT id FROM cells WHERE NOT EXISTS (SELECT 1 FROM matrix_papers WHERE"
        " matrix_papers.matrix_id = cells.matrix_id AND matrix_papers.paper_id = cells.paper_id)",
    ),
    (
        "cell {} is in a column that its comparison does not have",
        "SELECT cells.id FROM cells JOIN matrices ON matrices.id = matrix_id"
        " WHERE json_valid(columns) AND name NOT IN (SELECT value FROM json_each(columns))",
    ),
    ("sighting {} has broken facts", "SELECT id FROM sightings WHERE NOT json_valid(gave)"),
    (
        "the library has lost its own name",
        "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM library WHERE key = 'uid')",
    ),
    (
        "no change can be recorded: the row of the open action is missing",
        "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM moment)",
    ),
    (
        "an action is still open: {}",
        "SELECT action_id FROM moment WHERE action_id IS NOT NULL",
    ),
)


def check(connection: sqlite3.Connection, progress: Progress | None = None) -> list[Finding]:
    """Everything that is wrong; empty when all is well. Raises Cancelled when told to stop."""
    if progress is None:
        return _check(connection, lambda _part: None)
    part = 0

    def begin(number: int) -> None:
        nonlocal part
        part = number

    with stoppable(connection, lambda: progress(part, _PARTS)):
        return _check(connection, begin)


def _check(connection: sqlite3.Connection, begin: Callable[[int], None]) -> list[Finding]:
    for number, question in enumerate((integrity, _texts)):
        begin(number)
        damage = list(question(connection))
        if damage:  # what a damaged file says about itself means nothing
            return damage
    findings: list[Finding] = []
    for number, question in enumerate(_QUESTIONS, 2):
        begin(number)
        findings += question(connection)
    return findings


def integrity(connection: sqlite3.Connection) -> Iterator[Finding]:
    """What SQLite finds wrong with the pages of the file."""
    try:
        told = connection.execute(f"PRAGMA integrity_check({_SHOWN})").fetchall()
    except sqlite3.DatabaseError as error:
        if primary(error) != sqlite3.SQLITE_CORRUPT:
            raise
        told = [(str(error),)]
    for (text,) in told:
        if text != "ok":
            yield Finding("library", text)


def _texts(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Bytes that are no UTF-8, and characters that no text in here may hold (`reader.clean`)."""
    kept = connection.text_factory
    texts = [
        (table, name)
        for table in journal.TABLES
        for name, kind in journal.columns(connection, table).items()
        if kind == "TEXT"
    ]
    connection.text_factory = bytes
    try:
        for table, name in texts:
            yield from islice(_wrong_texts(connection, table, name), _SHOWN)
    finally:
        connection.text_factory = kept


def _wrong_texts(connection: sqlite3.Connection, table: str, name: str) -> Iterator[Finding]:
    for row, text in connection.execute(f'SELECT rowid, "{name}" FROM {table}'):
        if text is not None and (_NO_TEXT.search(text) or not _is_utf8(text)):
            what = f"the {name} in row {row} of {table} holds bytes that no text may hold"
            yield Finding("library", what)


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _references(connection: sqlite3.Connection) -> Iterator[Finding]:
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall()[:_SHOWN]:
        yield Finding("library", f"row {row} of {table} speaks of {parent} that is not there")


def _broken_rules(connection: sqlite3.Connection) -> Iterator[Finding]:
    for text, sql in _RULES:
        for (value,) in connection.execute(f"{sql} LIMIT {_SHOWN}").fetchall():
            yield Finding("library", text.format(value))


def _filing(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Papers filed under what they do not say would be imported twice, or sorted wrongly."""
    names = ", ".join(facts.COLUMNS + facts.DERIVED)
    rows = connection.execute(f"SELECT id, {names} FROM papers")
    wrong = (paper_id for paper_id, *row in rows if not _is_filed_right(tuple(row)))
    for paper_id in islice(wrong, _SHOWN):
        yield Finding("library", f"paper {paper_id} is not filed under what it says")


def _is_filed_right(row: tuple[object, ...]) -> bool:
    try:
        said = facts.read(row[: len(facts.COLUMNS)])
    except Unreadable:
        return False
    except ValueError:
        return True  # its broken lists are told already
    return facts.Columns.of(said, identity.keys_of(said)).values == row


def _tags(connection: sqlite3.Connection) -> Iterator[Finding]:
    for key, name, color in connection.execute("SELECT key, name, color FROM tags").fetchall():
        if key != tags.tag_key(name) or color not in tags.COLORS:
            yield Finding("library", f"the tag {name} has a wrong key or colour")


def _dumps(connection: sqlite3.Connection) -> Iterator[Finding]:
    """One after the other: together they may be larger than memory."""
    for (sha256,) in connection.execute("SELECT sha256 FROM dumps").fetchall():
        (content,) = connection.execute(
            "SELECT content FROM dumps WHERE sha256 = ?", (sha256,)
        ).fetchone()
        try:
            whole = hashlib.sha256(zlib.decompress(content)).hexdigest() == sha256
        except zlib.error:
            whole = False
        if not whole:
            yield Finding("library", f"the stored text {sha256[:12]} is damaged")


def _highlights(connection: sqlite3.Connection) -> Iterator[Finding]:
    rows = connection.execute(
        "SELECT highlights.id, paper_id, quote, prefix, suffix, first, behind, abstract"
        " FROM highlights JOIN papers ON papers.id = paper_id"
    ).fetchall()
    for number, paper_id, quote, prefix, suffix, first, behind, abstract in rows:
        if not behind:  # a join brought it with the words of another paper
            continue
        anchor = highlights.Anchor(quote, prefix, suffix, first, behind)
        if anchor.find(abstract) is None and not _has_another_text(connection, paper_id):
            text = f"the words of highlight {number} are no longer in paper {paper_id}"
            yield Finding("library", text)


def _has_another_text(connection: sqlite3.Connection, paper_id: int) -> bool:
    """Whether words may be lost: the person rewrote the abstract, or merged in another paper's."""
    (changed,) = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM merges WHERE paper_id = ?1) OR EXISTS (SELECT 1 FROM papers,"
        " json_each(edited) WHERE papers.id = ?1 AND json_each.value = 'abstract')",
        (paper_id,),
    ).fetchone()
    return bool(changed)


def _journal(connection: sqlite3.Connection) -> Iterator[Finding]:
    present = dict(
        connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    )
    wanted = journal.triggers(connection)
    for name in sorted(present.keys() | wanted.keys()):
        if present.get(name) != wanted.get(name):
            yield Finding("journal", f"the trigger {name} is not as it should be")
    missing = journal.missing(connection)
    if missing:
        yield Finding("journal", f"{missing} rows are missing")
    rows = connection.execute(
        "SELECT seq FROM journal LEFT JOIN actions ON actions.id = action_id"
        " WHERE actions.id IS NULL OR seq NOT BETWEEN first_seq AND last_seq LIMIT ?",
        (_SHOWN,),
    ).fetchall()
    for (seq,) in rows:
        yield Finding("journal", f"row {seq} belongs to no action")
    for seq, old in connection.execute(
        "SELECT seq, old FROM journal WHERE op IN ('update', 'delete')"
    ).fetchall():
        try:
            journal.read_old(old or "")
        except ValueError:
            yield Finding("journal", f"row {seq} cannot be read")


_QUESTIONS = (_references, _broken_rules, _filing, _tags, _dumps, _highlights, _journal)
_PARTS = 2 + len(_QUESTIONS)
