"""Applying plans: one transaction, one action, marks of known papers untouched.

One transaction, however long: an import is there or is not, after a kill and a power cut too, with
no half of one to complete or take back at the next start. Others go on reading meanwhile (0.01 s
beside an import of 98,000 papers); who writes waits its turn for as long as the import takes, 24 s
for that one on a busy machine and 1.5 s for 2,000, and is not refused before half a minute
(`connection.WAIT_SECONDS`); a note that is refused then stays on screen and in its draft. Slices
would have to be undone as one, hidden until the last, and finished by somebody else after a kill.
"""

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import asdict, dataclass

from reader.clean import clean_text
from reader.model import Dump, Entry, Facts, Listing, Plan, PlannedEntry, Progress, Result, State
from reader.model.import_names import import_name
from reader.store import facts as columns
from reader.store import keys as citation_keys
from reader.store import queue, tags
from reader.store.actions import now
from reader.store.identity import Keys, keys_of
from reader.store.improving import improved
from reader.store.intake import editing
from reader.store.intake.planning import digest, plan_entries
from reader.store.parts import report
from reader.store.rows import update
from reader.store.schema import fresh_uid

STRIDE = 200  # entries between two reports of progress

_PAPER = (
    "INSERT INTO papers (id, uid, added, import_id, position, edited, "
    + ", ".join(columns.COLUMNS + columns.DERIVED)
    + ") VALUES (?, ?, ?, ?, ?, ?, "
    + ", ".join("?" for _ in columns.COLUMNS + columns.DERIVED)
    + ")"
)
_MARKS = (
    "INSERT INTO marks (paper_id, state, starred, seen, queue_place, state_since, started,"
    " finished) VALUES (?, ?, 0, 0, ?, ?, ?, ?)"
)
_SIGHTING = (
    "INSERT INTO sightings (import_id, paper_id, position, first_line, last_line,"
    " date_as_shown, upvotes, comments, gave) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class _Batch:
    """The part of one plan that is to be added."""

    plan: Plan
    sha256: str
    entries: tuple[tuple[int, Entry], ...]


def add(
    connection: sqlite3.Connection,
    plans: Sequence[Plan],
    *,
    leave_out: Sequence[frozenset[int]] = (),
    state: State = State.INBOX,
    tag_names: Sequence[str] = (),
    progress: Progress | None = None,
) -> str:
    """Add what the plans hold, but for the entries left out.

    The entries are planned once more: the library may have changed since, and what is left
    out or comes twice in several plans changes what the others are.
    """
    batches = [_batch(plan, out) for plan, out in _paired(plans, leave_out)]
    entries = [entry for batch in batches for _, entry in batch.entries]
    keys = [keys_of(entry.facts) for entry in entries]
    planned = plan_entries(connection, entries, keys)
    adding = _Adding(connection, state, tags.checked(tag_names), progress, keys)
    names = []
    start = 0
    for batch in batches:
        end = start + len(batch.entries)
        if adding.add_batch(batch, start, planned[start:end]):
            names.append(_name(batch.plan.dump, batch.plan.listing))
        start = end
    if len(names) > 1:
        return f"Import {len(names)} files"
    return f"Import {names[0]}" if names else "Import"


def add_one_by_one(
    connection: sqlite3.Connection,
    read: Iterable[tuple[Dump, Listing]],
    told: Callable[[Plan], None],
) -> str:
    """Add texts as they are read, each planned after those before it are there.

    Only one of them is in memory at a time. Each is `told` as what it did. All of them have one
    moment: by it, parts of one file are known as one import.
    """
    names = set()
    moment = now()
    for dump, listing in read:
        keys = [keys_of(entry.facts) for entry in listing.entries]
        plan = Plan(dump, listing, tuple(plan_entries(connection, listing.entries, keys)))
        adding = _Adding(connection, State.INBOX, [], None, keys, moment)
        if adding.add_batch(_batch(plan, frozenset()), 0, plan.entries):
            names.add(_name(dump, listing))
        told(plan)
    if len(names) > 1:
        return f"Import {len(names)} files"
    return f"Import {names.pop()}" if names else "Import"


def add_to(
    connection: sqlite3.Connection,
    import_id: int,
    dump: Dump,
    listing: Listing,
    new: frozenset[int],
) -> None:
    """Add the entries at the places `new` to the import that this text came as.

    What is said of its lines and its format is said anew.
    """
    told: dict[str, object] = {
        "format": listing.format,
        "lines": listing.lines,
        "leftovers": _leftovers(listing),
    }
    update(connection, "imports", import_id, told)
    whole = Plan(dump, listing, tuple(PlannedEntry(entry, Result.NEW) for entry in listing.entries))
    batch = _batch(whole, frozenset(range(len(listing.entries))) - new)
    entries = [entry for _, entry in batch.entries]
    keys = [keys_of(entry.facts) for entry in entries]
    planned = plan_entries(connection, entries, keys)
    adding = _Adding(connection, State.INBOX, [], None, keys)
    adding.add_entries(import_id, batch, 0, planned, frozenset())


def _name(dump: Dump, listing: Listing) -> str:
    return import_name(clean_text(dump.name), dump.path, listing.captured)


def _leftovers(listing: Listing) -> str:
    leftovers = [asdict(leftover) for leftover in listing.leftovers]
    return clean_text(json.dumps(leftovers, ensure_ascii=False))


def _paired(
    plans: Sequence[Plan], leave_out: Sequence[frozenset[int]]
) -> Iterable[tuple[Plan, frozenset[int]]]:
    missing = len(plans) - len(leave_out)
    return zip(plans, [*leave_out, *[frozenset[int]()] * missing], strict=True)


def _batch(plan: Plan, out: frozenset[int]) -> _Batch:
    entries = [planned.entry for planned in plan.entries]
    return _Batch(
        plan,
        digest(plan.dump),
        tuple((place, entry) for place, entry in enumerate(entries) if place not in out),
    )


class _Adding:
    """The rows of one import action on their way into the library."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        state: State,
        tag_names: Sequence[str],
        progress: Progress | None,
        keys: Sequence[Keys],
        moment: str = "",
    ) -> None:
        self._connection = connection
        self._state = state
        self._tags = tag_names
        self._progress = progress
        self._keys = keys
        self._at = moment or now()
        self._next_id = _last_id(connection, "papers") + 1
        self._place = queue.end(connection)
        self._paper_ids: dict[int, int] = {}  # place among all entries -> paper

    def add_batch(self, batch: _Batch, start: int, planned: Sequence[PlannedEntry]) -> bool:
        """Add one plan; answers False when its text is known and brings nothing new."""
        new = (Result.NEW, Result.DOUBTFUL, Result.IMPROVED)
        news = any(entry.result in new or entry.improvements for entry in planned)
        if not planned or (self._is_known(batch.sha256) and not news):
            return False
        seen_before = self._sightings_of(batch.sha256)
        self.add_entries(self._add_import(batch), batch, start, planned, seen_before)
        return True

    def add_entries(
        self,
        import_id: int,
        batch: _Batch,
        start: int,
        planned: Sequence[PlannedEntry],
        seen_before: Set[tuple[int, int]],
    ) -> None:
        """Add the entries of a plan as ones of this import."""
        for first in range(0, len(planned), STRIDE):
            part = planned[first : first + STRIDE]
            places = [place for place, _ in batch.entries[first : first + STRIDE]]
            self._add_papers(import_id, start + first, places, part)
            self._improve(start + first, part)
            self._sight(import_id, start + first, places, part, seen_before)
            citation_keys.keep_imported(
                self._connection,
                [
                    (self._paper_ids[number], planned_entry.entry.key)
                    for number, planned_entry in enumerate(part, start + first)
                    if planned_entry.entry.key
                ],
            )
            self._report(start + first + len(part))

    def _is_known(self, sha256: str) -> bool:
        sql = "SELECT 1 FROM imports WHERE dump = ?"
        return self._connection.execute(sql, (sha256,)).fetchone() is not None

    def _sightings_of(self, sha256: str) -> set[tuple[int, int]]:
        rows = self._connection.execute(
            "SELECT paper_id, first_line FROM sightings JOIN imports"
            " ON imports.id = sightings.import_id WHERE imports.dump = ?",
            (sha256,),
        )
        return set(rows.fetchall())

    def _add_import(self, batch: _Batch) -> int:
        dump, listing = batch.plan.dump, batch.plan.listing
        text = dump.text.encode("utf-8", "surrogatepass")
        self._connection.execute(
            "INSERT INTO dumps (sha256, content, length) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (batch.sha256, zlib.compress(text), len(text)),
        )
        done = self._connection.execute(
            "INSERT INTO imports (name, format, dump, encoding, path, at, captured,"
            " captured_evidence, lines, leftovers) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                clean_text(dump.name),
                listing.format,
                batch.sha256,
                dump.encoding,
                None if dump.path is None else clean_text(dump.path),
                self._at,
                listing.captured,
                clean_text(listing.captured_evidence),
                listing.lines,
                _leftovers(listing),
            ),
        )
        assert done.lastrowid is not None
        return done.lastrowid

    def _add_papers(
        self, import_id: int, start: int, places: Sequence[int], part: Sequence[PlannedEntry]
    ) -> None:
        papers: list[tuple[object, ...]] = []
        marks: list[tuple[object, ...]] = []
        pairs: list[tuple[int, int]] = []
        ids: list[int] = []
        for number, (position, planned) in enumerate(zip(places, part, strict=True), start):
            if planned.result not in (Result.NEW, Result.DOUBTFUL):
                continue
            paper_id, self._next_id = self._next_id, self._next_id + 1
            self._paper_ids[number] = paper_id
            ids.append(paper_id)
            values = columns.Columns.of(planned.entry.facts, self._keys[number]).values
            by_hand = editing.kept(planned.entry.by_hand)
            papers.append((paper_id, fresh_uid(), self._at, import_id, position, by_hand, *values))
            marks.append(self._first_marks(paper_id))
            if planned.result is Result.DOUBTFUL:
                pairs.append((self._paper_of(planned), paper_id))
        execute = self._connection.executemany
        execute(_PAPER, papers)
        execute(_MARKS, marks)
        if ids and self._tags:
            tags.put_on(self._connection, ids, self._tags)
        execute("INSERT INTO pairs (a, b, verdict) VALUES (?, ?, 'doubtful')", pairs)

    def _first_marks(self, paper_id: int) -> tuple[object, ...]:
        place = None
        if self._state is State.QUEUE:
            place, self._place = self._place, self._place + queue.GAP
        started = self._at if self._state is State.READING else None
        finished = self._at if self._state is State.DONE else None
        return paper_id, self._state.value, place, self._at, started, finished

    def _paper_of(self, planned: PlannedEntry) -> int:
        """The paper that an entry is, or may be, the same as."""
        if planned.paper_id is not None:
            return planned.paper_id
        assert planned.same_as is not None
        return self._paper_ids[planned.same_as]

    def _improve(self, start: int, part: Sequence[PlannedEntry]) -> None:
        for number, planned in enumerate(part, start):
            if planned.result not in (Result.KNOWN, Result.IMPROVED):
                continue
            paper_id = self._paper_of(planned)
            self._paper_ids[number] = paper_id
            if planned.improvements:
                known, _ = columns.read_many(self._connection, [paper_id])[paper_id]
                self._rewrite(paper_id, improved(known, planned.improvements))
                better = {each.field for each in planned.improvements}
                if by_hand := better & planned.entry.by_hand:
                    editing.keep(self._connection, paper_id, by_hand)

    def _rewrite(self, paper_id: int, facts: Facts) -> None:
        values = columns.Columns.of(facts, keys_of(facts)).values
        self._connection.execute(
            f"UPDATE papers SET {columns.ASSIGNED} WHERE id = ?", (*values, paper_id)
        )

    def _sight(
        self,
        import_id: int,
        start: int,
        places: Sequence[int],
        part: Sequence[PlannedEntry],
        before: Set[tuple[int, int]],
    ) -> None:
        rows = []
        for number, (position, planned) in enumerate(zip(places, part, strict=True), start):
            entry, paper_id = planned.entry, self._paper_ids[number]
            gave = _gave(planned)
            if not gave and (paper_id, entry.first_line) in before:
                continue
            said = entry.facts
            rows.append(
                (
                    import_id,
                    paper_id,
                    position,
                    entry.first_line,
                    entry.last_line,
                    said.date_as_shown,
                    said.upvotes,
                    said.comments,
                    json.dumps(gave),
                )
            )
        self._connection.executemany(_SIGHTING, rows)

    def _report(self, done: int) -> None:
        report(self._progress, done, len(self._keys))


def _gave(planned: PlannedEntry) -> list[str]:
    """The names of the facts that an entry brought."""
    if planned.result in (Result.NEW, Result.DOUBTFUL):
        facts = planned.entry.facts
        return [name for name in columns.COLUMNS if getattr(facts, name) not in (None, (), False)]
    return [improvement.field for improvement in planned.improvements]


def _last_id(connection: sqlite3.Connection, table: str) -> int:
    """The highest id ever given out: ids of papers that are gone are not used again."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return int(row[0]) if row else 0
