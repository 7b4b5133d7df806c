"""The formats of one file besides Markdown: how its name ends, and the function that writes it."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from reader.export.html_page import write_html
from reader.export.references.bibtex import write_biblatex, write_bibtex
from reader.export.references.csl_json import write_csl
from reader.export.references.csv_table import write_csv
from reader.export.references.ris import write_ris
from reader.model import ExportOptions, Paper

Write = Callable[[Sequence[Paper], Mapping[int, str], ExportOptions], str]


class FileFormat(NamedTuple):
    """A format: how the name of a file ends, and what writes it."""

    extension: str
    write: Write


FORMATS = {
    "bibtex": FileFormat(".bib", write_bibtex),
    "biblatex": FileFormat(".bib", write_biblatex),
    "ris": FileFormat(".ris", write_ris),
    "csl-json": FileFormat(".json", write_csl),
    "csv": FileFormat(".csv", write_csv),
    "html": FileFormat(".html", write_html),
}
