"""Folders that programs sync: files put in the library's place, and conflict copies beside it."""

import os
import random
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


def test_bytes_written_over_the_file_are_noticed_before_the_next_write(
    library: Library, file: Path, tmp_path: Path
) -> None:
    paper = fill(library, range(3))[0]
    library.back_up()
    older = tmp_path / "older.db"
    shutil.copy(file, older)
    library.write_note(paper, "acknowledged")
    file.write_bytes(older.read_bytes())  # as `cp` does: the file stays the same one
    with pytest.raises(Replaced):
        library.star([paper])
    assert isinstance(library.displaced(), Problem)
    library.star([paper])
    assert library.paper(paper).starred
    assert library.check() == []


def test_a_restore_by_another_program_is_not_taken_for_that(
    library: Library, tmp_path: Path
) -> None:
    paper = fill(library, range(3))[0]
    library.back_up()
    library.write_note(paper, "later")
    with Library.open(library.folder) as other:
        other.restore(1)
    assert library.paper(paper).note == ""
    library.star([paper])
    assert library.displaced() is None


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


ROUNDS = 100 if os.environ.get("READER_LONG") else 5
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


def test_a_conflict_copy_is_merged_with_every_version_and_set_aside(
    library: Library, file: Path, tmp_path: Path
) -> None:
    paper = fill(library, range(3))[0]
    library.write_note(paper, "before both")
    there = tmp_path / "there"
    there.mkdir()
    shutil.copy(file, there)
    with Library.open(there) as other:
        other.write_note(paper, "an early text there. " * 9)
        other.write_note(paper, "written there")
        other.star([paper])
    copy = file.with_name("library.sync-conflict-20261126-101112-ABCDEFG.db")
    shutil.copy(there / "library.db", copy)
    library.write_note(paper, "written here")
    assert library.copies() == [copy]
    library.join_copy(copy)
    assert library.copies() == []
    assert list(file.parent.glob("library.joined-*.db"))
    now = library.paper(paper)
    assert now.starred
    assert "written here" in now.note
    assert "written there" in now.note
    texts = {version.text for version in library.history.note_versions(paper)}
    assert {"before both", "written here", "an early text there. " * 9} <= texts
    assert library.check() == []
    library.undo()
    assert library.paper(paper).note == "written here"


def test_what_a_replaced_file_held_is_brought_back_together(
    library: Library, file: Path, tmp_path: Path
) -> None:
    paper = fill(library, range(3))[0]
    other = forked(library, tmp_path)
    library.write_note(paper, "acknowledged")
    put_in_place(file, other)
    assert library.paper(paper).note == ""
    kept = library.displaced()
    assert isinstance(kept, Backup)
    library.join_backup(kept.number)
    assert library.paper(paper).note == "acknowledged"
    assert library.paper(paper).starred  # and what came from the other computer
    assert library.check() == []


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_no_version_is_lost_in_a_history_of_two_computers(tmp_path: Path, seed: int) -> None:
    """Two computers write, and a program that syncs keeps one file and renames the other."""
    choose = random.Random(seed)
    here, there = tmp_path / "here", tmp_path / "there"
    with Library.open(here) as library:
        papers = fill(library, range(3))
    there.mkdir()
    written: dict[int, list[str]] = {paper: [] for paper in papers}
    for meeting in range(3):
        shutil.copy(here / "library.db", there / "library.db")
        for place in (here, there):
            with Library.open(place) as library:
                for number in range(choose.randrange(0, 4)):
                    paper = choose.choice(papers)
                    text = f"{library.paper(paper).note}\n\n{place.name} {meeting}.{number}".strip()
                    library.write_note(paper, text)
                    written[paper].append(f"{place.name} {meeting}.{number}")
        name = choose.choice(NAMES)
        if choose.random() < 0.5:
            shutil.copy(there / "library.db", here / name)
        else:  # the file of the other computer takes the name
            os.replace(here / "library.db", here / name)
            shutil.copy(there / "library.db", here / "library.db")
        with Library.open(here) as library:
            for copy in library.copies():
                library.join_copy(copy)
            assert library.check() == []
            for paper, words in written.items():
                note = library.paper(paper).note
                assert [one for one in words if one not in note] == []
