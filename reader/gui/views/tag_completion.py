"""What the tag editor offers while a tag is typed: pure words, no widgets.

Names differ only by case: the tag that exists is offered. A space becomes a dash.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.model import Tag

_NOT_IN_NAMES = re.compile(r"[^\w\-/]+")
_DASHES = re.compile(r"-{2,}")


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the list. `tag` is None for the line that makes a new tag of `name`."""

    name: str
    tag: Tag | None
    count: int = 0
    match: tuple[int, int] = (0, 0)


def tag_name(typed: str) -> str:
    """What was typed as the name of a tag: letters, digits, - and /; a space becomes -."""
    name = re.sub(r"\s+", "-", typed.strip().lstrip("#"))
    return _DASHES.sub("-", _NOT_IN_NAMES.sub("", name)).strip("-/")


def offers(
    typed: str, tags: Sequence[tuple[Tag, int]], on: Sequence[str], limit: int = 8
) -> list[Offer]:
    """The tags that contain what was typed: at the start of a word first, then by use.

    With nothing typed the tags that are on come first, then the most used.
    """
    name = tag_name(typed)
    wanted = name.casefold()
    if not wanted:
        chosen = {tag.casefold() for tag in on}
        ordered = sorted(tags, key=lambda item: (item[0].name.casefold() not in chosen, -item[1]))
        return [Offer(tag.name, tag, count) for tag, count in ordered[:limit]]
    found: list[tuple[tuple[int, int, str], Offer]] = []
    for tag, count in tags:
        folded = tag.name.casefold()
        place = _best_place(folded, wanted)
        if place >= 0:
            rank = 0 if folded == wanted else 1 if _starts_word(folded, place) else 2
            offer = Offer(tag.name, tag, count, (place, place + len(wanted)))
            found.append(((rank, -count, folded), offer))
    listed = [offer for _rank, offer in sorted(found, key=lambda item: item[0])[:limit]]
    if existing(name, tags) is None:
        listed.append(Offer(name, None))
    return listed


def existing(name: str, tags: Sequence[tuple[Tag, int]]) -> Tag | None:
    """The tag of that name, whatever the case."""
    wanted = name.casefold()
    return next((tag for tag, _count in tags if tag.name.casefold() == wanted), None)


def _starts_word(name: str, place: int) -> bool:
    return place == 0 or not name[place - 1].isalnum()


def _best_place(name: str, wanted: str) -> int:
    """Where the name contains what is wanted, the start of a word before its middle; else -1."""
    place = first = name.find(wanted)
    while place >= 0:
        if _starts_word(name, place):
            return place
        place = name.find(wanted, place + 1)
    return first
