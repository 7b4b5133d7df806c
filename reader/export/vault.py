"""What a vault of linked notes needs beyond plain Markdown, as Obsidian reads it.

Properties `aliases` and `tags` (help.obsidian.md, "Properties"), a block id after each highlight
("Internal links", link to a block), and links between notes by their file names. Code in a note
stays as it is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reader import tex
from reader.model import Paper
from reader.note_links import LINK, REFERENCE, outside_code

_NO_TAG = re.compile(r"[^\w/-]+")


def in_vault(papers: Sequence[Paper], stems: Sequence[str]) -> list[Paper]:
    """The papers, their notes linked to each other by the names of their files."""
    files = {_title_key(paper): stem for paper, stem in zip(papers, stems, strict=True)}
    return [replace(paper, note=_linked(paper, files)) for paper in papers]


def vault_properties(paper: Paper, *, tags: bool) -> dict[str, list[str]]:
    """The properties beside the facts: the title to find the note by, and tags without blanks."""
    found = {"aliases": [" ".join(tex.readable(paper.facts.title).split())]}
    if tags:
        found["tags"] = [name for tag in paper.tags if (name := vault_tag(tag.name))]
    return found


def vault_tag(name: str) -> str:
    """A tag as a vault takes it: no blanks, and not of figures alone."""
    word = _NO_TAG.sub("-", name).strip("-/")
    return f"y{word}" if word.isdigit() else word


def block_id(number: int) -> str:
    """The line that names the block before it, highlight `number` in reading order."""
    return f"^h{number}"


def _linked(paper: Paper, files: Mapping[str, str]) -> str:
    def to_paper(found: re.Match[str]) -> str:
        stem = files.get(_key(found[1]))
        return found[0] if stem is None else f"[[{stem}|{(found[2] or found[1]).strip()}]]"

    def to_highlight(found: re.Match[str]) -> str:
        number = int(found[1])
        there = 1 <= number <= len(paper.highlights)
        return f"[[#{block_id(number)}|{number}]]" if there else found[0]

    return outside_code(
        paper.note, lambda text: REFERENCE.sub(to_highlight, LINK.sub(to_paper, text))
    )


def _title_key(paper: Paper) -> str:
    return _key(tex.readable(paper.facts.title))


def _key(title: str) -> str:
    return " ".join(tex.readable(title).split()).casefold()
