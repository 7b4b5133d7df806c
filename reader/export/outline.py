"""An outline and its references, as Pandoc reads them together: one Markdown and one BibTeX file.

`pandoc --citeproc outline.md` finds the references by the `bibliography` in the front matter
(https://pandoc.org/MANUAL.html#specifying-bibliographic-data).
"""

from collections.abc import Mapping, Sequence

from reader.export.blocks import Draft, Section, Split
from reader.export.files.sections import section_blocks
from reader.export.front_matter import Value
from reader.export.literal import literal
from reader.export.names import safe_stem
from reader.export.references.bibtex import write_bibtex
from reader.model import ExportFile, ExportOptions, Paper

MARKDOWN, BIBTEX = ".md", ".bib"


def outline_files(
    uid: str,
    title: str,
    sections: Sequence[Section],
    cited: Mapping[str, Paper],
    split: Split,
    *,
    stem: str = "",
) -> tuple[Draft, ExportFile]:
    """The text as blocks, one for each section, and its references.

    `uid` is the document's lasting name; `cited` holds the paper of each key, spelled as the text
    cites it; `split` parts a text into sections. `stem` is the name of both files without ending;
    without one it is made from the title.
    """
    name = stem or safe_stem(title)
    # Pandoc reads the words of metadata as Markdown: an @ would be a citation.
    properties: dict[str, Value] = {"title": literal(title), "bibliography": name + BIBTEX}
    ids = tuple(dict.fromkeys(paper.id for paper in cited.values()))
    blocks = section_blocks(uid, sections)
    draft = Draft(uid, name + MARKDOWN, properties, blocks, ids, split)
    return draft, ExportFile(name + BIBTEX, _references(cited), ids)


def _references(cited: Mapping[str, Paper]) -> str:
    """An entry under every key, in the order of the keys: also when two lead to one paper."""
    options = ExportOptions(format="bibtex", tags=False)
    entries = [
        write_bibtex([paper], {paper.id: key}, options) for key, paper in sorted(cited.items())
    ]
    return "\n".join(entries)
