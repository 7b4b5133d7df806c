"""Papers as a CSV table (RFC 4180) that a spreadsheet opens as it is.

UTF-8 with a mark at the front, because spreadsheets ask for one. A cell that a spreadsheet would
compute begins with an apostrophe (OWASP, "CSV Injection"): text from a listing never runs.
"""

import csv
import io
from collections.abc import Mapping, Sequence

from reader import tex
from reader.export.references.reference import address_of, plain_title
from reader.model import ExportOptions, Paper

_COMPUTED = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = [
    "key",
    "title",
    "authors",
    "author_count",
    "date",
    "venue",
    "state",
    "starred",
    "tags",
    "keywords",
    "arxiv",
    "doi",
    "url",
    "code",
    "abstract",
    "highlights",
    "note",
    "added",
    "id",
]


def write_csv(papers: Sequence[Paper], keys: Mapping[int, str], options: ExportOptions) -> str:
    """The table: a line of names, then one line a paper; lists are parted by `; `."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for paper in papers:
        values = _values(paper, keys[paper.id], options)
        table.writerow([inert(values[name]) for name in COLUMNS])
    return "\ufeff" + out.getvalue()


def _values(paper: Paper, key: str, options: ExportOptions) -> dict[str, str]:
    facts = paper.facts
    quotes = [f"{each.kind.label}: {tex.readable(each.quote)}" for each in paper.highlights]
    return {
        "key": key,
        "title": plain_title(facts),
        "authors": "; ".join(facts.authors),
        "author_count": str(facts.author_count or ""),
        "date": facts.date or str(facts.year or ""),
        "venue": facts.venue or "",
        "state": paper.state.value,
        "starred": "yes" if paper.starred else "",
        "tags": "; ".join(tag.name for tag in paper.tags) if options.tags else "",
        "keywords": "; ".join(facts.keywords),
        "arxiv": facts.arxiv_id or "",
        "doi": facts.doi or "",
        "url": address_of(facts) or "",
        "code": facts.code_url or "",
        "abstract": tex.readable(facts.abstract or "") if options.abstract else "",
        "highlights": "\n".join(quotes) if options.highlights else "",
        "note": paper.note if options.notes else "",
        "added": paper.added,
        "id": paper.uid,
    }


def inert(text: str) -> str:
    """A cell that no spreadsheet computes."""
    return f"'{text}" if text.startswith(_COMPUTED) else text
