"""JSON whose records are told apart with the lines they stand on, also when the text is cut.

The standard library decodes each record by itself, so that one that is broken or cut off
does not take the others with it.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
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

    def __init__(self, text: str, *list_names: str) -> None:
        """`list_names` are the members that may hold the list, the likeliest first."""
        self._text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._list_names = list_names
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
        lists = self._members(place + 1)
        found = next((lists[name] for name in self._list_names if name in lists), None)
        return found if found is not None else place

    def _members(self, place: int) -> dict[str, int]:
        """The places of the lists among the members of an object, by name."""
        text = self._text
        lists: dict[str, int] = {}
        for _ in range(_MEMBERS):
            place = _skip(text, place)
            if text[place : place + 1] != '"':
                break
            name, place, broken = _decode(text, place)
            if broken:
                break
            place = _skip(text, place)
            if text[place : place + 1] == "[":
                lists[name] = place + 1
            value, place, broken = _decode(text, place)
            if broken:
                break
            if not isinstance(value, list):
                self.around[name] = value
        return lists

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
