"""Numbers that a list counts its titles with: they belong to the list, not to the titles."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from reader.model import Entry, Listing

_NUMBER = re.compile(r"(?:#|No\.\s)?[\[(]?(?P<number>\d{1,5})(?:[.)\]:](?=\s)|、)\s*(?=\S)")
_FEWEST = 2
_FIRST = re.compile(r"1\. [A-Z]")


def without_numbers(listing: Listing) -> Listing:
    """The listing with its titles uncounted, where their numbers follow one another.

    A few may have lost theirs. Numbers that do not follow one another may be titles as they stand.
    """
    found = [_NUMBER.match(entry.facts.title) for entry in listing.entries]
    if found and not any(found[1:]) and _FIRST.match(listing.entries[0].facts.title):
        first = _uncounted(listing.entries[:1])
        return replace(listing, entries=(*first, *listing.entries[1:]))
    numbers = [int(match["number"]) for match in found if match]
    offsets = {int(match["number"]) - place for place, match in enumerate(found) if match}
    steps = {after - before for before, after in pairwise(numbers)}
    is_row = len(numbers) > _FEWEST and steps == {1}  # titles without one may stand between them
    is_most = len(numbers) * 3 >= len(found) * 2 and len(offsets) == 1
    if len(numbers) >= _FEWEST and (is_most or (is_row and len(numbers) * 2 > len(found))):
        return replace(listing, entries=tuple(_uncounted(listing.entries)))
    return listing


def _uncounted(entries: Sequence[Entry]) -> list[Entry]:
    return [
        replace(
            entry, facts=replace(entry.facts, title=_NUMBER.sub("", entry.facts.title, count=1))
        )
        for entry in entries
    ]
