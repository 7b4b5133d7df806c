"""Which backups are kept: all of a day, then one a day, a week, a month, for two years."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

ALL_WITHIN = timedelta(hours=24)
DAYS, WEEKS, MONTHS = 12, 10, 24
ALWAYS = 3  # the newest, whatever their times say


def kept(backups: Iterable[tuple[int, datetime]], now: datetime) -> frozenset[int]:
    """The numbers of the backups to keep, of all (number, time) there are.

    Numbers grow with every backup; times may lie, because clocks are set. Kept are the newest
    three, all of the last 24 hours (or of a time to come), and the newest of each of the last
    12 days, 10 weeks and 24 months in which there are any: a year away loses nothing. Days are
    those of UTC, so that no day has 23 hours. Thinning once more changes nothing.
    """
    newest_first = sorted(backups, reverse=True)
    keep = {number for number, _ in newest_first[:ALWAYS]}
    keep |= {number for number, at in newest_first if at > now - ALL_WITHIN}
    for period, count in _PERIODS:
        keep |= _newest_of_each(newest_first, period, count, now)
    return frozenset(keep)


_Period = Callable[[datetime], tuple[int, ...]]

_PERIODS: tuple[tuple[_Period, int], ...] = (
    (lambda at: (at.year, at.month, at.day), DAYS),
    (lambda at: at.isocalendar()[:2], WEEKS),
    (lambda at: (at.year, at.month), MONTHS),
)


def _newest_of_each(
    newest_first: list[tuple[int, datetime]], period: _Period, count: int, now: datetime
) -> set[int]:
    """The newest backup of each of the last `count` periods up to now that have one."""
    last: dict[tuple[int, ...], int] = {}
    for number, at in newest_first:
        if at <= now:
            last.setdefault(period(at.astimezone(UTC)), number)
    return {last[key] for key in sorted(last, reverse=True)[:count]}
