"""Writes the readable mirror while the window is open, in slices between the person's own work."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from reader.errors import Problem
from reader.gui.asking.messages import Messages, told
from reader.gui.asking.worker import Worker
from reader.gui.long_work import LongWork
from reader.gui.look.wording import moment, number, papers
from reader.library import Library
from reader.model import Joined, Mirrored, MirrorState

SOON_MS = 2_000  # after a change: what is typed on does not write it twice a second
LOOK_MS = 30_000  # for what other programs changed
LAST_SECONDS = 2.0  # for what was changed just before the window closes

Failed = Callable[[BaseException], None]


class Mirroring(QObject):
    """Asks the library thread for a slice of writing when something changed, until it is done."""

    def __init__(
        self,
        worker: Worker,
        messages: Messages,
        undo: Callable[[], object],
        acting: Callable[[], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._worker, self._messages = worker, messages
        self._undo, self._acting = undo, acting
        self._asked = self._told = self._on = False
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.look)
        self._clock = QTimer(self, interval=LOOK_MS)
        self._clock.timeout.connect(self.look)

    def start(self) -> None:
        """Keep the mirror up to date from now on."""
        self._worker.changed.connect(self._changed)
        self._clock.start()
        self.look()

    def stop(self) -> None:
        """Write what is left to write, for a moment, and look no more."""
        self._clock.stop()
        self._soon.stop()
        if self._on and self._worker.is_running:
            self._worker.ask(_last)

    def _changed(self) -> None:
        if self._on and not self._soon.isActive():
            self._soon.start()

    def look(self) -> None:
        """Write a slice, if there is a mirror and it is behind."""
        if not self._asked:
            self._asked = True
            self._worker.ask(_slice, self._done, self._failed)

    def _done(self, found: tuple[bool, bool]) -> None:
        self._asked = False
        self._on, more = found
        if more:
            QTimer.singleShot(0, self, self.look)
        else:
            self._told = False

    def _failed(self, error: BaseException) -> None:
        self._asked = False
        if not isinstance(error, Problem):
            self._messages.error(error)
        elif not self._told:  # once, until it can be written again
            self._told = True
            self._messages.warn(
                f"The mirror was not written. {told(error)}", "Try again", self.look
            )

    # ------------------------------------------------------------ as a person asks

    def state(self, then: Callable[[MirrorState], None]) -> None:
        """Where the mirror is, and how far behind."""
        self._worker.ask(lambda library: library.mirror_state(), then)

    def turn_on(
        self, folder: Path, work: LongWork, then: Callable[[Mirrored], None], failed: Failed
    ) -> None:
        """Keep the mirror in a folder from now on."""
        self._acting()

        def done(written: Mirrored) -> None:
            self._on = True
            then(written)

        self._worker.ask(lambda library: library.mirror_on(folder, work.progress), done, failed)

    def turn_off(self, then: Callable[[None], None]) -> None:
        """Write no mirror any more."""
        self._worker.ask(lambda library: library.mirror_off(), then)

    def write_all(self, work: LongWork, then: Callable[[Mirrored], None], failed: Failed) -> None:
        """Write everything that differs."""
        self._acting()
        self._worker.ask(lambda library: library.mirror_now(work.progress), then, failed)

    def merge(
        self, folder: Path, work: LongWork, then: Callable[[Joined], None], failed: Failed
    ) -> None:
        """Take in what a mirror says; a toast offers the way back."""
        self._acting()

        def done(joined: Joined) -> None:
            if joined.changes.action:
                self._worker.changed.emit(joined.changes)
                self._messages.say(merged_words(joined), "Undo", "undo", self._undo)
            then(joined)

        self._worker.ask(lambda library: library.merge_mirror(folder, work.progress), done, failed)


def _slice(library: Library) -> tuple[bool, bool]:
    """Write a slice; answers whether there is a mirror, and whether there is more to write."""
    more = library.mirror_some()
    return more or library.mirror_state().on, more


def _last(library: Library) -> None:
    """What is not written now is written at the next start."""
    with suppress(Problem):
        library.mirror_some(LAST_SECONDS)


def merged_words(joined: Joined) -> str:
    """`Merged: 3 papers and 2 notes came or changed`."""
    notes = "1 note" if joined.notes == 1 else f"{number(joined.notes)} notes"
    return f"Merged: {papers(joined.papers)} and {notes} came or changed"


def state_words(state: MirrorState) -> str:
    """How the mirror stands, in a sentence or two."""
    from datetime import datetime

    if state.trouble:
        return state.trouble
    if state.folder is None:
        return "There is no mirror."
    words = "" if state.on else "Nothing is written any more; the files stay. "
    if state.at:
        words += f"Last written {moment(datetime.fromisoformat(state.at))}."
    if state.left_out:
        words += f" {state.left_out}"
    if state.aside:
        one = len(state.aside) == 1
        count = "One file was" if one else f"{number(len(state.aside))} files were"
        words += (
            f" {count} edited by somebody else and kept beside Reader's own: merge the mirror to"
            f" take {'it' if one else 'them'} in."
        )
    return words
