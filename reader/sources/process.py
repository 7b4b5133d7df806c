"""Reading a text in a process of its own, so that no text can hang or fill this one.

The process gets 1 GiB and a time of computing that grows with the text; it is ended when that
is over, or when nobody waits for the answer any more. Its answer is plain JSON, and is checked
again here.
"""

import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from queue import Empty, Queue
from typing import Any

from reader.errors import Cancelled, Problem
from reader.importers import bug
from reader.model import Caution, Dump, Entry, Facts, Leftover, Listing, Progress, Span
from reader.sources.child import CAN_LIMIT, FACTS, MEMORY

SECONDS = 10.0  # of computing for any text, and half a second more for each MB: 60 for 100 MB
SECONDS_PER_MB = 0.5
BUSY = 5  # times as long by the clock, when other programs are in the way
CHILD = "--read-one-text"  # the word that makes a frozen program this process
TOO_LONG = "Reading this text takes too long."
_TICK = 0.05  # seconds between two looks whether somebody still waits
_WAITING = 1_000  # lines of the answer not taken yet
_START = "import sys; sys.path[:] = sys.argv[1:]; from reader.sources.child import main; main()"

log = logging.getLogger(__name__)


def read(
    dump: Dump,
    *,
    format_name: str | None = None,
    captured: str | None = None,
    progress: Progress | None = None,
) -> Listing:
    """Read a text in a process of its own.

    Raises Problem when it is no listing, or takes more time or memory than a text may;
    Cancelled within a moment after `progress` says stop.
    """
    data = dump.text.encode("utf-8", "surrogatepass")
    seconds = SECONDS + SECONDS_PER_MB * len(data) / 1024**2
    header = {
        "name": dump.name,
        "format": format_name,
        "captured": captured,
        "bytes": len(data),
        "memory": MEMORY,
        "seconds": seconds,
    }
    with _started() as child:
        patience = BUSY * seconds if CAN_LIMIT else seconds
        answer = _Answer(dump, child, time.monotonic() + patience, progress)
        lines = _lines(child)
        assert child.stdin is not None
        with suppress(OSError):  # it has ended already: the answer says why
            child.stdin.write(json.dumps(header).encode("ascii") + b"\n")
            child.stdin.write(data)
            child.stdin.flush()
        return answer.of(lines)


@contextmanager
def _started() -> Iterator["subprocess.Popen[bytes]"]:
    """The process; however this is left, it has ended then."""
    frozen = getattr(sys, "frozen", False)
    command = [sys.executable, CHILD] if frozen else [sys.executable, "-c", _START, *sys.path]
    try:
        child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise Problem(
            f"The process that reads texts cannot be started: {error.strerror or error}.",
            do="Close other programs and try again.",
        ) from error
    try:
        yield child
    finally:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


def _lines(child: "subprocess.Popen[bytes]") -> "Queue[bytes]":
    """The lines of the answer as they come, and an empty one at its end."""
    lines: Queue[bytes] = Queue(_WAITING)
    out = child.stdout
    assert out is not None
    descriptor = os.dup(out.fileno())  # so that closing the pipe never waits for this thread

    def take() -> None:
        with os.fdopen(descriptor, "rb") as stream, suppress(OSError):
            for line in stream:
                lines.put(line)
        lines.put(b"")

    threading.Thread(target=take, name="answer", daemon=True).start()
    return lines


class _Answer:
    """What the process says, put together."""

    def __init__(
        self,
        dump: Dump,
        child: "subprocess.Popen[bytes]",
        until: float,
        progress: Progress | None,
    ) -> None:
        self._dump = dump
        self._child = child
        self._until = until
        self._progress = progress
        self._done = (0, 0)
        self._entries: list[Entry] = []

    def of(self, lines: "Queue[bytes]") -> Listing:
        """The listing. Raises Problem or Cancelled."""
        while True:
            self._look()
            try:
                line = lines.get(timeout=_TICK)
            except Empty:
                continue
            if not line:
                raise self._ended()
            try:
                kind, *words = json.loads(line)
                listing = self._take(kind, words)
            except (ValueError, TypeError, KeyError) as error:
                raise self._problem("What was read of this text makes no sense.") from error
            if listing is not None:
                return listing

    def _take(self, kind: str, words: list[Any]) -> Listing | None:
        if kind == "entry":
            self._entries.append(_entry(words))
        elif kind == "progress":
            self._done = (int(words[0]), int(words[1]))
        elif kind == "listing":
            return _listing(words[0], self._entries)
        elif kind == "problem":
            what, do, where = map(str, words)
            raise Problem(what, do=do, where=where)
        elif kind == "memory":
            raise self._problem(f"Reading this text takes more than {MEMORY // 1024**2:,} MB.")
        elif kind == "bug":
            name, place = words
            log.error("bug: %s at %s", name, place)
            raise bug(self._dump.name)
        else:
            raise ValueError(kind)
        return None

    def _look(self) -> None:
        """Whether somebody still waits, and time is left."""
        if self._progress is not None and not self._progress(*self._done):
            raise Cancelled
        if time.monotonic() > self._until:
            raise self._problem(TOO_LONG)

    def _ended(self) -> Problem:
        """Why the process ended without an answer."""
        if CAN_LIMIT and self._child.wait() == -signal.SIGXCPU:
            return self._problem(TOO_LONG)
        return self._problem("Reading this text came to an unexpected end.")

    def _problem(self, what: str) -> Problem:
        return Problem(what, do="Split it into smaller texts.", where=self._dump.name)


# ---------------------------------------------------------------- checked


_NONE = type(None)
_KINDS: dict[str, tuple[type, ...]] = {
    "title": (str,),
    "authors": (list,),
    "keywords": (list,),
    "ids": (list,),
    "year_from_capture": (bool,),
    **dict.fromkeys(("author_count", "year", "upvotes", "comments"), (int, _NONE)),
}
_EXPECTED = tuple(_KINDS.get(name, (str, _NONE)) for name in FACTS)


def _entry(words: list[Any]) -> Entry:
    values, first, last, warnings, key = words
    for value, kinds in zip(values, _EXPECTED, strict=True):
        if type(value) not in kinds:
            raise TypeError
    named: dict[str, Any] = dict(zip(FACTS, values, strict=True))
    for several in ("authors", "keywords", "ids"):
        named[several] = tuple(map(str, named[several]))
    return Entry(Facts(**named), int(first), int(last), _cautions(warnings), str(key))


def _cautions(values: list[Any]) -> tuple[Caution, ...]:
    return tuple(
        Caution(str(code), str(text), int(line), bool(check)) for code, text, line, check in values
    )


def _listing(rest: dict[str, Any], entries: list[Entry]) -> Listing:
    captured = rest["captured"]
    return Listing(
        format=str(rest["format"]),
        lines=int(rest["lines"]),
        entries=tuple(entries),
        furniture=tuple(Span(int(first), int(last)) for first, last in rest["furniture"]),
        leftovers=tuple(
            Leftover(int(line), str(text), str(reason)) for line, text, reason in rest["leftovers"]
        ),
        captured=None if captured is None else str(captured),
        captured_evidence=str(rest["captured_evidence"]),
        warnings=_cautions(rest["warnings"]),
    )
