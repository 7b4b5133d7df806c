"""Years of use in a minute: what is kept, and that every backup that is kept can be restored."""

import errno
import os
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from making import fill

from reader import keeping
from reader.errors import Problem
from reader.library import Library
from reader.store.backup import archive, backups, thinning

DAYS = 365 * 3 if os.environ.get("READER_LONG") else 40
START = datetime(2025, 1, 1, 9, tzinfo=UTC)


class Clock(datetime):
    """The clock of the simulated person."""

    moment = START

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        return cls.moment


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    for module in (keeping, backups, archive):
        monkeypatch.setattr(module, "datetime", Clock)
    monkeypatch.setattr(Clock, "moment", START)
    return Clock


def a_day(library: Library, clock: type[Clock], choose: random.Random, day: int) -> None:
    """Some hours of work: a decision each few minutes, and the backups that are due."""
    clock.moment = START + timedelta(days=day)
    for _ in range(choose.randrange(1, 5)):
        clock.moment += timedelta(minutes=choose.randrange(5, 50))
        library.write_note(1, f"{clock.moment:%Y-%m-%d %H:%M}")
        library.back_up_when_due()


def test_years_of_backups_and_a_drill_of_all_that_stay(
    library: Library, clock: type[Clock], tmp_path: Path
) -> None:
    fill(library, range(5))
    choose = random.Random(11)
    notes: dict[int, str] = {}
    for day in range(DAYS):
        if day % 23 < 4:
            continue
        if day % 17 == 3:  # the clock of another time zone, or one that was set wrong
            clock.moment = START + timedelta(days=day - choose.randrange(-900, 900))
            library.back_up_when_due()
        a_day(library, clock, choose, day)
        newest = library.backups()[0]
        if newest.seq == library.seq():
            notes[newest.number] = library.paper(1).note
        assert newest.seq == library.seq() or clock.moment - newest.at < timedelta(minutes=31)
    there = library.backups()
    at_most = thinning.DAYS + thinning.WEEKS + thinning.MONTHS + 30
    assert 10 < len(there) < at_most + DAYS // 17
    for backup in there:
        restored = library.restore(backup.number)
        assert restored.changes.seq == library.seq()
        assert library.check() == []
        if backup.number in notes:
            assert library.paper(1).note == notes[backup.number]


def test_a_disk_that_is_full_now_and_then_never_takes_the_newest(
    library: Library, clock: type[Clock], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(library, range(5))
    choose = random.Random(12)
    pack = archive.pack
    failed = 0

    def pack_or_fail(*words: object) -> str:
        if choose.random() < 0.5:
            raise OSError(errno.ENOSPC, "No space left on device")
        return pack(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(archive, "pack", pack_or_fail)
    for day in range(30):
        before = library.backups()
        try:
            a_day(library, clock, choose, day)
        except Problem:
            failed += 1
        after = library.backups()
        assert len(after) >= min(len(before), thinning.ALWAYS)
        assert not before or after[0].number >= before[0].number
    assert library.backups()[0].number > 10
    library.compare(library.backups()[0].number)


def test_the_drill_sees_thinning_that_keeps_too_little(
    library: Library, clock: type[Clock], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thinning, "kept", lambda there, now: frozenset({max(dict(there))}))
    fill(library, range(5))
    for day in range(15):
        a_day(library, clock, random.Random(day), day)
    assert len(library.backups()) == 1
