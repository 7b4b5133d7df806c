"""A mirror is brought into a library: another computer's, an edited one, copies of conflicts."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from making import fill
from twofold import Two, edit, numbers, picture, two, versions_of_all

from reader.errors import Cancelled, Problem
from reader.library import Library


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Two]:
    with two(tmp_path, furnished=True) as made:
        made.one.mirror_on(tmp_path / "mirror one")
        made.other.mirror_on(tmp_path / "mirror other")
        yield made


def catch_up(library: Library) -> None:
    while library.mirror_some():
        pass


def paper_file(mirror: Path, title: str = "Counting Lanterns") -> Path:
    (path,) = mirror.glob(f"papers/*/{title}*).md")
    return path


def note(library: Library, paper_id: int) -> str:
    return library.paper(paper_id).note


@pytest.mark.parametrize("seed", range(6))
def test_the_mirror_of_another_computer_says_what_its_library_does(
    seed: int, both: Two, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    for number in range(10):
        edit(both, chance.choice((both.one, both.other)), chance, f"edit {number}")
    catch_up(both.other)
    told = versions_of_all(both.one) | versions_of_all(both.other)
    before = picture(both.one)
    both.one.merge_mirror(tmp_path / "mirror other")
    assert both.one.check() == []
    assert told <= versions_of_all(both.one)
    after, seq = picture(both.one), both.one.seq()
    both.one.merge_mirror(tmp_path / "mirror other")
    assert both.one.seq() == seq
    both.other.join(both.one.folder / "library.db")
    assert picture(both.other) == after
    if after != before:
        both.one.undo()
        assert picture(both.one) == before


def test_an_edit_in_the_own_mirror_goes_on_from_the_note(both: Two, tmp_path: Path) -> None:
    path = paper_file(tmp_path / "mirror one")
    path.write_bytes(path.read_bytes().replace(b"begun", b"written in an editor"))
    done = both.one.merge_mirror(tmp_path / "mirror one")
    assert note(both.one, 1) == "written in an editor"
    assert [one.text for one in both.one.history.note_versions(1)][1:] == ["begun"]
    assert any(path.name in text for text in done.said)
    catch_up(both.one)
    assert both.one.mirror_now().aside == ()
    assert both.one.check_mirror() == []


def test_an_edit_that_was_set_aside_is_merged_and_put_away(both: Two, tmp_path: Path) -> None:
    mirror = tmp_path / "mirror one"
    path = paper_file(mirror)
    path.write_bytes(path.read_bytes().replace(b"begun", b"written in an editor"))
    both.one.write_note(1, "written here")
    catch_up(both.one)
    (aside,) = both.one.mirror_state().aside
    both.one.merge_mirror(mirror)
    assert "written here" in note(both.one, 1)
    assert "written in an editor" in note(both.one, 1)
    assert both.one.mirror_state().aside == ()
    assert not (mirror / aside).exists()
    assert len(list((mirror / "merged").iterdir())) == 1


@pytest.mark.parametrize(
    "name",
    [
        "{stem} (Anna's conflicted copy 2026-03-31).md",
        "{stem}.sync-conflict-20260331-101112-ABCDEFG.md",
        "{stem} (conflicted copy 2026-03-31 101112).md",
        "{stem}_conflict-20260331-101112.md",
        "{stem}-DESKTOP.md",
        "{stem} 2.md",
        "{stem} (1).md",
    ],
)
def test_copies_that_sync_services_left_are_merged(name: str, both: Two, tmp_path: Path) -> None:
    mirror = tmp_path / "mirror other"
    path = paper_file(mirror)
    copy = path.with_name(name.format(stem=path.stem))
    copy.write_bytes(path.read_bytes().replace(b"begun", b"of the copy"))
    both.other.write_note(1, "of the other")
    catch_up(both.other)
    both.one.merge_mirror(mirror)
    assert "of the other" in note(both.one, 1)
    assert "of the copy" in note(both.one, 1)
    assert copy.exists(), "what is another computer's is only read"


def test_copies_of_tables_and_of_the_past_are_merged(both: Two, tmp_path: Path) -> None:
    mirror = tmp_path / "mirror other"
    both.other.save_search("theirs", "tag:x")
    both.other.write_note(2, "only in the copy of the past")
    both.other.write_note(2, "")
    catch_up(both.other)
    kept = {}
    for pattern in ("tables/searches*", "history/papers-*"):
        (path,) = mirror.glob(pattern)
        kept[path.with_name(f"{path.stem} (conflicted copy){path.suffix}")] = path.read_bytes()
    both.other.undo()
    both.other.undo()
    both.other.undo()
    catch_up(both.other)
    shutil.rmtree(mirror / "history")
    (mirror / "history").mkdir()
    for path, data in kept.items():
        path.write_bytes(data)
    (mirror / "history" / "papers-000000.jsonl").write_bytes(b"")
    both.one.merge_mirror(mirror)
    assert [one.name for one in both.one.searches()] == ["x", "theirs"]
    assert "only in the copy of the past" in versions_of_all(both.one)


def test_a_mirror_that_git_changed_is_written_again_after_it_was_merged(
    both: Two, tmp_path: Path
) -> None:
    mirror = tmp_path / "mirror one"
    both.other.write_note(2, "on another branch")
    catch_up(both.other)
    shutil.rmtree(mirror)
    shutil.copytree(tmp_path / "mirror other", mirror)
    both.one.write_note(1, "here")
    with pytest.raises(Problem, match="changed by another program"):
        catch_up(both.one)
    both.one.merge_mirror(mirror)
    assert (note(both.one, 1), note(both.one, 2)) == ("here", "on another branch")
    catch_up(both.one)
    assert both.one.check_mirror() == []
    assert both.one.mirror_state().aside == ()
    assert paper_file(mirror).read_bytes().endswith(b"---\n\nhere\n")


def test_a_damaged_mirror_is_written_again_after_it_was_merged(both: Two, tmp_path: Path) -> None:
    mirror = tmp_path / "mirror one"
    root = mirror / "reader-mirror.json"
    root.write_bytes(root.read_bytes()[:-40])
    both.one.write_note(1, "here")
    with pytest.raises(Problem, match="damaged"):
        catch_up(both.one)
    before = picture(both.one)
    both.one.merge_mirror(mirror)
    assert picture(both.one) == before
    catch_up(both.one)
    assert both.one.mirror_now().written == 0
    assert both.one.check_mirror() == []
    aside = both.one.mirror_state().aside  # nothing said any more that these were Reader's own
    assert sorted(path.partition("/")[0] for path in aside) == ["history", "papers"]
    for path in aside:
        (mirror / path).unlink()
    assert paper_file(mirror).read_bytes().endswith(b"---\n\nhere\n")


def test_cancel_changes_nothing(both: Two, tmp_path: Path) -> None:
    fill(both.other, range(30, 40), "more.txt")
    catch_up(both.other)
    seq, before = both.one.seq(), picture(both.one)
    for limit in (0, 500, 1200):
        with pytest.raises(Cancelled):
            both.one.merge_mirror(
                tmp_path / "mirror other", lambda done, total, limit=limit: done < limit
            )
    assert (both.one.seq(), picture(both.one)) == (seq, before)
    assert not list(both.one.folder.glob(".restored*"))
    assert len(numbers(both.one)) == 5


def test_a_folder_without_a_mirror_is_told(both: Two, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(Problem, match="no mirror"):
        both.one.merge_mirror(tmp_path / "empty")
