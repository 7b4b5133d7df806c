"""The one error meant for people. Anything else that is raised is a bug."""

import traceback
from pathlib import PurePath
from types import TracebackType

REPAIR = "Run `reader check --fix`, or restore a backup."
"""What to do about damage. Where a window is open, its own command takes this sentence's place."""


class Problem(Exception):  # noqa: N818  (it is told to people, and is often nobody's error)
    """Something a person can understand and act on; nothing was lost.

    `what` is one sentence: what happened. `do` is one sentence: what can be done about it.
    `where` names the file (and line) it is about, when there is one.
    """

    def __init__(self, what: str, *, do: str = "", where: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.do = do
        self.where = where

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what}" + (f" {self.do}" if self.do else "")


class Damaged(Problem):
    """The library file is not what it should be; a repair or a backup brings it back."""


class Busy(Problem):
    """Another program is writing to the library right now; asking again soon will work."""


class Cancelled(Exception):  # noqa: N818  (not an error: the person said stop, and nothing was done)
    """The person stopped a long piece of work; everything is as it was before it began."""


def place_in_code(trace: TracebackType | None) -> str:
    """Where in the code a bug is, for the log; without any text, which may be private."""
    return " > ".join(
        f"{PurePath(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)[-40:]
    )


class Replaced(Problem):
    """The library file is another one than the one that was opened; nothing was written."""

    def __init__(self, where: str) -> None:
        super().__init__(
            "The library file was replaced, perhaps by a program that syncs folders. What was just"
            " asked for was not done.",
            do="Look at the library as it is now, then try again.",
            where=where,
        )


class NoteChanged(Problem):
    """The note is no longer what its editor began with; nothing was written.

    `theirs` is what the library holds now.
    """

    def __init__(self, theirs: str) -> None:
        super().__init__(
            "This note was changed in another place while it was being written here.",
            do="Choose which text to keep.",
        )
        self.theirs = theirs
