"""A library made from its mirror alone is equal to the one that was mirrored, table by table."""

import contextlib
import itertools
import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making_libraries import VERSIONS, old_library
from making_whole import HOSTILE, everything, fill_whole

from reader import mirroring
from reader.errors import Cancelled, Problem
from reader.library import Library
from reader.store import Store
from reader.store.transfer import plain, whole

TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60))


def library_file(folder: Path) -> Path:
    return folder / "library.db"


def assert_equal_when_rebuilt(library: Library, folder: Path) -> None:
    """The rebuilt library holds the same rows and versions, and its mirror the same bytes."""
    library.mirror_on(folder / "mirror")
    done = mirroring.rebuild(folder / "mirror", folder / "again")
    assert done.said == ()
    before = everything(library_file(library.folder))
    assert everything(library_file(folder / "again")) == before
    with Library.open(folder / "again") as again:
        assert [found for found in again.check() if found.part != "files"] == []
        for paper_id, *_ in before["papers"]:
            assert isinstance(paper_id, int)
            assert versions(again, paper_id) == versions(library, paper_id)
        again.mirror_on(folder / "second")
    assert contents(folder / "second") == contents(folder / "mirror")


def versions(library: Library, paper_id: int) -> list[tuple[object, ...]]:
    found = library.history.note_versions(paper_id)
    return [(one.action, one.at, one.text, one.latest) for one in found]


def contents(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_every_table_is_in_a_mirror(tmp_path: Path) -> None:
    with contextlib.closing(Store.open(tmp_path / "library.db")) as store:
        names = {
            name
            for (name,) in store._connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            ).fetchall()
        }
    assert names - plain.MACHINERY == set(plain.ORDER)
    told = {*whole.TABLES, *whole.OF_PAPERS, "dumps", *itertools.chain(*whole.THINGS.values())}
    assert told == set(plain.ORDER)


@settings(max_examples=8, suppress_health_check=list(HealthCheck), deadline=None)
@given(texts=st.lists(TEXTS, min_size=5, max_size=25))
def test_hostile_text_in_every_field_comes_back(
    texts: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    endless = itertools.cycle(["words", *texts])
    folder = tmp_path_factory.mktemp("whole")
    with Library.open(folder / "library") as library:
        fill_whole(library._store, lambda: next(endless))
        tables = everything(library_file(library.folder))
        assert [table for table in plain.ORDER if not tables[table]] == []
        assert_equal_when_rebuilt(library, folder)


def test_what_was_deleted_merged_and_undone_comes_back(library: Library, tmp_path: Path) -> None:
    ids = [row.id for row in library.rows(library.find().ids)]
    library.write_note(ids[3], "doomed")
    library.delete([ids[3]])
    library.write_note(ids[4], "from the other")
    library.merge([(ids[5], ids[4])])
    library.untag(ids[:3], ["vision"])
    library.undo()
    library.untag(ids[:3], ["later"])
    assert_equal_when_rebuilt(library, tmp_path)
    with Library.open(tmp_path / "again") as again:
        assert [one.text for one in again.history.note_versions(ids[3])] == [None, "doomed"]
        again.unmerge(ids[5])
        assert again.paper(ids[4]).note == "from the other"


@pytest.mark.parametrize("version", VERSIONS)
def test_libraries_of_older_versions_come_back(version: int, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    old_library(library_file(tmp_path / "old"), version)
    with Library.open(tmp_path / "old") as library:
        assert_equal_when_rebuilt(library, tmp_path)


def test_an_empty_library_comes_back(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        assert_equal_when_rebuilt(library, tmp_path)


def test_a_rebuilt_library_goes_on_counting(library: Library, mirror: Path, tmp_path: Path) -> None:
    seq = library.seq()
    mirroring.rebuild(mirror, tmp_path / "again")
    with Library.open(tmp_path / "again") as again:
        assert again.seq() > seq
        assert again.undo_state().undo is None
        again.star([1])
        assert again.check() == []


def test_nothing_is_written_over_a_library(library: Library, mirror: Path) -> None:
    before = library_file(library.folder).read_bytes()
    with pytest.raises(Problem, match="There is a library"):
        mirroring.rebuild(mirror, library.folder)
    assert library_file(library.folder).read_bytes() == before


def test_a_rebuild_that_is_cancelled_leaves_nothing(mirror: Path, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        mirroring.rebuild(mirror, tmp_path / "again", lambda done, total: done < 3)
    assert list((tmp_path / "again").iterdir()) == []


def test_there_must_be_a_mirror(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with pytest.raises(Problem, match="no mirror"):
        mirroring.rebuild(tmp_path / "other", tmp_path / "again")


# ---------------------------------------------------------------- damaged mirrors


Damage = Callable[[Path], None]


def remove(pattern: str) -> Damage:
    def damage(mirror: Path) -> None:
        for path in sorted(mirror.glob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    return damage


@pytest.mark.parametrize(
    "pattern",
    ["reader-mirror.json", "tables", "dumps", "history", "papers/*/SHA256SUMS",
     "tables/tags*", "tables/imports*"],
)  # fmt: skip
def test_everything_sound_is_taken_from_a_damaged_mirror(
    pattern: str, library: Library, mirror: Path, tmp_path: Path
) -> None:
    remove(pattern)(mirror)
    done = mirroring.rebuild(mirror, tmp_path / "again")
    assert done.said
    assert (done.papers, done.notes) == (8, 1)
    with Library.open(tmp_path / "again") as again:
        assert again.check() == []
        first = again.paper(1)
        assert first.note == "The first note."
        assert sorted(tag.name for tag in first.tags) == ["later", "vision"]


def test_a_paper_that_cannot_be_read_costs_no_other(
    library: Library, mirror: Path, tmp_path: Path
) -> None:
    (path,) = mirror.glob("papers/*/Counting Lanterns*.md")
    path.write_bytes(path.read_bytes().replace(b"uid:", b"uid"))
    done = mirroring.rebuild(mirror, tmp_path / "again")
    assert any(path.name in text for text in done.said)
    assert done.papers == 7


@pytest.mark.parametrize(
    ("was", "then"),
    [
        (rb"notes: .*", b"notes: []"),
        (rb'"tag_id": \d+', b'"tag_id": 99999999999999999999'),
        (rb'"import_id": \d+', b'"import_id": 99999999999999999999'),
        (rb'"old": \{', b'"old": {"text": ["a", "list"], '),
        (rb'"old": \{', b'"old": {"uid": {"an": "object"}, '),
        (rb"(?m)^id: .*", b"id: -1"),
        (rb"uid: .*", b"uid: [1]"),
    ],
)
def test_a_value_that_none_of_ours_can_be_costs_no_other(
    was: bytes, then: bytes, library: Library, mirror: Path, tmp_path: Path
) -> None:
    """A mirror may come from anybody: whatever it says, nothing but a Problem comes of it."""
    library.untag([1], ["vision"])
    library.mirror_now()
    for path in (*mirror.glob("papers/*/Counting Lanterns*.md"), *mirror.glob("history/*")):
        path.write_bytes(re.sub(was, then, path.read_bytes()))
    done = mirroring.rebuild(mirror, tmp_path / "again")
    assert done.papers >= 7
    with Library.open(tmp_path / "again") as again:
        assert again.check() == []
    library.merge_mirror(mirror)
    assert library.check() == []
    assert library.paper(1).note == "The first note."


def test_a_foreign_mirror_cannot_reach_out_of_the_library(
    library: Library, mirror: Path, tmp_path: Path
) -> None:
    (path,) = mirror.glob("papers/*/Counting Lanterns*.md")
    row = (
        b'attachments:\n  - {"id": 9, "uid": "x", "name": "n", "path": "../../x", "kept": 1,'
        b' "sha256": "0", "size": 1, "added": "2026"}\nsightings:\n'
    )
    path.write_bytes(path.read_bytes().replace(b"sightings:\n", row))
    done = mirroring.rebuild(mirror, tmp_path / "again")
    assert any("out of the library" in text for text in done.said)
    database = sqlite3.connect(library_file(tmp_path / "again"))
    assert database.execute("SELECT count(*) FROM attachments").fetchone() == (0,)
    database.close()
