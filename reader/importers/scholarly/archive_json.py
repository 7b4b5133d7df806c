"""Papers as JSON from archives and libraries: arXiv, Papers with Code, Zotero, DBLP, Europe PMC.

arXiv's metadata, a record a line (https://www.kaggle.com/datasets/Cornell-University/arxiv);
the dumps of Papers with Code (https://github.com/paperswithcode/paperswithcode-data);
Zotero's items (https://www.zotero.org/support/dev/web_api/v3/basics), which Better BibTeX
writes too; the search interfaces of DBLP (https://dblp.org/faq/13501473.html) and Europe PMC
(https://europepmc.org/RestfulWebService).
"""

import html
import re
from collections.abc import Callable, Mapping
from typing import Any

from reader.clean import white
from reader.importers.scholarly.scholar_values import (
    date_of,
    people,
    text_of,
    words,
)
from reader.importers.text import links
from reader.importers.text.arxiv_names import author_names
from reader.importers.text.mark_up import without_faces, without_mark_up
from reader.importers.text.partial_dates import read_date
from reader.importers.text.people_words import without_number
from reader.importers.text.records import web_address
from reader.model import Facts

_Paper = Mapping[str, Any]
_NO_PAPERS = frozenset({"attachment", "note", "annotation"})
_NAMES = re.compile(r"\s*[,;]\s+")


def _is_arxiv(paper: _Paper) -> bool:
    is_number = links.bare_arxiv_id(text_of(paper.get("id"))) is not None
    fields = ("authors_parsed", "categories", "update_date", "versions", "submitter")
    return is_number and sum(field in paper for field in fields) > 1


def _arxiv(paper: _Paper, _name: str) -> Facts:
    """A paper is of the day of its first version."""
    number = links.bare_arxiv_id(text_of(paper.get("id")))
    versions = paper.get("versions")
    first = versions[0] if isinstance(versions, list) and versions else None
    shown = text_of(first.get("created")) if isinstance(first, dict) else text_of(first)
    names = _arxiv_names(paper)
    return Facts(
        title=text_of(paper.get("title")),
        abstract=text_of(paper.get("abstract")) or None,
        authors=names,
        author_count=len(names) or None,
        date=read_date(shown),
        date_as_shown=shown or None,
        url=f"https://arxiv.org/abs/{number}",
        arxiv_id=number,
        doi=text_of(paper.get("doi")) or None,
        venue=text_of(paper.get("journal-ref")) or None,
    )


def _arxiv_names(paper: _Paper) -> tuple[str, ...]:
    """The names as the paper has them, where they are as many as arXiv itself counts."""
    written = author_names(text_of(paper.get("authors"))) or people(paper.get("authors"))
    parsed = paper.get("authors_parsed")
    if not isinstance(parsed, list) or len(parsed) == len(written):
        return written
    found = (each[:3] for each in parsed if isinstance(each, list))
    parts = ([text_of(part) for part in each] + ["", "", ""] for each in found)
    return tuple(white(f"{given} {family} {suffix}") for family, given, suffix, *_ in parts)


def _is_with_code(paper: _Paper) -> bool:
    page = text_of(paper.get("paper_url"))
    fields = ("url_abs", "url_pdf", "proceeding", "short_abstract")
    return "paperswithcode.com/" in page or sum(field in paper for field in fields) > 1


def _with_code(paper: _Paper, _name: str) -> Facts:
    """A paper, or one line of the links between papers and code."""
    address = text_of(paper.get("url_abs")) or text_of(paper.get("paper_url_abs"))
    number = text_of(paper.get("arxiv_id")) or text_of(paper.get("paper_arxiv_id"))
    names = people(paper.get("authors"))
    pages = (address, text_of(paper.get("url_pdf")), text_of(paper.get("paper_url")))
    return Facts(
        title=text_of(paper.get("title")) or text_of(paper.get("paper_title")),
        abstract=text_of(paper.get("abstract")) or None,
        authors=names,
        author_count=len(names) or None,
        date=date_of(paper.get("date")) or date_of(paper.get("published")),
        url=next((link for each in pages if (link := web_address(each))), None),
        arxiv_id=links.bare_arxiv_id(number),
        venue=text_of(paper.get("proceeding")) or text_of(paper.get("conference")) or None,
        code_url=links.code_link(text_of(paper.get("repo_url"))),
        keywords=words(paper.get("tasks")),
    )


def _is_zotero(paper: _Paper) -> bool:
    return isinstance(paper.get("itemType"), str) and paper["itemType"] not in _NO_PAPERS


def _zotero(paper: _Paper, _name: str) -> Facts:
    creators = paper.get("creators")
    authors = tuple(
        name
        for each in (creators if isinstance(creators, list) else ())
        if isinstance(each, dict) and each.get("creatorType") != "editor"
        if (name := _zotero_name(each))
    )
    places = ("publicationTitle", "proceedingsTitle", "conferenceName", "bookTitle", "repository")
    shown = text_of(paper.get("date"))
    tags = paper.get("tags")
    number = next(
        (
            found
            for field in ("archiveID", "extra", "publicationTitle")
            if (found := links.cited_arxiv_id(text_of(paper.get(field))))
        ),
        None,
    )
    return Facts(
        title=without_faces(text_of(paper.get("title"))),
        abstract=text_of(paper.get("abstractNote")) or None,
        authors=authors,
        author_count=len(authors) or None,
        date=read_date(shown),
        date_as_shown=shown or None,
        url=web_address(text_of(paper.get("url"))),
        arxiv_id=number,
        doi=text_of(paper.get("DOI")) or None,
        venue=next((found for each in places if (found := text_of(paper.get(each)))), None),
        keywords=tuple(
            text_of(each.get("tag")) if isinstance(each, dict) else text_of(each)
            for each in (tags if isinstance(tags, list) else ())
        ),
    )


def _zotero_name(creator: _Paper) -> str:
    parts = (text_of(creator.get("firstName")), text_of(creator.get("lastName")))
    return white(" ".join(parts)) or white(text_of(creator.get("name")))


def _is_dblp(paper: _Paper) -> bool:
    fields = ("ee", "key", "venue", "type", "access")
    return isinstance(paper.get("authors"), dict | None) and sum(f in paper for f in fields) > 2


def _dblp(paper: _Paper, _name: str) -> Facts:
    """DBLP ends every title with a full stop that is not its own."""
    inner = paper.get("authors")
    found = inner.get("author") if isinstance(inner, dict) else None
    listed = found if isinstance(found, list) else [found]
    said = (text_of(each.get("text")) if isinstance(each, dict) else "" for each in listed)
    names = tuple(without_number(html.unescape(name)) for name in said if name)
    pages = paper.get("ee") if isinstance(paper.get("ee"), list) else [paper.get("ee")]
    pages = [*(text_of(each) for each in pages or ()), text_of(paper.get("url"))]
    venue = paper.get("venue")
    return Facts(
        title=html.unescape(text_of(paper.get("title"))).removesuffix("."),
        authors=names,
        author_count=len(names) or None,
        date=date_of(text_of(paper.get("year"))),
        url=next((link for each in pages if (link := web_address(each))), None),
        doi=text_of(paper.get("doi")) or None,
        venue=html.unescape(text_of(venue[0] if isinstance(venue, list) and venue else venue)),
    )


def _is_europe_pmc(paper: _Paper) -> bool:
    return isinstance(paper.get("authorString"), str) and "source" in paper


def _europe_pmc(paper: _Paper, _name: str) -> Facts:
    names = tuple(
        name for each in _NAMES.split(paper["authorString"]) if (name := each.strip().rstrip("."))
    )
    info = paper.get("journalInfo")
    journal = info.get("journal") if isinstance(info, dict) else None
    of_info = text_of(journal.get("title")) if isinstance(journal, dict) else ""
    listed = paper.get("keywordList")
    return Facts(
        title=without_faces(text_of(paper.get("title"))),
        abstract=without_mark_up(text_of(paper.get("abstractText"))) or None,
        authors=names,
        author_count=len(names) or None,
        date=date_of(paper.get("firstPublicationDate")) or date_of(paper.get("pubYear")),
        doi=text_of(paper.get("doi")) or None,
        venue=text_of(paper.get("journalTitle")) or of_info or None,
        keywords=words(listed.get("keyword") if isinstance(listed, dict) else None),
    )


KINDS: tuple[tuple[Callable[[_Paper], bool], Callable[[_Paper, str], Facts]], ...] = (
    (_is_arxiv, _arxiv),
    (_is_with_code, _with_code),
    (_is_zotero, _zotero),
    (_is_dblp, _dblp),
    (_is_europe_pmc, _europe_pmc),
)
"""How a record of each kind is known, and how it is read; the second value is the file's name."""
