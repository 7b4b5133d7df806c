"""Sets of papers: tables and looking up give the same, whatever the numbers are."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reader.finding import sets

_ids = st.one_of(
    st.sets(st.integers(0, 60)), st.sets(st.integers(-3, 10**12)), st.just(set(range(5, 50)))
)


def _array(ids: set[int]) -> sets.Ids:
    return np.array(sorted(ids), dtype=np.int64)


@given(_ids, _ids)
def test_what_is_in_both(one: set[int], other: set[int]) -> None:
    assert set(sets.common(_array(one), _array(other)).tolist()) == one & other


@given(_ids, _ids)
def test_what_is_known_of_some(ids: set[int], known: set[int]) -> None:
    values = np.arange(1.0, 1.0 + len(known))
    found = sets.values_of(_array(ids), _array(known), values)
    beside = dict(zip(sorted(known), values.tolist(), strict=True))
    assert found.tolist() == [beside.get(one, 0.0) for one in sorted(ids)]


@given(_ids, _ids)
def test_which_are_asked_for(known: set[int], asked: set[int]) -> None:
    shuffled = np.array(list(asked), dtype=np.int64)
    found = sets.which(_array(known), shuffled)
    assert found.tolist() == [one in asked for one in sorted(known)]
