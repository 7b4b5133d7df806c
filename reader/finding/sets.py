"""Sets of papers as ascending arrays of ids: what is in both, and what is known of some.

Numbers of papers mostly have few gaps. Then a table with a place for each number is many times
faster than looking numbers up in each other; where they have many it would be too large.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]

_FEW = 16  # times as many numbers in which a few are looked up one by one
_GAPS = 16  # numbers for each that is taken, at most, in a table


def common(one: Ids, other: Ids) -> Ids:
    """The ids that stand in both."""
    few, many = (one, other) if one.size < other.size else (other, one)
    if not few.size:
        return few
    if _wants_table(many, few):
        there = np.zeros(int(many[-1]) + 1, dtype=bool)
        there[many] = True
        few = few[: np.searchsorted(few, many[-1], side="right")]
        return np.asarray(few[there.take(few)])
    place = np.minimum(np.searchsorted(many, few), many.size - 1)
    return np.asarray(few[many[place] == few])


def values_of(ids: Ids, known: Ids, values: NDArray[Any]) -> NDArray[Any]:
    """The values beside `known`, for each of `ids`; 0 for one that is not known."""
    found = np.zeros(ids.size, dtype=values.dtype)
    if not known.size or not ids.size:
        return found
    if _wants_table(known, ids):
        table = np.zeros(int(known[-1]) + 1, dtype=values.dtype)
        table[known] = values
        inside = int(np.searchsorted(ids, known[-1], side="right"))
        found[:inside] = table.take(ids[:inside])
        return found
    place = np.minimum(np.searchsorted(known, ids), known.size - 1)
    there = known[place] == ids
    found[there] = values[place[there]]
    return found


def which(known: Ids, asked: Ids) -> NDArray[np.bool_]:
    """Which of `known` are asked for; these may stand in any order."""
    if not known.size or not _is_dense(known):
        return np.isin(known, asked)
    there = np.zeros(int(known[-1]) + 1, dtype=bool)
    there[asked[(asked >= 0) & (asked <= known[-1])]] = True
    return there.take(known)


def _wants_table(many: Ids, few: Ids) -> bool:
    return _is_dense(many) and bool(few[0] >= 0) and few.size * _FEW > many.size


def _is_dense(ids: Ids) -> bool:
    return bool(ids[0] >= 0 and ids[-1] < _GAPS * ids.size)
