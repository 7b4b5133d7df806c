"""A damaged library of an older version is repaired and brought up to date in one."""

from pathlib import Path

import making_damage
import pytest
from making_libraries import VERSIONS, old_library

from reader import keeping, paths
from reader.library import Library
from reader.store.damage.pages import Pages
from reader.store.damage.salvaging import columns, salvage
from reader.store.schema import VERSION, migrate

NAMES = (
    "a paper without marks", "a paper missing", "a foreign trigger", "an index missing",
    "no magic", "nothing but zeros at the beginning",
)  # fmt: skip


def notes_in(path: Path) -> set[str]:
    """The notes as the pages hold them."""
    import sqlite3

    fresh = sqlite3.connect(":memory:", isolation_level=None)
    migrate(fresh)
    found = salvage(path.read_bytes(), columns(fresh)).tables["notes"]
    fresh.close()
    assert Pages(path.read_bytes()).count > 3
    return {str(row["text"]) for row in found.values()}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("version", VERSIONS)
def test_an_older_library_is_repaired_whole(tmp_path: Path, version: int, name: str) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    path = old_library(folder / paths.LIBRARY_FILE, version)
    before = notes_in(path)
    assert before
    case = next(case for case in making_damage.cases() if case.name == name)
    case.do(path)
    found = keeping.examine(folder)
    assert found
    repaired = keeping.repair(folder, found)
    assert repaired.remaining == ()
    assert keeping.examine(folder) == []
    with Library.open(folder) as library:
        after = {paper.note for paper in library.papers(library.find().ids)}
    assert after >= {note for note in before if note}
    assert version < VERSION
