"""A backup is a whole, compared copy, or it is none."""

import errno
import os
import sqlite3
import stat
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader import files, paths
from reader.errors import Cancelled, Problem
from reader.model import Changes
from reader.store import Store, copying
from reader.store.backup import archive, backups, thinning

Add = Callable[..., Changes]


@pytest.fixture
def filled(store: Store, add: Add) -> Store:
    add(1, 2, 3)
    store.write_note(1, "An idea:\n\nkeep it.")
    return store


def folder(store: Store) -> Path:
    return backups.folder_of(store.uid)


def names(store: Store) -> list[str]:
    return sorted(path.name for path in folder(store).iterdir())


def test_a_backup_is_a_library_of_its_own_with_everything_in_it(
    filled: Store, tmp_path: Path
) -> None:
    made = filled.back_up(tmp_path, "asked for")
    assert (made.number, made.papers, made.notes, made.seq) == (1, 3, 1, filled.seq())
    assert names(filled) == ["reader-0001.zip"]
    out = tmp_path / "out" / "library.db"
    out.parent.mkdir()
    held = archive.unpack(backups.path_of(folder(filled), 1), out)
    assert held == copying.inspect(out)
    with_it = Store.open(out)
    assert with_it.papers([1, 2, 3]) == filled.papers([1, 2, 3])
    assert with_it.check() == []
    with_it.close()


def test_the_notes_can_be_read_without_this_program(filled: Store, tmp_path: Path) -> None:
    made = filled.back_up(tmp_path, "asked for")
    with zipfile.ZipFile(backups.path_of(folder(filled), made.number)) as archive:
        assert "An idea:\n\nkeep it." in archive.read("notes.md").decode()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_backups_are_for_their_owner_only(filled: Store, tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        filled.back_up(tmp_path, "asked for")
    finally:
        os.umask(old)
    assert stat.S_IMODE(folder(filled).stat().st_mode) == 0o700
    assert stat.S_IMODE(paths.backups_folder().stat().st_mode) == 0o700
    assert stat.S_IMODE(backups.path_of(folder(filled), 1).stat().st_mode) == 0o600


def test_a_flipped_byte_or_a_missing_end_is_refused(filled: Store, tmp_path: Path) -> None:
    filled.back_up(tmp_path, "asked for")
    path = backups.path_of(folder(filled), 1)
    whole = path.read_bytes()
    assert archive.is_whole(path)
    for place in range(0, len(whole), 1 + len(whole) // 60):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 16]) + whole[place + 1 :])
        if archive.is_whole(path):  # a byte of the notes or of the archive's own dates
            archive.unpack(path, tmp_path / "same")
            assert copying.inspect(tmp_path / "same").seq == filled.seq()
            (tmp_path / "same").unlink()
        else:
            with pytest.raises(Problem, match="damaged"):
                archive.unpack(path, tmp_path / "never")
        assert not (tmp_path / "never").exists()
    for length in (0, 10, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:length])
        assert not archive.is_whole(path)
        assert list(backups.backups(folder(filled))) == []


def test_a_copy_that_differs_from_the_library_never_counts(
    filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pour = copying._pour_into

    def pour_wrongly(source: object, target: Path, watch: object) -> None:
        pour(source, target, watch)  # type: ignore[arg-type]
        copy = sqlite3.connect(target)
        copy.execute("UPDATE moment SET action_id = 1")
        copy.execute("UPDATE notes SET text = 'other'")
        copy.execute("UPDATE moment SET action_id = NULL")
        copy.commit()
        copy.close()

    monkeypatch.setattr(copying, "_pour_into", pour_wrongly)
    with pytest.raises(Problem, match="not equal"):
        filled.back_up(tmp_path, "asked for")
    assert names(filled) == []


def test_an_archive_that_was_written_wrongly_never_counts(
    filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compare = archive.compare

    def after_damage(stream: object, checksum: str, progress: object) -> None:
        compare(stream, "x" + checksum[1:], progress)  # type: ignore[arg-type]

    monkeypatch.setattr(archive, "compare", after_damage)
    with pytest.raises(Problem, match="thrown away"):
        filled.back_up(tmp_path, "asked for")
    assert names(filled) == []


def test_a_damaged_library_gives_no_backup(filled: Store, path: Path, tmp_path: Path) -> None:
    database = sqlite3.connect(path)
    (page,) = database.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'pairs'").fetchone()
    database.close()
    filled.close()
    data = bytearray(path.read_bytes())
    data[(page - 1) * 8192 : (page - 1) * 8192 + 100] = bytes(100)
    path.write_bytes(data)
    damaged = Store.open(path, write=False)
    with pytest.raises(Problem, match="damaged"):
        damaged.back_up(tmp_path, "asked for")
    damaged.close()


def test_another_program_that_writes_all_the_time_stops_no_backup(
    filled: Store, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Store.open(path)
    monkeypatch.setattr(copying, "STEP_PAGES", 4)
    writes = []

    def write(done: int, total: int) -> bool:
        if len(writes) < 40 and not at_once():
            writes.append(other.append_note(2, f"word {len(writes)}"))
        return True

    def at_once() -> bool:
        return filled._connection.in_transaction

    made = filled.back_up(tmp_path, "asked for", write)
    assert writes
    assert made.seq == filled.seq()
    other.close()


def test_stopping_leaves_nothing(filled: Store, tmp_path: Path) -> None:
    for after in range(3):
        calls = iter([True] * after + [False])
        with pytest.raises(Cancelled):
            filled.back_up(tmp_path, "asked for", lambda *_, calls=calls: next(calls))
        assert names(filled) == []


def test_a_full_disk_gives_the_oldest_up_but_never_the_newest_three(
    filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        filled.append_note(1, "more")
        filled.back_up(tmp_path, "asked for")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(archive, "compare", full)
    filled.append_note(1, "more")
    with pytest.raises(Problem, match="No space"):
        filled.back_up(tmp_path, "asked for")
    assert names(filled) == [f"reader-000{number}.zip" for number in (3, 4, 5)]


def test_what_a_killed_program_left_is_swept_and_never_counted(
    filled: Store, tmp_path: Path
) -> None:
    filled.back_up(tmp_path, "asked for")
    left = [folder(filled) / name for name in (".reader-0002.zip.ab.tmp", "reader-0002.zip")]
    for path in left:
        path.write_bytes(b"")
    assert [one.number for one in backups.backups(folder(filled))] == [1]
    filled.append_note(1, "more")
    assert filled.back_up(tmp_path, "asked for").number == 3  # it may still be at work
    old = datetime.now(UTC) - timedelta(hours=2)
    for path in left:
        os.utime(path, (old.timestamp(), old.timestamp()))
    filled.append_note(1, "more")
    filled.back_up(tmp_path, "asked for")
    assert names(filled) == [f"reader-000{number}.zip" for number in (1, 3, 4)]


def test_backups_of_a_copy_in_another_place_do_not_thin_each_other(
    filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thinning, "ALWAYS", 1)
    monkeypatch.setattr(thinning, "ALL_WITHIN", timedelta(0))
    for place in (tmp_path, tmp_path / "copy", tmp_path):
        filled.append_note(1, "more")
        filled.back_up(place, "asked for")
    assert [one.number for one in backups.backups(folder(filled))] == [3, 2]


def test_the_archive_is_on_the_disk_before_it_has_its_name(
    filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    sync, replace = os.fsync, os.replace
    monkeypatch.setattr(files.os, "fsync", lambda fd: (steps.append("sync"), sync(fd)))
    monkeypatch.setattr(files.os, "replace", lambda a, b: (steps.append("name"), replace(a, b)))
    filled.back_up(tmp_path, "asked for")
    assert steps[-3:] == ["sync", "name", "sync"]
