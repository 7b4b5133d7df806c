"""The only place where notices and errors become something on the screen."""

import logging
from collections.abc import Callable
from pathlib import Path

import PySide6
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from reader import __version__
from reader.errors import Problem
from reader.gui.controls.banner import Banner
from reader.gui.controls.toast import Toast

log = logging.getLogger("reader")

PACKAGE = Path(__file__).resolve().parent.parent


class Messages(QObject):
    """Says what happened in a toast, and what went wrong in the banner over the list."""

    def __init__(self, toast: Toast, banner: Banner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._toast, self._banner = toast, banner

    def say(
        self, text: str, action: str = "", keys: str = "", run: Callable[[], object] | None = None
    ) -> None:
        """Say what happened, with the way back if there is one."""
        self._toast.say(text, action, keys, run)

    def warn(self, text: str, action: str = "", run: Callable[[], object] | None = None) -> None:
        """Say what should be known about the list until it is no longer so."""
        self._banner.say(text, "warn", ((action, run),) if run is not None else ())

    def calm(self) -> None:
        """Take the banner away: what it said is no longer so."""
        self._banner.hide()

    def error(self, error: BaseException) -> None:
        """Show a problem in its own words; any other error is a bug whose details can be copied."""
        if isinstance(error, Problem):
            self._banner.say(str(error), "danger")
            return
        told = details(error)
        log.error("bug: %s", told.replace("\n", " > "))
        self._banner.say(
            "Something went wrong in Reader. Your papers and notes are kept.",
            "danger",
            (("Copy details", lambda: QGuiApplication.clipboard().setText(told)),),
        )


def details(error: BaseException) -> str:
    """What a report of a bug needs, and nothing private: no message, no path, no text."""
    import platform
    import traceback

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
