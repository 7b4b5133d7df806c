"""A day's work in a real window: `python tests/gui/real_window.py [LISTING...]`.

With real keys and a real mouse: needs Xvfb, openbox and xdotool (Debian packages of these names).
It imports the listings (without any: the sample papers), decides on every paper of the Inbox by
keyboard alone, goes through the single keys, drags papers, pastes a listing, and undoes all of it.
At the end the library must be what it was. What Reader says on standard error is shown.
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from making import search_page_text  # noqa: E402  (the path must be there first)

from reader.paths import LIBRARY_FILE, resource  # noqa: E402

DISPLAY = ":81"
SIZE = "1440x900x24"
VERDICTS = ("q", "e", "d", "r", "e", "shift+q")
PAUSE = 0.12
LOOKED = ("seen", "seen_at")  # looking is no step to undo
QUEUE_LINE, FIRST_ROW = (100, 125), (420, 165)  # below the title bar of the window
CLIPBOARD = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
app.clipboard().setText(sys.stdin.read())
app.exec()
"""


class Desktop:
    """A screen of its own with a window manager, and hands for it."""

    def __init__(self, home: Path) -> None:
        homes = {f"XDG_{name}_HOME": str(home / name) for name in ("DATA", "CACHE", "STATE")}
        self.environment = {
            **os.environ, **homes, "HOME": str(home), "DISPLAY": DISPLAY,
            "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        self._running = [self.start("Xvfb", DISPLAY, "-screen", "0", SIZE)]
        while not Path(f"/tmp/.X11-unix/X{DISPLAY[1:]}").exists():
            time.sleep(0.2)
        self._running.append(self.start("openbox"))

    def start(self, *command: str) -> "subprocess.Popen[bytes]":
        """Start a program on this screen."""
        return subprocess.Popen(command, env=self.environment, stdout=subprocess.DEVNULL)

    def hand(self, *words: str, pause: float = PAUSE) -> str:
        """Let xdotool do something, then wait a little."""
        done = subprocess.run(
            ["xdotool", *words], env=self.environment, capture_output=True, text=True, check=False
        )
        time.sleep(pause)
        return done.stdout.strip()

    def press(self, *keys: str, pause: float = PAUSE) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.hand("key", "--clearmodifiers", key, pause=pause)

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Drag with the mouse, in steps as a hand does."""
        self.hand("mousemove", *map(str, start))
        self.hand("mousedown", "1")
        for step in range(1, 9):
            x, y = (a + (b - a) * step // 8 for a, b in zip(start, end, strict=True))
            self.hand("mousemove", str(x), str(y), pause=0.05)
        self.hand("mouseup", "1", pause=0.6)

    def stop(self) -> None:
        """End what was started here."""
        for program in reversed(self._running):
            program.terminate()
            program.wait()


class Reader:
    """The library of the run, by command line and by SQL."""

    def __init__(self, desktop: Desktop, folder: Path) -> None:
        self._desktop, self.folder = desktop, folder

    def command(self, *words: str) -> str:
        """What `reader WORDS` prints."""
        return subprocess.run(
            [sys.executable, "-m", "reader", "--library", str(self.folder), *words],
            env=self._desktop.environment, capture_output=True, text=True, check=True, cwd=ROOT,
        ).stdout  # fmt: skip

    def count(self, query: str) -> int:
        """How many papers a query finds."""
        return len(json.loads(self.command("list", "--json", "--", query)))

    def steps(self) -> int:
        """How many steps can still be undone."""
        log = json.loads(self.command("log", "--json", "--limit", "2000"))
        return sum(1 for each in log if not each["undone"] and not each["undoes"])

    def everything(self) -> dict[str, list[tuple[object, ...]]]:
        """What a person has in the library."""
        with closing(sqlite3.connect(self.folder / LIBRARY_FILE)) as database:
            kept = {}
            for table in ("papers", "marks", "tags", "paper_tags", "notes", "highlights"):
                columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
                names = ", ".join(name for name in columns if name not in LOOKED)
                kept[table] = database.execute(f"SELECT {names} FROM {table} ORDER BY 1").fetchall()
            return kept


def triage(desktop: Desktop, reader: Reader) -> None:
    """Decide on every paper of the Inbox, one key each."""
    waiting = reader.count("is:inbox")
    desktop.press("shift+t", pause=0.8)
    for number in range(waiting):
        desktop.press(VERDICTS[number % len(VERDICTS)])
    desktop.press("Escape", pause=0.8)
    left = reader.count("is:inbox")
    print(f"triage: {waiting} papers, {left} left in the Inbox")
    assert left == 0


def single_keys(desktop: Desktop, reader: Reader) -> None:
    """The keys of one paper and of several, in the list of all papers."""
    before = reader.steps()
    desktop.press("g", "a", pause=0.4)
    desktop.press("Home", "s", "j", "u", "k", "i", "j", "q", "j", "r", "j", "d", "j", "e")
    desktop.press("t", pause=0.5)
    desktop.hand("type", "--delay", "40", "kites")
    desktop.press("Return", "Escape", pause=0.4)
    desktop.press("n", pause=0.5)
    desktop.hand("type", "--delay", "20", "a note by hand")
    desktop.press("Escape", pause=1.2)
    desktop.press("ctrl+2", "Home", "shift+j", "shift+j", "x", "a", "f", "p", "s", pause=0.3)
    desktop.press(
        "Escape", "Home", "ctrl+3", "v", "shift+ctrl+Right", "shift+ctrl+Right", "2", pause=0.3
    )
    desktop.press("Escape", "ctrl+2", "j", "Delete", pause=0.4)
    time.sleep(1)
    print(f"single keys: {reader.steps() - before} steps; note kept: {reader.count('note:hand')}")
    assert reader.count("tag:kites") >= 1
    assert reader.count("note:hand") == 1
    assert reader.count("has:highlights") == 1


def mouse(desktop: Desktop, reader: Reader) -> None:
    """Drag a paper to the Queue; paste a listing and take it in."""
    desktop.press("g", "e", pause=0.6)
    queued = reader.count("is:queue")
    desktop.drag(FIRST_ROW, QUEUE_LINE)
    print(f"drag: {reader.count('is:queue') - queued} paper more in the Queue")
    assert reader.count("is:queue") == queued + 1
    owner = subprocess.Popen(
        [sys.executable, "-c", CLIPBOARD], stdin=subprocess.PIPE, env=desktop.environment
    )
    assert owner.stdin is not None
    owner.stdin.write(search_page_text(range(300, 306)).encode())
    owner.stdin.close()
    time.sleep(1)
    papers = reader.count("")
    desktop.press("ctrl+shift+o", pause=2)
    desktop.press("ctrl+Return", pause=2)
    owner.terminate()
    owner.wait()
    print(f"paste: {reader.count('') - papers} papers more")
    assert reader.count("") == papers + 6


def undo_all(desktop: Desktop, reader: Reader, steps: int) -> None:
    """Undo until only what was there before is left."""
    desktop.press("ctrl+2", pause=0.4)
    for _ in range(6):
        for _ in range(max(0, reader.steps() - steps)):
            desktop.press("ctrl+z", pause=0.15)
        time.sleep(1)
        if reader.steps() <= steps:
            break
    print(f"undo: {reader.steps()} of {steps} steps are left")


def differences(before: dict[str, list[tuple[object, ...]]], reader: Reader) -> str:
    """What is another than it was, a few rows of each table."""
    told = []
    for table, now in reader.everything().items():
        gone, new = (
            {*one} - {*other} for one, other in ((before[table], now), (now, before[table]))
        )
        told += [f"{table}: was {sorted(gone)[:2]}, is {sorted(new)[:2]}"] if gone or new else []
    return "THE LIBRARY IS ANOTHER ONE\n" + "\n".join(told)


def main(arguments: Sequence[str]) -> int:
    """Do all of it."""
    parser = argparse.ArgumentParser(description="Work in a real window.")
    parser.add_argument("listing", type=Path, nargs="*")
    listings = parser.parse_args(arguments).listing or [resource("sample-listing.txt")]
    with tempfile.TemporaryDirectory() as home:
        desktop = Desktop(Path(home))
        reader = Reader(desktop, Path(home) / "library")
        for listing in listings:
            reader.command("import", str(listing.resolve()))
        before, steps = reader.everything(), reader.steps()
        window = desktop.start(
            sys.executable, "-m", "reader", "--library", str(reader.folder), "open"
        )
        try:
            time.sleep(4)
            desktop.hand("search", "--sync", "--onlyvisible", "--name", "Reader", "windowactivate")
            size = ("windowsize", "1440", "870", "windowmove", "0", "0")
            desktop.hand("search", "--name", "^Reader$", *size)
            time.sleep(1)
            triage(desktop, reader)
            single_keys(desktop, reader)
            mouse(desktop, reader)
            undo_all(desktop, reader, steps)
            same = reader.everything() == before
            print("the library is what it was" if same else differences(before, reader))
            desktop.press("ctrl+q", pause=2)
            print(f"the window ended with {window.wait(10)}; check: {reader.command('check')}")
            return 0 if same else 1
        finally:
            if window.poll() is None:
                window.terminate()
                window.wait()
            desktop.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
