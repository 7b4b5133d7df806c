"""One damage to a listing whose papers are known, and what may become of its papers.

Right or flagged: an entry that asks for no check says nothing but what the undamaged listing
says of one and the same paper, each text in its own field. Words that a damage took away are
not there, as nobody can tell them; but nothing stands there twice, and nothing of another paper.
"""

import difflib
import random
from collections.abc import Callable, Sequence
from functools import cache

from fuzz import mutating

from reader import importers
from reader.errors import Problem
from reader.importers.text.decoding import decode
from reader.model import Entry, Facts, Listing

Damage = Callable[[random.Random, str], str]
BEGINNING = 8
"""Letters of a title that must be there: its end alone is another title."""
PIECES = 4
"""In so many pieces one lost or cut line may leave a text, with the words on its edges."""


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
    return entry.to_check or any(_is_of(entry.facts, other.facts) for other in truth)


def _is_of(said: Facts, truth: Facts) -> bool:
    """Whether all texts of an entry are those of this paper, or what was left of them."""
    return (
        _letters(truth.title).startswith(_letters(said.title)[:BEGINNING])
        and _is_left(said.title, truth.title)
        and _is_left(said.abstract or "", truth.abstract or "")
        and _is_left(" ".join(said.authors), " ".join(truth.authors))
        and (said.arxiv_id or "") in ("", truth.arxiv_id or "")
        and _is_left(said.doi or "", truth.doi or "")
    )


def _is_left(text: str, whole: str) -> bool:
    """Whether a text is what is left of another one: in order, in a few pieces at most.

    Letters that an encoding lacks, hyphens and blanks at line ends count for nothing.
    """
    text, whole = _letters(text), _letters(whole)
    if len(text) <= len(whole) and (not text or text in whole):
        return True
    if len(text) > len(whole):
        return False
    blocks = difflib.SequenceMatcher(None, text, whole, autojunk=False).get_matching_blocks()
    pieces = [block.size for block in blocks if block.size]
    return sum(pieces) == len(text) and len(pieces) <= PIECES


def _letters(text: str) -> str:
    kept = (char for char in text.casefold() if char.isascii() and char.isalnum())
    return "".join(kept)
