"""Documents and comparisons, as verbs of the store."""

from collections.abc import Collection, Mapping, Sequence

from reader.model import Changes, Document, DocumentKind, Matrix, NoteVersion, Origin, Written
from reader.store.library_file import LibraryFile


class Composition(LibraryFile):
    """The verbs about texts that belong to no single paper, and about comparisons."""

    def documents(self) -> list[Document]:
        """All documents, the one changed last first."""
        from reader.store.written import documents

        return self._read(documents.documents)

    def documents_changed_since(self, seq: int) -> bool:
        """Whether any document may be another one than it was at this number of the journal."""
        from reader.store.written import documents

        return self._read(documents.changed_since, seq)

    def document(self, document_id: int) -> Document | None:
        """One document."""
        from reader.store.written import documents

        return self._read(documents.document, document_id)

    def document_of(self, uid: str) -> Document | None:
        """The document of a lasting name."""
        from reader.store.written import documents

        return self._read(documents.document_of, uid)

    def written(self) -> list[Written]:
        """All notes and documents, the one changed last first."""
        from reader.store.written import documents

        return self._read(documents.written)

    def new_document(self, uid: str, kind: DocumentKind, title: str, text: str) -> Changes:
        """Make a document."""
        from reader.store.written import documents

        return self._act(documents.create, uid, kind, title, text)

    def write_document(
        self,
        document_id: int,
        text: str,
        *,
        visit: str = "",
        bases: Collection[str] | None = None,
    ) -> Changes:
        """Replace a document's text; one step for each visit. Raises NoteChanged unless a base."""
        from reader.store.written import documents

        return self._act_within(
            f"document {document_id} {visit}" if visit else "",
            lambda conn: documents.write(conn, document_id, text, bases),
        )

    def rename_document(self, document_id: int, title: str) -> Changes:
        """Give a document another title."""
        from reader.store.written import documents

        return self._act(documents.rename, document_id, title)

    def delete_document(self, document_id: int) -> Changes:
        """Take a document out of the library."""
        from reader.store.written import documents

        return self._act(documents.delete, document_id)

    def bring_document_back(self, uid: str, text: str) -> Changes:
        """Put a document that was taken out into the library again, with this text."""
        from reader.store import returning

        return self._act(returning.bring_document_back, uid, text)

    def document_versions(self, document_id: int) -> list[NoteVersion]:
        """Every text that a document ever had, newest first."""
        from reader.store import history

        return self._read(history.document_versions, document_id)

    def restore_document(self, document_id: int, seq: int) -> Changes:
        """Give a document the text of a version again."""
        from reader.store import history

        return self._act(history.restore_document, document_id, seq)

    def keep_document_aside(self, document_id: int, text: str) -> Changes:
        """Make a text a version of a document without changing the document."""
        from reader.store import history

        return self._act(history.keep_document_aside, document_id, text)

    # ------------------------------------------------------------ comparisons

    def matrices(self) -> list[Matrix]:
        """All comparisons, the newest first."""
        from reader.store.written import matrices

        return self._read(matrices.matrices)

    def matrix(self, matrix_id: int) -> Matrix | None:
        """One comparison."""
        from reader.store.written import matrices

        return self._read(matrices.matrix, matrix_id)

    def matrix_of(self, uid: str) -> Matrix | None:
        """The comparison of a lasting name."""
        from reader.store.written import matrices

        return self._read(matrices.matrix_of, uid)

    def new_matrix(
        self, uid: str, title: str, columns: Sequence[str], paper_ids: Sequence[int]
    ) -> Changes:
        """Make a comparison of papers."""
        from reader.store.written import matrices

        return self._act(matrices.create, uid, title, columns, paper_ids)

    def rename_matrix(self, matrix_id: int, title: str) -> Changes:
        """Give a comparison another title."""
        from reader.store.written import matrices

        return self._act(matrices.rename, matrix_id, title)

    def delete_matrix(self, matrix_id: int) -> Changes:
        """Take a comparison away."""
        from reader.store.written import matrices

        return self._act(matrices.delete, matrix_id)

    def add_to_matrix(self, matrix_id: int, paper_ids: Sequence[int]) -> Changes:
        """Put papers under the others."""
        from reader.store.written import matrices

        return self._act(matrices.add_papers, matrix_id, paper_ids)

    def put_in_matrix(
        self, matrix_id: int, paper_ids: Sequence[int], before: int | None
    ) -> Changes:
        """Put papers before another one (None: at the end); new ones are added."""
        from reader.store.written import matrices

        return self._act(matrices.put_papers, matrix_id, paper_ids, before)

    def remove_from_matrix(self, matrix_id: int, paper_ids: Sequence[int]) -> Changes:
        """Take papers out, with their cells."""
        from reader.store.written import matrices

        return self._act(matrices.remove_papers, matrix_id, paper_ids)

    def move_in_matrix(self, matrix_id: int, paper_id: int, before: int | None) -> Changes:
        """Put a paper before another one, None: at the end."""
        from reader.store.written import matrices

        return self._act(matrices.move_paper, matrix_id, paper_id, before)

    def add_column(self, matrix_id: int, name: str, before: str | None = None) -> Changes:
        """Put a new column before another one, None: at the end."""
        from reader.store.written import matrices

        return self._act(matrices.add_column, matrix_id, name, before)

    def rename_column(self, matrix_id: int, name: str, to: str) -> Changes:
        """Give a column another name."""
        from reader.store.written import matrices

        return self._act(matrices.rename_column, matrix_id, name, to)

    def remove_column(self, matrix_id: int, name: str) -> Changes:
        """Take a column out, with its cells."""
        from reader.store.written import matrices

        return self._act(matrices.remove_column, matrix_id, name)

    def move_column(self, matrix_id: int, name: str, before: str | None) -> Changes:
        """Put a column before another one, None: at the end."""
        from reader.store.written import matrices

        return self._act(matrices.move_column, matrix_id, name, before)

    def write_cells(
        self,
        matrix_id: int,
        cells: Mapping[tuple[int, str], tuple[str, Origin | None] | None],
    ) -> Changes:
        """Write cells, by paper and column; None gives a cell back."""
        from reader.store.written import matrices

        return self._act(matrices.write_cells, matrix_id, cells)
