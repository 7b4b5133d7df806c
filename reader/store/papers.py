"""Reading papers: rows of a list, one paper whole, the numbers of the sidebar, words to search."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

from reader.model import (
    Counts,
    Event,
    Import,
    Merged,
    Paper,
    Passages,
    Row,
    Sighting,
    State,
    Tag,
    Words,
)
from reader.model.import_names import import_name
from reader.store import attachments, facts, identity, journal, keys, queue
from reader.store.import_rows import FIRSTS
from reader.store.kept import read_as, texts
from reader.store.written import highlights, links

SNIPPET = 240
PAGE = 500

_AMONG = "(SELECT value FROM json_each(?))"


def rows(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Row]:
    """The rows of a list in the order of `ids`, without papers that are gone."""
    asked = json.dumps(list(ids))
    found = connection.execute(
        "SELECT papers.id, title, substr(abstract, 1, ?), date, authors, author_count, state,"
        " starred, seen, import_id, EXISTS (SELECT 1 FROM notes WHERE notes.paper_id = papers.id"
        " AND text <> ''), (SELECT count(*) FROM highlights WHERE paper_id = papers.id)"
        " FROM papers JOIN marks ON marks.paper_id = papers.id"
        f" WHERE papers.id IN {_AMONG}",
        (SNIPPET, asked),
    ).fetchall()
    by_id = {row[0]: row for row in found}
    tags = _tags_of(connection, asked)
    places = _queue_places(connection, any(row[6] == State.QUEUE for row in found))
    return [
        _row(by_id[paper_id], tags.get(paper_id, ()), places.get(paper_id))
        for paper_id in ids
        if paper_id in by_id
    ]


def _row(row: tuple[object, ...], tags: tuple[Tag, ...], place: int | None) -> Row:
    number, title, snippet, date, authors, count, state, starred, seen, origin, note, marked = row
    return Row(
        id=number,  # type: ignore[arg-type]  # the columns have these types: STRICT tables
        title=str(title),
        snippet=str(snippet or ""),
        date=date,  # type: ignore[arg-type]
        authors=texts(str(authors)),
        author_count=count,  # type: ignore[arg-type]
        state=read_as(State, state),
        starred=bool(starred),
        seen=bool(seen),
        tags=tags,
        queue_place=place,
        import_id=origin,  # type: ignore[arg-type]
        has_note=bool(note),
        highlights=marked,  # type: ignore[arg-type]
    )


def _queue_places(connection: sqlite3.Connection, needed: bool) -> dict[int, int]:
    """The number of each paper of the Queue, from 1."""
    ordered = queue.order(connection) if needed else []
    return {paper_id: place for place, paper_id in enumerate(ordered, 1)}


def _tags_of(connection: sqlite3.Connection, asked: str) -> dict[int, tuple[Tag, ...]]:
    found = connection.execute(
        "SELECT paper_id, name, color FROM paper_tags JOIN tags ON tags.id = tag_id"
        f" WHERE paper_id IN {_AMONG} ORDER BY tags.key",
        (asked,),
    ).fetchall()
    tags: dict[int, tuple[Tag, ...]] = {}
    for paper_id, name, color in found:
        tags[paper_id] = (*tags.get(paper_id, ()), Tag(name, color))
    return tags


def titled(connection: sqlite3.Connection, title: str) -> list[int]:
    """The papers of this title, by number."""
    found = connection.execute(
        "SELECT id FROM papers WHERE title_key = ? ORDER BY id", (identity.title_key(title),)
    ).fetchall()
    return [paper_id for (paper_id,) in found]


def paper(connection: sqlite3.Connection, paper_id: int) -> Paper | None:
    """Everything about one paper."""
    return next(iter(papers(connection, [paper_id])), None)


def papers(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Paper]:
    """Everything about papers, in the order of `ids`, without those that are gone."""
    (queued,) = connection.execute(
        f"SELECT EXISTS (SELECT 1 FROM marks WHERE state = 'queue' AND paper_id IN {_AMONG})",
        (json.dumps(list(ids)),),
    ).fetchone()
    places = _queue_places(connection, bool(queued))
    found: list[Paper] = []
    for first in range(0, len(ids), PAGE):
        found += _page(connection, ids[first : first + PAGE], places)
    return found


def _page(
    connection: sqlite3.Connection, ids: Sequence[int], places: dict[int, int]
) -> list[Paper]:
    asked = json.dumps(list(ids))
    rows = connection.execute(
        "SELECT papers.id, uid, added, state, starred, seen, seen_at, started, finished, edited,"
        f" coalesce((SELECT text FROM notes WHERE paper_id = papers.id), ''), {facts.SELECTED}"
        " FROM papers JOIN marks ON marks.paper_id = papers.id"
        f" WHERE papers.id IN {_AMONG}",
        (asked,),
    ).fetchall()
    said = {row[0]: facts.read(row[11:]) for row in rows}
    tags = _tags_of(connection, asked)
    marked = highlights.of_papers(connection, {one: what.abstract for one, what in said.items()})
    seen_in = _sightings(connection, asked)
    merged = _merged(connection, asked)
    given = keys.of_papers(connection, ids)
    attached = attachments.of_papers(connection, ids)
    led, leading = links.of_papers(connection, ids), links.to_papers(connection, ids)
    by_id = {
        row[0]: Paper(
            id=row[0],
            uid=row[1],
            facts=said[row[0]],
            added=row[2],
            state=read_as(State, row[3]),
            starred=bool(row[4]),
            seen=bool(row[5]),
            queue_place=places.get(row[0]),
            tags=tags.get(row[0], ()),
            note=row[10],
            highlights=marked.get(row[0], ()),
            sightings=tuple(seen_in[row[0]]),
            events=_events(added=row[2], seen=row[6], started=row[7], finished=row[8]),
            edited=texts(row[9]),
            merged=tuple(merged[row[0]]),
            keys=given.get(row[0], ()),
            files=attached.get(row[0], ()),
            links=led.get(row[0], ()),
            linked_from=leading.get(row[0], ()),
        )
        for row in rows
    }
    return [by_id[paper_id] for paper_id in ids if paper_id in by_id]


def _events(**times: str | None) -> tuple[Event, ...]:
    came = [(at, what) for what, at in times.items() if at]
    return tuple(Event(what, at) for at, what in sorted(came, key=itemgetter(0)))


def _sightings(connection: sqlite3.Connection, asked: str) -> dict[int, list[Sighting]]:
    found = connection.execute(
        "SELECT paper_id, gave, path, captured, first, name, position, first_line, last_line,"
        " date_as_shown, upvotes, comments, at FROM sightings"
        f" JOIN {FIRSTS} AS imports ON imports.id = import_id"
        f" WHERE paper_id IN {_AMONG} ORDER BY sightings.id",
        (asked,),
    ).fetchall()
    sightings = defaultdict[int, list[Sighting]](list)
    for paper_id, gave, path, captured, first, kept, *row in found:
        name = import_name(kept, path, captured)
        sightings[paper_id].append(replace(Sighting(first, name, *row), gave=texts(gave)))
    return sightings


def _merged(connection: sqlite3.Connection, asked: str) -> dict[int, list[Merged]]:
    found = connection.execute(
        f"SELECT paper_id, title, at FROM merges WHERE paper_id IN {_AMONG} ORDER BY id DESC",
        (asked,),
    ).fetchall()
    merged = defaultdict[int, list[Merged]](list)
    for paper_id, title, at in found:
        merged[paper_id].append(Merged(title, at))
    return merged


def passages(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Passages]:
    """What rows of a search quote from, in no order, without papers that are gone."""
    found = connection.execute(
        "SELECT id, coalesce(abstract, ''),"
        " coalesce((SELECT text FROM notes WHERE paper_id = papers.id), ''),"
        " coalesce((SELECT group_concat(quote || ' ' || comment, ' ') FROM (SELECT quote, comment"
        " FROM highlights WHERE paper_id = papers.id ORDER BY first, id)), '')"
        f" FROM papers WHERE id IN {_AMONG}",
        (json.dumps(list(ids)),),
    ).fetchall()
    return [Passages(*row) for row in found]


def is_large(connection: sqlite3.Connection, papers: int) -> bool:
    """Whether there may be more papers than so many, known without counting them."""
    newest = connection.execute("SELECT max(id) FROM papers").fetchone()[0]
    return newest is not None and int(newest) > papers


def counts(connection: sqlite3.Connection) -> Counts:
    """The numbers of the sidebar."""
    found = connection.execute(
        "SELECT state, seen, starred, count(*) FROM marks GROUP BY state, seen, starred"
    ).fetchall()
    states = dict.fromkeys(State, 0)
    unseen = starred_papers = 0
    for state, seen, starred, count in found:
        states[read_as(State, state)] += count
        starred_papers += count if starred else 0
        unseen += count if state == State.INBOX and not seen else 0
    tags = connection.execute(
        "SELECT name, color, (SELECT count(*) FROM paper_tags WHERE tag_id = tags.id)"
        " FROM tags ORDER BY key"
    ).fetchall()
    imports = connection.execute(
        "SELECT min(id), name, format, at, captured, captured_evidence, sum(lines),"
        " sum((SELECT count(DISTINCT paper_id) FROM sightings WHERE import_id = imports.id)),"
        " sum(CASE WHEN json_valid(leftovers) THEN json_array_length(leftovers) ELSE 0 END), path,"
        " CASE WHEN count(*) > 1 THEN group_concat(id) END"
        " FROM imports GROUP BY name, path, at ORDER BY min(id) DESC"
    ).fetchall()
    written, comparisons = connection.execute(
        "SELECT (SELECT count(*) FROM notes WHERE text <> '') + (SELECT count(*) FROM documents),"
        " (SELECT count(*) FROM matrices)"
    ).fetchone()
    return Counts(
        states=states,
        unseen=unseen,
        starred=starred_papers,
        all=sum(states.values()),
        tags=tuple((Tag(name, color), count) for name, color, count in tags),
        imports=tuple(_import(*row) for row in imports),
        written=written,
        comparisons=comparisons,
    )


def _import(*row: Any) -> Import:
    *said, parts = row
    found = Import(*said)
    return replace(
        found,
        name=import_name(found.name, found.path, found.captured),
        parts=tuple(sorted(map(int, parts.split(",")))) if parts else (),
    )


# ---------------------------------------------------------------- words


def words_after(connection: sqlite3.Connection, after: int) -> list[Words]:
    """The searchable text of the next papers by number."""
    ids = connection.execute(
        "SELECT id FROM papers WHERE id > ? ORDER BY id LIMIT ?", (after, PAGE)
    ).fetchall()
    return words_of(connection, [paper_id for (paper_id,) in ids])


def state_since(connection: sqlite3.Connection, paper_id: int) -> str:
    """When a paper got its state (ISO time), for papers that are Done when they were finished."""
    row = connection.execute(
        "SELECT CASE WHEN state = 'done' THEN coalesce(finished, state_since)"
        " ELSE state_since END FROM marks WHERE paper_id = ?",
        (paper_id,),
    ).fetchone()
    return "" if row is None else str(row[0])


def words_of(connection: sqlite3.Connection, ids: Iterable[int]) -> list[Words]:
    """The searchable text of these papers, by number, without those that are gone."""
    asked = json.dumps(sorted(ids))
    found = connection.execute(
        "SELECT papers.id, title, coalesce(abstract, ''), coalesce(text, ''), authors FROM papers"
        f" LEFT JOIN notes ON notes.paper_id = papers.id WHERE papers.id IN {_AMONG}"
        " ORDER BY papers.id",
        (asked,),
    ).fetchall()
    tags = _tags_of(connection, asked)
    quotes, comments = defaultdict[int, list[str]](list), defaultdict[int, list[str]](list)
    for paper_id, quote, comment in connection.execute(
        f"SELECT paper_id, quote, comment FROM highlights WHERE paper_id IN {_AMONG}"
        " ORDER BY paper_id, first, id",
        (asked,),
    ).fetchall():
        quotes[paper_id].append(quote)
        if comment:
            comments[paper_id].append(comment)
    return [
        Words(
            id=paper_id,
            title=title,
            abstract=abstract,
            note=note,
            tags="\n".join(tag.name for tag in tags.get(paper_id, ())),
            highlights="\n".join(quotes[paper_id]),
            comments="\n".join(comments[paper_id]),
            authors="\n".join(texts(authors)),
        )
        for paper_id, title, abstract, note, authors in found
    ]


def _everything(connection: sqlite3.Connection) -> tuple[frozenset[int], frozenset[int], int]:
    """Any paper may be another; those gone may have any number that was ever given out."""
    there = frozenset(row[0] for row in connection.execute("SELECT id FROM papers").fetchall())
    (last,) = connection.execute(
        "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'papers'"
    ).fetchone()
    return there, frozenset(range(1, last + 1)) - there, journal.seq(connection)


def changed_since(
    connection: sqlite3.Connection, seq: int
) -> tuple[frozenset[int], frozenset[int], int]:
    """Papers whose words may have changed since a journal row, papers gone, the newest row."""
    if journal.restored_since(connection, seq):
        return _everything(connection)
    found = connection.execute(
        "SELECT DISTINCT paper_id FROM journal WHERE seq > ? AND paper_id IS NOT NULL"
        " AND tbl IN ('papers', 'notes', 'paper_tags', 'highlights')"
        " UNION SELECT paper_tags.paper_id FROM journal JOIN paper_tags ON tag_id = row"
        " WHERE seq > ? AND tbl = 'tags' AND op = 'update'",
        (seq, seq),
    ).fetchall()
    touched = frozenset(paper_id for (paper_id,) in found)
    there = connection.execute(
        f"SELECT id FROM papers WHERE id IN {_AMONG}", (json.dumps(list(touched)),)
    ).fetchall()
    changed = frozenset(paper_id for (paper_id,) in there)
    return changed, touched - changed, journal.seq(connection)
