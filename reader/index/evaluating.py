"""Plans answered by arrays: every paper that matches, and how well.

Each part of a plan becomes, per segment, the papers that match and their scores. What must all
match is answered with the rarest part first; of later parts only the papers that are left are
looked up and scored, though how rare a word is, is always counted among all papers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from reader.index.codec.sections import Array
from reader.index.codec.segment import Field, Segment, Slices
from reader.index.plan import Every, Leaf, Plan, Some, Step, Way, Without
from reader.index.scoring import WEIGHTS, rarity, scores
from reader.query.nodes import TEXT_FIELDS

_FEW = 16  # times as many papers in which a few are looked up one by one


@dataclass(frozen=True, slots=True)
class _Answer:
    """Of one segment: the papers that match, ascending, and the score of each.

    Scores are above 0, but for papers that match by what they do not have.
    """

    papers: Array
    score: Array
    is_scored: bool = True


@dataclass(frozen=True, slots=True)
class _Counted:
    """Papers that have something in a field, ascending, and how often.

    `holding` is how many have it in all, where only some were asked for.
    """

    papers: Array
    counts: Array
    holding: int


class _Wanted:
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
        if self.papers.size * _FEW > papers.size:
            return self.among(papers)
        place = np.searchsorted(papers, self.papers.astype(papers.dtype))
        place = np.minimum(place, papers.size - 1)
        return np.asarray(place[papers[place] == self.papers])


class _OfSegments:
    """One field of all segments."""

    def __init__(self, fields: Sequence[Field | None]) -> None:
        self.fields = fields
        holders = sum(field.holders for field in fields if field)
        self.mean_length = sum(field.length for field in fields if field) / max(holders, 1)


@dataclass(frozen=True, slots=True)
class _Found:
    """A way whose every step is a word of the segment: the word numbers, step by step."""

    way: Way
    words: "tuple[Array | tuple[int, int], ...]"


_NO_PAPERS = np.empty(0, dtype=np.int64)
_NO_SCORE = np.empty(0, dtype=np.float32)
_NOTHING = _Counted(_NO_PAPERS, _NO_SCORE, 0)


def evaluate(plan: Plan, segments: Sequence[Segment]) -> tuple[Array, Array]:
    """The ids of all papers that match, ascending, and beside them their scores."""
    answers = _Evaluation(segments).answer(plan, None)
    ids, score = [_NO_PAPERS], [_NO_SCORE]
    for segment, answer in zip(segments, answers, strict=True):
        papers, of_papers = answer.papers, answer.score
        if segment.gone:
            keep = segment.alive[papers]
            papers, of_papers = papers[keep], of_papers[keep]
        ids.append(segment.ids[papers])
        score.append(of_papers)
    all_ids, all_scores = np.concatenate(ids), np.concatenate(score)
    if (all_ids[1:] > all_ids[:-1]).all():  # as they are unless papers were changed
        return all_ids, all_scores
    order = np.argsort(all_ids, kind="stable")  # quickest where much is in order
    return all_ids[order], all_scores[order]


class _Evaluation:
    """One search over all segments; how rare a word is, is known only over all of them."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._papers = sum(segment.papers for segment in segments)
        self._found: dict[tuple[Way, ...], list[list[_Found]]] = {}
        self._fields = {
            name: _OfSegments([segment.fields.get(name) for segment in segments])
            for name in TEXT_FIELDS
            if any(name in segment.fields for segment in segments)
        }

    def answer(self, plan: Plan, among: list[_Wanted] | None) -> list[_Answer]:
        """One answer for each segment, limited to the papers of `among` (None: to none)."""
        match plan:
            case Leaf():
                return self._leaf(plan, among)
            case Without(inner):
                asked = among or self._all()
                found = self.answer(inner, among)
                return [_less(one, less) for one, less in zip(asked, found, strict=True)]
            case Every(()):
                return [_unscored(one.papers) for one in among or self._all()]
            case Every(parts):
                return self._every(parts, among)
            case Some(parts):
                answers = [self.answer(part, among) for part in parts]
                return [
                    _either(segment.papers, [one[number] for one in answers])
                    for number, segment in enumerate(self._segments)
                ]

    def _all(self) -> list[_Wanted]:
        return [_Wanted(np.arange(one.papers), one.papers) for one in self._segments]

    def _every(self, parts: Sequence[Plan], among: list[_Wanted] | None) -> list[_Answer]:
        rarest, *others = sorted(parts, key=self._size) if len(parts) > 1 else parts
        answers = self.answer(rarest, among)
        for part in others:
            wanted = [
                _Wanted(one.papers, segment.papers)
                for one, segment in zip(answers, self._segments, strict=True)
            ]
            more = self.answer(part, wanted)
            answers = [
                _both(segment.papers, one, other)
                for segment, one, other in zip(self._segments, answers, more, strict=True)
            ]
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

    def _leaf(self, leaf: Leaf, among: list[_Wanted] | None) -> list[_Answer]:
        ways = self._of_segments(leaf)
        wanted: Sequence[_Wanted | None] = among or [None] * len(self._segments)
        answers: list[list[_Answer]] = [[] for _ in self._segments]
        for name in leaf.fields:
            if name not in self._fields:
                continue
            field = self._fields[name]
            found = [
                _in_field(*each)
                for each in zip(self._segments, field.fields, ways, wanted, strict=True)
            ]
            holding = sum(one.holding for one in found)
            if holding:
                rare = WEIGHTS[name] * rarity(self._papers, holding)
                for part, one, of_segment in zip(field.fields, found, answers, strict=True):
                    if part and one.papers.size:
                        saturation = part.saturations(field.mean_length).take(one.papers)
                        score = scores(rare, one.counts, saturation)
                        of_segment.append(_Answer(one.papers, score))
        return [
            _either(segment.papers, found)
            for segment, found in zip(self._segments, answers, strict=True)
        ]


def _unscored(papers: Array) -> _Answer:
    return _Answer(papers, np.zeros(papers.size, dtype=np.float32), is_scored=False)


def _less(asked: _Wanted, less: _Answer) -> _Answer:
    """What is asked for and not in the other answer."""
    mask = asked.mask.copy()
    mask[less.papers] = False
    return _unscored(np.flatnonzero(mask))


def _both(among: int, one: _Answer, other: _Answer) -> _Answer:
    """What is in the second answer, of which all is in the first one."""
    is_scored = one.is_scored or other.is_scored
    if other.papers.size == one.papers.size:
        return _Answer(one.papers, one.score + other.score, is_scored)
    if other.papers.size * _FEW < one.papers.size:
        place = np.searchsorted(one.papers, other.papers)
        return _Answer(other.papers, one.score[place] + other.score, is_scored)
    score = np.empty(among, dtype=np.float32)
    score[one.papers] = one.score
    return _Answer(other.papers, score.take(other.papers) + other.score, is_scored)


def _either(among: int, answers: Sequence[_Answer]) -> _Answer:
    answers = [one for one in answers if one.papers.size]
    if len(answers) < 2:
        return answers[0] if answers else _Answer(_NO_PAPERS, _NO_SCORE)
    if sum(one.papers.size for one in answers) * _FEW < among:
        papers = np.concatenate([one.papers for one in answers])
        order = papers.argsort(kind="stable")
        papers = papers[order]
        first = _new(papers)
        score = np.concatenate([one.score for one in answers])
        score = np.add.reduceat(score[order], first)
        return _Answer(papers[first], score, all(one.is_scored for one in answers))
    largest, *others = sorted(answers, key=lambda one: -one.papers.size)
    score = np.zeros(among, dtype=np.float32)
    score[largest.papers] = largest.score
    for one in others:
        score[one.papers] += one.score
    matching = score > 0
    for one in answers:
        if not one.is_scored:
            matching[one.papers] = True
    papers = np.flatnonzero(matching)
    return _Answer(papers, score.take(papers), all(one.is_scored for one in answers))


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


def _in_field(
    segment: Segment, field: Field | None, ways: Sequence[_Found], wanted: _Wanted | None
) -> _Counted:
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


def _counted(segment: Segment, field: Field, found: _Found, wanted: _Wanted | None) -> _Counted:
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
        return _limited(_Counted(papers, counts, papers.size), wanted)
    return _summed(np.bincount(papers, counts, minlength=segment.papers), wanted)


def _limited(found: _Counted, wanted: _Wanted | None) -> _Counted:
    """Of papers with their counts those wanted, by numbers that are quick to look up by."""
    papers, counts = found.papers, found.counts
    if wanted is not None and papers.size:
        place = wanted.among_ascending(papers)
        papers, counts = papers[place], counts[place]
    return _Counted(papers.astype(np.intp, copy=False), counts, found.holding)


def _summed(counts: Array, wanted: _Wanted | None) -> _Counted:
    """The papers with any count, of counts for every paper of the segment."""
    there = counts != 0  # of yes and no places are found many times faster than of numbers
    if wanted is None:
        papers = np.flatnonzero(there)
        return _Counted(papers, counts.take(papers), papers.size)
    papers = wanted.papers[there.take(wanted.papers)]
    return _Counted(papers, counts.take(papers), int(np.count_nonzero(there)))


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
    wanted: _Wanted | None = None
    for number in by_size:
        begins = _occurrences(field, slices[number], found.way[number], wanted)
        rows = begins if rows is None else _common(rows, begins)
        if not rows.size:
            return _NOTHING
        of_row = rows >> 32
        first = _new(of_row)
        wanted = _Wanted(of_row[first], segment.papers)
    assert rows is not None
    assert wanted is not None
    return _Counted(wanted.papers, np.diff(first, append=rows.size), first.size)


def _size(slices: Slices) -> int:
    return int((slices.last_place.astype(np.int64) - slices.first_place).sum())


def _occurrences(field: Field, slices: Slices, step: Step, wanted: _Wanted | None) -> Array:
    """Where a row could begin so that this step is in its place, of the papers wanted, ascending.

    The places of one word ascend as they are stored; those of several must be sorted.
    """
    is_word = step.kind != "begin"
    found = []
    for first, last, *ends in zip(*(each.tolist() for each in slices), strict=True):
        papers = field.papers[first:last].astype(np.intp)
        counts, places = field.counts[first:last], field.places(*ends)
        if wanted is not None:
            kept = wanted.among_ascending(papers) if is_word else wanted.among(papers)
            begins = (np.cumsum(counts, dtype=np.intp) - counts)[kept]
            papers, counts = papers[kept], counts[kept]
            begins -= np.cumsum(counts, dtype=np.intp) - counts
            of_kept = np.repeat(begins, counts)
            of_kept += np.arange(of_kept.size)
            places = places[of_kept]
        begins = places.astype(np.int64) - step.at
        rows = np.repeat(papers << 32, counts)
        rows += begins
        found.append(rows[begins >= 0] if step.at else rows)
    if len(found) == 1 and is_word:
        return found[0]
    together = np.concatenate(found)
    together.sort()
    return together[_new(together)]


def _new(values: Array) -> Array:
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
