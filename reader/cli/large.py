"""An import larger than memory: added while it is read, told when all of it is in.

Its texts are never together in memory. What is said of them is summed up for a person, and
spooled for a program, because nothing may be said before it is certain.
"""

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from typing import IO

from reader.cli.printing import number, say, say_aside
from reader.cli.records import import_record
from reader.errors import Cancelled
from reader.library import Library
from reader.model import Dump, Listing, Plan, Result

MOST_SAID = 100  # lines left over that are shown to a person
_PIECE = 1024 * 1024

Read = Iterator[tuple[Dump, Listing]]


class Account:
    """What became of an import, summed up over all its texts."""

    def __init__(self) -> None:
        self.counts: Counter[Result] = Counter()
        self.lines = self.claimed = self.entries = self.texts = 0
        self._left: list[str] = []
        self._more = 0

    def take(self, plan: Plan) -> None:
        """Count one text that was added."""
        listing = plan.listing
        self.counts.update(planned.result for planned in plan.entries)
        self.texts += 1
        self.entries += len(plan.entries)
        self.lines += listing.lines
        self.claimed += listing.lines_claimed
        for leftover in listing.leftovers:
            if len(self._left) < MOST_SAID:
                text, reason = leftover.text[:60], leftover.reason
                where = f"part {self.texts}, line {leftover.line}"
                self._left.append(f"  left over, {where}: {text} ({reason})")
            else:
                self._more += 1
        if sys.stderr is not None and sys.stderr.isatty():
            say_aside(f"{number(self.entries, 'entry')} so far")

    def say(self) -> None:
        """Tell a person."""
        counts = ", ".join(f"{self.counts[result]:,} {result.value}" for result in Result)
        say(f"{number(self.texts, 'part')}: {number(self.entries, 'entry')}: {counts}")
        say(f"  {self.claimed:,} of {number(self.lines, 'line')} understood")
        for line in self._left:
            say(line)
        if self._more:
            say(f"  and {number(self._more, 'more line')} left over")


def add(library: Library, read: Read, *, dry_run: bool, as_json: bool) -> Counter[Result]:
    """Add texts while they are read, then say what became of them; with `dry_run` take it back."""
    account = Account()
    with tempfile.TemporaryFile("w+", encoding="ascii") as spool:

        def told(plan: Plan) -> None:
            account.take(plan)
            if as_json:
                record = json.dumps([import_record(plan)], ensure_ascii=True, indent=2)
                spool.write(("," if account.texts > 1 else "[") + record[1:-2])

        try:
            library.add_one_by_one(_taken_back(read) if dry_run else read, told)
        except Cancelled:
            if not dry_run:
                raise
        if as_json:
            _copy(spool)
        else:
            account.say()
    return account.counts


def _taken_back(read: Read) -> Read:
    """The same texts, and at their end nothing of it is to stay."""
    yield from read
    raise Cancelled


def _copy(spool: IO[str]) -> None:
    """The spooled records on standard output."""
    spool.seek(0)
    while piece := spool.read(_PIECE):
        sys.stdout.write(piece)
    sys.stdout.write("\n]\n")
