"""Reading a stored text again with today's importers: facts become better, marks never move."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reader.model import (
    Dump,
    Facts,
    Improvement,
    Listing,
    Progress,
    Reread,
    RereadEntry,
    Result,
)
from reader.model.pairs import MOST_TOLD
from reader.store import facts, import_rows, rows
from reader.store.identity import keys_of
from reader.store.improving import improved, improvements
from reader.store.intake import adding, imports, planning
from reader.store.intake.found_again import Found, Sighted, sighted
from reader.store.intake.imports import Read
from reader.store.parts import one_by_one
from reader.store.same_paper.merging import TOGETHER
from reader.store.written import highlights


class Rereading:
    """What reading an import again comes to, summed up over its parts."""

    def __init__(self, import_id: int) -> None:
        self._import_id = import_id
        self._improved = self._new = self._left_out = 0
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
            self._left_out += each.left_out
            if (each.improvements or each.new) and len(self._told) < MOST_TOLD:
                self._told.append(each)

    def whole(self) -> Reread:
        """The sum."""
        missing = tuple(sorted(self._seen - self._found))
        told = tuple(self._told)
        return Reread(self._import_id, self._improved, self._new, told, missing, self._left_out)


def plan(
    connection: sqlite3.Connection, part: int, listing: Listing
) -> tuple[list[RereadEntry], list[int]]:
    """What reading a part of an import again would change, and the papers seen in it before.

    Facts of a paper that this part had told are told anew; other facts are only filled in. What
    the person edited stays, and so does an abstract whose highlights would be lost. What the
    person left out of the import, or deleted, stays out.
    """
    seen = sighted(connection, part)
    entries, _ = _plan(connection, part, listing, seen)
    return entries, [each.paper_id for each in seen]


def _plan(
    connection: sqlite3.Connection, part: int, listing: Listing, seen: Sequence[Sighted]
) -> tuple[list[RereadEntry], list[Sighted | None]]:
    """What would become of each entry, and the sighting that it was before."""
    found = Found(listing.entries, seen, imports.leftovers(connection, part))
    entries: list[RereadEntry] = []
    for entry, sighting in zip(listing.entries, found.sightings, strict=True):
        if sighting is None:
            entries.append(RereadEntry(entry, None, ()))
            continue
        better = _changes(connection, sighting, entry.facts)
        entries.append(RereadEntry(entry, sighting.paper_id, tuple(better)))
    return list(_planned(connection, entries, found)), found.sightings


def _planned(
    connection: sqlite3.Connection, entries: Sequence[RereadEntry], found: Found
) -> Iterator[RereadEntry]:
    """The entries that were never seen: papers that come in, or known ones of other imports."""
    unseen = [each.entry for each in entries if each.paper_id is None]
    keys = [keys_of(entry.facts) for entry in unseen]
    plans = iter(planning.plan_entries(connection, unseen, keys))
    for each in entries:
        if each.paper_id is not None or next(plans).result not in (Result.NEW, Result.DOUBTFUL):
            yield each
        elif found.was_overlooked(each.entry):
            yield replace(each, new=True)
        else:
            yield replace(each, left_out=True)


def _changes(
    connection: sqlite3.Connection, sighting: Sighted, said: Facts
) -> Iterator[Improvement]:
    """What the text says better now about a paper, where it was seen in it."""
    paper_id = sighting.paper_id
    known = facts.read_many(connection, [paper_id])[paper_id][0]
    (row,) = rows.of_paper(connection, "papers", paper_id)
    edited = frozenset(json.loads(str(row["edited"])))
    tellers = imports.tellers(connection, paper_id)
    told = {name for name, teller in tellers.items() if teller.sighting_id == sighting.id}
    told &= set(facts.COLUMNS) - {"ids"}
    told |= {name for field in told for name in TOGETHER.get(field, ())}
    found = {each.field: each for each in improvements(known, said, edited)}
    keys = keys_of(said)
    as_kept = replace(said, arxiv_id=keys.arxiv_id, doi=keys.doi)
    for name in told - edited:
        old, new = getattr(known, name), getattr(as_kept, name)
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

    What `read` has not read before is read one part after the other, so that the largest import
    needs little more memory than a small one.
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
    entries, sightings = _plan(connection, part, listing, sighted(connection, part))
    for each, sighting in zip(entries, sightings, strict=True):
        if sighting is not None and each.improvements:
            paper_id = sighting.paper_id
            known = facts.read_many(connection, [paper_id])[paper_id][0]
            better = improved(known, each.improvements)
            columns = facts.Columns.of(better, keys_of(better)).values
            named = dict(zip(facts.COLUMNS + facts.DERIVED, columns, strict=True))
            rows.update(connection, "papers", paper_id, named)
            _remember(connection, sighting, each.improvements)
    new = frozenset(place for place, each in enumerate(entries) if each.new)
    adding.add_to(connection, part, dump, listing, new)


def _remember(
    connection: sqlite3.Connection, sighting: Sighted, better: Sequence[Improvement]
) -> None:
    """Note with the sighting what it has told now."""
    (gave,) = connection.execute(
        "SELECT gave FROM sightings WHERE id = ?", (sighting.id,)
    ).fetchone()
    told = [*json.loads(gave), *(improvement.field for improvement in better)]
    connection.execute(
        "UPDATE sightings SET gave = ? WHERE id = ?",
        (json.dumps(list(dict.fromkeys(told))), sighting.id),
    )
