"""Segments of the word index written by processes of their own, so that no window waits for them.

Each process (`reader.finding.indexer`) reads its share of the library, or the segments that are to
become one, and writes segments beside the index, which takes them over when all are there. One
that ends too early is no harm: then the work is done here, as it is for few papers.
"""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from typing import TYPE_CHECKING

from reader.index.job import EndedError, Start, Written

if TYPE_CHECKING:
    from reader.index.codec.segment import Segment

MANY = 5_000  # papers from which on a process is worth its start
FOR_TWO = 20_000  # papers from which on two are
_START = "import sys; sys.path[:] = sys.argv[1:]; from reader.finding.indexer import main; main()"


def can_start() -> bool:
    """Whether there can be processes at all."""
    return not getattr(sys, "frozen", False)


def can_build(papers: int) -> bool:
    """Whether so many papers are worth processes, and there can be any."""
    return papers >= MANY and can_start()


def of_papers(library: Path, ids: Sequence[int]) -> Start:
    """The segments of these papers."""
    count = 2 if len(ids) >= FOR_TWO and (os.cpu_count() or 1) > 1 else 1
    share = -(-len(ids) // count)
    shares = [list(ids[first : first + share]) for first in range(0, len(ids), share)]
    jobs = [{"library": str(library), "ids": part} for part in shares]
    return lambda folder: Processes(folder, jobs, len(ids))


def of_merged(index: Path, segments: Iterable["Segment"]) -> Start:
    """One segment of several, without the papers that are gone."""
    parts = [(str(index / segment.file_name), sorted(segment.gone)) for segment in segments]
    return lambda folder: Processes(folder, [{"merge": parts}], 1)


class Processes:
    """The processes of one job. Whoever has them must `stop` them, also when they are done."""

    def __init__(self, folder: Path, jobs: Sequence[Mapping[str, object]], papers: int) -> None:
        """Start a process for each of the jobs. Raises EndedError."""
        self._lines: Queue[tuple[int, bytes]] = Queue()
        self._children: list[subprocess.Popen[bytes]] = []
        self._papers = papers
        self._done = [0] * len(jobs)
        self._ended = set[int]()
        self._written: list[list[Written]] = [[] for _ in jobs]
        try:
            for number, job in enumerate(jobs):
                self._children.append(_started(number, self._lines))
                stream = self._children[-1].stdin
                assert stream is not None
                with suppress(OSError):  # it has ended already, which its answer says
                    line = json.dumps({**job, "folder": str(folder)}).encode("ascii")
                    stream.write(line + b"\n")
                    stream.close()
        except OSError as error:
            self.stop()
            raise EndedError(str(error)) from error

    @property
    def done(self) -> tuple[int, int]:
        """How many papers are done, and of how many."""
        return sum(self._done), self._papers

    def written(self, wait: float = 0.0) -> Sequence[Written] | None:
        """What was written; None while it goes on, at most `wait` seconds. Raises EndedError."""
        until = time.monotonic() + wait
        while len(self._ended) < len(self._children):
            try:
                number, line = self._lines.get(timeout=max(0.0, until - time.monotonic()))
            except Empty:
                return None
            self._take(number, line)
        # In the order of the papers, which answers then are in, too.
        return [each for of_job in self._written for each in of_job]

    def stop(self) -> None:
        """End them, wherever they are."""
        for child in self._children:
            child.kill()
            child.wait()

    def _take(self, number: int, line: bytes) -> None:
        if not line and number not in self._ended:
            raise EndedError("it says nothing any more")
        match _said(line):
            case ["done", int(count)]:
                self._done[number] = count
            case ["segment", str(name), int(size), str(sha256)]:
                self._written[number].append(Written(name, size, sha256))
            case ["end"]:
                self._ended.add(number)
            case None:
                pass
            case other:
                raise EndedError(f"it says {other!r}")


def _said(line: bytes) -> object:
    try:
        return json.loads(line) if line else None
    except ValueError:
        return line[:80]


def _started(number: int, lines: "Queue[tuple[int, bytes]]") -> "subprocess.Popen[bytes]":
    """A process whose answers come into the queue; after its last one comes an empty line."""
    child = subprocess.Popen(
        [sys.executable, "-c", _START, *sys.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    out = child.stdout
    assert out is not None

    def take() -> None:
        with out, suppress(OSError, ValueError):
            for line in out:
                lines.put((number, line))
        lines.put((number, b""))

    threading.Thread(target=take, name="index", daemon=True).start()
    return child
