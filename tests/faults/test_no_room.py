"""A disk that takes no more in the middle of a backup, a restore or a repair changes nothing."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

import making_damage
import pytest
from making import fill

from reader import keeping, paths
from reader.errors import Problem
from reader.library import Library
from reader.store import Store
from reader.store.connection import connect
from reader.store.damage import examining

if sys.platform == "win32":
    pytest.skip("Windows has no such limit", allow_module_level=True)

import resource

STEPS = (0, 1, 4_000, 20_000, 60_000, 100_000, 150_000)


@contextlib.contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file may grow beyond `size` bytes: what is written then fails as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def folder(library: Library) -> Path:
    """The folder of a library with a backup, and with changes since."""
    fill(library, range(60))
    library.write_note(1, "one")
    library.back_up()
    library.write_note(1, "two " * 3000)
    library.close()
    return library.folder


def note(folder: Path) -> str:
    assert keeping.examine(folder) == []
    with Library.open(folder, write=False) as library:
        return library.paper(1).note.strip()[:3]


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.endswith("-journal")}


@pytest.mark.parametrize("size", STEPS)
def test_a_backup_or_a_restore_without_room_changes_nothing(folder: Path, size: int) -> None:
    for what in (Library.back_up, lambda library: library.restore(1)):
        with Library.open(folder) as library:
            there = [backup.number for backup in library.backups()]
            with room_for(size), pytest.raises(Problem):
                what(library)
            assert [backup.number for backup in library.backups()] == there
            library.star([2])  # and there is room again
            library.undo()
        assert note(folder) == "two"
        assert names(folder) == {paths.LIBRARY_FILE}
    with Library.open(folder) as library:
        library.restore(1)
    assert note(folder) == "one"


@pytest.mark.parametrize("size", STEPS)
@pytest.mark.parametrize("name", ["a paper without marks", "root of notes zero"])
def test_a_repair_without_room_changes_nothing(folder: Path, name: str, size: int) -> None:
    case = next(case for case in making_damage.cases() if case.name == name)
    path = folder / paths.LIBRARY_FILE
    case.do(path)
    harmed = path.read_bytes()
    found = keeping.examine(folder)
    with room_for(size), pytest.raises(Problem):
        keeping.repair(folder, found)
    assert path.read_bytes() == harmed
    assert names(folder) == {paths.LIBRARY_FILE}
    keeping.repair(folder, found)
    assert note(folder) == "two"


def test_a_library_that_another_program_holds_is_not_taken_for_a_damaged_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / paths.LIBRARY_FILE
    making_damage.sql("DELETE FROM marks WHERE paper_id = 2")(path)
    found = keeping.examine(folder)
    other = connect(path, write=True, application_id=0x52646572)
    other.execute("BEGIN EXCLUSIVE")
    monkeypatch.setattr("reader.store.connection.WAIT_SECONDS", 0.1)
    before = path.stat().st_ino
    with pytest.raises(Problem, match="Another program"):
        keeping.repair(folder, found)
    assert path.stat().st_ino == before
    other.execute("ROLLBACK")
    other.close()
    keeping.repair(folder, found)
    assert path.stat().st_ino == before, "a library whose pages are whole stays the same file"
    assert examining.examine(path) == []
    Store.open(path).close()
