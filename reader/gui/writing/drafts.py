"""The draft journal: what is being typed lies in a private file before the library has it.

One file per note, in the state folder: another disk or folder than the library may
well be, so it also holds the text while the library cannot be written. A thread of its own
writes, so that neither a slow disk nor a busy window delays the other. Files of a program that
died are found by the next start (`left_behind`); those of one that lives are locked.
"""

import contextlib
import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args
from uuid import uuid4

from PySide6.QtCore import QLockFile

from reader import paths
from reader.errors import Problem
from reader.files import write_file

FOLDER = "unsaved notes"
PAUSE = 0.5  # seconds from a key to its write; a kill loses this and the time of one write
PATIENCE = 5.0  # seconds that ending the program waits for a disk that hangs

Subject = Literal["paper", "document", "comment", "abstract"]
"""What a text is: a paper's note, a document, a comment on a highlight, a paper's abstract."""
SUBJECTS: tuple[Subject, ...] = get_args(Subject)

log = logging.getLogger("reader.drafts")


@dataclass(frozen=True, slots=True)
class Draft:
    """A text of one paper or document, and the visit of the editor it belongs to.

    `of` says which; `paper_id` is the number of either, and `uid` names it in any library.
    `bases` are the texts one of which the library holds if nobody else has written it meanwhile.
    """

    paper_id: int
    uid: str
    text: str
    visit: str
    bases: frozenset[str] = frozenset()
    of: Subject = "paper"

    @property
    def file_name(self) -> str:
        """The name of its file: plain Markdown that can be read without Reader."""
        return f"{self.of} {self.uid}.md"


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A draft that a dead program left."""

    file: Path
    uid: str
    text: str
    at: float
    of: Subject = "paper"


class Drafts:
    """Keeps drafts in files until they are forgotten. Nothing is made before the first one."""

    def __init__(self) -> None:
        self.folder = _all() / uuid4().hex  # where the files of this program lie
        self._todo: dict[str, str | None] = {}
        self._writing = self._hurry = self._ended = False
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._lock: QLockFile | None = None

    def keep(self, draft: Draft) -> None:
        """Write this text soon, in place of the last one of its note."""
        self._do(draft.file_name, draft.text)

    def forget(self, draft: Draft) -> None:
        """The library has the newest text of this note: its file goes."""
        self._do(draft.file_name, None)

    def _do(self, name: str, text: str | None) -> None:
        with self._changed:
            self._todo[name] = text
            if self._thread is None:
                self._ended = False
                self._thread = threading.Thread(target=self._run, name="drafts", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def flush(self) -> None:
        """Wait until everything is in its file."""
        end = time.monotonic() + PATIENCE
        with self._changed:
            if self._thread is None:
                return
            self._hurry = True
            self._changed.notify_all()
            while (self._todo or self._writing) and time.monotonic() < end:
                self._changed.wait(end - time.monotonic())
            self._hurry = False

    def close(self) -> None:
        """Write everything and end the thread; what was not forgotten stays for the next start."""
        self.flush()
        with self._changed:
            thread, self._thread = self._thread, None
            self._ended = True
            self._changed.notify_all()
        if thread is not None:
            thread.join(PATIENCE)
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None
            with contextlib.suppress(OSError):
                self.folder.rmdir()  # only when nothing is left in it

    # ------------------------------------------------------------ the thread

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._todo or self._ended)
                if not self._todo:
                    return
                self._changed.wait_for(lambda: self._hurry or self._ended, timeout=PAUSE)
                todo, self._todo = self._todo, {}
                self._writing = True
            for name, text in todo.items():
                self._write(name, text)
            with self._changed:
                self._writing = False
                self._changed.notify_all()

    def _write(self, name: str, text: str | None) -> None:
        try:
            if text is None:
                (self.folder / name).unlink(missing_ok=True)
                return
            self._make_folder()
            write_file(self.folder / name, text.encode("utf-8", "surrogatepass"))
        except (OSError, Problem):
            log.warning("the draft of a note could not be written or removed")

    def _make_folder(self) -> None:
        if self._lock is None or not self.folder.is_dir():
            paths.make_private(self.folder.parent.parent)
            paths.make_private(self.folder.parent)
            if self._lock is None:
                self._lock = _lock_of(self.folder)
                self._lock.tryLock(0)
            paths.make_private(self.folder)


def left_behind() -> Iterator[LeftBehind]:
    """The drafts of programs that are no more, oldest first."""
    found = []
    for session in _folders():
        lock = _lock_of(session)
        if not lock.tryLock(0):
            continue  # it lives
        with contextlib.suppress(OSError):
            session.rmdir()  # nothing was left
        for of in SUBJECTS:
            found += [draft for file in session.glob(f"{of} *.md") if (draft := _read(file, of))]
        lock.unlock()
    yield from sorted(found, key=lambda draft: draft.at)


def drop(draft: LeftBehind) -> None:
    """Remove a draft whose text is safe elsewhere."""
    with contextlib.suppress(OSError):
        draft.file.unlink(missing_ok=True)
        draft.file.parent.rmdir()  # only when nothing else is left


def _read(file: Path, of: Subject) -> LeftBehind | None:
    try:
        text = file.read_bytes().decode("utf-8", "replace")
        uid = file.stem.removeprefix(f"{of} ")
        return LeftBehind(file, uid, text, file.stat().st_mtime, of)
    except OSError:
        return None


def _folders() -> list[Path]:
    try:
        return [folder for folder in _all().iterdir() if folder.is_dir()]
    except OSError:
        return []


def _lock_of(session: Path) -> QLockFile:
    """Held as long as the program lives; a lock whose program is gone can be taken."""
    lock = QLockFile(str(session.with_name(f"{session.name}.lock")))
    lock.setStaleLockTime(0)
    return lock


def _all() -> Path:
    return paths.state_folder() / FOLDER
