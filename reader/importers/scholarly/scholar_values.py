"""Values of scholarly JSON: names, dates, abstracts as indexes, names of conferences."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import takewhile
from typing import Any

from reader.clean import white
from reader.importers.text.partial_dates import read_date
from reader.importers.text.venues import MEETINGS

_MEETING = re.compile(r"(?<![a-z])([a-z]{2,9})[-_ ]?((?:19|20)\d\d)(?!\d)")
_MEETINGS = {name.lower(): name for name in MEETINGS}
_NAMES = ("name", "literal", "display_name", "fullname")
_FAMILY = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
_KEYWORDS = re.compile(r"\s*[;,]\s*")
_MOST_WORDS = 100_000


def text_of(value: Any) -> str:
    """A value that is a text, else an empty one."""
    return value if isinstance(value, str) else ""


def first_text(value: Any) -> str:
    """A text, or the first of a list of texts."""
    if isinstance(value, list):
        return next((each for each in value if isinstance(each, str) and white(each)), "")
    return text_of(value)


def people(value: Any) -> tuple[str, ...]:
    """The names of a list of people, given names first."""
    found = (white(_name(each)) for each in (value if isinstance(value, list) else ()))
    return tuple(name for name in found if name)


def _name(person: Any) -> str:
    if not isinstance(person, dict):
        return text_of(person)
    if isinstance(inner := person.get("author"), dict):
        return _name(inner) or text_of(person.get("raw_author_name"))
    parts = [text_of(person.get(part)) for part in _FAMILY]
    if parts[3].startswith(f"{parts[2]} "):
        parts[2] = ""  # some programs write the particle into the family name as well
    whole = (text_of(person.get(name)) for name in _NAMES)
    return " ".join(part for part in parts if part) or next((name for name in whole if name), "")


def date_of(value: Any) -> str | None:
    """The date of a text, a year, or a CSL date; of a range what both ends have in common."""
    if isinstance(value, int):
        return read_date(str(value)) if 1000 <= value < 3000 else None
    if isinstance(value, str):
        return read_date(value)
    if not isinstance(value, Mapping):
        return None
    ends = [_numbers(end) for end in _list(value.get("date-parts"))[:2]]
    shared = [parts[0] for parts in takewhile(_is_one, zip(*ends, strict=False))]
    said = text_of(value.get("raw")) or text_of(value.get("literal"))
    return read_date("-".join(shared)) or read_date(said)


def _numbers(end: Any) -> list[str]:
    """Year, month and day as far as they are numbers."""
    parts = (str(part) for part in _list(end)[:3] if isinstance(part, int | str))
    return list(takewhile(lambda part: part.isdecimal() and len(part) <= 4, parts))


def _is_one(parts: tuple[str, ...]) -> bool:
    return len(set(parts)) == 1


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def day_of_milliseconds(value: Any) -> str | None:
    """The day (UTC) of a time in milliseconds since 1970, from 1970 to 2100."""
    if not isinstance(value, int) or not 0 < value < 4_102_444_800_000:
        return None
    return datetime.fromtimestamp(value / 1000, UTC).date().isoformat()


def from_index(value: Any) -> str | None:
    """The text of an index that says at which places each word stands."""
    if not isinstance(value, dict):
        return None
    found = sorted(_placed(value))
    return " ".join(word for _, word in found[:_MOST_WORDS]) or None


def _placed(index: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    for word, places in index.items():
        for place in _list(places):
            if isinstance(place, int):
                yield place, word


def words(value: Any) -> tuple[str, ...]:
    """Keywords: a text with commas or semicolons, a list of texts, or of objects with a name."""
    if isinstance(value, str):
        return tuple(word for each in _KEYWORDS.split(value) if (word := white(each)))
    return people(value)


def conference(name: str) -> tuple[str, str]:
    """The conference and the year that a file's name says, both empty if it names none known."""
    for match in _MEETING.finditer(name.lower()[:300]):
        if match[1] in _MEETINGS:
            return f"{_MEETINGS[match[1]]} {match[2]}", match[2]
    return "", ""
