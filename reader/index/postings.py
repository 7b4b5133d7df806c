"""Where words stand in one field of a segment: papers and counts, for words and rows of words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from reader.index.codec.sections import Array
from reader.index.codec.segment import Field, Segment, Slices
from reader.index.plan import Step, Way

FEW = 16  # times as many papers in which a few are looked up one by one


@dataclass(frozen=True, slots=True)
class Counted:
    """Papers that have something in a field, ascending, and how often.

    `holding` is how many have it in all, where only some were asked for.
    """

    papers: Array
    counts: Array
    holding: int


class Wanted:
    """The papers of a segment that an answer is asked for, ascending."""

    def __init__(self, papers: Array, among: int) -> None:
        self.papers = papers
        self._among = among

    @cached_property
    def mask(self) -> Array:
        """One yes or no for each paper of the segment."""
        mask = np.zeros(self._among, dtype=bool)
        mask[self.papers] = True
        return mask

    def among(self, papers: Array) -> Array:
        """The places in an array of papers where those stand that are wanted."""
        return np.flatnonzero(self.mask.take(papers))

    def among_ascending(self, papers: Array) -> Array:
        """The same of ascending papers; where few are wanted, these are looked up."""
        if self.papers.size * FEW > papers.size:
            return self.among(papers)
        place = np.searchsorted(papers, self.papers.astype(papers.dtype))
        place = np.minimum(place, papers.size - 1)
        return np.asarray(place[papers[place] == self.papers])


@dataclass(frozen=True, slots=True)
class Found:
    """A way whose every step is a word of the segment: the word numbers, step by step."""

    way: Way
    words: "tuple[Array | tuple[int, int], ...]"


_NOTHING = Counted(np.empty(0, dtype=np.intp), np.empty(0, dtype=np.uint8), 0)


def in_field(
    segment: Segment, field: Field | None, ways: Sequence[Found], wanted: Wanted | None
) -> Counted:
    """The papers in which any of the ways matches in one field, and how often all of them do."""
    if field is None or not ways:
        return _NOTHING
    if len(ways) == 1:
        return _counted(segment, field, ways[0], wanted)
    found = [_counted(segment, field, one, None) for one in ways]
    found = [one for one in found if one.holding]
    if len(found) < 2:
        return _limited(found[0], wanted) if found else _NOTHING
    papers = np.concatenate([one.papers for one in found])
    counts = np.concatenate([one.counts for one in found])
    return _summed(np.bincount(papers, counts, minlength=segment.papers), wanted)


def _counted(segment: Segment, field: Field, found: Found, wanted: Wanted | None) -> Counted:
    if len(found.way) > 1:
        return _limited(_in_a_row(segment, field, found), wanted)
    step = found.way[0]
    if step.kind == "begin" and (of_letter := field.beginning(step.text)) is not None:
        return _summed(of_letter, wanted)
    slices = field.slices(found.words[0])
    if not slices.first.size:
        return _NOTHING
    papers = _cut(field.papers, slices.first, slices.last)
    counts = _cut(field.counts, slices.first, slices.last)
    if step.kind == "word" or (slices.first.size == 1 and step.kind != "begin"):
        return _limited(Counted(papers, counts, papers.size), wanted)
    return _summed(np.bincount(papers, counts, minlength=segment.papers), wanted)


def _limited(found: Counted, wanted: Wanted | None) -> Counted:
    """Of papers with their counts those wanted, by numbers that are quick to look up by."""
    papers, counts = found.papers, found.counts
    if wanted is not None and papers.size:
        place = wanted.among_ascending(papers)
        papers, counts = papers[place], counts[place]
    return Counted(papers.astype(np.intp, copy=False), counts, found.holding)


def _summed(counts: Array, wanted: Wanted | None) -> Counted:
    """The papers with any count, of counts for every paper of the segment."""
    there = counts != 0  # of yes and no places are found many times faster than of numbers
    if wanted is None:
        papers = np.flatnonzero(there)
        return Counted(papers, counts.take(papers), papers.size)
    papers = wanted.papers[there.take(wanted.papers)]
    return Counted(papers, counts.take(papers), int(np.count_nonzero(there)))


def _in_a_row(segment: Segment, field: Field, found: Found) -> Counted:
    """Papers in which the steps stand in their places, one after the other.

    An occurrence is one number: the paper in its upper half, below it the place of the row's first
    word. The occurrences of a row are those that all steps have in common.
    """
    slices = []
    for words in found.words:
        slices.append(field.slices(words))
        if not slices[-1].first.size:
            return _NOTHING
    first, *others = sorted(range(len(slices)), key=lambda number: _size(slices[number]))
    rows = _occurrences(field, slices[first], found.way[first], None)
    half = rows.dtype.type(4 * rows.itemsize)
    for number in others:
        if not rows.size:
            return _NOTHING
        wanted = np.zeros(segment.papers, dtype=bool)
        wanted[(rows >> half).astype(np.intp)] = True
        rows = _common(rows, _occurrences(field, slices[number], found.way[number], wanted))
    of_row = (rows >> half).astype(np.intp)
    begins = first_of_each(of_row)
    return Counted(of_row[begins], np.diff(begins, append=rows.size), begins.size)


def _size(slices: Slices) -> int:
    return int((slices.last_place.astype(np.int64) - slices.first_place).sum())


def _occurrences(field: Field, slices: Slices, step: Step, wanted: Array | None) -> Array:
    """Where a row could begin so that this step is in its place, of the papers wanted, ascending.

    The places of one word ascend as they are stored; those of several must be sorted.
    """
    papers = _cut(field.papers, slices.first, slices.last)
    counts = _cut(field.counts, slices.first, slices.last)
    ends = zip(slices.first_place.tolist(), slices.last_place.tolist(), strict=True)
    parts = [field.places(first, last) for first, last in ends]
    places = parts[0] if len(parts) == 1 else np.concatenate(parts)
    # Numbers of four bytes, where they are large enough, are sorted and looked up in half the time.
    kind = np.dtype(np.uint32 if field.is_small else np.uint64)
    rows = np.repeat(papers.astype(kind) << kind.type(4 * kind.itemsize), counts)
    rows += places
    if wanted is not None:
        keep = np.repeat(wanted.take(papers), counts)
        if step.at:
            keep &= places >= step.at
        rows = rows.compress(keep)
    elif step.at:
        rows = rows.compress(places >= step.at)
    rows -= kind.type(step.at)
    if len(parts) == 1 and step.kind != "begin":
        return rows
    rows.sort()
    return rows[first_of_each(rows)]


def first_of_each(values: Array) -> Array:
    """Of ascending numbers the places of those that differ from the one before."""
    new = np.ones(values.size, dtype=bool)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return np.flatnonzero(new)


def _common(one: Array, other: Array) -> Array:
    """What stands in both of two ascending arrays; the shorter one is looked up in the longer."""
    few, many = (one, other) if one.size < other.size else (other, one)
    if not many.size:
        return few
    place = np.minimum(np.searchsorted(many, few), many.size - 1)
    return np.asarray(few[many[place] == few])


def _cut(values: Array, first: Array, last: Array) -> Array:
    """The slices of an array, one after the other; a single one without copying."""
    if first.size == 1:
        return values[first[0] : last[0]]
    return np.concatenate([values[a:z] for a, z in zip(first.tolist(), last.tolist(), strict=True)])
