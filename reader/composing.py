"""Writing from papers: documents, outlines, comparisons; a part of the front door.

A document is a Markdown text of its own, kept as a paper's note is: every version stays, every
change can be undone, and two programs that write at once never lose a word.
"""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import Problem
from reader.model import (
    Changes,
    Choice,
    Comparison,
    Document,
    DocumentKind,
    Evidence,
    Exported,
    ExportFile,
    ExportOptions,
    Found,
    Ledger,
    Matrix,
    NoteVersion,
    Origin,
    Paper,
    Piece,
    Written,
)
from reader.query.nodes import EVERYTHING, Any, Has, Is, Node
from reader.store import Store

if TYPE_CHECKING:
    from reader.export.blocks import Draft

WITH_SOMETHING = Any((Has("highlights"), Has("notes"), Is("starred")))


class Composing:
    """The verbs about documents and comparisons. Every change is one step to undo."""

    _store: Store

    if TYPE_CHECKING:

        def find(self, query: str = "", *, within: Node = EVERYTHING) -> Found: ...
        def papers(self, ids: Sequence[int]) -> list[Paper]: ...
        def keys(self, ids: Sequence[int]) -> dict[int, str]: ...
        def cited_keys(self, ids: Sequence[int]) -> dict[int, str]: ...
        def paper_with_key(self, key: str) -> int | None: ...
        def _refuse_own_files(self, to: Path, options: ExportOptions) -> None: ...
        def _write_drafts(
            self,
            to: Path,
            draft: Draft,
            files: Sequence[ExportFile],
            *,
            choices: Mapping[str, Choice] | None = None,
            otherwise: Choice = "both",
            dry_run: bool = False,
        ) -> Exported: ...

    @staticmethod
    def fresh_uid() -> str:
        """A lasting name for something that is to be made."""
        from reader.store.schema import fresh_uid

        return fresh_uid()

    # ------------------------------------------------------------ documents

    def written(self, query: str = "") -> list[Written]:
        """All notes of papers and all documents, the one changed last first.

        With `query` (the search language) the notes of papers that it finds, and the documents
        that hold its words; a filter such as `tag:` or `is:` finds no document.
        """
        everything = self._store.written()
        if not query.strip():
            return everything
        papers = set(self.find(query).ids)
        documents = {one.id for one in self.documents_with(query)}
        return [one for one in everything if one.id in (papers if one.of == "paper" else documents)]

    def documents(self) -> list[Document]:
        """All documents, the one changed last first."""
        return self._store.documents()

    def documents_with(self, query: str) -> list[Document]:
        """The documents that hold the words of a search, the one changed last first."""
        from reader.evidence.finding import holds
        from reader.query.parsing import parse

        node = parse(query).node
        return [one for one in self.documents() if holds(node, one)]

    def document(self, document_id: int) -> Document:
        """One document. Raises Problem when there is none of this number."""
        known = self._store.document(document_id)
        if known is None:
            raise Problem(
                f"There is no document {document_id}.",
                do="List the documents to see their numbers.",
            )
        return known

    def document_of(self, uid: str) -> Document | None:
        """The document of this lasting name; None when this library has none of that name."""
        return self._store.document_of(uid)

    def new_document(
        self, title: str, text: str = "", *, kind: DocumentKind = "topic", uid: str = ""
    ) -> Changes:
        """Make a topic note, or an outline; `uid` is its lasting name, if one is chosen."""
        return self._store.new_document(uid or self.fresh_uid(), kind, title, text)

    def write_document(
        self,
        document_id: int,
        text: str,
        *,
        visit: str = "",
        bases: Collection[str] | None = None,
    ) -> Changes:
        """Replace a document's text (Markdown). Writes with the same `visit` are one undo step.

        With `bases` it is written only if the text is one of these still; raises NoteChanged
        when somebody else has changed it.
        """
        return self._store.write_document(document_id, text, visit=visit, bases=bases)

    def rename_document(self, document_id: int, title: str) -> Changes:
        """Give a document another title."""
        return self._store.rename_document(document_id, title)

    def delete_document(self, document_id: int) -> Changes:
        """Take a document out of the library; undo brings it back with all its versions."""
        return self._store.delete_document(document_id)

    def bring_document_back(self, uid: str, text: str) -> Changes:
        """Put a document that was taken out into the library again, with what was typed into it.

        Raises Problem when this library never had a document of that lasting name.
        """
        return self._store.bring_document_back(uid, text)

    def document_versions(self, document_id: int) -> list[NoteVersion]:
        """Every text that a document ever had, newest first."""
        return self._store.document_versions(document_id)

    def restore_document(self, document_id: int, seq: int) -> Changes:
        """Give a document the text of the version `seq` again; that is a step of its own."""
        return self._store.restore_document(document_id, seq)

    def keep_document_aside(self, document_id: int, text: str) -> Changes:
        """Keep a text among the versions of a document, without changing the document."""
        return self._store.keep_document_aside(document_id, text)

    # ------------------------------------------------------------ outlines

    def evidence(self, text: str, line: int) -> Evidence:
        """What the papers say that the section of an outline finds in which a line stands.

        `line` counts from 0. Without a search in force there is nothing to offer.
        """
        from reader.evidence import ledger, outline, pieces

        section = outline.section_at(text, line)
        if not section.query:
            return Evidence(section.title, section.first, "")
        found = self.find(section.query)
        papers = self.papers(self.find(section.query, within=WITH_SOMETHING).ids)
        offered = pieces.pieces_of(papers, self.keys([paper.id for paper in papers]))
        return Evidence(
            section.title,
            section.first,
            section.query,
            ledger.marked_as_used(offered, text),
            len(found.ids),
            found.ignored,
        )

    def ledger(self, text: str) -> Ledger:
        """What the text of an outline uses of what its searches find, and what lacks a source."""
        from reader.evidence import ledger, outline

        found: set[int] = set()
        telling: dict[int, None] = {}
        for query in ledger.queries(text):
            found.update(self.find(query).ids)
            telling.update(dict.fromkeys(self.find(query, within=WITH_SOMETHING).ids))
        papers = self.papers(list(telling))
        known = self._cited(outline.cited(text))
        keys = self.keys([paper.id for paper in papers])
        return ledger.ledger(text, len(found), papers, keys, known)

    def _cited(self, keys: Sequence[str]) -> dict[str, Paper | None]:
        """The paper of each citation key; None where there is none, or not any more."""
        numbers = {key: self.paper_with_key(key) for key in keys}
        there = {paper.id: paper for paper in self.papers([one for one in numbers.values() if one])}
        return {key: there.get(number or 0) for key, number in numbers.items()}

    def cite(self, piece: Piece, *, own_words: bool = False) -> str:
        """A piece of evidence as text with its citation; its paper keeps the key from now on."""
        from dataclasses import replace

        from reader.evidence.pieces import as_text

        key = self.cited_keys([piece.paper_id])[piece.paper_id]
        return as_text(replace(piece, key=key), own_words=own_words)

    # ------------------------------------------------------------ comparisons

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
        since is kept, and the new version is written beside it.
        """
        from reader.export.matrix import FORMATS, matrix_draft
        from reader.export.updating import write_files
        from reader.export.writing import check_document

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
        text = self.render_matrix(matrix_id, chosen)
        return write_files(to.parent, [ExportFile(to.name, text, papers)])

    def export_document(
        self,
        document_id: int,
        to: Path,
        *,
        choices: Mapping[str, Choice] | None = None,
        otherwise: Choice = "both",
        dry_run: bool = False,
    ) -> Exported:
        """Write a document to a Markdown file, with the references it cites in a `.bib` beside it.

        Searches in headings and marks of highlights stay here. A file that was written before is
        brought up to date section by section: what was written or changed there stays, and a
        section that both sides changed is decided by `choices` (by the id of the clash), else
        `otherwise`. With `dry_run` nothing is written. Raises Problem when the place cannot be
        written.
        """
        from reader.export.writing import check_document

        check_document(to)
        draft, references, _ = self._document_draft(document_id, to.stem)
        if references.name == to.name:
            raise Problem(
                f"{to.name} cannot be the text and its references at once.",
                do="Let the name of the document end in .md.",
            )
        return self._write_drafts(
            to, draft, [references], choices=choices, otherwise=otherwise, dry_run=dry_run
        )

    def unknown_keys(self, document_id: int) -> tuple[str, ...]:
        """The keys that a document cites and no paper has; they are in no references."""
        return self._document_draft(document_id, "")[2]

    def _document_draft(
        self, document_id: int, stem: str
    ) -> tuple["Draft", ExportFile, tuple[str, ...]]:
        from reader.evidence import outline
        from reader.evidence.returning import shown_sections, split
        from reader.export.outline import outline_files

        document = self.document(document_id)
        parts = [(one.title, one.shown) for one in shown_sections(document)]
        known = self._cited(outline.cited("\n".join(text for _, text in parts)))
        cited = {key: paper for key, paper in known.items() if paper is not None}
        unknown = tuple(key for key, paper in known.items() if paper is None)
        files = outline_files(document.uid, document.title, parts, cited, split, stem=stem)
        return *files, unknown
