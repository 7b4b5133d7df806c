"""Comparisons: papers in rows, what they say in columns; a part of the front door."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import Problem
from reader.exporting import Exporting
from reader.model import (
    Changes,
    Choice,
    Comparison,
    Exported,
    ExportFile,
    ExportOptions,
    Matrix,
    Origin,
    Paper,
)


class Comparing(Exporting):
    """The verbs about comparisons. Every change is one step to undo."""

    if TYPE_CHECKING:

        def papers(self, ids: Sequence[int]) -> list[Paper]: ...

    @staticmethod
    def fresh_uid() -> str:
        """A lasting name for something that is to be made."""
        from reader.store.schema import fresh_uid

        return fresh_uid()

    def matrices(self) -> list[Matrix]:
        """All comparisons, the newest first."""
        return self._store.matrices()

    def matrix(self, matrix_id: int) -> Matrix:
        """One comparison as it is kept. Raises Problem when there is none of this number."""
        known = self._store.matrix(matrix_id)
        if known is None:
            raise Problem(
                f"There is no comparison {matrix_id}.",
                do="List the comparisons to see their numbers.",
            )
        return known

    def matrix_of(self, uid: str) -> Matrix | None:
        """The comparison of this lasting name; None when this library has none of that name."""
        return self._store.matrix_of(uid)

    def new_matrix(
        self,
        title: str,
        ids: Sequence[int] = (),
        *,
        columns: Sequence[str] | None = None,
        uid: str = "",
    ) -> Changes:
        """Make a comparison of papers; without `columns` with those that are asked for most."""
        from reader.evidence.columns import COLUMNS

        chosen = COLUMNS if columns is None else columns
        return self._store.new_matrix(uid or self.fresh_uid(), title, chosen, ids)

    def rename_matrix(self, matrix_id: int, title: str) -> Changes:
        """Give a comparison another title."""
        return self._store.rename_matrix(matrix_id, title)

    def delete_matrix(self, matrix_id: int) -> Changes:
        """Take a comparison away; its papers stay in the library."""
        return self._store.delete_matrix(matrix_id)

    def add_to_matrix(self, matrix_id: int, ids: Sequence[int]) -> Changes:
        """Put papers under the others; those that are there stay where they are."""
        return self._store.add_to_matrix(matrix_id, ids)

    def put_in_matrix(self, matrix_id: int, ids: Sequence[int], before: int | None) -> Changes:
        """Put papers, in their order, before another one (None: at the end); new ones are added."""
        return self._store.put_in_matrix(matrix_id, ids, before)

    def remove_from_matrix(self, matrix_id: int, ids: Sequence[int]) -> Changes:
        """Take papers out of a comparison, with their cells."""
        return self._store.remove_from_matrix(matrix_id, ids)

    def move_in_matrix(self, matrix_id: int, paper_id: int, before: int | None) -> Changes:
        """Put a paper of a comparison before another one, None: at the end."""
        return self._store.move_in_matrix(matrix_id, paper_id, before)

    def add_column(self, matrix_id: int, name: str, before: str | None = None) -> Changes:
        """Put a new column before another one (None: at the end). Its name must be a new one."""
        return self._store.add_column(matrix_id, name, before)

    def rename_column(self, matrix_id: int, name: str, to: str) -> Changes:
        """Give a column another name; its cells go with it."""
        return self._store.rename_column(matrix_id, name, to)

    def remove_column(self, matrix_id: int, name: str) -> Changes:
        """Take a column out, with its cells."""
        return self._store.remove_column(matrix_id, name)

    def move_column(self, matrix_id: int, name: str, before: str | None) -> Changes:
        """Put a column before another one, None: at the end."""
        return self._store.move_column(matrix_id, name, before)

    def write_cells(
        self,
        matrix_id: int,
        cells: Mapping[tuple[int, str], tuple[str, Origin | None] | None],
    ) -> Changes:
        """Write cells of a comparison, by paper and column, with where each text came from.

        An empty text keeps the cell empty; None gives it back to highlights and suggestions.
        """
        return self._store.write_cells(matrix_id, cells)

    def comparison(self, matrix_id: int) -> Comparison:
        """A comparison as it is read: written cells, then highlights, then suggestions."""
        from reader.evidence.comparing import comparison

        matrix = self.matrix(matrix_id)
        return comparison(matrix, self.papers(matrix.papers))

    def accept_cells(self, matrix_id: int, places: Sequence[tuple[int, str]]) -> Changes:
        """Take what highlights or the abstract say about cells as written, with its sentence."""
        from reader.evidence.comparing import cell_of

        matrix = self.matrix(matrix_id)
        papers = {paper.id: paper for paper in self.papers([paper for paper, _ in places])}
        cells = {
            (paper, name): cell_of(matrix, papers[paper], name)
            for paper, name in places
            if paper in papers
        }
        return self._store.write_cells(
            matrix_id,
            {
                place: (cell.text, cell.origin)
                for place, cell in cells.items()
                if cell.by in ("highlight", "suggestion")
            },
        )

    # ------------------------------------------------------------ writing out

    def render_matrix(self, matrix_id: int, format_name: str = "markdown") -> str:
        """A comparison as a table: `markdown`, `csv` or `latex`. Suggestions are left out."""
        from reader.export.matrix import render_matrix

        compared = self.comparison(matrix_id)
        return render_matrix(compared, self.keys(compared.matrix.papers), format_name)

    def export_matrix(
        self,
        matrix_id: int,
        to: Path,
        format_name: str = "",
        *,
        choices: Mapping[str, Choice] | None = None,
        otherwise: Choice = "both",
        dry_run: bool = False,
    ) -> Exported:
        """Write a comparison to a file; without `format_name` as the ending of its name says.

        Of Markdown what was written around the table stays, and a table that both sides changed
        is decided by `choices`, else `otherwise`. A file of another format that somebody edited
        since is kept, and the new version is written beside it. With `dry_run` nothing is written.
        """
        from reader.export.files.updating import look_at_files, write_files
        from reader.export.files.writing import check_document
        from reader.export.matrix import FORMATS, matrix_draft

        by_ending = {ending: name for name, ending in FORMATS.items()}
        chosen = format_name or by_ending.get(to.suffix.lower(), "markdown")
        check_document(to)
        self._refuse_own_files(to, ExportOptions())
        papers = self.matrix(matrix_id).papers
        keys = self.keys(papers) if dry_run else self.cited_keys(papers)  # now they are in a file
        if chosen == "markdown":
            draft = matrix_draft(self.comparison(matrix_id), keys, to.name)
            return self._write_drafts(
                to, draft, [], choices=choices, otherwise=otherwise, dry_run=dry_run
            )
        file = ExportFile(to.name, self.render_matrix(matrix_id, chosen), papers)
        return (look_at_files if dry_run else write_files)(to.parent, [file])
