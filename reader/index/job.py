"""What the index asks of who writes segments for it; nothing that is slow to load."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol


class EndedError(Exception):
    """Who should write segments ended before the work was done."""


class Written(NamedTuple):
    """A file with a segment, complete."""

    name: str
    size: int
    sha256: str


class Job(Protocol):
    """Somebody who writes segments."""

    @property
    def done(self) -> tuple[int, int]:
        """How many papers are done, and of how many."""

    def written(self, wait: float = 0.0) -> Sequence[Written] | None:
        """What was written; None while it goes on, at most `wait` seconds. Raises EndedError."""

    def stop(self) -> None:
        """End it, wherever it is."""


Start = Callable[[Path], Job]
"""Begins to write segments into a folder. Raises EndedError."""
