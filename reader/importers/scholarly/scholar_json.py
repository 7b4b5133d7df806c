"""Papers as JSON from scholarly services, reference managers and lists of conferences.

A record is known by the names of its fields; `archive_json` reads those of archives, and
`plain_json` those whose names simply say what they are:
Crossref works (https://www.crossref.org/documentation/retrieve-metadata/rest-api/),
CSL-JSON (https://docs.citationstyles.org/en/stable/specification.html),
OpenAlex works (https://docs.openalex.org/api-entities/works/work-object),
Semantic Scholar papers (https://api.semanticscholar.org/api-docs/graph),
OpenReview notes (https://docs.openreview.net/reference/api-v2/entities/note), and the flat
lists that people make of a whole conference, whose name is often only in the file's name.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from reader.clean import white
from reader.importers.format import Hints
from reader.importers.scholarly import archive_json, plain_json, service_json
from reader.importers.scholarly.scholar_values import (
    conference,
    date_of,
    day_of_milliseconds,
    first_text,
    from_index,
    people,
    text_of,
    words,
)
from reader.importers.text import links
from reader.importers.text.checks import warning
from reader.importers.text.json_places import JsonText
from reader.importers.text.mark_up import without_faces, without_mark_up
from reader.importers.text.records import Records, web_address
from reader.model import Facts, Listing

NAME = "scholar-json"
LABEL = "JSON of Crossref, OpenAlex, arXiv, Zotero and others"

_Paper = Mapping[str, Any]
_LISTS = (
    *("docs", "collection"),
    *("items", "results", "notes", "data", "papers", "recommendedPapers", "hit", "hits", "result"),
    *("rows", "records", "entries", "articles", "publications", "documents"),
)
_INSIDE = ("message", "result", "hits", "resultList", "response", "data", "feed")
_WRAPPERS = ("message", "citedPaper", "citingPaper", "data", "info", "row", "_source", "metadata")
_SAMPLE = 200_000
_NOTE = 40  # characters: Zotero writes the arXiv number first of all
_ENOUGH = 0.25
"""So many of the first records must be papers; the others may be notes and attachments."""
_ONE_WORK = re.compile(r'\{\s*"status"\s*:\s*"ok"\s*,\s*"message-type"\s*:\s*"work')
_TITLE = re.compile(r'"[\w -]{0,30}(?:titles?|display_name)"\s*:', re.IGNORECASE)
_PAPER_ID = re.compile(r"[0-9a-f]{40}$")
_YEAR = re.compile(r"\byear\s{0,20}=\s{0,20}[{\"]?\s{0,20}([12]\d{3})\b", re.IGNORECASE)
_BOOK = re.compile(r"\bbooktitle\s{0,20}=\s{0,20}[{\"]([^{}\"]{1,300})[}\"]", re.IGNORECASE)
_DATES = ("issued", "published", "published-print", "published-online", "posted")
_NO_WORKS = frozenset(
    {"journal", "journal-volume", "journal-issue", "book-series", "report-series"}
    | {"proceedings-series", "component", "grant"}
)
"""What Crossref registers besides works: https://api.crossref.org/types."""
_CSL_TYPES = frozenset(
    {"article", "article-journal", "article-magazine", "article-newspaper", "book", "chapter"}
    | {"dataset", "document", "entry", "manuscript", "paper-conference", "post", "post-weblog"}
    | {"report", "review", "software", "speech", "thesis", "webpage"}
)
_NO_PAPER = "This record is no paper of a kind that is known, or it has no title."
_CUT = "The list does not end: the text is cut."
_STRAY = "This stands behind the end of the list."
_SUMMARY = "There is a short summary of this paper, and no abstract."


def confidence(text: str) -> float:
    """How many of the first records have the fields of a known kind."""
    sample = text[:_SAMPLE].lstrip("\ufeff \t\r\n")
    is_work = _ONE_WORK.match(sample) is not None
    if not sample.startswith(("[", "{")) or not (is_work or _TITLE.search(sample)):
        return 0.0
    source = JsonText(sample, *_LISTS, inside=_INSIDE)
    values = [each.value for each in source.records() if isinstance(each.value, dict)][:20]
    if not values:
        return 0.5 if is_work else 0.0
    is_own = any(_kind(value) not in (None, plain_json.flat_facts) for value in values)
    papers = sum(paper_facts(value) is not None for value in values) / len(values)
    if papers < _ENOUGH:
        return 0.95 * papers
    return 0.55 + 0.4 * papers if is_own else 0.5


def read(text: str, hints: Hints) -> Listing:
    """Read every record that is a paper."""
    records = Records(NAME, text, hints)
    last = 0
    source = JsonText(records.text, *_LISTS, inside=_INSIDE)
    for record in source.records():
        if not last:
            records.claim(0, record.first - 1)
        last = record.last
        facts = None if record.broken else paper_facts(record.value, hints.name)
        if facts is None:
            reason = record.broken or _NO_PAPER
            records.refuse(record.first, record.last, reason)
            records.warn("cut" if record.broken else "not-read", reason, record.first)
            continue
        about = list(record.warnings)
        if not facts.abstract and (summary := _summary(_unwrapped(record.value))):
            facts = replace(facts, abstract=summary)
            about.append(warning("summary-only", _SUMMARY, record.first))
        records.add(facts, record.first, record.last, about)
    end = records.total
    if source.is_cut:
        records.warn("cut", _CUT, end)
    if source.strays:
        records.refuse(*source.strays, _STRAY)
        end = source.strays[0] - 1
    if last:
        records.claim(last + 1, end)
    return records.listing()


def paper_facts(value: Any, name: str = "") -> Facts | None:
    """What a record says about its paper, None when it is of no known kind or has no title.

    `name` is that of the file.
    """
    if not isinstance(value, dict):
        return None
    paper = _unwrapped(value)
    kind = _kind(value)
    facts = kind(paper, name) if kind else None
    return facts if facts is not None and white(facts.title) else None


def _kind(value: Any) -> Callable[[_Paper, str], Facts] | None:
    """How a record is read, None when it is of no known kind."""
    if not isinstance(value, dict):
        return None
    paper = _unwrapped(value)
    return next((read_kind for is_kind, read_kind in _KINDS if is_kind(paper)), None)


def _unwrapped(value: _Paper) -> _Paper:
    """The paper in an answer about one work, in a citation, in what a search found."""
    for member in _WRAPPERS:
        inner = value.get(member)
        if isinstance(inner, dict) and "title" not in value:
            return inner
    return value


def _summary(paper: _Paper) -> str:
    """The one sentence that stands beside or instead of an abstract."""
    summary = paper.get("tldr") or paper.get("TLDR")
    if isinstance(summary, dict):
        return text_of(summary.get("text"))
    content = paper.get("content")
    return text_of(summary) or (_content(content, "TL;DR") if isinstance(content, dict) else "")


def _is_citation(paper: _Paper) -> bool:
    kind = paper.get("type")
    has_names = isinstance(paper.get("author"), list)
    fields = ("issued", "container-title", "DOI")
    has_fields = has_names or any(field in paper for field in fields)
    return (
        isinstance(kind, str)
        and kind not in _NO_WORKS
        and (has_fields or ("id" in paper and kind in _CSL_TYPES))
    )


def _citation(paper: _Paper, _name: str) -> Facts:
    """A Crossref work or an item of CSL-JSON: the same names, in lists or not."""
    title = without_faces(first_text(paper.get("title")))
    subtitle = without_faces(first_text(paper.get("subtitle")))
    if title and subtitle and subtitle.lower() not in title.lower():
        title = f"{title}: {subtitle}"
    authors = people(paper.get("author"))
    return Facts(
        title=title,
        abstract=without_mark_up(text_of(paper.get("abstract"))) or None,
        authors=authors,
        author_count=len(authors) or None,
        date=next((day for each in _DATES if (day := date_of(paper.get(each)))), None),
        url=web_address(text_of(paper.get("URL"))),
        arxiv_id=links.cited_arxiv_id(text_of(paper.get("note"))[:_NOTE]),
        doi=text_of(paper.get("DOI")) or None,
        venue=without_faces(first_text(paper.get("container-title"))) or _institution(paper),
        keywords=words(paper.get("keyword")),
    )


def _institution(paper: _Paper) -> str | None:
    """Where a preprint was put, which Crossref does not call a container."""
    places = paper.get("institution")
    first = places[0] if isinstance(places, list) and places else None
    return text_of(first.get("name")) or None if isinstance(first, dict) else None


def _is_openalex(paper: _Paper) -> bool:
    return "openalex.org/W" in text_of(paper.get("id")) or "authorships" in paper


def _openalex(paper: _Paper, _name: str) -> Facts:
    place = _member(paper, "primary_location")
    venue = _member(place, "source") or _member(paper, "host_venue")
    authors = people(paper.get("authorships"))
    landing = text_of(place.get("landing_page_url"))
    doi = text_of(paper.get("doi"))
    year = paper.get("publication_year")
    return Facts(
        title=without_faces(text_of(paper.get("title")) or text_of(paper.get("display_name"))),
        abstract=from_index(paper.get("abstract_inverted_index")),
        authors=authors,
        author_count=None if paper.get("is_authors_truncated") else len(authors) or None,
        date=date_of(paper.get("publication_date")) or date_of(year),
        url=web_address(landing) or web_address(doi) or web_address(text_of(paper.get("id"))),
        arxiv_id=_openalex_arxiv(paper),
        doi=doi or None,
        venue=text_of(venue.get("display_name")) or None,
        keywords=words(paper.get("keywords")),
    )


def _openalex_arxiv(paper: _Paper) -> str | None:
    """The arXiv number of any place where the paper can be had."""
    places = paper.get("locations")
    for place in places if isinstance(places, list) else ():
        link = text_of(place.get("landing_page_url")) if isinstance(place, dict) else ""
        if found := links.arxiv_id(link):
            return found
    return None


def _is_semantic_scholar(paper: _Paper) -> bool:
    is_unknown = paper.get("paperId", "") is None and isinstance(paper.get("title"), str)
    is_of_set = "corpusid" in paper and "externalids" in paper
    return is_unknown or is_of_set or _PAPER_ID.match(text_of(paper.get("paperId"))) is not None


def _semantic_scholar(paper: _Paper, _name: str) -> Facts:
    other = _member(paper, "externalIds") or _member(paper, "externalids")
    authors = people(paper.get("authors"))
    venue = text_of(paper.get("venue")) or text_of(_member(paper, "journal").get("name"))
    return Facts(
        title=text_of(paper.get("title")),
        abstract=text_of(paper.get("abstract")) or None,
        authors=authors,
        author_count=len(authors) or None,
        date=date_of(paper.get("publicationDate") or paper.get("publicationdate"))
        or date_of(paper.get("year")),
        url=web_address(text_of(paper.get("url"))),
        arxiv_id=links.bare_arxiv_id(text_of(other.get("ArXiv"))),
        doi=text_of(other.get("DOI")) or None,
        venue=venue or None,
    )


def _is_note(paper: _Paper) -> bool:
    is_note = "forum" in paper or "invitation" in paper or "invitations" in paper
    return is_note and isinstance(paper.get("content"), dict)


def _note(paper: _Paper, _name: str) -> Facts:
    content = paper["content"]
    authors = people(_value(content, "authors"))
    forum = text_of(paper.get("forum")) or text_of(paper.get("id"))
    days = (day_of_milliseconds(paper.get(name)) for name in ("pdate", "odate", "cdate"))
    return Facts(
        title=_content(content, "title"),
        abstract=_content(content, "abstract") or None,
        authors=authors,
        author_count=len(authors) or None,
        date=next((day for day in days if day), None),
        url=web_address(f"https://openreview.net/forum?id={forum}") if forum else None,
        venue=_content(content, "venue") or None,
        code_url=links.code_link(_content(content, "code")),
        keywords=words(_value(content, "keywords")),
    )


def _is_in_list(paper: _Paper) -> bool:
    fields = ("site", "track", "status", "bibtex", "authorids")
    return isinstance(paper.get("author"), str) and any(field in paper for field in fields)


def _in_list(paper: _Paper, name: str) -> Facts:
    """A paper of a conference's list; BibTeX in a field is the same paper again."""
    bibtex = text_of(paper.get("bibtex"))[:20_000]
    meeting, year_of_name = conference(name)
    year = _YEAR.search(bibtex)
    book = _BOOK.search(bibtex)
    authors = tuple(each for part in text_of(paper["author"]).split(";") if (each := white(part)))
    addresses = (web_address(text_of(paper.get(each))) for each in ("site", "openreview", "pdf"))
    url = next((link for link in addresses if link), None)
    venue = _with_status(meeting, paper, url) or (white(book[1]) if book else "")
    return Facts(
        title=text_of(paper.get("title")),
        abstract=text_of(paper.get("abstract")) or None,
        authors=authors,
        author_count=len(authors) or None,
        date=year[1] if year else year_of_name or None,
        url=url,
        venue=venue or None,
        code_url=links.code_link(text_of(paper.get("github"))),
        keywords=words(paper.get("keywords")),
    )


def _with_status(meeting: str, paper: _Paper, url: str | None) -> str:
    """OpenReview also lists what was rejected, so there the decision belongs to the venue."""
    status = white(text_of(paper.get("status")))
    is_said = bool(meeting and status and "openreview.net/" in (url or ""))
    return f"{meeting} ({status})" if is_said else meeting


def _member(paper: _Paper, name: str) -> _Paper:
    """An object inside a record, empty if it is none."""
    value = paper.get(name)
    return value if isinstance(value, dict) else {}


def _value(content: _Paper, name: str) -> Any:
    """A value of a note: newer ones wrap each in an object."""
    value = content.get(name)
    return value.get("value") if isinstance(value, dict) else value


def _content(content: _Paper, name: str) -> str:
    return text_of(_value(content, name))


_KINDS: tuple[tuple[Callable[[_Paper], bool], Callable[[_Paper, str], Facts]], ...] = (
    (_is_openalex, _openalex),
    (_is_semantic_scholar, _semantic_scholar),
    (_is_note, _note),
    (_is_in_list, _in_list),
    (_is_citation, _citation),
    *archive_json.KINDS,
    *service_json.KINDS,
    (plain_json.is_flat, plain_json.flat_facts),
)
