"""What a format is: a shape of text that can be recognised and read."""

from collections.abc import Callable
from dataclasses import dataclass

from reader.errors import Cancelled
from reader.model import Listing, Progress


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known besides the text: a capture day somebody gave, the file's name, who waits."""

    captured: str | None = None
    name: str = ""
    progress: Progress | None = None

    def report(self, done: int, total: int) -> None:
        """Say how far the reading is. Raises Cancelled when nobody waits for it any more."""
        if self.progress is not None and not self.progress(done, total):
            raise Cancelled


@dataclass(frozen=True, slots=True)
class Format:
    """One shape of listing: its stable name, its label for people, and how it is read.

    `confidence` looks at the beginning of a text and says from 0 to 1 how much it is of this
    format; `read` reads any text at all without failing.
    """

    name: str
    label: str
    confidence: Callable[[str], float]
    read: Callable[[str, Hints], Listing]
