"""The parts of the search tree that SQL answers, and the orders of lists."""

import json
import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from reader.model import Sort, State
from reader.query import spans
from reader.query.nodes import (
    All,
    Among,
    Any,
    Has,
    HasKind,
    HasTag,
    HowMany,
    InImport,
    Is,
    Keyed,
    Moment,
    Node,
    Not,
    Number,
    When,
    YearIs,
)
from reader.store.import_rows import PARTS, called
from reader.store.pace import waiting
from reader.store.tags import tag_key

_MARKS = {
    "starred": "marks.starred = 1",
    "unseen": "marks.state = 'inbox' AND marks.seen = 0",
    "undated": "papers.dated IS NULL",
    **{state.value: f"marks.state = '{state.value}'" for state in State},
}

_CONTENTS = {
    "notes": "EXISTS (SELECT 1 FROM notes WHERE notes.paper_id = papers.id AND text <> '')",
    "highlights": "EXISTS (SELECT 1 FROM highlights WHERE highlights.paper_id = papers.id)",
    "comments": (
        "EXISTS (SELECT 1 FROM highlights WHERE highlights.paper_id = papers.id AND comment <> '')"
    ),
    "tags": "EXISTS (SELECT 1 FROM paper_tags WHERE paper_tags.paper_id = papers.id)",
    "link": "coalesce(papers.url, papers.arxiv_id, papers.doi, papers.code_url) IS NOT NULL",
    "abstract": "papers.abstract IS NOT NULL",
    "files": "EXISTS (SELECT 1 FROM attachments WHERE attachments.paper_id = papers.id)",
    "duplicate": (
        "(EXISTS (SELECT 1 FROM pairs WHERE a = papers.id AND verdict = 'doubtful')"
        " OR EXISTS (SELECT 1 FROM pairs WHERE b = papers.id AND verdict = 'doubtful'))"
    ),
}

_MOMENTS: dict[Moment, str] = {
    "added": "papers.added",
    "queued": "CASE WHEN marks.state = 'queue' THEN marks.state_since END",
    "started": "marks.started",
    "done": "marks.finished",
}

# A paper without any author is one whose authors nobody told.
_NUMBERS: dict[Number, str] = {
    "authors": (
        "nullif(max(coalesce(papers.author_count, 0), json_array_length(papers.authors)), 0)"
    ),
    "comments": "papers.comments",
    "upvotes": "papers.upvotes",
}

# A date that is known in part is a span of days itself, and must lie within the one asked for.
_FIRST_DAY = "substr(papers.dated || '-01-01', 1, 10)"
_LAST_DAY = "papers.dated || substr('-12-31', length(papers.dated) - 3)"

_MOST = 1 << 32  # more entries than any part of an import has
# Imports are numbered as time goes, so this is also the order of `added`, newest first.
_ADDED = "papers.import_id DESC, papers.position, papers.id"

# Papers without a date come last in either direction; equal ones the newest first.
_ORDERS: dict[str, str] = {
    "date": f"papers.dated IS NULL, papers.dated, {_ADDED}",
    "-date": f"papers.dated DESC, {_ADDED}",
    "added": "papers.import_id, papers.position, papers.id",
    "-added": _ADDED,
    "title": "papers.title_key, papers.id",
    "-title": "papers.title_key DESC, papers.id",
    "queue": f"marks.queue_place IS NULL, marks.queue_place, {_ADDED}",
}

_STATES = frozenset(state.value for state in State)

_PLACES = {
    State.INBOX: _ADDED,
    State.QUEUE: _ORDERS["queue"],
    State.READING: f"marks.state_since DESC, {_ADDED}",
    State.DONE: f"marks.finished DESC, {_ADDED}",
    State.ARCHIVE: f"marks.state_since DESC, {_ADDED}",
}

_FROM = "FROM papers JOIN marks ON marks.paper_id = papers.id"


class _Condition:
    """SQL with its parameters, in the order in which they stand in it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._today = date.today()
        self.parameters: list[object] = []

    def write(self, node: Node) -> str:
        """The condition of a node; it is true or false, never NULL, so that NOT works."""
        match node:
            case All(nodes):
                return self._joined(nodes, " AND ", "1")
            case Any(nodes):
                return self._joined(nodes, " OR ", "0")
            case Not(inner):
                return f"NOT ({self.write(inner)})"
            case Is(what) if what in _MARKS:
                return f"({_MARKS[what]})"
            case Has(what) if what in _CONTENTS:
                return f"({_CONTENTS[what]})"
            case _:
                return self._with_values(node)

    def _joined(self, nodes: Sequence[Node], word: str, nothing: str) -> str:
        return "(" + (word.join(self.write(inner) for inner in nodes) or nothing) + ")"

    def _with_values(self, node: Node) -> str:
        match node:
            case HasTag(name, below):
                return self._tag(tag_key(name), below)
            case InImport(name, number):
                numbers = called(self._connection, name) if number is None else [number]
                return self._in_import(numbers)
            case YearIs(first, last):
                return self._years(first, last)
            case When(what, span):
                return self._when(what, span)
            case HowMany(what, least, most):
                return self._how_many(_NUMBERS[what], least, most)
            case HasKind(kind):
                self.parameters.append(kind)
                return (
                    "EXISTS (SELECT 1 FROM highlights WHERE highlights.paper_id = papers.id"
                    " AND kind = ?)"
                )
            case Keyed(part):
                self.parameters.append(part.lower())
                return (
                    "EXISTS (SELECT 1 FROM citation_keys WHERE citation_keys.paper_id = papers.id"
                    " AND instr(citation_keys.lower, ?))"
                )
            case Among(numbers):
                self.parameters.append(json.dumps(numbers))
                return "papers.id IN (SELECT value FROM json_each(?))"
            case _:
                raise ValueError(f"not a question for SQL: {node}")

    def _in_import(self, numbers: Sequence[int]) -> str:
        self.parameters.append(json.dumps(numbers))
        return (
            "papers.id IN (SELECT paper_id FROM sightings WHERE import_id IN"
            f" ({PARTS} IN (SELECT value FROM json_each(?))))"
        )

    def _tag(self, key: str, below: bool) -> str:
        self.parameters.append(key)
        condition = "key = ?"
        if below:  # "0" is the character behind "/"
            self.parameters.extend((f"{key}/", f"{key}0"))
            condition = "key = ? OR (key >= ? AND key < ?)"
        return (
            "papers.id IN (SELECT paper_id FROM paper_tags JOIN tags ON tags.id = tag_id"
            f" WHERE {condition})"
        )

    def _years(self, first: int | None, last: int | None) -> str:
        conditions = ["papers.dated IS NOT NULL"]
        if first is not None:
            self.parameters.append(f"{first:04}")
            conditions.append("papers.dated >= ?")
        if last is not None:
            self.parameters.append(f"{last + 1:04}")
            conditions.append("papers.dated < ?")
        return f"({' AND '.join(conditions)})"

    def _when(self, what: Moment, span: str) -> str:
        first, behind = spans.days(span, self._today)
        if what == "waiting":
            return self._waiting(_midnight(behind))
        if what == "date":
            begins, ends, known = _FIRST_DAY, _LAST_DAY, "papers.dated"
            bounds = (first and first.isoformat(), behind and behind.isoformat())
        else:
            begins = ends = known = _MOMENTS[what]
            bounds = (_midnight(first), _midnight(behind))
        conditions = [f"{known} IS NOT NULL"]
        for side, sign, bound in ((begins, ">=", bounds[0]), (ends, "<", bounds[1])):
            if bound:
                self.parameters.append(bound)
                conditions.append(f"{side} {sign} ?")
        return f"({' AND '.join(conditions)})"

    def _waiting(self, before: str | None) -> str:
        """In the Queue when the moment came, or now."""
        if before is None:
            return f"({_MARKS[State.QUEUE.value]})"
        self.parameters.append(json.dumps(waiting(self._connection, before)))
        return "papers.id IN (SELECT value FROM json_each(?))"

    def _how_many(self, number: str, least: int | None, most: int | None) -> str:
        conditions = [f"{number} IS NOT NULL"]
        for sign, bound in ((">=", least), ("<=", most)):
            if bound is not None:
                self.parameters.append(bound)
                conditions.append(f"{number} {sign} ?")
        return f"({' AND '.join(conditions)})"


def _midnight(day: date | None) -> str | None:
    """When a day begins where the person is, as times are kept."""
    if day is None:
        return None
    try:
        begins = datetime(day.year, day.month, day.day).astimezone(UTC)
    except (OverflowError, ValueError, OSError):  # outside what the clock of the system knows
        return day.isoformat()
    return begins.strftime("%Y-%m-%dT%H:%M:%S")


def ids(connection: sqlite3.Connection, where: Node, sort: Sort) -> "array[int]":
    """The papers that meet a filter, in order. Raises ValueError for words."""
    condition = _Condition(connection)
    sql = condition.write(where)
    join, order = "", _ORDERS.get(sort)
    if order is None:
        join, order = _order_of_place(where)
    found = connection.execute(
        f"SELECT papers.id {_FROM} {join} WHERE {sql} ORDER BY {order}", condition.parameters
    ).fetchall()
    return array("q", [paper_id for (paper_id,) in found])


def matching(connection: sqlite3.Connection, where: Node) -> "array[int]":
    """The papers that meet a filter, in no order; a plain one is answered by an index alone.

    SQLite writes the ids as one text, which is read several times as fast as rows are fetched.
    Raises ValueError for words.
    """
    condition = _Condition(connection)
    sql = condition.write(where)
    match where:
        case YearIs():
            select = f"SELECT group_concat(id) FROM papers WHERE {sql}"
        case Is(what) if what in _STATES or what in ("starred", "unseen"):
            select = f"SELECT group_concat(paper_id) FROM marks WHERE {sql}"
        case HasTag():
            tagged = sql.removeprefix("papers.id IN ")
            select = f"SELECT group_concat(DISTINCT paper_id) FROM {tagged}"
        case _:
            select = f"SELECT group_concat(papers.id) {_FROM} WHERE {sql}"
    (ids,) = connection.execute(select, condition.parameters).fetchone()
    return array("q", map(int, str(ids).split(",")) if ids is not None else ())


def sort(connection: sqlite3.Connection, wanted: Sequence[int], by: Sort) -> "array[int]":
    """These papers in another order, without those that are gone; `match` leaves the order."""
    asked = json.dumps(list(wanted))
    if by == "match":
        tail, order = "JOIN json_each(?) AS wanted ON wanted.value = papers.id", "wanted.key"
    else:
        tail = "WHERE papers.id IN (SELECT value FROM json_each(?))"
        order = _ORDERS.get(by, _ADDED)
    found = connection.execute(
        f"SELECT papers.id {_FROM} {tail} ORDER BY {order}", (asked,)
    ).fetchall()
    return array("q", [paper_id for (paper_id,) in found])


def _order_of_place(where: Node) -> tuple[str, str]:
    """The order in which the place is read: the state or import that the filter insists on."""
    for node in _conjuncts(where):
        match node:
            case Is(what) if what in _STATES:
                return "", _PLACES[State(what)]
            case InImport(_, int(number)):
                join = (
                    f"JOIN (SELECT paper_id, min(import_id * {_MOST:d} + position) AS place"
                    f" FROM sightings WHERE import_id IN ({PARTS} = {number:d})"
                    " GROUP BY paper_id) AS listed ON listed.paper_id = papers.id"
                )
                return join, "listed.place"
            case _:
                pass
    return "", _ADDED


def _conjuncts(node: Node) -> Iterator[Node]:
    if isinstance(node, All):
        for inner in node.nodes:
            yield from _conjuncts(inner)
    else:
        yield node
