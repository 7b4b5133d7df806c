"""Papers as BibTeX, which BibLaTeX, JabRef, Zotero and Pandoc read as well; or as BibLaTeX.

One entry a paper: `@article`, `@inproceedings`, or `@misc` for a preprint, with arXiv's own
fields (https://info.arxiv.org/help/hypertex/bibstyles.html). BibLaTeX calls a preprint `@online`
and has names of its own for dates, journals and arXiv (https://ctan.org/pkg/biblatex, the manual,
2.1.1, 2.2.2 and 3.14.7). The file is UTF-8.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reader.export.references.people import Name, name_of
from reader.export.references.reference import (
    address_of,
    day_of,
    keywords_of,
    kind_of_work,
    unnamed_authors,
)
from reader.export.references.tex_literal import tex_literal
from reader.model import ExportOptions, Facts, Paper

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENTRY = {"preprint": "misc", "article": "article", "conference": "inproceedings"}
_VENUE = {"preprint": "howpublished", "article": "journal", "conference": "booktitle"}
_VENUE_BIBLATEX = {"misc": "howpublished", "online": "organization", "article": "journaltitle"}
_ADDRESS = re.compile(r"[^\x21-\x7e]|[\\{}%#\"^~|`<>]")


def write_bibtex(papers: Sequence[Paper], keys: Mapping[int, str], options: ExportOptions) -> str:
    """A BibTeX file; the same papers and options always give the same text."""
    return "\n".join(
        _entry(_ENTRY[kind_of_work(paper.facts)], keys[paper.id], _fields(paper, options))
        for paper in papers
    )


def write_biblatex(papers: Sequence[Paper], keys: Mapping[int, str], options: ExportOptions) -> str:
    """The same as a BibLaTeX file."""
    found = []
    for paper in papers:
        kind = _ENTRY[kind_of_work(paper.facts)]
        if kind == "misc" and (paper.facts.arxiv_id or address_of(paper.facts)):
            kind = "online"
        found.append(_entry(kind, keys[paper.id], _for_biblatex(kind, paper, options)))
    return "\n".join(found)


def _entry(kind: str, key: str, said: Iterable[tuple[str, str]]) -> str:
    fields = list(said)
    width = max(len(name) for name, _ in fields)
    lines = [f"  {name:<{width}} = {value},\n" for name, value in fields]
    return "".join([f"@{kind}{{{key},\n", *lines, "}\n"])


def _for_biblatex(kind: str, paper: Paper, options: ExportOptions) -> Iterator[tuple[str, str]]:
    """The fields of BibTeX under BibLaTeX's names, and its `date` in place of three fields."""
    when = day_of(paper.facts)
    for name, value in _fields(paper, options):
        if name == "year":
            parts = [f"{when.year:04}", *(f"{one:02}" for one in when[1:] if one)]
            yield "date", f"{{{'-'.join(parts)}}}"
        elif name in ("howpublished", "journal"):
            yield _VENUE_BIBLATEX[kind], value
        elif name == "archiveprefix":
            yield "eprinttype", "{arxiv}"
        elif name not in ("month", "day"):
            yield name, value


def _fields(paper: Paper, options: ExportOptions) -> Iterator[tuple[str, str]]:
    facts = paper.facts
    yield "title", f"{{{tex_literal(facts.title, protect=True) or 'Untitled'}}}"
    if facts.authors:
        yield "author", f"{{{_authors(facts)}}}"
    yield from _dates(facts)
    if facts.venue:
        yield _VENUE[kind_of_work(facts)], f"{{{tex_literal(facts.venue)}}}"
    if facts.arxiv_id:
        yield "eprint", f"{{{tex_literal(facts.arxiv_id)}}}"
        yield "archiveprefix", "{arXiv}"
    if facts.doi:
        yield "doi", f"{{{_address(facts.doi)}}}"
    address = address_of(facts)
    if address:
        yield "url", f"{{{_address(address)}}}"
    if options.abstract and facts.abstract:
        paragraphs = [tex_literal(part) for part in re.split(r"\n\s*\n", facts.abstract)]
        yield "abstract", "{" + "\n\n".join(filter(None, paragraphs)) + "}"
    keywords = [_keyword(word) for word in keywords_of(paper, tags=options.tags)]
    if keywords:
        yield "keywords", f"{{{', '.join(keywords)}}}"
    if unnamed_authors(facts) and not facts.authors:
        count = facts.author_count or 0
        yield (
            "note",
            f"{{{count} {'author' if count == 1 else 'authors'}, names not in the listing}}",
        )


def _dates(facts: Facts) -> Iterator[tuple[str, str]]:
    when = day_of(facts)
    if when.year:
        yield "year", f"{{{when.year}}}"
    if when.month and 1 <= when.month <= len(_MONTHS):
        yield "month", _MONTHS[when.month - 1]
        if when.day:
            yield "day", f"{{{when.day}}}"


def _authors(facts: Facts) -> str:
    names = [_name(name_of(shown)) for shown in facts.authors]
    if unnamed_authors(facts):
        names.append("others")
    return " and ".join(names)


def _name(name: Name) -> str:
    if name.literal:
        return f"{{{tex_literal(name.literal)}}}"
    parts = [name.family, name.suffix, name.given] if name.suffix else [name.family, name.given]
    return ", ".join(_part(part) for part in parts)


def _part(text: str) -> str:
    """A part of a name; a word `and` in it would begin another name."""
    written = tex_literal(text)
    return f"{{{written}}}" if re.search(r"\band\b|,", text) else written


def _keyword(word: str) -> str:
    written = tex_literal(word)
    return f"{{{written}}}" if "," in word else written


def _address(text: str) -> str:
    """An address as `\\url` takes it: what TeX would read is percent-encoded (RFC 3986, 2.1)."""
    return (
        _ADDRESS.sub(
            lambda found: (
                found[0]
                if found[0] in "%#"
                else "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))
            ),
            text,
        )
        .replace("%", r"\%")
        .replace("#", r"\#")
    )
