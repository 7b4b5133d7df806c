"""The only place where notices and errors become something on the screen."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from reader.errors import REPAIR, Problem
from reader.gui.asking.bugs import details
from reader.gui.controls.banner import Banner
from reader.gui.controls.shown_keys import shown_keys
from reader.gui.controls.toast import Toast

log = logging.getLogger("reader")

AGAIN = "Something went wrong in Reader again. Your papers and notes are kept."


class Messages(QObject):
    """Says what happened in a toast, and what went wrong in a banner that can be seen.

    That is the one over the list or, while something else has the place of the list, the one
    over everything. `check` is what begins to look for damage, once there is somebody who can;
    `bug` tells an error of Reader itself by its details.
    """

    def __init__(
        self, toast: Toast, banner: Banner, over_all: Banner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._toast, self._banner, self._over_all = toast, banner, over_all
        self.check: Callable[[], object] | None = None
        self.bug: Callable[[str], object] = lambda _why: None

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
        self._seen().say(text, "warn", ((action, run),))

    def calm(self) -> None:
        """Take the banner away: the library has just done something, so all is well again."""
        self._banner.hide()
        self._over_all.hide()

    def error(self, error: BaseException) -> None:
        """Show a problem in its own words; write down and show any other error as a bug."""
        if isinstance(error, Problem):
            self._seen().say(told(error), "danger", self._ways_out(error))
        else:
            why = details(error)
            log.error("bug: %s", why.replace("\n", " > "))
            self.bug(why)

    def warn_of_bug(self, show: Callable[[], object]) -> None:
        """Say that a bug, which was shown before, has happened again."""
        if self._seen().isHidden() or self._seen().text != AGAIN:
            self._seen().say(AGAIN, "danger", (("Details", show),))

    def _seen(self) -> Banner:
        above = self._banner.parentWidget()
        return self._banner if above is not None and above.isVisible() else self._over_all

    def _ways_out(self, error: Problem) -> tuple[tuple[str, Callable[[], object]], ...]:
        if error.do != REPAIR or self.check is None:
            return ()
        return (("Check library…", self.check),)


def told(problem: Problem) -> str:
    """A problem in the words of the window."""
    return in_window(str(problem))


def in_window(words: str) -> str:
    """What is to be done, with the window's own commands and not those of the command line."""
    return words.replace(REPAIR, "Check the library, or restore a backup.")


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
