"""Listing pages as bare lines: title, abstract, title, abstract, and nothing else.

This is what copying a search page of the Hugging Face papers gives when only the texts of
the cards are kept. Titles and abstracts are told apart by their looks, line by line, and the
alternation is checked, not counted: a lost line must not shift all that follows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reader.clean import clean_text
from reader.importers.format import Hints
from reader.importers.listings.entries import Draft, drafts
from reader.importers.listings.page import Page, page_around
from reader.importers.text.dates import Evidence, capture, said_in
from reader.importers.text.furniture import may_be_glued, unglue
from reader.importers.text.lines import Account, Line, split
from reader.importers.text.links import ends_with_link
from reader.importers.text.looks import SURE, align, ends_sentence, score
from reader.importers.text.pieces import (
    Piece,
    chunks,
    paragraphs,
    piece,
    unwrap,
    without_doubles,
    wrap_width,
)
from reader.model import Listing

NAME = "listing-lines"
LABEL = "Listing page, titles and abstracts"

_SAMPLE = 200_000
_CUT_PAGE = 0.5
"""Confidence in a page whose head is there, but hardly anything after it."""
_FEW = 3
_SECTION = re.compile(
    r"(?:(?:\d{1,2}|[IVX]{1,4})[.)]?\s{1,3})?(?:abstract|introduction|background|related works?"
    r"|preliminaries|methods?|methodology|approach|experiments?|experimental (?:setup|results)"
    r"|results|evaluation|discussion|limitations|conclusions?|acknowledge?ments|references"
    r"|appendix)",
    re.IGNORECASE,
)
"""The headings of the parts of a paper."""
_NO_TITLE = "An abstract without a title: the title is missing, or run together with another line."
_MARKUP = (
    "#",
    "{",
    "}",
    "<",
    "@",
    "%",
    "//",
    "/*",
    "- ",
    "*",
    "| ",
    "[",
    "__",
    "```",
    "import ",
    "from ",
)


def confidence(text: str) -> float:
    """How much of a text alternates between sure titles and sure abstracts."""
    lines, _ = split(clean_text(text[:_SAMPLE]))
    page = page_around(lines, _never)
    body = [line for line in lines if line.number not in page.furniture]
    pieces = _pieces(body)
    if not pieces:
        return _CUT_PAGE if page.head else 0.0
    if sum(_SECTION.fullmatch(each.text) is not None for each in pieces) >= _FEW - 1:
        return 0.0  # the text of one paper
    scores = [score(each.text) for each in pieces]
    pairs = sum(
        1
        for title, points, abstract in zip(pieces, scores, scores[1:], strict=False)
        if points < 0 and abstract >= SURE and not title.text.startswith(_MARKUP)
    )
    sure = min(1.0, 2 * pairs / len(pieces))
    is_rest = page.after_mail and len(pieces) <= _FEW and not pieces[0].text.startswith(_MARKUP)
    return max(sure, _CUT_PAGE) if is_rest else sure


def read(text: str, hints: Hints) -> Listing:
    """Read alternating titles and abstracts."""
    text = clean_text(text)
    lines, total = split(text)
    page = page_around(lines, _never)
    account = Account(lines, total, page.furniture)
    body = [line for line in lines if line.number not in page.furniture]
    pieces, glued = _unglued(_pieces(body), page)
    papers, homeless = drafts(pieces, align([score(each.text) for each in pieces]))
    for lost in homeless:
        for line in lost.lines:
            account.leftover(line, _NO_TITLE)
    for paper in papers:
        if paper.title.first in glued:
            paper.warn("glued-furniture", glued[paper.title.first], paper.title.first)
    _mention_end(papers)
    evidence = Evidence(said=said_in(page.head), page_date=page.date, file_name=hints.name)
    captured = capture(evidence, hints.captured)
    entries = tuple(paper.entry(captured) for paper in _reporting(papers, hints, total=total))
    return account.listing(NAME, entries, captured)


def _never(text: str) -> bool:
    """No line of this shape is marked as part of a card."""
    return False


def _pieces(body: Sequence[Line]) -> list[Piece]:
    """The titles and abstracts of the body, not yet told apart."""
    body = without_doubles(body)
    width = wrap_width(body)
    if width is None:
        return [piece([line]) for line in body]
    return unwrap(
        chunk for paragraph in paragraphs(body, width) for chunk in chunks(paragraph, width)
    )


def _unglued(pieces: Sequence[Piece], page: Page) -> tuple[list[Piece], dict[int, str]]:
    """The pieces without page text that lost its line break, and what to say about which line."""
    result = list(pieces)
    said: dict[int, str] = {}
    for place, each in enumerate(pieces):
        title = unglue(each.text, after_mail=each.first in page.after_mail)
        if title is not None:
            said[each.first] = "Words of the page were glued to this title and cut off."
            result[place] = replace(each, text=title)
        elif place == 0 and may_be_glued(each.text):
            said[each.first] = "“Subscribe”, a word of the page, may be glued to this title."
    return result, said


def _mention_end(papers: Sequence[Draft]) -> None:
    """Say so when the text stops in the middle of its last paper."""
    if papers:
        last = papers[-1]
        text = last.abstract.text if last.abstract else ""
        if not ends_sentence(text) or (ends_with_link(text) and text[-1] not in ".)]}"):
            last.warn("cut", "The text ends in the middle of this entry.", last.last)


def _reporting(papers: Sequence[Draft], hints: Hints, *, total: int) -> Iterator[Draft]:
    for place, paper in enumerate(papers):
        if place % 500 == 0:
            hints.report(paper.title.first, total)
        yield paper
