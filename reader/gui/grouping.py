"""Headings over papers that lie together in the order of a list: by import, by month, by year."""

from collections.abc import Callable, Sequence

from reader.dates import shown_date
from reader.gui.controls.keycap import key_text
from reader.gui.controls.shown_keys import shown_keys
from reader.gui.look.wording import papers
from reader.gui.models.paper_list import Group
from reader.gui.places import ARCHIVE, DONE, INBOX, QUEUE, Place
from reader.library import Library
from reader.model import Import, Sort

FEW = 2  # so few papers need no headings


def groups_of(
    library: Library, place: Place, query: str, sort: Sort, ids: Sequence[int]
) -> tuple[Group, ...]:
    """The headings of a list, found by halving: not by reading all its papers."""
    if query or (len(ids) < FEW and place is not INBOX):
        return ()
    if sort == "default":
        if place is INBOX:
            return import_groups(ids, library.counts().imports, _origin(library))
        if place in (DONE, ARCHIVE):
            return label_groups(ids, lambda one: _month(library.state_since(one)))
        return (Group(0, "In reading order", _ways_to_move()),) if place is QUEUE else ()
    if sort in ("date", "-date"):
        return label_groups(ids, lambda one: _year(library, one))
    if sort in ("added", "-added"):
        return label_groups(ids, lambda one: _month(library.paper(one).added))
    return ()


def label_groups(ids: Sequence[int], label: Callable[[int], str]) -> tuple[Group, ...]:
    """Headings over stretches of papers with the same label."""
    return tuple(
        Group(start, label(ids[start]), papers(end - start)) for start, end in _runs(ids, label)
    )


def import_groups(
    ids: Sequence[int], imports: Sequence[Import], origin: Callable[[int], int | None]
) -> tuple[Group, ...]:
    """The headings of papers that lie together by import."""
    batches = {number: batch for batch in imports for number in batch.numbers}

    def batch_of(paper_id: int) -> Import | None:
        number = origin(paper_id)
        return None if number is None else batches.get(number)

    groups = []
    for start, end in _runs(ids, batch_of):
        batch = batch_of(ids[start])
        label = batch.name if batch else "Added by hand"
        groups.append(Group(start, label, papers(end - start)))
    return tuple(groups)


def _runs(ids: Sequence[int], key: Callable[[int], object]) -> list[tuple[int, int]]:
    """Where stretches of the same key begin and end, in a list that is in order by that key."""
    runs = []
    start = 0
    while start < len(ids):
        first = key(ids[start])
        low, high = start + 1, len(ids)
        while low < high:
            middle = (low + high) // 2
            if key(ids[middle]) == first:
                low = middle + 1
            else:
                high = middle
        runs.append((start, low))
        start = low
    return runs


def _origin(library: Library) -> Callable[[int], int | None]:
    def origin(paper_id: int) -> int | None:
        rows = library.rows((paper_id,))
        return rows[0].import_id if rows else None

    return origin


def _ways_to_move() -> str:
    keys = [key_text(shown_keys().of(command)) for command in ("queue-up", "queue-down")]
    return f"drag, or {' and '.join(keys)}" if all(keys) else "drag to move"


def _month(time: str) -> str:
    return shown_date(time[:7])


def _year(library: Library, paper_id: int) -> str:
    rows = library.rows((paper_id,))
    date = rows[0].date if rows else None
    return date[:4] if date and date[:4].isdecimal() else "Undated"
