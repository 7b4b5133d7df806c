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

_K1 = 1.2  # how soon more of the same word stops counting
_B = 0.75  # how much a long text is held against a paper


def rarity(papers: int, holding: int) -> float:
    """How much a word says when `holding` of all `papers` have it (inverse document frequency)."""
    return log(papers / (holding + 1)) + 1


def scores(rare: float, counts: Array, lengths: Array, mean_length: float) -> Array:
    """The score of each paper: it has the word so often, in a text of so many words."""
    saturation = _K1 * ((1 - _B) + _B * (lengths / mean_length))
    return np.asarray(rare * (counts * (_K1 + 1) / (counts + saturation)))
