"""Disks that are full, turn read-only or go away under the window, and errors that a disk may say.

The text stays on the screen and in a file of its own, a plain sentence says what is wrong, and the
note is saved by itself when the disk is well again.
"""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from making import fill

from reader import files
from reader.errors import Problem
from reader.gui.writing.drafts import Draft, Drafts
from reader.library import Library
from reader.model import ExportOptions

ERRORS = [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.EDQUOT, errno.ENOENT]

MOUNT = """
set -e
mount -t tmpfs -o size=3m none "$1"
cp -r "$2"/. "$1"
shift 2
exec "$@"
"""
# fault: what happens to the disk, how that is undone, and words of what is told
FAULTS = {
    "full": (
        "dd if=/dev/zero of=$0/ballast bs=1k count=4096 2>/dev/null || true",
        "rm $0/ballast",
        "disk is full",
    ),
    # while a file is open to write, Linux refuses to make its disk read-only; so before the start
    "read-only": ("mount -o remount,ro $0", "mount -o remount,rw $0", "read-only", "before"),
    "gone": (
        "mkdir $0.away && mount --move $0 $0.away",
        "mount --move $0.away $0",
        "in its place|could not be read",
    ),
}
WINDOW = """
import re, subprocess, sys
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reader.gui.main_window import MainWindow
from reader.gui.settings import Settings
from reader.gui.look.theme import start_theme
from reader.library import Library

app = QApplication([])
start_theme(app, "light", 1.0)
folder, breaks, mends, words = Path(sys.argv[1]), *sys.argv[2:5]
before = sys.argv[5:] == ["before"]
def break_it():
    subprocess.run(["sh", "-c", breaks, str(folder)], check=True)
if before: break_it()
window = MainWindow(folder, Settings())
window.resize(1440, 900)
window.begin(); window.show(); window.go_on()
def wait(so, what):
    for _ in range(200):
        if so(): return
        QTest.qWait(25)
    raise SystemExit(f"waited in vain: {what}; {notes._words.text()}, {window.list.banner.text}")
QTest.qWait(25)
notes = window.pane.panel.notes
wait(lambda: window.pane.paper_id is not None, "for a paper")
notes.keeper._retry.setInterval(200)
if not before: break_it()
window.pane.focus_notes()
text = "long words " * 40_000
notes.text.setPlainText(text)
notes.save()
wait(lambda: notes._words.text().startswith("Not saved"), "for the fault")
said = window.list.banner.text
assert re.search(words, said), said
assert notes.text.text() == text
notes.keeper.drafts.flush()
(kept,) = notes.keeper.drafts.folder.glob("*.md")
assert kept.read_text(encoding="utf-8") == text
subprocess.run(["sh", "-c", mends, str(folder)], check=True)
wait(lambda: notes._words.text() == "Saved", "for the mended disk")
window.close()
with Library.open(folder) as library:
    assert any(paper.note == text for paper in library.papers(library.find().ids))
    assert library.check() == []
print("well")
"""


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("unshare"),
    reason="mounting a small disk needs Linux and root",
)
@pytest.mark.parametrize("fault", FAULTS)
def test_the_text_is_kept_and_saved_when_the_disk_is_well_again(
    library: Library, tmp_path: Path, root: Path, fault: str
) -> None:
    fill(library, range(3))
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["unshare", "-m", "sh", "-c", MOUNT, "sh", str(disk), str(library.folder)]
    done = subprocess.run(
        [*mount, sys.executable, "-c", WINDOW, str(disk), *FAULTS[fault]],
        capture_output=True,
        text=True,
        cwd=root,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "well\n"), done.stderr[-2000:]


# ---------------------------------------------------------------- errors that a disk may say


def fail(patch: pytest.MonkeyPatch, call: str, number: int) -> None:
    """Let a call of the system fail from now on."""

    def failing(*_args: object, **_kwargs: object) -> None:
        raise OSError(number, os.strerror(number))

    patch.setattr(f"reader.files.os.{call}", failing)


@pytest.mark.parametrize("number", ERRORS)
@pytest.mark.parametrize("call", ["open", "fsync", "replace"])
def test_a_file_that_cannot_be_written_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    file = tmp_path / "settings.json"
    files.write_file(file, b"old")
    with monkeypatch.context() as patch:
        fail(patch, call, number)
        with pytest.raises(OSError, match=os.strerror(number)):
            files.write_file(file, b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [(file.name, b"old")]
    files.write_file(file, b"new")
    assert file.read_bytes() == b"new"


@pytest.mark.parametrize("number", ERRORS)
def test_an_export_that_cannot_be_written_is_told_and_can_be_done_again(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    ids = fill(library, range(3))
    target = tmp_path / "notes.md"
    with monkeypatch.context() as patch:
        fail(patch, "fsync", number)
        with pytest.raises(Problem):
            library.export(ids, target, ExportOptions())
    assert not target.exists()
    assert library.export(ids, target, ExportOptions()).written == (target.name,)


@pytest.mark.parametrize("number", ERRORS)
def test_a_draft_that_cannot_be_written_is_written_with_the_next_key(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, number: int
) -> None:
    drafts = Drafts()
    with monkeypatch.context() as patch:
        fail(patch, "open", number)
        drafts.keep(Draft(1, "abc", "first", "visit"))
        drafts.flush()
        assert not list(drafts.folder.glob("*.md"))
    assert "could not be written" in caplog.text
    drafts.keep(Draft(1, "abc", "first and second", "visit"))
    drafts.flush()
    (kept,) = drafts.folder.glob("*.md")
    assert kept.read_text(encoding="utf-8") == "first and second"
    drafts.forget(Draft(1, "abc", "", "visit"))
    drafts.close()
