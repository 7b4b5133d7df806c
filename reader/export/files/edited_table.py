"""The table of an exported comparison that was edited by hand, and its cells on their way back.

A program may have set the table anew, with other blanks; only what its cells say counts. Rows are
known by the citation key behind the title, columns by their names.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.export.blocks import Block, Held, checksum, parted, segments, unified
from reader.export.literal import literal
from reader.export.matrix import TABLE
from reader.model import Comparison

_KEY = re.compile(r"\[@([^\[\]\s]+)\]\s*$")
_BAR = re.compile(r"(?<!\\)(?:\\\\)*\|")
_RULE = re.compile(r":?-+:?")
_BREAK = re.compile(r"\s*<br ?/?>\s*")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMPTIED = "A cell was emptied here; the one in the library stays."
_UNKNOWN = "A row or column that is not in the comparison stays in this file."


@dataclass(frozen=True, slots=True)
class EditedCell:
    """A cell as it stands in a file; `both` says that the table was changed here as well."""

    paper: int
    column: str
    text: str
    both: bool


def tables_in(text: str) -> dict[str, Held]:
    """The tables of comparisons (by uid) that were edited in a file."""
    held = (one for one in segments(parted(unified(text))[1]) if isinstance(one, Held))
    return {
        one.id.partition(":")[0]: one
        for one in held
        if one.id.partition(":")[2] == TABLE and checksum(one.text) != one.sum
    }


def edited_cells(
    held: Held, ours: Sequence[Block], compared: Comparison, keys: Mapping[int, str]
) -> Iterator[EditedCell | str]:
    """The cells of a table that say something else than the library's, and what stays there."""
    now = next(block.text for block in ours if block.id == held.id)
    both = held.apart or checksum(now) != held.sum
    known, there = _cells(now), _cells(held.text)
    papers = {keys[paper]: paper for paper in compared.matrix.papers}
    columns = {literal(name): name for name in compared.matrix.columns}
    for (key, heading), text in there.items():
        if key not in papers or heading not in columns:
            yield _UNKNOWN
        elif text != known.get((key, heading), ""):
            if text:
                yield EditedCell(papers[key], columns[heading], _plain(text), both)
            else:
                yield _EMPTIED


def plainly_set(table: str) -> str:
    """A table as Reader sets it: one blank beside each bar, and line breaks of one kind."""
    lines = []
    for line in table.split("\n"):
        row = _row(line) if line.lstrip().startswith("|") else []
        cells = ["---" if _RULE.fullmatch(cell) else _BREAK.sub("<br>", cell) for cell in row]
        lines.append(f"| {' | '.join(cells)} |" if row else line)
    return "\n".join(lines)


def _cells(table: str) -> dict[tuple[str, str], str]:
    """What a table says, by the key of the row and the heading of the column."""
    rows = [_row(line) for line in table.split("\n") if line.lstrip().startswith("|")]
    heads = rows[0] if rows else []
    found = {}
    for row in rows[1:]:
        key = _KEY.search(row[0]) if row else None
        if all(_RULE.fullmatch(cell) for cell in row):
            continue
        for heading, cell in zip(heads[1:], row[1:], strict=False):
            found[key[1] if key else "", heading] = cell
    return found


def _row(line: str) -> list[str]:
    """The cells of a line of a table, without blanks around them."""
    places = [found.end() for found in _BAR.finditer(line)]
    ends = [*places[1:], len(line)] if places else []
    cells = [line[start:end] for start, end in zip(places, ends, strict=True)]
    if cells and not cells[-1].strip():
        cells.pop()
    return [cell.removesuffix("|").strip() if _BAR.search(cell) else cell.strip() for cell in cells]


def _plain(cell: str) -> str:
    """What a cell says, line by line, without the signs that keep it from meaning more."""
    return "\n".join(_ESCAPE.sub(r"\1", part.strip()) for part in _BREAK.split(cell))
