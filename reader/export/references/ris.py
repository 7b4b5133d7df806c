"""Papers as RIS, which EndNote, Zotero, Mendeley and RefWorks read.

Tags as in the "RIS Format Specifications" of Reference Manager (2011); one line a value.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from reader import tex
from reader.export.references.people import name_of
from reader.export.references.reference import (
    address_of,
    day_of,
    keywords_of,
    kind_of_work,
    plain_title,
    unnamed_authors,
)
from reader.model import ExportOptions, Facts, Paper

_TYPES = {"preprint": "UNPB", "article": "JOUR", "conference": "CPAPER"}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def write_ris(papers: Sequence[Paper], keys: Mapping[int, str], options: ExportOptions) -> str:
    """A RIS file with the lines ended as the format asks: CR LF."""
    records = []
    for paper in papers:
        lines = [f"{tag}  - {_line(value)}" for tag, value in _fields(paper, keys, options)]
        records.append("\r\n".join([*lines, "ER  - ", "", ""]))
    return "".join(records)


def _fields(
    paper: Paper, keys: Mapping[int, str], options: ExportOptions
) -> Iterator[tuple[str, str]]:
    facts = paper.facts
    yield "TY", _TYPES[kind_of_work(facts)]
    yield "ID", keys[paper.id]
    yield "TI", plain_title(facts)
    for shown in facts.authors:
        name = name_of(shown)
        parts = [name.family, name.given, name.suffix]
        yield "AU", name.literal or ", ".join(part for part in parts if part)
    yield from _when(facts)
    if facts.venue:
        yield ("T2" if kind_of_work(facts) == "conference" else "JO"), facts.venue
    if facts.doi:
        yield "DO", facts.doi
    if facts.arxiv_id:
        yield "AN", f"arXiv:{facts.arxiv_id}"
    address = address_of(facts)
    if address:
        yield "UR", address
    if options.abstract and facts.abstract:
        yield "AB", tex.readable(facts.abstract)
    for word in keywords_of(paper, tags=options.tags):
        yield "KW", word
    if unnamed_authors(facts) and not facts.authors:
        count = facts.author_count or 0
        yield "N1", f"{count} {'author' if count == 1 else 'authors'}, names not in the listing"


def _when(facts: Facts) -> Iterator[tuple[str, str]]:
    when = day_of(facts)
    if when.year:
        yield "PY", f"{when.year:04}"
        if when.month:
            day = f"{when.day:02}" if when.day else ""
            yield "DA", f"{when.year:04}/{when.month:02}/{day}"


def _line(value: str) -> str:
    return _CONTROL.sub(" ", value).strip()
