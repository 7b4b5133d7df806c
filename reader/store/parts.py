"""Large steps in parts, so that they can tell how far they are, and be stopped."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from reader.errors import Cancelled
from reader.model import Progress

PART = 500  # rows between two reports, some ten milliseconds
_FINE = 1_000  # steps that a part of several is told in

_Row = TypeVar("_Row")


def in_parts(rows: Sequence[_Row], progress: Progress | None) -> Iterator[Sequence[_Row]]:
    """The rows, some at a time. Raises Cancelled when `progress` says stop."""
    for first in range(0, len(rows), PART):
        report(progress, first, len(rows))
        yield rows[first : first + PART]


def one_by_one(
    parts: Sequence[_Row], progress: Progress | None
) -> Iterator[tuple[_Row, Progress | None]]:
    """Equal parts of a whole, each with what tells how far the whole is from how far it is.

    Raises Cancelled when `progress` says stop.
    """
    for number, part in enumerate(parts):
        told = progress if len(parts) == 1 else _part_of(progress, number, len(parts))
        report(told, 0, 1)
        yield part, told


def halves(progress: Progress | None) -> tuple[Progress | None, Progress | None]:
    """What tells how far the whole is from how far its first and its second half are."""
    return _part_of(progress, 0, 2), _part_of(progress, 1, 2)


def _part_of(progress: Progress | None, number: int, parts: int) -> Progress | None:
    if progress is None:
        return None
    begun, end = _FINE * number, _FINE * parts
    return lambda done, whole: progress(begun + _FINE * done // max(whole, 1), end)


def report(progress: Progress | None, done: int, whole: int) -> None:
    """Tell how far a step is. Raises Cancelled when `progress` says stop."""
    if progress is not None and not progress(done, whole):
        raise Cancelled
