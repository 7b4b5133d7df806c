"""An export that is killed at any moment: every file is the old or the new one, and merges on."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from making import fill

from reader.library import Library
from reader.model import ExportOptions

ROUNDS = 6
PAPERS = 120
VAULT = ExportOptions(layout="vault")

WORKER = """
import sys
from pathlib import Path
from reader.library import Library
from reader.model import ExportOptions

folder, number = Path(sys.argv[1]), int(sys.argv[2])
with Library.open(folder / "library") as library:
    ids = sorted(library.find().ids)
    for paper_id in ids:
        library.write_note(paper_id, f"Version {number}.")
    library.tag(ids, [f"tag{number}"])
    if number > 1:
        library.untag(ids, [f"tag{number - 1}"])
    print("ready", flush=True)
    library.export(ids, folder / "vault", ExportOptions(layout="vault"))
    print("done", flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill so")
def test_after_a_kill_every_file_is_whole_and_the_next_export_has_nothing_to_ask(
    library: Library, tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", f"{root}:{root / 'tests'}")
    ids = fill(library, range(PAPERS))
    for paper_id in ids:
        library.write_note(paper_id, "Version 0.")
    library.export(ids, tmp_path / "vault", VAULT)
    for path in sorted((tmp_path / "vault").glob("*.md")):
        with path.open("a", encoding="utf-8") as stream:
            stream.write(f"\nBy hand in {path.name}.\n")
    library.close()
    choose = random.Random(7)
    cut = 0
    for number in range(1, ROUNDS + 1):
        cut += not finished(tmp_path, number, choose.uniform(0.0, 0.25), root)
        check(tmp_path, number)
    assert cut, "no export was ever cut short"


def finished(folder: Path, number: int, seconds: float, root: Path) -> bool:
    """Whether an export came to its end before it was killed."""
    with subprocess.Popen(
        [sys.executable, "-c", WORKER, str(folder), str(number)],
        stdout=subprocess.PIPE, text=True, cwd=root,
    ) as worker:  # fmt: skip
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
        time.sleep(seconds)
        os.kill(worker.pid, signal.SIGKILL)
        return worker.stdout.read() == "done\n"


def check(folder: Path, number: int) -> None:
    versions = {f"Version {each}." for each in range(number + 1)}
    for path in (folder / "vault").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert sum(version in text for version in versions) == 1
        assert text.endswith(f"By hand in {path.name}.\n")
    with Library.open(folder / "library") as library:
        done = library.export(sorted(library.find().ids), folder / "vault", VAULT)
        assert done.clashes == ()
        assert done.kept == ()
    for path in (folder / "vault").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert f"Version {number}." in text
        assert f'tags: ["tag{number}"]' in text
        assert text.endswith(f"By hand in {path.name}.\n")
