"""Segments that others write beside the index, taken over in one moment when they are ready.

Meanwhile the index answers, follows small changes, and may be written by other programs. Only one
program at a time has such work for an index: it holds a lock of its own, and the folder that the
segments are written into belongs to it.
"""

import contextlib
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from reader.index import folder as disk
from reader.index.codec.segment import Segment
from reader.index.folder import State
from reader.index.job import Start, Written
from reader.index.manifest import Sum

_FOLDER = "beside"
_LOCK = "MAIN_BESIDE_LOCK"


Taken = tuple[int, str, list[Segment]]
"""What the index has seen then, of whose history, and its segments."""


@dataclass(frozen=True, slots=True)
class Papers:
    """Segments that hold the papers `touched` anew, as the library was at `seq`.

    Those of them that are gone are in no segment. With None they are the whole index.
    """

    touched: frozenset[int] | None
    since: int
    seq: int
    lineage: str = ""

    def taken_by(self, state: State, new: Sequence[Segment]) -> Taken | None:
        """The index with them; None when another program has indexed as much, or dropped it."""
        if self.touched is None:
            return self.seq, self.lineage, list(new)
        if not self.since <= state.applied < self.seq:
            return None
        return self.seq, self.lineage, [*without(state.segments, self.touched), *new]


@dataclass(frozen=True, slots=True)
class Merge:
    """One segment that holds what several hold; `old` are these as they were."""

    old: tuple[Segment, ...]

    def taken_by(self, state: State, new: Sequence[Segment]) -> Taken | None:
        """The index with it, less what was deleted since; None when the old ones are gone."""
        now = {segment.file_name: segment for segment in state.segments}
        if any(one.file_name not in now for one in self.old):
            return None
        names = {one.file_name for one in self.old}
        gone = [
            paper_id
            for one in self.old
            for paper_id in one.ids[one.alive & ~now[one.file_name].alive].tolist()
        ]
        kept = [segment for segment in state.segments if segment.file_name not in names]
        return state.applied, state.lineage, [*kept, *without(new, gone)]


class Underway:
    """Segments that are being written beside an index."""

    def __init__(self, folder: Path, start: Start, purpose: Papers | Merge) -> None:
        """Begin. Raises Busy when another program has such work, EndedError, or Problem."""
        self.purpose = purpose
        self._index = folder
        with contextlib.ExitStack() as stack:
            place = stack.enter_context(_place(folder))
            self.job = start(place)
            stack.callback(self.job.stop)
            self._place, self._held = place, stack.pop_all()

    def stop(self) -> None:
        """End it; what was written and not taken over is gone."""
        self._held.close()

    def taken_by(self, state: State, written: Sequence[Written]) -> State:
        """The index with what was written; holding its lock. Raises OSError or DamagedError."""
        sums = dict(state.sums)
        new = []
        for name, size, sha256 in written:
            path = self._index / name
            (self._place / name).replace(path)
            new.append(Segment(path))
            sums[name] = Sum(size, sha256)
        taken = self.purpose.taken_by(state, new)
        if taken is None:
            disk.remove_all_but(self._index, disk.files_of(state))
            return state
        return disk.publish(self._index, state, *taken, sums)


def without(segments: Sequence[Segment], ids: Iterable[int]) -> list[Segment]:
    """The segments without these papers."""
    touched = np.array(sorted(ids), dtype=np.int64)
    return [one.without(one.numbers(touched)) for one in segments]


@contextlib.contextmanager
def _place(folder: Path) -> Iterator[Path]:
    """An empty folder to write segments into, as long as this program holds it."""
    place = folder / _FOLDER
    with disk.locked(folder, _LOCK):
        shutil.rmtree(place, ignore_errors=True)  # left by a program that was killed
        try:
            place.mkdir(mode=0o700)
        except OSError as error:
            raise disk.cannot_write(folder, error) from error
        try:
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)
