"""Zotero's RDF: items, the journals and books they are part of, notes and attachments apart.

The properties are those of Zotero's translator "Zotero RDF" (github.com/zotero/translators),
which takes them from Dublin Core, FOAF, PRISM and the bibliographic ontology. Notes and
attachments are no papers, and collections say nothing about one: they are left out.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from reader.importers.format import Hints
from reader.importers.text import links
from reader.importers.text.partial_dates import read_date
from reader.importers.text.records import Records, web_address
from reader.importers.text.xml_door import Broken, Element, elements
from reader.model import Facts, Listing

NAME = "zotero-rdf"
LABEL = "Zotero RDF"

_SAMPLE = 5_000
_ROOT = re.compile(r"<(?:\w{1,20}:)?RDF\s")
_OWN = re.compile(r"zotero\.org/namespaces/export|purl\.org/net/biblio#")
_WORKS = (
    *("Article", "Document", "Book", "BookSection", "Report", "Thesis", "Manuscript", "Patent"),
    *("ConferenceProceedings", "Description", "Recording", "Data", "Legislation", "Image"),
    *("Letter", "Interview", "MotionPicture", "Illustration"),
)
_PLACES = ("Journal", "Periodical", "Series", "Website", "Blog", "Forum", "Encyclopedia")
_BESIDE = ("Memo", "Attachment", "Collection")
_NOT_PAPERS = frozenset({"attachment", "note", "annotation"})
_NOTE = "A note stands here; notes are not read."
_CITED = re.compile(r"(?<![^\s:])DOI:?\s", re.IGNORECASE)


def confidence(text: str) -> float:
    """Whether it is RDF that uses Zotero's or the bibliographic names."""
    sample = text[:_SAMPLE].lstrip("\ufeff \t\r\n")
    is_rdf = sample.startswith("<") and _ROOT.search(sample)
    return 0.97 if is_rdf and _OWN.search(sample) else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read every item that is a work; journals give their names to the items in them."""
    records = Records(NAME, text, hints)
    found: list[Element] = []
    end = records.total
    for element in elements(records.text, *_WORKS, *_PLACES, *_BESIDE):
        if isinstance(element, Broken):
            end = found[-1].last if found else 0
            reason = f"The XML is broken on line {element.line}: {element.reason}."
            records.refuse(end + 1, records.total, reason)
        else:
            found.append(element)
    parts = {part for each in found if (part := _part(each))}
    places = {each.attributes["about"]: each for each in found if _name(each) in parts}
    around = 1
    for element in found:
        if element.name == "Memo":
            records.warn("not-read", _NOTE, element.first)
        if _is_work(element, parts):
            records.claim(around, element.first - 1)
            records.add(_facts(element, places), element.first, element.last)
            around = element.last + 1
    records.claim(around, max(around, end))
    return records.listing()


def _is_work(element: Element, parts: Collection[str]) -> bool:
    """Whether an item is a paper: Zotero says its type; what others are part of may have none."""
    kind = element.words("itemType")
    is_kind = kind not in _NOT_PAPERS and (bool(kind) or _name(element) not in parts)
    return element.name in _WORKS and is_kind


def _name(element: Element) -> str:
    """The name by which other items speak of this one."""
    return element.attributes.get("about", "")


def _part(element: Element) -> str:
    """The name of what an item is part of, where that stands elsewhere."""
    found = element.one("isPartOf")
    return found.attributes.get("resource", "") if found is not None else ""


def _facts(item: Element, places: Mapping[str, Element]) -> Facts:
    """What an item says, and what it is part of says about it."""
    inside = item.one("isPartOf")
    place = places.get(_part(item)) or (inside.children[0] if inside and inside.children else None)
    numbers = [_value(each) for each in item.all("identifier")]
    of_place = [_value(each) for each in place.all("identifier")] if place is not None else []
    authors = tuple(_names(item))
    shown = item.words("date")
    pages = [_name(item), *numbers]
    described = " ".join(_value(each) for each in item.all("description", "number"))
    return Facts(
        title=item.words("title"),
        abstract=item.words("abstract"),
        authors=authors,
        author_count=len(authors) or None,
        date=read_date(shown),
        date_as_shown=shown,
        url=next((link for each in reversed(pages) if (link := web_address(each))), None),
        doi=next((doi for each in (*numbers, *of_place) if (doi := _doi(each))), None),
        arxiv_id=links.cited_arxiv_id(described),
        venue=place.words("title") if place is not None else item.words("publisher"),
        keywords=tuple(_value(each) for each in item.all("subject")),
    )


def _value(element: Element) -> str:
    return element.text.strip()


def _doi(number: str) -> str | None:
    """The DOI among identifiers: `DOI 10.1000/x`, beside `ISSN` and others."""
    return links.plain_doi(_CITED.sub("", number)) if _CITED.match(number) else None


def _names(item: Element) -> Iterator[str]:
    """The authors as `Family, Given`, whole names as they are."""
    found = item.one("authors", "Seq") or item.one("authors")
    for each in found.all("li") if found is not None else ():
        person = each.children[0] if each.children else each
        family = person.words("surname") or person.words("name")
        given = person.words("givenName") or person.words("givenname")
        name = f"{family}, {given}" if family and given else family or given
        if name or each.text.strip():
            yield name or each.text
