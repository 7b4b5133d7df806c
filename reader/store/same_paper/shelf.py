"""The papers that a new one may be the same as, found by keys: never by looking at all of them.

Every key holds at most some papers: what many papers share (`Editorial`) tells none of them,
and so planning grows with the papers, not with their pairs.
"""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from reader.model import Facts, State
from reader.store import facts as columns
from reader.store.identity import Keys, Verdict, apart_key, compare, near
from reader.store.import_rows import FIRSTS
from reader.store.kept import read_as

END = 20  # letters at the beginning or end of nearly equal titles; as in the index of the titles
MOST_ALIKE = 16  # papers under one key that are looked at
MOST_NEAR = 30  # the same for beginnings and ends of titles
_LAST = "\U0010ffff"

Key = tuple[str, object]


@dataclass(frozen=True, slots=True)
class Seen:
    """How often a paper was in a listing, and the highest counts there."""

    times: int
    upvotes: int | None
    comments: int | None


@dataclass(slots=True, eq=False)
class Known:
    """A paper of the library, or one met earlier in the plan."""

    facts: Facts
    keys: Keys
    paper_id: int | None = None
    state: State | None = None
    edited: frozenset[str] = frozenset()
    seen: Seen | None = None
    place: int | None = None

    def keyed(self) -> Iterator[Key]:
        """What this paper is filed under, the surest first."""
        for name in self.keys.names():
            yield "name", name
        if self.keys.title:
            yield "title", self.keys.title
        if self.keys.abstract is not None:
            yield "abstract", self.keys.abstract

    def nearly(self) -> Iterator[Key]:
        """What papers with nearly the same title are filed under as well."""
        if len(self.keys.title) >= END and self.facts.abstract:
            yield "beginning", self.keys.title[:END]
            yield "end", self.keys.title[-END:]


@dataclass(slots=True)
class Shelf:
    """Known papers by their keys, and the descriptions that were decided to be different."""

    apart: frozenset[tuple[str, str]] = frozenset()
    filed: dict[Key, dict[Known, None]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, connection: sqlite3.Connection, wanted: Sequence[Known]) -> "Shelf":
        """The papers of the library that share a key with one of the wanted ones."""
        apart = connection.execute("SELECT one, other FROM apart").fetchall()
        shelf = cls(frozenset(apart))
        for known in _known(connection, wanted):
            shelf.put(known)
        return shelf

    def put(self, known: Known) -> None:
        """File a paper under each of its keys."""
        for key in known.keyed():
            self.filed[key][known] = None
        for key in known.nearly():
            if len(self.filed[key]) <= MOST_NEAR:
                self.filed[key][known] = None

    def match(self, wanted: Known) -> tuple[Verdict, Known | None]:
        """The surest match; of equally sure ones the first by identifier, then by title."""
        doubtful = None
        for key in wanted.keyed():
            for known in _first(self.filed.get(key, ()), MOST_ALIKE):
                verdict = compare((wanted.facts, wanted.keys), (known.facts, known.keys))
                if verdict is Verdict.SAME:
                    return verdict, known
                if verdict is Verdict.DOUBTFUL and doubtful is None:
                    doubtful = known if self._may_be(wanted, known) else None
        doubtful = doubtful or self._near(wanted)
        return (Verdict.DOUBTFUL, doubtful) if doubtful else (Verdict.DIFFERENT, None)

    def _near(self, wanted: Known) -> Known | None:
        for key in wanted.nearly():
            papers = self.filed.get(key, {})
            if len(papers) > MOST_NEAR:
                continue
            for known in papers:
                one, other = (wanted.facts, wanted.keys), (known.facts, known.keys)
                if near(one, other) and self._may_be(wanted, known):
                    return known
        return None

    def _may_be(self, one: Known, other: Known) -> bool:
        """Whether nobody has decided yet that the two are different."""
        if not self.apart:
            return True
        keys = sorted((apart_key(one.keys), apart_key(other.keys)))
        return (keys[0], keys[1]) not in self.apart


def _first(papers: Iterable[Known], most: int) -> Iterator[Known]:
    yield from (known for known, _ in zip(papers, range(most), strict=False))


# ---------------------------------------------------------------- from the library

_BY_COLUMN = {
    "arxiv_id": "SELECT key.value, papers.id FROM json_each(?) AS key JOIN papers"
    " ON arxiv_id = key.value",
    "doi": "SELECT key.value, papers.id FROM json_each(?) AS key JOIN papers ON doi = key.value",
    "title": "SELECT key.value, papers.id FROM json_each(?) AS key JOIN papers"
    " ON title_key = key.value",
    "abstract": "SELECT key.value, papers.id FROM json_each(?) AS key JOIN papers"
    " ON abstract_key = key.value",
    "beginning": "SELECT key.value, papers.id FROM json_each(?) AS key JOIN papers"
    f" ON title_key >= key.value AND title_key < key.value || '{_LAST}'",
    "end": "SELECT key.value, papers.id FROM json_each(?) AS key JOIN papers"
    f" ON substr(title_key, -{END}) = key.value",
}


def _known(connection: sqlite3.Connection, wanted: Sequence[Known]) -> Iterator[Known]:
    asked: dict[str, set[object]] = {column: set() for column in _BY_COLUMN}
    names: set[str] = set()
    for paper in wanted:
        for kind, key in (*paper.keyed(), *paper.nearly()):
            if kind == "name":
                names.add(str(key))
            else:
                asked[kind].add(key)
    for name in names:
        kind, _, value = name.partition(":")
        if kind in ("arxiv", "doi"):
            asked["arxiv_id" if kind == "arxiv" else "doi"].add(value)
    ids = _further(connection, names)
    for column, keys in asked.items():
        ids |= _having(connection, column, keys)
    yield from _read(connection, ids)


def _having(connection: sqlite3.Connection, column: str, keys: set[object]) -> set[int]:
    """The papers with one of the keys in a column, of each key at most some."""
    near_only = column in ("beginning", "end")
    rows = connection.execute(_BY_COLUMN[column], (json.dumps(list(keys)),)).fetchall()
    alike = Counter(key for key, _ in rows)
    given: Counter[object] = Counter()
    ids = set()
    for key, paper_id in rows:
        given[key] += 1
        if given[key] <= MOST_ALIKE and not (near_only and alike[key] > MOST_NEAR):
            ids.add(paper_id)
    return ids


def _further(connection: sqlite3.Connection, names: set[str]) -> set[int]:
    """The papers that have one of the names among their further identifiers."""
    if not names:
        return set()
    rows = connection.execute("SELECT id, ids FROM papers WHERE ids <> '[]'").fetchall()
    return {paper_id for paper_id, own in rows if not names.isdisjoint(json.loads(own))}


def _read(connection: sqlite3.Connection, ids: set[int]) -> Iterator[Known]:
    asked = json.dumps(sorted(ids))
    marks = connection.execute(
        "SELECT paper_id, state, edited FROM marks JOIN papers ON papers.id = paper_id"
        " WHERE paper_id IN (SELECT value FROM json_each(?))",
        (asked,),
    ).fetchall()
    said = {paper_id: (read_as(State, state), edited) for paper_id, state, edited in marks}
    seen = connection.execute(
        "SELECT paper_id, count(DISTINCT first), max(sightings.upvotes),"
        " max(sightings.comments) FROM marks JOIN sightings USING (paper_id)"
        f" JOIN {FIRSTS} AS imports ON imports.id = import_id"
        " WHERE state = 'archive' AND paper_id IN (SELECT value FROM json_each(?))"
        " GROUP BY paper_id",
        (asked,),
    ).fetchall()
    times = {paper_id: Seen(*row) for paper_id, *row in seen}
    for paper_id, (facts, own) in columns.read_many(connection, ids).items():
        state, edited = said[paper_id]
        by_hand = frozenset(json.loads(edited))
        yield Known(facts, own, paper_id, state, by_hand, times.get(paper_id))
