"""The process that writes segments of the word index, and ends.

It turns part of a library into segments, or several segments into one. What to do comes in by
standard input as one JSON line; JSON lines go out by standard output: how many papers are done,
each file that was written with its checksum, and `end` when all are. Nothing belongs to the index
before the process that asked makes it so.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from reader.index.bulk import merge_of, segments_of
from reader.index.job import Written
from reader.model import Words
from reader.store import Store

REPORT_EVERY = 500


def main() -> None:
    """Do what the line says."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    job = json.loads(sys.stdin.buffer.readline())
    for written in _merged(job) if "merge" in job else _indexed(job, out):
        say(out, "segment", *written)
    say(out, "end")


def _merged(job: dict[str, Any]) -> Iterator[Written]:
    parts = [(Path(path), gone) for path, gone in job["merge"]]
    yield merge_of(Path(job["folder"]), parts)


def _indexed(job: dict[str, Any], out: BinaryIO) -> Iterator[Written]:
    store = Store.open(Path(job["library"]), write=False)
    try:
        yield from segments_of(Path(job["folder"]), _telling(out, store.words(job["ids"])))
    finally:
        store.close()


def _telling(out: BinaryIO, words: Iterator[Words]) -> Iterator[Words]:
    """The same papers, and a word now and then of how many."""
    done = 0
    for done, paper in enumerate(words, 1):
        yield paper
        if done % REPORT_EVERY == 0:
            say(out, "done", done)
    say(out, "done", done)


def say(out: BinaryIO, *words: object) -> None:
    """One line of the answer."""
    out.write(json.dumps(words).encode("ascii") + b"\n")
    out.flush()
