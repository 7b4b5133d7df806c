"""Tags: names that differ by more than case, each with one of nine colours."""

import json
import re
import sqlite3
import unicodedata
from collections.abc import Sequence

from reader.errors import Problem
from reader.model import Progress
from reader.store.actions import papers
from reader.store.marks import become_seen, existing
from reader.store.parts import in_parts

COLORS = ("slate", "red", "orange", "amber", "green", "teal", "blue", "violet", "pink")
LONGEST_NAME = 100
# What ends a tag in the search language, and what nobody sees: two tags would look the same.
_REFUSED = re.compile(
    r"[\x00-\x1f\x7f-\x9f,\"“”\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffd]"
)
_NAMED = 3  # tags named in an action; the others are counted


def tag_key(name: str) -> str:
    """A tag's name without regard to case and Unicode form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())


def checked(names: Sequence[str]) -> list[str]:
    """Names as they are kept: no spaces, no `#` before, each once. Raises Problem."""
    kept: dict[str, str] = {}
    for given in names:
        name = unicodedata.normalize("NFC", "-".join(given.strip().lstrip("#").split()))
        if not name or len(name) > LONGEST_NAME or _REFUSED.search(name):
            raise Problem(
                f"“{given[:LONGEST_NAME]}” cannot be a tag.",
                do="Use letters, digits, - and /, at most 100 of them.",
            )
        kept.setdefault(tag_key(name), name)
    return list(kept.values())


def tag(
    connection: sqlite3.Connection,
    ids: Sequence[int],
    names: Sequence[str],
    progress: Progress | None = None,
) -> str:
    """Put tags on papers; tags that do not exist yet are made."""
    names = checked(names)
    return f"Tag {papers(_change(connection, ids, names, (), progress))} {_listed(names)}"


def untag(
    connection: sqlite3.Connection,
    ids: Sequence[int],
    names: Sequence[str],
    progress: Progress | None = None,
) -> str:
    """Take tags off papers."""
    names = checked(names)
    return f"Untag {papers(_change(connection, ids, (), names, progress))} {_listed(names)}"


def retag(
    connection: sqlite3.Connection,
    ids: Sequence[int],
    add: Sequence[str],
    remove: Sequence[str],
    progress: Progress | None = None,
) -> str:
    """Put tags on and take others off in one go."""
    if not remove:
        return tag(connection, ids, add, progress)
    if not add:
        return untag(connection, ids, remove, progress)
    count = _change(connection, ids, checked(add), checked(remove), progress)
    return f"Change tags of {papers(count)}"


def _change(
    connection: sqlite3.Connection,
    ids: Sequence[int],
    add: Sequence[str],
    remove: Sequence[str],
    progress: Progress | None,
) -> int:
    """Put checked tags on papers and take others off; answers how many papers changed."""
    count = 0
    for part in in_parts(existing(connection, ids), progress):
        changed = _take_off(connection, part, remove) | put_on(connection, part, add)
        become_seen(connection, changed)
        count += len(changed)
    return count


def put_on(
    connection: sqlite3.Connection, ids: Sequence[int], names: Sequence[str]
) -> frozenset[int]:
    """Put checked tags on papers; answers those that did not have all of them."""
    changed: set[int] = set()
    if not ids:
        return frozenset()
    for tag_id in _made(connection, names):
        having = _having(connection, ids, tag_id)
        missing = [paper_id for paper_id in ids if paper_id not in having]
        connection.executemany(
            "INSERT INTO paper_tags (paper_id, tag_id) VALUES (?, ?)",
            [(paper_id, tag_id) for paper_id in missing],
        )
        changed.update(missing)
    return frozenset(changed)


def _take_off(
    connection: sqlite3.Connection, ids: Sequence[int], names: Sequence[str]
) -> frozenset[int]:
    known = _known(connection)
    changed: set[int] = set()
    for name in names:
        if tag_key(name) not in known:
            raise Problem(f"There is no tag “{name}”.", do="Choose one of the tags in the sidebar.")
        tag_id = known[tag_key(name)]
        having = _having(connection, ids, tag_id)
        connection.executemany(
            "DELETE FROM paper_tags WHERE paper_id = ? AND tag_id = ?",
            [(paper_id, tag_id) for paper_id in having],
        )
        changed |= having
    return frozenset(changed)


def _having(connection: sqlite3.Connection, ids: Sequence[int], tag_id: int) -> frozenset[int]:
    rows = connection.execute(
        "SELECT paper_id FROM paper_tags WHERE tag_id = ?"
        " AND paper_id IN (SELECT value FROM json_each(?))",
        (tag_id, json.dumps(list(ids))),
    ).fetchall()
    return frozenset(paper_id for (paper_id,) in rows)


def _known(connection: sqlite3.Connection) -> dict[str, int]:
    return dict(connection.execute("SELECT key, id FROM tags").fetchall())


def _made(connection: sqlite3.Connection, names: Sequence[str]) -> list[int]:
    """The ids of these tags; new ones get the colour that is used least."""
    known = _known(connection)
    for name in names:
        if tag_key(name) in known:
            continue
        used = dict(
            connection.execute("SELECT color, count(*) FROM tags GROUP BY color").fetchall()
        )
        color = min(COLORS, key=lambda choice: used.get(choice, 0))
        done = connection.execute(
            "INSERT INTO tags (key, name, color) VALUES (?, ?, ?)", (tag_key(name), name, color)
        )
        assert done.lastrowid is not None
        known[tag_key(name)] = done.lastrowid
    return [known[tag_key(name)] for name in names]


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    shown = ", ".join(names[:_NAMED])
    return f"{shown} and {more} more" if more > 0 else shown
