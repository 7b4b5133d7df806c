"""Judging by its looks whether a piece of text is a title or an abstract.

Titles are one sentence fragment, normally under 200 characters and without a full stop;
abstracts are several full sentences, normally over 300 characters. No single sign is sure,
so signs are added up: below zero looks like a title, above zero like an abstract.
"""

import re
from collections.abc import Sequence
from enum import Enum

from reader.importers.text.links import ends_with_link

SURE = 3.0
"""From this much on, in either direction, the looks of a text leave no doubt."""

_BREAKS_OFF = 4.0
_STARTS_WITHOUT_TITLE = 4.0
_ENDS_WITH_TITLE = 2.0

_FULL_STOP = re.compile(r"[.。．][\"'”’)\]}*_]{0,3}$")
_SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’)\]}*_$]{0,3}$|[)}\]$][.!?]?$")
_NEXT_SENTENCE = re.compile(r"[.!?][\"'”’)\]]{0,2} {1,2}[\"'“‘(\[$]?[A-Z]")
_OPENING = re.compile(
    r"(?:We|Our|In this (?:paper|work|article|study|report|letter|thesis|survey)"
    r"|This (?:paper|work|article|study|report|letter|thesis|survey))\b"
)


class Part(Enum):
    """What a piece of text is for its paper."""

    TITLE = "title"
    ABSTRACT = "abstract"


def score(text: str) -> float:
    """How much a text looks like an abstract (above zero) or a title (below zero)."""
    length = len(text)
    points = _for_length(length)
    if _FULL_STOP.search(text[-8:]) and not text.endswith("..."):
        points += 3.0
    elif ends_with_link(text):
        points += 2.0
    elif length <= 300:
        points -= 2.0
    points += min(4.5, 1.5 * sum(1 for _ in _NEXT_SENTENCE.finditer(text[:4000])))
    if _OPENING.match(text):
        points += 2.0
    return points


def _for_length(length: int) -> float:
    if length <= 120:
        return -3.0
    if length <= 200:
        return -1.0
    if length <= 300:
        return 2.0
    return 4.0 if length <= 600 else 6.0


def ends_sentence(text: str) -> bool:
    """Whether a text ends as an abstract does: a full stop, a closing bracket or a link."""
    return bool(_SENTENCE_END.search(text[-8:])) or ends_with_link(text)


def has_full_stop(text: str) -> bool:
    """Whether a text ends in one full stop, as a title should not."""
    return bool(_FULL_STOP.search(text[-8:])) and not text.endswith("...")


def align(scores: Sequence[float]) -> list[Part]:
    """What each piece in a row of pieces is, given how each looks: title, abstract, title ...

    The cheapest reading wins (Viterbi's algorithm): going against the looks of a piece costs
    its points, and so does every break of the alternation, so that one lost or doubled piece
    is found where it is and shifts nothing after it. An abstract cut to a few words at the end
    of a text still costs less than two titles without abstracts.
    """
    if not scores:
        return []
    title, abstract = 0.0, _STARTS_WITHOUT_TITLE
    came_from: list[tuple[Part, Part]] = []
    for place, points in enumerate(scores):
        if place:
            to_title = _cheaper(title + _BREAKS_OFF, abstract)
            to_abstract = _cheaper(title, abstract + _BREAKS_OFF)
            came_from.append((to_title[1], to_abstract[1]))
            title, abstract = to_title[0], to_abstract[0]
        title += max(0.0, points)
        abstract += max(0.0, -points)
    part = Part.TITLE if title + _ENDS_WITH_TITLE < abstract else Part.ABSTRACT
    parts = [part]
    for from_title, from_abstract in reversed(came_from):
        part = from_title if part is Part.TITLE else from_abstract
        parts.append(part)
    return parts[::-1]


def _cheaper(from_title: float, from_abstract: float) -> tuple[float, Part]:
    if from_title < from_abstract:
        return from_title, Part.TITLE
    return from_abstract, Part.ABSTRACT
