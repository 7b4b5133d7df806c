"""Reading a stored text again with today's importers: facts become better, marks never move."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from reader.model import (
    Dump,
    Entry,
    Facts,
    Improvement,
    Listing,
    Progress,
    Reread,
    RereadEntry,
    Result,
)
from reader.model.pairs import MOST_TOLD
from reader.store import adding, facts, highlights, import_rows, imports, planning, rows
from reader.store.identity import keys_of
from reader.store.imports import Read
from reader.store.improving import improved, improvements
from reader.store.merging import TOGETHER
from reader.store.parts import one_by_one


class Rereading:
    """What reading an import again comes to, summed up over its parts."""

    def __init__(self, import_id: int) -> None:
        self._import_id = import_id
        self._improved = self._new = 0
        self._told: list[RereadEntry] = []
        self._seen: set[int] = set()
        self._found: set[int] = set()

    def take(self, entries: Sequence[RereadEntry], seen: Iterable[int]) -> None:
        """Count the entries of one part, in which the papers `seen` were seen before."""
        self._seen.update(seen)
        for each in entries:
            if each.paper_id is not None:
                self._found.add(each.paper_id)
            self._improved += bool(each.improvements)
            self._new += each.new
            if (each.improvements or each.new) and len(self._told) < MOST_TOLD:
                self._told.append(each)

    def whole(self) -> Reread:
        """The sum."""
        missing = tuple(sorted(self._seen - self._found))
        return Reread(self._import_id, self._improved, self._new, tuple(self._told), missing)


def plan(
    connection: sqlite3.Connection, part: int, listing: Listing
) -> tuple[list[RereadEntry], list[int]]:
    """What reading a part of an import again would change, and the papers seen in it before.

    An entry is the paper that was seen on its lines. Facts that this part had told are told
    anew; other facts are only filled in. What the person edited stays, and so does an abstract
    whose highlights would be lost.
    """
    sighted = _sighted(connection, part)
    entries: list[RereadEntry] = []
    for entry, sighting in _matched(listing.entries, sighted):
        if sighting is None:
            entries.append(RereadEntry(entry, None, ()))
            continue
        found = _changes(connection, part, sighting.paper_id, entry.facts)
        entries.append(RereadEntry(entry, sighting.paper_id, tuple(found)))
    return list(_planned(connection, entries)), [each.paper_id for each in sighted]


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


class _Sighted(NamedTuple):
    paper_id: int
    first_line: int
    last_line: int


def _sighted(connection: sqlite3.Connection, part: int) -> list[_Sighted]:
    rows = connection.execute(
        "SELECT paper_id, first_line, last_line FROM sightings WHERE import_id = ?"
        " ORDER BY first_line, id",
        (part,),
    ).fetchall()
    return [_Sighted(*row) for row in rows]


def _matched(
    entries: Sequence[Entry], sighted: Sequence[_Sighted]
) -> Iterator[tuple[Entry, _Sighted | None]]:
    """Each entry with the sighting that shares most of its lines; each sighting once."""
    by_line: dict[int, list[int]] = {}
    for place, row in enumerate(sighted):
        for line in range(row.first_line, row.last_line + 1):
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


def apply(
    connection: sqlite3.Connection, import_id: int, read: Read, progress: Progress | None
) -> str:
    """Read an import again and do what that says; what was decided or edited meanwhile stays.

    One part after the other is read, so that a large import needs no more memory than a small one.
    """
    for part, told in one_by_one(import_rows.parts(connection, import_id), progress):
        dump, captured = text_of(connection, part)
        _apply(connection, part, dump, read(dump, captured=captured, progress=told))
    return f"Read {import_rows.name_of(connection, import_id)} again"


def text_of(connection: sqlite3.Connection, part: int) -> tuple[Dump, str | None]:
    """The text of a part and its day of capture, as it is to be read again."""
    dump, _, captured = imports.stored(connection, part)
    if captured is not None and captured.startswith("--"):
        captured = None  # a day without its year tells no more than the text itself
    return dump, captured


def _apply(connection: sqlite3.Connection, part: int, dump: Dump, listing: Listing) -> None:
    entries, _ = plan(connection, part, listing)
    for each in entries:
        if each.paper_id is not None and each.improvements:
            known = facts.read_many(connection, [each.paper_id])[each.paper_id][0]
            better = improved(known, each.improvements)
            columns = facts.Columns.of(better, keys_of(better)).values
            named = dict(zip(facts.COLUMNS + facts.DERIVED, columns, strict=True))
            rows.update(connection, "papers", each.paper_id, named)
            _remember(connection, part, each)
    new = frozenset(place for place, each in enumerate(entries) if each.new)
    adding.add_to(connection, part, dump, listing, new)


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
