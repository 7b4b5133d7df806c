"""Where two texts differ, word by word."""

import re
from difflib import SequenceMatcher
from typing import Literal

MOST_WORDS = 1_500  # of one text: beyond that a comparison would take longer than a blink

Piece = tuple[str, bool]
"""Some words with the spaces after them, and whether the other text has others there."""


def word_differences(one: str, other: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces; very long ones are one piece that is not compared."""
    mine: list[str] = re.findall(r"\s*\S+\s*", one)
    yours: list[str] = re.findall(r"\s*\S+\s*", other)
    if len(mine) > MOST_WORDS or len(yours) > MOST_WORDS:
        return [(one, False)], [(other, False)]
    mine_keys, yours_keys = _keys(mine), _keys(yours)
    matcher = SequenceMatcher(None, mine_keys, yours_keys, autojunk=False)
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, start, end, from_, to in matcher.get_opcodes():
        differs = kind != "equal"
        if start < end:
            left.append(("".join(mine[start:end]), differs))
        if from_ < to:
            right.append(("".join(yours[from_:to]), differs))
    return left, right


def _keys(words: list[str]) -> list[str]:
    """What words are compared by: without the punctuation around them, which says nothing."""
    return [re.sub(r"^\W+|\W+$", "", word).casefold() or word.strip() for word in words]


Change = tuple[str, Literal["same", "gone", "new"]]
"""Some words, and whether they are in both texts, only in the former, or only in the later."""


def changes(former: str, later: str) -> list[Change]:
    """How a text became another one: word by word, or line by line when it is very long."""
    one, other = _words(former), _words(later)
    if max(len(one), len(other)) > MOST_WORDS:
        one, other = former.splitlines(keepends=True), later.splitlines(keepends=True)
    if max(len(one), len(other)) > MOST_WORDS:
        return [(former, "gone"), (later, "new")]
    found: list[Change] = []
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for kind, start, end, from_, to in matcher.get_opcodes():
        if kind == "equal":
            found.append(("".join(other[from_:to]), "same"))
            continue
        if start < end:
            found.append(("".join(one[start:end]), "gone"))
        if from_ < to:
            found.append(("".join(other[from_:to]), "new"))
    return found


def _words(text: str) -> list[str]:
    """Words with the white space after them; white space at the beginning is one as well."""
    return re.findall(r"\S+\s*|^\s+", text)
