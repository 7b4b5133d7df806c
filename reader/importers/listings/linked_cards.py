"""Cards of a listing page from its tokens: where each begins and ends, and what it says.

A title is a heading, or a text whose link names a paper that had none yet; on pages without
links it is the first text after the end of the card before it. What stands directly above a
title (votes, `Submitted by`, a picture) belongs to it, unless its link names another paper.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reader.importers.listings import marks
from reader.importers.listings.entries import Card, Draft
from reader.importers.listings.marks import Mark, Token
from reader.importers.text.checks import warning
from reader.importers.text.fragments import Fragment
from reader.importers.text.looks import SURE, ends_sentence, score
from reader.importers.text.page_words import submitter_in
from reader.model import Caution

_ABOVE = frozenset({Mark.VOTES, Mark.BOX, Mark.SUBMITTER, Mark.PAPER, Mark.NOTHING, Mark.NUMBER})
_ENDS = frozenset({Mark.AUTHORS, Mark.DATE, Mark.COMMENTS, Mark.CODE, Mark.PAPER})
_OPENS = frozenset({Mark.BOX, Mark.SUBMITTER, Mark.VOTES})
_LONGEST_NAME = 60
_NAME_OR_TITLE = "“{}” was read as an organisation; it could be the end of the title."
_LONGEST_TITLE = 400


@dataclass(slots=True)
class LinkedCard:
    """One card: its title, the texts below it, and everything marked."""

    title: Token
    tokens: list[Token] = field(default_factory=list)
    above: list[Token] = field(default_factory=list)
    strays: list[Token] = field(default_factory=list)
    page: list[Token] = field(default_factory=list)
    below: bool = False
    """Whether words of the page follow its end."""

    @property
    def ended(self) -> bool:
        """Whether any line of its end is there."""
        return any(token.mark in _ENDS for token in self.tokens)

    @property
    def is_marked(self) -> bool:
        """Whether something besides the title shows that it is a card."""
        return bool(self.above) or any(token.mark is not Mark.TEXT for token in self.tokens)

    @property
    def paper(self) -> str | None:
        """The arXiv identifier that its links name."""
        own = (token.paper for token in [self.title, *self.above, *self.tokens])
        return next((paper for paper in own if paper), None)

    @property
    def first(self) -> int:
        """Its first line."""
        return min(token.fragment.first for token in [self.title, *self.above])

    @property
    def last(self) -> int:
        """Its last line."""
        return max(token.fragment.last for token in [self.title, *self.tokens])


def named(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with the name after `Submitted by` read as part of it."""
    result: list[Token] = []
    waiting = False
    for token in _counted(tokens):
        is_name = token.mark in (Mark.TEXT, Mark.ORGANISATION) and not token.fragment.heading
        if waiting and is_name and len(token.words) <= _LONGEST_NAME:
            result.append(Token(Mark.SUBMITTER, token.fragment))
            waiting = False
            continue
        result.append(token)
        if token.mark is Mark.SUBMITTER:
            waiting = submitter_in(token.words) == ""
        elif token.mark not in (Mark.NOTHING, Mark.PAPER):
            waiting = False
    return result


def _counted(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with the numbers on the line below “Upvote” and “GitHub” read as part of those."""
    result: list[Token] = []
    label: Token | None = None
    for token in tokens:
        if label is not None and token.fragment.link is None and not token.fragment.heading:
            if label.mark is Mark.VOTES and token.mark is Mark.NUMBER:
                token = replace(label, number=token.number, fragment=_both(label, token))
                result.pop()
            elif label.mark is Mark.CODE and marks.are_stars(token.words):
                token = replace(label, fragment=_both(label, token))
                result.pop()
        is_label = token.mark in (Mark.VOTES, Mark.CODE) and token.words.replace(" ", "").isalpha()
        label = token if is_label and token.number is None else None
        result.append(token)
    return result


def _both(first: Token, last: Token) -> Fragment:
    """One fragment of two, with the words and the link of the first."""
    return replace(first.fragment, last=last.fragment.last)


def cards(tokens: Sequence[Token]) -> list[LinkedCard]:
    """The cards of a page, in order."""
    titles = _marked_titles(tokens)
    is_sure = bool(titles)
    titles = titles or _titles_after_ends(tokens)
    with_boxes = any(token.mark in _OPENS for token in tokens)
    are_linked = any(token.mark is Mark.COMMENTS and token.paper for token in tokens)
    starts = [
        _first_above(tokens, place, after, with_boxes=with_boxes, are_linked=are_linked)
        for place, after in zip(titles, [-1, *titles], strict=False)
    ]
    found = []
    for place, start, end in zip(titles, starts, [*starts[1:], len(tokens)], strict=False):
        card = LinkedCard(tokens[place], above=list(tokens[start:place]))
        _fill(card, tokens[place + 1 : end])
        if is_sure or card.is_marked:
            found.append(card)
    return found


def _marked_titles(tokens: Sequence[Token]) -> list[int]:
    """The places of the texts that headings or links show to be titles."""
    level = _title_level(tokens)
    if level:
        return [
            place
            for place, token in enumerate(tokens)
            if token.mark is Mark.TEXT and token.fragment.heading == level
        ]
    return _linked_titles(tokens)


def _title_level(tokens: Sequence[Token]) -> int:
    """The level of headings that are titles: that of linked ones, else the most frequent one."""
    headings = [token for token in tokens if token.fragment.heading and token.mark is Mark.TEXT]
    linked = Counter(token.fragment.heading for token in headings if token.paper)
    if linked:
        return linked.most_common(1)[0][0]
    levels = Counter(token.fragment.heading for token in headings)
    levels.pop(1, None)
    return levels.most_common(1)[0][0] if levels else 0


def _linked_titles(tokens: Sequence[Token]) -> list[int]:
    """Texts whose link names a paper, the first one of each run of the same paper."""
    places: list[int] = []
    last: str | None = None
    ended = True
    for place, token in enumerate(tokens):
        if token.mark is Mark.TEXT and token.paper:
            if (token.paper != last or ended) and len(token.words) <= _LONGEST_TITLE:
                places.append(place)
                last, ended = token.paper, False
        elif token.mark in _ENDS and token.words:
            ended = True
    return places


def _titles_after_ends(tokens: Sequence[Token]) -> list[int]:
    """The first text of each card, where nothing but the order of the lines tells it.

    A text that the beginning of a card follows directly was none: it is of the page above.
    """
    places: list[int] = []
    is_open, texts = True, 0
    for place in range(_head_end(tokens), len(tokens)):
        token = tokens[place]
        if token.mark is Mark.TEXT:
            texts += 1
            if is_open:
                places.append(place)
                is_open, texts = False, 1
        elif token.mark in _OPENS and not marks.says_upvote(token.words):
            if not is_open and texts == 1 and not places[:-1]:
                places.pop()
            is_open = True
        elif token.mark in _ENDS and token.words:
            is_open = True
    return places


def _head_end(tokens: Sequence[Token]) -> int:
    """The place after the last words of the page above the first end of a card."""
    end = 0
    for place, token in enumerate(tokens):
        if token.mark is Mark.PAGE:
            end = place + 1
        elif token.mark in (Mark.AUTHORS, Mark.COMMENTS):
            break
    return end


def _first_above(
    tokens: Sequence[Token], place: int, after: int, *, with_boxes: bool, are_linked: bool
) -> int:
    """Where the card of the title at `place` begins; `after` is the place of the title before.

    Where all comments are `are_linked`, a number without link is no count of them.
    """
    paper = tokens[place].paper
    start, votes = place, False
    for at in range(place - 1, after, -1):
        token = tokens[at]
        if token.mark not in _ABOVE or (paper and token.paper and token.paper != paper):
            break
        if token.mark is Mark.PAPER and marks.name(token.words):
            break
        if token.mark is Mark.VOTES and token.number is not None:
            if votes or (marks.says_upvote(token.words) and not paper):
                break
            votes = True
        elif token.mark is Mark.NUMBER:
            is_alone = are_linked and bool(paper) and token.fragment.link is None
            if votes or not (is_alone or _are_votes(tokens, at, after, with_boxes=with_boxes)):
                break
            votes = True
        elif token.mark is Mark.SUBMITTER and submitter_in(token.words) is not None:
            votes = True
        start = at
    return start


def _are_votes(tokens: Sequence[Token], at: int, after: int, *, with_boxes: bool) -> bool:
    """Whether a lone number above a title counts votes: something that opens a card is before."""
    for before in range(at - 1, after, -1):
        mark = tokens[before].mark
        if mark is not Mark.NOTHING:
            return mark in _OPENS or (mark is Mark.NUMBER and not with_boxes)
    return after < 0


def _fill(card: LinkedCard, tokens: Sequence[Token]) -> None:
    """The tokens below a title: those of the card, texts after its end, words of the page.

    A link that names another paper is of a card whose title was lost: all that follows is.
    """
    ended = lost = False
    for token in tokens:
        lost = lost or bool(token.paper and card.paper and token.paper != card.paper)
        if token.mark is Mark.NOTHING:
            continue
        if token.mark is Mark.PAGE:
            card.below = card.below or (ended and bool(token.words))
        elif card.below and not lost and _is_line_of_page(token):
            card.page.append(token)
        elif lost or (ended and token.mark is Mark.TEXT) or (card.strays and not card.below):
            card.strays.append(token)
        elif card.below:
            card.page.append(token)
        else:
            card.tokens.append(token)
            ended = ended or token.mark in _ENDS or token.mark is Mark.ORGANISATION


def _is_line_of_page(token: Token) -> bool:
    """Whether a text below the words of a page may be its search words."""
    return token.mark is Mark.TEXT and len(token.words) <= _LONGEST_NAME and score(token.words) < 0


def draft(card: LinkedCard, *, are_titles_only: bool = False) -> Draft:
    """A card as a paper in the making.

    On a page of titles only, a short line below a title is an organisation, not an abstract.
    """
    texts = [token for token in card.tokens if token.mark is Mark.TEXT]
    organisation = _organisation(card, texts)
    guessed = None if organisation or not are_titles_only else _name_below(card, texts)
    texts = [token for token in texts if token not in (organisation, guessed)]
    paper = Draft(card.title.fragment.piece)
    if guessed is not None:
        line = guessed.fragment.first
        paper.warn("wrapped", _NAME_OR_TITLE.format(guessed.words), line)
    if texts:
        paper.abstract = texts[0].fragment.piece
        paper.more = [token.fragment.piece for token in texts[1:]]
        if paper.more:
            line = paper.more[0].first
            text = f"The text on line {line} may belong to this abstract."
            paper.warn("abstract-goes-on", text, line)
    paper.card = _card(card)
    return paper


def _organisation(card: LinkedCard, texts: Sequence[Token]) -> Token | None:
    """The name that stands, without link, where the number of authors would: before the dot."""
    if not texts or any(token.mark is Mark.AUTHORS for token in card.tokens):
        return None
    last = texts[-1]
    place = card.tokens.index(last)
    before = card.tokens[place - 1] if place and len(texts) == 1 else None
    after = card.tokens[place + 1] if place + 1 < len(card.tokens) else None
    at_dot = after is not None and (
        after.mark is Mark.DOT or (after.mark is Mark.DATE and after.words[:1] in "·•∙⋅")
    )
    below_dot = before is not None and before.mark is Mark.DOT
    return last if (at_dot or below_dot) and is_name(last) else None


def is_name(token: Token) -> bool:
    """Whether a text is short and no sentence, as the names of organisations are."""
    words = marks.name(token.words)
    return len(words) <= _LONGEST_NAME and not ends_sentence(words) and score(words) < SURE


def _name_below(card: LinkedCard, texts: Sequence[Token]) -> Token | None:
    """The one short text of a card that does not say how many authors the paper has."""
    has_authors = any(token.mark is Mark.AUTHORS for token in card.tokens)
    return texts[0] if len(texts) == 1 and not has_authors and is_name(texts[0]) else None


def _card(card: LinkedCard) -> Card:
    """What a card says besides title and abstract."""
    about = [*card.above, *card.tokens]
    votes = [token.number for token in about if token.mark is Mark.VOTES]
    votes += [token.number for token in card.above if token.mark is Mark.NUMBER]
    dates = [token.date for token in card.tokens if token.date]
    codes = [token.fragment.link for token in about if token.mark is Mark.CODE]
    counts = [token.number for token in card.tokens if token.mark is Mark.AUTHORS]
    paper = card.paper
    is_hf = any(token.paper and "arxiv.org" not in (token.fragment.link or "") for token in
                [card.title, *about])  # fmt: skip
    site = "https://huggingface.co/papers/" if is_hf else "https://arxiv.org/abs/"
    comments, warnings = _comments(card)
    return Card(
        first=card.first,
        last=card.last,
        author_count=next(iter(counts), None),
        date=next(iter(dates), None),
        comments=comments,
        link=f"{site}{paper}" if paper else None,
        upvotes=next((number for number in votes if number is not None), None),
        code_url=next((code for code in codes if code), None),
        warnings=tuple(warnings),
    )


def _comments(card: LinkedCard) -> tuple[int | None, list[Caution]]:
    """The number of comments: linked, beside the date, or alone after the card's end."""
    warnings = []
    found: int | None = None
    ended = False
    for token in card.tokens:
        ended = ended or token.mark in (Mark.AUTHORS, Mark.DATE)
        if token.mark is Mark.DATE and token.date is None:
            text = f"“{token.words}” is a date and a number run together; it was not read."
            warnings.append(warning("number-unread", text, token.fragment.first))
        elif token.mark is Mark.COMMENTS or token.mark is Mark.DATE:
            found = token.number if found is None else found
        elif token.mark is Mark.NUMBER:
            if ended and found is None:
                found = token.number
            else:
                text = f"The number {token.words} could be votes or comments; it was not read."
                warnings.append(warning("number-unread", text, token.fragment.first))
    return found, warnings
