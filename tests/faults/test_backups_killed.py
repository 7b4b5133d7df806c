"""A backup, a restore or a repair that is killed leaves the old library or the new one, whole."""

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import making_damage
import pytest
from making import fill

from reader import keeping, paths
from reader.library import Library

ROUNDS = 40 if os.environ.get("READER_LONG") else 5

PROGRAM = """
import sys
from pathlib import Path
from reader import keeping
from reader.library import Library
folder, what = Path(sys.argv[1]), sys.argv[2]
if what == "overwrite":  # how it must not be done
    import zipfile
    from reader import paths
    archive = next(paths.backups_folder().glob("*/*.zip"))
    data = zipfile.ZipFile(archive).read("library.db")
    print("ready", flush=True)
    while True:
        (folder / "library.db").write_bytes(data)
if what == "repair":
    found = keeping.examine(folder)
    print("ready", flush=True)
    keeping.repair(folder, found)
with Library.open(folder) as library:
    print("ready", flush=True)
    while what == "backup":
        library.append_note(1, "more")
        made = library.back_up()
        print(made.number, flush=True)
    while what == "restore":
        library.restore(1)
        library.restore(2)
"""


@pytest.fixture
def folder(library: Library, root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a library of some hundred kilobytes with two backups: `one` and `two`."""
    monkeypatch.setenv("PYTHONPATH", f"{root}:{root / 'tests'}")
    fill(library, range(150))
    library.write_note(1, "one")
    library.back_up()
    fill(library, range(200, 260))
    library.write_note(1, "two")
    library.back_up()
    library.close()
    return library.folder


def killed(folder: Path, what: str, seconds: float, root: Path) -> list[str]:
    """Kill a program so long after it was ready; answers what it had said."""
    worker = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(folder), what],
        stdout=subprocess.PIPE, text=True, cwd=root,
    )  # fmt: skip
    assert worker.stdout is not None
    assert worker.stdout.readline() == "ready\n"
    time.sleep(seconds)
    worker.kill()
    said = worker.stdout.read().split()
    worker.stdout.close()
    worker.wait()
    return said


def state(folder: Path) -> tuple[str, int]:
    """The note and the number of papers, after everything was checked."""
    assert keeping.examine(folder) == []
    with Library.open(folder) as library:
        return library.paper(1).note, len(library.find().ids)


ONE, TWO = ("one", 150), ("two", 210)


def test_a_restore_that_is_killed_leaves_one_library_or_the_other(folder: Path, root: Path) -> None:
    choose = random.Random(1)
    seen = set()
    for _ in range(ROUNDS):
        killed(folder, "restore", choose.uniform(0.05, 0.6), root)
        seen.add(state(folder))
        assert seen <= {ONE, TWO}
        with Library.open(folder) as library:
            assert {backup.papers for backup in library.backups()} == {150, 210}
            library.star([2])
            library.undo()


def test_a_backup_that_is_killed_counts_only_when_it_is_whole(folder: Path, root: Path) -> None:
    choose = random.Random(2)
    for _ in range(ROUNDS):
        said = killed(folder, "backup", choose.uniform(0.05, 0.5), root)
        assert keeping.examine(folder) == []
        with Library.open(folder) as library:
            there = {backup.number for backup in library.backups()}
            assert there >= {int(number) for number in said[-3:]}
            library.compare(max(there))  # unpacks it and compares every byte


def test_a_repair_that_is_killed_leaves_the_damaged_library_or_the_mended_one(
    folder: Path, root: Path
) -> None:
    case = next(case for case in making_damage.cases() if case.name == "root of notes zero")
    whole = folder / paths.LIBRARY_FILE
    case.do(whole)
    damaged = whole.read_bytes()
    choose = random.Random(3)
    for _ in range(ROUNDS):
        shutil.rmtree(folder)  # a kill may leave folders of its work, swept later
        folder.mkdir(mode=0o700)
        whole.write_bytes(damaged)
        killed(folder, "repair", choose.uniform(0.0, 0.8), root)
        if whole.read_bytes() != damaged:
            kept = [path for path in folder.iterdir() if "damaged-" in path.name]
            assert [path.read_bytes() for path in kept if path.suffix == ".db"] == [damaged]
        else:
            keeping.repair(folder, keeping.examine(folder))
        assert state(folder) == TWO


def test_the_harness_sees_a_restore_that_writes_over_the_file(
    folder: Path, root: Path, tmp_path: Path
) -> None:
    choose = random.Random(4)
    copy = tmp_path / "copy.db"
    shutil.copyfile(folder / paths.LIBRARY_FILE, copy)
    for _ in range(40):
        killed(folder, "overwrite", choose.uniform(0.0, 0.05), root)
        if keeping.examine(folder):
            return
        shutil.copyfile(copy, folder / paths.LIBRARY_FILE)
    pytest.fail("a file that is written over is never seen half written")
