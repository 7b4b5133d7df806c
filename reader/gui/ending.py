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


def notes_are_kept(window: "MainWindow") -> bool:
    """Wait for the library thread, and tell when a note could not be written."""
    if window.worker.is_running:
        await_library(window)
        await_library(window)  # for a conflict that was settled on leaving
    texts = "\n\n".join(window.operations.unkept.values())
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
