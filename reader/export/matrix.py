"""A comparison as a table: Markdown with Pandoc's citations, CSV, or LaTeX with `\\cite`.

Cells come from listings as well as from the person, and any of them may hold signs that steer a
program: every one is written as text that shows just these words. Suggestions nobody accepted
are left out. A Markdown file is made of blocks, so that it is merged with what a hand wrote there.
"""

import csv
import io
from collections.abc import Callable, Mapping, Sequence

from reader.export.blocks import Block, Draft
from reader.export.literal import literal
from reader.export.references.csv_table import inert
from reader.export.references.tex_literal import tex_literal
from reader.model import Cell, Comparison

TABLE = "table"
_BREAK = "<br>"
FORMATS = {"markdown": ".md", "csv": ".csv", "latex": ".tex"}


def render_matrix(compared: Comparison, keys: Mapping[int, str], format_name: str) -> str:
    """The table in one of `FORMATS`; `keys` are the citation keys by paper."""
    write = {"markdown": _markdown, "csv": _csv, "latex": _latex}[format_name]
    return write(compared, [keys[paper] for paper in compared.matrix.papers])


def _said(cell: Cell) -> str:
    return "" if cell.by == "suggestion" else cell.text


def matrix_draft(compared: Comparison, keys: Mapping[int, str], name: str) -> Draft:
    """A comparison as a Markdown file that can be brought up to date, under this name."""
    matrix = compared.matrix
    ordered = [keys[paper] for paper in matrix.papers]
    parts = {"title": _title(compared), TABLE: _table(compared, ordered)}
    blocks = tuple(Block(f"{matrix.uid}:{part}", text) for part, text in parts.items())
    return Draft(matrix.uid, name, {}, blocks, matrix.papers)


def _markdown(compared: Comparison, keys: Sequence[str]) -> str:
    return f"{_title(compared)}\n\n{_table(compared, keys)}\n"


def _title(compared: Comparison) -> str:
    return f"# {literal(compared.matrix.title)}"


def _table(compared: Comparison, keys: Sequence[str]) -> str:
    head = ["Paper", *(literal(name) for name in compared.matrix.columns)]
    rows = [
        [f"{literal(title)} [@{key}]", *map(_cell, cells)]
        for title, key, cells in zip(compared.titles, keys, compared.rows, strict=True)
    ]
    lines = [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]
    return "\n".join(lines)


def _cell(cell: Cell) -> str:
    return _lines(literal, _said(cell), _BREAK)


def _csv(compared: Comparison, keys: Sequence[str]) -> str:
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow([inert(name) for name in ("key", "paper", *compared.matrix.columns)])
    for title, key, cells in zip(compared.titles, keys, compared.rows, strict=True):
        table.writerow([inert(text) for text in (key, title, *map(_said, cells))])
    return "\ufeff" + out.getvalue()


def _latex(compared: Comparison, keys: Sequence[str]) -> str:
    names = ["Paper", *(tex_literal(name) for name in compared.matrix.columns)]
    width = f"{0.94 / len(names):.3f}"
    columns = rf"p{{{width}\linewidth}}" * len(names)
    rows = [
        [rf"{tex_literal(title)} \cite{{{key}}}", *(_lines(tex_literal, _said(c)) for c in cells)]
        for title, key, cells in zip(compared.titles, keys, compared.rows, strict=True)
    ]
    body = "".join(f"    {' & '.join(row)} \\\\\n" for row in rows)
    return (
        "\\begin{table}\n"
        f"  \\caption{{{tex_literal(compared.matrix.title)}}}\n"
        f"  \\begin{{tabular}}{{{columns}}}\n    \\hline\n"
        f"    {' & '.join(names)} \\\\\n    \\hline\n{body}    \\hline\n"
        "  \\end{tabular}\n\\end{table}\n"
    )


def _lines(write: Callable[[str], str], text: str, between: str = r" \newline ") -> str:
    return between.join(write(line) for line in text.split("\n") if line.strip())
