"""Pages of proceedings, indexes and search engines as text: copied, dumped, or as Markdown.

Each site prints something with every paper that no other does (`pdf bib`, `PMLR 1:2-3`,
`[bibtex]`, `Readers: Everyone`, a line of people that ends in a colon); around that its layout
finds the title and the people. Lines that fit no layout are left over.
"""

from reader.clean import clean_text
from reader.importers.format import Hints
from reader.importers.sites import (
    copied_arxiv,
    copied_indexes,
    copied_lists,
    copied_openreview,
    copied_paper,
    copied_proceedings,
)
from reader.importers.sites.copied_layout import Layout
from reader.importers.sites.plain_rows import rows_of
from reader.importers.text.furniture import is_head_matter
from reader.importers.text.records import Records
from reader.model import Listing

NAME = "copied-page"
LABEL = "Copied page of proceedings, an index or a search"

_SAMPLE = 200_000
_MOST = 0.75
_LAYOUTS: tuple[Layout, ...] = (
    *copied_proceedings.LAYOUTS,
    copied_openreview.LAYOUT,
    *copied_indexes.LAYOUTS,
    *copied_arxiv.LAYOUTS,
    *copied_lists.LAYOUTS,
    copied_paper.LAYOUT,
)


def confidence(text: str) -> float:
    """How much of a text the layout whose sign is there can read."""
    sample = clean_text(text[:_SAMPLE])
    return max((_share(layout, sample) for layout in _signed(sample)), default=0.0)


def read(text: str, hints: Hints) -> Listing:
    """Read every paper of the page by the layout that can read most of it."""
    records = Records(NAME, text, hints)
    sample = records.text[:_SAMPLE]
    if layouts := _signed(sample):
        _read(max(layouts, key=lambda layout: _share(layout, sample)), records)
    return records.listing()


def _signed(sample: str) -> list[Layout]:
    return [layout for layout in _LAYOUTS if layout.sign.search(sample)]


def _share(layout: Layout, sample: str) -> float:
    """How many of the lines of a text a layout understands: 1 for most, 0 without a paper."""
    records = Records(NAME, sample, Hints())
    _read(layout, records)
    left = len(records.listing().leftovers)
    share = 1.0 - left / len(records.lines) if records.entries else 0.0
    return 1.0 if share > _MOST else share


def _read(layout: Layout, records: Records) -> None:
    rows, listed = rows_of(records.text)
    for number in listed:
        records.claim(number)
    head = next((place for place, row in enumerate(rows) if not is_head_matter(row.words)), 0)
    for row in rows[:head]:
        records.claim(row.line.number, row.line.last)
    layout.read(rows[head:], records)
