"""A program that is killed at any moment loses nothing it had said was done."""

import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from making import fill, title

from reader.library import Library

ROUNDS = 8

WORKER = """
import random, sys
from pathlib import Path
from reader.library import Library
from reader.model import Dump, ExportOptions
from making import alternating_text

folder, seed = Path(sys.argv[1]), int(sys.argv[2])
choose = random.Random(seed)
library = Library.open(folder / "library")
print("ready", flush=True)
for number in range(seed * 1000, seed * 1000 + 1000):
    ids = list(library.find().ids)
    paper, word = choose.choice(ids), f"word{number}x"
    match choose.randrange(5):
        case 0:
            library.append_note(paper, word)
            print("note", paper, word, flush=True)
        case 1:
            library.tag([paper], [word])
            print("tag", paper, word, flush=True)
        case 2:
            text = alternating_text(range(number * 10, number * 10 + 6))
            library.add([library.plan(Dump(word, text))])
            print("import", number * 10, word, flush=True)
        case 3:
            library.catch_up() if number % 2 else library.reindex()
        case 4:
            library.export(ids[:5], folder / "notes", ExportOptions(layout="files"))
"""


def killed_after(acts: int, seconds: float, folder: Path, seed: int, root: Path) -> list[list[str]]:
    """What a worker had said was done when it was killed, some time after so many acts."""
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(folder), str(seed)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
        env=None,
    )
    assert worker.stdout is not None
    output = worker.stdout
    assert output.readline() == "ready\n"
    said: list[str] = []
    listener = threading.Thread(target=lambda: said.extend(output))
    listener.start()
    while len(said) < acts and worker.poll() is None:
        time.sleep(0.001)
    time.sleep(seconds)
    worker.kill()
    worker.wait()
    listener.join()
    output.close()
    return [line.split() for line in said if line.endswith("\n")]


def test_what_was_said_to_be_done_is_there_after_a_kill(
    library: Library, tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", f"{root}:{root / 'tests'}")
    fill(library, range(40))
    assert library.folder == tmp_path / "library"
    choose = random.Random(20)
    said: list[list[str]] = []
    for seed in range(1, ROUNDS + 1):
        said += killed_after(
            choose.randrange(1, 4), choose.uniform(0.02, 0.3), tmp_path, seed, root
        )
        assert [found for found in library.check() if found.part != "index"] == []
        papers = {paper.id: paper for paper in library.papers(library.find().ids)}
        titles = {paper.facts.title for paper in papers.values()}
        for what, number, word in said:
            if what == "note":
                assert word in papers[int(number)].note
                assert int(number) in list(library.find(word).ids)
            elif what == "tag":
                assert word in {tag.name for tag in papers[int(number)].tags}
            else:
                assert title(int(number)) in titles
        assert library.check() == []
    assert len(said) > ROUNDS
    assert all(path.read_text(encoding="utf-8").strip() for path in tmp_path.glob("notes/*.md"))
