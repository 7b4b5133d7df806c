"""Several command lines at once, and a disk that takes no more: nothing is lost or torn."""

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from making import alternating_text, fill

from reader.library import Library

EACH = 5
LIMITED = """
import resource, signal, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
from reader.app import main
main(sys.argv[2:])
"""


def reader(
    root: Path, library: Library, *words: object, limit: int = 0
) -> subprocess.CompletedProcess[str]:
    """One call of the command line in a process of its own; `limit`: bytes a file may have."""
    program = ["-c", LIMITED, str(limit)] if limit else ["-m", "reader"]
    call = [sys.executable, *program, "--library", str(library.folder), *map(str, words)]
    return subprocess.run(call, capture_output=True, text=True, cwd=root, timeout=60, check=False)


def test_two_command_lines_and_a_reader_never_meet(library: Library, root: Path) -> None:
    fill(library, range(5))
    failed: list[str] = []

    def call(*words: object) -> None:
        done = reader(root, library, *words)
        if done.returncode:
            failed.append(f"{words}: {done.stderr}")

    def write(name: str) -> None:
        for number in range(EACH):
            call("note", 1, "--append", f"{name}{number}.")
            call("tag", 1, 2, "--tag", f"{name}{number}")

    def look() -> None:
        for _ in range(EACH):
            call("list", "steps", "--json")
            call("check")

    threads = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    threads.append(threading.Thread(target=look))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    paper = json.loads(reader(root, library, "show", 1, "--json").stdout)
    wanted = sorted(f"{name}{number}" for name in "ab" for number in range(EACH))
    assert sorted(paper["tags"]) == wanted
    assert sorted(paper["note"].split()) == [f"{word}." for word in wanted]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_disk_that_takes_no_more_leaves_everything_as_it_was(
    library: Library, root: Path, tmp_path: Path
) -> None:
    fill(library, range(5))
    listing = tmp_path / "more.txt"
    listing.write_text(alternating_text(range(100, 400)), encoding="utf-8")
    size = (library.folder / "library.db").stat().st_size
    before = library.seq()
    for words in (("import", listing), ("note", 1, "--set", "long " * 20_000)):
        done = reader(root, library, *words, limit=size + 8192)
        assert (done.returncode, done.stdout) == (1, "")
        assert "nothing was changed" in done.stderr
    done = reader(root, library, "export", "--abstract", "--to", tmp_path / "n.md", limit=512)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library", "more.txt"]
    assert library.seq() == before
    assert library.check() == []
    assert reader(root, library, "import", listing).returncode == 0
