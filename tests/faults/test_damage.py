"""Every damage is found, named and put right, and nothing that the person wrote is lost.

Each damage is done to two libraries: one with a backup, which must come out whole, and one
without, from which everything must come out that any byte of the file still holds.
"""

import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import making_damage as damages
import pytest
from making import facts, fill, listing

from reader import keeping, paths
from reader.library import Library
from reader.model import Dump, Kind, Paper, State
from reader.store import schema
from reader.store.connection import connect
from reader.store.damage import examining, salvaging

CASES = damages.cases()
LONG = bool(os.environ.get("READER_LONG"))
ROWS = len(damages.SQL) + len(damages.LOST)  # of these every one, of damaged bytes a part
SOME = [case for place, case in enumerate(CASES) if LONG or place % 3 == 0]
MOST = [case for place, case in enumerate(CASES) if place < ROWS or case in SOME]
Said = dict[str, object]


def word(number: int) -> str:
    """The word by which the note on a paper is known."""
    return f"word{number:04}x"


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with some of everything, on many pages, with overflowing notes and a history."""
    folder = tmp_path_factory.mktemp("rich")
    choose = random.Random(4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        with Library.open(folder) as library:
            fill(library, range(40))
            more = [facts(number, doi=f"10.5555/{number}") for number in range(50, 60)]
            library.add([library.plan_listing(Dump("m", "more"), listing(more))])
            ids = sorted(library.find().ids)
            for number in ids:
                length = 30_000 if number % 9 == 0 else choose.randrange(200, 2500)
                filling = "".join(choose.choices("abcdefgh \n", k=length))
                library.write_note(number, f"{word(number)} {filling}")
                if number % 3 == 0:
                    library.highlight(number, 3, 20, Kind.METHOD, f"comment{number:04}x")
            library.set_state(ids[5:12], State.QUEUE)
            library.star(ids[:20])
            library.tag(ids[:30], ["one", "two"])
            library.delete(ids[-2:])
            library.write_note(1, library.paper(1).note + " and a second version")
            library.star([2])
            library.undo()
    return folder / paths.LIBRARY_FILE


@pytest.fixture
def damaged(rich: Path, tmp_path: Path) -> Iterator[Path]:
    """The folder of a copy of it that may be damaged."""
    folder = tmp_path / "library"
    folder.mkdir()
    shutil.copyfile(rich, folder / paths.LIBRARY_FILE)
    yield folder
    left = [path.name for path in folder.iterdir() if path.name.startswith(".")]
    assert left == []


def papers(folder: Path) -> list[Paper]:
    with Library.open(folder) as library:
        return library.papers(library.find().ids)


def said(papers: list[Paper]) -> dict[str, Said]:
    """What the person said, by the papers' numbers."""
    return {
        "notes": {paper.id: paper.note for paper in papers},
        "highlights": {
            paper.id: [(mark.quote, mark.comment) for mark in paper.highlights]
            for paper in papers
            if paper.highlights
        },
        "tags": {paper.id: [tag.name for tag in paper.tags] for paper in papers if paper.tags},
        "marks": {paper.id: (paper.state, paper.starred) for paper in papers},
    }  # type: ignore[dict-item]


def cleaned(said: dict[str, Said]) -> dict[str, Said]:
    """Without what a damage itself wrote into a note."""
    strange = ("\x00x", "\ufffdx", "\ufffd\ufffd", "\ufffd")
    notes = {}
    for number, note in said["notes"].items():
        for end in strange:
            note = str(note).removesuffix(end)
        notes[number] = note
    return {**said, "notes": notes}  # type: ignore[dict-item]


@pytest.mark.parametrize("case", MOST, ids=lambda case: case.name)
def test_with_a_backup_nothing_is_lost(case: damages.Case, damaged: Path) -> None:
    before = said(papers(damaged))
    with Library.open(damaged) as library:
        assert library.back_up() is not None
    path = damaged / paths.LIBRARY_FILE
    case.do(path)
    harmed = path.read_bytes()

    found = keeping.examine(damaged)
    assert found, "the damage is not found"
    told = " | ".join(finding.text for finding in found)
    assert case.told in told
    assert path.read_bytes() == harmed, "looking changed the file"

    repaired = keeping.repair(damaged, found)
    assert keeping.examine(damaged) == [], "something is still wrong"
    assert repaired.remaining == ()
    after = cleaned(said(papers(damaged)))
    for what in before:
        assert after[what] == {**after[what], **before[what]}, f"{what} were lost"
    assert (repaired.backup is None) != (repaired.kept is None)
    if repaired.kept is not None:
        assert repaired.kept.read_bytes() == harmed, "the damaged file was not kept"
    with Library.open(damaged) as library:
        library.write_note(1, "and it goes on")
        library.undo()
        assert library.check() == []


@pytest.mark.parametrize("case", SOME, ids=lambda case: case.name)
def test_without_a_backup_every_note_comes_out_that_a_byte_still_holds(
    case: damages.Case, damaged: Path
) -> None:
    before = said(papers(damaged))
    path = damaged / paths.LIBRARY_FILE
    case.do(path)
    harmed = path.read_bytes()
    repaired = keeping.repair(damaged, keeping.examine(damaged))
    left = [finding.text for finding in keeping.examine(damaged)]
    assert left == [finding.text for finding in repaired.remaining]
    notes = [paper.note for paper in papers(damaged)]
    for number, note in before["notes"].items():
        if word(number).encode() in harmed and note:  # type: ignore[arg-type]
            assert any(word(number) in other for other in notes), f"note {number} is lost"  # type: ignore[arg-type]
    if not case.costs:
        after = cleaned(said(papers(damaged)))
        assert after["notes"] == {**after["notes"], **before["notes"]}


def test_a_healthy_library_is_read_from_its_pages_as_sqlite_reads_it(rich: Path) -> None:
    connection = connect(rich, write=False, application_id=schema.APPLICATION_ID)
    shapes = salvaging.columns(connection)
    found = salvaging.salvage(rich.read_bytes(), shapes)
    for table in shapes:
        cursor = connection.execute(f'SELECT * FROM "{table}"')
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        assert sorted(found.tables[table].values(), key=repr) == sorted(rows, key=repr), table
    assert found.cut == set()
    uid = connection.execute("SELECT value FROM library WHERE key = 'uid'").fetchone()[0]
    assert found.uid == uid
    connection.close()


def test_a_healthy_library_has_no_findings(rich: Path) -> None:
    assert examining.examine(rich) == []


def test_the_harness_sees_what_a_poor_repair_loses(
    damaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without reading stray pages, a note table whose root is gone would be lost."""
    case = next(case for case in CASES if case.name == "root of notes zero")
    case.do(damaged / paths.LIBRARY_FILE)
    monkeypatch.setattr(salvaging, "_stray_cells", lambda *_: ())
    keeping.repair(damaged, keeping.examine(damaged))
    assert sum(word(paper.id) in paper.note for paper in papers(damaged)) < 10


def test_sqlite_alone_reads_none_of_it(damaged: Path) -> None:
    """The damage is real: SQLite gives nothing of a table whose root page is gone."""
    case = next(case for case in CASES if case.name == "root of notes zero")
    case.do(damaged / paths.LIBRARY_FILE)
    database = sqlite3.connect(damaged / paths.LIBRARY_FILE)
    with pytest.raises(sqlite3.DatabaseError):
        database.execute("SELECT text FROM notes").fetchall()
    database.close()
