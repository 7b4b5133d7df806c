"""A mirror is written when something changed, the same bytes each time, and never over others."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from making import fill

from reader import mirroring
from reader.errors import Busy, Cancelled, Problem
from reader.library import Library
from reader.mirror import folder as mirror_folder
from reader.mirror import memory
from reader.mirror.folder import Root

Files = Callable[[], dict[str, bytes]]


def catch_up(library: Library) -> None:
    """Write what changed."""
    while library.mirror_some():
        pass


def paper_file(mirror: Path, title: str = "Counting Lanterns") -> Path:
    (path,) = (one for one in mirror.glob(f"papers/*/{title}*.md") if "(edited" not in one.name)
    return path


def test_it_is_off_until_a_folder_is_chosen(library: Library, tmp_path: Path) -> None:
    assert library.mirror_state().folder is None
    assert library.mirror_some() is False
    assert library.check_mirror() == []


def test_twice_is_the_same_bytes(library: Library, mirror: Path, files: Files) -> None:
    before, times = files(), {path: path.stat().st_mtime_ns for path in mirror.rglob("*")}
    done = library.mirror_now()
    assert (done.written, done.removed) == (0, 0)
    assert files() == before
    assert times == {path: path.stat().st_mtime_ns for path in mirror.rglob("*")}


def test_a_change_writes_only_what_differs(library: Library, mirror: Path, files: Files) -> None:
    before = files()
    library.write_note(1, "Another note.")
    catch_up(library)
    changed = {name for name, data in files().items() if before.get(name) != data}
    (paper,) = {name for name in changed if name.startswith("papers/") and name.endswith(".md")}
    assert changed == {
        paper,
        f"{os.path.dirname(paper)}/SHA256SUMS",
        "history/papers-000000.jsonl",
        "history/SHA256SUMS",
        "reader-mirror.json",
    }
    assert files()[paper].endswith(b"---\n\nAnother note.\n")
    assert b"The first note." in files()["history/papers-000000.jsonl"]
    assert library.mirror_state().behind is False


def change_everything(library: Library) -> None:
    """One change of each sort that a pass over what changed must find."""
    ids = fill(library, range(20, 24), "more.txt")
    library.tag(ids, ["vision"])
    library.rename_tag("vision", "seeing")
    library.edit(1, title="Another / title: of it")
    library.write_note(ids[0], "doomed")
    library.delete(ids[:1])
    library.merge([(ids[1], ids[2])])
    library.undo()
    library.save_search("mine", "is:queue")
    library.move_in_queue([3], None)
    library.undo()


def test_written_step_by_step_is_what_is_written_at_once(
    library: Library, mirror: Path, files: Files, tmp_path: Path
) -> None:
    for change in (change_everything, lambda one: one.undo(), lambda one: one.star([2])):
        change(library)
        catch_up(library)
        by_steps = files()
        assert library.check_mirror() == []
        assert library.mirror_now().written == 0
        assert files() == by_steps


def test_what_is_typed_on_is_written_as_one_change(library: Library, mirror: Path) -> None:
    """Saves of one visit take each other's place in the journal: that is no other library."""
    for count in range(1, 6):
        library.write_note(3, "typed " * count, visit="one")
        for wanted in ({3}, set()):
            touched = library._store.whole.touched_since(memory.load(library.folder).mark)
            assert (touched.everything, touched.papers) == (False, wanted)
            catch_up(library)
    assert paper_file(mirror, "Forecasting").read_bytes().endswith(b"typed typed \n")
    assert library.check_mirror() == []


def test_a_restored_backup_is_written_whole(library: Library, mirror: Path, files: Files) -> None:
    backup = library.back_up()
    assert backup is not None
    before = files()
    change_everything(library)
    catch_up(library)
    library.restore(backup.number)
    catch_up(library)
    papers = {name for name in files() if name.startswith(("papers/", "tables/"))}
    assert papers == {name for name in before if name.startswith(("papers/", "tables/"))}
    assert all(files()[name] == before[name] for name in papers if name.endswith(".md"))


def test_checksums_are_those_of_sha256sum(mirror: Path) -> None:
    lists = list(mirror.rglob("SHA256SUMS"))
    assert len(lists) > 5
    for one in lists:
        for line in one.read_text(encoding="utf-8").splitlines():
            digest, name = line.split("  ", 1)
            data = (one.parent / name).read_bytes()
            assert hashlib.sha256(data).hexdigest() == digest


def test_files_are_for_this_user_alone(mirror: Path) -> None:
    for path in mirror.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


# ---------------------------------------------------------------- others


def test_what_somebody_edited_is_kept_beside(library: Library, mirror: Path) -> None:
    path = paper_file(mirror)
    mine = path.read_bytes() + b"my own words\n"
    path.write_bytes(mine)
    library.write_note(1, "Another note.")
    catch_up(library)
    (aside,) = mirror.glob("papers/*/*(edited*).md")
    assert aside.read_bytes() == mine
    assert path.read_bytes().endswith(b"Another note.\n")
    assert library.mirror_state().aside == (aside.relative_to(mirror).as_posix(),)
    assert library.check_mirror() == []


def test_what_somebody_edited_is_named_by_check_and_kept_by_now(
    library: Library, mirror: Path
) -> None:
    path = paper_file(mirror)
    path.write_bytes(path.read_bytes() + b"x")
    assert [path.name in one.text for one in library.check_mirror()] == [True]
    assert len(library.mirror_now().aside) == 1
    assert library.check_mirror() == []


def test_the_file_of_a_deleted_paper_that_somebody_edited_is_kept(
    library: Library, mirror: Path
) -> None:
    path = paper_file(mirror)
    path.write_bytes(b"mine")
    library.delete([1])
    catch_up(library)
    assert not path.exists()
    assert [one.read_bytes() for one in mirror.glob("papers/*/*(edited*")] == [b"mine"]


def test_foreign_files_are_left_alone(library: Library, mirror: Path) -> None:
    for name in ("mine.txt", "papers/mine.md", "tables/.hidden", ".git/HEAD"):
        (mirror / name).parent.mkdir(exist_ok=True)
        (mirror / name).write_text("mine", encoding="utf-8")
    library.delete(list(range(1, 9)))
    library.mirror_now()
    for name in ("mine.txt", "papers/mine.md", "tables/.hidden", ".git/HEAD"):
        assert (mirror / name).read_text(encoding="utf-8") == "mine"


def test_nothing_is_written_through_a_link(library: Library, mirror: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "victim").write_text("as it was", encoding="utf-8")
    path = paper_file(mirror)
    path.unlink()
    path.symlink_to(outside / "victim")
    library.write_note(1, "words")
    catch_up(library)
    assert not path.is_symlink()
    assert (outside / "victim").read_text(encoding="utf-8") == "as it was"
    folder = path.parent
    for one in folder.iterdir():
        one.unlink()
    folder.rmdir()
    folder.symlink_to(outside)
    library.write_note(1, "more words")
    with pytest.raises(Problem, match="is no folder"):
        catch_up(library)
    assert [one.name for one in outside.iterdir()] == ["victim"]


def test_a_mirror_that_something_else_brought_is_not_written_over(
    library: Library, mirror: Path, files: Files
) -> None:
    root = mirror / "reader-mirror.json"
    root.write_bytes(root.read_bytes().replace(b"1", b"2", 1))
    before = files()
    library.write_note(1, "words")
    with pytest.raises(Problem, match="list of files is damaged"):
        catch_up(library)
    assert files() == before


def test_a_folder_with_the_mirror_of_another_is_refused(
    library: Library, mirror: Path, tmp_path: Path, files: Files
) -> None:
    before = files()
    with Library.open(tmp_path / "other") as other:
        fill(other, range(3))
        with pytest.raises(Problem, match="was not written by this library"):
            other.mirror_on(mirror)
        assert other.mirror_state().on is False
    assert files() == before


def test_a_mirror_in_the_library_is_refused(library: Library) -> None:
    with pytest.raises(Problem, match="own folder"):
        library.mirror_on(library.folder / "mirror")


# ---------------------------------------------------------------- interrupted


@pytest.mark.parametrize("last", [0, 1, 2, 5, 9, 12, 14, 16, 20])
def test_a_killed_program_knows_its_own_files_again(
    last: int, library: Library, mirror: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_everything(library)
    real, count = os.replace, 0

    def dies(old: str, new: str) -> None:
        nonlocal count
        count += "mirror/" in str(new)
        if count > last:
            raise KeyboardInterrupt
        real(old, new)

    with monkeypatch.context() as patch:
        patch.setattr("os.replace", dies)
        with pytest.raises(KeyboardInterrupt):
            catch_up(library)
    library.write_note(1, "written after the kill")
    library.star([4, 5])
    catch_up(library)
    assert library.mirror_state().aside == ()
    assert library.check_mirror() == []
    assert library.mirror_now().written == 0


def test_a_cancelled_writing_goes_on_later(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mirroring, "SLICE_SECONDS", 0)
    with pytest.raises(Cancelled):
        library.mirror_on(tmp_path / "mirror", lambda done, total: done < 3)
    assert library.mirror_state().on is False
    library.mirror_on(tmp_path / "mirror")
    assert library.check_mirror() == []
    assert library.mirror_state().aside == ()


def test_an_unfinished_mirror_says_so(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.mirror.writing.FLUSH", 3)
    monkeypatch.setattr("reader.mirror.writing.PAPERS", 2)
    monkeypatch.setattr(mirroring, "SLICE_SECONDS", 0)
    root = tmp_path / "mirror" / "reader-mirror.json"
    with pytest.raises(Cancelled):
        library.mirror_on(tmp_path / "mirror", lambda done, total: not root.exists())
    found = mirroring.check_mirror(tmp_path / "mirror")
    assert [one.text for one in found] == [
        "reader-mirror.json: the mirror was never written to its end"
    ]


def test_one_program_writes_at_a_time(library: Library, mirror: Path) -> None:
    library.write_note(1, "words")
    with memory.claimed(library.folder) as alone:
        assert alone
        assert library.mirror_some() is False
        with pytest.raises(Busy):
            library.mirror_now()
    catch_up(library)
    assert library.mirror_state().behind is False


def test_a_full_disk_is_told_and_costs_nothing(
    library: Library, mirror: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.write_note(1, "words")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.replace", full)
        with pytest.raises(Problem, match="No space left"):
            catch_up(library)
    catch_up(library)
    assert library.check_mirror() == []
    assert library.mirror_state().aside == ()


# ---------------------------------------------------------------- one byte


def test_one_byte_anywhere_is_found_and_named(library: Library, mirror: Path) -> None:
    library.check_mirror()
    for path in sorted(one for one in mirror.rglob("*") if one.is_file()):
        data = path.read_bytes()
        for place in {0, len(data) // 3, len(data) // 2, len(data) - 1}:
            path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
            name = path.relative_to(mirror).as_posix()
            found = [one.text for one in library.check_mirror()]
            assert any(text.startswith(f"{name}: ") for text in found), (name, place, found)
            path.write_bytes(data)
    assert library.check_mirror() == []


def test_a_file_that_is_missing_is_named(library: Library, mirror: Path) -> None:
    for path in sorted(one for one in mirror.rglob("*") if one.is_file()):
        data = path.read_bytes()
        path.unlink()
        name = path.relative_to(mirror).as_posix()
        found = [one.text for one in library.check_mirror()]
        assert f"{name}: it is missing" in found, (name, found)
        path.write_bytes(data)


def test_a_path_in_a_list_cannot_lead_out() -> None:
    assert not mirror_folder.is_inside("../x")
    assert not mirror_folder.is_inside("/etc/passwd")
    assert mirror_folder.read_sums(b"0" * 64 + b"  ../x\n") == {}


@pytest.mark.parametrize(
    "root",
    [
        Root(sums={"../x": "0" * 64}),
        Root(sums={"/etc": "0" * 64}),
        Root(sums=["papers"]),  # type: ignore[arg-type]
        Root(sums=5),  # type: ignore[arg-type]
        Root(library=[], sums={"papers": "0" * 64}),  # type: ignore[arg-type]
        Root(numbers="many"),  # type: ignore[arg-type]
    ],
)
def test_a_root_file_is_one_that_could_have_been_written(root: Root) -> None:
    assert mirror_folder.read_root(mirror_folder.root_bytes(root)) is None
