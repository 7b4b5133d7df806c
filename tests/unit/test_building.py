"""The word index of many papers, built in processes of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from making import fill

from reader.errors import Cancelled
from reader.finding import building
from reader.library import Library


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """A library in which sixty papers are many, and ninety enough for two processes."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(building, "MANY", 60)
    monkeypatch.setattr(building, "FOR_TWO", 90)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    with Library.open(tmp_path / "library") as opened:
        yield opened


def _starts(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes that are started from now on."""
    started: list[int] = []
    start = building._started

    def noticed(number: int, lines: object) -> object:
        started.append(number)
        return start(number, lines)  # type: ignore[arg-type]

    monkeypatch.setattr(building, "_started", noticed)
    return started


def test_two_processes_build_what_one_would(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = fill(library, range(100))
    started = _starts(monkeypatch)
    told: list[tuple[int, int]] = []
    assert library.reindex(lambda done, total: told.append((done, total)) is None) == 100
    assert started == [0, 1]
    assert told[-1] == (100, 100)
    assert library.check() == []
    assert sorted(library.find("drawings").ids) == sorted(ids)


def test_a_large_import_into_a_library_is_taken_in_by_a_process(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = fill(library, range(20))
    library.find("drawings")
    started = _starts(monkeypatch)
    many = fill(library, range(20, 90), name="other.txt")
    library.delete(few[:3])
    library.edit(few[5], abstract="Nothing but zeppelins.")
    assert len(library.find("drawings").ids) == 20 - 3 - 1 + 70
    assert list(library.find("zeppelins").ids) == [few[5]]
    assert started == [0]
    assert len(many) == 70
    assert library.check() == []


def test_cancelled_it_leaves_the_index_as_it_was(library: Library) -> None:
    fill(library, range(100))
    library.reindex()
    folder = next((library.folder.parent / "cache").rglob("manifest.json")).parent
    before = sorted(file.name for file in folder.iterdir())
    with pytest.raises(Cancelled):
        library.reindex(lambda done, total: False)
    assert sorted(file.name for file in folder.iterdir()) == before
    assert library.check() == []


@pytest.mark.parametrize(
    "start", ["", "print('[\"done\", 1]')", "import os; os.abort()", "print(1)"]
)
def test_when_a_process_fails_the_work_is_done_here(
    library: Library,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    start: str,
) -> None:
    fill(library, range(100))
    monkeypatch.setattr(building, "_START", start)
    caplog.clear()
    assert library.reindex() == 100
    assert "built in this process" in caplog.text
    assert library.check() == []
