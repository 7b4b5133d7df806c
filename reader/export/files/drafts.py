"""The Markdown files of an export as blocks: one document, or a file for each paper."""

from collections.abc import Mapping, Sequence

from reader.export.blocks import Block, Draft
from reader.export.literal import literal
from reader.export.names import safe_stem
from reader.export.pages import page, record
from reader.export.related import Inside, nowhere, related_lines
from reader.export.vault import LinkFiles, in_vault
from reader.model import ExportOptions, Paper

EXTENSION = ".md"
DOCUMENT = "document"


def blocks_of(
    paper: Paper,
    key: str,
    options: ExportOptions,
    *,
    level: int,
    number: int = 1,
    inside: Inside = nowhere,
) -> list[Block]:
    """One paper's part of a file. Raises Problem for a template that cannot be filled in.

    `inside` says where related papers are found in the export.
    """
    related = related_lines(paper, options, inside)
    if not options.template:
        blocks = page(paper, key, options, level=level)
        if related:
            lines = "\n".join(f"- {line}" for line in related)
            heading = f"{'#' * (level + 1)} Related papers"
            blocks.append(Block(f"{paper.uid}:related", f"{heading}\n\n{lines}"))
        return blocks
    from reader.export.templates import page_templates

    return page_templates.page(
        options.template, paper, key, level=level, number=number, related=related
    )


def document(papers: Sequence[Paper], keys: Mapping[int, str], options: ExportOptions) -> Draft:
    """All papers in one file."""
    title = Block(f"{DOCUMENT}:title", f"# {literal(options.title) or 'Notes'}")
    pages = [
        blocks_of(paper, keys[paper.id], options, level=2, number=number, inside=keys.get)
        for number, paper in enumerate(papers, 1)
    ]
    return Draft(
        DOCUMENT,
        safe_stem(options.title) + EXTENSION,
        {"title": options.title, "papers": len(papers)},
        (title, *(block for blocks in pages for block in blocks)),
        tuple(paper.id for paper in papers),
    )


def single(paper: Paper, key: str, stem: str, files: LinkFiles, options: ExportOptions) -> Draft:
    """One paper's file; in a vault its note links to the `files` of other papers."""
    shown = in_vault(paper, files) if options.layout == "vault" else paper
    return Draft(
        paper.uid,
        stem + EXTENSION,
        record(paper, key, options),
        tuple(blocks_of(shown, key, options, level=1, inside=files.stem)),
        (paper.id,),
    )
