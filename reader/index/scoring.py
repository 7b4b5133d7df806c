"""How well a paper matches: Okapi BM25 per field, summed with a weight for each field.

The formula and its constants are those of Whoosh's BM25F
(https://whoosh.readthedocs.io/en/latest/api/scoring.html), so that stock Whoosh, asked the same
of the same index, gives the same scores. One thing is different: the mean length of a field is
that of the papers that have it at all. Few papers have notes; over all papers their mean length
would be next to nothing, and every note would count as far too long.
"""

from math import log

import numpy as np

from reader.index.codec.sections import Array
from reader.query.nodes import TextField

WEIGHTS: dict[TextField, float] = {
    "title": 4.0,
    "tags": 3.0,
    "highlight": 2.0,
    "comment": 2.0,
    "note": 2.0,
    "author": 2.0,
    "abstract": 1.0,
}

_LARGEST = (1 << 32) - 1  # id that has room beside a score

_K1 = 1.2  # how soon more of the same word stops counting
_B = 0.75  # how much a long text is held against a paper


def best_first(ids: Array, score: Array) -> Array:
    """The ids in the order of their scores; of equal ones the newest first.

    Score and id are one number, and numbers are sorted many times faster than places are. A
    score counts as a 4-byte float: what differs by less is equal.
    """
    if not ids.size or ids.max() > _LARGEST or ids.min() < 0:
        return ids[np.lexsort((-ids, -score))]
    key = (~score.astype(np.float32).view(np.uint32)).astype(np.uint64) << np.uint64(32)
    key |= (_LARGEST - ids).astype(np.uint64)
    key.sort()
    return _LARGEST - (key & np.uint64(_LARGEST)).astype(np.int64)


def rarity(papers: int, holding: int) -> float:
    """How much a word says when `holding` of all `papers` have it (inverse document frequency)."""
    return log(papers / (holding + 1)) + 1


def saturations(lengths: Array, mean_length: float) -> Array:
    """How soon more of the same word stops counting in each paper: later in a long text."""
    return np.asarray(_K1 * ((1 - _B) + _B * (lengths / mean_length)), dtype=np.float32)


def scores(rare: float, counts: Array, saturation: Array) -> Array:
    """The score of each paper that has a word so often."""
    often = counts.astype(np.float32)
    saturation = saturation + often
    often /= saturation
    often *= np.float32(rare * (_K1 + 1))
    return np.asarray(often)
