"""Sites that list papers, and where their pages print what: a table of tags and classes.

Selectors are CSS. Each was read off the pages that the site serves; a site that changes its
pages gets a further row, because saved pages of the old kind stay.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Site:
    """Where the pages of a site print the parts of a paper."""

    sign: re.Pattern[str]
    """What no page of another kind has."""
    item: str
    """The element of one paper: a tag, perhaps with a dot and a class."""
    title: str
    people: str
    """The elements with a name each, or the one with all; when empty, that after the item."""
    home: str
    """What relative links are relative to."""
    link: str = ""
    """The link of the paper; the title's own one when empty."""
    abstract: str = ""
    venue: str = ""
    date: str = ""
    labels: tuple[str, str] | None = None
    """The elements of a label and of its value, in pairs."""
    before: bool = False
    """Whether the element before the item belongs to it, as a `dt` to its `dd`."""
    source: bool = False
    """Whether venue and year stand behind the people, in the same element."""
    after: bool = False
    """Whether the element after the item belongs to it."""


_ARXIV = "https://arxiv.org"
SITES = (
    Site(
        re.compile(r"class=['\"]list-title mathjax"),
        item="dd",
        title=".list-title",
        people=".list-authors a",
        home=_ARXIV,
        link="a[href*='/abs/']",
        abstract="p.mathjax",
        venue=".list-journal-ref",
        before=True,
    ),
    Site(
        re.compile(r"class=['\"]arxiv-result"),
        item="li.arxiv-result",
        title="p.title",
        people="p.authors a",
        home=_ARXIV,
        link="p.list-title a",
        abstract=".abstract-full",
        date="p.is-size-7",
    ),
    Site(
        re.compile(r"class=['\"]d-sm-flex align-items-stretch"),
        item="p.d-sm-flex",
        title="strong a",
        people="a[href*='/people/']",
        home="https://aclanthology.org",
        abstract=".card-body",
        after=True,
    ),
    Site(
        re.compile(r"proceedings\.mlr\.press|\| PMLR"),
        item="div.paper",
        title=".title",
        people=".authors",
        home="https://proceedings.mlr.press",
        link=".links a",
        venue=".info i",
    ),
    Site(
        re.compile(r"title=['\"]paper title['\"]"),
        item="li",
        title="a[title='paper title']",
        people="i, .paper-authors",
        home="https://proceedings.neurips.cc",
    ),
    Site(
        re.compile(r"class=['\"]note-authors"),
        item="div.note",
        title="h4 a",
        people=".note-authors a",
        home="https://openreview.net",
        date=".note-meta-info",
        labels=(".note-content-field", ".note-content-value"),
    ),
    Site(
        re.compile(r"class=['\"][^'\"]{0,60}cl-paper-row"),
        item="div.cl-paper-row",
        title=".cl-paper-title",
        people=".author, .cl-paper-authors__author-link",
        home="https://www.semanticscholar.org",
        link="a[href*='/paper/']",
        abstract=".cl-paper-abstract",
        date=".paper-meta",
    ),
    Site(
        re.compile(r"class=['\"]gs_ri['\"]"),
        item="div.gs_ri",
        title=".gs_rt",
        people=".gs_a",
        home="https://scholar.google.com",
        source=True,
        link=".gs_rt a",
    ),
    Site(  # an alert of Google Scholar as a mail
        re.compile(r"class=['\"]gse_alrt_title"),
        item="h3",
        title=".gse_alrt_title",
        people="",
        home="https://scholar.google.com",
        source=True,
        after=True,
    ),
    Site(  # a report of Zotero
        re.compile(r"<ul class=['\"]report"),
        item="li.item",
        title="h2",
        people="th.author + td",
        home="https://www.zotero.org",
        link="td a",
        labels=("th", "td"),
    ),
    Site(
        re.compile(r"class=['\"]publ-list"),
        item="li.entry",
        title=".title",
        people="[itemprop='author'] [itemprop='name']",
        home="https://dblp.org",
        link="nav a",
        venue="[itemprop='isPartOf'] [itemprop='name']",
        date="[itemprop='datePublished']",
    ),
    Site(
        re.compile(r"class=['\"]docsum-title"),
        item="article.full-docsum",
        title=".docsum-title",
        people=".full-authors",
        home="https://pubmed.ncbi.nlm.nih.gov",
        venue=".short-journal-citation",
        date=".full-journal-citation",
    ),
    Site(
        re.compile(r"class=['\"]ptitle['\"]"),
        item="dt.ptitle",
        title="a",
        people="form.authsearch a",
        home="https://openaccess.thecvf.com",
        after=True,
    ),
)


def site_of(text: str) -> Site | None:
    """The site whose page a text is; None for a page of any other."""
    return next((site for site in SITES if site.sign.search(text)), None)
