"""Folders: every file in one order, and what is passed over with a reason."""

import os
from pathlib import Path

import pytest

from reader import sources
from reader.model import Dump, Skipped
from reader.sources import folders


def fill(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_txt", ".txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def names(folder: Path) -> list[str]:
    return [each.name for each in sources.dumps(folder)]


def passed(folder: Path) -> dict[str, str]:
    return {
        each.name: each.reason.what for each in sources.dumps(folder) if isinstance(each, Skipped)
    }


def test_files_come_by_name_and_those_of_inner_folders_after_them(tmp_path: Path):
    fill(tmp_path, b_txt="b", A_txt="a", z__a_txt="za", c__d_txt="cd", c__B__x_txt="cbx")
    assert names(tmp_path) == ["A.txt", "b.txt", "d.txt", "x.txt", "a.txt"]
    first = next(sources.dumps(tmp_path))
    assert isinstance(first, Dump)
    assert (first.text, first.path) == ("a", str(tmp_path / "A.txt"))


def test_hidden_files_and_folders_are_told_and_not_read(tmp_path: Path):
    fill(tmp_path, page_txt="x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("x")
    (tmp_path / "Thumbs.db").write_text("x")
    assert passed(tmp_path) == dict.fromkeys(
        [".git", "Thumbs.db"], "Hidden files and folders are not read."
    )


def test_what_is_no_text_does_not_stop_the_others(tmp_path: Path):
    fill(tmp_path, a_txt="a", z_txt="z")
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.4")
    assert [type(each) for each in sources.dumps(tmp_path)] == [Dump, Skipped, Dump]
    assert "PDF" in passed(tmp_path)["paper.pdf"]


def test_a_loop_of_links_ends_and_a_linked_file_is_read(tmp_path: Path):
    fill(tmp_path, in__page_txt="x")
    (tmp_path / "in" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "in" / "same.txt").symlink_to(tmp_path / "in" / "page.txt")
    (tmp_path / "in" / "nowhere").symlink_to(tmp_path / "gone")
    (tmp_path / "in" / "itself").symlink_to(tmp_path / "in" / "itself")
    assert sorted(names(tmp_path)) == ["itself", "nowhere", "page.txt", "same.txt", "up"]
    assert set(passed(tmp_path)) == {"itself", "nowhere", "up"}
    assert "link" in passed(tmp_path)["up"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_a_folder_is_passed_over_without_waiting(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    assert passed(tmp_path) == {"pipe": "This is not a file."}


def test_a_huge_file_in_a_folder_is_passed_over_before_it_is_read(tmp_path: Path):
    with (tmp_path / "huge.txt").open("wb") as stream:
        stream.truncate(folders.LARGEST + 1)
    assert "100 MB" in passed(tmp_path)["huge.txt"]


def test_a_folder_with_too_many_files_ends_with_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(folders, "FILES", 3)
    fill(tmp_path, **{f"{n}_txt": "x" for n in range(5)})
    assert names(tmp_path) == ["0.txt", "1.txt", "2.txt", tmp_path.name]
    assert "more than 3 files" in passed(tmp_path)[tmp_path.name]


def test_an_archive_in_a_folder_is_opened_and_a_damaged_one_passed_over(tmp_path: Path):
    import gzip

    fill(tmp_path, a_txt="a")
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(b"b"))
    (tmp_path / "c.zip").write_bytes(b"PK\x03\x04 nothing")
    found = list(sources.dumps(tmp_path))
    assert [each.name for each in found] == ["a.txt", "b.txt", "c.zip"]
    assert "damaged" in passed(tmp_path)["c.zip"]
