"""Typical work on hostile texts opens no socket, starts no program, and reads no foreign file."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0"
    "00000301010018dd8db00000000049454e44ae426082"
)


def audited(root: Path, folder: Path, *mutant: str) -> tuple[list[str], str]:
    """What the audit hook noted, and what `strace` saw, where there is one."""
    folder.mkdir()
    outside = folder.with_name("outside")
    outside.mkdir()
    canary = outside / "canary.png"
    canary.write_bytes(PNG)
    trace = folder.with_name("trace")
    strace = ["strace", "-f", "-qq", "-o", str(trace), "-e", "trace=network,execve,openat,open"]
    script = root / "tests" / "quality" / "audited.py"
    done = subprocess.run(
        [*(strace if shutil.which("strace") else ()),
         sys.executable, str(script), str(folder), str(canary), *mutant],
        capture_output=True, text=True, cwd=root, timeout=120, check=False,
        env={**os.environ, **homes(folder)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout.splitlines(), trace.read_text(errors="replace") if trace.exists() else ""


def homes(folder: Path) -> dict[str, str]:
    """Homes inside the folder in which everything may be written."""
    names = ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")
    return {name: str(folder / name.lower()) for name in names}


def worries(trace: str) -> list[str]:
    """Lines of a trace that show the network, another program, or the canary being opened."""
    lines = trace.splitlines()
    return [
        line
        for number, line in enumerate(lines)
        if "AF_INET" in line
        or ("execve(" in line and number > 0 and "= 0" in line)
        or ("canary.png" in line and "open" in line)
    ]


def test_typical_work_does_nothing_unexpected(root: Path, tmp_path: Path) -> None:
    noted, trace = audited(root, tmp_path / "home")
    assert noted == []
    assert worries(trace) == []


def test_the_audit_notices_a_socket_and_a_foreign_picture(root: Path, tmp_path: Path) -> None:
    noted, trace = audited(root, tmp_path / "home", "mutant")
    assert [line.split()[0] for line in noted] == ["socket.__new__"]
    if not trace:
        pytest.skip("there is no strace to see the picture being opened")
    assert any("canary.png" in line for line in worries(trace))
    assert any("AF_INET" in line for line in worries(trace))
