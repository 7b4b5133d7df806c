"""JSON whose records are told apart with the lines they stand on, also when the text is cut.

The standard library decodes each record by itself, so that one that is broken or cut off
does not take the others with it.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reader.errors import Problem

_SPACE = re.compile(r"[\s,:]*")
_DECODER = json.JSONDecoder(strict=False)
_MEMBERS = 1_000


@dataclass(frozen=True, slots=True)
class Record:
    """One value of a list, and the lines it stands on; `broken` says why it could not be read."""

    value: Any
    first: int
    last: int
    broken: str = ""


class JsonText:
    """A JSON text: a list of records, an object with such a list in it, or a record a line."""

    def __init__(self, text: str, *list_names: str, inside: str = "") -> None:
        """`list_names` are the members that may hold the list, the likeliest first.

        `inside` is a member that may be an object with the list in it.
        """
        self._text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._list_names = list_names
        self._inside = inside
        self.around: dict[str, Any] = {}
        """The members of the object around the list, as far as they could be read."""
        self._start = self._find_list()

    def records(self) -> Iterator[Record]:
        """The records one after the other; after a broken one nothing more can be read."""
        place = self._start
        text = self._text
        while True:
            place = _skip(text, place)
            if place >= len(text) or text[place] == "]":
                return
            first = self._line(place)
            value, end, broken = _decode(text, place)
            if broken:
                yield Record(None, first, self._line(max(place, len(text) - 1)), broken)
                return
            yield Record(value, first, self._line(end - 1))
            place = end

    def _find_list(self) -> int:
        """Where the first record begins."""
        text = self._text
        place = _skip(text, 0)
        if text[place : place + 1] == "[":
            return place + 1
        if text[place : place + 1] != "{":
            return len(text)
        places = self._members(place + 1)
        found = self._list_among(places)
        inner = places.get(self._inside)
        if found is None and inner is not None and text[inner] == "{":
            found = self._list_among(self._members(inner + 1))
        return found if found is not None else place

    def _list_among(self, places: Mapping[str, int]) -> int | None:
        """Where the first record of the likeliest list begins."""
        named = (places[name] for name in self._list_names if name in places)
        return next((place + 1 for place in named if self._text[place] == "["), None)

    def _members(self, place: int) -> dict[str, int]:
        """Where the values of the members of an object begin, by name."""
        text = self._text
        places: dict[str, int] = {}
        for _ in range(_MEMBERS):
            place = _skip(text, place)
            if text[place : place + 1] != '"':
                break
            name, place, broken = _decode(text, place)
            if broken:
                break
            place = _skip(text, place)
            if place < len(text):
                places[name] = place
            value, place, broken = _decode(text, place)
            if broken:
                break
            if not isinstance(value, list):
                self.around[name] = value
        return places

    def _line(self, place: int) -> int:
        return bisect_right(self._starts, place)


def _skip(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    return match.end() if match else place


def _decode(text: str, place: int) -> tuple[Any, int, str]:
    """A value, where it ends, and why it could not be read."""
    try:
        value, end = _DECODER.raw_decode(text, place)
    except RecursionError:
        raise Problem(
            "This JSON text is nested too deeply to be read.", do="Save its list of papers alone."
        ) from None
    except ValueError as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "a number is too long"
        return None, place, f"The JSON text is cut or broken here: {reason}."
    return value, end, ""
