"""Files are written whole, inside the chosen folder, and nobody's work is ever overwritten."""

import contextlib
import errno
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from reader import export
from reader.errors import Cancelled, Problem
from reader.export.files import writing
from reader.export.files.folder import RECORD
from reader.export.files.updating import write_files
from reader.model import ExportFile, ExportOptions

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files and rights")


def file(name: str, text: str, *papers: int) -> ExportFile:
    return ExportFile(name, text, papers)


def everything(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in sorted(folder.iterdir())
    }


def test_files_are_written_with_a_record_beside_them(tmp_path: Path) -> None:
    done = write_files(tmp_path / "new", [file("a.md", "A é\n", 1), file("b.md", "B", 2)])
    assert (tmp_path / "new" / "a.md").read_bytes() == "A é\n".encode()
    assert (done.written, done.unchanged, done.kept, done.papers) == (("a.md", "b.md"), (), (), 2)
    assert done.folder == str(tmp_path / "new")
    record = json.loads((tmp_path / "new" / RECORD).read_text(encoding="utf-8"))
    assert sorted(record["files"]) == ["a.md", "b.md"]
    assert len(list((tmp_path / "new").iterdir())) == 3


def test_writing_the_same_again_changes_no_byte_and_no_time(tmp_path: Path) -> None:
    files = [file("a.md", "A"), file("b.md", "B")]
    write_files(tmp_path, files)
    before = everything(tmp_path)
    assert write_files(tmp_path, files).unchanged == ("a.md", "b.md")
    assert everything(tmp_path) == before


def test_what_we_wrote_and_nobody_touched_is_replaced(tmp_path: Path) -> None:
    write_files(tmp_path, [file("a.md", "A")])
    assert write_files(tmp_path, [file("a.md", "A2")]).written == ("a.md",)
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "A2"


def test_a_file_edited_by_hand_is_kept_and_the_new_version_stands_beside_it(tmp_path: Path) -> None:
    write_files(tmp_path, [file("a.md", "A")])
    (tmp_path / "a.md").write_text("mine", encoding="utf-8")
    done = write_files(tmp_path, [file("a.md", "A2")])
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "a (new version).md").read_text(encoding="utf-8") == "A2"
    assert done.written == ("a (new version).md",)
    assert done.kept == (
        (
            "a.md",
            "It was edited since the last export; the new version is in “a (new version).md”.",
        ),
    )


def test_a_kept_file_is_reported_again_but_nothing_is_written_again(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("mine", encoding="utf-8")
    write_files(tmp_path, [file("a.md", "A")])
    before = everything(tmp_path)
    done = write_files(tmp_path, [file("a.md", "A")])
    assert everything(tmp_path) == before
    assert [name for name, _ in done.kept] == ["a.md"]
    assert done.unchanged == ("a (new version).md",)


def test_a_foreign_file_is_kept_and_so_is_an_edited_new_version(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("theirs", encoding="utf-8")
    done = write_files(tmp_path, [file("a.md", "A")])
    assert done.kept[0][1].startswith("It was not written by Reader")
    (tmp_path / "a (new version).md").write_text("mine too", encoding="utf-8")
    write_files(tmp_path, [file("a.md", "A2")])
    texts = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.md")}
    assert texts == {
        "a.md": "theirs",
        "a (new version).md": "mine too",
        "a (new version 2).md": "A2",
    }


def test_a_file_that_says_the_same_already_becomes_ours(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("A", encoding="utf-8")
    assert write_files(tmp_path, [file("a.md", "A")]).unchanged == ("a.md",)
    assert write_files(tmp_path, [file("a.md", "A2")]).written == ("a.md",)


def test_files_of_papers_that_are_gone_are_left_alone(tmp_path: Path) -> None:
    write_files(tmp_path, [file("a.md", "A"), file("b.md", "B")])
    write_files(tmp_path, [file("b.md", "B2")])
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "A"
    write_files(tmp_path, [file("a.md", "A2")])
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "A2"


@pytest.mark.parametrize(
    "record", ["", "{", "[]", '{"files": []}', '{"files": {"a.md": 1}}', "[" * 99999]
)
def test_with_a_damaged_record_nothing_is_ours(tmp_path: Path, record: str) -> None:
    write_files(tmp_path, [file("a.md", "A")])
    (tmp_path / RECORD).write_text(record, encoding="utf-8", errors="surrogateescape")
    assert [name for name, _ in write_files(tmp_path, [file("a.md", "A2")]).kept] == ["a.md"]
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "A"


@posix
def test_a_link_is_not_followed_out_of_the_folder(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside.md", tmp_path / "folder"
    outside.write_text("A", encoding="utf-8")
    folder.mkdir()
    (folder / "a.md").symlink_to(outside)
    (folder / "b.md").symlink_to(tmp_path / "nowhere.md")
    done = write_files(folder, [file("a.md", "A2"), file("b.md", "B")])
    assert outside.read_text(encoding="utf-8") == "A"
    assert not (tmp_path / "nowhere.md").exists()
    assert (folder / "a.md").is_symlink()
    assert [name for name, _ in done.kept] == ["a.md", "b.md"]
    assert (folder / "b (new version).md").read_text(encoding="utf-8") == "B"


@posix
def test_a_pipe_or_a_folder_of_that_name_does_not_stop_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    (tmp_path / "b.md").mkdir()
    done = write_files(tmp_path, [file("a.md", "A"), file("b.md", "B")])
    assert [reason.split(";")[0] for _, reason in done.kept] == [
        "It is a link or a folder, not a file"
    ] * 2


@pytest.mark.parametrize("name", ["", ".", "..", "../a.md", "b/a.md", "a\0.md", RECORD, "/a.md"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(ValueError, match="plain file name"):
        write_files(folder, [file(name, "A")])
    assert list(folder.iterdir()) == []
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@posix
def test_files_can_be_read_by_whom_the_person_lets_read(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write_files(tmp_path, [file("a.md", "A")])
    finally:
        os.umask(old)
    assert (tmp_path / "a.md").stat().st_mode & 0o777 == 0o640


def test_a_path_that_grows_too_long_gets_a_shorter_name(tmp_path: Path) -> None:
    folder = tmp_path / ("d" * (200 - len(str(tmp_path))))
    name = "A Title " * 12 + "(k7f3q2).md"
    (written,) = write_files(folder, [file(name, "A")]).written
    assert len(str(folder / written)) <= 240
    assert written.startswith("A Title A")
    assert written.endswith(" (k7f3q2).md")
    assert write_files(folder, [file(name, "A")]).unchanged == (written,)


def test_stopping_takes_everything_back(tmp_path: Path) -> None:
    write_files(tmp_path, [file("a.md", "A"), file("b.md", "B")])
    before = {name: data for name, (data, _) in everything(tmp_path).items()}
    files = [file("a.md", "A2"), file("c.md", "C"), file("b.md", "B2")]
    with pytest.raises(Cancelled):
        write_files(tmp_path, files, lambda done, _: done < 2)
    assert {name: data for name, (data, _) in everything(tmp_path).items()} == before


def test_progress_tells_how_much_is_done(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    def progress(done: int, all_: int) -> bool:
        seen.append((done, all_))
        return True

    write_files(tmp_path, [file("a.md", "A"), file("b.md", "B")], progress)
    assert seen == [(0, 2), (1, 2), (2, 2)]


def test_a_full_disk_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, [file("a.md", "A")])
    before = everything(tmp_path)["a.md"][0]
    real = writing.write_files

    def full(files: Sequence[tuple[Path, bytes]], *, private: bool) -> None:
        real(files[:2], private=private)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writing, "write_files", full)
    with pytest.raises(Problem, match="the disk is full"):
        write_files(tmp_path, [file("a.md", "A2"), file("c.md", "C"), file("b.md", "B")])
    assert (tmp_path / "a.md").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [RECORD, "a.md"]


def test_a_failed_export_leaves_no_empty_folder_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(files: Sequence[tuple[Path, bytes]], *, private: bool = True) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(writing, "write_files", full)
    (tmp_path / "old").mkdir()
    for name in ("new", "old"):
        with pytest.raises(Problem, match="the disk is full"):
            write_files(tmp_path / name, [file("a.md", "A")])
    assert [path.name for path in tmp_path.iterdir()] == ["old"]


@pytest.mark.parametrize("place", [".", "..", "folder", "folder/..", "", RECORD])
def test_one_document_is_never_written_in_the_place_of_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    options = ExportOptions(layout="document")
    with pytest.raises(Problem, match=r"is a folder|no place for a document"):
        export.named(Path(place), [], [file("Notes.md", "A")], options)
    assert [path.name for path in tmp_path.rglob("*")] == ["folder"]


@posix
def test_one_document_is_never_written_beside_a_pipe_or_device(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Problem, match="no place for a document"):
        export.named(tmp_path / "pipe", [], [file("Notes.md", "A")], ExportOptions())
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_a_place_that_does_not_exist_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        write_files(tmp_path / "no" / "where", [file("a.md", "A")])
    assert caught.value.what == (
        f"Cannot write to {tmp_path / 'no' / 'where'}: {os.strerror(errno.ENOENT)}."
    )
    assert caught.value.do == "Choose another folder."


def test_a_file_in_the_place_of_the_folder_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine", encoding="utf-8")
    with pytest.raises(Problem, match="is a file, not a folder"):
        write_files(tmp_path / "x", [file("a.md", "A")])


@contextlib.contextmanager
def without_superuser() -> Iterator[None]:
    """The superuser may write anywhere, so for a moment this process is somebody else."""
    if os.geteuid() != 0:
        yield
        return
    os.setegid(65534)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@posix
def test_a_folder_that_may_not_be_written_is_a_problem() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        with without_superuser(), pytest.raises(Problem) as caught:
            write_files(folder, [file("a.md", "A")])
        why = os.strerror(errno.EACCES)
        assert str(caught.value) == f"Cannot write to {folder}: {why}. Choose another folder."
        assert list(folder.iterdir()) == []
        folder.chmod(0o755)


@posix
def test_a_folder_that_may_not_be_made_is_a_problem() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        with without_superuser(), pytest.raises(Problem, match="Cannot write to"):
            write_files(folder / "new", [file("a.md", "A")])
        folder.chmod(0o755)
