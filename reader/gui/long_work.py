"""A long piece of work on the library thread: how far it is, and whether it is to stop.

No object of Qt: the last to hold one may be the library thread, and Qt's objects must go where
they were made. Whoever shows it looks at it from time to time.
"""

import threading
from collections.abc import Callable


class LongWork:
    """What the thread that works and the one that watches have in common."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self.at = 0, 0  # done and whole; one value, so that they belong together

    def progress(self, done: int, whole: int) -> bool:
        """Report, as a verb of the library does; answers whether to go on."""
        self.at = done, whole
        return not self._stopped.is_set()

    def stop(self) -> None:
        """Ask the work to stop at its next report."""
        self._stopped.set()


def percent(words: str) -> Callable[[int, int], str]:
    """Says `Backing up… 40 %`."""
    return lambda done, whole: f"{words}… {100 * done // whole} %" if whole else f"{words}…"
