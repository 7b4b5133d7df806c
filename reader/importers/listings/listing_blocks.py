"""Listing pages as text browsers print them: cards of title, abstract, `• 3 authors`, `·`, date.

The search page of the Hugging Face papers, as w3m and similar programs render it. The lines
at the end of each card anchor the reading; inside a card the looks of its texts decide.
"""

from collections.abc import Sequence

from reader.clean import clean_text
from reader.importers.format import Hints
from reader.importers.listings.cards import Block, blocks, is_ending
from reader.importers.listings.entries import Draft, drafts
from reader.importers.listings.page import page_around
from reader.importers.text.checks import warning
from reader.importers.text.dates import Evidence, Shown, capture, said_in, shown_before
from reader.importers.text.lines import Account, Line, split
from reader.importers.text.looks import SURE, Part, align, ends_sentence, score
from reader.importers.text.pieces import (
    Piece,
    chunks,
    paragraphs,
    piece,
    unwrap,
    without_doubles,
    wrap_width,
)
from reader.model import Caution, Listing

NAME = "listing-blocks"
LABEL = "Listing page, text"

_SAMPLE = 200_000
_EMPTY_PAGE = 0.55
_LONGEST_ORGANISATION = 60
_NO_TITLE = "An abstract without a title: the title is missing, or run together with another line."
_ONE_WORD = "The lines are wrapped and this title is one word: its beginning may be lost."
_NO_TEXT = "The end of a card whose title and abstract are missing."


def confidence(text: str) -> float:
    """How many of the author counts in a text are followed by a date, as they are on cards."""
    lines, _ = split(clean_text(text[:_SAMPLE]))
    page = page_around(lines, is_ending)
    body = [line for line in lines if line.number not in page.furniture]
    if not body:
        return _EMPTY_PAGE if page.head else 0.0
    cards = blocks(body)
    marked = [card for card in cards if card.author_count is not None or card.has_mark]
    complete = [card for card in marked if card.date is not None and card.texts]
    foreign = sum("](" in line.text or "://" in line.text[:12] for line in body)
    if not complete or foreign * 10 > len(body):
        return 0.0
    return min(1.0, 0.5 + 0.5 * len(complete) / len(marked))


def read(text: str, hints: Hints) -> Listing:
    """Read cards."""
    text = clean_text(text)
    lines, total = split(text)
    page = page_around(lines, is_ending)
    account = Account(lines, total, page.furniture)
    body = [line for line in lines if line.number not in page.furniture]
    cards = blocks(without_doubles(body))
    page_date = page.date or _unglue_page_date(cards, after_head=bool(page.head))
    papers, notes = _papers(cards, account, hints, after_head=bool(page.head))
    _mention_missing(papers)
    captured = capture(
        Evidence(
            said=said_in(page.head),
            page_date=page_date,
            printed=[card.date for card in cards if card.date],
            file_name=hints.name,
        ),
        hints.captured,
    )
    entries = tuple(paper.entry(captured) for paper in papers)
    return account.listing(NAME, entries, captured, notes)


def _papers(
    cards: Sequence[Block], account: Account, hints: Hints, *, after_head: bool
) -> tuple[list[Draft], list[Caution]]:
    """The papers of all cards; what belongs to none is handed to the account."""
    width = wrap_width([line for card in cards for line in card.texts])
    papers: list[Draft] = []
    notes: list[Caution] = []
    for place, card in enumerate(cards):
        if place % 500 == 0 and card.texts:
            hints.report(card.texts[0].number, account.total)
        if place == 0 and after_head and (words := _search_words(card, width)):
            account.add_furniture(words)
            text = f"“{words.text}” was read as the words searched for."
            notes.append(warning("search-words", text, words.number))
        papers += _of_card(card, width, account)
    return papers, notes


def _of_card(card: Block, width: int | None, account: Account) -> list[Draft]:
    """The papers of one card: mostly one, several where the end of a card was lost."""
    pieces = _without_organisation(card, _pieces(card.texts, width))
    papers, homeless = drafts(pieces, _parts(card, pieces), one_paper=True)
    for lost in homeless:
        for line in lost.lines:
            account.leftover(line, _NO_TITLE)
    if not papers:
        reason = (
            f"It belongs to the text on line {card.texts[0].number}." if card.texts else _NO_TEXT
        )
        for line in card.ending:
            account.leftover(line, reason)
        return []
    for paper in papers:
        if width is not None and " " not in paper.title.text:
            paper.warn("wrapped", _ONE_WORD, paper.title.first)
    last = papers[-1]
    if card.has_ending:
        last.card = card.card()
    else:
        last.warnings += card.warnings
        last.warn("cut", "The text ends in the middle of this entry.", last.last)
    return papers


def _pieces(texts: Sequence[Line], width: int | None) -> list[Piece]:
    """The titles and abstracts of a card, not yet told apart."""
    groups = paragraphs(texts, width)
    if width is None:
        return [piece([line]) for group in groups for line in group]
    if len(groups) > 1:
        return [piece(group) for group in groups]
    return unwrap(chunk for group in groups for chunk in chunks(group, width))


def _parts(card: Block, pieces: Sequence[Piece]) -> list[Part]:
    """Which pieces are titles; of two, their place before the end of the card tells."""
    scores = [score(each.text) for each in pieces]
    if len(pieces) == 2 and scores[0] < SURE and card.has_ending:
        return [Part.TITLE, Part.ABSTRACT]
    return align(scores)


def _without_organisation(card: Block, pieces: list[Piece]) -> list[Piece]:
    """Leave out the organisation that stands in place of the author count, right before `·`."""
    if card.author_count is not None or not card.has_mark or len(pieces) < 2:
        return pieces
    last = pieces[-1]
    is_name = len(last.text) <= _LONGEST_ORGANISATION and not ends_sentence(last.text)
    return pieces[:-1] if is_name else pieces


def _search_words(card: Block, width: int | None) -> Line | None:
    """The words searched for, which the page prints between its head and the first card."""
    if card.votes and card.texts:
        return card.texts.pop(0) if card.texts[0].number < card.votes.number else None
    pieces = _pieces(card.texts, width)
    if len(pieces) < 3 or len(pieces[0].lines) > 1:
        return None
    points = [score(each.text) for each in pieces[:3]]
    if points[0] < 0 and points[1] < 0 and points[2] >= SURE:
        return card.texts.pop(0)
    return None


def _unglue_page_date(cards: Sequence[Block], *, after_head: bool) -> Shown | None:
    """The date of the page where it is glued to the first title; it is cut off there."""
    if not (after_head and cards and cards[0].texts):
        return None
    card, line = cards[0], cards[0].texts[0]
    found = shown_before(line.text)
    if found is None:
        return None
    date, title = found
    card.texts[0] = Line(line.number, title, line.until)
    text = f"The date of the page, “{date.text}”, was glued to this title and cut off."
    card.warnings.append(warning("glued-furniture", text, line.number))
    return date


def _mention_missing(papers: Sequence[Draft]) -> None:
    """Say which papers lack the date or the number of authors that most others have."""
    cards = [paper.card for paper in papers if paper.card]
    dates = sum(card.date is not None for card in cards)
    counts = sum(card.author_count is not None for card in cards)
    for paper in papers:
        card = paper.card
        if (card is None or card.date is None) and dates * 2 > len(papers):
            paper.warn("no-date", "The date is missing here.", paper.last)
        if (card is None or card.author_count is None) and counts * 2 > len(papers):
            paper.warn("no-authors", "The number of authors is missing here.", paper.last)
