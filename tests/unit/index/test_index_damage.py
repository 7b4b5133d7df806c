"""The index is a copy: whatever happens to its files, answers are right or the index is empty."""

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from making_words import WHOLE, papers

from reader.index import WordIndex, manifest, matches
from reader.index.analysis import VERSION
from reader.query.nodes import Word

LIBRARY = papers(random.Random(9), 12)
SEARCHES = [Word("zero"), Word("k", prefix=True), Word("学"), Word("prune")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of an index with two segments and a deleted paper."""
    folder = tmp_path / "library-a"
    index = WordIndex.open(folder)
    index.rebuild(LIBRARY.values(), 3)
    first = next(iter(LIBRARY.values()))
    index.follow([first], [], 4)
    index.close()
    return folder


def _ends_well(folder: Path, *, usable: bool = False) -> None:
    """Opening never raises; the index answers rightly, or is empty and can be built again."""
    index = WordIndex.open(folder)
    assert index.applied == (4 if usable else -1)
    if not usable:
        assert list(index.search(Word("zero")).ids) == []
        assert not list(folder.glob("*.words")), "the bad files are removed"
        assert not list(folder.glob("*.toc*"))
        index.rebuild(LIBRARY.values(), 4)
    for node in SEARCHES:
        expected = {number for number, words in LIBRARY.items() if matches(node, words)}
        assert set(index.search(node).ids) == expected
    index.close()
    assert WordIndex.open(folder).applied == 4


def _files(folder: Path) -> list[Path]:
    files = sorted(path for path in folder.iterdir() if "LOCK" not in path.name)
    assert len(files) == 4, files
    return files


def _missing(path: Path) -> None:
    path.unlink()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _longer(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"x")


def _flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 4
    path.write_bytes(data)


def _a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("number", range(4))
@pytest.mark.parametrize("damage", [_missing, _empty, _half, _longer, _flipped])
def test_a_damaged_file_means_an_empty_index(
    folder: Path, damage: Callable[[Path], None], number: int
) -> None:
    damage(_files(folder)[number])
    _ends_well(folder)


def test_damage_is_told_once_and_then_mended(folder: Path) -> None:
    for files in (manifest.FILE, "*.words", "*.toc"):
        _flipped(next(folder.glob(files)))
        index = WordIndex.open(folder)
        (finding,) = index.check([], 3)
        assert finding.part == "index"
        assert finding.text.startswith("The word index was damaged and will be built again: ")
        index.rebuild(LIBRARY.values(), 3)
        assert index.check(LIBRARY.values(), 3) == []
        assert WordIndex.open(folder).check(LIBRARY.values(), 3) == []


def test_an_index_that_is_missing_or_of_another_version_is_not_damaged(
    folder: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(folder, tmp_path / "library-b")
    (folder / manifest.FILE).unlink()
    for place in (folder, copy, tmp_path / "never-built"):
        assert WordIndex.open(place).check([], 3) == []


def test_a_flipped_bit_anywhere_never_gives_a_wrong_answer(folder: Path, tmp_path: Path) -> None:
    rng = random.Random(4)
    for turn in range(1_000 if WHOLE else 60):
        copy = tmp_path / str(turn) / folder.name
        shutil.copytree(folder, copy)
        path = rng.choice(_files(copy))
        data = bytearray(path.read_bytes())
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        path.write_bytes(data)
        index = WordIndex.open(copy)
        assert index.applied == -1
        index.close()


def test_a_folder_that_is_gone_is_made_again(folder: Path) -> None:
    shutil.rmtree(folder)
    _ends_well(folder)


def test_an_untouched_folder_is_used(folder: Path) -> None:
    _ends_well(folder, usable=True)


def test_a_lock_left_by_a_dead_program_stops_nobody(folder: Path) -> None:
    (folder / "MAIN_WRITELOCK").write_bytes(b"12345")
    _ends_well(folder, usable=True)


def test_an_older_state_put_back_beside_a_newer_one_is_noticed(folder: Path) -> None:
    old = {path.name: path.read_bytes() for path in _files(folder)}
    index = WordIndex.open(folder)
    index.follow([], [next(iter(LIBRARY))], 5)
    index.close()
    for name, data in old.items():
        if name != manifest.FILE:
            (folder / name).write_bytes(data)
    assert WordIndex.open(folder).applied == 5


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("format", manifest.FORMAT + 1),
        ("format", manifest.FORMAT - 1),
        ("analysis", VERSION + 1),
        ("whoosh", "0.0.0"),
        ("stemmer", "0.0.0"),
        ("python", "3.99"),
        ("library", "library-b"),
        ("files", {}),
        ("files", {"../outside": [1, "0"]}),
        ("files", None),
        ("applied", "many"),
        ("generation", 99),
    ],
)
def test_another_version_or_library_means_an_empty_index(
    folder: Path, key: str, value: object
) -> None:
    content = json.loads((folder / manifest.FILE).read_bytes())
    del content["checksum"]
    content[key] = value
    content["checksum"] = manifest._checksum(content)
    (folder / manifest.FILE).write_text(json.dumps(content), encoding="utf-8")
    _ends_well(folder)


def test_an_index_of_another_library_copied_here_is_not_used(folder: Path) -> None:
    copy = folder.parent / "library-b"
    shutil.copytree(folder, copy)
    assert WordIndex.open(copy).applied == -1


def test_a_file_that_is_a_link_is_not_followed(folder: Path) -> None:
    path = next(path for path in _files(folder) if path.suffix == ".words")
    elsewhere = folder.parent / "elsewhere"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    _ends_well(folder)
    assert elsewhere.exists()


def test_a_folder_in_place_of_a_file_is_survived(folder: Path) -> None:
    _a_folder(next(path for path in _files(folder) if path.suffix == ".words"))
    assert WordIndex.open(folder).applied == -1


def test_a_folder_that_cannot_be_made_means_an_empty_index(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    index = WordIndex.open(tmp_path / "file" / "index")
    assert index.applied == -1
    assert list(index.search(Word("zero")).ids) == []
