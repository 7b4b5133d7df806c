"""The word index of one library: a copy of its words, made to be searched, never the truth."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import length_hint
from pathlib import Path
from typing import TYPE_CHECKING, Self

from reader.errors import Busy, Cancelled, Problem
from reader.index.job import EndedError
from reader.index.plan import plan
from reader.model import Decision, Finding, Neighbour, Progress, Wish, Words
from reader.query.nodes import Node

if TYPE_CHECKING:
    from reader.index.beside import Merge, Papers, Underway
    from reader.index.codec.sections import Array
    from reader.index.codec.segment import Segment
    from reader.index.folder import State
    from reader.index.job import Start
    from reader.index.ranking import Ranking

_REPORT_EVERY = 250
_TICK = 0.1  # seconds between two looks whether somebody still waits
_MERGED_AT_ONCE = 500  # papers that are merged while somebody may be typing


@dataclass(frozen=True, slots=True)
class Hits:
    """All papers that match: ids and, side by side, scores; the best first."""

    ids: "array[int]" = field(default_factory=lambda: array("q"))
    scores: "array[float]" = field(default_factory=lambda: array("d"))


class WordIndex:
    """An open index. It answers for the library as it was at journal number `applied`.

    It belongs to one thread. Other programs may change the files meanwhile: this one keeps
    what it opened, and picks up the newer state when it writes itself.
    """

    def __init__(self, folder: Path, state: "State", damage: str = "") -> None:
        self._folder = folder
        self._state = state
        self._damage = damage
        self._underway: Underway | None = None
        self.meanwhile = False
        """Whether it should answer while others do what takes long."""

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the index in `folder`. One that is missing, damaged or foreign is empty."""
        from reader import paths
        from reader.index.folder import State, load_or_drop

        try:
            paths.make_private(folder, above=2)
        except Problem:
            return cls(folder, State())
        return cls(folder, *load_or_drop(folder))

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return self._folder

    @property
    def applied(self) -> int:
        """The journal's sequence number that the index has seen; -1 when it was never built."""
        return self._state.applied

    @property
    def lineage(self) -> str:
        """Which history of the library it has followed to there; empty when it was not told."""
        return self._state.lineage

    def forget(self) -> None:
        """Hold nothing any more: what it knows is of another library file. To be built anew."""
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        from reader.index.folder import State

        self.abandon()
        self._state = State()

    def search(self, node: Node) -> Hits:
        """All papers that match a tree of words and phrases. Raises TypeError for a filter."""
        import numpy as np

        ids, scores = self.scored(node)
        order = np.lexsort((ids, -scores))
        hits = Hits()
        hits.ids.frombytes(ids[order].tobytes())
        hits.scores.frombytes(scores[order].astype(np.float64).tobytes())
        return hits

    def scored(self, node: Node) -> "tuple[Array, Array]":
        """The same as arrays of ids, ascending, and of their scores."""
        from reader.index.evaluating import evaluate

        return evaluate(plan(node), self._state.segments)

    def nearest(self, word: str) -> str:
        """The word spelled most like `word`, the most frequent of equals.

        Empty when the index has the word itself, in any form, or nothing like it.
        """
        from reader.index.suggesting import nearest

        return nearest(self._state.segments, word)

    def related(
        self, sources: Sequence[Words], leave_out: Iterable[int], limit: int
    ) -> list[Neighbour]:
        """The papers closest to the texts of `sources`, best first."""
        from reader.index.related import related

        return related(self._state.segments, sources, leave_out, limit)

    def learn(self, decisions: Sequence[Decision], wishes: Mapping[str, Wish]) -> "Ranking":
        """What the decisions, oldest first, say about the words of papers."""
        from reader.index.ranking import learn

        return learn(self._state.segments, decisions, wishes)

    def liking(self, ranking: "Ranking", ids: "Array") -> "Array":
        """How much speaks for each of some papers (ids ascending), by what was learned."""
        return ranking.scores(self._state.segments, ids)

    def follow(
        self, words: Iterable[Words], gone: Iterable[int], seq: int, lineage: str = ""
    ) -> None:
        """Take in a small change: `words` are new or changed papers, `gone` ids of deleted ones.

        Afterwards `applied` is `seq`, unless the index was never built or has been dropped
        meanwhile: then it stays lower, and the index must be rebuilt. Raises Busy when another
        program is writing, and Problem when the files cannot be written.
        """
        from reader.index import folder as disk

        expected, followed = self._state.applied, self._state.lineage
        with disk.locked(self._folder):
            self._reload()
            if self._state.applied < max(expected, 0) or self._state.applied >= seq:
                return
            if self._state.lineage != followed:
                return  # another program was first, perhaps with another file
            try:
                with disk.adding(self._folder, self._state):
                    below = self._merged_below
                    point = seq, lineage
                    self._state = _followed(
                        self._folder, self._state, words, set(gone), point, below
                    )
            except OSError as error:
                raise disk.cannot_write(self._folder, error) from error

    def rebuild(
        self,
        words: Iterable[Words],
        seq: int,
        progress: Progress | None = None,
        lineage: str = "",
    ) -> int:
        """Build the index anew from all papers; answers how many there are.

        Raises Cancelled when `progress` says stop, Busy, or Problem when the files cannot be
        written; the index is then as it was.
        """
        from reader.index import folder as disk

        with disk.locked(self._folder):
            self._reload()
            try:
                with disk.adding(self._folder, self._state):
                    point = seq, lineage
                    self._state = _rebuilt(self._folder, self._state, words, point, progress)
            except OSError as error:
                raise disk.cannot_write(self._folder, error) from error
        self._damage = ""
        return sum(segment.papers for segment in self._state.segments)

    def begin(self, start: "Start", purpose: "Papers | Merge") -> None:
        """Let others write segments beside the index; `settle` or `finish` take them over.

        Raises Busy when another program has such work, EndedError, or Problem when the folder
        cannot be written.
        """
        from reader.index.beside import Underway

        self.abandon()
        self._underway = Underway(self._folder, start, purpose)

    @property
    def underway(self) -> "Papers | Merge | None":
        """What is written beside the index now."""
        return self._underway.purpose if self._underway is not None else None

    def settle(self, wait: float = 0.0) -> bool:
        """Take over what was begun once it is ready; whether nothing is under way any more.

        Waits at most so many seconds. Raises EndedError when it failed, Busy, or Problem when the
        files cannot be written.
        """
        from reader.index import folder as disk
        from reader.index.codec.sections import DamagedError

        if self._underway is None:
            return True
        try:
            written = self._underway.job.written(wait)
            if written is None:
                return False
            with disk.locked(self._folder):
                self._reload()
                with disk.adding(self._folder, self._state):
                    self._state = self._underway.taken_by(self._state, written)
        except Busy:
            raise  # it is still there when it is tried again
        except OSError as error:
            self.abandon()
            raise disk.cannot_write(self._folder, error) from error
        except DamagedError as error:
            self.abandon()
            raise EndedError(str(error)) from error
        except BaseException:
            self.abandon()
            raise
        self.abandon()
        self._damage = ""
        return True

    def finish(self, progress: Progress | None = None) -> None:
        """Wait for what was begun. Raises Cancelled when `progress` says stop, or as `settle`."""
        total = 0
        while self._underway is not None:
            done, total = self._underway.job.done
            if progress is not None and not progress(done, total):
                self.abandon()
                raise Cancelled
            self.settle(_TICK)
        if progress is not None:
            progress(total, total)

    def abandon(self) -> None:
        """End what was begun; the index is as it was."""
        if self._underway is not None:
            self._underway.stop()
            self._underway = None

    def worth_merging(self) -> "tuple[Segment, ...]":
        """Segments that should become one, and that following has left alone."""
        from reader.index.codec.merging import worth_merging

        return tuple(worth_merging(self._state.segments))

    def check(self, words: Iterable[Words], seq: int) -> list[Finding]:
        """Everything in which the index differs from the library. Being behind is no fault."""
        from reader.index.checking import differences, disk_findings

        findings = disk_findings(self._folder) if self.applied >= 0 else []
        if self._damage:
            text = f"The word index was damaged and will be built again: {self._damage}."
            findings.append(Finding("index", text))
        if self.applied > seq:
            text = f"The word index is ahead of the library: {self.applied}, library {seq}."
            findings.append(Finding("index", text))
        elif self.applied == seq:
            findings += differences(self._state.segments, words)
        return findings

    @property
    def _merged_below(self) -> int | None:
        """Segments of how many papers following may merge (None: of any number).

        Few while it answers meanwhile, and none that are being merged beside.
        """
        if self._underway is not None:
            return 0
        return _MERGED_AT_ONCE if self.meanwhile else None

    def _reload(self) -> None:
        """Take over what another program has written; holding the lock."""
        from reader.index import folder as disk
        from reader.index.manifest import UnusableError

        try:
            self._state = disk.reload(self._folder, self._state)
        except UnusableError:
            disk.remove_all_but(self._folder, frozenset())
            self._state = disk.State()


def _followed(
    folder: Path,
    state: "State",
    words: Iterable[Words],
    gone: set[int],
    point: tuple[int, str],
    merged_below: int | None,
) -> "State":
    from reader.index import folder as disk
    from reader.index.beside import without
    from reader.index.codec.gathering import gather
    from reader.index.codec.merging import LARGEST, merged, worth_merging

    segments = without(state.segments, gone)
    sums = dict(state.sums)
    papers = (paper for paper in words if paper.id not in gone)
    # A part at a time: an import that is done again may change a hundred thousand papers.
    while latest := {paper.id: paper for paper in islice(papers, LARGEST)}:
        segment, checksum = disk.add(folder, gather(latest.values()))
        segments = [*without(segments, latest.keys()), segment]
        sums[segment.file_name] = checksum
    while group := worth_merging(segments, merged_below):
        segments = [segment for segment in segments if segment not in group]
        if sum(int(segment.alive.sum()) for segment in group):
            segment, checksum = disk.add(folder, merged(group))
            segments.append(segment)
            sums[segment.file_name] = checksum
    return disk.publish(folder, state, *point, segments, sums)


def _rebuilt(
    folder: Path,
    state: "State",
    words: Iterable[Words],
    point: tuple[int, str],
    progress: Progress | None,
) -> "State":
    from reader.index import folder as disk
    from reader.index.bulk import segments_of
    from reader.index.codec.segment import Segment
    from reader.index.manifest import Sum

    written = list(segments_of(folder, _reporting(words, progress)))
    segments = [Segment(folder / each.name) for each in written]
    sums = {each.name: Sum(each.size, each.sha256) for each in written}
    return disk.publish(folder, state, *point, segments, sums)


def _reporting(words: Iterable[Words], progress: Progress | None) -> Iterator[Words]:
    """The same papers, and a word now and then of how far it is."""
    total = length_hint(words)
    done = 0
    for done, paper in enumerate(words, 1):
        yield paper
        if progress and done % _REPORT_EVERY == 0 and not progress(done, max(total, done)):
            raise Cancelled
    if progress:
        progress(done, done)
