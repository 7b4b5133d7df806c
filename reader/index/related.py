"""Papers close to some text of the library's own words, and the words that they share.

What the text is about is a profile: its words by stem, each weighing by how often it stands
there and how rare it is in the library. The heaviest words are then looked up in titles and
abstracts, and each paper gathers what its own use of them is worth, as in BM25: more of the same
word counts less and less, and a long abstract does not win by its length. A likeness is what a
paper gathers against what the text itself would gather.

The constants are those that did best in `tests/benchmarks/bench_related.py`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from reader.index.analysis import Token, chunks, cut, stem
from reader.index.codec.sections import Array
from reader.index.codec.segment import Field, Segment
from reader.index.plan import FUNCTION_WORDS
from reader.model import Neighbour, Words
from reader.query.nodes import TextField

FIELDS: tuple[TextField, ...] = ("title", "abstract")
MOST_TERMS = 60
COMMON = 0.5  # a word in more of all papers than this says nothing
SHARED = 3
_K1 = 2.0
_B = 0.75
_LEAST = 0.02  # a likeness below this is chance


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of some texts, by stem: how they are shown, their weight, how much they are used.

    The usage is what a paper like the texts would get for a word, 0 to 1.
    """

    stems: list[str]
    shown: list[str]
    weights: Array
    usage: Array


@dataclass(frozen=True, slots=True)
class _Forms:
    """All words of a segment that have one of some stems, and the place of the stem of each."""

    words: Array
    stems: Array


@dataclass(frozen=True, slots=True)
class _Uses:
    """The uses of words in the papers of a segment: the paper, the stem, and what it is worth."""

    papers: Array
    stems: Array
    worth: Array


def related(
    segments: Sequence[Segment], sources: Sequence[Words], leave_out: Iterable[int], limit: int
) -> list[Neighbour]:
    """The papers closest to `sources`, best first, without those of `leave_out`."""
    mean_length = _mean_length(segments)
    said = _said(sources, mean_length)
    forms = [_forms(segment, said.stems) for segment in segments]
    value = said.weights * _rarity(segments, forms, len(said.stems))
    value[np.argsort(-value, kind="stable")[MOST_TERMS:]] = 0.0
    itself = float(value @ said.usage) * (_K1 + 1)
    if not itself:
        return []
    out = frozenset(leave_out)
    uses = [
        _uses(segment, of_segment, value, mean_length)
        for segment, of_segment in zip(segments, forms, strict=True)
    ]
    best: list[tuple[float, int, int, int]] = []
    for number, segment in enumerate(segments):
        total = np.bincount(uses[number].papers, uses[number].worth, minlength=segment.papers)
        total *= segment.alive
        for place in _top(total, limit + len(out)).tolist():
            paper = int(segment.ids[place])
            if paper not in out:
                best.append((-float(total[place]), paper, number, place))
    return [
        Neighbour(paper, min(1.0, -worth / itself), _shared(said.shown, uses[number], place))
        for worth, paper, number, place in sorted(best)[:limit]
        if -worth / itself >= _LEAST
    ]


def _top(total: Array, limit: int) -> Array:
    found = np.flatnonzero(total > 0)
    if found.size > limit:
        found = found[np.argpartition(-total[found], limit)[:limit]]
    return found


def _said(sources: Sequence[Words], mean_length: float) -> _Said:
    weights, uses = defaultdict[str, float](float), defaultdict[str, float](float)
    shown: dict[str, str] = {}  # as it is written first
    for source in sources:
        found = defaultdict[str, int](int)
        total = 0
        for field in FIELDS:
            for chunk in chunks(getattr(source, field)):
                for piece in cut(chunk)[0]:
                    word = piece.word
                    if word not in FUNCTION_WORDS and _says_something(piece):
                        root = stem(word)
                        found[root] += 1
                        total += 1
                        if root not in shown:
                            shown[root] = chunk[piece.start : piece.end].lower()
        saturation = _K1 * (1 - _B + _B * total / mean_length)
        for root, count in found.items():
            weights[root] += 1 + log(count)
            uses[root] += count / (count + saturation) / len(sources)
    stems = sorted(weights)
    return _Said(
        stems,
        [shown[root] for root in stems],
        np.array([weights[root] for root in stems]),
        np.array([uses[root] for root in stems]),
    )


def _says_something(piece: Token) -> bool:
    return piece.kind != "single" and len(piece.word) > 1 and not piece.word.isdecimal()


def _forms(segment: Segment, stems: Sequence[str]) -> _Forms:
    found = [segment.with_stem(root) for root in stems]
    sizes = [words.size for words in found]
    words = np.concatenate([np.empty(0, dtype=np.uint32), *found])
    return _Forms(words, np.repeat(np.arange(len(stems)), sizes))


def _postings(field: Field, forms: _Forms) -> tuple[Array, Array, Array]:
    """Where the postings of each form begin in a field, how many they are, and of which stem."""
    place = np.searchsorted(field.words, forms.words)
    place = np.minimum(place, field.words.size - 1)
    there = field.words[place] == forms.words
    first = field.first[place[there]].astype(np.int64)
    return first, field.first[place[there] + 1] - first, forms.stems[there]


def _rarity(segments: Sequence[Segment], forms: Sequence[_Forms], stems: int) -> Array:
    """How rare each stem is in the library, by the field that has it most; 0 for what is common."""
    holding = np.zeros(stems)
    for segment, of_segment in zip(segments, forms, strict=True):
        most = np.zeros(stems)
        for name in FIELDS:
            if name in segment.fields:
                _, sizes, of_stem = _postings(segment.fields[name], of_segment)
                most = np.maximum(most, np.bincount(of_stem, sizes, minlength=stems))
        holding += most
    papers = sum(segment.papers for segment in segments)
    rarity = np.log((papers + 1) / (holding + 0.5))
    rarity[(holding == 0) | (holding > max(COMMON * papers, 2))] = 0.0
    return rarity


def _uses(segment: Segment, forms: _Forms, value: Array, mean_length: float) -> _Uses:
    """Every use of a word that is worth something, as BM25 counts it."""
    keep = value[forms.stems] > 0
    forms = _Forms(forms.words[keep], forms.stems[keep])
    papers, stems, worth = [_NO_PAPERS], [_NO_STEMS], [_NO_WORTH]
    for name in FIELDS:
        field = segment.fields.get(name)
        if field is None or not forms.words.size:
            continue
        first, sizes, of_stem = _postings(field, forms)
        flat = np.repeat(first - (np.cumsum(sizes) - sizes), sizes) + np.arange(sizes.sum())
        of_paper, counts = field.papers[flat], field.counts[flat].astype(np.float64)
        stem_of = np.repeat(of_stem, sizes)
        saturation = _K1 * (1 - _B + _B * segment.lengths(FIELDS)[of_paper] / mean_length)
        papers.append(of_paper.astype(np.uint32))
        stems.append(stem_of)
        worth.append(value[stem_of] * counts * (_K1 + 1) / (counts + saturation))
    return _Uses(np.concatenate(papers), np.concatenate(stems), np.concatenate(worth))


_NO_PAPERS, _NO_STEMS = np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.int64)
_NO_WORTH = np.empty(0)


def _mean_length(segments: Sequence[Segment]) -> float:
    papers = sum(segment.papers for segment in segments)
    total = sum(
        segment.fields[name].length
        for segment in segments
        for name in FIELDS
        if name in segment.fields
    )
    return max(total / max(papers, 1), 1.0)


def _shared(shown: Sequence[str], uses: _Uses, place: int) -> tuple[str, ...]:
    """The words that weigh most in what a paper has in common, each said once."""
    here = uses.papers == place
    worth = np.bincount(uses.stems[here], uses.worth[here], minlength=len(shown))
    said: list[str] = []
    for number in np.argsort(-worth, kind="stable").tolist():
        word = shown[number]
        if worth[number] <= 0 or len(said) == SHARED:
            break
        if not any(word in other or other in word for other in said):
            said.append(word)
    return tuple(said)
