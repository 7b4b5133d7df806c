"""Finding names by a few typed letters: whole words, beginnings, parts, or letters in order."""

from collections.abc import Sequence
from dataclasses import dataclass

_BEGINS, _INSIDE, _SCATTERED = 3, 2, 1
_SHORTEST_SCATTERED = 2


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a name fits, and which of its characters were typed."""

    score: float
    marks: tuple[int, ...]


def fit(typed: str, name: str, *, scattered: bool = True) -> Fit | None:
    """How `name` fits the typed words; None when one of them is not in it at all.

    With `scattered` the letters of a word may also stand apart, in their order.
    """
    words = typed.casefold().split()
    folded = _folded(name)
    score, marks = 0.0, set[int]()
    for word in words:
        places, worth = _place(word, folded, scattered)
        if not worth:
            return None
        score += worth
        marks.update(places)
    return Fit(score - len(name) / 1000, tuple(sorted(marks)))


def _folded(name: str) -> str:
    """The name in one case, every character still in its place."""
    return "".join(low if len(low := one.casefold()) == 1 else one for one in name)


def _place(word: str, name: str, scattered: bool) -> tuple[Sequence[int], int]:
    at = name.find(word)
    first = at
    while at >= 0:
        if at == 0 or not name[at - 1].isalnum():
            return range(at, at + len(word)), _BEGINS
        at = name.find(word, at + 1)
    if first >= 0:
        return range(first, first + len(word)), _INSIDE
    if scattered and len(word) >= _SHORTEST_SCATTERED:
        return _apart(word, name)
    return (), 0


def _apart(word: str, name: str) -> tuple[Sequence[int], int]:
    """The letters of a word one after the other, the first one at the beginning of a word."""
    places: list[int] = []
    at = -1
    for letter in word:
        at = name.find(letter, at + 1)
        while not places and at > 0 and name[at - 1].isalnum():
            at = name.find(letter, at + 1)
        if at < 0:
            return (), 0
        places.append(at)
    return places, _SCATTERED
