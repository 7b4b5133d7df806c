"""Reading a stored text again with today's importers: facts become better, marks never move."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reader.model import Dump, Entry, Facts, Improvement, Listing, Reread, RereadEntry, Result
from reader.store import adding, facts, highlights, imports, planning, rows
from reader.store.identity import keys_of
from reader.store.improving import improved, improvements
from reader.store.merging import TOGETHER
from reader.store.rows import Row


def plan(connection: sqlite3.Connection, import_id: int, dump: Dump, listing: Listing) -> Reread:
    """What reading an import again would change.

    An entry is the paper that was seen on its lines. Facts that this import had told are told
    anew; other facts are only filled in. What the person edited stays, and so does an abstract
    whose highlights would be lost.
    """
    sighted = _sighted(connection, import_id)
    entries: list[RereadEntry] = []
    for entry, sighting in _matched(listing.entries, sighted):
        if sighting is None:
            entries.append(RereadEntry(entry, None, ()))
            continue
        number = sighting["paper_id"]
        assert isinstance(number, int)
        found = _changes(connection, import_id, number, entry.facts)
        entries.append(RereadEntry(entry, number, tuple(found)))
    whole = tuple(_planned(connection, entries))
    return Reread(import_id, dump, listing, whole, _missing(entries, sighted))


def _planned(
    connection: sqlite3.Connection, entries: Sequence[RereadEntry]
) -> Iterator[RereadEntry]:
    """The entries that were never seen: papers that come in, or known ones of other imports."""
    unseen = [each.entry for each in entries if each.paper_id is None]
    keys = [keys_of(entry.facts) for entry in unseen]
    plans = iter(planning.plan_entries(connection, unseen, keys))
    for each in entries:
        if each.paper_id is not None:
            yield each
            continue
        planned = next(plans)
        new = planned.result in (Result.NEW, Result.DOUBTFUL)
        yield replace(each, new=new)


def _missing(entries: Sequence[RereadEntry], sighted: Sequence[Row]) -> tuple[int, ...]:
    """The papers that are not found in the text any more; they stay as they are."""
    there = {each.paper_id for each in entries}
    papers = {row["paper_id"] for row in sighted}
    return tuple(sorted(one for one in papers if isinstance(one, int) and one not in there))


def _sighted(connection: sqlite3.Connection, import_id: int) -> list[Row]:
    cursor = connection.execute(
        "SELECT paper_id, first_line, last_line FROM sightings WHERE import_id = ?"
        " ORDER BY first_line, id",
        (import_id,),
    )
    return [
        {"paper_id": paper, "first_line": first, "last_line": last}
        for paper, first, last in cursor.fetchall()
    ]


def _matched(
    entries: Sequence[Entry], sighted: Sequence[Row]
) -> Iterator[tuple[Entry, Row | None]]:
    """Each entry with the sighting that shares most of its lines; each sighting once."""
    by_line: dict[int, list[int]] = {}
    for place, row in enumerate(sighted):
        first, last = row["first_line"], row["last_line"]
        assert isinstance(first, int)
        assert isinstance(last, int)
        for line in range(first, last + 1):
            by_line.setdefault(line, []).append(place)
    taken: set[int] = set()
    for entry in entries:
        shared: dict[int, int] = {}
        for line in range(entry.first_line, entry.last_line + 1):
            for place in by_line.get(line, ()):
                if place not in taken:
                    shared[place] = shared.get(place, 0) + 1
        best = max(shared, key=lambda place: (shared[place], -place), default=None)
        if best is None:
            yield entry, None
        else:
            taken.add(best)
            yield entry, sighted[best]


def _changes(
    connection: sqlite3.Connection, import_id: int, paper_id: int, said: Facts
) -> Iterator[Improvement]:
    """What the text says better now about one paper."""
    known = facts.read_many(connection, [paper_id])[paper_id][0]
    (row,) = rows.of_paper(connection, "papers", paper_id)
    edited = frozenset(json.loads(str(row["edited"])))
    told = {
        name
        for name in facts.COLUMNS
        if name != "ids" and imports.giver(connection, paper_id, name) == import_id
    }
    told |= {name for field in told for name in TOGETHER.get(field, ())}
    found = {each.field: each for each in improvements(known, said, edited)}
    for name in told - edited:
        old, new = getattr(known, name), getattr(said, name)
        if new != old and new not in (None, ()):
            found[name] = Improvement(name, old, new)
    if "abstract" in found and _would_lose(connection, paper_id, known, said):
        del found["abstract"]
    yield from (found[name] for name in facts.COLUMNS if name in found)


def _would_lose(connection: sqlite3.Connection, paper_id: int, known: Facts, said: Facts) -> bool:
    """Whether highlighted words would no longer be in the abstract."""
    lost = []
    for text in (known.abstract, said.abstract):
        marks = highlights.of_papers(connection, {paper_id: text}).get(paper_id, ())
        lost.append(sum(mark.start is None for mark in marks))
    return lost[1] > lost[0]


def apply(connection: sqlite3.Connection, reread: Reread) -> str:
    """Do what the plan says; what was decided or edited meanwhile stays."""
    name = imports.name_of(connection, reread.import_id)
    fresh = plan(connection, reread.import_id, reread.dump, reread.listing)
    for each in fresh.entries:
        if each.paper_id is not None and each.improvements:
            known = facts.read_many(connection, [each.paper_id])[each.paper_id][0]
            better = improved(known, each.improvements)
            columns = facts.Columns.of(better, keys_of(better)).values
            named = dict(zip(facts.COLUMNS + facts.DERIVED, columns, strict=True))
            rows.update(connection, "papers", each.paper_id, named)
            _remember(connection, reread.import_id, each)
    new = tuple(each.entry for each in fresh.entries if each.new)
    if new:
        listing = replace(reread.listing, entries=new)
        adding.add(connection, [planning.plan(connection, reread.dump, listing)])
    return f"Read {name} again"


def _remember(connection: sqlite3.Connection, import_id: int, each: RereadEntry) -> None:
    """Note with the sighting what it has told now, and on which lines."""
    sighting_id, gave = connection.execute(
        "SELECT id, gave FROM sightings WHERE import_id = ? AND paper_id = ? ORDER BY id LIMIT 1",
        (import_id, each.paper_id),
    ).fetchone()
    told = [*json.loads(gave), *(improvement.field for improvement in each.improvements)]
    connection.execute(
        "UPDATE sightings SET gave = ? WHERE id = ?",
        (json.dumps(list(dict.fromkeys(told))), sighting_id),
    )
