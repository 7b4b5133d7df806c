"""Which entry of a text that is read again is which paper that was seen in it before."""

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reader.model import Entry, Leftover
from reader.store import facts
from reader.store.identity import Keys, keys_of


class Sighted(NamedTuple):
    """A paper where it was seen in a text."""

    id: int
    paper_id: int
    position: int
    first_line: int
    last_line: int
    keys: Keys
    by_hand: bool  # whether a person wrote its title, so that its lines may be another entry's too


def sighted(connection: sqlite3.Connection, part: int) -> list[Sighted]:
    """The papers that were seen in a part of an import, in the order of their lines."""
    found = connection.execute(
        "SELECT sightings.id, paper_id, sightings.position, first_line, last_line, edited"
        " FROM sightings JOIN papers ON papers.id = paper_id WHERE sightings.import_id = ?"
        " ORDER BY first_line, sightings.id",
        (part,),
    ).fetchall()
    known = facts.read_many(connection, list({row[1] for row in found}))
    return [
        Sighted(
            number,
            paper_id,
            position,
            first,
            last,
            keys_of(known[paper_id][0]),
            "title" in json.loads(edited),
        )
        for number, paper_id, position, first, last, edited in found
    ]


class Found:
    """The sighting of each entry of a text that is read again, in their order; None for none.

    An entry is the sighting on its lines that is the same paper. Where it has its lines alone it
    is the one that shares most of them, whatever that said: today's importer may read it better.
    On lines of several entries, as in JSON without line breaks, that would be any of them.
    """

    def __init__(
        self, entries: Sequence[Entry], seen: Sequence[Sighted], leftovers: Sequence[Leftover]
    ) -> None:
        self._sighted = seen
        self._taken: set[int] = set()
        self.sightings = self._same(entries)
        self._by_lines(entries)
        placed = enumerate(self.sightings)
        as_then = all(one is None or one.position == place for place, one in placed)
        self._overlooked = {leftover.line for leftover in leftovers}
        for each in () if as_then else seen:
            if not each.by_hand:
                self._overlooked.update(range(each.first_line, each.last_line + 1))

    def was_overlooked(self, entry: Entry) -> bool:
        """Whether an entry without a sighting was not read when the text came in.

        Its lines were not understood then, or were read as another paper's. Else it was read, and
        a person left it out or deleted it; or joined its lines to another paper by hand.
        """
        return not self._overlooked.isdisjoint(range(entry.first_line, entry.last_line + 1))

    def _same(self, entries: Sequence[Entry]) -> list[Sighted | None]:
        named: dict[str, list[int]] = {}
        for place, seen in enumerate(self._sighted):
            for name in _names(seen.keys):
                named.setdefault(name, []).append(place)
        return [self._same_paper(entry, named) for entry in entries]

    def _same_paper(self, entry: Entry, named: Mapping[str, Sequence[int]]) -> Sighted | None:
        for name in _names(keys_of(entry.facts)):
            for place in named.get(name, ()):
                seen = self._sighted[place]
                meet = seen.first_line <= entry.last_line and entry.first_line <= seen.last_line
                if meet and place not in self._taken:
                    self._taken.add(place)
                    return seen
        return None

    def _by_lines(self, entries: Sequence[Entry]) -> None:
        crowd = Counter(
            line for each in entries for line in range(each.first_line, each.last_line + 1)
        )
        by_line: dict[int, list[int]] = {}
        for place, seen in enumerate(self._sighted):
            if place not in self._taken:
                for line in range(seen.first_line, seen.last_line + 1):
                    by_line.setdefault(line, []).append(place)
        for number, entry in enumerate(entries):
            lines = range(entry.first_line, entry.last_line + 1)
            if self.sightings[number] is not None or any(crowd[line] > 1 for line in lines):
                continue
            shared = Counter(place for line in lines for place in by_line.get(line, ()))
            free = [place for place in shared if place not in self._taken]
            best = max(free, key=lambda place: (shared[place], -place), default=None)
            if best is not None:
                self._taken.add(best)
                self.sightings[number] = self._sighted[best]


def _names(keys: Keys) -> tuple[str, ...]:
    """What the entry and the sighting of one paper may have in common, the surest first."""
    return (*keys.names(), f"title:{keys.title}") if keys.title else keys.names()
