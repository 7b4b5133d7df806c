"""Writing from papers: documents and outlines; a part of the front door.

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
    Document,
    DocumentKind,
    Evidence,
    Exported,
    ExportFile,
    ExportOptions,
    Found,
    Ledger,
    NoteVersion,
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
    """The verbs about documents. Every change is one step to undo."""

    _store: Store
    _read: list[Document]
    _read_at: tuple[int, int] | None = None  # as of which file and which change

    if TYPE_CHECKING:

        def find(self, query: str = "", *, within: Node = EVERYTHING) -> Found: ...
        def papers(self, ids: Sequence[int]) -> list[Paper]: ...
        def keys(self, ids: Sequence[int]) -> dict[int, str]: ...
        def cited_keys(self, ids: Sequence[int]) -> dict[int, str]: ...
        def fresh_uid(self) -> str: ...
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
        from reader.evidence.finding import holding
        from reader.query.parsing import parse

        return holding(parse(query).node, self._documents_now())

    def _documents_now(self) -> list[Document]:
        """All documents, read again only when one of them was changed by anybody."""
        replaced, seq = self._store.replacements, self._store.seq()
        known = self._read_at
        if (
            known is None
            or known[0] != replaced
            or (known[1] != seq and self._store.documents_changed_since(known[1]))
        ):
            self._read = self.documents()
        self._read_at = replaced, seq
        return self._read

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

    # ------------------------------------------------------------ writing out

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
        from reader.export.files.writing import check_document

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
