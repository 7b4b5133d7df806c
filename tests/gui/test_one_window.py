"""A second start hands its files to the first window; also when one is hung or killed."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reader.gui.one_window import OneWindow

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="uses POSIX signals")

SECOND = """
import sys
from pathlib import Path
from reader.gui.one_window import OneWindow
one = OneWindow(Path(sys.argv[1]))
files = [Path(word) for word in sys.argv[2:]]
print(one.is_first, "" if one.is_first else one.hand_over(files))
"""
FIRST = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from reader.gui.one_window import OneWindow
app = QCoreApplication([])
one = OneWindow(Path(sys.argv[1]))
one.listen()
print("listening", flush=True)
app.exec()
"""


@pytest.fixture
def first(tmp_path: Path) -> Iterator[OneWindow]:
    made = OneWindow(tmp_path / "library")
    yield made
    made.close()


def start(root: Path, code: str, *words: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, words)], stdout=subprocess.PIPE, text=True, cwd=root
    )


def second(root: Path, library: Path, *files: object) -> list[str]:
    """What a second start found: whether it is the first, whether it was heard."""
    with start(root, SECOND, library, *files) as process:
        return process.communicate(timeout=30)[0].split()


@pytest.fixture
def other(root: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A first window in a process of its own."""
    with start(root, FIRST, tmp_path / "library") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "listening\n"
        yield process
        process.send_signal(signal.SIGCONT)
        process.kill()


def test_the_files_of_a_second_start_reach_the_first(
    first: OneWindow, qtbot: QtBot, root: Path, tmp_path: Path
) -> None:
    assert first.is_first
    first.listen()
    answers: list[list[str]] = []
    odd = "a\nb \u202e.txt"
    with qtbot.waitSignal(first.asked, timeout=20_000) as asked:
        calling = threading.Thread(
            target=lambda: answers.append(second(root, tmp_path / "library", odd, "/x.md"))
        )
        calling.start()
    calling.join()
    assert answers == [["False", "True"]]
    assert asked.args == [[root / odd, Path("/x.md")]]


def test_another_library_has_a_window_of_its_own(
    first: OneWindow, root: Path, tmp_path: Path
) -> None:
    assert second(root, tmp_path / "other") == ["True"]


def test_a_window_that_hangs_is_not_waited_for(
    other: subprocess.Popen[str], root: Path, tmp_path: Path
) -> None:
    other.send_signal(signal.SIGSTOP)
    assert second(root, tmp_path / "library") == ["False", "False"]


def test_a_killed_window_leaves_the_way_free(
    other: subprocess.Popen[str], root: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other.kill()
    other.wait()
    again = OneWindow(tmp_path / "library")
    assert again.is_first
    again.listen()  # although the socket of the killed one still lies there
    with start(root, SECOND, tmp_path / "library"), qtbot.waitSignal(again.asked):
        pass
    again.close()


def test_nobody_else_can_open_the_socket(first: OneWindow) -> None:
    first.listen()
    status = os.stat(first.address())
    assert status.st_mode & 0o077 == 0
    assert os.stat(os.path.dirname(first.address())).st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "line", [b"\n", b"[]\n", b"{}\n", b'{"version":1,"files":[1]}\n', b"[" * 9000 + b"\n"]
)
def test_what_is_no_message_is_hung_up_on(first: OneWindow, qtbot: QtBot, line: bytes) -> None:
    from PySide6.QtNetwork import QLocalSocket

    first.listen()
    socket = QLocalSocket()
    socket.connectToServer(first.address())
    with qtbot.waitSignal(socket.disconnected), qtbot.assertNotEmitted(first.asked):
        socket.write(line)
