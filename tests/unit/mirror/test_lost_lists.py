"""A damaged list of a mirror's files is noticed by the next writing, and nothing goes unlisted."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader import mirroring
from reader.library import Library
from reader.mirror import folder as mirror_folder

Files = Callable[[], dict[str, bytes]]


def catch_up(library: Library) -> None:
    while library.mirror_some():
        pass


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[3] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [flip, Path.unlink])
@pytest.mark.parametrize("shard", ["history", "tables"])
def test_a_change_after_a_list_was_damaged_lists_all_files_again(
    library: Library, mirror: Path, files: Files, shard: str, damage: Callable[[Path], object]
) -> None:
    listed = (mirror / shard / "SHA256SUMS").read_bytes().count(b"\n")
    damage(mirror / shard / "SHA256SUMS")
    library.write_note(1, "Another note.")
    library.tag([1], ["fresh"])
    catch_up(library)
    assert library.check_mirror() == []
    assert (mirror / shard / "SHA256SUMS").read_bytes().count(b"\n") >= listed
    before = files()
    library.mirror_now()
    assert {name: data for name, data in files().items() if "(edited" not in name} == {
        name: data for name, data in before.items() if "(edited" not in name
    }


def test_a_paper_beside_the_one_that_changed_is_rebuilt(
    library: Library, mirror: Path, tmp_path: Path
) -> None:
    for path in mirror.glob("papers/*/SHA256SUMS"):
        flip(path)
    library.write_note(1, "Another note.")
    catch_up(library)
    rebuilt = mirroring.rebuild(mirror, tmp_path / "again")
    assert (rebuilt.papers, rebuilt.said) == (library.counts().all, ())


def test_a_new_folder_is_on_the_disk_before_the_mirror_says_so(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: set[Path] = set()
    true_sync = mirror_folder._sync

    def sync(path: Path) -> None:
        synced.add(path)
        true_sync(path)

    monkeypatch.setattr(mirror_folder, "_sync", sync)
    place = tmp_path / "a new mirror"
    library.mirror_on(place)
    assert {path.parent for path in place.rglob("*")} <= synced
