"""Records of libraries and archives in XML: OAI-PMH (arXiv's own and Dublin Core), and MODS.

OAI-PMH (https://www.openarchives.org/OAI/openarchivesprotocol.html) wraps each description in a
`record`; MODS (https://www.loc.gov/standards/mods/) stands by itself, as Zotero exports it.
"""

import re
from collections.abc import Iterator

from reader.importers.format import Hints
from reader.importers.text import links
from reader.importers.text.arxiv_names import author_names
from reader.importers.text.partial_dates import read_date
from reader.importers.text.records import Records, web_address
from reader.importers.text.xml_door import Element
from reader.importers.text.xml_records import read_elements
from reader.model import Facts, Listing

NAME = "catalogue-xml"
LABEL = "OAI-PMH or MODS"

_SAMPLE = 200_000
_OAI = re.compile(r"<(?:\w{1,20}:)?(?:OAI-PMH|ListRecords|GetRecord|arXiv|arXivRaw|dc)[\s>]")
_MODS = re.compile(r"<(?:\w{1,20}:)?mods[\s>]")
_FORMS = ("arXiv", "arXivRaw", "dc")


def confidence(text: str) -> float:
    """Whether it is XML of one of these kinds."""
    sample = text[:_SAMPLE].lstrip("\ufeff \t\r\n")
    is_known = _MODS.search(sample) or (_OAI.search(sample) and "openarchives.org" in sample)
    return 0.95 if sample.startswith("<") and is_known else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read every record that describes something; those of deleted papers have no title."""
    records = Records(NAME, text, hints)
    if _MODS.search(records.text[:_SAMPLE]):
        read_elements(records, _mods, "mods")
    else:
        read_elements(records, _oai, "record")
    return records.listing()


def _oai(record: Element) -> Facts:
    form = next((each for name in _FORMS if (each := record.one("metadata", name))), record)
    return _dublin_core(form) if form.name == "dc" else _arxiv(form)


def _arxiv(form: Element) -> Facts:
    """arXiv's own form, in which names are parted, or its raw one, in which they are not."""
    people = form.one("authors")
    parts = [*people.all("author")] if people is not None else []
    names = tuple(
        " ".join(
            filter(None, (each.words("forenames"), each.words("keyname"), each.words("suffix")))
        )
        for each in parts
    ) or author_names(form.words("authors"))
    number = form.words("id")
    day = form.words("created")
    return Facts(
        title=form.words("title"),
        abstract=form.words("abstract") or None,
        authors=names,
        author_count=len(names) or None,
        date=read_date(day),
        date_as_shown=day,
        url=f"https://arxiv.org/abs/{number}" if number else None,
        arxiv_id=links.bare_arxiv_id(number),
        doi=form.words("doi").split(" ")[0],
        venue=form.words("journal-ref"),
    )


def _dublin_core(form: Element) -> Facts:
    names = tuple(each.text.strip() for each in form.all("creator"))
    said = [each.text.strip() for each in form.all("identifier", "relation")]
    dates = sorted(date for each in form.all("date") if (date := read_date(each.text.strip())))
    return Facts(
        title=form.words("title"),
        abstract=form.words("description") or None,
        authors=names,
        author_count=len(names) or None,
        date=dates[0] if dates else None,
        date_as_shown=dates[0] if dates else None,
        url=next((link for each in said if (link := web_address(each))), None),
        arxiv_id=next((found for each in said if (found := links.arxiv_id(each))), None),
        doi=next((found for each in said if (found := links.plain_doi(each))), None),
        venue=form.words("source") or None,
        keywords=tuple(each.text.strip() for each in form.all("subject")),
    )


def _mods(record: Element) -> Facts:
    host = next(
        (each for each in record.all("relatedItem") if each.attributes.get("type") == "host"), None
    )
    title, more = record.words("titleInfo", "title"), record.words("titleInfo", "subTitle")
    lead = record.words("titleInfo", "nonSort")
    names = tuple(filter(None, _people(record)))
    numbers = {
        each.attributes.get("type", "").lower(): each.text.strip()
        for each in record.all("identifier")
    }
    day = next((day for each in (record, host) if each is not None and (day := _day(each))), "")
    url = web_address(record.words("location", "url")) or web_address(numbers.get("uri"))
    return Facts(
        title=" ".join(filter(None, (lead, f"{title}: {more}" if more else title))),
        abstract=record.words("abstract") or None,
        authors=names,
        author_count=len(names) or None,
        date=read_date(day),
        date_as_shown=day,
        url=url,
        arxiv_id=links.bare_arxiv_id(numbers.get("arxiv", "")),
        doi=numbers.get("doi") or None,
        venue=host.words("titleInfo", "title") if host is not None else None,
        keywords=tuple(
            topic.text.strip() for each in record.all("subject") for topic in each.all("topic")
        ),
    )


def _day(element: Element) -> str:
    origin = element.one("originInfo") or element.one("part")
    if origin is None:
        return ""
    return next(
        (each.text.strip() for each in origin.all("dateIssued", "copyrightDate", "date")), ""
    )


def _people(record: Element) -> Iterator[str]:
    """The names of those who wrote it: others have another role."""
    for each in record.all("name"):
        role = each.words("role", "roleTerm").lower()
        if role in ("", "aut", "author", "creator", "cre"):
            parts = {
                part.attributes.get("type", ""): part.text.strip() for part in each.all("namePart")
            }
            yield " ".join(
                filter(None, (parts.get("given"), parts.get("family") or parts.get("")))
            ).strip()
