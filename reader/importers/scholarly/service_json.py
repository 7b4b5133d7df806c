"""Papers as JSON from further services: INSPIRE, ADS, DataCite, and readers of feeds.

INSPIRE (https://github.com/inspirehep/rest-api-doc), the Astrophysics Data System
(https://ui.adsabs.harvard.edu/help/api), DataCite (https://support.datacite.org/docs/api), and
what Feedly and the like export (https://developers.feedly.com), in the shape of Google Reader.
"""

from collections.abc import Callable, Mapping
from typing import Any

from reader.importers.scholarly.scholar_values import (
    date_of,
    day_of_milliseconds,
    first_text,
    people,
    text_of,
    words,
)
from reader.importers.text import links
from reader.importers.text.arxiv_names import author_names
from reader.importers.text.feed_texts import abstract_of
from reader.importers.text.feed_texts import plain as plain_feed
from reader.importers.text.mark_up import without_faces, without_mark_up
from reader.importers.text.page_titles import paper_title
from reader.importers.text.records import web_address
from reader.model import Facts

_MILLISECONDS = 100_000_000_000
"""Smaller times are in seconds: of 1973 there are no feeds."""
_Paper = Mapping[str, Any]


def _objects(value: Any) -> list[_Paper]:
    """The objects of a list."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _first(value: Any, name: str) -> str:
    """A text of the first object of a list that has it."""
    return next((text for each in _objects(value) if (text := text_of(each.get(name)))), "")


def _is_inspire(paper: _Paper) -> bool:
    return bool(_first(paper.get("titles"), "title")) and "titles" in paper and (
        "arxiv_eprints" in paper or "control_number" in paper or "publication_info" in paper
    )  # fmt: skip


def _inspire(paper: _Paper, _name: str) -> Facts:
    names = tuple(text_of(each.get("full_name")) for each in _objects(paper.get("authors")))
    info = _objects(paper.get("publication_info"))
    place = next((text for each in info if (text := text_of(each.get("journal_title")))), "")
    date = date_of(paper.get("earliest_date")) or date_of(paper.get("preprint_date"))
    return Facts(
        title=without_faces(_first(paper.get("titles"), "title")),
        abstract=without_mark_up(_first(paper.get("abstracts"), "value")) or None,
        authors=tuple(filter(None, names)),
        author_count=len(names) or None,
        date=date,
        arxiv_id=links.bare_arxiv_id(_first(paper.get("arxiv_eprints"), "value")),
        doi=_first(paper.get("dois"), "value") or None,
        venue=place or None,
        keywords=tuple(text_of(each.get("value")) for each in _objects(paper.get("keywords"))),
    )


def _is_ads(paper: _Paper) -> bool:
    return isinstance(paper.get("bibcode"), str) and "title" in paper


def _ads(paper: _Paper, _name: str) -> Facts:
    names = people(paper.get("author"))
    shown = text_of(paper.get("pubdate")).replace("-00", "")
    listed = paper.get("identifier")
    numbers = [text_of(each) for each in listed] if isinstance(listed, list) else []
    return Facts(
        title=without_faces(first_text(paper.get("title"))),
        abstract=without_mark_up(text_of(paper.get("abstract"))) or None,
        authors=names,
        author_count=len(names) or None,
        date=date_of(shown) or date_of(paper.get("year")),
        url=f"https://ui.adsabs.harvard.edu/abs/{paper['bibcode']}",
        arxiv_id=next((found for each in numbers if (found := links.cited_arxiv_id(each))), None),
        doi=first_text(paper.get("doi")) or None,
        venue=text_of(paper.get("pub")) or None,
        keywords=words(paper.get("keyword")),
    )


def _is_datacite(paper: _Paper) -> bool:
    inner = paper.get("attributes")
    return isinstance(inner, dict) and bool(_first(inner.get("titles"), "title"))


def _datacite(paper: _Paper, _name: str) -> Facts:
    said: _Paper = paper["attributes"]
    names = people(said.get("creators"))
    texts = _objects(said.get("descriptions"))
    abstract = next((each for each in texts if each.get("descriptionType") == "Abstract"), {})
    issued = [each for each in _objects(said.get("dates")) if each.get("dateType") == "Issued"]
    publisher = said.get("publisher")
    return Facts(
        title=without_faces(_first(said.get("titles"), "title")),
        abstract=without_mark_up(text_of(abstract.get("description"))) or None,
        authors=names,
        author_count=len(names) or None,
        date=date_of(_first(issued, "date")) or date_of(said.get("publicationYear")),
        url=web_address(text_of(said.get("url"))),
        doi=text_of(said.get("doi")) or None,
        venue=text_of(publisher) or None,
    )


def _is_of_feed(paper: _Paper) -> bool:
    has_address = "alternate" in paper or "canonical" in paper or "canonicalUrl" in paper
    is_item = has_address and ("origin" in paper or "crawlTimeMsec" in paper)
    return is_item and links.is_paper(_page(paper) or "")


def _page(paper: _Paper) -> str | None:
    pages = [_first(paper.get(name), "href") for name in ("canonical", "alternate")]
    pages = [text_of(paper.get("canonicalUrl")), *pages]
    return next((address for each in pages if (address := web_address(each))), None)


def _of_feed(paper: _Paper, _name: str) -> Facts:
    url = _page(paper)
    text = paper.get("summary") or paper.get("content")
    said = plain_feed(text_of(text.get("content")) if isinstance(text, dict) else "")
    names = author_names(text_of(paper.get("author")))
    when = paper.get("published")
    if isinstance(when, int) and when < _MILLISECONDS:
        when *= 1000
    return Facts(
        title=paper_title(plain_feed(text_of(paper.get("title")))),
        abstract=abstract_of(said, 1)[0],
        authors=names,
        author_count=len(names) or None,
        date=day_of_milliseconds(when),
        url=url,
        arxiv_id=links.paper_id(url or ""),
        doi=links.doi(url or ""),
    )


KINDS: tuple[tuple[Callable[[_Paper], bool], Callable[[_Paper, str], Facts]], ...] = (
    (_is_inspire, _inspire),
    (_is_ads, _ads),
    (_is_datacite, _datacite),
    (_is_of_feed, _of_feed),
)
"""How a record of each kind is known, and how it is read; the second value is the file's name."""
