"""Errors that nobody expected: wherever they happen, the person hears of each once, in a sheet.

Python calls its hook on the thread of the error, and in the middle of painting; so the window is
told through a queued signal, when the event is over.
"""

import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from reader import __version__

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow

PACKAGE = Path(__file__).resolve().parent.parent


class Bugs(QObject):
    """Takes the place of Python's hooks; whoever listened before still hears of every error."""

    _happened = Signal(str)

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._told: set[str] = set()
        self._before, self._before_in_thread = sys.excepthook, threading.excepthook
        self._happened.connect(self.tell, Qt.ConnectionType.QueuedConnection)

    def listen(self) -> None:
        """Hear of errors from now on."""
        sys.excepthook = self._hook
        threading.excepthook = self._hook_in_thread

    def _hook_in_thread(self, bug: threading.ExceptHookArgs) -> None:
        self._before_in_thread(bug)
        if bug.exc_value is not None:
            self._happened.emit(details(bug.exc_value))

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self._before(kind, error, trace)
        if not issubclass(kind, KeyboardInterrupt):
            self._happened.emit(details(error))
        # A painter in the frames of the error would outlive its widget, and end the program.
        traceback.clear_frames(trace)

    def tell(self, why: str) -> None:
        """Show a bug by its `details`: the first time in a sheet, then in a banner."""
        again = why in self._told
        self._told.add(why)
        if again and self._window.is_furnished:
            self._window.messages.warn_of_bug(lambda: self._show(why))
        else:
            self._show(why)

    def _show(self, why: str) -> None:
        from reader.gui.dialogs.error_sheet import bug_sheet

        if self._window.isVisible():
            bug_sheet(why, QApplication.activeModalWidget() or self._window).open()


def details(error: BaseException) -> str:
    """What a report of a bug needs, and nothing private: no message, no path, no text."""
    import platform

    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"  {_inside(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join(
        [
            f"Reader {__version__}, Python {platform.python_version()}, "
            f"PySide6 {PySide6.__version__}, {platform.system()} {platform.machine()}",
            type(error).__name__,
            *lines,
        ]
    )


def _inside(filename: str) -> str:
    path = Path(filename)
    if path.is_relative_to(PACKAGE):
        return path.relative_to(PACKAGE.parent).as_posix()
    return path.name
