"""Listing pages as bare lines: title, abstract, title, abstract, and nothing else.

This is what copying a search page of the Hugging Face papers gives when only the texts of
the cards are kept. Titles and abstracts are told apart by their looks, line by line, and the
alternation is checked, not counted: a lost line must not shift all that follows.
"""

from collections.abc import Iterator, Sequence

from reader.clean import clean_text
from reader.importers.dates import Evidence, capture, said_in
from reader.importers.entries import Draft, drafts
from reader.importers.format import Hints
from reader.importers.furniture import unglue
from reader.importers.lines import Account, Line, split
from reader.importers.looks import SURE, Part, align, ends_sentence, score
from reader.importers.page import Page, page_around
from reader.importers.pieces import (
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
_EMPTY_PAGE = 0.5
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
    "* ",
    "| ",
    "[",
    "```",
    "import ",
    "from ",
)


def confidence(text: str) -> float:
    """How much of a text alternates between sure titles and sure abstracts."""
    lines = [line for line in split(clean_text(text[:_SAMPLE])) if line.text]
    page = page_around(lines, _never)
    body = [line for line in lines if line.number not in page.furniture]
    pieces = _pieces(body)
    if not pieces:
        return _EMPTY_PAGE if lines and page.head else 0.0
    scores = [score(each.text) for each in pieces]
    pairs = sum(
        1
        for title, points, abstract in zip(pieces, scores, scores[1:], strict=False)
        if points < 0 and abstract >= SURE and not title.text.startswith(_MARKUP)
    )
    return min(1.0, 2 * pairs / len(pieces))


def read(text: str, hints: Hints) -> Listing:
    """Read alternating titles and abstracts."""
    text = clean_text(text)
    all_lines = split(text)
    account = Account(all_lines)
    lines = [line for line in all_lines if line.text]
    page = page_around(lines, _never)
    body = []
    for line in lines:
        if line.number in page.furniture:
            account.furniture(line)
        else:
            body.append(line)
    body, glued = _unglued(body, page)
    pieces = _pieces(body)
    papers, homeless = drafts(pieces, _parts(pieces))
    for lost in homeless:
        for line in lost.lines:
            account.leftover(line, _NO_TITLE)
    _mention_glue(papers, glued)
    _mention_end(papers)
    evidence = Evidence(said=said_in(page.head), page_date=page.date, file_name=hints.name)
    captured = capture(evidence, hints.captured)
    entries = tuple(
        paper.entry(captured) for paper in _reporting(papers, hints, total=len(all_lines))
    )
    furniture, leftovers = account.close(entries)
    return Listing(
        format=NAME,
        lines=len(all_lines),
        entries=entries,
        furniture=furniture,
        leftovers=leftovers,
        captured=captured.date,
        captured_evidence=captured.evidence,
    )


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


def _parts(pieces: Sequence[Piece]) -> list[Part]:
    cut_end = bool(pieces) and not ends_sentence(pieces[-1].text)
    return align([score(each.text) for each in pieces], cut_end=cut_end)


def _unglued(body: Sequence[Line], page: Page) -> tuple[list[Line], dict[int, bool]]:
    """The lines with `Subscribe` cut off where it lost its line break.

    Also says which lines begin so, and of which of them it was cut off: the word stays where
    no email invitation stands before it.
    """
    lines = list(body)
    glued: dict[int, bool] = {}
    for place, line in enumerate(lines):
        after_mail = line.number in page.after_mail
        if (after_mail or place == 0) and (title := unglue(line.text)) is not None:
            glued[line.number] = after_mail
            if after_mail:
                lines[place] = Line(line.number, title, line.until)
    return lines, glued


def _mention_glue(papers: Sequence[Draft], glued: dict[int, bool]) -> None:
    for paper in papers:
        line = paper.title.first
        if line in glued:
            text = (
                "“Subscribe”, a word of the page, was glued to the title and cut off."
                if glued[line]
                else "“Subscribe”, a word of the page, may be glued to the title."
            )
            paper.warn("glued-furniture", text, line)


def _mention_end(papers: Sequence[Draft]) -> None:
    """Say so when the text stops in the middle of its last paper."""
    if papers:
        last = papers[-1]
        if last.abstract is None or not ends_sentence(last.abstract.text):
            last.warn("cut", "The text ends in the middle of this entry.", last.last)


def _reporting(papers: Sequence[Draft], hints: Hints, *, total: int) -> Iterator[Draft]:
    for place, paper in enumerate(papers):
        if place % 500 == 0:
            hints.report(paper.title.first, total)
        yield paper
