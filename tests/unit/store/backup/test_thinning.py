"""Which backups stay: tested over simulated years, with clocks that lie."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from reader.store.backup.thinning import kept

START = datetime(2025, 1, 1, 8, 0, tzinfo=UTC)


def years_of_use(years: int, seed: int) -> list[datetime]:
    """A backup each half hour of some hours on most days, with holidays."""
    choose = random.Random(seed)
    times = []
    for day in range(365 * years):
        if day % 97 < 12 or choose.random() < 0.25:
            continue
        begin = START + timedelta(days=day, minutes=choose.randrange(300))
        times += [begin + timedelta(minutes=30 * half) for half in range(choose.randrange(1, 12))]
    return times


@pytest.mark.parametrize("seed", range(3))
def test_over_three_years_every_age_has_its_backup(seed: int) -> None:
    there: dict[int, datetime] = {}
    times = years_of_use(3, seed)
    for number, now in enumerate(times, 1):
        there[number] = now
        keep = kept(there.items(), now)
        assert number in keep
        assert keep >= {one for one, at in there.items() if now - at < timedelta(hours=24)}
        there = {one: there[one] for one in sorted(keep)}
        assert kept(there.items(), now) == keep
    newest = times[-1]
    days = sorted({at.date() for at in times}, reverse=True)
    assert {at.date() for at in there.values()} >= set(days[:12])
    for back in range(700):  # of any moment of two years, the next backup after it is near
        moment = newest - timedelta(days=back)
        made = [at for at in times if at >= moment]
        near = min(there.values(), key=lambda at: (at < moment, at - moment))
        assert near - made[0] < timedelta(days=1 if back < 10 else 8 if back < 60 else 32)
    assert len(there) <= 12 + 10 + 24 + 24


def test_what_was_thinned_day_by_day_is_what_thinning_at_once_would_keep() -> None:
    times = dict(enumerate(years_of_use(1, 9), 1))
    there: dict[int, datetime] = {}
    for number, now in times.items():
        there[number] = now
        there = {one: there[one] for one in kept(there.items(), now)}
    assert set(there) == kept(times.items(), now)


def test_a_year_away_takes_no_backup() -> None:
    there = list(enumerate(years_of_use(1, 1), 1))
    end = there[-1][1]
    stay = kept(there, end + timedelta(days=1))
    assert kept(there, end + timedelta(days=365)) == stay


def test_a_clock_that_was_wrong_takes_neither_the_newest_nor_those_of_true_time() -> None:
    right = [(number, START + timedelta(days=number)) for number in range(1, 30)]
    ahead = [(number, START + timedelta(days=4000 + number)) for number in range(30, 60)]
    back = [(number, START + timedelta(days=number - 30)) for number in range(60, 70)]
    now = back[-1][1]
    keep = kept([*right, *ahead, *back], now)
    assert {69, 68, 67} <= keep
    assert keep & set(range(1, 30))
    long_ago = START - timedelta(days=9999)
    assert kept([*right, (60, long_ago)], long_ago) >= {60, 29, 28}


def test_no_backup_is_nothing_to_keep() -> None:
    assert kept([], START) == frozenset()
