"""`[[links]]`: where each leads is remembered when it is written, so that a renaming harms none.

A link names a paper by a citation key or by its title. A link that leads nowhere yet is looked
up again at each writing of its text.
"""

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Sequence

from reader import note_links, tex
from reader.model import Backlink, Link, LinkOffer
from reader.store import identity, keys
from reader.store.rows import Row

_MOST_WORDS, _LONGEST = 8, 500
_NO_LINK = re.compile(r"[\[\]|\s]+")
_AMONG = "(SELECT value FROM json_each(?))"


def record_paper(connection: sqlite3.Connection, paper_id: int) -> None:
    """Remember where the links lead that a person wrote on a paper: in its note, in comments."""
    texts = connection.execute(
        "SELECT text FROM notes WHERE paper_id = ?1 UNION ALL"
        " SELECT comment FROM highlights WHERE paper_id = ?1 AND instr(comment, '[[')",
        (paper_id,),
    ).fetchall()
    _record(connection, [text for (text,) in texts], paper_id=paper_id)


def record_document(connection: sqlite3.Connection, document_id: int, text: str) -> None:
    """Remember where the links of a document lead."""
    _record(connection, [text], document_id=document_id)


def _record(
    connection: sqlite3.Connection,
    texts: Sequence[str],
    *,
    paper_id: int | None = None,
    document_id: int | None = None,
) -> None:
    """A link that stood there before leads where it led, whatever that paper is called by now."""
    known: dict[str, int] = {}
    gone: list[int] = []
    wanted = dict.fromkeys(said for text in texts for said in note_links.said(text))
    for number, said in connection.execute(
        "SELECT id, said FROM links WHERE paper_id = ? OR document_id = ? ORDER BY id",
        (paper_id, document_id),
    ).fetchall():
        if said in wanted and said not in known:
            known[said] = number
        else:
            gone.append(number)
    if gone:
        connection.execute(f"DELETE FROM links WHERE id IN {_AMONG}", (json.dumps(gone),))
    for said in wanted:
        if said not in known and (target := named(connection, said)) is not None:
            connection.execute(
                "INSERT INTO links (paper_id, document_id, said, target) VALUES (?, ?, ?, ?)",
                (paper_id, document_id, said, target),
            )


def record_all(connection: sqlite3.Connection) -> None:
    """Remember the links of all notes and comments: an older library did not, or they grew."""
    for (paper_id,) in connection.execute(
        "SELECT paper_id FROM notes WHERE instr(text, '[[') UNION"
        " SELECT paper_id FROM highlights WHERE instr(comment, '[[')"
    ).fetchall():
        record_paper(connection, paper_id)


def named(connection: sqlite3.Connection, said: str) -> int | None:
    """The paper that a link would name if it were written now; of like titles the oldest."""
    of_key = keys.named(connection, said)
    if of_key is not None:
        return of_key
    key = identity.title_key(said)
    row = connection.execute(
        "SELECT min(id) FROM papers WHERE title_key = ? AND title_key <> ''", (key,)
    ).fetchone()
    return None if row[0] is None else int(row[0])


def of_papers(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, tuple[Link, ...]]:
    """The links in notes and comments, with the title of each target; None when it is gone."""
    rows = connection.execute(
        "SELECT paper_id, said, target, title FROM links LEFT JOIN papers ON papers.id = target"
        f" WHERE paper_id IN {_AMONG} ORDER BY links.id",
        (json.dumps(list(ids)),),
    ).fetchall()
    found = defaultdict[int, list[Link]](list)
    for paper_id, *link in rows:
        found[paper_id].append(Link(*link))
    return {paper_id: tuple(links) for paper_id, links in found.items()}


def of_document(connection: sqlite3.Connection, document_id: int) -> tuple[Link, ...]:
    """The links in a document."""
    rows = connection.execute(
        "SELECT said, target, title FROM links LEFT JOIN papers ON papers.id = target"
        " WHERE document_id = ? ORDER BY links.id",
        (document_id,),
    ).fetchall()
    return tuple(Link(*row) for row in rows)


def to_papers(
    connection: sqlite3.Connection, ids: Sequence[int]
) -> dict[int, tuple[Backlink, ...]]:
    """What links to papers, each once: notes and comments of others, then documents."""
    rows = connection.execute(
        "SELECT DISTINCT target, links.paper_id, document_id,"
        " coalesce(papers.title, documents.title) FROM links"
        " LEFT JOIN papers ON papers.id = links.paper_id"
        " LEFT JOIN documents ON documents.id = document_id"
        f" WHERE target IN {_AMONG} AND links.paper_id IS NOT target"
        " ORDER BY document_id, links.paper_id",
        (json.dumps(list(ids)),),
    ).fetchall()
    found = defaultdict[int, list[Backlink]](list)
    for target, paper_id, document_id, title in rows:
        found[target].append(Backlink(title, paper_id, document_id))
    return {target: tuple(links) for target, links in found.items()}


def offers(connection: sqlite3.Connection, typed: str, limit: int) -> list[LinkOffer]:
    """Papers to link to: those with all the words in title or key, those that begin so first.

    With nothing typed, the papers that were worked on last.
    """
    words = [f"%{_literal(word)}%" for word in typed.split()[:_MOST_WORDS]]
    rows = connection.execute(
        "SELECT papers.id, title FROM papers JOIN marks ON marks.paper_id = papers.id"
        " WHERE NOT EXISTS (SELECT 1 FROM json_each(?) AS word"
        " WHERE NOT (title LIKE word.value ESCAPE '!' OR EXISTS (SELECT 1 FROM citation_keys"
        " WHERE citation_keys.paper_id = papers.id AND key LIKE word.value ESCAPE '!')))"
        " ORDER BY title LIKE ? ESCAPE '!' DESC, state_since DESC, papers.id DESC LIMIT ?",
        (json.dumps(words), f"{_literal(typed.strip())}%", limit),
    ).fetchall()
    given = keys.of_papers(connection, [paper_id for paper_id, _ in rows])
    return [
        LinkOffer(paper_id, title, _writable(connection, paper_id, title, given.get(paper_id, ())))
        for paper_id, title in rows
    ]


def _literal(text: str) -> str:
    """Words as a LIKE pattern takes them word for word."""
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _writable(
    connection: sqlite3.Connection, paper_id: int, title: str, given: Sequence[str]
) -> str:
    """What to write between the brackets: the title if it leads there, else a key, else nothing."""
    said = note_links.plain(_NO_LINK.sub(" ", tex.readable(title)))
    if 0 < len(said) <= _LONGEST and named(connection, said) == paper_id:
        return said
    return given[0] if given else ""


# ---------------------------------------------------------------- merging and splitting


def move(connection: sqlite3.Connection, keep: int, other: int) -> list[int]:
    """What linked to a paper that is merged links to the other one; answers which links."""
    rows = connection.execute("SELECT id FROM links WHERE target = ?", (other,)).fetchall()
    connection.execute("UPDATE links SET target = ? WHERE target = ?", (keep, other))
    connection.execute("UPDATE links SET paper_id = ? WHERE paper_id = ?", (keep, other))
    return [number for (number,) in rows]


def give_back(
    connection: sqlite3.Connection,
    keep: int,
    other: int,
    own: Sequence[Row],
    moved: Sequence[int],
) -> None:
    """Split the links again: `own` were those of the other paper's texts, `moved` led to it."""
    connection.execute(
        f"UPDATE links SET target = ? WHERE target = ? AND id IN {_AMONG}",
        (other, keep, json.dumps(list(moved))),
    )
    for row in own:
        connection.execute(
            "INSERT INTO links (paper_id, said, target) VALUES (?, ?, ?)",
            (other, row["said"], row["target"]),
        )
    for paper_id in (keep, other):
        record_paper(connection, paper_id)
