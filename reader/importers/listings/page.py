"""What of a text is the page around the papers: its head, its foot, and heads in between."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader.importers.text.dates import Shown, shown
from reader.importers.text.furniture import Furniture, is_head_matter, kind
from reader.importers.text.lines import Line
from reader.importers.text.looks import SURE, score

_HEAD_LINES = 150
_PAGE_NUMBER = re.compile(r"\d{1,4}|\.{3}|…")


@dataclass(frozen=True, slots=True)
class Page:
    """The numbers of the lines around the papers, and what they tell."""

    furniture: frozenset[int]
    head: tuple[str, ...]
    date: Shown | None
    after_mail: frozenset[int]
    """Lines that follow the invitation to subscribe directly."""


def page_around(lines: Sequence[Line], is_card: Callable[[str], bool]) -> Page:
    """Find the furniture among the lines that are not blank.

    `is_card` says of a line that only a paper's card has it, so that the head ends before.
    """
    kinds = [kind(line.text) for line in lines]
    end = _head_end(lines, kinds, is_card)
    places = set(range(end)) | _inside(lines, kinds, end) | _foot(lines, kinds, end)
    head = tuple(line.text for line in lines[:end])
    return Page(
        furniture=frozenset(lines[place].number for place in places),
        head=head,
        date=next((date for text in head if (date := _page_date(text))), None),
        after_mail=frozenset(
            after.number
            for before, after in zip(kinds, lines[1:], strict=False)
            if before is Furniture.MAIL
        ),
    )


def _head_end(
    lines: Sequence[Line], kinds: Sequence[Furniture | None], is_card: Callable[[str], bool]
) -> int:
    """How many lines belong to the head: up to the last furniture before the first card.

    Lines of other words above it are the site's navigation or the words searched for.
    """
    limit = min(len(lines), _HEAD_LINES)
    for place in range(limit):
        text = lines[place].text
        if is_card(text) or (score(text) >= SURE and not is_head_matter(text)):
            limit = place
            break
    end = 0
    for place in range(limit):
        if kinds[place] in (Furniture.SURE, Furniture.MAIL):
            end = place + 1
    end = max(end, _front_end(lines, end, limit))
    while end < limit and (kinds[end] or _page_date(lines[end].text)):
        end += 1
    return end


def _front_end(lines: Sequence[Line], start: int, limit: int) -> int:
    """The end of what a saving program wrote above: never one line alone, that may be a title."""
    end = start
    while end < limit and is_head_matter(lines[end].text):
        end += 1
    return end if end - start > 1 else start


def _inside(lines: Sequence[Line], kinds: Sequence[Furniture | None], start: int) -> set[int]:
    """Heads of further pages: sure furniture with the weak furniture and the date beside it."""
    found: set[int] = set()
    for place in range(start, len(lines)):
        if kinds[place] not in (Furniture.SURE, Furniture.MAIL):
            continue
        found.add(place)
        before = place - 1
        while before >= start and kinds[before] and before not in found:
            found.add(before)
            before -= 1
        after = place + 1
        while after < len(lines) and (
            kinds[after] is Furniture.WEAK or _page_date(lines[after].text)
        ):
            found.add(after)
            after += 1
    return found


def _foot(lines: Sequence[Line], kinds: Sequence[Furniture | None], start: int) -> set[int]:
    """The lines below the last card; numbers of further pages only between words of the page."""
    found: set[int] = set()
    numbers: set[int] = set()
    for place in range(len(kinds) - 1, start - 1, -1):
        if kinds[place]:
            found |= {place, *numbers}
            numbers.clear()
        elif found and _PAGE_NUMBER.fullmatch(lines[place].text):
            numbers.add(place)
        else:
            break
    return found


def _page_date(text: str) -> Shown | None:
    """The date of the page: alone on its line, without a count after it."""
    date = shown(text)
    return date if date and date.count is None else None
