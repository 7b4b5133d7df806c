"""An outline and its references, as Pandoc reads them together: one Markdown and one BibTeX file.

`pandoc --citeproc outline.md` finds the references by the `bibliography` in the front matter
(https://pandoc.org/MANUAL.html#specifying-bibliographic-data).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from reader.export.bibtex import write_bibtex
from reader.export.blocks import Block, Draft, checksum, inert
from reader.export.front_matter import Value
from reader.export.literal import literal
from reader.export.names import safe_stem
from reader.model import ExportFile, ExportOptions, Paper

MARKDOWN, BIBTEX = ".md", ".bib"


def outline_files(
    uid: str,
    title: str,
    sections: Sequence[tuple[str, str]],
    cited: Mapping[str, Paper],
    *,
    stem: str = "",
) -> tuple[Draft, ExportFile]:
    """The text as blocks, one for each section, and its references.

    `sections` are heading and Markdown of each, `uid` the document's lasting name; `cited` holds
    the paper of each key, spelled as the text cites it. `stem` is the name of both files without
    ending; without one it is made from the title.
    """
    name = stem or safe_stem(title)
    # Pandoc reads the words of metadata as Markdown: an @ would be a citation.
    properties: dict[str, Value] = {"title": literal(title), "bibliography": name + BIBTEX}
    ids = tuple(dict.fromkeys(paper.id for paper in cited.values()))
    blocks = tuple(_blocks(uid, sections))
    draft = Draft(uid, name + MARKDOWN, properties, blocks, ids)
    return draft, ExportFile(name + BIBTEX, _references(cited), ids)


def _blocks(uid: str, sections: Sequence[tuple[str, str]]) -> Iterator[Block]:
    """A block for each section that says something, known again by the words of its heading."""
    seen: Counter[str] = Counter()
    for heading, text in sections:
        if not text.strip():
            continue
        name = checksum(heading)
        seen[name] += 1
        number = f"n{seen[name]}" if seen[name] > 1 else ""
        yield Block(f"{uid}:{name}{number}", inert(text.strip("\n")))


def _references(cited: Mapping[str, Paper]) -> str:
    """An entry under every key, in the order of the keys: also when two lead to one paper."""
    options = ExportOptions(format="bibtex", tags=False)
    entries = [
        write_bibtex([paper], {paper.id: key}, options) for key, paper in sorted(cited.items())
    ]
    return "\n".join(entries)
