"""Spans of days as people write them: `today`, `7d`, `last-month`, `2023-05`, `2021..`, `<2w`.

A span is kept as it was written and only becomes days when it is asked about, because "the last
seven days" of a saved search are others tomorrow.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

DAY = timedelta(days=1)
NAMED = ("today", "yesterday", "this-week", "last-week", "this-month", "last-month", "this-year",
         "last-year")  # fmt: skip

Days = tuple[date, date]
"""The first day, and the day after the last."""

_AGO = re.compile(r"(\d{1,4})([dwmy])")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_COMPARED = re.compile(r"([<>]=?)(.+)")
_UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}


def canonical(text: str) -> str | None:
    """A span as it is written down: lower case, without spaces; None when it is no span."""
    span = "".join(text.lower().split())
    return span if _resolved(span, date(2000, 6, 15)) is not None else None


def days(span: str, today: date) -> tuple[date | None, date | None]:
    """The first day of a span and the day after its last; None where it is open.

    Raises ValueError for a text that is no span.
    """
    found = _resolved(span, today)
    if found is None:
        raise ValueError(f"no span of days: {span!r}")
    return found


def spoken(span: str) -> str:
    """A span in words, to stand behind "added" or "date"."""
    compared = _COMPARED.fullmatch(span)
    if compared:
        return _compared_spoken(*compared.groups())
    first, dots, last = span.partition("..")
    if not dots:
        return f"in the last {_ago_spoken(span)}" if _AGO.fullmatch(span) else _point_spoken(span)
    if not last:
        return f"since {_point_spoken(first)}"
    if not first:
        return f"until {_point_spoken(last)}"
    return f"from {_point_spoken(first)} to {_point_spoken(last)}"


def _compared_spoken(sign: str, point: str) -> str:
    if _AGO.fullmatch(point):
        words = _ago_spoken(point)
        return f"in the last {words}" if sign[0] == "<" else f"more than {words} ago"
    word = {"<": "before", "<=": "until", ">": "after", ">=": "since"}[sign]
    return f"{word} {_point_spoken(point)}"


def _point_spoken(point: str) -> str:
    if _AGO.fullmatch(point):
        return f"{_ago_spoken(point)} ago"
    return point.replace("-", " ") if point in NAMED else point


def _ago_spoken(point: str) -> str:
    found = _AGO.fullmatch(point)
    assert found
    count, unit = int(found[1]), _UNITS[found[2]]
    return unit if count == 1 else f"{count} {unit}s"


def _resolved(span: str, today: date) -> tuple[date | None, date | None] | None:
    try:
        return _read(span, today)
    except (ValueError, OverflowError):  # the 31st of February, before the year 1, after 9999
        return None


def _read(span: str, today: date) -> tuple[date | None, date | None] | None:
    compared = _COMPARED.fullmatch(span)
    if compared:
        return _compared(compared[1], compared[2], today)
    first, dots, last = span.partition("..")
    if not dots:
        ago = _AGO.fullmatch(span)
        return (_ago(ago, today), None) if ago else _point(span, today)
    if not (first or last):
        return None
    begins = _point(first, today) if first else (None, None)
    ends = _point(last, today) if last else (None, None)
    if begins is None or ends is None:
        return None
    if begins[0] and ends[1] and ends[1] <= begins[0]:
        begins, ends = ends, begins
    return begins[0], ends[1]


def _compared(sign: str, text: str, today: date) -> tuple[date | None, date | None] | None:
    ago = _AGO.fullmatch(text)
    if ago:  # younger than a week, older than a week
        day = _ago(ago, today)
        return (day, None) if sign[0] == "<" else (None, day)
    point = _point(text, today)
    if point is None:
        return None
    sides: dict[str, tuple[date | None, date | None]] = {
        "<": (None, point[0]),
        "<=": (None, point[1]),
        ">": (point[1], None),
        ">=": (point[0], None),
    }
    return sides[sign]


def _point(text: str, today: date) -> Days | None:
    """A day, month or year, by its number or by its name; `7d` is the day seven days ago."""
    ago = _AGO.fullmatch(text)
    if ago:
        day = _ago(ago, today)
        return day, day + DAY
    if text in _CALENDAR:
        return _CALENDAR[text](today)
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day_number = found.groups()
    if day_number:
        day = date(int(year), int(month), int(day_number))
        return day, day + DAY
    if month:
        first = date(int(year), int(month), 1)
        return first, _months_later(first, 1)
    return date(int(year), 1, 1), date(int(year) + 1, 1, 1)


def _ago(found: re.Match[str], today: date) -> date:
    count, unit = int(found[1]), found[2]
    if unit in "dw":
        return today - count * (7 if unit == "w" else 1) * DAY
    return _months_later(today, -count * (12 if unit == "y" else 1))


def _months_later(day: date, months: int) -> date:
    """The same day of another month, or its last day when that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (first_of_next - DAY).day))


def _week(today: date) -> date:
    return today - today.weekday() * DAY


def _month(today: date) -> date:
    return today.replace(day=1)


_CALENDAR: dict[str, Callable[[date], Days]] = {
    "today": lambda today: (today, today + DAY),
    "yesterday": lambda today: (today - DAY, today),
    "this-week": lambda today: (_week(today), _week(today) + 7 * DAY),
    "last-week": lambda today: (_week(today) - 7 * DAY, _week(today)),
    "this-month": lambda today: (_month(today), _months_later(_month(today), 1)),
    "last-month": lambda today: (_months_later(_month(today), -1), _month(today)),
    "this-year": lambda today: (date(today.year, 1, 1), date(today.year + 1, 1, 1)),
    "last-year": lambda today: (date(today.year - 1, 1, 1), date(today.year, 1, 1)),
}
