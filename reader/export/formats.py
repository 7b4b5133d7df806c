"""The formats of references: for each its file name's ending and the function that writes it."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from reader.export.bibtex import write_bibtex
from reader.export.csl_json import write_csl
from reader.export.csv_table import write_csv
from reader.export.ris import write_ris
from reader.model import ExportOptions, Paper

Write = Callable[[Sequence[Paper], Mapping[int, str], ExportOptions], str]


class References(NamedTuple):
    """A format of references."""

    extension: str
    write: Write


FORMATS = {
    "bibtex": References(".bib", write_bibtex),
    "ris": References(".ris", write_ris),
    "csl-json": References(".json", write_csl),
    "csv": References(".csv", write_csv),
}
