"""An outline and its references, as Pandoc reads them together: one Markdown and one BibTeX file.

`pandoc --citeproc outline.md` finds the references by the `bibliography` in the front matter
(https://pandoc.org/MANUAL.html#specifying-bibliographic-data).
"""

from collections.abc import Mapping

from reader.export.bibtex import write_bibtex
from reader.export.front_matter import front_matter
from reader.export.literal import literal
from reader.export.names import safe_stem
from reader.model import ExportFile, ExportOptions, Paper

MARKDOWN, BIBTEX = ".md", ".bib"


def outline_files(
    title: str, text: str, cited: Mapping[str, Paper], *, stem: str = ""
) -> list[ExportFile]:
    """The files of an outline: `cited` holds the paper of each key, spelled as the text cites it.

    `stem` is the name of both files without ending; without one it is made from the title.
    """
    name = stem or safe_stem(title)
    # Pandoc reads the words of metadata as Markdown: an @ would be a citation.
    head = front_matter({"title": literal(title), "bibliography": name + BIBTEX})
    body = text if text.endswith("\n") or not text else text + "\n"
    ids = tuple(dict.fromkeys(paper.id for paper in cited.values()))
    return [
        ExportFile(name + MARKDOWN, f"{head}\n{body}", ids),
        ExportFile(name + BIBTEX, _references(cited), ids),
    ]


def _references(cited: Mapping[str, Paper]) -> str:
    """An entry under every key, in the order of the keys: also when two lead to one paper."""
    options = ExportOptions(format="bibtex", tags=False)
    entries = [
        write_bibtex([paper], {paper.id: key}, options) for key, paper in sorted(cited.items())
    ]
    return "\n".join(entries)
