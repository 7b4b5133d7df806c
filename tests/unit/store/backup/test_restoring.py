"""A restore loses nothing: neither what was, nor what is."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from making import title

from reader.errors import Damaged, Problem
from reader.model import Backup, Changes, Difference, Kind, State
from reader.query.nodes import EVERYTHING
from reader.store import Store
from reader.store.backup import archive, backups, restoring

Add = Callable[..., Changes]


@pytest.fixture
def filled(store: Store, add: Add) -> Store:
    add(1, 2, 3)
    store.write_note(1, "as it was")
    store.highlight(2, 3, 9, Kind.IDEA)
    store.tag([2], ["kept"])
    return store


@pytest.fixture
def backup(filled: Store, tmp_path: Path) -> Backup:
    made = filled.back_up(tmp_path, "asked for")
    assert made is not None
    return made


def everything(store: Store) -> list[object]:
    return [*store.papers(list(store.ids(EVERYTHING))), store.counts()]


def change(store: Store, add: Add) -> None:
    store.write_note(1, "as it is")
    store.set_state([2], State.QUEUE)
    store.delete([3])
    add(7)
    store.highlight(1, 0, 5, Kind.CITE)


def test_what_would_be_lost_and_gained_is_told_before(
    filled: Store, backup: Backup, add: Add
) -> None:
    assert filled.compare(backup) == Difference()
    change(filled, add)
    told = filled.compare(backup)
    assert told.papers_lost == (title(7),)
    assert told.papers_gained == (title(3),)
    assert told.notes_lost == told.notes_gained == (title(1),)
    assert (told.highlights_lost, told.highlights_gained) == (1, 0)
    assert told.decisions == 1
    assert told.facts == 0


def test_a_restored_library_is_what_it_was_and_can_be_made_what_it_is(
    filled: Store, backup: Backup, add: Add, tmp_path: Path
) -> None:
    then = everything(filled)
    change(filled, add)
    now = everything(filled)
    restored = filled.restore(backup, tmp_path)
    assert everything(filled) == then
    assert filled.check() == []
    assert restored.changes.gone
    again = filled.restore(restored.before, tmp_path)
    assert everything(filled) == now
    assert filled.check() == []
    assert again.changes.new
    filled.undo()  # the highlight, the last step of that library
    assert everything(filled) != now
    filled.redo()
    assert everything(filled) == now
    assert filled.log()[2].name.startswith("Restore the backup of ")


def test_numbers_never_go_back(filled: Store, backup: Backup, add: Add, tmp_path: Path) -> None:
    add(8, 9)
    before, ids = filled.seq(), set(filled.ids(EVERYTHING))
    changes = filled.restore(backup, tmp_path).changes
    assert changes.seq == filled.seq() > before
    made = add(20)
    assert not made.new & ids
    assert filled.check() == []


def test_another_program_that_has_it_open_sees_the_restored_library(
    filled: Store, backup: Backup, add: Add, path: Path, tmp_path: Path
) -> None:
    other = Store.open(path)
    reader = Store.open(path, write=False)
    then = everything(reader)
    change(other, add)
    filled.restore(backup, tmp_path)
    assert everything(reader) == everything(other) == then
    other.append_note(2, "written after")
    assert filled.paper(2).note == "written after"  # type: ignore[union-attr]
    assert filled.check() == []
    other.close()
    reader.close()


def test_a_file_that_cannot_be_opened_is_kept_and_replaced(
    filled: Store, backup: Backup, path: Path
) -> None:
    then = everything(filled)
    seq = filled.seq()
    filled.close()
    path.write_bytes(b"garbage")
    path.with_name(f"{path.name}-journal").write_bytes(b"old")
    kept = restoring.restore_file(path, backup)
    assert kept is not None
    assert kept.read_bytes() == b"garbage"
    assert kept.with_name(f"{kept.name}-journal").read_bytes() == b"old"
    again = Store.open(path)
    assert everything(again) == then
    assert again.check() == []
    assert again.seq() > seq + 1000
    again.close()


def test_a_library_that_is_gone_comes_back(filled: Store, backup: Backup, path: Path) -> None:
    then = everything(filled)
    filled.close()
    path.unlink()
    assert restoring.restore_file(path, backup) is None
    again = Store.open(path)
    assert everything(again) == then
    again.close()


def test_without_a_backup_of_what_is_there_nothing_is_restored(
    filled: Store, backup: Backup, add: Add, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(filled, add)
    now = everything(filled)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive, "pack", full)
    with pytest.raises(Problem, match="No space"):
        filled.restore(backup, tmp_path)
    assert everything(filled) == now
    filled.star([1])  # and it is free for everybody


def test_a_backup_that_is_damaged_or_of_another_library_is_refused(
    filled: Store, backup: Backup, tmp_path: Path
) -> None:
    archive = backups.path_of(backups.folder_of(backup.uid), backup.number)
    whole = archive.read_bytes()
    archive.write_bytes(whole[:-40])
    with pytest.raises(Problem, match="damaged"):
        filled.restore(backup, tmp_path)
    other = Store.open(tmp_path / "other.db")
    other.back_up(tmp_path / "other", "asked for")
    foreign = backups.path_of(backups.folder_of(other.uid), 1)
    other.close()
    archive.write_bytes(foreign.read_bytes())
    with pytest.raises(Problem):
        filled.restore(backup, tmp_path)
    assert filled.check() == []


def test_when_the_pages_come_out_wrong_it_is_said(
    filled: Store, backup: Backup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = restoring.account
    monkeypatch.setattr(restoring, "account", lambda conn: (real(conn), conn is filled._connection))
    with pytest.raises(Damaged, match="not equal"):
        filled.restore(backup, tmp_path)


def test_nothing_is_left_behind(filled: Store, backup: Backup, path: Path, tmp_path: Path) -> None:
    filled.restore(backup, tmp_path)
    folder = backups.folder_of(backup.uid)
    assert all(one.name.startswith("reader-") for one in folder.iterdir())
    database = sqlite3.connect(path)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()


def test_what_a_killed_restore_left_is_swept_when_it_is_old(
    filled: Store, backup: Backup, tmp_path: Path
) -> None:
    folder = backups.folder_of(backup.uid)
    left = [folder / ".restored-old", folder / ".restored-new"]
    for path in left:
        path.mkdir()
        (path / "library.db").write_bytes(b"x")
    os.utime(left[0], (1, 1))
    filled.compare(backup)
    assert not left[0].exists()
    assert left[1].exists()  # that program may still be at work
