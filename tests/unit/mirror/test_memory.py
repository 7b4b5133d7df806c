"""What a computer knows of a mirror can be damaged: that is said, and costs nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader import mirroring, paths
from reader.errors import Problem
from reader.library import Library

WRONG = (b"", b"{", b"[]", b"\xff", b'{"mark": {}, "folder": 3}', b'{"mark": 5}', b"[" * 5_000)


def state_file() -> Path:
    (found,) = paths.state_folder().glob("mirror-*.json")
    return found


@pytest.mark.parametrize("data", WRONG)
def test_a_mirror_of_which_nothing_is_known_is_not_silently_off(
    data: bytes, library: Library, mirror: Path, files: Callable[[], dict[str, bytes]]
) -> None:
    before = files()
    state_file().write_bytes(data)
    library.write_note(1, "words")
    with pytest.raises(Problem, match="cannot be read"):
        library.mirror_some()
    assert mirroring.is_mirrored(library.folder), "so that whoever goes on to write it is told"
    assert "cannot be read" in library.mirror_state().trouble
    assert [one.part for one in library.check_mirror()] == ["mirror"]
    assert files() == before
    assert state_file().read_bytes() == data


def test_it_can_be_turned_on_again_once_what_it_says_is_merged(
    library: Library, mirror: Path
) -> None:
    (page,) = mirror.glob("papers/*/*Counting Lanterns*.md")
    page.write_bytes(page.read_bytes() + b"\nEdited by somebody.\n")
    state_file().write_bytes(b"{")
    with pytest.raises(Problem, match="merge-mirror"):
        library.mirror_on(mirror)
    assert state_file().read_bytes() == b"{"
    library.merge_mirror(mirror)
    library.mirror_on(mirror)
    assert library.mirror_state().trouble == ""
    assert library.check_mirror() == []
    assert "Edited by somebody." in library.paper(1).note
    (kept,) = paths.state_folder().glob("mirror-*.unreadable-*")
    assert kept.read_bytes() == b"{"


def test_it_can_be_left_off(library: Library, mirror: Path) -> None:
    state_file().write_bytes(b"{")
    library.mirror_off()
    assert library.mirror_state().trouble == ""
    assert library.mirror_some() is False
