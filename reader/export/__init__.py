"""Papers in, Markdown or references out, and writing them without ever destroying a word."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from reader import tex
from reader.errors import Cancelled, Problem
from reader.export.blocks import Block, Draft, Held
from reader.export.files.drafts import blocks_of, document, single
from reader.export.files.edited_table import edited_cells, tables_in
from reader.export.files.folder import (
    Folder,
    Remembered,
    fresh_uid,
    notes_below,
    open_folder,
    read,
    stem,
)
from reader.export.files.pulling import (
    Back,
    EditedSection,
    documents_in,
    edited_blocks,
    edited_sections,
    link_title,
    pages_in,
    read_back,
)
from reader.export.files.sections import section_blocks
from reader.export.files.updating import Memory, Update
from reader.export.files.writing import check_document
from reader.export.formats import FORMATS
from reader.export.matrix import matrix_draft
from reader.export.names import safe_names, safe_stem
from reader.export.ordering import ordered
from reader.export.pages import has_notes
from reader.export.references.citation import citation_key, citation_keys
from reader.export.vault import LinkFiles, in_vault
from reader.model import ExportFile, ExportOptions, Paper, Progress

__all__ = [
    "Back",
    "Draft",
    "EditedSection",
    "Folder",
    "Held",
    "LinkFiles",
    "Memory",
    "Remembered",
    "Update",
    "blocks",
    "chosen_papers",
    "citation_key",
    "documents_in",
    "drafts",
    "edited_blocks",
    "edited_cells",
    "edited_sections",
    "fresh_uid",
    "link_title",
    "matrix_draft",
    "named",
    "notes_below",
    "open_folder",
    "pages_in",
    "read",
    "read_back",
    "references",
    "render",
    "safe_names",
    "section_blocks",
    "stem",
    "tables_in",
]


def render(papers: Sequence[Paper], options: ExportOptions) -> list[ExportFile]:
    """The files of an export as people read them. The same papers and options give the same."""
    chosen = chosen_papers(papers, options)
    texts = [ExportFile(one.name, one.plain(), one.papers) for one in drafts(chosen, options)]
    return [*texts, *references(chosen, options)]


def chosen_papers(papers: Sequence[Paper], options: ExportOptions) -> list[Paper]:
    """Those of the papers that the options want, in order."""
    wanted = [paper for paper in papers if options.without_notes or has_notes(paper)]
    return ordered(wanted, options.order)


def drafts(
    papers: Sequence[Paper],
    options: ExportOptions,
    names: Mapping[int, str] | None = None,
    files: LinkFiles | None = None,
    progress: Progress | None = None,
) -> list[Draft]:
    """The Markdown files of an export, as blocks.

    `names` are those of the files without their ending, by paper, and `files` says where links
    lead, when there are more files in the folder than these papers'. Raises Cancelled when
    `progress` says stop, and Problem for a template that cannot be filled in.
    """
    if options.format != "markdown":
        return []
    keys = citation_keys(papers)
    if options.layout == "document":
        return [document(papers, keys, options)]
    if names is None:
        titles = [(tex.readable(paper.facts.title), paper.uid) for paper in papers]
        stems = safe_names(titles)
        names = {paper.id: stem for paper, stem in zip(papers, stems, strict=True)}
    if files is None:
        files = LinkFiles((paper.id, paper.facts.title, names[paper.id]) for paper in papers)
    made: list[Draft] = []
    for paper in papers:
        if progress is not None and not progress(len(made), len(papers)):
            raise Cancelled
        made.append(single(paper, keys[paper.id], names[paper.id], files, options))
    return made


def blocks(
    paper: Paper, options: ExportOptions, files: LinkFiles, keys: Mapping[int, str] | None = None
) -> list[Block]:
    """One paper's blocks as an export would write them now.

    `keys` are those of the papers of one document, in their order, where it matters which they are.
    """
    key = citation_keys([paper])[paper.id]
    if options.layout == "document":
        there = keys or {paper.id: key}
        number = list(there).index(paper.id) + 1
        return blocks_of(paper, key, options, level=2, number=number, inside=there.get)
    shown = in_vault(paper, files) if options.layout == "vault" else paper
    return blocks_of(shown, key, options, level=1, inside=files.stem)


def references(papers: Sequence[Paper], options: ExportOptions) -> list[ExportFile]:
    """The file of references of an export, if there is one."""
    name = "bibtex" if options.format == "markdown" else options.format
    if options.format == "markdown" and not options.bibtex:
        return []
    extension, write = FORMATS[name]
    in_folder = options.format == "markdown" and options.layout != "document"
    stem = "references" if in_folder else safe_stem(options.title)
    text = write(papers, citation_keys(papers), options)
    return [ExportFile(stem + extension, text, tuple(paper.id for paper in papers))]


def named(
    to: Path, drafts: Sequence[Draft], files: Sequence[ExportFile], options: ExportOptions
) -> tuple[Path, list[Draft], list[ExportFile]]:
    """The folder that `to` means, and the files with the names they get there.

    Raises Problem when no export can be there.
    """
    if not options.is_one_file:
        return to, list(drafts), list(files)
    check_document(to)
    beside = to.with_suffix(FORMATS["bibtex"].extension).name
    if drafts and files and beside == to.name:
        raise Problem(
            f"{to.name} cannot be the notes and their BibTeX at once.",
            do="Let the name of the document end in .md.",
        )
    return (
        to.parent,
        [replace(draft, name=to.name) for draft in drafts],
        [replace(file, name=beside if drafts else to.name) for file in files],
    )
