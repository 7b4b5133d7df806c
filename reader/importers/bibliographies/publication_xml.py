"""Publications in the XML of indexes and publishers: DBLP, the ACL Anthology, JATS and TEI.

DBLP: https://dblp.org/xml/docu/dblpxml.pdf, also the answers of its search. ACL Anthology:
https://github.com/acl-org/acl-anthology/blob/master/data/xml/schema.rnc. JATS, of PubMed Central
and many publishers: https://jats.nlm.nih.gov/archiving/tag-library/. TEI, of Zotero and GROBID:
https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-biblStruct.html.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reader.clean import white
from reader.importers.format import Hints
from reader.importers.text import links
from reader.importers.text.partial_dates import read_date, year_month
from reader.importers.text.records import Records, web_address
from reader.importers.text.xml_door import Element
from reader.importers.text.xml_records import read_elements
from reader.model import Facts, Listing

NAME = "publication-xml"
LABEL = "XML of DBLP, ACL Anthology, JATS or TEI"

_SAMPLE = 200_000
_PUBLICATIONS = (
    *("article", "inproceedings", "incollection", "book", "phdthesis", "mastersthesis", "data"),
    "info",  # of a hit of its search
)
_NAMESAKE = re.compile(r"\s0\d{3}$")
_COPY = re.compile(r"abs/(\S{1,30})$")
_ANTHOLOGY = "https://aclanthology.org/"
_READS_BEST = ("epub", "ppub", "pub", "collection", "preprint")


@dataclass(frozen=True, slots=True)
class _Dialect:
    """One kind of XML: what shows it, which elements are read, and how."""

    mark: re.Pattern[str]
    names: tuple[str, ...]
    facts: Callable[[], Callable[[Element], Facts | None]]


def confidence(text: str) -> float:
    """Whether it is XML with the elements of one of these kinds."""
    return 0.94 if _dialect(text[:_SAMPLE]) else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read every publication; what describes the whole file belongs to none."""
    records = Records(NAME, text, hints)
    dialect = _dialect(records.text[:_SAMPLE]) or _DIALECTS[0]
    read_elements(records, dialect.facts(), dialect.names)
    return records.listing()


def _dialect(sample: str) -> _Dialect | None:
    if not sample.lstrip("\ufeff \t\r\n").startswith("<"):
        return None
    return next((each for each in _DIALECTS if each.mark.search(sample)), None)


def _made(
    title: str,
    names: Iterator[str],
    *,
    day: str = "",
    date: str | None = None,
    abstract: str = "",
    url: str | None = None,
    arxiv_id: str | None = None,
    doi: str = "",
    venue: str = "",
    keywords: tuple[str, ...] = (),
) -> Facts:
    people = tuple(filter(None, map(white, names)))
    return Facts(
        title=white(title),
        abstract=abstract or None,
        authors=people,
        author_count=len(people) or None,
        date=date or read_date(day),
        date_as_shown=day or None,
        url=url,
        arxiv_id=arxiv_id,
        doi=doi or None,
        venue=white(venue) or None,
        keywords=keywords,
    )


# ---------------------------------------------------------------- DBLP


def _dblp(record: Element) -> Facts:
    people = record.one("authors") or record
    addresses = [
        link for each in record.all("ee", "url") if (link := web_address(each.text.strip()))
    ]
    doi = record.words("doi") or next(
        (found for each in addresses if (found := links.doi(each))), ""
    )
    copy = _COPY.match(record.words("volume"))
    return _made(
        record.words("title").removesuffix("."),
        (_NAMESAKE.sub("", each.text.strip()) for each in people.all("author")),
        day=record.words("year"),
        url=addresses[0] if addresses else None,
        arxiv_id=links.bare_arxiv_id(copy[1]) if copy else None,
        doi=doi,
        venue=next(
            (said for name in ("journal", "booktitle", "venue") if (said := record.words(name))), ""
        ),
    )


# ---------------------------------------------------------------- ACL Anthology


def _anthology() -> Callable[[Element], Facts | None]:
    """Papers stand below what is said of their volume, which therefore comes first."""
    volume = Element("meta", {}, 0)

    def facts(element: Element) -> Facts | None:
        nonlocal volume
        if element.name != "paper":
            volume = element if element.name == "meta" else volume
            return None
        place = element.words("url")
        year, month = volume.words("year"), volume.words("month")
        return _made(
            element.words("title"),
            (f"{each.words('first')} {each.words('last')}" for each in element.all("author")),
            day=" ".join(filter(None, (month, year))),
            date=year_month(year, month) if month else read_date(year),
            abstract=white(element.words("abstract")),
            url=web_address(place) or (f"{_ANTHOLOGY}{place}" if place else None),
            doi=element.words("doi"),
            venue=volume.words("booktitle"),
        )

    return facts


# ---------------------------------------------------------------- JATS


def _jats(article: Element) -> Facts:
    front = article.one("front") or article.one("front-stub") or article
    about = front.one("article-meta") or front
    numbers = {
        each.attributes.get("pub-id-type", ""): each.text.strip()
        for each in about.all("article-id")
    }
    group, more = about.one("title-group"), about.words("title-group", "subtitle")
    title = group.words("article-title") if group else about.words("article-title")
    date, day = _jats_date(about)
    journal = front.one("journal-meta")
    venue = journal.words("journal-title-group", "journal-title") if journal else ""
    return _made(
        f"{title}: {more}" if more else title,
        _jats_people(about),
        day=day,
        date=date,
        abstract=_jats_abstract(about),
        arxiv_id=links.bare_arxiv_id(numbers.get("arxiv", "")),
        doi=numbers.get("doi", ""),
        venue=venue or (journal.words("journal-title") if journal else ""),
        keywords=tuple(
            white(word.text) for each in about.all("kwd-group") for word in each.all("kwd")
        ),
    )


def _jats_people(about: Element) -> Iterator[str]:
    for group in about.all("contrib-group"):
        for each in group.all("contrib"):
            if each.attributes.get("contrib-type", "author") == "author":
                name = each.one("name") or each.one("name-alternatives", "name")
                said = f"{name.words('given-names')} {name.words('surname')}" if name else ""
                yield said or each.words("collab") or each.words("string-name")


def _jats_date(about: Element) -> tuple[str | None, str]:
    """The day it came out, as ISO and in words; the most exact of those that are said."""
    days = []
    for each in about.all("pub-date"):
        year, month, day = (each.words(name) for name in ("year", "month", "day"))
        said = "-".join(filter(None, (year, month, day if month else "")))
        is_words = month != "" and not month.isdigit()
        date = year_month(year, f"{month} {day}".strip()) if is_words else read_date(said)
        if date:
            kind = each.attributes.get("pub-type") or each.attributes.get("date-type") or "pub"
            rank = _READS_BEST.index(kind) if kind in _READS_BEST else len(_READS_BEST)
            days.append((-len(date), rank, date, " ".join(filter(None, (day, month, year)))))
    if not days:
        return None, ""
    _, _, date, said = min(days)
    return date, date if said.replace(" ", "").isdigit() else said


def _jats_abstract(about: Element) -> str:
    """The paragraphs of the first abstract that is none of a picture or of key points."""
    for each in about.all("abstract"):
        if not each.attributes.get("abstract-type"):
            return "\n\n".join(_paragraphs(each)) or white(each.text)
    return ""


def _paragraphs(element: Element, heading: str = "") -> Iterator[str]:
    for child in element.children:
        if child.name == "p":
            said = white(child.text)
            yield f"{heading}: {said}" if heading else said
            heading = ""
        elif child.name in ("sec", "div"):
            yield from _paragraphs(child, (child.words("title") or child.words("head")).rstrip(":"))


# ---------------------------------------------------------------- TEI


def _tei(element: Element) -> Facts:
    """A reference; or the head of a whole text, in which its own reference stands."""
    book = element
    if element.name == "teiHeader":
        book = element.one("fileDesc", "sourceDesc", "biblStruct") or element
    part, whole = book.one("analytic"), book.one("monogr")
    own = part if part is not None and part.words("title") else whole or book
    numbers = {
        each.attributes.get("type", "").lower(): each.text.strip()
        for holder in (part, whole, book)
        if holder is not None
        for each in holder.all("idno")
    }
    notes = {each.attributes.get("type", ""): each.text.strip() for each in book.all("note")}
    day = _tei_day(whole)
    return _made(
        own.words("title") or element.words("fileDesc", "titleStmt", "title"),
        (_tei_name(each) for each in (part or own).all("author")),
        day=day,
        abstract=_tei_abstract(element) or white(notes.get("abstract", "")),
        url=web_address(notes.get("url")) or web_address(numbers.get("url")),
        arxiv_id=links.cited_arxiv_id(numbers.get("arxiv", "")),
        doi=numbers.get("doi", ""),
        venue=whole.words("title") if whole is not None and own is part else "",
    )


def _tei_day(whole: Element | None) -> str:
    found = whole.one("imprint", "date") if whole is not None else None
    if found is None:
        return ""
    return found.attributes.get("when") or found.text.strip()


def _tei_name(author: Element) -> str:
    name = author.one("persName") or author
    first = " ".join(each.text.strip() for each in name.all("forename"))
    last = name.words("surname")
    return f"{first} {last}".strip() if last else name.text


def _tei_abstract(element: Element) -> str:
    found = element.one("profileDesc", "abstract")
    return "\n\n".join(_paragraphs(found)) or white(found.text) if found is not None else ""


_DIALECTS = (
    _Dialect(
        re.compile(r"<dblp(?:person)?[\s>]|<completions\s[^>]{0,200}>"),
        _PUBLICATIONS,
        lambda: _dblp,
    ),
    _Dialect(
        re.compile(r"<collection\s[^>]{0,200}>\s{0,99}<volume\s"),
        ("meta", "frontmatter", "paper"),
        _anthology,
    ),
    _Dialect(re.compile(r"<(?:\w{1,20}:)?article-meta[\s>]"), ("article",), lambda: _jats),
    _Dialect(
        re.compile(r"<(?:\w{1,20}:)?(?:biblStruct|teiHeader)[\s>]"),
        ("teiHeader", "biblStruct"),
        lambda: _tei,
    ),
)
