"""Large steps in parts, so that they can tell how far they are, and be stopped."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from reader.errors import Cancelled
from reader.model import Progress

PART = 500  # rows between two reports, some ten milliseconds

_Row = TypeVar("_Row")


def in_parts(rows: Sequence[_Row], progress: Progress | None) -> Iterator[Sequence[_Row]]:
    """The rows, some at a time. Raises Cancelled when `progress` says stop."""
    for first in range(0, len(rows), PART):
        report(progress, first, len(rows))
        yield rows[first : first + PART]


def report(progress: Progress | None, done: int, whole: int) -> None:
    """Tell how far a step is. Raises Cancelled when `progress` says stop."""
    if progress is not None and not progress(done, whole):
        raise Cancelled
