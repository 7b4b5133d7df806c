"""Places in Qt's text and in Python's: Qt counts UTF-16 units, Python characters.

They differ after every character beyond U+FFFF, such as mathematical letters and emoji.
"""

from bisect import bisect_left
from itertools import accumulate


class Places:
    """Turns places in one text from one way of counting to the other."""

    def __init__(self, text: str) -> None:
        self._units: list[int] | None = None
        if not text.isascii() and max(text) > "\uffff":
            widths = (2 if character > "\uffff" else 1 for character in text)
            self._units = list(accumulate(widths, initial=0))

    def to_qt(self, place: int) -> int:
        """Qt's count of a place in Python's text."""
        return place if self._units is None else self._units[place]

    def to_text(self, place: int) -> int:
        """Python's count of a place in Qt's text."""
        return place if self._units is None else bisect_left(self._units, place)
