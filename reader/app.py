"""The only wiring: the log, then the window or the command line."""

import logging
import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import NoReturn

from reader import paths
from reader.errors import Problem, place_in_code

LOG_FILE = "reader.log"
LOG_BYTES = 512 * 1024

log = logging.getLogger("reader")


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run Reader: `reader [open FILES...]` is the window, everything else the command line."""
    os.umask(0o077)  # whatever is written, an export too, is nobody else's to read
    _start_log()
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments == ["--read-one-text"]:  # a frozen program has no other way to be started as this
        from reader.sources.child import main as read_one_text

        read_one_text()
        sys.exit()
    asked = window_asked(arguments)
    if asked is None:
        from reader.cli import run

        run(arguments, open_window)
    open_window(*asked)


def window_asked(arguments: Sequence[str]) -> tuple[list[Path], Path | None] | None:
    """The files and the library when the window is asked for plainly; None for anything else.

    This reads by hand what `click` would read as well, because loading it takes longer than
    all the rest on the way to the first painted window.
    """
    rest = list(arguments)
    folder: Path | None = None
    if len(rest) >= 2 and rest[0] == "--library":
        folder, rest = Path(rest[1]), rest[2:]
    elif rest and rest[0].startswith("--library="):
        folder, rest = Path(rest[0].partition("=")[2]), rest[1:]
    if not rest:
        return [], folder
    if rest[0] == "open" and not any(word.startswith("-") for word in rest):
        return [Path(word) for word in rest[1:]], folder
    return None


def open_window(files: Sequence[Path], folder: Path | None) -> NoReturn:
    """Open the window and end the program when it is closed."""
    from reader.gui import run

    sys.exit(run(list(files), folder))


def _start_log() -> None:
    """Keep warnings and bugs in a file from here on."""
    sys.excepthook = _bug
    threading.excepthook = _bug_in_thread
    log.setLevel(logging.INFO)
    log.addHandler(LogFile())


class LogFile(logging.Handler):
    """The log, made with the first line that is written to it: most starts write none."""

    _file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        if self._file is None:
            self._file = _open_log()
        self._file.handle(record)


def _open_log() -> logging.Handler:
    """A file that stays small; where none can be written, Reader runs without."""
    from logging.handlers import RotatingFileHandler

    try:
        path = paths.make_private(paths.state_folder()) / LOG_FILE
        file = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8")
    except (Problem, OSError):
        return logging.NullHandler()
    file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    return file


def _bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Write down an error that is not meant for people, and show it to whoever started us."""
    if not issubclass(kind, KeyboardInterrupt):
        _write_bug(kind, trace)
    sys.__excepthook__(kind, error, trace)


def _bug_in_thread(bug: threading.ExceptHookArgs) -> None:
    """The same for a thread."""
    _write_bug(bug.exc_type, bug.exc_traceback)
    threading.__excepthook__(bug)


def _write_bug(kind: type[BaseException], trace: TracebackType | None) -> None:
    """Log what kind of error and where in the code: its message may hold private text."""
    log.error("bug: %s at %s", kind.__name__, place_in_code(trace))
