"""Plans answered by arrays: every paper that matches, and how well.

Each part of a plan becomes, per segment, one yes-or-no and one score for every paper. "And",
"or" and "not" are then single numpy operations, and counts are exact without extra work. What
must all match is answered with the rarest part first, and later parts only score what is left.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reader.index.codec.sections import Array
from reader.index.codec.segment import Field, Segment, Slices
from reader.index.plan import Every, Leaf, Plan, Some, Step, Way, Without
from reader.index.scoring import WEIGHTS, rarity, scores
from reader.query.nodes import TextField


@dataclass(frozen=True, slots=True)
class _Answer:
    """Of one segment: which papers match, and the score of each (0 where it does not)."""

    matching: Array
    score: Array


@dataclass(frozen=True, slots=True)
class _Counted:
    """Papers that have something in a field, ascending, and how often."""

    papers: Array
    counts: Array


@dataclass(frozen=True, slots=True)
class _Found:
    """A way whose every step is a word of the segment: the word numbers, step by step."""

    way: Way
    words: "tuple[Array | tuple[int, int], ...]"


_NOTHING = _Counted(np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.float64))


def evaluate(plan: Plan, segments: Sequence[Segment]) -> tuple[Array, Array]:
    """The ids of all papers that match, ascending, and beside them their scores."""
    answers = _Evaluation(segments).answer(plan, None)
    ids, score = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.float64)]
    for segment, answer in zip(segments, answers, strict=True):
        found = np.flatnonzero(answer.matching & segment.alive)
        ids.append(segment.ids[found])
        score.append(answer.score[found])
    all_ids, all_scores = np.concatenate(ids), np.concatenate(score)
    if (all_ids[1:] > all_ids[:-1]).all():  # as they are unless papers were changed
        return all_ids, all_scores
    order = np.argsort(all_ids)
    return all_ids[order], all_scores[order]


class _Evaluation:
    """One search over all segments; how rare a word is, is known only over all of them."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._papers = sum(segment.papers for segment in segments)
        self._found: dict[tuple[Way, ...], list[list[_Found]]] = {}

    def answer(self, plan: Plan, among: list[Array] | None) -> list[_Answer]:
        """One answer for each segment, right for the papers of `among` (None: for all)."""
        match plan:
            case Leaf():
                return self._leaf(plan, among)
            case Without(inner):
                return [
                    _Answer(~one.matching, np.zeros_like(one.score))
                    for one in self.answer(inner, among)
                ]
            case Every(()):
                return [
                    _Answer(np.ones(segment.papers, dtype=bool), np.zeros(segment.papers))
                    for segment in self._segments
                ]
            case Some(()):
                return [
                    _Answer(np.zeros(segment.papers, dtype=bool), np.zeros(segment.papers))
                    for segment in self._segments
                ]
            case Every(parts):
                return self._every(parts, among)
            case Some(parts):
                answers = [self.answer(part, among) for part in parts]
                return [_either(together) for together in zip(*answers, strict=True)]

    def _every(self, parts: Sequence[Plan], among: list[Array] | None) -> list[_Answer]:
        rarest, *others = sorted(parts, key=self._size)
        answers = self.answer(rarest, among)
        for part in others:
            more = self.answer(part, [one.matching for one in answers])
            answers = [_both(one, other) for one, other in zip(answers, more, strict=True)]
        return answers

    def _size(self, plan: Plan) -> int:
        """How many postings a plan asks for, roughly."""
        match plan:
            case Leaf():
                return sum(
                    min(_width(words) for words in one.words)
                    for found in self._of_segments(plan)
                    for one in found
                )
            case Without(inner):
                return self._size(inner)
            case Every(parts):
                return min(map(self._size, parts), default=self._papers)
            case Some(parts):
                return sum(map(self._size, parts))

    def _of_segments(self, leaf: Leaf) -> list[list[_Found]]:
        """The ways of a leaf that each segment has the words for."""
        if leaf.ways not in self._found:
            self._found[leaf.ways] = [_ways(segment, leaf.ways) for segment in self._segments]
        return self._found[leaf.ways]

    def _leaf(self, leaf: Leaf, among: list[Array] | None) -> list[_Answer]:
        answers = [
            _Answer(np.zeros(segment.papers, dtype=bool), np.zeros(segment.papers))
            for segment in self._segments
        ]
        ways = self._of_segments(leaf)
        for name in leaf.fields:
            found = [
                _in_field(segment, name, ways_of_segment)
                for segment, ways_of_segment in zip(self._segments, ways, strict=True)
            ]
            holding = sum(one.papers.size for one in found)
            if holding:
                self._add_field(name, found, rarity(self._papers, holding), answers, among)
        return answers

    def _add_field(
        self,
        name: TextField,
        found: list[_Counted],
        rare: float,
        answers: list[_Answer],
        among: list[Array] | None,
    ) -> None:
        fields = [segment.fields.get(name) for segment in self._segments]
        holders = sum(field.holders for field in fields if field)
        mean_length = sum(field.length for field in fields if field) / holders
        for number, (field, one, answer) in enumerate(zip(fields, found, answers, strict=True)):
            if field and one.papers.size:
                papers, counts = one.papers, one.counts
                if among is not None:
                    keep = among[number][papers]
                    papers, counts = papers[keep], counts[keep]
                answer.matching[papers] = True
                saturation = field.saturations(mean_length)[papers]
                answer.score[papers] += scores(WEIGHTS[name] * rare, counts, saturation)


def _both(one: _Answer, other: _Answer) -> _Answer:
    matching = one.matching & other.matching
    return _Answer(matching, (one.score + other.score) * matching)


def _either(answers: tuple[_Answer, ...]) -> _Answer:
    matching = np.logical_or.reduce([one.matching for one in answers])
    return _Answer(matching, np.add.reduce([one.score for one in answers]))


# ---------------------------------------------------------------- words of a segment


def _ways(segment: Segment, ways: Sequence[Way]) -> list[_Found]:
    """The ways that can match in a segment at all: it has a word for every step."""
    found = []
    for way in ways:
        words = []
        for step in way:
            words.append(_words(segment, step))
            if not _width(words[-1]):
                break
        else:
            found.append(_Found(way, tuple(words)))
    return found


def _words(segment: Segment, step: Step) -> "Array | tuple[int, int]":
    match step.kind:
        case "word":
            return segment.exactly(step.text)
        case "begin":
            return segment.beginning(step.text)
        case "stem":
            return segment.with_stem(step.text)
        case "close":
            return segment.spelled_like(step.text)


def _width(words: "Array | tuple[int, int]") -> int:
    return words[1] - words[0] if isinstance(words, tuple) else int(words.size)


# ---------------------------------------------------------------- postings of a field


def _in_field(segment: Segment, name: TextField, ways: Sequence[_Found]) -> _Counted:
    """The papers in which any of the ways matches in one field, and how often all of them do."""
    field = segment.fields.get(name)
    if field is None:
        return _NOTHING
    found = [_counted(segment, field, one) for one in ways]
    found = [one for one in found if one.papers.size]
    if len(found) < 2:
        return found[0] if found else _NOTHING
    return _sum(
        np.concatenate([one.papers for one in found]),
        np.concatenate([one.counts for one in found]),
        segment.papers,
    )


def _counted(segment: Segment, field: Field, found: _Found) -> _Counted:
    if len(found.way) > 1:
        return _in_a_row(segment, field, found)
    kind = found.way[0].kind
    slices = field.slices(found.words[0])
    if not slices.first.size:
        return _NOTHING
    papers = _cut(field.papers, slices.first, slices.last)
    counts = _cut(field.counts, slices.first, slices.last)
    if kind == "word" or (slices.first.size == 1 and kind != "begin"):
        return _Counted(papers, counts.astype(np.float32))
    return _sum(papers, counts, segment.papers)


def _in_a_row(segment: Segment, field: Field, found: _Found) -> _Counted:
    """Papers in which the steps stand in their places, one after the other.

    An occurrence is one number: the paper above, the place of the row's first word below. The
    occurrences of a row are those that all steps have in common.
    """
    slices = []
    for words in found.words:
        slices.append(field.slices(words))
        if not slices[-1].first.size:
            return _NOTHING
    by_size = sorted(range(len(slices)), key=lambda number: _size(slices[number]))
    rows: Array | None = None
    wanted = np.zeros(segment.papers, dtype=bool)
    for number in by_size:
        step = found.way[number]
        begins = _occurrences(
            field,
            slices[number],
            step.at,
            wanted if rows is not None else None,
            is_word=step.kind != "begin",
        )
        rows = begins if rows is None else _common(rows, begins)
        if not rows.size:
            return _NOTHING
        wanted[:] = False
        wanted[rows >> 32] = True
    assert rows is not None
    of_row = rows >> 32
    first = np.flatnonzero(np.append(True, of_row[1:] != of_row[:-1]))
    return _Counted(of_row[first], np.diff(first, append=of_row.size).astype(np.float32))


def _size(slices: Slices) -> int:
    return int((slices.last_place.astype(np.int64) - slices.first_place).sum())


def _occurrences(
    field: Field, slices: Slices, at: int, wanted: Array | None, *, is_word: bool
) -> Array:
    """Where a row could begin so that this step is in its place, of the papers wanted, ascending.

    The places of one word ascend as they are stored; those of several must be sorted.
    """
    papers = _cut(field.papers, slices.first, slices.last)
    counts = _cut(field.counts, slices.first, slices.last)
    ends = zip(slices.first_place.tolist(), slices.last_place.tolist(), strict=True)
    places = np.concatenate([field.places(first, last) for first, last in ends])
    of_place = np.repeat(papers.astype(np.int64), counts)
    begins = places.astype(np.int64) - at
    keep = begins >= 0
    if wanted is not None:
        keep &= wanted[of_place]
    found = (of_place[keep] << 32) | begins[keep]
    return found if slices.first.size == 1 and is_word else np.unique(found)


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


def _sum(papers: Array, counts: Array, among: int) -> _Counted:
    """Counts of the same paper added up."""
    total = np.bincount(papers, weights=counts, minlength=among)
    found = np.flatnonzero(total != 0)  # of yes and no it is many times faster than of numbers
    return _Counted(found, total[found])
