"""What can still be read of a damaged library: every row that any byte holds, notes first.

Rows are read from the pages themselves (`pages`), so that a damaged page costs the rows on it and
no others. A page is known by the table it belongs to; one that no table leads to any more is known
by the shape of its rows. A row that was deleted, says the journal, does not come back.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from reader.store.damage.pages import Cell, Pages, Value
from reader.store.tags import COLORS

# In the order in which they are saved: first what nobody can write again.
TABLES = (
    "notes", "documents", "highlights", "marks", "papers", "tags", "paper_tags", "dumps", "imports",
    "sightings", "pairs", "matrices", "matrix_papers", "cells", "actions", "journal",
)  # fmt: skip

Row = dict[str, Value]
Key = int | str


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the schema of this version says it."""

    name: str
    kind: str
    needed: bool
    default: Value
    is_rowid: bool


@dataclass(slots=True)
class Salvaged:
    """The rows of each table by their key, which of them are cut short, and the library's name."""

    tables: dict[str, dict[Key, Row]] = field(default_factory=dict)
    cut: set[tuple[str, Key]] = field(default_factory=set)
    uid: str = ""

    def deleted(self) -> set[tuple[str, Key]]:
        """The rows that were deleted and not brought back, as far as the journal is there."""
        last: dict[tuple[str, Key], str] = {}
        for _, row in sorted(self.tables.get("journal", {}).items()):
            last[str(row["tbl"]), _key(row["row"])] = str(row["op"])
        return {what for what, op in last.items() if op == "delete"}


def _key(value: Value) -> Key:
    return value if isinstance(value, int | str) else -1


def columns(connection: sqlite3.Connection) -> dict[str, list[Column]]:
    """The columns of every table that is salvaged, in order; tables of a later time as well."""
    found = {}
    for table in (*TABLES, *_other_tables(connection)):
        rows = connection.execute(
            'SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?)', (table,)
        ).fetchall()
        found[table] = [
            Column(name, kind, bool(needed), _literal(default), bool(pk) and kind == "INTEGER")
            for name, kind, needed, default, pk in rows
        ]
    return found


def _other_tables(connection: sqlite3.Connection) -> list[str]:
    known = (*TABLES, "library", "moment", "_sqlite_migrations")
    rows = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'"
        " ORDER BY name"
    ).fetchall()
    return [name for (name,) in rows if name not in known]


def _literal(text: str | None) -> Value:
    """A default as the schema writes it; there are only numbers and plain texts."""
    if text is None or text.upper() == "NULL":
        return None
    return int(text) if re.fullmatch(r"-?\d+", text) else text.strip("'")


def salvage(data: bytes, shapes: dict[str, list[Column]]) -> Salvaged:
    """Every row in the bytes of a library file that fits a table of `shapes`."""
    pages = Pages(data)
    owners, broken = _owners(pages, shapes)
    free = pages.free()
    found = Salvaged({table: {} for table in shapes}, uid=_uid(data))
    strays = Salvaged({table: {} for table in shapes})
    for number, table in owners.items():
        cells, complete = ([], False) if number in broken else pages.cells(number)
        _take(found, table, shapes[table], cells)
        if not complete:
            _take(strays, table, shapes[table], _likely(pages.search(number), table, shapes))
    others = [number for number in range(1, pages.count + 1) if number not in owners]
    for number in sorted(others, key=lambda number: number in free):
        for cell in _stray_cells(pages, number, number in free):
            fitting = [name for name, shape in shapes.items() if fits(cell, shape)]
            fitting = [name for name in fitting if _is_likely(cell, name, shapes[name])]
            if len(fitting) > 1:  # a row that shows a sign of one table is of that one
                fitting = [name for name in fitting if name in _SIGNS]
            if len(fitting) == 1:
                _take(strays, fitting[0], shapes[fitting[0]], [cell])
    _add_strays(found, strays)
    return found


def _stray_cells(pages: Pages, number: int, is_free: bool) -> Iterable[Cell]:
    """Rows of a page that no table leads to. A free page may have been the list of free pages."""
    if pages.is_leaf(number):
        return pages.cells(number)[0]
    return pages.search(number) if is_free else ()


def _owners(pages: Pages, shapes: dict[str, list[Column]]) -> tuple[dict[int, str], frozenset[int]]:
    """Which table each leaf page belongs to, and which of the pages lost their header."""
    roots: dict[str, int] = {}
    for number, is_leaf in pages.leaves(1):
        for cell in pages.cells(number)[0] if is_leaf else []:
            if len(cell.values) >= 5 and cell.values[0] == "table":
                name, root = cell.values[1], cell.values[3]
                if name in shapes and isinstance(root, int):
                    roots[str(name)] = root
    owners: dict[int, str] = {}
    broken = set()
    for table, root in roots.items():
        for number, is_leaf in pages.leaves(root):
            owners[number] = table
            if not is_leaf:
                broken.add(number)
    return owners, frozenset(broken)


def _likely(cells: Iterable[Cell], table: str, shapes: dict[str, list[Column]]) -> Iterator[Cell]:
    return (cell for cell in cells if _is_likely(cell, table, shapes[table]))


def fits(cell: Cell, shape: list[Column]) -> bool:
    """Whether a row can be one of a table: the tables are strict, so types tell."""
    if not 0 < cell.rowid < 1 << 48 or len(cell.values) > len(shape):
        return False
    values = [*cell.values, *(column.default for column in shape[len(cell.values) :])]
    return all(_fits(value, column) for value, column in zip(values, shape, strict=True))


_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
_SIGNS: dict[str, tuple[str, Callable[[str], object]]] = {
    "notes": ("changed", _TIME.match),
    "documents": ("kind", ("topic", "outline").__contains__),
    "matrices": ("created", _TIME.match),
    "marks": ("state_since", _TIME.match),
    "papers": ("added", _TIME.match),
    "highlights": ("created", _TIME.match),
    "imports": ("at", _TIME.match),
    "actions": ("at", _TIME.match),
    "tags": ("color", COLORS.__contains__),
    "dumps": ("sha256", re.compile(r"[0-9a-f]{64}").fullmatch),
    "journal": ("op", ("insert", "update", "delete", "restore").__contains__),
    "pairs": ("verdict", ("doubtful", "same", "different").__contains__),
}


def _is_likely(cell: Cell, table: str, shape: list[Column]) -> bool:
    """Whether a row that nothing leads to has what rows of this table have in one column."""
    if table not in _SIGNS or not fits(cell, shape):
        return table not in _SIGNS
    name, looks_right = _SIGNS[table]
    place = next(place for place, column in enumerate(shape) if column.name == name)
    value = cell.values[place] if place < len(cell.values) else None
    return isinstance(value, str) and bool(looks_right(value))


_KINDS: dict[str, type] = {"TEXT": str, "INTEGER": int, "BLOB": bytes, "REAL": float}


def _fits(value: Value, column: Column) -> bool:
    if value is None:
        return column.is_rowid or not column.needed
    return not column.is_rowid and isinstance(value, _KINDS.get(column.kind, object))


def _take(found: Salvaged, table: str, shape: list[Column], cells: Iterable[Cell]) -> None:
    rows = found.tables[table]
    for cell in cells:
        if not fits(cell, shape):
            continue
        row: Row = {}
        for place, column in enumerate(shape):
            value = cell.values[place] if place < len(cell.values) else column.default
            row[column.name] = cell.rowid if column.is_rowid else value
        key = _key(cell.rowid if any(one.is_rowid for one in shape) else row[shape[0].name])
        if key not in rows or ((table, key) in found.cut and cell.whole):
            rows[key] = row
            found.cut.discard((table, key))
            if not cell.whole:
                found.cut.add((table, key))


def _add_strays(found: Salvaged, strays: Salvaged) -> None:
    """Rows of pages that no table leads to, unless they were deleted before."""
    for key, row in strays.tables.get("journal", {}).items():
        found.tables["journal"].setdefault(key, row)
    deleted = found.deleted()
    for table, rows in strays.tables.items():
        for key, row in rows.items():
            if (table, key) not in deleted and key not in found.tables[table]:
                found.tables[table][key] = row
                if (table, key) in strays.cut:
                    found.cut.add((table, key))


def _uid(data: bytes) -> str:
    """The name of the library: it lies in the file as the word `uid` and 16 letters."""
    match = re.search(rb"uid([a-z2-7]{16})(?![a-z2-7])", data)
    return match[1].decode("ascii") if match else ""
