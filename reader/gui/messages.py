"""The only place where notices and errors become something on the screen."""

import logging
from collections.abc import Callable
from pathlib import Path

import PySide6
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from reader import __version__
from reader.errors import REPAIR, Problem
from reader.gui.controls.banner import Banner
from reader.gui.controls.shown_keys import shown_keys
from reader.gui.controls.toast import Toast

log = logging.getLogger("reader")

PACKAGE = Path(__file__).resolve().parent.parent


class Messages(QObject):
    """Says what happened in a toast, and what went wrong in the banner over the list.

    `check` is what begins to look for damage, once there is somebody who can.
    """

    def __init__(self, toast: Toast, banner: Banner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._toast, self._banner = toast, banner
        self.check: Callable[[], object] | None = None

    def say(
        self,
        text: str,
        action: str = "",
        command: str = "",
        run: Callable[[], object] | None = None,
    ) -> None:
        """Say what happened, with the way back if there is one, and the key of that command."""
        self._toast.say(text, action, shown_keys().of(command), run)

    def warn(self, text: str, action: str, run: Callable[[], object]) -> None:
        """Say what must be known now, with something that can be done about it."""
        self._banner.say(text, "warn", ((action, run),))

    def calm(self) -> None:
        """Take the banner away: the library has just done something, so all is well again."""
        self._banner.hide()

    def error(self, error: BaseException) -> None:
        """Show a problem in its own words; write down and show any other error as a bug."""
        if isinstance(error, Problem):
            self._banner.say(told(error), "danger", self._ways_out(error))
        else:
            log.error("bug: %s", details(error).replace("\n", " > "))
            self.bug(error)

    def _ways_out(self, error: Problem) -> tuple[tuple[str, Callable[[], object]], ...]:
        if error.do != REPAIR or self.check is None:
            return ()
        return (("Check library…", self.check),)

    def bug(self, error: BaseException) -> None:
        """Show an error that is not meant for people; its details can be copied."""
        why = details(error)
        self._banner.say(
            "Something went wrong in Reader. Your papers and notes are kept.",
            "danger",
            (("Copy details", lambda: QGuiApplication.clipboard().setText(why)),),
        )


def told(problem: Problem) -> str:
    """A problem in the words of the window: its own commands, not those of the command line."""
    return str(problem).replace(REPAIR, "Check the library, or restore a backup.")


def say_unread(banner: Banner, error: BaseException, again: Callable[[], object]) -> None:
    """Say over a list that it could not be read; its details replace the sentence when asked."""
    why = told(error) if isinstance(error, Problem) else details(error)
    if not isinstance(error, Problem):
        log.error("bug: %s", why.replace("\n", " > "))
    copy = ("Copy details", lambda: QGuiApplication.clipboard().setText(why))
    words = f"This list could not be read. {why}"
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
