"""Writing from papers: documents, outlines, comparisons; a part of the front door.

A document is a Markdown text of its own, kept as a paper's note is: every version stays, every
change can be undone, and two programs that write at once never lose a word.
"""

from collections.abc import Collection, Mapping, Sequence

from reader.errors import Problem
from reader.model import Changes, Document, DocumentKind, Matrix, NoteVersion, Origin, Written
from reader.store import Store


class Composing:
    """The verbs about documents and comparisons. Every change is one step to undo."""

    _store: Store

    @staticmethod
    def fresh_uid() -> str:
        """A lasting name for something that is to be made."""
        from reader.store.schema import fresh_uid

        return fresh_uid()

    # ------------------------------------------------------------ documents

    def written(self) -> list[Written]:
        """All notes of papers and all documents, the one changed last first."""
        return self._store.written()

    def documents(self) -> list[Document]:
        """All documents, the one changed last first."""
        return self._store.documents()

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

    def document_versions(self, document_id: int) -> list[NoteVersion]:
        """Every text that a document ever had, newest first."""
        return self._store.document_versions(document_id)

    def restore_document(self, document_id: int, seq: int) -> Changes:
        """Give a document the text of the version `seq` again; that is a step of its own."""
        return self._store.restore_document(document_id, seq)

    def keep_document_aside(self, document_id: int, text: str) -> Changes:
        """Keep a text among the versions of a document, without changing the document."""
        return self._store.keep_document_aside(document_id, text)

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
