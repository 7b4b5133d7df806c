"""XML of DBLP, of the ACL Anthology, of journals (JATS) and of the humanities (TEI).

DBLP (https://dblp.org/xml/) has an element for each kind of publication, its search an `info`;
the Anthology's data (https://github.com/acl-org/acl-anthology) a `paper` in each volume; JATS
(https://jats.nlm.nih.gov) is a whole article with its references, which are not read; TEI is one
paper with its header, as GROBID writes it, or a list of `biblStruct`, as Zotero does.
"""

import re
from collections.abc import Iterable

from reader.clean import white
from reader.importers.format import Hints
from reader.importers.text import links
from reader.importers.text.partial_dates import read_date, year_month
from reader.importers.text.people_words import without_number
from reader.importers.text.records import Records, web_address
from reader.importers.text.xml_door import Element
from reader.importers.text.xml_records import read_elements
from reader.model import Facts, Listing

NAME = "article-xml"
LABEL = "XML of DBLP, ACL Anthology, JATS or TEI"

_SAMPLE = 200_000
_DBLP = re.compile(r"<(?:dblp|dblpperson)[\s>]|<hits\s[^>]{0,200}>\s*<hit\s")
_ANTHOLOGY = re.compile(r"<collection\s+id=[^>]{1,60}>\s*<volume\s")
_JATS = re.compile(r"<article-meta[\s>]")
_TEI = re.compile(r"<(?:TEI|listBibl|teiCorpus)[\s>]")
_HEADER = re.compile(r"<sourceDesc[^>]{0,200}>\s*<biblStruct[\s>]")
_KINDS = ("article", "inproceedings", "incollection", "book", "phdthesis", "mastersthesis", "info")
_PREPRINT = re.compile(r"abs/(\d{4}\.\d{4,5}|[a-z-]+/\d{7})$")
_NOTES = ("xref", "fn", "named-content")
_ASIDE = frozenset({"graphical", "teaser", "short", "executive-summary", "plain-language-summary"})
_PAGE = "https://aclanthology.org/{}/"


def confidence(text: str) -> float:
    """Whether it is XML of one of these kinds."""
    sample = text[:_SAMPLE].lstrip("\ufeff \t\r\n")
    signs = (_DBLP, _ANTHOLOGY, _JATS, _TEI)
    return 0.95 if sample.startswith("<") and any(each.search(sample) for each in signs) else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read every publication."""
    records = Records(NAME, text, hints)
    sample = records.text[:_SAMPLE]
    if _DBLP.search(sample):
        read_elements(records, _dblp, *_KINDS)
    elif _ANTHOLOGY.search(sample):
        volume: list[Element] = []
        read_elements(records, lambda each: _anthology(each, volume), "paper", others=("meta",),
                      found=volume)  # fmt: skip
    elif _JATS.search(sample):
        read_elements(records, _jats, "article")
    else:
        read_elements(records, _tei, "TEI" if _HEADER.search(sample) else "biblStruct")
    return records.listing()


def _dblp(record: Element) -> Facts:
    people = record.one("authors") or record
    names = tuple(without_number(each.text.strip()) for each in people.all("author"))
    addresses = [each.text.strip() for each in record.all("ee")]
    preprint = _PREPRINT.search(record.words("volume"))
    venue = next(filter(None, map(record.words, ("journal", "booktitle", "venue", "school"))), "")
    return Facts(
        title=record.words("title").removesuffix("."),
        authors=names,
        author_count=len(names) or None,
        date=read_date(record.words("year")),
        date_as_shown=record.words("year"),
        url=next((link for each in addresses if (link := web_address(each))), None),
        arxiv_id=preprint[1] if preprint else None,
        doi=record.words("doi")
        or next((doi for each in addresses if (doi := links.plain_doi(each))), None),
        venue=venue,
    )


def _anthology(paper: Element, volumes: list[Element]) -> Facts:
    """A paper of the Anthology; what its volume says of venue and date stands above it."""
    meta = volumes[-1] if volumes else Element("meta", {}, 0)
    year, month = meta.words("year"), meta.words("month")
    number = paper.words("url")
    names = _names(paper.all("author"), "first", "last")
    return Facts(
        title=paper.words("title"),
        abstract=paper.words("abstract") or None,
        authors=names,
        author_count=len(names) or None,
        date=(year_month(year, month) if month else None) or read_date(year),
        date_as_shown=f"{month} {year}".strip(),
        url=web_address(number) or (_PAGE.format(number) if number else None),
        doi=paper.words("doi") or None,
        venue=meta.words("booktitle"),
    )


def _names(people: Iterable[Element], given: str, family: str) -> tuple[str, ...]:
    """The names of people whose parts have elements of their own."""
    found = (white(f"{each.words(given)} {each.words(family)}") for each in people)
    return tuple(name for name in found if name)


def _jats(article: Element) -> Facts:
    meta = article.one("front", "article-meta") or Element("article-meta", {}, 0)
    journal = article.one("front", "journal-meta") or Element("journal-meta", {}, 0)
    numbers = {
        each.attributes.get("pub-id-type", ""): each.text.strip() for each in meta.all("article-id")
    }
    groups = [each for group in meta.all("contrib-group") for each in group.all("contrib")]
    names = tuple(filter(None, map(_contributor, groups)))
    date, shown = _published(meta)
    pmid = numbers.get("pmid")
    return Facts(
        title=_article_title(meta),
        abstract=next((text for each in meta.all("abstract") if (text := _abstract(each))), None),
        authors=names,
        author_count=len(names) or None,
        date=date,
        date_as_shown=shown,
        url=f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if pmid else None,
        arxiv_id=links.bare_arxiv_id(numbers.get("arxiv", "")),
        doi=numbers.get("doi"),
        venue=journal.words("journal-title-group", "journal-title")
        or journal.words("journal-title"),
        keywords=tuple(
            word.text for group in meta.all("kwd-group") for word in group.all("kwd")
        ),
        ids=(f"pmid:{pmid}",) if pmid else (),
    )  # fmt: skip


def _article_title(meta: Element) -> str:
    """Title and subtitle, without the marks of notes in them."""
    group = meta.one("title-group") or meta
    title = group.one("article-title")
    said = title.text if title is not None else ""
    for note in title.all(*_NOTES[:2]) if title is not None else ():
        said = said.replace(note.text, "", 1)
    more = group.words("subtitle")
    return white(f"{white(said)}: {more}" if more else said)


def _contributor(contrib: Element) -> str:
    """An author as `Family, Given`, or a group by its own name; editors are none."""
    if contrib.attributes.get("contrib-type", "author") != "author":
        return ""
    name = contrib.one("name") or contrib.one("name-alternatives", "name")
    if name is None:
        return white(contrib.words("collab") or contrib.words("string-name"))
    family, given = white(name.words("surname")), white(name.words("given-names"))
    return f"{family}, {given}" if family and given else family or given


def _abstract(abstract: Element) -> str:
    """The paragraphs of an abstract, each part with its heading before it."""
    if abstract.attributes.get("abstract-type") in _ASIDE:
        return ""
    parts = [white(each.text) for each in abstract.all("p")]
    for section in abstract.all("sec"):
        words = " ".join(white(each.text) for each in section.all("p"))
        head = white(section.words("title")).rstrip(":.")
        parts.append(f"{head}: {words}" if head else words)
    return "\n\n".join(parts) if parts else white(abstract.text)


def _published(meta: Element) -> tuple[str | None, str | None]:
    """The first day of publication that says most."""
    found = []
    for each in meta.all("pub-date"):
        year, month, day = (each.words(name) for name in ("year", "month", "day"))
        said = "-".join(part.zfill(2) for part in (year, month, day) if part.isdigit())
        date = read_date(said) if not month or month.isdigit() else year_month(year, month)
        if date:
            found.append((-len(date), date, said))
    date, shown = min(found)[1:] if found else (None, None)
    return date, shown


def _tei(element: Element) -> Facts:
    header = element.one("teiHeader")
    source = element.one("teiHeader", "fileDesc", "sourceDesc", "biblStruct") or element
    analytic, book = (source.one(each) or Element(each, {}, 0) for each in ("analytic", "monogr"))
    said = analytic if analytic.words("title") or analytic.one("author") else book
    names = tuple(
        white(" ".join(part.text for part in [*name.all("forename"), *name.all("surname")]))
        for each in said.all("author")
        for name in [each.one("persName") or each]
    )
    numbers = {
        (each.attributes.get("type") or "").lower(): each.text.strip()
        for part in (source, analytic, book)
        for each in part.all("idno")
    }
    date = book.one("imprint", "date")
    shown = (date.attributes.get("when") or date.text.strip()) if date is not None else ""
    title = header.words("fileDesc", "titleStmt", "title") if header is not None else ""
    pointer = book.one("imprint", "ptr") or analytic.one("ptr") or source.one("ptr")
    notes = (each for each in source.all("note") if each.attributes.get("type") == "url")
    url = pointer.attributes.get("target") if pointer is not None else None
    return Facts(
        title=title or said.words("title"),
        abstract=_tei_abstract(header),
        authors=tuple(filter(None, names)),
        author_count=len([name for name in names if name]) or None,
        date=read_date(shown),
        date_as_shown=shown,
        url=web_address(url) or next((web_address(each.text) for each in notes), None),
        arxiv_id=links.cited_arxiv_id(numbers.get("arxiv", ""))
        or links.bare_arxiv_id(numbers.get("arxiv", "")),
        doi=numbers.get("doi"),
        venue=book.words("title") if said is analytic else None,
    )


def _tei_abstract(header: Element | None) -> str | None:
    """The abstract in a header, its paragraphs apart."""
    found = header.one("profileDesc", "abstract") if header is not None else None
    if found is None:
        return None
    holders = [found, *found.all("div")]
    parts = [white(each.text) for holder in holders for each in holder.all("p")]
    return "\n\n".join(parts) or white(found.text) or None
