"""Ending: what must be safe before, and being told to by the system (logging out, `kill`, Ctrl C).

Python hears of a signal only when it runs, and Qt's loop may sleep; so the signal also writes to
a pipe that the loop listens to.
"""

import contextlib
import os
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, QSocketNotifier
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow

NAMES = ("SIGTERM", "SIGINT", "SIGHUP")


class Ending(QObject):
    """Runs `end` when the system asks this program to end. Does nothing on Windows.

    There a closing session is told to windows, and so to Qt's session manager.
    """

    def __init__(self, end: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._end = end
        if os.name == "nt":
            return
        self._reading, self._writing = os.pipe()
        for descriptor in (self._reading, self._writing):
            os.set_blocking(descriptor, False)
        self._listener = QSocketNotifier(self._reading, QSocketNotifier.Type.Read, self)
        self._listener.activated.connect(self._heard)
        signal.set_wakeup_fd(self._writing, warn_on_full_buffer=False)
        for name in NAMES:
            signal.signal(getattr(signal, name), lambda _number, _frame: None)

    def _heard(self) -> None:
        with contextlib.suppress(BlockingIOError):
            os.read(self._reading, 64)
        self._end()


def may_close(window: "MainWindow") -> bool:
    """Have everything that was typed in the library; False when the person should look first.

    A bug in Reader, too, is looked at once, and never keeps the window open for good.
    """
    try:
        kept = _is_all_kept(window)
    except Exception as error:  # noqa: BLE001  (it is told)
        window.messages.error(error)
        kept = False
    if kept or window.insisted:
        return True
    window.insisted = True  # the second time the person means it
    window.setEnabled(True)
    return False


def _is_all_kept(window: "MainWindow") -> bool:
    window.pane.leave()
    window.triage.leave()
    window.pane.panel.notes.leave_for_good()
    window.notebook.leave_for_good()
    window.setEnabled(False)  # nothing is typed any more while the library answers
    return notes_are_kept(window)


def finish(window: "MainWindow", furnished: bool) -> None:
    """Remember the shape of the window, and end what goes on beside it."""
    window.shape.remember()
    window.following.stop()
    if furnished:
        window.watching.stop()
        window.backing_up.stop()
        window.mirroring.stop()
    window.worker.stop()
    window.looking.close()
    if furnished:
        window.pane.panel.notes.keeper.drafts.close()
        window.field_drafts.drafts.close()
        window.notebook.close_drafts()


def notes_are_kept(window: "MainWindow") -> bool:
    """Wait for the library thread, and tell when a note could not be written."""
    if window.worker.is_running:
        await_library(window)
        await_library(window)  # for a conflict that was settled on leaving
    texts = "\n\n".join(window.note_writing.unkept.values())
    if texts:
        window.messages.warn(
            "A note could not be saved. Copy its text, or close again without it.",
            "Copy the text",
            lambda: QGuiApplication.clipboard().setText(texts),
        )
    return not texts


def await_library(window: "MainWindow") -> None:
    """Go on when the library thread has answered everything so far."""
    waiting = QEventLoop()
    window.worker.ask(lambda _library: None, lambda _: waiting.quit(), lambda _: waiting.quit())
    waiting.exec()
