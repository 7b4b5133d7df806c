"""The day of a daily page from its links to the days beside it.

A daily page prints its day without the year, between a link to the day before and a link to
the day after; weekly and monthly pages have such links too, with weeks and months.
"""

import datetime
import re
from collections.abc import Iterable

from reader.importers.text.dates import Shown

_DAY = re.compile(r"/papers(?:/date/|\?date=)([12]\d{3})-([01]\d)-([0-3]\d)")
_NEAR = 4
"""Days between a page and the ones beside it: weekends are left out."""


def page_day(printed: Shown | None, links: Iterable[str]) -> str | None:
    """The day a page prints, with the year that the links to its neighbours show."""
    if printed is None or not printed.real:
        return None
    for link in links:
        match = _DAY.search(link[:300])
        if match is None:
            continue
        try:
            neighbour = datetime.date(*(int(part) for part in match.groups()))
        except ValueError:
            continue
        for year in (neighbour.year, neighbour.year + 1, neighbour.year - 1):
            day = _day(printed.year or year, printed)
            if day and abs((day - neighbour).days) <= _NEAR:
                return day.isoformat()
    return None


def _day(year: int, printed: Shown) -> datetime.date | None:
    try:
        return datetime.date(year, printed.month, printed.day)
    except ValueError:
        return None
