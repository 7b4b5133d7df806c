"""Dates as reference files and mails write them: as much of each as is sure, never more.

A range of months or years says less than one month, and so becomes a year.
"""

import calendar
import re

_NAMES = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_NUMBERS = re.compile(
    r"\s*(?P<year>[12]\d{3})(?:[-/.](?P<month>\d{1,2})?(?:[-/.](?P<day>\d{1,2})?)?)?(?=$|[T\s/,;])"
)
_MONTH = re.compile(
    r"(?<![^\W\d_])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:[a-z]{0,6})\.?(?![^\W\d_])",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_DAY = re.compile(r"(?<![\d:])([0-3]?\d)(?![\d:])")
_SHORT_YEAR = re.compile(r"\s(\d\d)\s\d\d:\d\d:\d\d")
_LONGEST = 80


def read_date(text: str) -> str | None:
    """The ISO date a text says, partial where it must be; None if it says none.

    Understood are `2024-04-03T12:00`, `2024/04/03/`, `2020 Feb 3`, `14 June 2006`,
    `Mon, 13 Apr 1992 18:20:01 GMT`, `2013 Jul-Aug` (a year) and the like.
    """
    text = text[:_LONGEST]
    numbers = _NUMBERS.match(text)
    if numbers and not _MONTH.search(text):
        return _iso(int(numbers["year"]), _number(numbers["month"]), _number(numbers["day"]))
    year = _year(text)
    if year is None:
        return None
    months = list(_MONTH.finditer(text))
    if len(months) != 1:
        return _iso(year, None, None)
    days = _DAY.findall(_YEAR.sub(" ", text, count=1))
    return _iso(year, _NAMES[months[0][1].lower()], int(days[0]) if days else None)


def year_month(year: str, month: str) -> str | None:
    """The date of a year and a month (and day) given apart, as BibTeX and others do."""
    if month.strip().isdigit():
        return read_date(f"{year.strip()}-{month.strip()}")
    return read_date(f"{month} {year}")


def year_of(date: str | None) -> int | None:
    """The year of an ISO date, None when it has none."""
    return int(date[:4]) if date and date[:4].isdigit() else None


def _year(text: str) -> int | None:
    """The year of four digits, or that of two before a time, as old mails have it."""
    if match := _YEAR.search(text):
        return int(match[1])
    if match := _SHORT_YEAR.search(text):
        short = int(match[1])
        return 1900 + short if short >= 70 else 2000 + short
    return None


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _iso(year: int, month: int | None, day: int | None) -> str:
    if not month or not 1 <= month <= 12:
        return f"{year:04d}"
    if not day or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return f"{year:04d}-{month:02d}"
    return f"{year:04d}-{month:02d}-{day:02d}"
