"""Plans answered by arrays: every paper that matches, and how well.

Each part of a plan becomes, per segment, the papers that match and their scores. What must all
match is answered with the rarest part first; of later parts only the papers that are left are
looked up and scored, though how rare a word is, is always counted among all papers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reader.index.codec.sections import Array
from reader.index.codec.segment import Field, Segment
from reader.index.plan import Every, Leaf, Plan, Some, Step, Way, Without
from reader.index.postings import FEW, Found, Wanted, first_of_each, in_field
from reader.index.scoring import WEIGHTS, rarity, scores
from reader.query.nodes import TEXT_FIELDS


@dataclass(frozen=True, slots=True)
class _Answer:
    """Of one segment: the papers that match, ascending, and the score of each.

    Scores are above 0, but for papers that match by what they do not have.
    """

    papers: Array
    score: Array
    is_scored: bool = True


class _OfSegments:
    """One field of all segments."""

    def __init__(self, fields: Sequence[Field | None]) -> None:
        self.fields = fields
        holders = sum(field.holders for field in fields if field)
        self.mean_length = sum(field.length for field in fields if field) / max(holders, 1)


_NO_PAPERS = np.empty(0, dtype=np.int64)
_NO_SCORE = np.empty(0, dtype=np.float32)


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
        self._found: dict[tuple[Way, ...], list[list[Found]]] = {}
        self._fields = {
            name: _OfSegments([segment.fields.get(name) for segment in segments])
            for name in TEXT_FIELDS
            if any(name in segment.fields for segment in segments)
        }

    def answer(self, plan: Plan, among: list[Wanted] | None) -> list[_Answer]:
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

    def _all(self) -> list[Wanted]:
        return [Wanted(np.arange(one.papers), one.papers) for one in self._segments]

    def _every(self, parts: Sequence[Plan], among: list[Wanted] | None) -> list[_Answer]:
        rarest, *others = sorted(parts, key=self._size) if len(parts) > 1 else parts
        answers = self.answer(rarest, among)
        for part in others:
            wanted = [
                Wanted(one.papers, segment.papers)
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

    def _of_segments(self, leaf: Leaf) -> list[list[Found]]:
        """The ways of a leaf that each segment has the words for."""
        if leaf.ways not in self._found:
            self._found[leaf.ways] = [_ways(segment, leaf.ways) for segment in self._segments]
        return self._found[leaf.ways]

    def _leaf(self, leaf: Leaf, among: list[Wanted] | None) -> list[_Answer]:
        ways = self._of_segments(leaf)
        wanted: Sequence[Wanted | None] = among or [None] * len(self._segments)
        answers: list[list[_Answer]] = [[] for _ in self._segments]
        for name in leaf.fields:
            if name not in self._fields:
                continue
            field = self._fields[name]
            found = [
                in_field(*each)
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


def _less(asked: Wanted, less: _Answer) -> _Answer:
    """What is asked for and not in the other answer."""
    mask = asked.mask.copy()
    mask[less.papers] = False
    return _unscored(np.flatnonzero(mask))


def _both(among: int, one: _Answer, other: _Answer) -> _Answer:
    """What is in the second answer, of which all is in the first one."""
    is_scored = one.is_scored or other.is_scored
    if other.papers.size == one.papers.size:
        return _Answer(one.papers, one.score + other.score, is_scored)
    if other.papers.size * FEW < one.papers.size:
        place = np.searchsorted(one.papers, other.papers)
        return _Answer(other.papers, one.score[place] + other.score, is_scored)
    score = np.empty(among, dtype=np.float32)
    score[one.papers] = one.score
    return _Answer(other.papers, score.take(other.papers) + other.score, is_scored)


def _either(among: int, answers: Sequence[_Answer]) -> _Answer:
    answers = [one for one in answers if one.papers.size]
    if len(answers) < 2:
        return answers[0] if answers else _Answer(_NO_PAPERS, _NO_SCORE)
    if sum(one.papers.size for one in answers) * FEW < among:
        papers = np.concatenate([one.papers for one in answers])
        order = papers.argsort(kind="stable")
        papers = papers[order]
        first = first_of_each(papers)
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


def _ways(segment: Segment, ways: Sequence[Way]) -> list[Found]:
    """The ways that can match in a segment at all: it has a word for every step."""
    found = []
    for way in ways:
        words = []
        for step in way:
            words.append(_words(segment, step))
            if not _width(words[-1]):
                break
        else:
            found.append(Found(way, tuple(words)))
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
