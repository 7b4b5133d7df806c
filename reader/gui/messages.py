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

    def warn(self, text: str, action: str, run: Callable[[], object]) -> None:
        """Say what must be known now, with something that can be done about it."""
        self._banner.say(text, "warn", ((action, run),))

    def calm(self) -> None:
        """Take the banner away: the library has just done something, so all is well again."""
        self._banner.hide()

    def error(self, error: BaseException) -> None:
        """Show a problem in its own words; write down and show any other error as a bug."""
        if isinstance(error, Problem):
            self._banner.say(str(error), "danger")
        else:
            log.error("bug: %s", details(error).replace("\n", " > "))
            self.bug(error)

    def bug(self, error: BaseException) -> None:
        """Show an error that is not meant for people; its details can be copied."""
        told = details(error)
        self._banner.say(
            "Something went wrong in Reader. Your papers and notes are kept.",
            "danger",
            (("Copy details", lambda: QGuiApplication.clipboard().setText(told)),),
        )


def say_unread(banner: Banner, error: BaseException, again: Callable[[], object]) -> None:
    """Say over a list that it could not be read; its details replace the sentence when asked."""
    told = str(error) if isinstance(error, Problem) else details(error)
    if not isinstance(error, Problem):
        log.error("bug: %s", told.replace("\n", " > "))
    copy = ("Copy details", lambda: QGuiApplication.clipboard().setText(told))
    words = f"This list could not be read. {told}"
    retry = ("Try again", again)
    show = ("Details", lambda: banner.say(words, "danger", (retry, copy)))
    banner.say("This list could not be read.", "danger", (retry, show))


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
