"""Which files of a folder are new and finished."""

import os
from pathlib import Path

import pytest

from reader.gui.intake.watched_files import Remembered, Sight, WatchedFolder


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "listings"
    folder.mkdir()
    return folder


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    return tmp_path / "watched-files.json"


def watched(place: Path, memory: Path) -> WatchedFolder:
    return WatchedFolder(place, Remembered(memory))


def test_a_file_is_new_once_two_looks_find_it_the_same(place: Path, memory: Path) -> None:
    folder = watched(place, memory)
    assert folder.look().new == ()
    page = place / "page.txt"
    page.write_text("half")
    assert folder.look() == Sight((), waiting=True)
    page.write_text("half and the other half")
    assert folder.look().new == ()
    assert folder.look().new == (page,)


def test_while_a_file_grows_it_is_waited_for(place: Path, memory: Path) -> None:
    folder = watched(place, memory)
    page = place / "page.txt"
    for size in range(1, 5):
        page.write_text("x" * size)
        sight = folder.look()
        assert sight.new == ()
        assert sight.waiting
    sight = folder.look()
    assert sight.new == (page,)
    assert not sight.waiting


def test_what_was_shown_is_not_new_again_under_another_name_or_after_a_restart(
    place: Path, memory: Path
) -> None:
    folder = watched(place, memory)
    page = place / "page.txt"
    page.write_text("a listing")
    folder.look()
    assert folder.look().new == (page,)
    folder.take_as_seen(iter([page]))
    assert folder.look().new == ()
    page.rename(place / "renamed.txt")
    later = watched(place, memory)
    later.look()
    assert later.look().new == ()
    (place / "renamed.txt").write_text("another listing")
    later.look()
    assert later.look().new == (place / "renamed.txt",)


def test_a_file_that_was_not_shown_is_offered_again_after_a_restart(
    place: Path, memory: Path
) -> None:
    (place / "page.txt").write_text("a listing")
    for _ in range(2):
        folder = watched(place, memory)
        folder.look()
        assert folder.look().new == (place / "page.txt",)


def test_what_is_there_at_the_beginning_can_be_taken_as_seen(place: Path, memory: Path) -> None:
    (place / "old.txt").write_text("old")
    folder = watched(place, memory)
    folder.take_all_as_seen()
    (place / "new.txt").write_text("new")
    folder.look()
    assert folder.look().new == (place / "new.txt",)


def test_the_same_bytes_under_two_names_are_one_new_file(place: Path, memory: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (place / name).write_text("the same")
    folder = watched(place, memory)
    folder.look()
    assert folder.look().new == (place / "a.txt",)


@pytest.mark.parametrize("name", [".hidden.txt", "page.txt.part", "photo.png", "~lock.txt"])
def test_files_of_other_kinds_are_left_alone(place: Path, memory: Path, name: str) -> None:
    (place / name).write_text("something")
    (place / "folder.txt").mkdir()
    (place / "empty.txt").touch()
    os.mkfifo(place / "pipe.txt")
    folder = watched(place, memory)
    for _ in range(2):
        assert folder.look() == Sight((), waiting=False)


def test_a_folder_that_is_gone_is_an_error_to_be_told(place: Path, memory: Path) -> None:
    folder = watched(place, memory)
    place.rmdir()
    with pytest.raises(OSError, match="listings"):
        folder.look()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"seen": 3}', '{"seen": [], "files": [1]}'])
def test_a_torn_memory_only_means_that_all_is_new(place: Path, memory: Path, text: str) -> None:
    memory.write_text(text)
    (place / "page.txt").write_text("a listing")
    folder = watched(place, memory)
    folder.look()
    assert folder.look().new == (place / "page.txt",)
