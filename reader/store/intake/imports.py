"""What was brought in, long afterwards: its text, its day of capture, and taking it back."""

import json
import sqlite3
import zlib
from typing import NamedTuple, Protocol

from reader.clean import clean_text, white
from reader.errors import Problem
from reader.model import Dump, Facts, ImportUndo, Leftover, Listing, Progress
from reader.store import facts, journal, marks, rows
from reader.store.identity import keys_of
from reader.store.import_rows import name_of, parts
from reader.store.parts import one_by_one

_LONGEST_NAME = 200  # characters
_AMONG = "IN (SELECT value FROM json_each(?1))"


class Read(Protocol):
    """What reads a text: `reader.sources.read`. Raises Problem or Cancelled."""

    def __call__(
        self,
        dump: Dump,
        *,
        format_name: str | None = None,
        captured: str | None = None,
        progress: Progress | None = None,
    ) -> Listing:
        """Read a text as a format, or as the one it looks like."""


def rename(connection: sqlite3.Connection, import_id: int, name: str) -> str:
    """Give an import another name. Raises Problem for an empty one."""
    words = white(clean_text(name))[:_LONGEST_NAME]
    if not words:
        raise Problem("An import needs a name.", do="Type one.")
    for part in parts(connection, import_id):
        rows.update(connection, "imports", part, {"name": words})
    return f"Rename an import to {words}"


def stored(connection: sqlite3.Connection, import_id: int) -> tuple[Dump, str, str | None]:
    """The text of an import, the format it was read as, and its day of capture."""
    name_of(connection, import_id)
    name, form, encoding, path, captured, content = connection.execute(
        "SELECT name, format, encoding, path, captured, content FROM imports"
        " JOIN dumps ON dumps.sha256 = imports.dump WHERE imports.id = ?",
        (import_id,),
    ).fetchone()
    text = zlib.decompress(content).decode("utf-8", "surrogatepass")
    return Dump(name, text, encoding, (), path), form, captured


def leftovers(connection: sqlite3.Connection, import_id: int) -> tuple[Leftover, ...]:
    """The lines of one text that were not understood, in order."""
    name_of(connection, import_id)
    (kept,) = connection.execute(
        "SELECT CASE WHEN json_valid(leftovers) THEN leftovers ELSE '[]' END FROM imports"
        " WHERE id = ?",
        (import_id,),
    ).fetchone()
    return tuple(Leftover(each["line"], each["text"], each["reason"]) for each in json.loads(kept))


# ---------------------------------------------------------------- the day of capture


def recapture(
    connection: sqlite3.Connection,
    import_id: int,
    captured: str,
    read: Read,
    progress: Progress | None,
) -> str:
    """Move the dates whose year came from the day of capture; nothing else changes.

    The text is read again with the other day. A date that the person wrote, or that another
    import told better, stays.
    """
    for part, told in one_by_one(parts(connection, import_id), progress):
        dump, form, _ = stored(connection, part)
        listing = read(dump, format_name=form, captured=captured, progress=told)
        _recapture(connection, part, listing)
    return f"Change the day of {name_of(connection, import_id)}"


def _recapture(connection: sqlite3.Connection, import_id: int, listing: Listing) -> None:
    connection.execute(
        "UPDATE imports SET captured = ?, captured_evidence = ? WHERE id = ?",
        (listing.captured, listing.captured_evidence, import_id),
    )
    told = {entry.first_line: entry.facts for entry in listing.entries}
    dated = connection.execute(
        "SELECT sightings.paper_id, first_line, sightings.date_as_shown FROM sightings, papers"
        " WHERE sightings.import_id = ? AND papers.id = sightings.paper_id"
        " AND (year_from_capture = 1 OR date GLOB '--*')"
        " AND papers.date_as_shown IS sightings.date_as_shown",
        (import_id,),
    ).fetchall()
    for paper_id, first_line, shown in dated:
        said = told.get(first_line)
        if said is None or said.date_as_shown != shown or not said.date:
            continue
        teller = tellers(connection, paper_id).get("date")
        if teller is not None and teller.import_id == import_id:
            _date_anew(connection, paper_id, said)


def _date_anew(connection: sqlite3.Connection, paper_id: int, said: Facts) -> None:
    (paper,) = rows.of_paper(connection, "papers", paper_id)
    if "date" in json.loads(str(paper["edited"])):
        return
    new: rows.Row = {"date": said.date, "year_from_capture": int(said.year_from_capture)}
    if paper["date"] and str(paper["year"]) == str(paper["date"])[:4]:
        new["year"] = said.year
    rewrite(connection, paper_id, new)


def rewrite(connection: sqlite3.Connection, paper_id: int, columns: rows.Row) -> None:
    """Give columns of a paper other values, and file it under what it says then."""
    rows.update(connection, "papers", paper_id, columns)
    said = facts.read_many(connection, [paper_id])[paper_id][0]
    values = facts.Columns.of(said, keys_of(said)).values
    named = dict(zip(facts.COLUMNS + facts.DERIVED, values, strict=True))
    rows.update(connection, "papers", paper_id, named)


class Teller(NamedTuple):
    """Where a fact comes from: a sighting of the paper, in an import."""

    sighting_id: int
    import_id: int


def tellers(connection: sqlite3.Connection, paper_id: int) -> dict[str, Teller]:
    """The facts of a paper that imports told, by name, each with who told it last."""
    told = connection.execute(
        "SELECT given.value, sightings.id, import_id FROM sightings, json_each(gave) AS given"
        " WHERE paper_id = ? ORDER BY sightings.id",
        (paper_id,),
    ).fetchall()
    return {name: Teller(sighting_id, import_id) for name, sighting_id, import_id in told}


# ---------------------------------------------------------------- taking one back


def undo_plan(connection: sqlite3.Connection, import_id: int) -> ImportUndo:
    """What undoing an import, with all its parts, would do now."""
    papers = connection.execute(
        "SELECT DISTINCT paper_id, EXISTS (SELECT 1 FROM sightings AS others WHERE"
        f" others.paper_id = sightings.paper_id AND NOT others.import_id {_AMONG}) FROM sightings"
        f" WHERE import_id {_AMONG} ORDER BY paper_id",
        (json.dumps(parts(connection, import_id)),),
    ).fetchall()
    alone = [paper_id for paper_id, elsewhere in papers if not elsewhere]
    _, last_seq = _recorded(connection, import_id)
    worked_on = _worked_on(connection, alone, last_seq)
    return ImportUndo(
        import_id,
        leaving=tuple(one for one in alone if one not in worked_on),
        worked_on=tuple(one for one in alone if one in worked_on),
        staying=tuple(paper_id for paper_id, elsewhere in papers if elsewhere),
    )


def _recorded(connection: sqlite3.Connection, import_id: int) -> tuple[int, int]:
    """The first and last journal row of the action that brought an import."""
    row = connection.execute(
        "SELECT first_seq, last_seq FROM actions WHERE id = (SELECT action_id FROM journal"
        " WHERE tbl = 'imports' AND op = 'insert' AND row = ?)",
        (import_id,),
    ).fetchone()
    return (row[0], row[1]) if row else (0, 0)


def _worked_on(connection: sqlite3.Connection, ids: list[int], after: int) -> frozenset[int]:
    """The papers with a note, mark, tag, edit, file, merge, comparison, or another state since."""
    asked = json.dumps(ids)
    found = connection.execute(
        f"SELECT paper_id FROM notes WHERE text <> '' AND paper_id {_AMONG}"
        f" UNION SELECT paper_id FROM highlights WHERE paper_id {_AMONG}"
        f" UNION SELECT paper_id FROM matrix_papers WHERE paper_id {_AMONG}"
        f" UNION SELECT paper_id FROM attachments WHERE paper_id {_AMONG}"
        f" UNION SELECT paper_id FROM merges WHERE paper_id {_AMONG}"
        f" UNION SELECT paper_id FROM marks WHERE starred = 1 AND paper_id {_AMONG}"
        f" UNION SELECT id FROM papers WHERE edited <> '[]' AND id {_AMONG}"
        f" UNION SELECT paper_id FROM paper_tags WHERE paper_id {_AMONG} AND NOT EXISTS (SELECT 1"
        " FROM journal WHERE tbl = 'paper_tags' AND op = 'insert' AND row = paper_tags.id"
        " AND seq <= ?2)",
        (asked, after),
    ).fetchall()
    return frozenset(one for (one,) in found) | _moved(connection, ids, after)


def _moved(connection: sqlite3.Connection, ids: list[int], after: int) -> frozenset[int]:
    """The papers whose state is another one than it was after the import."""
    states = dict(
        connection.execute(
            "SELECT paper_id, state FROM marks WHERE paper_id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        ).fetchall()
    )
    first: dict[int, object] = {}
    for paper_id, old in connection.execute(
        "SELECT paper_id, old FROM journal WHERE seq > ? AND tbl = 'marks' AND op = 'update'"
        " AND paper_id IN (SELECT value FROM json_each(?)) ORDER BY seq",
        (after, json.dumps(ids)),
    ).fetchall():
        before = journal.read_old(old)
        if "state" in before:
            first.setdefault(paper_id, before["state"])
    return frozenset(one for one, state in first.items() if states[one] != state)


def undo(connection: sqlite3.Connection, import_id: int, keep_worked_on: bool) -> str:
    """Take an import back: its papers leave, and others lose what it had told about them."""
    name, planned = name_of(connection, import_id), undo_plan(connection, import_id)
    first, last = _recorded(connection, import_id)
    own = parts(connection, import_id)
    for paper_id in planned.staying:
        for part in own:
            _forget(connection, part, paper_id, (first, last))
    gone = planned.leaving if keep_worked_on else (*planned.leaving, *planned.worked_on)
    if gone:
        marks.delete(connection, gone)
    connection.execute(
        f"DELETE FROM imports WHERE id {_AMONG}"
        " AND NOT EXISTS (SELECT 1 FROM sightings WHERE import_id = imports.id)",
        (json.dumps(own),),
    )
    return f"Undo import {name}"


def _forget(
    connection: sqlite3.Connection, import_id: int, paper_id: int, recorded: tuple[int, int]
) -> None:
    """Take from a paper that stays what only this import had told. A merged one keeps it all."""
    (paper,) = rows.of_paper(connection, "papers", paper_id)
    if rows.of_paper(connection, "merges", paper_id):
        return
    back = _former_facts(connection, paper_id, recorded)
    if paper["import_id"] != import_id:
        rewrite(connection, paper_id, back)
    connection.execute(
        "DELETE FROM sightings WHERE import_id = ? AND paper_id = ?", (import_id, paper_id)
    )
    if paper["import_id"] == import_id:
        (first, *_) = rows.of_paper(connection, "sightings", paper_id)
        place = {name: first[name] for name in ("import_id", "position")}
        rows.update(connection, "papers", paper_id, place)


def _former_facts(
    connection: sqlite3.Connection, paper_id: int, recorded: tuple[int, int]
) -> rows.Row:
    """What the facts were before the import, of those that nothing has changed since."""
    updates = connection.execute(
        "SELECT seq, old FROM journal WHERE paper_id = ? AND tbl = 'papers' AND op = 'update'"
        " AND seq >= ? ORDER BY seq",
        (paper_id, recorded[0]),
    ).fetchall()
    back: rows.Row = {}
    for seq, old in updates:
        for field, value in journal.read_old(old).items():
            if seq <= recorded[1]:
                back.setdefault(field, value)
            else:
                back.pop(field, None)
    return {field: value for field, value in back.items() if field in facts.COLUMNS}
