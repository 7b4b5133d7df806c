"""Folders: private where they are ours, left as they are where they are the person's."""

import os
import stat
import sys
from pathlib import Path

import pytest

from reader import paths
from reader.errors import Problem
from reader.library import Library

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes and links")


def mode(folder: Path) -> int:
    return stat.S_IMODE(folder.stat().st_mode)


@posix
def test_a_private_folder_is_made_or_becomes_private(tmp_path: Path) -> None:
    assert mode(paths.make_private(tmp_path / "a" / "b")) == 0o700
    (tmp_path / "open").mkdir(mode=0o755)
    assert mode(paths.make_private(tmp_path / "open")) == 0o700


@posix
def test_a_private_folder_is_never_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(Problem, match="another user"):
        paths.make_private(tmp_path / "link")


@posix
def test_a_library_among_other_files_leaves_their_folder_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir(mode=0o755)
    Library.open(folder).close()
    assert mode(folder) == 0o755
    assert mode(folder / paths.LIBRARY_FILE) == 0o600
    Library.open(tmp_path / "new").close()
    assert mode(tmp_path / "new") == 0o700


@posix
def test_a_library_may_lie_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "disk")
    Library.open(tmp_path / "link").close()
    assert (tmp_path / "disk" / paths.LIBRARY_FILE).is_file()


@posix
def test_a_folder_of_another_user_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody = os.getuid() + 1
    monkeypatch.setattr(os, "getuid", lambda: somebody)
    for make in (paths.make_private, paths.make_own):
        with pytest.raises(Problem, match="another user"):
            make(tmp_path)


def test_a_file_in_the_place_of_a_folder_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for make in (paths.make_private, paths.make_own):
        with pytest.raises(Problem, match="cannot be used"):
            make(tmp_path / "file")
