"""Texts read before the library is held for writing, so that others can write meanwhile.

The change itself asks for them once more. It is given what was read if the text and what is known
about it are still the same, and has it read anew if not; so nothing rests on what was true before.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from reader.model import Dump, Listing, Progress
from reader.store.intake.imports import Read
from reader.store.parts import one_by_one

ROOM = 64 * 1024 * 1024  # characters of text; what a larger import holds besides is read within

Asked = tuple[Dump, str | None, str | None]  # the text, its format if known, the day of capture


class _Kept(NamedTuple):
    asked: Asked
    listing: Listing


class ReadingAhead:
    """A reader of texts that can be asked ahead of time; each answer is kept for one question."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._kept: list[_Kept] = []

    def take(
        self, parts: Sequence[int], asked: Callable[[int], Asked], progress: Progress | None
    ) -> None:
        """Read what will be asked about each part, the first ones of a very large import.

        Raises Problem when one cannot be read, Cancelled when `progress` says stop.
        """
        room = ROOM
        for part, told in one_by_one(parts, progress):
            dump, format_name, captured = asked(part)
            room -= len(dump.text)
            if room < 0:
                return
            listing = self._read(dump, format_name=format_name, captured=captured, progress=told)
            self._kept.append(_Kept((dump, format_name, captured), listing))

    def __call__(
        self,
        dump: Dump,
        *,
        format_name: str | None = None,
        captured: str | None = None,
        progress: Progress | None = None,
    ) -> Listing:
        """What a text says, read before or now."""
        asked = (dump, format_name, captured)
        for number, kept in enumerate(self._kept):
            if kept.asked == asked:
                return self._kept.pop(number).listing
        return self._read(dump, format_name=format_name, captured=captured, progress=progress)
