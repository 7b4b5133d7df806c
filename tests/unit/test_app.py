"""The wiring: which words open the window, what the log keeps, and what it never keeps."""

import logging
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from reader import app, paths


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ([], ([], None)),
        (["open"], ([], None)),
        (["open", "a.txt", "b.txt"], ([Path("a.txt"), Path("b.txt")], None)),
        (["--library", "here"], ([], Path("here"))),
        (["--library=here", "open", "a.txt"], ([Path("a.txt")], Path("here"))),
    ],
)
def test_the_window_is_asked_for_plainly(
    words: list[str], asked: tuple[list[Path], Path | None]
) -> None:
    assert app.window_asked(words) == asked


@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["--help"],
        ["open", "--help"],
        ["open", "--library", "here"],
        ["--library"],
        ["--library", "here", "list"],
        ["a.txt"],
    ],
)
def test_everything_else_is_the_command_line(words: list[str]) -> None:
    assert app.window_asked(words) is None


CRASH = """
import sys
from reader import app

def read_note():
    raise ValueError("secret words of a note")

app._start_log()
app.log.info("started")
read_note()
"""


@pytest.fixture
def crash(root: Path, own_home: Path) -> subprocess.CompletedProcess[str]:
    """A program that meets a bug while it holds private text."""
    return subprocess.run(
        [sys.executable, "-c", CRASH], cwd=root, capture_output=True, text=True, check=False
    )


def test_a_bug_is_shown_and_logged_by_its_place(crash: subprocess.CompletedProcess[str]) -> None:
    assert crash.returncode == 1
    assert "secret words" in crash.stderr
    text = (paths.state_folder() / app.LOG_FILE).read_text(encoding="utf-8")
    assert "INFO reader started" in text
    assert "ERROR reader bug: ValueError at " in text
    assert "read_note" in text


def test_private_text_never_gets_into_the_log(
    crash: subprocess.CompletedProcess[str], own_home: Path
) -> None:
    text = (paths.state_folder() / app.LOG_FILE).read_text(encoding="utf-8")
    assert "secret" not in text
    assert str(own_home) not in text


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_nobody_else_can_read_the_log(crash: subprocess.CompletedProcess[str]) -> None:
    folder = paths.state_folder()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_home_that_cannot_be_written_only_means_no_log(root: Path, own_home: Path) -> None:
    (own_home / "state").write_text("in the way", encoding="utf-8")
    answer = subprocess.run(
        [sys.executable, "-c", CRASH], cwd=root, capture_output=True, text=True, check=False
    )
    assert answer.stderr.count("Traceback") == 1
    assert answer.stderr.endswith("ValueError: secret words of a note\n")


def test_a_start_that_says_nothing_makes_no_log(root: Path, own_home: Path) -> None:
    words = [sys.executable, "-m", "reader", "--version"]
    subprocess.run(words, cwd=root, capture_output=True, check=True)
    assert not paths.state_folder().exists()


def test_the_log_is_kept_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "LOG_BYTES", 500)
    file = app.LogFile()
    for number in range(100):
        line = logging.LogRecord("reader", logging.INFO, "", 0, f"line {number}", None, None)
        file.handle(line)
    assert file._file is not None
    file._file.close()
    written = list(paths.state_folder().iterdir())
    assert len(written) == 3
    assert all(path.stat().st_size <= 500 for path in written)
