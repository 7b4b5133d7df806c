"""Numbers that a list counts its titles with: they belong to the list, not to the titles."""

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.model import Entry, Listing

_NUMBER = re.compile(r"(?:#|No\.\s)?[\[(]?(?P<number>\d{1,5})(?:[.)\]:](?=\s)|、)\s*(?=\S)")
_FEWEST = 2
_FIRST = re.compile(r"1\. [A-Z]")


def without_numbers(listing: Listing) -> Listing:
    """The listing with its titles uncounted, where their numbers follow one another.

    A few may have lost theirs. Numbers that do not follow one another may be titles as they stand.
    """
    if len(listing.entries) == 1 and _FIRST.match(listing.entries[0].facts.title):
        return replace(listing, entries=tuple(_uncounted(listing.entries)))
    found = [_NUMBER.match(entry.facts.title) for entry in listing.entries]
    offsets = [int(match["number"]) - place for place, match in enumerate(found) if match]
    if len(offsets) < _FEWEST or len(offsets) * 3 < len(found) * 2 or len(set(offsets)) > 1:
        return listing
    return replace(listing, entries=tuple(_uncounted(listing.entries)))


def _uncounted(entries: Sequence[Entry]) -> list[Entry]:
    return [
        replace(
            entry, facts=replace(entry.facts, title=_NUMBER.sub("", entry.facts.title, count=1))
        )
        for entry in entries
    ]
