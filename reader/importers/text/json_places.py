"""JSON whose records are told apart with the lines they stand on, also when the text is cut.

The standard library decodes each record by itself, so that one that is broken or cut off
does not take the others with it: the next record is where a line begins as this one's did.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reader.errors import Problem
from reader.importers.text.checks import warning
from reader.model import Caution

_SPACE = re.compile(r"[\s,:]*")
_MEMBERS = 1_000
_MOST_BROKEN = 1_000
"""After so many broken records the rest of a text is given up."""
_DEEPEST = 4
_BREAKS = "Texts of this record have line ends in them that JSON does not allow: it was wrapped."
_TWICE = "A field stands in this record twice: two records may be run together."


@dataclass(frozen=True, slots=True)
class Record:
    """One value of a list, and the lines it stands on; `broken` says why it could not be read."""

    value: Any
    first: int
    last: int
    broken: str = ""
    warnings: tuple[Caution, ...] = ()


class JsonText:
    """A JSON text: a list of records, an object with such a list in it, or a record a line.

    An object whose members are all records, or lists of records, is a list by other means:
    papers by their number, or by day.
    """

    def __init__(self, text: str, *list_names: str, inside: Collection[str] = ()) -> None:
        """`list_names` are the members that may hold the list, the likeliest first.

        `inside` are members that may be an object with the list in it.
        """
        self._text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._list_names = list_names
        self._inside = inside
        self._is_keyed = False
        self.around: dict[str, Any] = {}
        """The members of the object around the list, as far as they could be read."""
        self._twice = self._wrapped = False
        self._strict = json.JSONDecoder(object_pairs_hook=self._object)
        self._decoder = json.JSONDecoder(strict=False, object_pairs_hook=self._object)
        self._start = self._find_list()
        self._end: int | None = None

    @property
    def is_cut(self) -> bool:
        """Whether the list, all of whose records were given, does not end."""
        is_list = self._is_keyed or self._text[self._start - 1 : self._start] == "["
        return is_list and self._end is None

    @property
    def strays(self) -> tuple[int, int] | None:
        """The lines of what stands behind a text that is a list and nothing else, None if none."""
        is_whole = self._text[: self._start].strip("\ufeff \t\r\n") in ("[", "{")
        if self._end is None or not is_whole:
            return None
        place = _skip(self._text, self._end)
        if place >= len(self._text):
            return None
        return self._line(place), self._line(len(self._text) - 1)

    def records(self) -> Iterator[Record]:
        """The records one after the other; a broken one reaches to where the next begins."""
        text = self._text
        count_broken = 0
        key = ""
        place = _skip(text, self._start)
        while place < len(text):
            if self._is_keyed and text[place] in "[]":
                place = _skip(text, place + 1)
                continue
            if text[place] == ("}" if self._is_keyed else "]"):
                self._end = place + 1
                return
            value, end, broken = self._decode(place)
            if broken:
                count_broken += 1
                end = self._next(place) if count_broken < _MOST_BROKEN else len(text)
                yield Record(None, self._line(place), self._line(max(place, end - 1)), broken)
            elif self._is_keyed and isinstance(value, str) and text[end : end + 1] == ":":
                key = value
            else:
                if self._is_keyed and isinstance(value, dict):
                    value.setdefault("id", key)
                yield self._record(value, place, end)
            place = _skip(text, end)

    def _next(self, place: int) -> int:
        """Where the record after a broken one begins: on a line that begins as its own does."""
        margin = self._text[self._starts[self._line(place) - 1] : place]
        if margin.strip():
            return len(self._text)
        found = re.compile(rf"^{margin}\{{", re.MULTILINE).search(self._text, place + 1)
        return found.start() if found else len(self._text)

    def _find_list(self) -> int:
        """Where the first record begins."""
        text = self._text
        place = _skip(text, 0)
        if text[place : place + 1] == "[":
            return place + 1
        if text[place : place + 1] != "{":
            return len(text)
        within = place
        for _ in range(_DEEPEST):
            members = self._members(within + 1)
            if (found := self._list_among(members)) is not None:
                return found
            named = (members[name] for name in self._inside if name in members)
            inner = next((each for each in named if text[each] == "{"), None)
            if inner is None:
                break
            within = inner
        members = self._members(place + 1)
        kinds = {text[each] for each in members.values()}
        if len(members) > 1 and len(kinds) == 1 and kinds <= {"{", "["}:
            self._is_keyed = True
            return place + 1
        return place

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
            name, place, broken = self._decode(place)
            if broken:
                break
            place = _skip(text, place)
            if place < len(text):
                places[name] = place
            value, place, broken = self._decode(place)
            if broken:
                break
            if not isinstance(value, list):
                self.around[name] = value
        return places

    def _line(self, place: int) -> int:
        return bisect_right(self._starts, place)

    def _record(self, value: Any, place: int, end: int) -> Record:
        first = self._line(place)
        about = [warning("broken", _TWICE, first)] if self._twice else []
        if self._wrapped:
            about.append(warning("wrapped", _BREAKS, first))
        return Record(value, first, self._line(end - 1), warnings=tuple(about))

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """An object; that a name stands in it twice is remembered."""
        found = dict(pairs)
        self._twice = self._twice or len(found) < len(pairs)
        return found

    def _whole(self, place: int) -> tuple[Any, int]:
        """A value and where it ends; that texts in it have line breaks of their own is kept."""
        try:
            return self._strict.raw_decode(self._text, place)
        except json.JSONDecodeError as error:
            if not error.msg.startswith("Invalid control character"):
                raise
        self._twice = False
        self._wrapped = True
        return self._decoder.raw_decode(self._text, place)

    def _decode(self, place: int) -> tuple[Any, int, str]:
        """A value, where it ends, and why it could not be read."""
        self._twice = self._wrapped = False
        try:
            value, end = self._whole(place)
        except RecursionError:
            raise Problem(
                "This JSON text is nested too deeply to be read.",
                do="Save its list of papers alone.",
            ) from None
        except ValueError as error:
            reason = (
                error.msg if isinstance(error, json.JSONDecodeError) else "a number is too long"
            )
            return None, place, f"The JSON text is cut or broken here: {reason}."
        return value, end, ""


def _skip(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    return match.end() if match else place
