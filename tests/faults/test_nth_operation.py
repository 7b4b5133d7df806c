"""The program is killed at its K-th file operation, or the disk fails there: K = 1, 2, 3 ...

Nothing that was said to be done is missing, nothing is half done, and the next start needs no
repair. `strace` strikes at an exact operation, so no luck is needed.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from faults.told import effects, lies
from making import fill

from reader.library import Library

CALLS = ("pwrite64", "fdatasync", "ftruncate")
LONG = bool(os.environ.get("READER_LONG"))
FAULTS = ("signal=SIGKILL", "error=ENOSPC", "error=EIO", *(["error=EROFS", "error=EDQUOT"] * LONG))
STEP = dict.fromkeys(CALLS, 1) if LONG else {"pwrite64": 83, "fdatasync": 11, "ftruncate": 5}

pytestmark = pytest.mark.skipif(not shutil.which("strace"), reason="there is no strace")


@pytest.fixture
def seed(library: Library, tmp_path: Path) -> Path:
    """A closed library of a few papers."""
    fill(library, range(4))
    library.close()
    return tmp_path / "library"


def struck(
    root: Path, seed: Path, place: Path, call: str, fault: str, k: int, *mutant: str
) -> tuple[list[list[str]], bool]:
    """What the acts said on a copy of the library, and whether the K-th operation was reached."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(seed, place)
    trace = place.with_suffix(".trace")
    done = subprocess.run(
        ["strace", "-f", "-qq", "-o", str(trace), "-e", f"trace={call}",
         "-e", f"inject={call}:{fault}:when={k}",
         sys.executable, str(root / "tests" / "faults" / "acts.py"), str(place), *mutant],
        capture_output=True, text=True, cwd=root, timeout=120, check=False,
        env={**os.environ, "PYTHONPATH": f"{root}:{root / 'tests'}"},
    )  # fmt: skip
    reached = "INJECTED" in trace.read_text() or done.returncode in (-9, 137)
    assert "Traceback" not in done.stderr, done.stderr
    return [line.split() for line in done.stdout.splitlines()], reached


def test_the_harness_notices_what_is_said_too_early(seed: Path, root: Path, tmp_path: Path) -> None:
    for k in range(1, 60, 2):
        said, reached = struck(
            root, seed, tmp_path / "struck", "pwrite64", "signal=SIGKILL", k, "mutant"
        )
        if reached and lies(said, effects(tmp_path / "struck")):
            return
    pytest.fail("no lie was noticed")


def points() -> Iterator[tuple[str, str]]:
    """Every kind of operation with every fault."""
    return ((call, fault) for call in CALLS for fault in FAULTS)


@pytest.mark.parametrize(("call", "fault"), list(points()))
def test_nothing_said_to_be_done_is_lost_at_the_kth_operation(
    seed: Path, root: Path, tmp_path: Path, call: str, fault: str
) -> None:
    place, reached, k, struck_at = tmp_path / "struck", True, 2, 0
    while reached:
        said, reached = struck(root, seed, place, call, fault, k)
        assert lies(said, effects(place)) == [], f"{call} {fault} {k}"
        struck_at += reached
        k += STEP[call]
    print(f"{call} {fault}: {struck_at} operations")
    assert struck_at >= 1
