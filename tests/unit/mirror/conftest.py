"""A library with a mirror beside it, in folders of the test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from making import fill

from reader.library import Library
from reader.model import Kind, State


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Eight made-up papers, some of them worked on."""
    with Library.open(tmp_path / "library") as opened:
        ids = fill(opened)
        opened.star(ids[:3])
        opened.tag(ids[:2], ["vision", "later"])
        opened.write_note(ids[0], "# First\n\n---\n\nwords  \n")
        opened.write_note(ids[0], "The first note.")
        opened.highlight(ids[1], 3, 20, Kind.IDEA, "mine")
        opened.set_state([ids[2]], State.QUEUE)
        yield opened


@pytest.fixture
def mirror(library: Library, tmp_path: Path) -> Path:
    """Its mirror, written."""
    library.mirror_on(tmp_path / "mirror")
    return tmp_path / "mirror"


Files = Callable[[], dict[str, bytes]]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Every file of the mirror now, by its path in it."""
    place = tmp_path / "mirror"
    return lambda: {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file()
    }
