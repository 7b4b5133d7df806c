"""A file is the old one or the new one, never something between."""

import errno
import os
import sys
from pathlib import Path

import pytest

from reader import files
from reader.files import take_left_over, temporary_beside, write_file

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    write_file(tmp_path / "a", b"one")
    write_file(tmp_path / "a", b"two")
    assert (tmp_path / "a").read_bytes() == b"two"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@posix
def test_a_private_file_is_for_its_owner_only_and_others_follow_the_umask(tmp_path: Path) -> None:
    old = os.umask(0o002)
    try:
        write_file(tmp_path / "private", b"x")
        write_file(tmp_path / "open", b"x", private=False)
    finally:
        os.umask(old)
    assert (tmp_path / "private").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "open").stat().st_mode & 0o777 == 0o644


@posix
def test_a_link_is_replaced_and_what_it_led_to_stays(tmp_path: Path) -> None:
    (tmp_path / "there").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "there")
    write_file(tmp_path / "link", b"new")
    assert (tmp_path / "there").read_bytes() == b"old"
    assert not (tmp_path / "link").is_symlink()


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_when_writing_fails_the_old_file_is_untouched_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    write_file(tmp_path / "a", b"old")

    def fail(*_: object) -> None:
        raise OSError("no")

    monkeypatch.setattr(files.os, step, fail)
    with pytest.raises(OSError, match="no"):
        write_file(tmp_path / "a", b"new")
    monkeypatch.undo()
    assert (tmp_path / "a").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_the_data_is_on_the_disk_before_the_name_points_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    sync, replace = os.fsync, os.replace
    monkeypatch.setattr(files.os, "fsync", lambda fd: (steps.append("sync"), sync(fd)))
    monkeypatch.setattr(files.os, "replace", lambda a, b: (steps.append("name"), replace(a, b)))
    write_file(tmp_path / "a", b"x")
    assert steps[:2] == ["sync", "name"]
    if sys.platform != "win32":
        assert steps == ["sync", "name", "sync"]


def test_a_long_name_leaves_room_for_the_temporary_one(tmp_path: Path) -> None:
    name = "é" * 120
    write_file(tmp_path / name, b"x")
    assert (tmp_path / name).read_bytes() == b"x"


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_file(tmp_path / "no" / "a", b"x")


def test_many_files_take_their_names_only_when_all_are_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / f"{number}.md" for number in range(40)]
    files.write_files([(path, b"old") for path in paths])
    real, asked = os.fsync, []

    def failing(descriptor: int) -> None:
        asked.append(descriptor)
        if len(asked) > 20:
            raise OSError(errno.EIO, "broken")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(OSError, match="broken"):
        files.write_files([(path, b"new") for path in paths])
    assert {path.read_bytes() for path in paths} == {b"old"}
    assert sorted(tmp_path.iterdir()) == sorted(paths)
    monkeypatch.setattr(os, "fsync", real)
    files.write_files([(path, b"new") for path in paths])
    assert {path.read_bytes() for path in paths} == {b"new"}


def test_only_old_unfinished_files_of_our_own_names_are_taken_away(tmp_path: Path) -> None:
    long = f"{'x' * 60}.md"
    ours = [temporary_beside(tmp_path / name) for name in ("a.md", long)]
    young = temporary_beside(tmp_path / "a.md")
    others = [temporary_beside(tmp_path / "other.md"), tmp_path / ".a.md.tmp", tmp_path / "a.md"]
    for path in (*ours, young, *others):
        path.write_bytes(b"x")
    for path in (*ours, *others):
        os.utime(path, (0, 0))
    take_left_over(tmp_path, ["a.md", long])
    assert sorted(tmp_path.iterdir()) == sorted([young, *others])
