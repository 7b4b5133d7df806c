"""What a vault of linked notes needs beyond plain Markdown, as Obsidian reads it.

Properties `aliases` and `tags` (help.obsidian.md, "Properties"), a block id after each highlight
("Internal links", link to a block), and links between notes by their file names. Code in a note
stays as it is.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from reader import tex
from reader.model import Paper
from reader.note_links import LINK, REFERENCE, outside_code, plain

_REFERENCE_OR_LINK = re.compile(f"{REFERENCE.pattern}|{LINK.pattern}")
_NO_TAG = re.compile(r"[^\w/-]+")


class LinkFiles:
    """Which file of a vault a link in a note leads to: `papers` are given as id, title and stem."""

    def __init__(self, papers: Iterable[tuple[int, str, str]]) -> None:
        self._papers = list(papers)
        self._stems = {number: stem for number, _, stem in self._papers}
        self._titles: dict[str, str] | None = None

    def stem(self, paper_id: int) -> str | None:
        """The stem of a paper's file; None when it has none here."""
        return self._stems.get(paper_id)

    def file(self, paper: Paper, words: str) -> str | None:
        """The stem of the file that `[[words]]` in this paper's note leads to; None for none."""
        for link in paper.links:
            if link.said == plain(words):
                return self._stems.get(link.target)
        if self._titles is None:  # a title takes long to read, and few notes need it
            self._titles = {link_key(title): stem for _, title, stem in self._papers}
        return self._titles.get(link_key(words))


def in_vault(paper: Paper, files: LinkFiles) -> Paper:
    """The paper with the links in note and comments leading to files and highlights there."""
    return replace(
        paper,
        note=_linked(paper, paper.note, files),
        highlights=tuple(
            replace(one, comment=_linked(paper, one.comment, files)) for one in paper.highlights
        ),
    )


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


def _linked(paper: Paper, text: str, files: LinkFiles) -> str:
    def there(found: re.Match[str]) -> str:
        if found[1]:
            number = int(found[1])
            known = 1 <= number <= len(paper.highlights)
            return f"[[#{block_id(number)}|{number}]]" if known else found[0]
        stem = files.file(paper, found[2])
        words = (found[3] or "").strip() or found[2].strip()
        return found[0] if stem is None else f"[[{stem}|{words}]]"

    return outside_code(text, lambda text: _REFERENCE_OR_LINK.sub(there, text))


def link_key(title: str) -> str:
    """Titles that a link takes for the same have the same key."""
    return " ".join(tex.readable(title).split()).casefold()
