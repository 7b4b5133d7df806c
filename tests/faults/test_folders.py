"""Folders that programs sync: files put in the library's place, and conflict copies beside it."""

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from making import fill

from reader.errors import Problem, Replaced
from reader.library import Library
from reader.model import Backup
from reader.store import twins


@pytest.fixture
def file(library: Library) -> Path:
    return library.folder / "library.db"


def forked(library: Library, tmp_path: Path) -> Path:
    """The library as another computer went on with it: a star there, a note here."""
    there = tmp_path / "there"
    there.mkdir()
    shutil.copy(library.folder / "library.db", there)
    with Library.open(there) as other:
        other.star(list(other.find().ids)[:1])
    return there / "library.db"


def put_in_place(file: Path, by: Path) -> None:
    copy = file.with_name("incoming")
    shutil.copy(by, copy)
    os.replace(copy, file)


def test_what_a_replaced_file_held_is_a_backup(
    library: Library, file: Path, tmp_path: Path
) -> None:
    paper = fill(library, range(3))[0]
    other = forked(library, tmp_path)
    library.write_note(paper, "acknowledged")
    put_in_place(file, other)
    with pytest.raises(Replaced):
        library.write_note(paper, "later")
    kept = library.displaced()
    assert isinstance(kept, Backup)
    assert library.displaced() is None  # told once
    assert library.compare(kept.number).notes_gained == (library.paper(paper).facts.title,)
    library.restore(kept.number)
    assert library.paper(paper).note == "acknowledged"


def test_a_file_that_only_went_on_is_taken_without_a_word(
    library: Library, file: Path, tmp_path: Path
) -> None:
    fill(library, range(3))
    put_in_place(file, forked(library, tmp_path))
    assert any(row.starred for row in library.rows(library.find().ids))
    assert library.displaced() is None
    assert library.backups() == []


def test_what_cannot_be_kept_is_told(
    library: Library, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = fill(library, range(3))[0]
    other = forked(library, tmp_path)
    library.write_note(paper, "acknowledged")
    put_in_place(file, other)
    monkeypatch.setattr("reader.paths.backups_folder", lambda: file)  # a file is in the way
    library.paper(paper)
    assert isinstance(library.displaced(), Problem)


NAMES = (
    "library (conflicted copy 2026-11-26).db",
    "library (Anna's conflicted copy 2026-11-26).db",
    "library (Annas in Konflikt stehende Kopie 2026-11-26).db",
    "library.sync-conflict-20261126-101112-ABCDEFG.db",
    "library-DESKTOP7.db",
    "library-DESKTOP7-2.db",
    "library (1).db",
    "library 2.db",
    "library [Conflict].db",
    "library_conflict-20261126-101112.db",
    "library (conflicted copy 2026-11-26 101112).db",
    "library.Conflict.db",
    "library (SFConflict anna@example.org 2026-11-26-10-11-12).db",
    "library_DESKTOP_Nov-26-1011-2026_Conflict.db",
    "Library (Case Conflict).db",
    "library.db (conflicted copy)",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_conflict_copy_is_found_whatever_its_name(
    library: Library, file: Path, name: str
) -> None:
    fill(library, range(2))
    shutil.copy(file, file.with_name(name))
    assert twins.twins(file, library.uid) == [file.with_name(name)]


def test_nothing_else_is_taken_for_one(library: Library, file: Path, tmp_path: Path) -> None:
    fill(library, range(2))
    with Library.open(tmp_path / "another") as another:
        fill(another, range(2))
    shutil.copy(tmp_path / "another" / "library.db", file.with_name("library (1).db"))
    file.with_name("library (2).db").write_bytes(file.read_bytes()[:3000])
    file.with_name("library (3).db").write_text("words", encoding="utf-8")
    file.with_name("library (4).db").symlink_to(file)
    os.mkfifo(file.with_name("library (5).db"))
    shutil.copy(file, file.with_name("library.damaged-20261126-101112.db"))
    shutil.copy(file, file.with_name("other (conflicted copy).db"))
    assert twins.twins(file, library.uid) == []


@pytest.mark.parametrize(("name", "made"), [("Dropbox", True), ("papers", False)])
def test_in_a_synced_folder_backups_are_made_sooner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, made: bool
) -> None:
    monkeypatch.setattr("reader.keeping.SOONER", timedelta(0))  # not after five minutes: at once
    with Library.open(tmp_path / name) as library:
        ids = fill(library, range(2))
        library.back_up()
        library.star(ids)
        assert (library.back_up_when_due() is not None) == made
