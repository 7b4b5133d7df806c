"""The word index of many papers, built in processes of their own."""

import json
import os
import random
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from queue import Queue
from types import SimpleNamespace

import pytest
from holding import building_waits_for
from making import fill

from reader import paths
from reader.errors import Cancelled
from reader.finding import building
from reader.index import word_index
from reader.index.beside import Merge
from reader.index.job import EndedError
from reader.library import Library


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """A library in which sixty papers are many, and ninety enough for two processes."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(building, "MANY", 60)
    monkeypatch.setattr(building, "FOR_TWO", 90)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    with Library.open(tmp_path / "library") as opened:
        yield opened


def _starts(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes that are started from now on."""
    started: list[int] = []
    start = building._started

    def noticed(number: int, lines: object) -> object:
        started.append(number)
        return start(number, lines)  # type: ignore[arg-type]

    monkeypatch.setattr(building, "_started", noticed)
    return started


def test_two_processes_build_what_one_would(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = fill(library, range(100))
    started = _starts(monkeypatch)
    told: list[tuple[int, int]] = []
    assert library.reindex(lambda done, total: told.append((done, total)) is None) == 100
    assert started == [0, 1]
    assert told[-1] == (100, 100)
    assert library.check() == []
    assert sorted(library.find("drawings").ids) == sorted(ids)


def test_segments_stand_in_the_order_of_the_papers_whoever_is_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    children: list[SimpleNamespace] = []

    def child(number: int, lines: "Queue[tuple[int, bytes]]") -> SimpleNamespace:
        children.append(SimpleNamespace(stdin=BytesIO(), kill=int, wait=int))
        if number == 1:
            for one in (1, 0):
                lines.put((one, json.dumps(["segment", f"part {one}", 1, "0"]).encode()))
                lines.put((one, b'["end"]'))
        return children[-1]

    monkeypatch.setattr(building, "_started", child)
    work = building.Processes(tmp_path, [{}, {}], 2)
    assert [each.name for each in work.written() or ()] == ["part 0", "part 1"]


def test_a_large_import_into_a_library_is_taken_in_by_a_process(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = fill(library, range(20))
    library.find("drawings")
    started = _starts(monkeypatch)
    many = fill(library, range(20, 90), name="other.txt")
    library.delete(few[:3])
    library.edit(few[5], abstract="Nothing but zeppelins.")
    assert len(library.find("drawings").ids) == 20 - 3 - 1 + 70
    assert list(library.find("zeppelins").ids) == [few[5]]
    assert started == [0]
    assert len(many) == 70
    assert library.check() == []


def test_cancelled_it_leaves_the_index_as_it_was(library: Library) -> None:
    fill(library, range(100))
    library.reindex()
    folder = next((library.folder.parent / "cache").rglob("manifest.json")).parent
    before = sorted(file.name for file in folder.iterdir())
    with pytest.raises(Cancelled):
        library.reindex(lambda done, total: False)
    assert sorted(file.name for file in folder.iterdir()) == before
    assert library.check() == []


@pytest.mark.parametrize(
    "start", ["", "print('[\"done\", 1]')", "import os; os.abort()", "print(1)"]
)
def test_when_a_process_fails_the_work_is_done_here(
    library: Library,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    start: str,
) -> None:
    fill(library, range(100))
    monkeypatch.setattr(building, "_START", start)
    caplog.clear()
    assert library.reindex() == 100
    assert "built in this process" in caplog.text
    assert library.check() == []


# ---------------------------------------------------------------- answers meanwhile


@pytest.fixture
def gate(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Searches do not wait; processes begin when this file is there."""
    library.answer_meanwhile()
    return building_waits_for(tmp_path / "go", monkeypatch)


def _wait_for_index(library: Library) -> None:
    until = time.monotonic() + 60
    while library.is_indexing():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_searches_answer_while_the_index_is_built(library: Library, gate: Path) -> None:
    ids = fill(library, range(100))
    library.edit(ids[7], abstract="Nothing but zeppelins, zeppelins and zeppelins.")
    found = library.find("drawings")
    assert found.behind
    assert sorted(found.ids) == sorted({*ids} - {ids[7]})
    assert library.is_indexing()
    library.edit(ids[3], abstract="A zeppelin among many other things that fly.")
    library.delete(ids[:2])
    assert {*library.find("zeppelins").ids} == {ids[3], ids[7]}
    assert len(library.find("drawings").ids) == 100 - 4
    gate.touch()
    _wait_for_index(library)
    found = library.find("zeppelins")
    assert not found.behind
    assert list(found.ids) == [ids[7], ids[3]], "ranked"
    assert len(library.find("drawings").ids) == 100 - 4
    assert library.check() == []


def test_a_large_import_is_searched_while_it_is_indexed(library: Library, gate: Path) -> None:
    few = fill(library, range(20))
    assert not library.find("drawings").behind
    many = fill(library, range(20, 90), name="other.txt")
    assert sorted(library.find("drawings").ids) == sorted([*few, *many])
    assert library.is_indexing()
    library.delete(few[:3])
    assert len(library.find("drawings").ids) == 90 - 3
    gate.touch()
    _wait_for_index(library)
    assert not library.find("drawings").behind
    assert library.check() == []


def test_what_another_program_did_to_the_index_meanwhile_stays(
    library: Library, gate: Path
) -> None:
    few = fill(library, range(20))
    library.find("drawings")
    fill(library, range(20, 90), name="other.txt")
    assert library.find("drawings").behind
    with Library.open(library.folder) as other:
        other.delete(few[:2])
        other.edit(few[4], abstract="Nothing but zeppelins.")
        store = other._store
        seq, lineage = store.standing(store.seq())
        other._words().rebuild(store.words(), seq, lineage=lineage)
    assert len(library.find("drawings").ids) == 90 - 3
    gate.touch()
    _wait_for_index(library)
    assert list(library.find("zeppelins").ids) == [few[4]]
    assert len(library.find("drawings").ids) == 90 - 3
    assert library.check() == []


def test_another_file_in_the_place_of_the_library_is_indexed_beside(
    library: Library, gate: Path
) -> None:
    gate.touch()
    ids = fill(library, range(100))
    file = library.folder / paths.LIBRARY_FILE
    shutil.copy(file, file.with_name("older"))
    library.edit(ids[7], abstract="Nothing but zeppelins.")
    library.find("zeppelins")
    _wait_for_index(library)
    gate.unlink()
    os.replace(file.with_name("older"), file)
    assert not library.find("zeppelins").ids
    assert library.find("drawings").behind, "nobody waits for the words of a hundred papers"
    assert library.is_indexing()
    gate.touch()
    _wait_for_index(library)
    assert len(library.find("drawings").ids) == 100
    assert library.check() == []


def _edited_one_by_one(library: Library, ids: Sequence[int]) -> None:
    """Edits that leave a segment each."""
    for paper_id in ids:
        library.edit(paper_id, abstract=f"Zeppelins and drawings, number {paper_id}.")
        assert not library.find("zeppelins").behind


def test_segments_are_merged_while_searches_and_changes_go_on(
    library: Library, gate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_index, "_MERGED_AT_ONCE", 3)
    ids = fill(library, range(20))
    library.find("drawings")
    _edited_one_by_one(library, ids[:8])
    index = library._words()
    assert isinstance(index.underway, Merge)
    library.edit(ids[0], abstract="Only drawings.")
    library.delete([ids[1]])
    found = library.find("zeppelins")
    assert (sorted(found.ids), found.behind) == (ids[2:8], False)
    assert isinstance(index.underway, Merge), "it goes on"
    before = len(index._state.segments)
    gate.touch()
    index.finish()
    assert len(index._state.segments) == before - 7
    assert sorted(library.find("zeppelins").ids) == ids[2:8]
    assert sorted(library.find("drawings").ids) == [ids[0], *ids[2:]]
    assert library.check() == []


def test_a_merge_of_segments_that_another_program_replaced_is_dropped(
    library: Library, gate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_index, "_MERGED_AT_ONCE", 3)
    ids = fill(library, range(20))
    library.find("drawings")
    _edited_one_by_one(library, ids[:8])
    with Library.open(library.folder) as other:
        other.edit(ids[9], abstract="Zeppelins of another program.")
        other._words().rebuild(other._store.words(), other._store.seq())
    gate.touch()
    # The files may be gone before the process reads them: then it fails, and is no harm either.
    with suppress(EndedError):
        library._words().finish()
    assert sorted(library.find("zeppelins").ids) == [*ids[:8], ids[9]]
    assert library.check() == []


@pytest.mark.parametrize("seed", range(2))
def test_at_every_moment_it_is_found_what_is_there(
    library: Library, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "MANY", 10)
    monkeypatch.setattr(word_index, "_MERGED_AT_ONCE", 3)
    library.answer_meanwhile()
    chance, there = random.Random(seed), set(fill(library, range(30)))
    zeppelins = set[int]()
    for step in range(40):
        if chance.random() < 0.1:
            there |= set(fill(library, range(30 + 20 * step, 50 + 20 * step), name=str(step)))
        some = set(chance.sample(sorted(there), chance.choice((1, 1, 1, 12))))
        if chance.random() < 0.2:
            library.delete(sorted(some))
            there -= some
            zeppelins -= some
        else:
            library.tag(sorted(some), ["zeppelins"])
            zeppelins |= some
        assert {*library.find("zeppelins").ids} == zeppelins, step
        assert {*library.find("method").ids} == there, step
    _wait_for_index(library)
    assert library.check() == []


def test_closing_ends_what_was_begun(library: Library, gate: Path) -> None:
    fill(library, range(100))
    library.find("drawings")
    index = paths.index_folder(library.uid)
    assert (index / "beside").is_dir()
    library.close()
    assert not (index / "beside").exists()
    with Library.open(library.folder) as again:
        gate.touch()
        assert again.reindex() == 100
        assert again.check() == []


def test_a_process_that_ends_is_no_harm_meanwhile(
    library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ids = fill(library, range(100))
    library.answer_meanwhile()
    monkeypatch.setattr(building, "_START", "")
    caplog.clear()
    library.find("drawings")
    _wait_for_index(library)
    assert "built in this process" in caplog.text
    assert sorted(library.find("drawings").ids) == sorted(ids)
    assert library.check() == []
