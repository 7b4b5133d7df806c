"""Dates as listing pages print them, and the day such a page was saved.

A page prints no year for the dates of the year it was saved in, and the year for all
others: `Mar 31`, but `Sep 25, 2024`. So the missing years can be known as soon as the year
of the capture is. It is taken from evidence, never from the clock.
"""

import calendar
import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reader.errors import Problem
from reader.importers.text.page_words import day_in

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>[0-3]?\d)(?!\d)"
_YEAR = r"(?P<year>[12]\d{3})(?!\d)"
_DATE = rf"(?P<shown>{_MONTH}\s{{1,3}}{_DAY}(?:,\s{{0,3}}{_YEAR})?)"
_PREFIX = r"(?:Published on\s{1,3})?"
_LINE = re.compile(rf"{_PREFIX}{_DATE}(?:\s{{1,9}}(?P<count>\d{{1,6}}))?$")
_GLUED = re.compile(
    rf"{_PREFIX}{_DATE}(?:\s{{1,3}}(?P<count>\d{{1,6}})(?=\s|[A-Z][a-z]))?\s{{0,3}}(?=[\w\"“‘$(\[])"
)
_BEGINS = re.compile(rf"{_PREFIX}{_MONTH}\s{{1,3}}\d")
_FULL = r"(?P<year>[12]\d{3})-(?P<month>[01]\d)-(?P<day>[0-3]\d)"
_ISO = re.compile(r"(?P<year>[12]\d{3})(?:-(?P<month>[01]\d)(?:-(?P<day>[0-3]\d))?)?$")
_SAID = re.compile(
    r"(?:(?:- )?\*{0,2}(?:retrieved|exported|created|clipped|saved|captured(?: \(utc\))?|date)"
    rf"\*{{0,2}}\s?:.{{0,20}}?"
    rf"|/papers/date/|papers\?date=){_FULL}",
    re.IGNORECASE,
)
_HTTP_DATE = re.compile(
    rf"date\s?:\s.{{0,10}}?(?P<day>[0-3]?\d) {_MONTH} (?P<year>[12]\d{{3}}) ", re.IGNORECASE
)
_IN_NAME = re.compile(r"(?<!\d)(?P<year>20\d\d)([-_.]?)(?P<month>[01]\d)\2(?P<day>[0-3]\d)(?!\d)")
_ID_YEAR = re.compile(r"(\d\d)(0[1-9]|1[0-2])\.\d{4,5}$")
_TOLERANCE = 2
"""Days by which time zones may put a paper's date after the date of the page."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A date as a page prints it: month and day, the year if it is there, a count after it."""

    text: str
    month: int
    day: int
    year: int | None = None
    count: int | None = None

    @property
    def real(self) -> bool:
        """Whether there is such a day; without a year, whether there ever is."""
        return _exists(self.year or 2000, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Capture:
    """The day a page was saved, as far as it is known, and how it is known."""

    date: str | None = None
    evidence: str = "Nothing in the text says when it was saved."

    @property
    def year(self) -> int | None:
        """The year of the capture, None when unknown."""
        return int(self.date[:4]) if self.date and not self.date.startswith("-") else None


@dataclass(frozen=True, slots=True)
class Dated:
    """A shown date made into facts: as much of the ISO date as is known."""

    date: str | None
    year: int | None
    from_capture: bool = False
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything a text says about the day it was saved."""

    said: str | None = None
    page_date: Shown | None = None
    printed: Sequence[Shown] = field(default=())
    ids: Sequence[str] = field(default=())
    file_name: str = ""


def shown(text: str) -> Shown | None:
    """The date a line consists of (`Mar 31`, `Sep 25, 2024 3`), None if it is not a date.

    Also `12. März`, `31 March 2024`, `2024年1月12日` and the like, as translated pages have them.
    """
    if len(text) > 60:
        return None
    if date := _shown(_LINE.match(text)):
        return date
    day = day_in(text)
    return Shown(*day) if day else None


def shown_before(text: str) -> tuple[Shown, str] | None:
    """A date at the beginning of a line and the text that follows it, None if there is none."""
    match = _GLUED.match(text[:80])
    date = _shown(match)
    return (date, text[match.end() :]) if match and date else None


def begins_like_date(text: str) -> bool:
    """Whether a line begins with a month and a digit, however it goes on."""
    return bool(_BEGINS.match(text[:80]))


def _shown(match: re.Match[str] | None) -> Shown | None:
    if match is None:
        return None
    year, count = match["year"], match["count"]
    return Shown(
        text=match["shown"],
        month=_MONTHS[match["month"][:3].lower()],
        day=int(match["day"]),
        year=int(year) if year else None,
        count=int(count) if count else None,
    )


def said_in(lines: Iterable[str]) -> str | None:
    """The day of capture that the lines above the first paper state outright, as ISO date."""
    for line in lines:
        for pattern in (_SAID, _HTTP_DATE):
            match = pattern.search(line[:2000])
            if match and (day := _iso(match)):
                return day
    return None


def check_captured(captured: str) -> str:
    """A capture day given by a person, checked. Raises Problem when it is not an ISO date."""
    match = _ISO.match(captured.strip())
    if match:
        year, month, day = match["year"], match["month"], match["day"]
        if _exists(int(year), int(month or 1), int(day or 1)):
            return match.group()
    raise Problem(
        f"“{captured[:40]}” is not a date.",
        do="Give the day as 2025-11-12, or only the year as 2025.",
    )


def capture(evidence: Evidence, captured: str | None = None) -> Capture:
    """When a page was saved: what a person says, else what the text says, else the file's name."""
    if captured is not None:
        return Capture(
            _with_page_date(check_captured(captured), evidence.page_date), "You gave this date."
        )
    if evidence.said:
        return Capture(evidence.said, "The text says when it was saved.")
    return (
        _from_page(evidence.page_date)
        or _from_ids(evidence)
        or _from_file_name(evidence)
        or _from_bounds(evidence)
        or _without_year(evidence)
    )


def dated(date: Shown, captured: Capture) -> Dated:
    """A shown date with the year of the capture where it has none of its own."""
    if not date.real:
        return Dated(None, date.year, doubt=f"There is no day “{date.text}”.")
    month_day = f"{date.month:02d}-{date.day:02d}"
    if date.year is not None:
        iso = f"{date.year:04d}-{month_day}"
        late = _after(date.year, date, captured)
        doubt = f"“{date.text}” is later than the day the page was saved." if late else ""
        return Dated(iso, date.year, doubt=doubt)
    year = captured.year
    if year is None:
        return Dated(f"--{month_day}", None)
    if not _exists(year, date.month, date.day) or _after(year, date, captured):
        doubt = (
            f"“{date.text}” does not fit a page saved on {captured.date}: its year is not known."
        )
        return Dated(f"--{month_day}", None, doubt=doubt)
    return Dated(f"{year:04d}-{month_day}", year, from_capture=True)


def _from_page(page: Shown | None) -> Capture | None:
    """The date of the page itself, where it has a year."""
    if page is None or page.year is None or not page.real:
        return None
    return Capture(
        f"{page.year:04d}-{page.month:02d}-{page.day:02d}", f"The page is dated {page.text}."
    )


def _from_ids(evidence: Evidence) -> Capture | None:
    """A paper whose date has no year is of the capture year, and its arXiv id tells that year."""
    years = {2000 + int(match[1]) for each in evidence.ids if (match := _ID_YEAR.match(each))}
    if not years:
        return None
    return Capture(
        _with_page_date(str(max(years)), evidence.page_date),
        "The arXiv numbers of papers whose date has no year tell the year.",
    )


def _from_file_name(evidence: Evidence) -> Capture | None:
    """The day in a file's name, where it agrees with what the page prints."""
    match = _IN_NAME.search(evidence.file_name[:300])
    day = _iso(match) if match else None
    if match is None or day is None or int(match["year"]) <= _last_year(evidence):
        return None
    page = evidence.page_date
    year = int(match["year"])
    if page and page.real and abs(_ordinal(year, page) - _ordinal_iso(day)) > _TOLERANCE:
        return None
    known = _with_page_date(str(year), page) if page else day
    return Capture(
        known, f"The file’s name says {day}" + (", and the page agrees." if page else ".")
    )


def _from_bounds(evidence: Evidence) -> Capture | None:
    """The year after the last one printed: the page prints every year but that of its capture."""
    last = _last_year(evidence)
    without_year = sum(1 for date in evidence.printed if date.year is None)
    if not last or not (without_year or evidence.page_date):
        return None
    page = evidence.page_date
    begin = f"The page is dated {page.text}" if page else f"{without_year} dates have no year"
    return Capture(
        _with_page_date(str(last + 1), page),
        f"{begin} and prints years up to {last}; it leaves out only the year it was saved in, "
        f"so that is {last + 1}.",
    )


def _without_year(evidence: Evidence) -> Capture:
    page = evidence.page_date
    if page is None or not page.real:
        return Capture()
    return Capture(
        f"--{page.month:02d}-{page.day:02d}",
        f"The page is dated {page.text}, and nothing says of which year.",
    )


def _last_year(evidence: Evidence) -> int:
    return max((date.year for date in evidence.printed if date.year), default=0)


def _with_page_date(known: str, page: Shown | None) -> str:
    """A capture year made a day by the date of the page, where there is such a day."""
    if len(known) == 4 and page and _exists(int(known), page.month, page.day):
        return f"{known}-{page.month:02d}-{page.day:02d}"
    return known


def _after(year: int, date: Shown, captured: Capture) -> bool:
    """Whether a date lies after the capture, by more than time zones explain."""
    if captured.date is None or captured.year is None:
        return False
    if len(captured.date) < 10:
        return f"{year:04d}" > captured.date[:4]
    return _ordinal(year, date) > _ordinal_iso(captured.date) + _TOLERANCE


def _iso(match: re.Match[str]) -> str | None:
    year, month, day = int(match["year"]), match["month"], int(match["day"])
    number = int(month) if month.isdigit() else _MONTHS[month[:3].lower()]
    return f"{year:04d}-{number:02d}-{day:02d}" if _exists(year, number, day) else None


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _ordinal(year: int, date: Shown) -> int:
    day = min(date.day, calendar.monthrange(year, date.month)[1])
    return datetime.date(year, date.month, day).toordinal()


def _ordinal_iso(iso: str) -> int:
    return datetime.date.fromisoformat(iso).toordinal()
