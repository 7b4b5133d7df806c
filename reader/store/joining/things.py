"""Rows of all other tables, joined by one rule.

A row that only one side has came there, or was deleted on the other; the past tells which, and a
deletion holds unless the row, or what belongs to it, says something that the side which deleted
it never saw. What one row says on each side is settled column by column (`differences`).
"""

import sqlite3
from dataclasses import dataclass, field

from reader.store.joining import citation_keys, differences
from reader.store.joining.sides import KEYS, REFERENCES, Gone, Key, Side, mapped
from reader.store.rows import Row
from reader.store.transfer import plain
from reader.store.written.highlights import Anchor

ORDER = tuple(table for table in plain.ORDER if table in KEYS)

# What goes with a row that is deleted, and can be news to the side that deleted it.
_PARTS = {
    "tags": (("paper_tags", "tag_id"),),
    "documents": (("links", "document_id"),),
    "matrices": (("cells", "matrix_id"), ("matrix_papers", "matrix_id")),
}
# What a person puts on a paper.
_OF_PAPERS = ("highlights", "paper_tags", "attachments", "cells")


@dataclass(slots=True)
class Book:
    """What a join has to tell, and the papers and comparisons for which no deletion counts."""

    revived: set[object] = field(default_factory=set)
    said: list[str] = field(default_factory=list)


def join_table(table: str, ours: Side, theirs: Side, book: Book) -> None:
    """Bring what the other library's table says into ours."""
    ours.forget_rows()
    theirs.forget_rows()
    our_rows = {key: ours.rows(table)[number] for key, number in ours.numbers(table).items()}
    our_gone, their_gone = ours.gone(table), theirs.gone(table)
    here = dict(ours.numbers(table))
    for other, key in theirs.keys(table).items():
        row = theirs.rows(table)[other]
        if key in here:
            _settle(table, ours, theirs, _row(table, ours, here[key]), row, book)
        elif _is_about_what_is_there(table, ours, key) and not _stays_gone(
            table, ours, theirs, row, our_gone.get(key), book, key
        ):
            made = _insert(table, ours, theirs, row, book)
            if made is not None:
                here[key] = made
    if table == "imports":  # papers may speak of them still: `drop_imports`
        return
    for key, mine in our_rows.items():
        gone = their_gone.get(key)
        if gone is None or not _is_about_what_is_there(table, theirs, key):
            continue
        if _stays_gone(table, theirs, ours, mine, gone, book, key):
            _delete(table, ours, int(str(mine["id"])))


def _settle(table: str, ours: Side, theirs: Side, mine: Row, other: Row, book: Book) -> None:
    if table == "citation_keys" and citation_keys.is_of_two_papers(ours, theirs, mine, other):
        book.said += citation_keys.give_another(ours, theirs, mine, other)
    else:
        differences.settle(table, ours, theirs, mine, other)


def _row(table: str, side: Side, number: int) -> Row:
    """A row as it is now: two papers over there may be one here, and then its turn comes twice."""
    (row,) = plain.select(side.connection, table, "id = ?", (number,))
    return row


def _is_about_what_is_there(table: str, side: Side, key: Key) -> bool:
    """Whether the papers that a key names are in a library: what went with one was not deleted."""
    return all(
        side.has(str(name))
        for column, name in zip(KEYS[table], key, strict=False)  # one that is told apart says more
        if REFERENCES.get(column) == "papers" and name is not None
    ) and not (table == "pairs" and (None in key or key[0] == key[1]))


def _stays_gone(
    table: str, deleting: Side, other: Side, row: Row, gone: Gone | None, book: Book, key: Key
) -> bool:
    """Whether a row of one side was deleted on the other, and says nothing that was not known."""
    if gone is None or not book.revived.isdisjoint(key):
        return False
    is_known = _is_known(table, deleting, other, row, gone) and not any(
        _is_news(part, deleting, other, one)
        for part, column in _PARTS.get(table, ())
        if part != "links"  # they follow from texts
        for one in other.rows(part).values()
        if one[column] == row["id"]
    )
    if not is_known and table == "matrices":
        book.revived.add(key)  # with all its cells
    return is_known


def _is_known(table: str, deleting: Side, other: Side, row: Row, gone: Gone) -> bool:
    """Whether all that a row of the other side says was known where it was deleted."""
    if other.came_at(table, int(str(row["id"]))) > gone.at:
        return False
    said = other.values(table, row)
    return any(deleting.values(table, state) == said for state in gone.states)


def _is_news(table: str, deleting: Side, other: Side, row: Row) -> bool:
    """Whether a part of what was deleted says something that was not known there."""
    gone = deleting.gone(table).get(other.key(table, row))
    return gone is None or not _is_known(table, deleting, other, row, gone)


def says_news(deleting: Side, other: Side, paper: int) -> bool:
    """Whether anything hangs on a paper that was not known where the paper was deleted."""
    return any(
        _is_news(table, deleting, other, row)
        for table in _OF_PAPERS
        for row in plain.select(other.connection, table, "paper_id = ?", (paper,))
    )


def drop_imports(ours: Side, theirs: Side) -> None:
    """Take imports away that the other side took back and of which nothing here speaks."""
    ours.forget_rows()
    theirs.forget_rows()
    for key in theirs.gone("imports").keys() & ours.numbers("imports").keys():
        ours.connection.execute(
            "DELETE FROM imports WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM papers WHERE"
            " import_id = ?1) AND NOT EXISTS (SELECT 1 FROM sightings WHERE import_id = ?1)",
            (ours.numbers("imports")[key],),
        )


def _insert(table: str, ours: Side, theirs: Side, row: Row, book: Book) -> int | None:
    """Put a row of theirs in; answers its number, None when it speaks of what is not in ours."""
    made = mapped(table, ours, theirs, row)
    if any(made[name] is None and row[name] is not None for name in REFERENCES if name in row):
        return None
    if "position" in made and table != "sightings":
        owner = next((one for one in ("matrix_id", "paper_id") if one in made), None)
        where, values = (f'"{owner}" = ?', (made[owner],)) if owner else ("1", ())
        made["position"] = ours.connection.execute(
            f"SELECT coalesce(max(position) + 1, 0) FROM {table} WHERE {where}", values
        ).fetchone()[0]
    if table == "highlights" and not _has_words(ours, made):
        made.update(
            first=0, behind=0
        )  # the words of a paper that was merged there and is gone here
    try:
        plain.put(ours.connection, table, [made])
    except sqlite3.IntegrityError:
        book.said.append(f"A row of {table} did not fit beside what is here, and was left out.")
        return None
    return int(ours.connection.execute("SELECT last_insert_rowid()").fetchone()[0])


def _has_words(ours: Side, row: Row) -> bool:
    """Whether the words of a highlight stand in its paper."""
    (paper,) = plain.select(ours.connection, "papers", "id = ?", (row["paper_id"],))
    said = {name: row[name] for name in ("quote", "prefix", "suffix", "first", "behind")}
    abstract = paper["abstract"]
    return Anchor(**said).find(None if abstract is None else str(abstract)) is not None  # type: ignore[arg-type]  # a row of the table


def _delete(table: str, ours: Side, number: int) -> None:
    """Take a row away with the rows that are part of it."""
    for part, column in _PARTS.get(table, ()):
        ours.connection.execute(f'DELETE FROM {part} WHERE "{column}" = ?', (number,))
    ours.connection.execute(f"DELETE FROM {table} WHERE id = ?", (number,))
