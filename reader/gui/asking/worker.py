"""The one library thread. Questions are answered in order; of one kind only the newest counts.

The thread opens the writing library itself, so that nothing is shared between threads. Answers
come back to the painting thread through one queued signal.
"""

import itertools
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from reader import paths
from reader.errors import Cancelled, Problem
from reader.library import Library, render_note
from reader.model import Changes

SWITCH = 0.001  # seconds

Work = Callable[[Library], Any]
ClosedWork = Callable[[Path], Any]
Then = Callable[[Any], None]
Failed = Callable[[BaseException], None]


@dataclass(frozen=True, slots=True)
class _Question:
    """One thing to do: `work(library)`, or when `closed` `work(folder)` while it is not open."""

    number: int
    name: str
    work: Callable[[Any], Any]
    closed: bool


class Worker(QObject):
    """Runs verbs of the library on their own thread and brings the answers back.

    Every answer that is a `Changes` is also broadcast by `changed`: that is the one thing all
    screens listen to. Errors nobody asked for are told by `failed`.
    """

    changed = Signal(object)
    failed = Signal(object)
    busy = Signal(bool)
    _answered = Signal(int, object, object)

    def __init__(self, folder: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder or paths.default_library_folder()
        self._was_there = self._is_there()
        self._numbers = itertools.count(1)
        self._newest: dict[str, int] = {}
        self._waiting: dict[int, tuple[str, Then | None, Failed | None]] = {}
        self._questions: SimpleQueue[_Question | None] = SimpleQueue()
        self._answered.connect(self._deliver)
        self._thread = _LibraryThread(self)

    def start(self) -> None:
        """Start the thread; questions asked before are answered then."""
        # While it computes, the painting thread has the interpreter back in a millisecond, not 5.
        sys.setswitchinterval(SWITCH)
        self._thread.start()

    def _is_there(self) -> bool:
        return os.path.lexists(self.folder / paths.LIBRARY_FILE)

    def _open(self) -> Library:
        """Open the library; one that was there before is never made anew where its disk is away.

        Raises Problem then.
        """
        if self._was_there and not self._is_there():
            raise Problem(
                "The library is no longer in its place; nothing was changed.",
                do="Put its folder or disk back, then try again.",
                where=str(self.folder),
            )
        library = Library.open(self.folder)
        library.answer_meanwhile()
        self._was_there = True
        return library

    @property
    def is_running(self) -> bool:
        """Whether questions are answered."""
        return self._thread.isRunning()

    @property
    def is_wanted(self) -> bool:
        """Whether somebody waits for what the thread is doing now to be over."""
        return not self._questions.empty()

    def ask(
        self,
        work: Work,
        then: Then | None = None,
        failed: Failed | None = None,
        *,
        only_newest: str = "",
    ) -> None:
        """Run `work(library)` on the thread, then `then(answer)` here.

        With `only_newest`, an older question of that name is skipped if it has not begun, and its
        answer is dropped if it has.
        """
        self._put(work, then, failed, only_newest=only_newest)

    def ask_closed(
        self, work: ClosedWork, then: Then | None = None, failed: Failed | None = None
    ) -> None:
        """Run `work(folder)` on the thread while the library is not open there, to repair it.

        The next question opens it again. What `Looking` has open must be closed before.
        """
        self._put(work, then, failed, closed=True)

    def _put(
        self,
        work: Callable[[Any], Any],
        then: Then | None,
        failed: Failed | None,
        *,
        only_newest: str = "",
        closed: bool = False,
    ) -> None:
        number = next(self._numbers)
        if only_newest:
            self._newest[only_newest] = number
        self._waiting[number] = (only_newest, then, failed)
        if len(self._waiting) == 1:
            self.busy.emit(True)
        self._questions.put(_Question(number, only_newest, work, closed))

    def stop(self) -> None:
        """Answer what was asked, close the library and end the thread."""
        self._questions.put(None)
        self._thread.wait()

    def is_stale(self, number: int, name: str) -> bool:
        """Whether a newer question of the same name was asked."""
        return bool(name) and self._newest.get(name) != number

    def _deliver(self, number: int, answer: object, error: object) -> None:
        name, then, failed = self._waiting.pop(number)
        if not self._waiting:
            self.busy.emit(False)
        stale = self.is_stale(number, name)
        if isinstance(error, BaseException):
            if stale or (isinstance(error, Cancelled) and failed is None):
                return
            if failed is not None:
                failed(error)
            else:
                self.failed.emit(error)
            return
        if isinstance(answer, Changes) and answer.action:
            self.changed.emit(answer)
        if then is not None and not stale:
            then(answer)


class _LibraryThread(QThread):
    def __init__(self, worker: Worker) -> None:
        super().__init__(worker)
        self._worker = worker
        self.setObjectName("library")

    def run(self) -> None:
        worker = self._worker
        library: Library | None = None
        threading.current_thread().name = "library"
        while (question := worker._questions.get()) is not None:
            number = question.number
            if worker.is_stale(number, question.name):
                worker._answered.emit(number, None, Cancelled())
                continue
            try:
                if question.closed and library is not None:
                    library.close()
                    library = None
                if library is None and not question.closed:
                    library = worker._open()
                answer = question.work(worker.folder if library is None else library)
            except BaseException as error:  # noqa: BLE001  (it is shown or reported by whoever asked)
                worker._answered.emit(number, None, error)
            else:
                worker._answered.emit(number, answer, None)
        if library is not None:
            library.close()


def warm_up(library: Library) -> None:
    """Load what searching and rendered notes need, so that the first of them comes at once."""
    library.find("reader", typing=True)
    render_note("*")
