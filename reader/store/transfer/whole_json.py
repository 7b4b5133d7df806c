"""The whole library as one JSON file, and a library made of it again. The format:

An object, one row on each line, UTF-8, no times of its own: the same library is the same bytes.

- `format` is `reader-library`, `version` 1; `schema` is the version of the tables.
- `library`: what the library says of itself; `uid` is its name for good.
- `numbers`: the last number that each table gave out, so that none is given out again.
- `tables`: for each table its rows by their keys, and in a row the columns as the library has
  them (`migrations` says what each means): facts with where they came from, marks, notes, tags,
  highlights, imports, sightings, pairs, merges, searches, documents, links, citation keys,
  attachments (not the files themselves), comparisons, templates, wishes, settings, and what
  exports last wrote. `dumps` are the stored texts of listings: `sha256` and `text`.
- `past`: what was before each change (`whole.Line`), from which come the versions of notes.

Readers should pass over names that they do not know.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from reader.errors import Cancelled, Problem
from reader.model import Progress
from reader.store import journal
from reader.store.schema import VERSION as SCHEMA
from reader.store.transfer import plain, whole
from reader.store.transfer.rebuilding import rebuilding

FORMAT, VERSION = "reader-library", 1
BEGINNING = f'{{"format": "{FORMAT}"'.encode("ascii")
_LATEST = 1 << 53
_EVERY = 500  # rows between two looks at whether to go on


def write(connection: sqlite3.Connection, out: BinaryIO, progress: Progress | None) -> None:
    """Write a library as it is at this moment, which the caller holds.

    Raises Cancelled when `progress` says stop, and OSError.
    """
    say = _Saying(connection, out, progress)
    head = {"format": FORMAT, "version": VERSION, "schema": SCHEMA}
    head |= {"library": whole.names(connection), "numbers": whole.numbers(connection)}
    say.line(_said(head)[:-1] + ', "tables": {')
    for number, table in enumerate(plain.ORDER):
        say.rows(f"{_said(table)}: ", _rows(connection, table))
        say.line("," if number < len(plain.ORDER) - 1 else "},")
    say.rows('"past": ', _past(connection))
    say.line("}")


class _Saying:
    """Writes lines, and asks now and then whether to go on."""

    def __init__(
        self, connection: sqlite3.Connection, out: BinaryIO, progress: Progress | None
    ) -> None:
        self._out, self._progress, self._done = out, progress, 0
        self._whole = sum(plain.count(connection, table) for table in plain.ORDER)
        self._whole += journal.seq(connection)

    def line(self, text: str) -> None:
        self._out.write(f"{text}\n".encode())

    def rows(self, name: str, rows: Iterator[dict[str, object]]) -> None:
        """A list with one row on each line, the line not ended."""
        before = f"{name}[\n"
        for row in rows:
            self._out.write(f"{before}{_said(row)}".encode())
            before = ",\n"
            self._done += 1
            asked = self._progress is not None and self._done % _EVERY == 0
            if asked and self._progress and not self._progress(self._done, self._whole):
                raise Cancelled
        self._out.write(b"\n]" if before == ",\n" else f"{name}[]".encode())


def _said(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[dict[str, object]]:
    if table != "dumps":
        yield from plain.rows(connection, table)
        return
    for name in whole.dump_names(connection):
        text = whole.dump_text(connection, name).decode("utf-8")
        yield {"sha256": name, "text": text}


def _past(connection: sqlite3.Connection) -> Iterator[dict[str, object]]:
    after, last = 0, journal.seq(connection)
    while after < last:
        lines, after = whole.past_page(connection, after, last)
        yield from lines


# ---------------------------------------------------------------- in again


def is_whole(path: Path) -> bool:
    """Whether a file begins as such a library does."""
    try:
        with path.open("rb") as stream:
            return stream.read(len(BEGINNING)) == BEGINNING
    except OSError:
        return False


def make(source: Path, copy: Path, progress: Progress | None = None) -> list[str]:
    """Make the new library file `copy` of a JSON file; answers what was not sound in it.

    Raises Problem when it is no such file, Cancelled when `progress` says stop.
    """
    said = _read(source)
    tables = {name: rows for name, rows in said["tables"].items() if isinstance(rows, list)}
    numbers = {
        name: last
        for name, last in _object(said, "numbers").items()
        if isinstance(last, int) and 0 <= last < _LATEST and name in plain.ORDER
    }
    past = said.get("past")
    lines = [line for line in past if isinstance(line, dict)] if isinstance(past, list) else []
    go_on = _asking(progress, sum(map(len, tables.values())) + len(lines))
    with rebuilding(copy, numbers) as made:
        made.name(_object(said, "library"))
        for table in plain.ORDER:
            for number, row in enumerate(tables.get(table, ()), start=1):
                go_on()
                where = f"row {number:,} of {table}"
                if not isinstance(row, dict):
                    made.leave_out(f"{where}: it is no object")
                elif table != "dumps":
                    made.put(table, row, where)
                elif not made.put_dump(str(row.get("sha256")), _text(row)):
                    made.leave_out(f"{where}: the text is not the one that it was")
        for line in lines:
            go_on()
            made.put_lines([line], "past")
    return made.said


def _read(source: Path) -> dict[str, Any]:
    try:
        said = json.loads(source.read_bytes())
    except OSError as error:
        raise Problem(f"It cannot be read: {error.strerror}.", where=str(source)) from error
    except (ValueError, RecursionError) as error:
        raise Problem(
            "This file is damaged: it is no JSON.", do="Export it again.", where=str(source)
        ) from error
    known = isinstance(said, dict) and said.get("format") == FORMAT
    if not known or not isinstance(said.get("tables"), dict):
        raise Problem("This is no library of Reader as JSON.", where=str(source))
    if not isinstance(said.get("version"), int) or said["version"] > VERSION:
        raise Problem(
            "This library was written by a newer Reader.",
            do="Bring this one up to date.",
            where=str(source),
        )
    found: dict[str, Any] = said
    return found


def _object(said: dict[str, Any], name: str) -> dict[str, object]:
    found = said.get(name)
    return found if isinstance(found, dict) else {}


def _text(row: dict[str, object]) -> bytes:
    return str(row.get("text")).encode("utf-8", "surrogatepass")


def _asking(progress: Progress | None, total: int) -> Callable[[], None]:
    done = 0

    def go_on() -> None:
        nonlocal done
        done += 1
        if progress is not None and done % _EVERY == 0 and not progress(done, total):
            raise Cancelled

    return go_on
