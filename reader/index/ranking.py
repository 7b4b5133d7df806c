"""The order "For you": a small linear model over words, learned from the person's own decisions.

A paper is a row of numbers, one for each stem of its title and abstract: the more often and the
rarer in the library, the larger; words of the title count double. The weight of a word is how
much more of it the papers kept have, in the mean, than the papers dropped (the difference of
centroids, Rocchio 1971). Ridge regression on the same rows, with whatever penalty, foresaw no
simulated reader better by more than a hundredth (`tests/benchmarks/bench_ranking.py`), and a
difference of means can be told to a person.

What the model says of itself is honest: each of the newest decisions is foreseen by what was
learned from the decisions before it alone (prequential evaluation, Dawid 1984).
"""

import heapq
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import log

import numpy as np

from reader.index.analysis import stem, tokens
from reader.index.codec.inverting import decoded, encoded
from reader.index.codec.sections import Array
from reader.index.codec.segment import Segment
from reader.index.plan import FUNCTION_WORDS
from reader.model import Decision, Grade, Taste, Wish, Words
from reader.query.nodes import TextField

FIELDS: tuple[tuple[TextField, float], ...] = (("title", 2.0), ("abstract", 1.0))
NEWEST = 4_000  # decisions that are learned from: tastes change
GRADED = 40
BEFORE_GRADE = 10  # decisions that must come before one that is graded
SHOWN = 14  # words that speak most for papers, and against them
_FEWEST = 2  # decided papers that a word must stand in


@dataclass(frozen=True, slots=True)
class _Rows:
    """Papers as rows: the row, the column (word) and the value of each number that is not 0."""

    rows: Array
    columns: Array
    values: Array
    names: Sequence[bytes]


class Ranking:
    """A taste, and what it makes of the papers of an index.

    `holders` says of the words that weigh most in which paper they stand: there one can read how
    they are written.
    """

    def __init__(self, taste: Taste, holders: Mapping[str, int | None] | None = None) -> None:
        self.taste, self.holders = taste, holders or {}
        self._effects = {encoded(name): effect for name, effect in taste.effects.items()}
        self._scores: dict[str, Array] = {}  # by segment: those never change

    def scores(self, segments: Sequence[Segment], ids: Array) -> Array:
        """How much speaks for each paper (ids ascending); 0 for one that the index lacks."""
        known = {segment.file_name for segment in segments}
        self._scores = {name: each for name, each in self._scores.items() if name in known}
        found = np.zeros(ids.size)
        for segment in segments if ids.size else ():
            scores = self._scores.get(segment.file_name)
            if scores is None:
                scores = self._scores[segment.file_name] = self._of_segment(segment)
            place = np.minimum(np.searchsorted(ids, segment.ids), ids.size - 1)
            there = segment.alive & (ids[place] == segment.ids)
            found[place[there]] = scores[there]
        return found

    def _of_segment(self, segment: Segment) -> Array:
        effects = self._effects
        of_stem = np.fromiter((effects.get(name, 0.0) for name in segment.stems.all()), np.float64)
        of_word = of_stem[segment.stem_of]
        total, size = np.zeros(segment.papers), np.zeros(segment.papers)
        for name, weight in FIELDS:
            field = segment.fields.get(name)
            if field is not None:
                effect = np.repeat(of_word[field.words], np.diff(field.first))
                value = weight * (1 + np.log(field.counts))
                total += np.bincount(field.papers, effect * value, minlength=segment.papers)
                size += np.bincount(field.papers, minlength=segment.papers)
        return total / np.sqrt(size + 1)


def learn(
    segments: Sequence[Segment], decisions: Sequence[Decision], wishes: Mapping[str, Wish]
) -> Ranking:
    """What the decisions, oldest first, say about words; `wishes` overrule it."""
    kept = sum(one.kept for one in decisions)
    taste = Taste(len(decisions), kept, wishes=dict(wishes))
    if not taste.is_on:
        return Ranking(taste)
    newest = decisions[-NEWEST:]
    rows, rarity = _rows(segments, newest)
    overrule = _overruling(rows.names, wishes)
    weights, grade = _learned(rows, [one.kept for one in newest], overrule)
    effects = dict(zip(rows.names, (weights * rarity).tolist(), strict=True))
    strongest = max(effects.values(), default=1.0)
    for name, wish in _wished(wishes).items():
        if wish == "pin":
            effects.setdefault(name, strongest)
    liked = heapq.nlargest(SHOWN, effects, key=effects.__getitem__)
    disliked = heapq.nsmallest(SHOWN, effects, key=effects.__getitem__)
    most = _spelled(segments, [name for name in liked if effects[name] > 0], wishes)
    least = _spelled(segments, [name for name in disliked if effects[name] < 0], wishes)
    said = replace(
        taste,
        grade=grade,
        effects={decoded(name): effect for name, effect in effects.items() if effect},
        liked=tuple(most),
        disliked=tuple(least),
    )
    return Ranking(said, most | least)


def _spelled(
    segments: Sequence[Segment], stems: Sequence[bytes], wishes: Mapping[str, Wish]
) -> dict[str, int | None]:
    """For each stem the word of it that most papers have, with a paper that has it.

    Parts of words said before are left out, and so is a stem of which there is no word: nobody
    knows it. One that the person pinned and no paper has is as the person wrote it, without a
    paper.
    """
    wished = {name: word for word in wishes for name in _stems(word)}
    said: dict[str, int | None] = {}
    for name in stems:
        word, paper_id = _commonest(segments, decoded(name))
        word = word or wished.get(name, "")
        if word and not any(word in other or other in word for other in said):
            said[word] = paper_id
    return said


def _commonest(segments: Sequence[Segment], root: str) -> tuple[str, int | None]:
    """The word with this stem that most papers have in a field, and one of them."""
    found, holders = Counter[str](), dict[str, int]()
    for segment, (name, _weight) in product(segments, FIELDS):
        field = segment.fields.get(name)
        if field is None:
            continue
        for number in segment.with_stem(root).tolist():
            slices = field.slices((number, number + 1))
            papers = field.papers[int(slices.first[0]) : int(slices.last[0])]
            papers = papers[segment.alive[papers]]
            if papers.size:
                word = decoded(segment.words[number])
                found[word] += papers.size
                holders[word] = int(segment.ids[papers[0]])
    if not found:
        return "", None
    word = found.most_common(1)[0][0]
    return word, holders[word]


# ---------------------------------------------------------------- decisions as numbers


def _rows(segments: Sequence[Segment], decisions: Sequence[Decision]) -> tuple[_Rows, Array]:
    """The decided papers as rows in the order of the decisions, and how rare each word is."""
    table: dict[bytes, int] = {}
    row_of = {one.paper_id: row for row, one in enumerate(decisions) if one.words is None}
    parts = [_rows_of_segment(segment, row_of, table) for segment in segments]
    for row, one in enumerate(decisions):
        if one.words is not None:
            parts.append(_rows_of_text(row, one.words, table))
    names = list(table)
    rows, columns, values = (np.concatenate(each) for each in zip(*parts, strict=True))
    rarity = _rarity(segments, names)
    standing = np.bincount(columns, minlength=len(names))
    rarity[standing < _FEWEST] = 0.0
    order = np.argsort(rows, kind="stable")
    rows, columns, values = rows[order], columns[order], values[order]
    size = np.bincount(rows, minlength=len(decisions))
    values = values * rarity[columns] / np.sqrt(size[rows] + 1)
    return _Rows(rows, columns, values, names), rarity


_Part = tuple[Array, Array, Array]


def _rows_of_segment(segment: Segment, row_of: Mapping[int, int], table: dict[bytes, int]) -> _Part:
    decided = np.array(sorted(row_of), dtype=np.int64)
    found = segment.alive & np.isin(segment.ids, decided)
    row_of_paper = np.array([row_of.get(one, -1) for one in segment.ids.tolist()])
    parts = [_EMPTY]
    for name, weight in FIELDS:
        field = segment.fields.get(name)
        if field is not None:
            postings = np.flatnonzero(found[field.papers])
            words = field.words[np.searchsorted(field.first, postings, side="right") - 1]
            counts = field.counts[postings].astype(np.float64)
            stems = segment.stem_of[words].astype(np.int64)
            parts.append(
                (row_of_paper[field.papers[postings]], stems, weight * (1 + np.log(counts)))
            )
    rows, stems, values = (np.concatenate(each) for each in zip(*parts, strict=True))
    column = np.full(len(segment.stems), -1)
    for number in np.unique(stems).tolist():
        name = segment.stems[number]
        if _says_something(name):
            column[number] = table.setdefault(name, len(table))
    columns = column[stems]
    keep = columns >= 0
    return rows[keep], columns[keep], values[keep]


def _rows_of_text(row: int, words: Words, table: dict[bytes, int]) -> _Part:
    """The row of a paper that is in no segment any more."""
    columns, values = [], []
    for name, weight in FIELDS:
        counts = Counter(encoded(stem(token.word)) for token in tokens(str(getattr(words, name))))
        for root, count in counts.items():
            if _says_something(root):
                columns.append(table.setdefault(root, len(table)))
                values.append(weight * (1 + log(count)))
    return np.full(len(columns), row), np.array(columns, dtype=np.int64), np.array(values)


_EMPTY = (np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), np.empty(0))


def _says_something(name: bytes) -> bool:
    return len(name) > 1 and not name.isdigit() and name not in _SAY_NOTHING


_SAY_NOTHING = frozenset(encoded(stem(word)) for word in FUNCTION_WORDS)


def _rarity(segments: Sequence[Segment], names: Sequence[bytes]) -> Array:
    """How rare each word is in the library: the root of its inverse document frequency.

    Of the root, because weights and rows are both multiplied by it.
    """
    holding = np.zeros(len(names))
    for segment in segments:
        field = segment.fields.get("abstract")
        if field is not None:
            counts = np.bincount(
                segment.stem_of[field.words], np.diff(field.first), minlength=len(segment.stems)
            )
            of_name = dict(zip(segment.stems.all(), counts.tolist(), strict=True))
            holding += np.fromiter((of_name.get(name, 0.0) for name in names), np.float64)
    papers = sum(segment.papers for segment in segments)
    return np.sqrt(np.maximum(np.log((papers + 1) / (holding + 0.5)), 0.0))


# ---------------------------------------------------------------- the model


def _learned(
    rows: _Rows, kept: Sequence[bool], overrule: Callable[[Array], None]
) -> tuple[Array, Grade | None]:
    """The weights of the words, and how well the newest decisions were foreseen on the way."""
    total = len(kept)
    begin = max(BEFORE_GRADE, total - GRADED)
    sums = {True: np.zeros(len(rows.names)), False: np.zeros(len(rows.names))}
    counts = {True: 0, False: 0}
    ends = np.searchsorted(rows.rows, np.arange(total + 1)).tolist()
    foreseen = []
    for row, verdict in enumerate(kept):
        columns = rows.columns[ends[row] : ends[row + 1]]
        values = rows.values[ends[row] : ends[row + 1]]
        if row >= begin:
            weights = _difference(sums, counts)
            overrule(weights)
            foreseen.append(float(values @ weights[columns]))
        np.add.at(sums[verdict], columns, values)
        counts[verdict] += 1
    weights = _difference(sums, counts)
    overrule(weights)
    return weights, _graded(foreseen, kept[begin:])


def _difference(sums: Mapping[bool, Array], counts: Mapping[bool, int]) -> Array:
    """The mean of the papers kept less the mean of those dropped."""
    return np.asarray(sums[True] / max(counts[True], 1) - sums[False] / max(counts[False], 1))


def _graded(foreseen: Sequence[float], came: Sequence[bool]) -> Grade | None:
    kept, top = sum(came), len(came) // 4
    if not kept or not top:
        return None
    best = sorted(range(len(came)), key=lambda place: -foreseen[place])[:top]
    return Grade(len(came), kept, top, sum(came[place] for place in best))


# ---------------------------------------------------------------- what the person wishes


def _wished(wishes: Mapping[str, Wish]) -> dict[bytes, Wish]:
    """The wishes by stem; of a compound they are about the whole."""
    return {name: wish for word, wish in wishes.items() for name in _stems(word)}


def _stems(word: str) -> list[bytes]:
    cut = list(tokens(word))
    whole = [token for token in cut if token.kind == "joined"] or cut
    return [encoded(stem(token.word)) for token in whole]


def _overruling(names: Sequence[bytes], wishes: Mapping[str, Wish]) -> Callable[[Array], None]:
    """What makes weights those that the person wishes."""
    column = {name: number for number, name in enumerate(names)}
    wished = {column[name]: wish for name, wish in _wished(wishes).items() if name in column}
    muted = [number for number, wish in wished.items() if wish == "mute"]
    pinned = [number for number, wish in wished.items() if wish == "pin"]

    def overrule(weights: Array) -> None:
        strongest = float(weights.max(initial=0.0)) or 1.0
        weights[muted] = 0.0
        weights[pinned] = strongest

    return overrule
