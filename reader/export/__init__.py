"""Papers in, Markdown or references out, and writing them without ever destroying a word."""

from collections.abc import Sequence
from pathlib import Path

from reader import tex
from reader.errors import Problem
from reader.export.citation import citation_key, citation_keys
from reader.export.formats import FORMATS
from reader.export.front_matter import front_matter
from reader.export.literal import literal
from reader.export.names import safe_names, safe_stem
from reader.export.ordering import ordered
from reader.export.pages import has_notes, page, record
from reader.export.vault import in_vault
from reader.model import Exported, ExportFile, ExportOptions, Paper, Progress

__all__ = ["citation_key", "render", "write"]

_EXTENSION = ".md"


def render(papers: Sequence[Paper], options: ExportOptions) -> list[ExportFile]:
    """The files of an export. The same papers and options always give the same bytes."""
    chosen = [paper for paper in papers if options.without_notes or has_notes(paper)]
    chosen = ordered(chosen, options.order)
    keys = citation_keys(chosen)
    if options.format != "markdown":
        return [_references(chosen, keys, options, options.format)]
    beside = [_references(chosen, keys, options, "bibtex")] if options.bibtex else []
    if options.layout == "document":
        return [_document(chosen, keys, options), *beside]
    titles = [(tex.readable(paper.facts.title), paper.uid) for paper in chosen]
    names = safe_names(titles)
    if options.layout == "vault":
        chosen = in_vault(chosen, names)
    singles = [
        ExportFile(name + _EXTENSION, _single(paper, keys[paper.id], options), (paper.id,))
        for name, paper in zip(names, chosen, strict=True)
    ]
    return [*singles, *beside]


def write(
    to: Path,
    files: Sequence[ExportFile],
    options: ExportOptions,
    progress: Progress | None = None,
) -> Exported:
    """Write an export to the file or folder `to`; see `writing` for what is never overwritten."""
    from reader.export.writing import check_document, write_files

    if options.is_one_file:
        check_document(to)
        beside = to.with_suffix(FORMATS["bibtex"].extension).name
        if options.bibtex and len(files) > 1 and beside == to.name:
            raise Problem(
                f"{to.name} cannot be the notes and their BibTeX at once.",
                do="Let the name of the document end in .md.",
            )
        names = (to.name, beside)
        named = [
            ExportFile(name, file.text, file.papers)
            for name, file in zip(names, files, strict=False)
        ]
        return write_files(to.parent, named, progress)
    return write_files(to, files, progress)


def _references(
    papers: Sequence[Paper], keys: dict[int, str], options: ExportOptions, format_name: str
) -> ExportFile:
    extension, write = FORMATS[format_name]
    beside = options.format == "markdown" and options.layout != "document"
    stem = "references" if beside else safe_stem(options.title)
    text = write(papers, keys, options)
    return ExportFile(stem + extension, text, tuple(paper.id for paper in papers))


def _document(papers: Sequence[Paper], keys: dict[int, str], options: ExportOptions) -> ExportFile:
    head = front_matter({"title": options.title, "papers": len(papers)})
    title = f"# {literal(options.title) or 'Notes'}\n"
    pages = [page(paper, keys[paper.id], options, level=2) for paper in papers]
    text = head + "\n" + "\n".join([title, *pages])
    return ExportFile(
        safe_stem(options.title) + _EXTENSION, text, tuple(paper.id for paper in papers)
    )


def _single(paper: Paper, key: str, options: ExportOptions) -> str:
    head = front_matter(record(paper, key, options))
    return f"{head}\n{page(paper, key, options, level=1)}"
