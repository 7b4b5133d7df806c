"""How far a long verb is: one line on a terminal, after half a second, gone when it is done.

It is written on standard error and only to a terminal, so that it never gets into an answer.
"""

import contextlib
import sys
import time
from collections.abc import Iterator

from reader.model import Progress

PATIENCE = 0.5  # seconds before anything is said
BETWEEN = 0.1


@contextlib.contextmanager
def progress(words: str) -> Iterator[Progress]:
    """`Checking… 40 %` while the block runs. Ctrl C ends the work as it ends any verb."""
    line = _Line(words)
    try:
        yield line.tell
    finally:
        line.clear()


class _Line:
    def __init__(self, words: str) -> None:
        self._words = words
        self._next = time.monotonic() + PATIENCE
        self._shown = False

    def tell(self, done: int, whole: int) -> bool:
        """Show how far it is; the work always goes on."""
        now = time.monotonic()
        if now >= self._next and sys.stderr is not None and sys.stderr.isatty():
            self._next = now + BETWEEN
            self._shown = True
            part = f" {100 * done // whole} %" if whole else ""
            _write(f"\r{self._words}…{part}\x1b[K")
        return True

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            _write("\r\x1b[K")


def _write(text: str) -> None:
    with contextlib.suppress(OSError, ValueError):  # a terminal that is gone wants to see nothing
        sys.stderr.write(text)
        sys.stderr.flush()
