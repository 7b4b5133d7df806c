"""When a library is backed up by itself."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from making import facts, fill, listing

from reader import keeping, paths
from reader.errors import Problem
from reader.library import Library
from reader.model import Dump


class Clock(datetime):
    """A clock that can be set."""

    ahead = timedelta(0)

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        return datetime.now(UTC) + cls.ahead


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    monkeypatch.setattr(keeping, "datetime", Clock)
    monkeypatch.setattr(Clock, "ahead", timedelta(0))
    return Clock


def reasons(library: Library) -> list[str]:
    return [backup.reason for backup in library.backups()]


def test_an_empty_or_unchanged_library_is_not_backed_up(library: Library) -> None:
    assert library.back_up_when_due() is None
    fill(library, range(3))
    assert library.back_up_when_due() is not None
    assert library.back_up_when_due() is None
    assert library.back_up() is None
    assert len(library.backups()) == 1


def test_a_changed_library_is_backed_up_each_half_hour(library: Library, clock) -> None:
    fill(library, range(3))
    library.back_up_when_due()
    library.star([1])
    clock.ahead = timedelta(minutes=29)
    assert library.back_up_when_due() is None
    clock.ahead = timedelta(minutes=31)
    assert library.back_up_when_due() is not None
    clock.ahead = timedelta(days=-900)  # a clock that was set back stops no backup
    library.star([2])
    assert library.back_up_when_due() is not None


def test_before_many_papers_come_in_there_is_a_backup(library: Library) -> None:
    fill(library, range(3))
    fill(library, range(10, 30))
    assert reasons(library) == []
    fill(library, range(100, 121))
    assert reasons(library) == ["before an import"]
    assert library.backups()[0].papers == 23


def test_a_backup_that_fails_stops_no_import_and_says_why(library: Library) -> None:
    fill(library, range(3))
    paths.backups_folder().parent.mkdir(parents=True, exist_ok=True)
    paths.backups_folder().write_text("in the way", encoding="utf-8")
    papers = [facts(number) for number in range(100, 130)]
    library.add([library.plan_listing(Dump("n", "text"), listing(papers))])
    assert library.counts().all == 33
    assert isinstance(library.unkept, Problem)
    paths.backups_folder().unlink()
    fill(library, range(200, 230))
    assert library.unkept is None


def test_a_newest_backup_that_is_damaged_is_no_reason_to_make_none(library: Library) -> None:
    fill(library, range(3))
    first = library.back_up()
    assert first is not None
    path = next(paths.backups_folder().glob("*/*.zip"))
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 255
    path.write_bytes(data)
    again = library.back_up()
    assert again is not None
    assert again.number == 2


def test_the_backups_stay_when_the_library_is_gone(library: Library, tmp_path: Path) -> None:
    fill(library, range(3))
    library.back_up()
    library.close()
    (tmp_path / "library" / "library.db").unlink()
    assert list(paths.backups_folder().glob("*/*.zip"))
