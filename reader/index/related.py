"""Papers close to some text of the library's own words, and the words that they share.

What the text is about is a profile: its words by stem, each weighing by how often it stands
there and how rare it is in the library. The heaviest words are then looked up in titles and
abstracts, and each paper gathers what its own use of them is worth, as in BM25: more of the same
word counts less and less, and a long abstract does not win by its length. A likeness is what a
paper gathers against what the text itself would gather.

The constants are those that did best in `tests/benchmarks/bench_related.py`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from reader.index.analysis import Token, stem, tokens
from reader.index.codec.sections import Array
from reader.index.codec.segment import Segment
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
class _Term:
    """A word of the profile: its stem, how it is shown, its weight, how rare it is.

    `usage` is how much the sources themselves use it, 0 to 1.
    """

    stem: str
    shown: str
    weight: float
    rarity: float
    usage: float


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What a word is worth to the papers of one segment that have it."""

    papers: Array
    worth: Array


def related(
    segments: Sequence[Segment], sources: Sequence[Words], leave_out: Iterable[int], limit: int
) -> list[Neighbour]:
    """The papers closest to `sources`, best first, without those of `leave_out`."""
    profile = _profile(segments, sources)
    if not profile:
        return []
    saturations = [_saturation(segment, _mean_length(segments)) for segment in segments]
    gathered = [
        [_gather(*both, term) for both in zip(segments, saturations, strict=True)]
        for term in profile
    ]
    itself = sum(term.weight * term.rarity * term.usage for term in profile) * (_K1 + 1)
    out = np.array(sorted(leave_out), dtype=np.int64)
    best: list[tuple[float, int, int, int]] = []
    for number, segment in enumerate(segments):
        total = np.zeros(segment.papers)
        for of_term in gathered:
            total[of_term[number].papers] += of_term[number].worth
        total[~segment.alive | np.isin(segment.ids, out)] = 0.0
        for place in _top(total, limit):
            best.append((-float(total[place]), int(segment.ids[place]), number, int(place)))
    return [
        Neighbour(paper, min(1.0, -worth / itself), _shared(profile, gathered, number, place))
        for worth, paper, number, place in sorted(best)[:limit]
        if -worth / itself >= _LEAST
    ]


def _top(total: Array, limit: int) -> Array:
    found = np.flatnonzero(total)
    if found.size > limit:
        found = found[np.argpartition(-total[found], limit)[:limit]]
    return found


def _profile(segments: Sequence[Segment], sources: Sequence[Words]) -> list[_Term]:
    """The heaviest words of the sources."""
    weights, uses = defaultdict[str, float](float), defaultdict[str, float](float)
    shown: dict[str, Counter[str]] = {}
    for source in sources:
        found = Counter[str]()
        for field in FIELDS:
            for token, text in _words_of(getattr(source, field)):
                root = stem(token.word)
                found[root] += 1
                shown.setdefault(root, Counter())[text] += 1
        saturation = _K1 * (1 - _B + _B * found.total() / _mean_length(segments))
        for root, count in found.items():
            weights[root] += 1 + log(count)
            uses[root] += count / (count + saturation) / len(sources)
    papers = sum(segment.papers for segment in segments)
    terms = []
    for root, weight in weights.items():
        holding = sum(_holding(segment, root) for segment in segments)
        if holding and holding <= max(COMMON * papers, 2):
            name = shown[root].most_common(1)[0][0]
            rarity = log((papers + 1) / (holding + 0.5))
            terms.append(_Term(root, name, weight, rarity, uses[root]))
    terms.sort(key=lambda term: (-term.weight * term.rarity, term.stem))
    return terms[:MOST_TERMS]


def _words_of(text: str) -> Iterable[tuple[Token, str]]:
    for token in tokens(text):
        word = token.word
        if (
            token.kind != "single"
            and len(word) > 1
            and not (word.isdecimal() or word in FUNCTION_WORDS)
        ):
            yield token, text[token.start : token.end].lower()


def _holding(segment: Segment, root: str) -> int:
    """In how many papers of a segment a word stands, in the field that has it most."""
    words = segment.with_stem(root)
    if not words.size:
        return 0
    return max(
        (
            int((slices.last.astype(np.int64) - slices.first).sum())
            for field in FIELDS
            if field in segment.fields
            for slices in [segment.fields[field].slices(words)]
        ),
        default=0,
    )


def _gather(segment: Segment, saturation: Array, term: _Term) -> _Gathered:
    """How much the papers of a segment use a word, as BM25 counts it."""
    total = np.zeros(segment.papers)
    words = segment.with_stem(term.stem)
    for name in FIELDS:
        field = segment.fields.get(name)
        if field is None or not words.size:
            continue
        slices = field.slices(words)
        for first, last in zip(slices.first.tolist(), slices.last.tolist(), strict=True):
            total[field.papers[first:last]] += field.counts[first:last]
    papers = np.flatnonzero(total)
    counts = total[papers]
    worth = term.weight * term.rarity * counts * (_K1 + 1) / (counts + saturation[papers])
    return _Gathered(papers, worth)


def _saturation(segment: Segment, mean_length: float) -> Array:
    """How soon more of the same word stops counting in each paper: later in long ones."""
    lengths = np.zeros(segment.papers)
    for name in FIELDS:
        if name in segment.fields:
            lengths += segment.fields[name].lengths
    return _K1 * (1 - _B + _B * lengths / mean_length)


def _mean_length(segments: Sequence[Segment]) -> float:
    papers = sum(segment.papers for segment in segments)
    total = sum(
        segment.fields[name].length
        for segment in segments
        for name in FIELDS
        if name in segment.fields
    )
    return max(total / max(papers, 1), 1.0)


def _shared(
    profile: Sequence[_Term], gathered: Sequence[Sequence[_Gathered]], number: int, place: int
) -> tuple[str, ...]:
    """The words that weigh most in what a paper has in common, each said once."""
    worth = []
    for term, of_term in zip(profile, gathered, strict=True):
        found = of_term[number]
        at = int(np.searchsorted(found.papers, place))
        if at < found.papers.size and found.papers[at] == place:
            worth.append((-float(found.worth[at]), term.shown))
    shown: list[str] = []
    for _, word in sorted(worth):
        if not any(word in other or other in word for other in shown):
            shown.append(word)
    return tuple(shown[:SHARED])
