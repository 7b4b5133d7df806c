"""What adding entries would do, before anything is written: new, known, improved or doubtful."""

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from reader.model import Dump, Entry, Facts, Listing, Plan, PlannedEntry, Result, State
from reader.store.identity import ALIKE, Keys, Verdict, keys_of, text_key, text_likeness
from reader.store.improving import improved, improvements
from reader.store.same_paper.shelf import Known, Shelf

THIRD = 3  # appearances that speak for an archived paper
FEWEST = 10  # votes that may have doubled by more than chance


def plan(connection: sqlite3.Connection, dump: Dump, listing: Listing) -> Plan:
    """What importing this listing would do."""
    keys = [keys_of(entry.facts) for entry in listing.entries]
    planned = plan_entries(connection, listing.entries, keys)
    if any(entry.back for entry in planned):
        planned = _without_known(connection, dump, planned)
    return Plan(dump, listing, tuple(planned))


def digest(dump: Dump) -> str:
    """What a text is kept under: the SHA-256 of its UTF-8."""
    return hashlib.sha256(dump.text.encode("utf-8", "surrogatepass")).hexdigest()


def _without_known(
    connection: sqlite3.Connection, dump: Dump, planned: list[PlannedEntry]
) -> list[PlannedEntry]:
    """Nobody comes back because the very same text is brought in once more."""
    rows = connection.execute(
        "SELECT paper_id FROM sightings JOIN imports ON imports.id = import_id WHERE dump = ?",
        (digest(dump),),
    ).fetchall()
    known = {paper_id for (paper_id,) in rows}
    return [replace(entry, back="") if entry.paper_id in known else entry for entry in planned]


def plan_together(connection: sqlite3.Connection, plans: Sequence[Plan]) -> list[Plan]:
    """The plans as they are when all are added at once."""
    entries = [entry for plan in plans for entry in plan.listing.entries]
    whole = plan_entries(connection, entries, [keys_of(entry.facts) for entry in entries])
    together, start = [], 0
    for plan in plans:
        end = start + len(plan.listing.entries)
        own = tuple(_moved(planned, start) for planned in whole[start:end])
        together.append(replace(plan, entries=own))
        start = end
    return together


def _moved(planned: PlannedEntry, start: int) -> PlannedEntry:
    """An entry of several plans as one of its own, which begins at `start` of them all."""
    if planned.same_as is None:
        return planned
    same_as = planned.same_as - start
    return replace(planned, same_as=same_as if same_as >= 0 else None)


def plan_entries(
    connection: sqlite3.Connection, entries: Sequence[Entry], keys: Sequence[Keys]
) -> list[PlannedEntry]:
    """What would become of each entry, added one after the other."""
    wanted = [Known(entry.facts, own) for entry, own in zip(entries, keys, strict=True)]
    shelf = Shelf.of(connection, wanted)
    return [
        _plan_entry(shelf, place, entry, paper)
        for place, (entry, paper) in enumerate(zip(entries, wanted, strict=True))
    ]


def _plan_entry(shelf: Shelf, place: int, entry: Entry, paper: Known) -> PlannedEntry:
    verdict, known = shelf.match(paper)
    if known is None or verdict is not Verdict.SAME:
        paper.place = place
        shelf.put(paper)
        if known is None:
            return PlannedEntry(entry, Result.NEW)
        return PlannedEntry(entry, Result.DOUBTFUL, known.paper_id, known.state, (), known.place)
    found = improvements(known.facts, entry.facts, known.edited)
    same_as = known.place
    back = _comes_back(known, entry.facts)
    result = Result.IMPROVED if found and same_as is None else Result.KNOWN
    if known.place is None:
        known.place = place
    if found:
        known.facts = improved(known.facts, found)
        known.keys = keys_of(known.facts)
        shelf.put(known)
    return PlannedEntry(entry, result, known.paper_id, known.state, found, same_as, back)


def _comes_back(known: Known, said: Facts) -> str:
    """Why an archived paper may be worth another look; nothing for all others."""
    seen = known.seen
    if known.state is not State.ARCHIVE or seen is None:
        return ""
    for now, before in ((said.upvotes, seen.upvotes), (said.comments, seen.comments)):
        if now and before and now >= max(FEWEST, 2 * before):
            return "counts doubled"
    if _another_text(known.facts.abstract, said.abstract):
        return "abstract changed"
    return "third sighting" if seen.times + 1 == THIRD else ""


def _another_text(known: str | None, said: str | None) -> bool:
    """Whether two abstracts differ by more than where they are cut and how they are set."""
    likeness = text_likeness(known, said)
    if likeness is None or likeness >= ALIKE:
        return False
    one, other = text_key(known or ""), text_key(said or "")
    return not (one.startswith(other) or other.startswith(one))
