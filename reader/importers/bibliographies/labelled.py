"""Papers whose parts are labelled, one after another: `Title: …`, `Authors: …`, `Abstract: …`.

So arXiv's search pages and abstract pages read when they are copied, and so many programs and
people write papers down. A record begins with its title, or with its arXiv number where that
stands above each title.
"""

import re

from reader.importers.bibliographies.tagged import Dialect, Tagged, read_tagged
from reader.importers.format import Hints
from reader.importers.text import links
from reader.importers.text.arxiv_names import author_names
from reader.importers.text.lines import split
from reader.importers.text.partial_dates import read_date
from reader.importers.text.records import Records, web_address
from reader.model import Facts, Listing

NAME = "labelled"
LABEL = "Papers with labels (Title, Authors, Abstract)"

_SAMPLE = 200_000
_FEWEST_LABELS = 0.25
_TITLE = (
    "Title",
    "TITLE",
    "title",
    "Titel",
    "Titre",
    "Título",
    "Titolo",
    "标题",
    "题目",
    "タイトル",
)
_PEOPLE = (
    *("Authors", "AUTHORS", "authors", "Author", "AUTHOR", "author", "Author(s)", "Autoren"),
    *("Auteurs", "Autores", "Autori", "作者", "著者"),
)
_ABSTRACT = (
    *("Abstract", "ABSTRACT", "abstract", "Summary", "summary", "Zusammenfassung", "Résumé"),
    *("Resumen", "Riassunto", "摘要", "要旨", "概要"),
)
_LINK = ("URL", "Url", "url", "Link", "link", "Paper", "PDF", "pdf", "链接")
_NUMBER = ("arXiv", "ArXiv", "arXiv ID", "arxiv", "arXiv id", "Cite as", "ID", "id")
_DATE = ("Date", "date", "Published", "published", "Submitted", "Year", "year", "日期", "Datum")
_VENUE = ("Venue", "venue", "Journal", "Journal ref", "Journal-ref", "Conference", "Source")
_CODE = ("Code", "code", "GitHub", "Github", "github", "代码")
_WORDS = ("Keywords", "keywords", "Tags", "关键词")
_OTHER = (
    *("DOI", "doi", "Comments", "comments", "Comment", "Subjects", "Categories", "categories"),
    *("MSC classes", "ACM classes", "Report number", "Related DOI", "View PDF", "Citations"),
    *("Upvotes", "upvotes", "Primary category", "Updated", "updated", "Publisher", "Pages"),
    *(
        "Affiliation",
        "Affiliations",
        "Institution",
        "Institutions",
        "Organization",
        "TL;DR",
        "TLDR",
    ),
    *("机构", "单位", "所属", "分类", "领域", "评论"),
)
_ALL = (*_TITLE, *_PEOPLE, *_ABSTRACT, *_LINK, *_NUMBER, *_DATE, *_VENUE, *_CODE, *_WORDS, *_OTHER)
_NAMES = "|".join(sorted(map(re.escape, _ALL), key=len, reverse=True))
_TAG = re.compile(
    rf"(?:[-*+•]\s+)?(?:\*\*|__)?(?:\[(?=Submitted))?(?P<tag>(?:{_NAMES})(?=(?:\*\*|__)?\s?[:：])"
    r"|Submitted(?=\s(?:on\s)?\d)|View PDF(?=$)|(?<=\*\*)[^*:：]{1,30}(?=\*\*\s?[:：]|[:：]\*\*))"
    r"(?:\*\*|__)?\s?[:：]?(?:\*\*|__)?"
    r"(?:\s*(?P<value>\S.*)|(?P<none>\s*))$"
)
_AROUND = re.compile(
    r"Showing [\d,]+[–-]|#{1,6}\s|[-=*_]{3,}$|[A-Z][A-Za-z ]{2,40} > [A-Z]|Search v|\d{1,3}\.$"
)
_BETWEEN = re.compile(r"#{1,6}\s|\s*[-=*_─—]{3,}\s*$")
_INSIDE = re.compile(
    r"(?<=[^\s\W])\s?(?:\*\*)?(?:Title|Authors?|Abstract|URL|Comments|Subjects|标题|作者|摘要|链接)"
    r"(?:\*\*)?\s?[:：]\s?\S|(?<=\S)\s?[-*•]\s\*\*[^*\n]{1,30}(?:\*\*\s?[:：]|[:：]\*\*)"
    r"|(?<=\w)\s?(?:Author\(s\)|Published|Link|Summary):\s\S|(?<=\S)\s?[-=_─—]{5,}|[.!?]\s?(?:Title|Authors?|URL|Link|Comments|Subjects)\s?:\s?\S"
)
_LESS = re.compile(r"\s*(?:△|▽|…)\s*(?:Less|More)\s*$")
_UNTIL = re.compile(r"[;(\[\n]|\s{2}")
_KEYWORDS = re.compile(r"\s*[;,，；]\s*")


def _dialect(text: str) -> Dialect:
    """Records begin with what stands first in them: the title, or the number above it."""
    lines = [line.text for line in split(text)[0]]
    tags = [match["tag"] for line in lines if (match := _TAG.match(line))]
    first = next((tag for tag in tags if tag in _TITLE or tag in ("arXiv", "ID", "id")), "")
    is_number = first not in _TITLE and tags.count(first) >= sum(tag in _TITLE for tag in tags)
    return Dialect(
        tag=_TAG,
        starts=frozenset({first}) if first and is_number else frozenset(_TITLE),
        titles=frozenset(_TITLE),
        around=_AROUND,
        between=_BETWEEN,
        inside=_INSIDE,
        names=frozenset(_ALL),
        goes_on=frozenset((*_TITLE, *_PEOPLE, *_ABSTRACT, *_OTHER, "Cite as", "Submitted")),
    )


def confidence(text: str) -> float:
    """Whether there are titles with labels, people or abstracts with theirs, and labels enough."""
    sample = text[:_SAMPLE]
    if sample.lstrip("\ufeff").startswith(("---\n", "<", "{", "[", "@", "\\", "cff-version:")):
        return 0.0
    lines = [line.text for line in split(sample)[0]]
    if any(line.startswith("\\\\") for line in lines):
        return 0.0  # a mailing of arXiv
    tags = [match["tag"] for line in lines if (match := _TAG.match(line))]
    titles = sum(tag in _TITLE for tag in tags)
    others = max(sum(tag in names for tag in tags) for names in (_PEOPLE, _ABSTRACT))
    enough = titles and others * 2 >= titles and len(tags) >= _FEWEST_LABELS * len(lines)
    return 0.9 if enough else 0.0


def read(text: str, hints: Hints) -> Listing:
    """Read every record from its first label to the next record."""
    records = Records(NAME, text, hints)
    read_tagged(records, _dialect(records.text), _facts)
    return records.listing()


def _facts(record: Tagged) -> Facts:
    authors = author_names(record.one(*_PEOPLE).replace("\n", " "))
    addresses = [link for tag in _LINK for each in record.all(tag) for link in links.links(each)]
    numbers = [each for tag in _NUMBER for each in record.all(tag)]
    shown = _UNTIL.split(record.one(*_DATE).removeprefix("on "))[0].strip()
    words = record.one(*_WORDS)
    return Facts(
        title=record.one(*_TITLE).strip("*_ "),
        abstract=_LESS.sub("", record.one(*_ABSTRACT)),
        authors=authors,
        author_count=len(authors) or None,
        date=read_date(shown),
        date_as_shown=shown,
        url=next((link for each in addresses if (link := web_address(each))), None),
        arxiv_id=_arxiv_id(numbers, addresses),
        doi=record.one("DOI", "doi", "Related DOI"),
        venue=record.one(*_VENUE),
        code_url=next(
            (code for each in record.all(*_CODE) if (code := links.code_link(each))), None
        ),
        keywords=tuple(_KEYWORDS.split(words)) if words else (),
    )


def _arxiv_id(numbers: list[str], addresses: list[str]) -> str | None:
    for each in numbers:
        first = each.split()[0] if each.split() else ""
        found = links.bare_arxiv_id(first) or links.cited_arxiv_id(each) or links.arxiv_id(each)
        if found:
            return found
    return next((found for each in addresses if (found := links.paper_id(each))), None)
