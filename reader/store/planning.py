"""What adding entries would do, before anything is written: new, known, improved or doubtful."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from reader.model import (
    Dump,
    Entry,
    Facts,
    Improvement,
    Listing,
    Plan,
    PlannedEntry,
    Result,
    State,
)
from reader.store import facts as columns
from reader.store.identity import Keys, Verdict, compare, keys_of, text_key

CLEARLY_LONGER = 40  # letters by which an abstract must outgrow its cut beginning

_FILLED = (
    "authors",
    "author_count",
    "url",
    "arxiv_id",
    "doi",
    "venue",
    "year",
    "upvotes",
    "comments",
    "code_url",
    "keywords",
)


@dataclass(slots=True, eq=False)
class _Known:
    """A paper of the library, or one met earlier in the plan."""

    facts: Facts
    keys: Keys
    paper_id: int | None = None
    state: State | None = None
    place: int | None = None

    def keyed(self) -> Iterable[tuple[str, object]]:
        """What this paper is filed under."""
        for kind in ("arxiv_id", "doi", "title", "abstract"):
            key = getattr(self.keys, kind)
            if key not in (None, ""):
                yield kind, key


@dataclass(slots=True)
class _Shelf:
    """Known papers by their keys."""

    filed: dict[tuple[str, object], list[_Known]] = field(default_factory=dict)

    def put(self, known: _Known) -> None:
        """File a paper under each of its keys."""
        for key in known.keyed():
            papers = self.filed.setdefault(key, [])
            if known not in papers:
                papers.append(known)

    def match(self, wanted: _Known) -> tuple[Verdict, _Known | None]:
        """The surest match; of equally sure ones the first by identifier, then by title."""
        doubtful = None
        for key in wanted.keyed():
            for known in self.filed.get(key, ()):
                verdict = compare((wanted.facts, wanted.keys), (known.facts, known.keys))
                if verdict is Verdict.SAME:
                    return verdict, known
                if verdict is Verdict.DOUBTFUL and doubtful is None:
                    doubtful = known
        return (Verdict.DOUBTFUL, doubtful) if doubtful else (Verdict.DIFFERENT, None)


def plan(connection: sqlite3.Connection, dump: Dump, listing: Listing) -> Plan:
    """What importing this listing would do."""
    keys = [keys_of(entry.facts) for entry in listing.entries]
    return Plan(dump, listing, tuple(plan_entries(connection, listing.entries, keys)))


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
    wanted = [_Known(entry.facts, own) for entry, own in zip(entries, keys, strict=True)]
    shelf = _shelf(connection, wanted)
    return [
        _plan_entry(shelf, place, entry, paper)
        for place, (entry, paper) in enumerate(zip(entries, wanted, strict=True))
    ]


def _plan_entry(shelf: _Shelf, place: int, entry: Entry, paper: _Known) -> PlannedEntry:
    verdict, known = shelf.match(paper)
    if known is None or verdict is not Verdict.SAME:
        paper.place = place
        shelf.put(paper)
        if known is None:
            return PlannedEntry(entry, Result.NEW)
        return PlannedEntry(entry, Result.DOUBTFUL, known.paper_id, known.state, (), known.place)
    found = improvements(known.facts, entry.facts)
    same_as = known.place
    result = Result.IMPROVED if found and same_as is None else Result.KNOWN
    if known.place is None:
        known.place = place
    if found:
        known.facts = improved(known.facts, found)
        known.keys = keys_of(known.facts)
        shelf.put(known)
    return PlannedEntry(entry, result, known.paper_id, known.state, found, same_as)


def _shelf(connection: sqlite3.Connection, wanted: Sequence[_Known]) -> _Shelf:
    """The papers of the library that share a key with one of the wanted ones."""
    shelf = _Shelf()
    ids: set[int] = set()
    wanted_keys: dict[str, set[object]] = {
        "arxiv_id": {paper.keys.arxiv_id for paper in wanted},
        "doi": {paper.keys.doi for paper in wanted},
        "title_key": {paper.keys.title for paper in wanted},
        "abstract_key": {paper.keys.abstract for paper in wanted},
    }
    for column, keys in wanted_keys.items():
        asked = json.dumps([key for key in keys if key not in (None, "")])
        ids.update(
            paper_id
            for (paper_id,) in connection.execute(
                f"SELECT papers.id FROM json_each(?) AS key JOIN papers ON {column} = key.value",
                (asked,),
            ).fetchall()
        )
    asked = json.dumps(sorted(ids))
    states = dict(
        connection.execute(
            "SELECT paper_id, state FROM marks WHERE paper_id IN (SELECT value FROM json_each(?))",
            (asked,),
        ).fetchall()
    )
    for paper_id, (facts, own) in columns.read_many(connection, ids).items():
        shelf.put(_Known(facts, own, paper_id, State(states[paper_id])))
    return shelf


# ---------------------------------------------------------------- improving


def improvements(old: Facts, new: Facts) -> tuple[Improvement, ...]:
    """What `new` knows and `old` does not. Nothing is shortened, nothing known is replaced."""
    found = [
        Improvement(name, getattr(old, name), getattr(new, name))
        for name in _FILLED
        if getattr(old, name) in (None, ()) and getattr(new, name) not in (None, ())
    ]
    if _outgrows(old.abstract, new.abstract):
        found.append(Improvement("abstract", old.abstract, new.abstract))
    if _more_precise(old, new):
        found.extend(
            Improvement(name, getattr(old, name), getattr(new, name))
            for name in ("date", "date_as_shown", "year_from_capture")
            if getattr(old, name) != getattr(new, name)
        )
    elif old.date_as_shown is None and new.date_as_shown is not None and old.date == new.date:
        found.append(Improvement("date_as_shown", None, new.date_as_shown))
    return tuple(found)


def improved(facts: Facts, found: Iterable[Improvement]) -> Facts:
    """Facts with improvements applied."""
    changes = {improvement.field: improvement.new for improvement in found}
    return replace(facts, **changes)  # type: ignore[arg-type]  # values come from other Facts


def _outgrows(old: str | None, new: str | None) -> bool:
    """Whether `old` is unknown, or a beginning of the clearly longer `new`."""
    if not new or not new.strip():
        return False
    if not old or not old.strip():
        return True
    if len(new) <= len(old):
        return False
    beginning, whole = text_key(old), text_key(new)
    return len(whole) >= len(beginning) + CLEARLY_LONGER and whole.startswith(beginning)


def _more_precise(old: Facts, new: Facts) -> bool:
    """Whether the new date says the same and more, or states a year that was only assumed."""
    if not new.date or new.date == old.date:
        return bool(new.date) and old.year_from_capture and not new.year_from_capture
    if not old.date:
        return True
    if old.date.startswith("--"):
        return new.date[4:] == old.date[1:]
    if new.date.startswith("--"):
        return False
    if old.year_from_capture and not new.year_from_capture:
        return new.date[4:] == old.date[4:]
    return len(new.date) > len(old.date) and new.date.startswith(old.date)
