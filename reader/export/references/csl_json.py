"""Papers as CSL-JSON, which Pandoc, Zotero and every CSL processor read.

The schema is https://github.com/citation-style-language/schema, `csl-data.json`.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

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
from reader.model import ExportOptions, Paper

_TYPES = {"preprint": "article", "article": "article-journal", "conference": "paper-conference"}


def write_csl(papers: Sequence[Paper], keys: Mapping[int, str], options: ExportOptions) -> str:
    """A CSL-JSON file: an array with one item a paper."""
    items = [csl_item(paper, keys[paper.id], options) for paper in papers]
    return json.dumps(items, indent=2, ensure_ascii=False) + "\n"


def csl_item(paper: Paper, key: str, options: ExportOptions) -> dict[str, Any]:
    """A paper as an item of CSL-JSON, named `key`."""
    facts, unnamed = paper.facts, unnamed_authors(paper.facts)
    notes = [f"arXiv: {facts.arxiv_id}"] if facts.arxiv_id else []
    if unnamed and not facts.authors:
        notes.append(
            f"{unnamed} {'author' if unnamed == 1 else 'authors'}, names not in the listing"
        )
    item: dict[str, Any] = {
        "id": key,
        "citation-key": key,
        "type": _TYPES[kind_of_work(facts)],
        "title": plain_title(facts),
        "author": [_person(shown) for shown in facts.authors],
        "issued": _issued(paper),
        "container-title": facts.venue,
        "publisher": "arXiv" if facts.arxiv_id and not facts.venue else None,
        "number": f"arXiv:{facts.arxiv_id}" if facts.arxiv_id else None,
        "DOI": facts.doi,
        "URL": address_of(facts),
        "abstract": tex.readable(facts.abstract) if options.abstract and facts.abstract else None,
        "keyword": ", ".join(keywords_of(paper, tags=options.tags)),
        "note": "\n".join(notes),
    }
    return {name: value for name, value in item.items() if value}


def _person(shown: str) -> dict[str, str]:
    name = name_of(shown)
    parts = {
        "family": name.family,
        "given": name.given,
        "suffix": name.suffix,
        "literal": name.literal,
    }
    return {part: text for part, text in parts.items() if text}


def _issued(paper: Paper) -> dict[str, list[list[int]]] | None:
    """The date as date-parts: CSL knows no month without its year."""
    when = day_of(paper.facts)
    if when.year is None:
        return None
    parts = [when.year]
    for part in (when.month, when.day):
        if part is None:
            break
        parts.append(part)
    return {"date-parts": [parts]}
