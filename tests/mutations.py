"""One damage to a listing whose papers are known, and what may become of its papers.

Right or flagged: an entry that asks for no check says what the undamaged listing says of one
paper. Where a line was cut, a beginning of it is as right as anybody can tell.
"""

import random
from collections.abc import Callable, Sequence
from functools import cache

from fuzz import mutating

from reader import importers
from reader.clean import white
from reader.errors import Problem
from reader.importers.decoding import decode
from reader.model import Entry, Listing

Damage = Callable[[random.Random, str], str]
FACTS = ("title", "abstract")


def _by_lines(change: mutating.Change) -> Damage:
    def damage(rng: random.Random, text: str) -> str:
        lines = text.split("\n")
        change(rng, lines)
        return "\n".join(lines)

    return damage


def recode(rng: random.Random, text: str) -> str:
    """Saved in another encoding."""
    encoding = rng.choice(("utf-16", "utf-8-sig", "cp1252", "utf-32"))
    return decode(text.encode(encoding, "replace"))[0]


DAMAGES: dict[str, Damage] = {
    "a line lost": _by_lines(mutating.lose),
    "a line doubled": _by_lines(mutating.double),
    "a line cut": _by_lines(mutating.cut),
    "two lines joined": _by_lines(mutating.join),
    "a line wrapped": _by_lines(mutating.wrap),
    "another encoding": recode,
    "the end lost": _by_lines(mutating.stop),
}


def shifted(text: str, damaged: str, format_name: str | None = None) -> list[Entry]:
    """Entries of the damaged text that ask for no check and mix what belongs to two papers."""
    truth = _read(text, format_name)
    try:
        listing: Listing = importers.read(damaged, format_name=truth.format)
    except Problem:
        return []
    return [entry for entry in listing.entries if not _is_right(entry, truth.entries)]


@cache
def _read(text: str, format_name: str | None) -> Listing:
    return importers.read(text, format_name=format_name)


def _is_right(entry: Entry, truth: Sequence[Entry]) -> bool:
    if entry.to_check:
        return True
    title, abstract = white(entry.facts.title), white(entry.facts.abstract or "")
    return any(
        _begins(title, white(other.facts.title))
        and _begins(abstract, white(other.facts.abstract or ""))
        for other in truth
    )


def _begins(text: str, whole: str) -> bool:
    """Whether a text is the whole, or a beginning of it; letters an encoding lacks aside."""
    return len(text) <= len(whole) and all(
        one == other or one in "?\ufffd" for one, other in zip(text, whole, strict=False)
    )
