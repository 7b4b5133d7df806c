"""How far a long verb is: only on a terminal, only after a while, and gone at the end."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli import progress as module
from reader.cli.progress import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def told(patience: float, monkeypatch: pytest.MonkeyPatch, stream: io.StringIO) -> str:
    monkeypatch.setattr(module, "PATIENCE", patience)
    monkeypatch.setattr(module, "BETWEEN", 0.0)
    monkeypatch.setattr(sys, "stderr", stream)
    with progress("Checking") as tell:
        assert tell(1, 4)
        assert tell(0, 0)
    return stream.getvalue()


def test_a_long_verb_tells_how_far_it_is_and_clears_the_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = told(0.0, monkeypatch, Terminal())
    assert said == "\rChecking… 25 %\x1b[K\rChecking…\x1b[K\r\x1b[K"


def test_a_short_verb_and_one_without_a_terminal_say_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert told(100.0, monkeypatch, Terminal()) == ""
    assert told(0.0, monkeypatch, io.StringIO()) == ""


def test_nothing_of_it_gets_into_the_answer(tmp_path: Path, root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reader", "--library", str(tmp_path / "library"), "check"],
        capture_output=True, text=True, check=True, cwd=root, env={**os.environ},
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("All is well.\n", "")
