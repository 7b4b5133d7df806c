"""PubMed's XML, as its download service (efetch) gives it.

The elements are described at https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html.
"""

from reader.clean import white
from reader.importers.format import Hints
from reader.importers.text.partial_dates import read_date, year_month
from reader.importers.text.records import Records
from reader.importers.text.xml_door import Element
from reader.importers.text.xml_records import read_elements
from reader.model import Facts, Listing

NAME = "pubmed-xml"
LABEL = "PubMed XML"

_SAMPLE = 200_000


def confidence(text: str) -> float:
    """Whether it is XML with the element that PubMed wraps an article in."""
    sample = text[:_SAMPLE].lstrip("\ufeff \t\r\n")
    return 0.95 if sample.startswith("<") and "<PubmedArticle" in sample else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read every article."""
    records = Records(NAME, text, hints)
    read_elements(records, _facts, "PubmedArticle")
    return records.listing()


def _facts(element: Element) -> Facts:
    citation = element.one("MedlineCitation") or element
    article = citation.one("Article") or citation
    authors = _authors(article)
    date, shown = _date(article)
    keywords = citation.one("KeywordList")
    return Facts(
        title=article.words("ArticleTitle") or article.words("VernacularTitle"),
        abstract=_abstract(article.one("Abstract")),
        authors=authors,
        author_count=len(authors) or None,
        date=date,
        date_as_shown=shown,
        doi=_doi(element, article),
        venue=article.words("Journal", "Title") or article.words("Journal", "ISOAbbreviation"),
        keywords=tuple(each.text for each in keywords.all("Keyword")) if keywords else (),
    )


def _authors(article: Element) -> tuple[str, ...]:
    """Names as `Family, Given`; groups by their own name."""
    found = article.one("AuthorList")
    names = []
    for each in found.all("Author") if found else ():
        family = each.words("LastName")
        given = each.words("ForeName") or each.words("Initials")
        group = each.words("CollectiveName")
        names.append(f"{family}, {given}" if family and given else family or group)
    return tuple(name for name in names if name)


def _abstract(abstract: Element | None) -> str | None:
    """The parts of an abstract as paragraphs, with their labels where there are several."""
    parts = list(abstract.all("AbstractText")) if abstract else []
    labels = [white(part.attributes.get("Label", "")) for part in parts]
    several = sum(1 for label in labels if label) > 1
    texts = [
        f"{label}: {part.text}" if label and several else part.text
        for label, part in zip(labels, parts, strict=True)
    ]
    return "\n\n".join(white(text) for text in texts) or None


def _date(article: Element) -> tuple[str | None, str | None]:
    """The date of the issue, as ISO and in words."""
    found = article.one("Journal", "JournalIssue", "PubDate")
    if found is None:
        return None, None
    year, month, day = (found.words(name) for name in ("Year", "Month", "Day"))
    shown = found.words("MedlineDate") or " ".join(each for each in (year, month, day) if each)
    if month.isdigit():
        return read_date("-".join(each for each in (year, month, day) if each)), shown
    return year_month(year, f"{month} {day}") if month else read_date(shown), shown


def _doi(element: Element, article: Element) -> str | None:
    for each in article.all("ELocationID"):
        if each.attributes.get("EIdType") == "doi":
            return each.text
    identifiers = element.one("PubmedData", "ArticleIdList")
    for each in identifiers.all("ArticleId") if identifiers else ():
        if each.attributes.get("IdType") == "doi":
            return each.text
    return None
