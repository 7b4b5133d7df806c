"""Making the rows of a library agree again: what no row can say any more is put right by rules.

Works on a copy, in the caller's transaction, while no trigger listens. What the person wrote comes
before all: a note or a highlight without its paper gets a paper that stands in for it.
"""

import hashlib
import sqlite3
import zlib
from collections.abc import Callable

from reader.clean import clean_text, trim
from reader.model import Facts
from reader.store import facts, identity, journal, tags
from reader.store.actions import now
from reader.store.damage.mending_comparisons import mend_comparisons

Said = list[str]

_LISTS = frozenset(("authors", "keywords", "ids", "edited"))  # of texts, as JSON


def mend(connection: sqlite3.Connection) -> list[str]:
    """Put everything right that can be; answers what was done, in plain words."""
    said: Said = []
    for rule in _RULES:
        rule(connection, said)
    return said


def drop_unreadable(connection: sqlite3.Connection) -> list[str]:
    """Take away rows that say nothing any more; those that a backup has then come back whole."""
    said: Said = []
    what = "{} merges can no longer be taken apart, unless a backup had them"
    _run(connection, said, what, "DELETE FROM merges WHERE NOT json_valid(parts)")
    return said


def _did(said: Said, count: int, text: str) -> None:
    if count:
        said.append(text.format(count))


def _run(connection: sqlite3.Connection, said: Said, text: str, sql: str) -> None:
    _did(said, connection.execute(sql).rowcount, text)


# ---------------------------------------------------------------- texts


def _texts(connection: sqlite3.Connection, said: Said) -> None:
    """Bytes that are no text, and characters that no text may hold, become U+FFFD."""
    kept = connection.text_factory
    connection.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    count = 0
    try:
        for table in journal.TABLES:
            for name, kind in journal.columns(connection, table).items():
                if kind == "TEXT":
                    count += _clean_column(connection, table, name)
    finally:
        connection.text_factory = kept
    _did(said, count, "{} texts held bytes that are no letters")


def _clean_column(connection: sqlite3.Connection, table: str, name: str) -> int:
    rows = connection.execute(f'SELECT rowid, "{name}" FROM {table}').fetchall()
    wrong = [
        (clean_text(text), rowid)
        for rowid, text in rows
        if text is not None and clean_text(text) != text
    ]
    connection.executemany(f'UPDATE {table} SET "{name}" = ? WHERE rowid = ?', wrong)
    return len(wrong)


# ---------------------------------------------------------------- papers


def _stand_ins(connection: sqlite3.Connection, said: Said) -> None:
    """Papers for what the person wrote about papers that are no longer there."""
    missing = connection.execute(
        "SELECT paper_id FROM notes UNION SELECT paper_id FROM highlights"
        " UNION SELECT paper_id FROM marks UNION SELECT paper_id FROM paper_tags"
        " UNION SELECT paper_id FROM sightings UNION SELECT paper_id FROM attachments"
        " UNION SELECT paper_id FROM cells UNION SELECT paper_id FROM matrix_papers"
        " EXCEPT SELECT id FROM papers"
    ).fetchall()
    from reader.store.schema import fresh_uid

    for (paper_id,) in missing:
        said_facts = _facts_of_lost(connection, paper_id)
        values = facts.Columns.of(said_facts, identity.keys_of(said_facts)).values
        names = ("id", "uid", "added", "position", *facts.COLUMNS, *facts.DERIVED)
        connection.execute(
            f"INSERT INTO papers ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
            (paper_id, fresh_uid(), now(), 0, *values),
        )
    _did(said, len(missing), "{} papers were lost; others stand in for them")


def _facts_of_lost(connection: sqlite3.Connection, paper_id: int) -> Facts:
    """The lines of a stored listing that a lost paper was read from, if they are there."""
    row = connection.execute(
        "SELECT content, first_line, last_line FROM sightings"
        " JOIN imports ON imports.id = import_id JOIN dumps ON sha256 = dump"
        " WHERE paper_id = ? ORDER BY sightings.id DESC LIMIT 1",
        (paper_id,),
    ).fetchone()
    lines: list[str] = []
    if row is not None:
        try:
            text = zlib.decompress(row[0]).decode("utf-8", "replace")
        except zlib.error:
            text = ""
        lines = [trim(line) for line in text.split("\n")[max(row[1] - 1, 0) : row[2]]]
    lines = [line for line in lines if line]
    title = lines[0][:500] if lines else f"A lost paper ({paper_id})"
    return Facts(title=title, abstract="\n".join(lines[1:])[:20_000] or None)


def _facts(connection: sqlite3.Connection, said: Said) -> None:
    for name in _LISTS & journal.columns(connection, "papers").keys():
        _run(
            connection,
            said,
            f"{{}} papers had broken {name}",
            f"UPDATE papers SET {name} = '[]' WHERE NOT json_valid({name}) OR json_type({name})"
            f" <> 'array' OR EXISTS (SELECT 1 FROM json_each({name}) WHERE type <> 'text')",
        )
    _run(
        connection,
        said,
        "{} papers had a date that is none",
        "UPDATE papers SET date = NULL WHERE date NOT GLOB '[0-9][0-9][0-9][0-9]*'"
        " AND date NOT GLOB '--[0-9][0-9]*'",
    )


def _filing(connection: sqlite3.Connection, said: Said) -> None:
    """What papers are looked up and sorted by is worked out once more."""
    names = ", ".join(facts.COLUMNS + facts.DERIVED)
    assign = ", ".join(f"{name} = ?" for name in facts.COLUMNS + facts.DERIVED)
    wrong = []
    for paper_id, *row in connection.execute(f"SELECT id, {names} FROM papers").fetchall():
        known = facts.read(tuple(row[: len(facts.COLUMNS)]))
        values = facts.Columns.of(known, identity.keys_of(known)).values
        if values != tuple(row):
            wrong.append((*values, paper_id))
    connection.executemany(f"UPDATE papers SET {assign} WHERE id = ?", wrong)
    _did(said, len(wrong), "{} papers were not filed under what they say")


# ---------------------------------------------------------------- marks


def _marks(connection: sqlite3.Connection, said: Said) -> None:
    done = connection.execute(
        "INSERT INTO marks (paper_id, state, starred, seen, state_since)"
        " SELECT id, 'inbox', 0, 0, ? FROM papers WHERE id NOT IN (SELECT paper_id FROM marks)",
        (now(),),
    )
    _did(said, done.rowcount, "{} papers had no marks; they are in the Inbox")
    twice = connection.execute(
        "SELECT 1 FROM marks WHERE queue_place IS NOT NULL GROUP BY queue_place HAVING count(*) > 1"
    ).fetchone()
    if twice:
        order = connection.execute(
            "SELECT paper_id FROM marks WHERE state = 'queue' ORDER BY queue_place, state_since"
        ).fetchall()
        connection.executemany(
            "UPDATE marks SET queue_place = ? WHERE paper_id = ?",
            [(place * 1024, paper_id) for place, (paper_id,) in enumerate(order, 1)],
        )
        said.append("two papers had the same place in the Queue")


def _tags(connection: sqlite3.Connection, said: Said) -> None:
    for (tag_id,) in connection.execute(
        "SELECT DISTINCT tag_id FROM paper_tags WHERE tag_id NOT IN (SELECT id FROM tags)"
    ).fetchall():
        name = f"lost {tag_id}"
        connection.execute(
            "INSERT INTO tags (id, key, name, color) VALUES (?, ?, ?, ?)",
            (tag_id, tags.tag_key(name), name, min(tags.COLORS)),
        )
        said.append(f"a tag was lost; it is called {name} now")
    known: dict[str, int] = {}
    rows = connection.execute("SELECT id, key, name, color FROM tags ORDER BY id").fetchall()
    for tag_id, key, name, color in rows:
        right = tags.tag_key(name)
        first = known.setdefault(right, tag_id)
        if first != tag_id:
            connection.execute(
                "UPDATE OR IGNORE paper_tags SET tag_id = ? WHERE tag_id = ?", (first, tag_id)
            )
            connection.execute("DELETE FROM paper_tags WHERE tag_id = ?", (tag_id,))
            connection.execute("DELETE FROM tags WHERE id = ?", (tag_id,))
        elif key != right or color not in tags.COLORS:
            shade = color if color in tags.COLORS else min(tags.COLORS)
            # By way of a key that no name has, so that two keys can change places.
            connection.execute("UPDATE tags SET key = ? WHERE key = ?", (f"\x7f{tag_id}", right))
            connection.execute(
                "UPDATE tags SET key = ?, color = ? WHERE id = ?", (right, shade, tag_id)
            )
        else:
            continue
        said.append(f"the tag {name} had a wrong key or colour")


# ---------------------------------------------------------------- listings


def _imports(connection: sqlite3.Connection, said: Said) -> None:
    _run(
        connection,
        said,
        "{} imports had broken leftovers",
        "UPDATE imports SET leftovers = '[]' WHERE NOT json_valid(leftovers)",
    )
    _run(
        connection,
        said,
        "{} sightings had broken facts",
        "UPDATE sightings SET gave = '[]' WHERE NOT json_valid(gave)",
    )
    lost = connection.execute(
        "SELECT dump, count(*) FROM imports WHERE dump NOT IN (SELECT sha256 FROM dumps)"
        " GROUP BY dump"
    ).fetchall()
    for dump, _ in lost:
        connection.execute(
            "UPDATE imports SET dump = ? WHERE dump = ?", (_store(connection, ""), dump)
        )
    _did(said, len(lost), "the texts of {} imports were lost")
    _run(
        connection,
        said,
        "{} papers came from an import that is lost",
        "UPDATE papers SET import_id = NULL WHERE import_id NOT IN (SELECT id FROM imports)",
    )
    _run(
        connection,
        said,
        "{} sightings were of an import that is lost",
        "DELETE FROM sightings WHERE import_id NOT IN (SELECT id FROM imports)",
    )
    _run(
        connection,
        said,
        "{} pairs were of papers that are lost",
        "DELETE FROM pairs WHERE a NOT IN (SELECT id FROM papers)"
        " OR b NOT IN (SELECT id FROM papers)",
    )
    _sight_again(connection, said)


def _sight_again(connection: sqlite3.Connection, said: Said) -> None:
    """Papers whose listing is lost get one that says so: their titles, a line each."""
    unseen = connection.execute(
        "SELECT id, title FROM papers WHERE id NOT IN (SELECT paper_id FROM sightings) ORDER BY id"
    ).fetchall()
    if not unseen:
        return
    lines = [" ".join(title.split()) for _, title in unseen]
    done = connection.execute(
        "INSERT INTO imports (name, format, dump, encoding, at, captured_evidence, lines,"
        " leftovers)"
        " VALUES ('papers whose listing was lost', 'lines', ?, 'utf-8', ?, '', ?, '[]')",
        (_store(connection, "\n".join(lines)), now(), len(lines)),
    )
    connection.executemany(
        "INSERT INTO sightings (import_id, paper_id, position, first_line, last_line, gave)"
        " VALUES (?, ?, ?, ?, ?, '[]')",
        [
            (done.lastrowid, paper_id, place, place + 1, place + 1)
            for place, (paper_id, _) in enumerate(unseen)
        ],
    )
    connection.execute(
        "UPDATE papers SET import_id = ? WHERE import_id IS NULL AND id IN"
        " (SELECT paper_id FROM sightings WHERE import_id = ?)",
        (done.lastrowid, done.lastrowid),
    )
    _did(said, len(unseen), "{} papers were in no import any more")


def _store(connection: sqlite3.Connection, text: str) -> str:
    data = text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    connection.execute(
        "INSERT OR IGNORE INTO dumps (sha256, content, length) VALUES (?, ?, ?)",
        (sha256, zlib.compress(data), len(data)),
    )
    return sha256


# ---------------------------------------------------------------- journal


def _journal(connection: sqlite3.Connection, said: Said) -> None:
    """Keep every row of the journal that can be read; steps that miss rows cannot be undone."""
    unreadable = [
        (seq,)
        for seq, old in connection.execute(
            "SELECT seq, old FROM journal WHERE op IN ('update', 'delete')"
        ).fetchall()
        if not _is_readable(old)
    ]
    connection.executemany("DELETE FROM journal WHERE seq = ?", unreadable)
    strays = connection.execute(
        "SELECT action_id, min(seq), max(seq) FROM journal LEFT JOIN actions"
        " ON actions.id = action_id WHERE actions.id IS NULL"
        " OR seq NOT BETWEEN first_seq AND last_seq GROUP BY action_id"
    ).fetchall()
    for action_id, first, last in strays:
        connection.execute(
            "INSERT INTO actions (id, name, at, sort, undone, visit, papers, first_seq, last_seq)"
            " VALUES (?, 'Something whose name was lost', ?, 'redo', 0, '', 0, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET first_seq = min(first_seq, excluded.first_seq),"
            " last_seq = max(last_seq, excluded.last_seq)",
            (action_id, now(), first, last),
        )
    missing = journal.missing(connection)
    if missing or strays or unreadable:
        journal.skip(connection, missing)
        connection.execute("UPDATE actions SET sort = 'redo' WHERE sort = 'step'")
        said.append(
            "parts of the history were lost; what was done before cannot be undone step by step"
        )


def _is_readable(old: str | None) -> bool:
    try:
        journal.read_old(old or "")
    except ValueError:
        return False
    return True


def _moment(connection: sqlite3.Connection, said: Said) -> None:
    row = connection.execute("SELECT id, action_id FROM moment").fetchall()
    if row != [(1, None)]:
        connection.execute("DELETE FROM moment")
        connection.execute("INSERT INTO moment (id, action_id) VALUES (1, NULL)")
        said.append("an action was still open, or none could be recorded")


def _numbers(connection: sqlite3.Connection, said: Said) -> None:
    """A number is never given out twice."""
    behind = 0
    rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall()
    for table in [name for name, sql in rows if "AUTOINCREMENT" in (sql or "")]:
        (highest,) = connection.execute(f'SELECT max(rowid) FROM "{table}"').fetchone()
        found = connection.execute(
            "SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)
        ).fetchone()
        if highest is not None and highest > (found[0] if found else 0):
            behind += 1
            connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
            connection.execute("INSERT INTO sqlite_sequence VALUES (?, ?)", (table, highest))
    _did(said, behind, "numbers of {} tables could have been given out twice")


def _links(connection: sqlite3.Connection, said: Said) -> None:
    _run(
        connection,
        said,
        "{} links stood in notes that are lost",
        # Nothing at all, NULL as well, is in a table without rows.
        "DELETE FROM links"
        " WHERE (paper_id IS NOT NULL AND paper_id NOT IN (SELECT id FROM papers))"
        " OR (document_id IS NOT NULL AND document_id NOT IN (SELECT id FROM documents))",
    )


def _keys(connection: sqlite3.Connection, said: Said) -> None:
    _run(
        connection,
        said,
        "{} citation keys were not filed under what they say",
        "UPDATE OR IGNORE citation_keys SET lower = lower(key) WHERE lower <> lower(key)",
    )


_RULES: tuple[Callable[[sqlite3.Connection, Said], None], ...] = (
    _texts, _stand_ins, _facts, _filing, _marks, _tags, _imports, _keys, _links,
    mend_comparisons, _journal, _moment, _numbers,
)  # fmt: skip
