"""Citation keys: given out once, at their first use, and never again to another paper.

A row stays when its paper is gone, so that what was written with the key still means that paper:
when it is undone, or when the same paper comes in once more, it has its key again.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from reader.citing import Free, is_key
from reader.errors import Problem
from reader.model import Facts
from reader.store import facts
from reader.store.actions import now, papers
from reader.store.identity import apart_key
from reader.store.marks import existing
from reader.store.rows import Row

Propose = Callable[[Facts], str]
"""The key that a paper would have if no other paper had it."""

_AMONG = "paper_id IN (SELECT value FROM json_each(?))"
_GONE = "paper_id NOT IN (SELECT id FROM papers)"
_INSERT = (
    "INSERT INTO citation_keys (paper_id, key, lower, position, said, at) VALUES (?1, ?2, ?3,"
    " coalesce((SELECT max(position) + 1 FROM citation_keys WHERE paper_id = ?1), 0), ?4, ?5)"
)


def of_papers(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The keys that papers were given, their own one first; papers without any are left out."""
    rows = connection.execute(
        f"SELECT paper_id, key FROM citation_keys WHERE {_AMONG} ORDER BY position, id",
        (json.dumps(list(ids)),),
    ).fetchall()
    found = defaultdict[int, list[str]](list)
    for paper_id, key in rows:
        found[paper_id].append(key)
    return {paper_id: tuple(keys) for paper_id, keys in found.items()}


def named(connection: sqlite3.Connection, key: str) -> int | None:
    """The paper that a key was given to, also one that is gone; case does not matter."""
    row = connection.execute(
        "SELECT paper_id FROM citation_keys WHERE lower = ?", (key.strip().lower(),)
    ).fetchone()
    return None if row is None else int(row[0])


def of_or_for(
    connection: sqlite3.Connection, ids: Sequence[int], propose: Propose
) -> dict[int, str]:
    """The key of each paper: the one it has, else the one that it would be given now."""
    given = of_papers(connection, ids)
    keys = {paper_id: own[0] for paper_id, own in given.items()}
    keys.update((paper_id, key) for paper_id, key, _ in _wanted(connection, ids, keys, propose))
    return keys


def give(connection: sqlite3.Connection, ids: Sequence[int], propose: Propose) -> str:
    """Give a key to every paper that has none yet."""
    wanted = _wanted(connection, ids, of_papers(connection, ids), propose)
    at = now()
    for paper_id, key, said in wanted:
        _put(connection, paper_id, key, said, at)
    return f"Give keys to {papers(len(wanted))}"


def keep_imported(connection: sqlite3.Connection, found: Iterable[tuple[int, str]]) -> None:
    """Keep keys that files gave to papers, unless another paper has them."""
    wanted = [(paper_id, key) for paper_id, key in found if is_key(key)]
    if not wanted:
        return
    said = facts.read_many(connection, [paper_id for paper_id, _ in wanted])
    at = now()
    for paper_id, key in wanted:
        _put(connection, paper_id, key, apart_key(said[paper_id][1]), at)


def choose(connection: sqlite3.Connection, paper_id: int, key: str) -> str:
    """Give a paper another key as its own; those it had before still name it.

    Raises Problem for what is no key, and for one that another paper has or had.
    """
    existing(connection, [paper_id])
    key = key.strip()
    if not is_key(key):
        raise Problem(
            f"“{key}” cannot be a citation key.",
            do="Use letters, digits and single signs - : . + / _ inside.",
        )
    if named(connection, key) not in (None, paper_id):
        raise Problem(f"Another paper has or had the key {key}.", do="Choose another one.")
    if of_papers(connection, [paper_id]).get(paper_id, ("",))[0] == key:
        return ""
    said = apart_key(facts.read_many(connection, [paper_id])[paper_id][1])
    _put(connection, paper_id, key, said, now())
    connection.execute(
        "UPDATE citation_keys SET key = ?1, position ="
        " (SELECT min(position) - 1 FROM citation_keys WHERE paper_id = ?2) WHERE lower = ?3",
        (key, paper_id, key.lower()),
    )
    return f"Change the citation key to {key}"


def _wanted(
    connection: sqlite3.Connection, ids: Iterable[int], given: Iterable[int], propose: Propose
) -> list[tuple[int, str, str]]:
    """Paper, key, and what it is known by, for each that has none; the oldest paper first."""
    had = set(given)
    without = sorted({paper_id for paper_id in ids if paper_id not in had})
    if not without:
        return []
    left = dict(
        connection.execute(
            f"SELECT said, key FROM citation_keys WHERE {_GONE} ORDER BY position DESC"
        ).fetchall()
    )
    free = Free(lambda lower: _is_taken(connection, lower))
    wanted = []
    for first in range(0, len(without), facts.PAGE):
        for paper_id, (about, known) in facts.read_many(
            connection, without[first : first + facts.PAGE]
        ).items():
            said = apart_key(known)
            wanted.append((paper_id, left.pop(said, "") or free.like(propose(about)), said))
    return wanted


def _is_taken(connection: sqlite3.Connection, lower: str) -> bool:
    sql = "SELECT 1 FROM citation_keys WHERE lower = ?"
    return connection.execute(sql, (lower,)).fetchone() is not None


def _put(connection: sqlite3.Connection, paper_id: int, key: str, said: str, at: str) -> None:
    """Give a key that is free, or was the key of the same paper when it was here before."""
    connection.execute(
        f"{_INSERT} ON CONFLICT (lower) DO UPDATE SET paper_id = excluded.paper_id,"
        f" position = excluded.position WHERE said = excluded.said AND {_GONE}",
        (paper_id, key, key.lower(), said, at),
    )


# ---------------------------------------------------------------- merging and splitting


def _place(row: Row) -> tuple[int, int]:
    return int(str(row["position"])), int(str(row["id"]))


def move(connection: sqlite3.Connection, keep: int, moved: Sequence[Row]) -> None:
    """The keys of a paper that is merged into another one name that one, behind its own."""
    (behind,) = connection.execute(
        "SELECT coalesce(max(position) + 1, 0) FROM citation_keys WHERE paper_id = ?", (keep,)
    ).fetchone()
    connection.executemany(
        "UPDATE citation_keys SET paper_id = ?, position = ? WHERE id = ?",
        [(keep, behind + place, row["id"]) for place, row in enumerate(sorted(moved, key=_place))],
    )


def give_back(connection: sqlite3.Connection, rows: Sequence[Row]) -> None:
    """The keys of a paper that was merged are its own again."""
    connection.executemany(
        "UPDATE citation_keys SET paper_id = ?, position = ? WHERE id = ?",
        [(row["paper_id"], row["position"], row["id"]) for row in rows],
    )
