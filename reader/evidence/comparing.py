"""A comparison filled in: what was written, else what highlights say, else a suggestion."""

from collections.abc import Iterable

from reader.evidence.columns import kind_of
from reader.evidence.patterns import suggestion
from reader.model import Cell, Comparison, Matrix, Origin, Paper
from reader.tex import readable


def comparison(matrix: Matrix, papers: Iterable[Paper]) -> Comparison:
    """A comparison with every cell filled in as far as anything speaks for it."""
    known = {paper.id: paper for paper in papers}
    there = [known[one] for one in matrix.papers if one in known]
    return Comparison(
        matrix,
        tuple(readable(paper.facts.title) for paper in there),
        tuple(tuple(cell_of(matrix, paper, name) for name in matrix.columns) for paper in there),
    )


def cell_of(matrix: Matrix, paper: Paper, column: str) -> Cell:
    """One cell. A text that was emptied by hand stays empty."""
    written = matrix.cells.get((paper.id, column))
    if written is not None:
        return written
    return _from_highlights(paper, column) or suggestion(column, paper.facts)


def _from_highlights(paper: Paper, column: str) -> Cell | None:
    """What highlights of the column's kind say, in the order of the abstract."""
    kind = kind_of(column)
    marks = [one for one in paper.highlights if one.kind is kind]
    if not marks:
        return None
    marks.sort(key=lambda one: (one.start is None, one.start or 0))
    text = "\n".join(" ".join(readable(one.quote).split()) for one in marks)
    first = marks[0]
    return Cell(text, "highlight", Origin(first.quote, first.start, first.end, first.id))
