"""Two users of one computer: the other one reads nothing, plants nothing, and is told so plainly.

Both are real: programs run with the rights of other user ids, so root is needed to start them. A
guard says whether dropping the rights worked, for with them every one of these tests would pass.
"""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from making import alternating_text

OWNER, OTHER = 65_501, 65_502
NAMES = {
    "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_CONFIG_HOME": "config",
}
WORK = """
import logging, sys
from pathlib import Path
from reader import app
from reader.gui.writing.drafts import Draft, Drafts
from reader.gui.one_window import OneWindow
from reader.gui.settings import Settings
from reader.library import Library
from reader.model import ExportOptions
import os
os.umask(0o022)  # as a careless program would leave it
app._start_log()
logging.getLogger("reader").warning("a line")
library = Library.open(None)
ids = list(library.find().ids)
library.write_note(ids[0], "private words")
library.back_up()
library.reindex()
drafts = Drafts()
drafts.keep(Draft(ids[0], "abc", "private draft", "visit"))
drafts.flush()
settings = Settings()
settings.scale = 1.5
settings._file.sync()
one = OneWindow(None)
from PySide6.QtCore import QCoreApplication
QCoreApplication([])
one.listen()
print(one.address(), flush=True)
sys.stdin.read()
"""


@dataclass
class User:
    """Somebody with a home and rights of his own."""

    uid: int
    home: Path
    python: str
    paths: str

    def start(self, *arguments: str, **options: object) -> "subprocess.Popen[str]":
        """Start Python with these arguments and the rights of this user."""
        homes = {name: str(self.home / folder) for name, folder in NAMES.items()}
        return subprocess.Popen(
            [self.python, *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            user=self.uid, group=self.uid, extra_groups=[], cwd="/", umask=0o022,
            env={"PATH": os.environ["PATH"], "HOME": str(self.home), "LANG": "C.UTF-8",
                 "PYTHONPATH": self.paths, "PYTHONDONTWRITEBYTECODE": "1",
                 "QT_QPA_PLATFORM": "offscreen", **homes},
        )  # fmt: skip

    def run(self, *arguments: str, words: str = "") -> "subprocess.CompletedProcess[str]":
        """The same, and wait for the end."""
        started = self.start(*arguments)
        out, errors = started.communicate(words, timeout=60)
        return subprocess.CompletedProcess(arguments, started.returncode, out, errors)

    def reader(self, *arguments: str, words: str = "") -> "subprocess.CompletedProcess[str]":
        """The command line."""
        return self.run("-m", "reader", *arguments, words=words)


def users_at(place: Path, python: str, paths: str) -> list[User]:
    """Two users with homes that others may look into, as many homes are."""
    made = []
    for uid in (OWNER, OTHER):
        home = place / str(uid)
        home.mkdir(mode=0o755, exist_ok=True)
        os.chown(home, uid, uid)
        made.append(User(uid, home, python, paths))
    return made


def pythons(root: Path) -> Iterator[tuple[str, str]]:
    """Interpreters that another user may be able to run, and where their modules are.

    The one that runs the tests may lie in a home that is closed to others.
    """
    yield sys.executable, str(root)
    packages = [path for path in sys.path if path.endswith("site-packages")]
    yield "/usr/bin/python3", os.pathsep.join([str(root), *packages])


GUARD = (
    "import os, sys; import reader.library, PySide6.QtCore; print(os.access(sys.argv[1], os.W_OK))"
)


@pytest.fixture
def users(root: Path) -> Iterator[tuple[User, User]]:
    """The owner of a library of eight papers, and another user."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("acting as another user needs root")
    place = Path(tempfile.mkdtemp(prefix="reader-users-"))
    place.chmod(0o755)
    try:
        owner, other = usable(place, root)
        text = alternating_text(range(8))
        imported = owner.reader("import", "-", words=text)
        assert imported.returncode == 0, imported.stderr
        yield owner, other
    finally:
        shutil.rmtree(place)


def usable(place: Path, root: Path) -> list[User]:
    """Two users with a Python that they can run; skips where there is none."""
    why = ""
    for python, paths in pythons(root):
        made = users_at(place, python, paths)
        try:
            tried = made[1].run("-c", GUARD, str(root / "README.md"))
        except OSError as error:
            why = str(error)
            continue
        if tried.returncode == 0:
            assert tried.stdout == "False\n", "the rights were not dropped"
            return made
        why = tried.stderr[-200:]
    pytest.skip(f"another user cannot run Python here: {why}")


@pytest.fixture
def at_work(users: tuple[User, User]) -> Iterator[str]:
    """The owner at work, with everything Reader writes; answers the address of the window."""
    program = users[0].start("-c", WORK)
    assert program.stdout is not None
    address = program.stdout.readline().strip()
    assert address, program.communicate()[1]
    yield address
    program.communicate("", timeout=30)


def test_all_that_is_written_is_private(users: tuple[User, User], at_work: str) -> None:
    owner, _ = users
    there = [path for path in owner.home.rglob("*") if path.relative_to(owner.home).parts[1:]]
    assert {path.relative_to(owner.home).parts[0] for path in there} >= {"data", "cache", "state"}
    names = {path.name for path in there}
    assert {"library.db", "reader-0001.zip", "reader.log", "window.ini", "paper abc.md"} <= names
    for path in there:
        mode = stat.S_IMODE(path.lstat().st_mode)
        # A folder that nobody else can enter keeps safe what other programs wrote in it.
        closed = [part for part in path.parents if not stat.S_IMODE(part.stat().st_mode) & 0o077]
        assert not mode & 0o077 or closed, f"{path} {mode:o}"
    for name in ("library.db", "reader-0001.zip", "paper abc.md"):
        (file,) = [path for path in there if path.name == name]
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


LOOK = """
import os, sys
from pathlib import Path
readable = []
for folder, names, files in os.walk(sys.argv[1], onerror=lambda error: None):
    for name in files:
        try:
            Path(folder, name).read_bytes()
        except OSError:
            continue
        readable.append(name)
planted = []
for path in sys.argv[2:]:
    try:
        Path(path, "planted").write_text("x")
    except OSError:
        continue
    planted.append(path)
print(readable, planted)
"""


def test_another_user_reads_nothing_and_plants_nothing(
    users: tuple[User, User], at_work: str
) -> None:
    owner, other = users
    folders = [str(path) for path in owner.home.rglob("*") if path.is_dir()]
    told = other.run("-c", LOOK, str(owner.home), *folders)
    assert told.stdout == "[] []\n", told.stderr


def test_another_user_cannot_speak_to_the_window(users: tuple[User, User], at_work: str) -> None:
    owner, other = users
    speak = (
        "import sys; from PySide6.QtNetwork import QLocalSocket; s = QLocalSocket();"
        "s.connectToServer(sys.argv[1]); print(s.waitForConnected(2000))"
    )
    assert owner.run("-c", speak, at_work).stdout == "True\n"
    assert other.run("-c", speak, at_work).stdout == "False\n"


def is_plain(told: "subprocess.CompletedProcess[str]") -> bool:
    return told.returncode == 1 and "reader: " in told.stderr and "Traceback" not in told.stderr


def test_a_closed_library_of_another_user_is_refused_plainly(users: tuple[User, User]) -> None:
    owner, other = users
    folder = owner.home / "data" / "Reader"
    before = (folder / "library.db").read_bytes()
    for verb in (["list"], ["star", "1"], ["check"], ["backup"], ["import", "-"]):
        assert is_plain(other.reader("--library", str(folder), *verb, words="x"))
    assert (folder / "library.db").read_bytes() == before


def test_an_open_library_of_another_user_is_only_read(users: tuple[User, User]) -> None:
    owner, other = users
    folder = owner.home / "data" / "Reader"
    for path in (folder.parent, folder):
        path.chmod(0o755)
    (folder / "library.db").chmod(0o644)
    before = (folder / "library.db").read_bytes()
    listed = other.reader("--library", str(folder), "list")
    assert (listed.returncode, len(listed.stdout.splitlines())) == (0, 8), listed.stderr
    refused = other.reader("--library", str(folder), "star", "1")
    assert is_plain(refused)
    assert "belongs to another user" in refused.stderr
    assert (folder / "library.db").read_bytes() == before
    assert owner.reader("star", "1").returncode == 0  # nobody holds a lock


@pytest.mark.parametrize("folder", ["cache/Reader", "state/Reader", "data/Reader Backups"])
def test_a_folder_that_another_user_made_before_is_not_used(
    users: tuple[User, User], folder: str
) -> None:
    owner, other = users
    place = owner.home / folder
    shutil.rmtree(place, ignore_errors=True)
    place.parent.mkdir(exist_ok=True)
    place.mkdir()
    place.chmod(0o777)
    os.chown(place, OTHER, OTHER)
    for verb in (["list", "kites"], ["backup"], ["star", "1"]):
        told = owner.reader(*verb)
        assert "Traceback" not in told.stderr
        assert told.returncode == 0 or is_plain(told)
    assert list(place.rglob("*")) == []
    assert other.uid == place.stat().st_uid
