"""Building the word index of many papers in processes of their own, so that no window waits for it.

Each process reads its share of the library and writes segments (`reader.finding.indexer`); this
one takes them over when all are there. One that ends too early is no harm: then the work is done
here, as it is for few papers.
"""

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue

from reader.errors import Cancelled
from reader.model import Progress

MANY = 5_000  # papers from which on a process is worth its start
FOR_TWO = 20_000  # papers from which on two are
_TICK = 0.1  # seconds between two looks whether somebody still waits
_START = "import sys; sys.path[:] = sys.argv[1:]; from reader.finding.indexer import main; main()"

_log = logging.getLogger(__name__)


class EndedError(Exception):
    """A process ended before its work was done."""


def can_build(papers: int) -> bool:
    """Whether so many papers are worth processes, and there can be any."""
    return papers >= MANY and not getattr(sys, "frozen", False)


def built(
    library: Path, folder: Path, ids: Sequence[int], progress: Progress | None
) -> Iterator[tuple[str, int, str]]:
    """The segments of these papers: each file's name, its length and its SHA-256.

    Raises Cancelled when `progress` says stop, EndedError when a process fails.
    """
    count = 2 if len(ids) >= FOR_TWO and (os.cpu_count() or 1) > 1 else 1
    share = -(-len(ids) // count)
    shares = [ids[first : first + share] for first in range(0, len(ids), share)]
    lines: Queue[tuple[int, bytes]] = Queue()
    children = []
    try:
        for number, part in enumerate(shares):
            children.append(_started(number, lines))
            job = {"library": str(library), "folder": str(folder), "ids": list(part)}
            stream = children[-1].stdin
            assert stream is not None
            with suppress(OSError):  # it has ended already, which its answer says
                stream.write(json.dumps(job).encode("ascii") + b"\n")
                stream.close()
        yield from _segments(lines, len(shares), len(ids), progress)
    except OSError as error:
        raise EndedError(str(error)) from error
    finally:
        for child in children:
            child.kill()
            child.wait()


def _segments(
    lines: "Queue[tuple[int, bytes]]", children: int, total: int, progress: Progress | None
) -> Iterator[tuple[str, int, str]]:
    done = [0] * children
    ended = set[int]()
    while len(ended) < children:
        if progress is not None and not progress(sum(done), total):
            raise Cancelled
        try:
            number, line = lines.get(timeout=_TICK)
        except Empty:
            continue
        if not line and number not in ended:
            raise EndedError("it says nothing any more")
        match _said(line):
            case ["done", int(count)]:
                done[number] = count
            case ["segment", str(name), int(size), str(sha256)]:
                yield name, size, sha256
            case ["end"]:
                ended.add(number)
            case None:
                pass
            case other:
                raise EndedError(f"it says {other!r}")
    if progress is not None:
        progress(total, total)


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
