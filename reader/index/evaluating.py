"""Plans answered by arrays: every paper that matches, and how well.

Each part of a plan becomes, per segment, one yes-or-no and one score for every paper. "And",
"or" and "not" are then single numpy operations, and counts are exact without extra work.
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


_NOTHING = _Counted(np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.float64))


def evaluate(plan: Plan, segments: Sequence[Segment]) -> tuple[Array, Array]:
    """The ids of all papers that match and their scores, best first; equal ones by id."""
    answers = _Evaluation(segments).answer(plan)
    ids, score = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.float64)]
    for segment, answer in zip(segments, answers, strict=True):
        found = np.flatnonzero(answer.matching & segment.alive)
        ids.append(segment.ids[found])
        score.append(answer.score[found])
    all_ids, all_scores = np.concatenate(ids), np.concatenate(score)
    order = np.lexsort((all_ids, -all_scores))
    return all_ids[order], all_scores[order]


class _Evaluation:
    """One search over all segments; how rare a word is, is known only over all of them."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._papers = sum(segment.papers for segment in segments)

    def answer(self, plan: Plan) -> list[_Answer]:
        """One answer for each segment."""
        match plan:
            case Leaf():
                return self._leaf(plan)
            case Without(inner):
                return [
                    _Answer(~found.matching, _zeros(found.score)) for found in self.answer(inner)
                ]
            case Every(()):
                return [self._everything(segment) for segment in self._segments]
            case Every(parts):
                return [_both(found) for found in self._by_segment(parts)]
            case Some(()):
                return self._leaf(Leaf((), ()))
            case Some(parts):
                return [_either(found) for found in self._by_segment(parts)]

    def _by_segment(self, parts: tuple[Plan, ...]) -> list[tuple[_Answer, ...]]:
        return list(zip(*(self.answer(part) for part in parts), strict=True))

    def _everything(self, segment: Segment) -> _Answer:
        return _Answer(np.ones(segment.papers, dtype=bool), np.zeros(segment.papers))

    def _leaf(self, leaf: Leaf) -> list[_Answer]:
        answers = [
            _Answer(np.zeros(segment.papers, dtype=bool), np.zeros(segment.papers))
            for segment in self._segments
        ]
        for name in leaf.fields:
            found = [_in_field(segment, name, leaf.ways) for segment in self._segments]
            holding = sum(one.papers.size for one in found)
            if holding:
                self._add_field(name, found, rarity(self._papers, holding), answers)
        return answers

    def _add_field(
        self, name: TextField, found: list[_Counted], rare: float, answers: list[_Answer]
    ) -> None:
        fields = [segment.fields.get(name) for segment in self._segments]
        holders = sum(field.holders for field in fields if field)
        mean_length = sum(field.length for field in fields if field) / holders
        for field, one, answer in zip(fields, found, answers, strict=True):
            if field and one.papers.size:
                lengths = field.lengths[one.papers]
                answer.matching[one.papers] = True
                answer.score[one.papers] += WEIGHTS[name] * scores(
                    rare, one.counts, lengths, mean_length
                )


def _both(answers: tuple[_Answer, ...]) -> _Answer:
    matching = np.logical_and.reduce([one.matching for one in answers])
    score = np.add.reduce([one.score for one in answers])
    return _Answer(matching, score * matching)


def _either(answers: tuple[_Answer, ...]) -> _Answer:
    matching = np.logical_or.reduce([one.matching for one in answers])
    return _Answer(matching, np.add.reduce([one.score for one in answers]))


def _zeros(like: Array) -> Array:
    return np.zeros_like(like)


def _in_field(segment: Segment, name: TextField, ways: tuple[Way, ...]) -> _Counted:
    """The papers in which any of the ways matches in one field, and how often all of them do."""
    field = segment.fields.get(name)
    if field is None:
        return _NOTHING
    found = [_counted(segment, field, way) for way in ways]
    found = [one for one in found if one.papers.size]
    if len(found) < 2:
        return found[0] if found else _NOTHING
    return _sum(
        np.concatenate([one.papers for one in found]),
        np.concatenate([one.counts for one in found]),
        segment.papers,
    )


def _counted(segment: Segment, field: Field, way: Way) -> _Counted:
    if len(way) > 1:
        return _in_a_row(segment, field, way)
    slices = _slices(segment, field, way[0])
    if not slices.first.size:
        return _NOTHING
    papers = _cut(field.papers, slices.first, slices.last)
    counts = _cut(field.counts, slices.first, slices.last)
    if way[0].kind == "word" or (slices.first.size == 1 and way[0].kind != "begin"):
        return _Counted(papers, counts.astype(np.float64))
    return _sum(papers, counts, segment.papers)


def _slices(segment: Segment, field: Field, step: Step) -> Slices:
    match step.kind:
        case "word":
            return field.slices(segment.exactly(step.text))
        case "begin":
            return field.slices(segment.beginning(step.text))
        case "stem":
            return field.slices(segment.with_stem(step.text))
        case "close":
            return field.slices(segment.spelled_like(step.text))


def _in_a_row(segment: Segment, field: Field, way: Way) -> _Counted:
    """Papers in which the steps stand in their places, one after the other.

    An occurrence is one number: the paper above, the place of the row's first word below. The
    occurrences of a row are those that all steps have in common.
    """
    slices = []
    for step in way:
        slices.append(_slices(segment, field, step))
        if not slices[-1].first.size:
            return _NOTHING
    by_size = sorted(range(len(way)), key=lambda number: _size(slices[number]))
    rows: Array | None = None
    wanted = np.zeros(segment.papers, dtype=bool)
    for number in by_size:
        found = _occurrences(
            field, slices[number], way[number].at, wanted if rows is not None else None
        )
        if rows is not None:
            found = np.intersect1d(rows, found)
        rows = found
        if not rows.size:
            return _NOTHING
        wanted[:] = False
        wanted[rows >> 32] = True
    assert rows is not None
    papers, counts = np.unique(rows >> 32, return_counts=True)
    return _Counted(papers, counts.astype(np.float64))


def _size(slices: Slices) -> int:
    return int((slices.last_place.astype(np.int64) - slices.first_place).sum())


def _occurrences(field: Field, slices: Slices, at: int, wanted: Array | None) -> Array:
    """Where a row could begin so that this step is in its place, of the papers wanted."""
    papers = _cut(field.papers, slices.first, slices.last)
    counts = _cut(field.counts, slices.first, slices.last)
    places = _cut(field.places, slices.first_place, slices.last_place)
    of_place = np.repeat(papers.astype(np.int64), counts)
    begins = places.astype(np.int64) - at
    keep = begins >= 0
    if wanted is not None:
        keep &= wanted[of_place]
    return np.unique((of_place[keep] << 32) | begins[keep])


def _cut(values: Array, first: Array, last: Array) -> Array:
    """The slices of an array, one after the other; a single one without copying."""
    if first.size == 1:
        return values[first[0] : last[0]]
    return np.concatenate([values[a:z] for a, z in zip(first.tolist(), last.tolist(), strict=True)])


def _sum(papers: Array, counts: Array, among: int) -> _Counted:
    """Counts of the same paper added up."""
    total = np.bincount(papers, weights=counts, minlength=among)
    found = np.flatnonzero(total)
    return _Counted(found, total[found])
