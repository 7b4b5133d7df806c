"""Reading a page of cards from its fragments: head, cards, foot, each line accounted for."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import Any

from reader.clean import white
from reader.importers.format import Hints
from reader.importers.listings.entries import Draft, Expected
from reader.importers.listings.linked_cards import LinkedCard, cards, draft, is_name, named
from reader.importers.listings.marks import Mark, Token, token
from reader.importers.listings.page_days import page_day
from reader.importers.text.checks import warning
from reader.importers.text.dates import Capture, Evidence, Shown, capture, said_in
from reader.importers.text.fragments import Fragment
from reader.importers.text.lines import Account, Line, split
from reader.importers.text.looks import SURE, score
from reader.model import Caution, Entry, Facts, Listing

_SUMMARY = 350
_SEARCH_WORDS = 80
_EMPTY_PAGE = 0.5
_STEP = 500
_PEOPLE = frozenset({Mark.AUTHORS, Mark.ORGANISATION})
_NO_PEOPLE = "No line tells of the authors here: words of another line may stand in the title."
_VOTES_IN_TITLE = "The number before this title may be its votes: two lines may be run together."
_STRAY = "It stands after the end of a card: the title of its own card is missing."
_NO_TITLE = "An abstract without a title: the title is missing, or run together with another line."
_ABOVE = "It stands above the first paper and is no known part of the page."


def tokens_of(fragments: Iterable[Fragment]) -> list[Token]:
    """What each fragment of a page is."""
    return named([token(fragment) for fragment in fragments])


def likeness(tokens: Sequence[Token]) -> float:
    """How much a text is a page of cards: the share of its texts that are in marked cards."""
    found = cards(tokens)
    if not found:
        pages = sum(each.mark is Mark.PAGE for each in tokens)
        return _EMPTY_PAGE if pages > 5 and pages * 2 > len(tokens) else 0.0
    marked = sum(card.is_marked for card in found)
    strays = sum(bool(card.strays) for card in found)
    ends = sum(card.ended for card in found)
    return max(0.0, (2 * (marked + ends) - strays) / (4 * len(found)))


def read_page(
    name: str, text: str, tokens: Sequence[Token], hints: Hints, furniture: Iterable[int] = ()
) -> Listing:
    """Read the tokens of a page. `furniture` are further lines that belong to no card."""
    lines, total = split(text)
    found, homeless = _with_titles(cards(tokens))
    start = min((card.first for card in [*found, *homeless]), default=total + 1)
    page = _Page(lines, total, furniture)
    for each in tokens:
        if each.mark in (Mark.PAGE, Mark.NOTHING):
            page.claim(each)
    page.head([each for each in tokens if each.fragment.last < start])
    for card in [*found, *homeless]:
        for each in card.page:
            page.claim(each)
        for each in card.strays:
            page.leave(each, _STRAY)
    for card in homeless:
        for each in [card.title, *card.above, *card.tokens]:
            page.leave(each, _NO_TITLE)
    captured = _captured(lines, start, tokens, found, hints)
    papers = _papers(found)
    entries = []
    for place, paper in enumerate(papers):
        if place % _STEP == 0:
            hints.report(paper.first, total)
        entries.append(paper.entry(captured))
    kept = page.without_copies(entries)
    return page.account.listing(name, kept, captured, [*page.notes, *_about_texts(kept)])


class _Page:
    """The account of a page, and what is to be said about it."""

    def __init__(self, lines: Sequence[Line], total: int, furniture: Iterable[int]) -> None:
        self.account = Account(lines, total, furniture)
        self.notes: list[Caution] = []
        self._by_number = {line.number: line for line in lines}

    def _lines(self, first: int, last: int) -> list[Line]:
        numbers = range(first, last + 1)
        return [self._by_number[number] for number in numbers if number in self._by_number]

    def claim(self, token: Token) -> None:
        """This is part of the page, not of a paper."""
        self.claim_lines(token.fragment.first, token.fragment.last)

    def claim_lines(self, first: int, last: int) -> None:
        """These lines are understood, but no further paper comes of them."""
        for line in self._lines(first, last):
            self.account.add_furniture(line)

    def leave(self, token: Token, reason: str) -> None:
        """This was not understood."""
        for line in self._lines(token.fragment.first, token.fragment.last):
            self.account.leftover(line, reason)

    def head(self, tokens: Sequence[Token]) -> None:
        """What stands above the first card: all down to the last known words of the page."""
        known = [place for place, each in enumerate(tokens) if each.mark is Mark.PAGE]
        end = known[-1] if known else -1
        for place, each in enumerate(tokens):
            is_text = each.mark is Mark.TEXT and not each.fragment.heading
            if place < end or not is_text:
                self.claim(each)
            elif known and len(each.words) <= _SEARCH_WORDS and score(each.words) < 0:
                self.claim(each)
                text = f"“{each.words}” was read as the words searched for."
                self.notes.append(warning("search-words", text, each.fragment.first))
            else:
                self.leave(each, _ABOVE)

    def without_copies(self, entries: Sequence[Entry]) -> list[Entry]:
        """The entries with the further copies of a card merged into the first one."""
        kept: list[Entry] = []
        places: dict[str, int] = {}
        for entry in entries:
            key = entry.facts.arxiv_id or " ".join(entry.facts.title.casefold().split())
            place = places.setdefault(key, len(kept))
            if place == len(kept):
                kept.append(entry)
            else:
                is_next = place == len(kept) - 1
                kept[place] = _merged(kept[place], entry, is_next=is_next)
                if not is_next:
                    self.claim_lines(entry.first_line, entry.last_line)
        return kept


def _merged(first: Entry, copy: Entry, *, is_next: bool) -> Entry:
    """One entry of two copies of a card: what the first one lacks comes from the second."""
    more: dict[str, Any] = {}
    for each in fields(Facts):
        if getattr(first.facts, each.name) in (None, ()):
            more[each.name] = getattr(copy.facts, each.name)
    text = f"This paper stands again on lines {copy.first_line} to {copy.last_line}."
    again = [each for each in first.warnings if each.code == "listed-twice"]
    said = () if again else (warning("listed-twice", text, copy.first_line),)
    last = copy.last_line if is_next else first.last_line
    return Entry(replace(first.facts, **more), first.first_line, last, (*first.warnings, *said))


def _with_titles(found: Sequence[LinkedCard]) -> tuple[list[LinkedCard], list[LinkedCard]]:
    """The cards, and those whose “title” is an abstract: theirs was lost."""
    good: list[LinkedCard] = []
    bad: list[LinkedCard] = []
    for card in found:
        lost = not card.title.fragment.heading and score(card.title.words) >= SURE
        (bad if lost else good).append(card)
    return good, bad


def _papers(found: Sequence[LinkedCard]) -> list[Draft]:
    """The papers of all cards, with what is missing where the others have it."""
    texts = [each for card in found for each in card.tokens if each.mark is Mark.TEXT]
    are_titles_only = all(is_name(each) for each in texts)
    papers = [draft(card, are_titles_only=are_titles_only) for card in found]
    has_texts = any(paper.abstract for paper in papers)
    has_code = any(each.mark is Mark.CODE for card in found for each in card.tokens)
    dates = sum(paper.card is not None and paper.card.date is not None for paper in papers)
    for paper in papers:
        if not has_texts:
            paper.expected = Expected.NOTHING
        elif has_code and paper.abstract and _is_summary(white(paper.abstract.text)):
            paper.expected = Expected.SUMMARY
        if (paper.card is None or paper.card.date is None) and dates * 2 > len(papers):
            paper.warn("no-date", "The date is missing here.", paper.last)
    if not has_texts:
        _check_titles(found, papers)
    if found and not found[-1].ended and sum(card.ended for card in found) * 2 > len(found):
        last = papers[-1]
        last.warn("cut", "The text ends in the middle of this entry.", last.last)
    return papers


def _check_titles(found: Sequence[LinkedCard], papers: Sequence[Draft]) -> None:
    """Say which cards of a page of titles lack a line that most have: it may be in the title."""
    people = [any(each.mark in _PEOPLE for each in [*card.above, *card.tokens]) for card in found]
    people = [
        is_there or any(each.mark is Mark.TEXT for each in card.tokens)
        for is_there, card in zip(people, found, strict=True)
    ]
    votes = [paper.card is not None and paper.card.upvotes is not None for paper in papers]
    for card, paper, has_people, has_votes in zip(found, papers, people, votes, strict=True):
        if not has_people and sum(people) * 2 >= len(found):
            paper.warn("broken", _NO_PEOPLE, card.first)
        is_counted = not has_votes and card.title.words[:1].isdigit()
        if is_counted and sum(votes) * 2 >= len(found):
            paper.warn("joined", _VOTES_IN_TITLE, card.first)


def _is_summary(text: str) -> bool:
    """Whether a text is the one generated sentence that trending pages print."""
    return len(text) <= _SUMMARY and ". " not in text.replace("e.g. ", "").replace("i.e. ", "")


def _about_texts(entries: Sequence[Entry]) -> list[Caution]:
    if entries and not any(entry.facts.abstract for entry in entries):
        return [warning("titles-only", "This page prints no abstracts.", entries[0].first_line)]
    return []


def _captured(
    lines: Sequence[Line], start: int, tokens: Sequence[Token], found: Sequence[LinkedCard],
    hints: Hints,
) -> Capture:  # fmt: skip
    """When the page was saved, from its head, its links to the days beside it, its papers."""
    head = [line.text for line in lines if line.number < start]
    links = [each.fragment.link for each in tokens if each.fragment.link]
    page_date = _page_date(tokens, start)
    dated = [
        (paper, each.date)
        for card, paper in ((card, card.paper) for card in found)
        for each in card.tokens
        if each.date
    ]
    evidence = Evidence(
        said=page_day(page_date, links) or said_in(head),
        page_date=page_date,
        printed=[date for _, date in dated],
        ids=[paper for paper, date in dated if paper and date.year is None],
        file_name=hints.name,
    )
    return capture(evidence, hints.captured)


def _page_date(tokens: Sequence[Token], start: int) -> Shown | None:
    """The date in the head of the page."""
    for each in tokens:
        if each.fragment.last >= start:
            return None
        if each.date is not None and each.date.count is None:
            return each.date
    return None
