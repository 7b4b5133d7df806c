"""Anchors of highlights after many kinds of change to an abstract: right, or reported as lost.

Each character of the text knows which one it was at first, so what is right is known, not guessed.
"""

import random
import re
import unicodedata
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.store.written.highlights import SURROUNDINGS, Anchor

Sign = tuple[str, int | None]  # a character, and the place it had at first
Text = list[Sign]
Span = tuple[int, int]
Change = Callable[[Text, Span, random.Random], Text]

WORDS = (
    *("the", "of", "a", "model", "moth", "tide", "lamp", "kite", "sea", "we", "show", "that"),
    *("deep", "small", "3", "90%", "it’s", "so-called", "glacier", "orchard", "folding", "beehive"),
    *("lantern", "measured", "almost", "never", "with", "without", "clocks", "drawn", "by", "hand"),
)


def new(words: str) -> Text:
    return [(sign, None) for sign in words]


def shown(text: Text) -> str:
    return "".join(sign for sign, _ in text)


def made(rng: random.Random) -> str:
    sentences = [
        " ".join(rng.sample(WORDS, rng.randint(3, 9))).capitalize() + "."
        for _ in range(rng.randint(3, 7))
    ]
    return " ".join(sentences)


def sentences(text: Text) -> list[Text]:
    found: list[Text] = [[]]
    for sign in text:
        found[-1].append(sign)
        if sign[0] == ".":
            found.append([])
    return [each for each in found if each]


def joined(parts: Sequence[Text]) -> Text:
    return [sign for part in parts for sign in part]


def at(text: Text, place: int) -> int:
    """Where the character is now that was at a place at first; the end when it is gone."""
    return next((now for now, (_, was) in enumerate(text) if was == place), len(text))


def with_quote(text: Text, span: Span) -> int:
    """The sentence that the quote begins in."""
    return next(
        number
        for number, part in enumerate(sentences(text))
        if any(was == span[0] for _, was in part)
    )


def mapped(change: Callable[[str], str]) -> Change:
    """Every character by itself; the first of what it becomes is still that one."""

    def all_of(text: Text, _span: Span, _rng: random.Random) -> Text:
        out: Text = []
        for sign, was in text:
            out += [(each, was if n == 0 else None) for n, each in enumerate(change(sign))]
        return out

    return all_of


def inserted(words: str, where: Callable[[Text, Span, random.Random], int]) -> Change:
    def put(text: Text, span: Span, rng: random.Random) -> Text:
        place = where(text, span, rng)
        return text[:place] + new(words) + text[place:]

    return put


def kept(which: Callable[[int, Span, int], bool]) -> Change:
    """Only the characters of some places."""
    return lambda text, span, _rng: [
        each for place, each in enumerate(text) if which(place, span, len(text))
    ]


def reordered(order: Callable[[list[Text], int, random.Random], list[Text]]) -> Change:
    return lambda text, span, rng: joined(order(sentences(text), with_quote(text, span), rng))


def shuffled(parts: list[Text], _quoted: int, rng: random.Random) -> list[Text]:
    return rng.sample(parts, len(parts))


def retyped(inside: bool) -> Change:
    """A letter is another one, inside the quote or right beside it."""

    def type_wrong(text: Text, span: Span, rng: random.Random) -> Text:
        places = range(*span) if inside else [span[0] - 1, span[1]]
        place = rng.choice([one for one in places if 0 <= one < len(text)] or [0])
        return text[:place] + new("#") + text[place + 1 :]

    return type_wrong


def trap(text: Text, span: Span, rng: random.Random) -> Text:
    """The quote is gone, and the same words stand somewhere else by chance."""
    words = shown(text[span[0] : span[1]])
    rest = text[: span[0]] + text[span[1] :]
    place = rng.choice([0, len(rest)])
    return rest[:place] + new(f" Elsewhere {words} by chance. ") + rest[place:]


def without(span_of: Callable[[Span], Span]) -> Change:
    def cut(text: Text, span: Span, _rng: random.Random) -> Text:
        first, behind = span_of(span)
        return text[: max(0, first)] + text[max(0, behind) :]

    return cut


def start(_text: Text, span: Span, _rng: random.Random) -> int:
    return span[0]


def end(_text: Text, span: Span, _rng: random.Random) -> int:
    return span[1]


def middle(_text: Text, span: Span, _rng: random.Random) -> int:
    return (span[0] + span[1]) // 2


OTHER = "Another abstract says another thing about the sea. It is not of this paper. "
ELSE = {"“": "“", "'": "’"}
CHANGES: dict[str, Change] = {
    "as it was": lambda text, _span, _rng: text,
    "sentence before all": inserted(OTHER, lambda *_: 0),
    "sentence behind all": inserted(" " + OTHER, lambda text, *_: len(text)),
    "two abstracts before": inserted(OTHER * 4, lambda *_: 0),
    "word before the quote": inserted("new ", start),
    "word behind the quote": inserted(" new", end),
    "sentence before the quote": inserted(OTHER, start),
    "sentence behind the quote": inserted(OTHER, end),
    "word inside the quote": inserted(" new ", middle),
    "tag inside the quote": inserted("<b>", middle),
    "blank inside the quote": inserted("   ", middle),
    "words at random": inserted(" noise ", lambda text, _s, rng: rng.randrange(len(text))),
    "first sentence gone": reordered(lambda parts, _q, _r: parts[1:]),
    "last sentence gone": reordered(lambda parts, _q, _r: parts[:-1]),
    "quoted sentence gone": reordered(lambda parts, q, _r: parts[:q] + parts[q + 1 :]),
    "neighbours gone": reordered(lambda parts, q, _r: [parts[q]]),
    "sentence before gone": reordered(lambda parts, q, _r: parts[: max(0, q - 1)] + parts[q:]),
    "sentence behind gone": reordered(lambda parts, q, _r: parts[: q + 1] + parts[q + 2 :]),
    "shuffled": reordered(shuffled),
    "turned round": reordered(lambda parts, _q, _r: parts[::-1]),
    "quoted first": reordered(lambda parts, q, _r: [parts[q], *parts[:q], *parts[q + 1 :]]),
    "quoted last": reordered(lambda parts, q, _r: [*parts[:q], *parts[q + 1 :], parts[q]]),
    "quoted twice": lambda text, span, _rng: (
        text + new(" " + shown(sentences(text)[with_quote(text, span)]))
    ),
    "all twice": lambda text, _span, _rng: text + new(" " + shown(text)),
    "all twice, the old behind": lambda text, _span, _rng: new(shown(text) + " ") + text,
    "quote gone": without(lambda span: span),
    "quote gone, words elsewhere": trap,
    "half of the quote gone": without(lambda span: (span[0], sum(span) // 2)),
    "end of the quote gone": without(lambda span: (sum(span) // 2, span[1])),
    "words before gone": without(lambda span: (span[0] - 12, span[0])),
    "words behind gone": without(lambda span: (span[1], span[1] + 12)),
    "cut behind the quote": kept(lambda place, span, _l: place < span[1]),
    "cut before the quote": kept(lambda place, span, _l: place >= span[0]),
    "only the quote": kept(lambda place, span, _l: span[0] <= place < span[1]),
    "cut in the quote": kept(lambda place, span, _l: place < sum(span) // 2),
    "first half": kept(lambda place, _s, length: place < length // 2),
    "second half": kept(lambda place, _s, length: place >= length // 2),
    "every other sign": kept(lambda place, _s, _l: place % 2 == 0),
    "empty": lambda _text, _span, _rng: [],
    "another abstract": lambda _text, _span, _rng: new(OTHER * 3),
    "capitals": mapped(str.upper),
    "small letters": mapped(str.lower),
    "double blanks": mapped(lambda sign: "  " if sign == " " else sign),
    "new lines": mapped(lambda sign: "\n" if sign == " " else sign),
    "blanks that do not break": mapped(lambda sign: "\u00a0" if sign == " " else sign),
    "tabs and returns": mapped(lambda sign: "\t\r\n" if sign == " " else sign),
    "no blanks": kept(lambda *_: True),
    "straight quotation marks": mapped(lambda sign: "'" if sign == "’" else sign),
    "long dashes": mapped(lambda sign: "–" if sign == "-" else sign),
    "soft hyphens": mapped(lambda sign: sign + "\u00ad"),
    "apart, as NFD": mapped(lambda sign: unicodedata.normalize("NFD", sign)),
    "per cent in TeX": mapped(lambda sign: "\\%" if sign == "%" else sign),
    "other figures": mapped(lambda sign: "7" if sign == "3" else sign),
    "full stops gone": mapped(lambda sign: "" if sign == "." else sign),
    "a letter of the quote": retyped(inside=True),
    "a letter beside it": retyped(inside=False),
}
CHANGES["no blanks"] = lambda text, _span, _rng: [each for each in text if each[0] != " "]


def is_right(found: Span, text: Text, anchor: Anchor, span: Span) -> bool:
    """Whether a place is that of the quote, or nobody could tell it from that.

    Where sentences moved, one word at the border of a quote may be another sentence's.
    """
    first, behind = found
    ids = [was for _, was in text[first:behind] if was is not None]
    own = bool(ids) and sum(span[0] <= was < span[1] for was in ids) > len(ids) / 2
    words = shown(text)
    same = (
        words[first:behind] == anchor.quote
        and words[max(0, first - SURROUNDINGS) : first].endswith(anchor.prefix)
        and words[behind:].startswith(anchor.suffix)
    )
    moved = len(anchor.quote) >= 48 and words[first:behind] == anchor.quote  # no chance words
    return own or same or moved


def test_there_are_more_than_fifty_kinds_of_change() -> None:
    assert len(CHANGES) > 50


@pytest.mark.parametrize("kind", CHANGES)
@settings(max_examples=60, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**32))
def test_an_anchor_is_right_or_reported(kind: str, seed: int) -> None:
    rng = random.Random(seed)
    before = made(rng)
    words = [(found.start(), found.end()) for found in re.finditer(r"[\w’%-]+", before)]
    number = rng.randrange(len(words))
    first = words[number][0]  # a selection grows to whole words
    behind = words[min(len(words) - 1, number + rng.randint(0, 14))][1]
    anchor = Anchor.at(before, first, behind)
    original: Text = [(sign, place) for place, sign in enumerate(before)]
    after = CHANGES[kind](original, (first, behind), rng)
    found = anchor.find(shown(after))
    assert found is None or is_right(found, after, anchor, (first, behind)), (
        f"{anchor.quote!r} of {before!r} found as {shown(after)[slice(*found)]!r} at {found}"
        f" in {shown(after)!r}"
    )


@pytest.mark.parametrize(
    "kind",
    ["as it was", "sentence before all", "sentence behind all", "two abstracts before",
     "word before the quote", "word behind the quote", "first sentence gone", "double blanks",
     "new lines", "blanks that do not break", "tabs and returns", "straight quotation marks",
     "long dashes", "soft hyphens", "all twice", "a letter beside it", "cut behind the quote"],
)  # fmt: skip
def test_small_corrections_lose_no_highlight(kind: str) -> None:
    before = (
        "It’s so-called deep learning. We show that a small model of the tide beats 90% of the"
        " lamps at sea. The moth is small."
    )
    first = before.index("a small model")
    span = (first, first + len("a small model of the tide"))
    anchor = Anchor.at(before, *span)
    original: Text = [(sign, place) for place, sign in enumerate(before)]
    after = CHANGES[kind](original, span, random.Random(1))
    found = anchor.find(shown(after))
    assert found is not None
    assert is_right(found, after, anchor, span)
