"""What the fragments of a listing page are: titles, votes, authors, dates, words of the page.

These marks can be recognised alone, without their surroundings. What is left is text: a
title, an abstract, the name of an organisation; that is decided by the cards.
"""

import re
from dataclasses import dataclass, replace
from enum import Enum

from reader.importers.text import furniture, links
from reader.importers.text.dates import Shown, begins_like_date, shown
from reader.importers.text.fragments import Fragment
from reader.importers.text.page_words import ARXIV_PAGE, UPVOTE, authors_in, submitter_in


class Mark(Enum):
    """What a fragment is for."""

    TEXT = "text"
    VOTES = "votes"
    BOX = "box"
    SUBMITTER = "submitter"
    AUTHORS = "authors"
    ORGANISATION = "organisation"
    DOT = "dot"
    DATE = "date"
    COMMENTS = "comments"
    CODE = "code"
    PAPER = "paper"
    NUMBER = "number"
    NOTHING = "nothing"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Token:
    """A fragment and what it is. `paper` is the arXiv identifier that its link names."""

    mark: Mark
    fragment: Fragment
    paper: str | None = None
    number: int | None = None
    date: Shown | None = None

    @property
    def words(self) -> str:
        """The text as one line."""
        return self.fragment.words


_NAME_LENGTH = 80  # characters of an organisation with the dot behind it
_DOT = "·•∙⋅|"
_NONE = "-–—−"
_THOUSANDS = r"\d{1,3}(?:\.\d{1,2})?k"
_SOME = rf"(?:{_THOUSANDS}|\d{{1,7}})"
_BOX = re.compile(rf"\[[ x-]?\](?:\s{{0,3}}(?P<count>{_SOME}|[{_NONE}]))?$")
_SAYS_UPVOTE = re.compile(UPVOTE, re.IGNORECASE)
_UPVOTE = re.compile(
    rf"(?:{UPVOTE}|Votes?|[▲△⬆🔼🔺👍❤♥]\ufe0f?)\s?[:：]?\s{{0,3}}(?P<count>{_SOME}|[{_NONE}])?$"
    rf"|(?P<before>{_SOME})\s(?:up)?votes?$",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    rf"(?:[💬🗨🗪]\ufe0f?|Comments?\s?[:：])\s{{0,3}}(?P<count>{_SOME}|[{_NONE}])$"
    rf"|(?P<before>{_SOME})\scomments?$",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?:\w{1,12}: )?(?:GitHub|⭐|★)\s?(?P<stars>[\d.,]{1,8}[kKmM]?)?$")
_PAPER_LABEL = re.compile(
    rf"(?:View )?(?:arXiv|PDF|Paper|HTML)(?: [Pp]age)?(?: \(PDF\))?$|{ARXIV_PAGE}$", re.IGNORECASE
)
_PLACEHOLDER = re.compile(r"!?\[[^\[\]]{0,200}\]\s?")
_ALT_TEXT = re.compile(r"^!?\[[^\[\]:：]{1,20}[:：][^\[\]]{0,150}\]\s?")
_RULE = re.compile(r"[-=_*━─\s]{3,}$|\(BUTTON\).{0,30}$|`{1,3}$")
_COUNT = re.compile(rf"\d{{1,6}}$|{_THOUSANDS}$|[{_NONE}]$")
_STARS = re.compile(r"\d{1,4}(?:[.,]\d{1,3})?[kKmM]?$")
_NAME = re.compile(
    r"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/[\w.-]{2,100}/?$|^/[\w.-]{2,100}$"
)
_SITE = re.compile(r"(?:https?://(?:www\.)?(?:huggingface\.co|hf\.co)|file://|/)", re.IGNORECASE)
_PICTURE = re.compile(r"/avatars/|cdn-avatars|cdn-thumbnails|\.(?:png|svg|jpe?g|webp)(?:$|\?)")


def is_mark(text: str) -> bool:
    """Whether a text without link is part of a card or of the page, and no prose."""
    return len(text) <= 200 and _without_link(Fragment(1, 1), text).mark is not Mark.TEXT


def token(fragment: Fragment) -> Token:
    """What a fragment is by itself."""
    if not fragment.lines and fragment.link is None:
        return Token(Mark.NOTHING, fragment)
    if len(fragment.lines) > 12:
        paper = links.paper_id(fragment.link) if fragment.link else None
        return Token(Mark.TEXT, fragment, paper)
    words = fragment.words
    if fragment.link is None:
        return _without_link(fragment, words)
    return _with_link(fragment, words, fragment.link)


def _with_link(fragment: Fragment, words: str, link: str) -> Token:
    paper = links.paper_id(link)
    if "login?next=" in link:
        number = number_in(words)
        return Token(Mark.VOTES if paper else Mark.PAGE, fragment, paper, number)
    if "#community" in link:
        return Token(Mark.COMMENTS, fragment, paper, number_in(words))
    plain = _without_link(fragment, words)
    if plain.mark in (Mark.AUTHORS, Mark.SUBMITTER, Mark.DOT):
        return replace(plain, paper=paper)
    if paper is not None:
        bare = not _PLACEHOLDER.sub("", words) or _PAPER_LABEL.match(words)
        if not bare and plain.mark is Mark.DATE:
            return plain
        return Token(Mark.PAPER if bare else Mark.TEXT, fragment, paper)
    if code := links.code_link(link):
        if not words or _CODE.match(words) or _STARS.match(words):
            return Token(Mark.CODE, replace(fragment, link=code))
        return Token(Mark.TEXT, fragment)
    if not words or _PICTURE.search(link):
        return Token(Mark.NOTHING if _PICTURE.search(link) else Mark.PAGE, fragment)
    return _of_site(fragment, words, link, plain)


def _of_site(fragment: Fragment, words: str, link: str, plain: Token) -> Token:
    """A link that leads to no paper: the site's own, an organisation, or somewhere else."""
    if plain.mark is not Mark.TEXT:
        return plain
    if _NAME.match(link) and not fragment.heading:
        return Token(Mark.ORGANISATION, fragment)
    is_page = bool(_SITE.match(link)) and len(words) <= 60
    return Token(Mark.PAGE if is_page else Mark.TEXT, fragment)


def _without_link(fragment: Fragment, words: str) -> Token:
    """What a text is by its words alone."""
    if len(words) > 200:
        return Token(Mark.TEXT, fragment)
    rest = words.lstrip(f"{_DOT} ")
    if not rest and words:
        return Token(Mark.DOT, fragment)
    name, dot, tail = words.rpartition(" · ")
    if dot and len(name) <= _NAME_LENGTH and not authors_in(words) and (date := shown(tail)):
        return Token(Mark.ORGANISATION, fragment, number=date.count, date=date)
    if words[-1:] in _DOT and len(words) <= _NAME_LENGTH and not authors_in(words):
        return Token(Mark.ORGANISATION, fragment)  # it stands in the place of the authors
    if furniture.kind(words) or furniture.is_row_of_words(words) or furniture.is_head_matter(words):
        return Token(Mark.PAGE, fragment)
    authors = authors_in(words)
    if authors and (not authors[1] or (authors[1][0] in _DOT and len(authors[1]) <= 41)):
        date = shown(authors[1].strip(f"{_DOT} "))
        return Token(Mark.AUTHORS, fragment, number=authors[0], date=date)
    if date := shown(rest):
        return Token(Mark.DATE, fragment, number=date.count, date=date)
    if begins_like_date(rest) and len(rest) <= 16:
        return Token(Mark.DATE, fragment)
    if _COUNT.match(words):
        return Token(Mark.NUMBER, fragment, number=number_in(words))
    return Token(_by_label(words), fragment, number=_labelled(words))


def _by_label(words: str) -> Mark:
    if box := _BOX.match(words):
        return Mark.VOTES if box["count"] else Mark.BOX
    if _UPVOTE.match(words):
        return Mark.VOTES
    if _COMMENTS.match(words):
        return Mark.COMMENTS
    if submitter_in(words) is not None:
        return Mark.SUBMITTER
    if _CODE.match(words):
        return Mark.CODE
    if _PAPER_LABEL.match(words):
        return Mark.PAPER
    if _RULE.match(words):
        return Mark.NOTHING
    return Mark.TEXT if _PLACEHOLDER.sub("", words) else Mark.NOTHING


def _labelled(words: str) -> int | None:
    if match := _BOX.match(words):
        return number_in(match["count"] or "")
    match = _UPVOTE.match(words) or _COMMENTS.match(words)
    return number_in(match["count"] or match["before"] or "") if match else None


def number_in(words: str) -> int | None:
    """The number in a text that has no other, as in `1.2k`; a dash stands for none."""
    thousands = re.findall(rf"(?<![\w.]){_THOUSANDS}(?!\w)", words[:40])
    if len(thousands) == 1:
        return round(float(thousands[0][:-1]) * 1000)
    digits = re.findall(r"\d{1,7}", words[:40])
    if len(digits) == 1:
        return int(digits[0])
    is_none = words.strip("[] ") in set(_NONE) or words[-2:] in {f" {each}" for each in _NONE}
    return 0 if is_none else None


def says_upvote(words: str) -> bool:
    """Whether a text begins with the word at the votes, which trending pages print below."""
    return _SAYS_UPVOTE.match(words) is not None


def are_stars(words: str) -> bool:
    """Whether a text is how many stars a place of code has: `131`, `3.29k`."""
    return _STARS.match(words) is not None


def name(words: str) -> str:
    """A name without the words that stand for its picture."""
    return "" if _PLACEHOLDER.fullmatch(words) else _ALT_TEXT.sub("", words)
