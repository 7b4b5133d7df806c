"""The process that reads one text and ends: what it may use is limited, and it holds nothing.

It knows no library. A text comes in by standard input; JSON lines go out by standard output:
how far it is, entries, and at last the listing, the problem, or where in the code a bug is.
"""

import contextlib
import json
import math
import os
import sys
from dataclasses import astuple, fields
from typing import Any, BinaryIO

from reader import importers
from reader.errors import Problem, place_in_code
from reader.model import Entry, Facts, Listing

CAN_LIMIT = os.name == "posix"
MEMORY = 1024**3  # bytes of address space
FACTS = tuple(each.name for each in fields(Facts))


def main() -> None:
    """Read one text from standard input and say on standard output what it is."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    header = json.loads(sys.stdin.buffer.readline())
    limit(header["memory"], header["seconds"])
    try:
        text = sys.stdin.buffer.read(header["bytes"]).decode("utf-8", "surrogatepass")
        answer(out, text, header)
    except MemoryError:
        say(out, "memory")


def limit(memory: int, seconds: float) -> None:
    """Have the system end this process when it takes more; not every system can."""
    if not CAN_LIMIT:
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    with contextlib.suppress(OSError, ValueError):
        cpu = math.ceil(seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(out: BinaryIO, text: str, header: dict[str, Any]) -> None:
    """Read the text and say what came of it."""

    def progress(done: int, total: int) -> bool:
        say(out, "progress", done, total)
        return True

    try:
        listing = importers.read(
            text,
            name=header["name"],
            format_name=header["format"],
            captured=header["captured"],
            progress=progress,
        )
    except Problem as problem:
        say(out, "problem", problem.what, problem.do, problem.where)
    except (Exception, RecursionError) as error:
        if isinstance(error, MemoryError):
            raise
        say(out, "bug", type(error).__name__, place_in_code(error.__traceback__))
    else:
        say_listing(out, listing)


def say_listing(out: BinaryIO, listing: Listing) -> None:
    """The entries one by one, then the rest."""
    for entry in listing.entries:
        say(out, "entry", *_entry(entry))
    rest = {
        each.name: getattr(listing, each.name)
        for each in fields(listing)
        if each.name not in ("entries", "furniture", "leftovers", "warnings")
    }
    rest["furniture"] = [astuple(span) for span in listing.furniture]
    rest["leftovers"] = [astuple(leftover) for leftover in listing.leftovers]
    rest["warnings"] = [astuple(warning) for warning in listing.warnings]
    say(out, "listing", rest)


def _entry(entry: Entry) -> tuple[object, ...]:
    facts = [getattr(entry.facts, name) for name in FACTS]
    warnings = [astuple(each) for each in entry.warnings]
    return facts, entry.first_line, entry.last_line, warnings, entry.key


def say(out: BinaryIO, *words: object) -> None:
    """One line of the answer."""
    out.write(json.dumps(words).encode("ascii") + b"\n")
    if words[0] != "entry":
        out.flush()
