"""The order "For you": what was learned is kept for a while, so that a list does not jump about.

It is learned anew when some ten decisions have been made or taken back since, and at once when a
word was muted or pinned.
"""

from array import array
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.model import Taste, Wish
from reader.store import Store

if TYPE_CHECKING:
    from reader.index import WordIndex
    from reader.index.ranking import Ranking

ANEW = 10  # decisions
WILDCARD = 10  # every so many places a paper that little speaks for
_SCATTER = 2_654_435_761  # Knuth's multiplicative hash: an order of numbers as good as chance


class Liking:
    """What was learned last."""

    def __init__(self) -> None:
        self._ranking: Ranking | None = None
        self._decided = 0
        self._wishes: dict[str, Wish] = {}

    def taste(self, store: Store, index: "WordIndex") -> Taste:
        """What the decisions say."""
        return self._current(store, index).taste

    def ordered(
        self, store: Store, index: "WordIndex", ids: "array[int]"
    ) -> "tuple[array[int], frozenset[int]]":
        """The papers, those first for which most speaks, and which of them are wildcards.

        Equal ones stay in their order, and all do while there are too few decisions.
        """
        import numpy as np

        ranking = self._current(store, index)
        if not ranking.taste.is_on or not len(ids):
            return ids, frozenset()
        given = np.frombuffer(ids, dtype=np.int64)
        places = np.argsort(given)
        score = np.empty(given.size)
        score[places] = index.liking(ranking, given[places])
        order = given[np.argsort(-score, kind="stable")]
        wild = order[order.size // 2 :]
        wild = wild[np.argsort(wild * _SCATTER % (1 << 32), kind="stable")]
        wild = wild[: order.size // WILDCARD]
        mixed = np.empty_like(order)
        is_wild = np.zeros(order.size, dtype=bool)
        is_wild[WILDCARD - 1 :: WILDCARD] = True
        mixed[is_wild] = wild
        mixed[~is_wild] = order[~np.isin(order, wild)]
        return array("q", mixed.tobytes()), frozenset(wild.tolist())

    def _current(self, store: Store, index: "WordIndex") -> "Ranking":
        decided, wishes = store.decided(), store.wishes()
        known = self._ranking
        if known is None or wishes != self._wishes or self._is_old(known, decided):
            known = self._ranking = index.learn(store.decisions(), wishes)
            known.taste = _readable(known, store)
            self._decided, self._wishes = decided, wishes
        return known

    def _is_old(self, known: "Ranking", decided: int) -> bool:
        """Too few decisions may become enough with the next one."""
        if not known.taste.is_on:
            return decided != self._decided
        return abs(decided - self._decided) >= ANEW


def _readable(ranking: "Ranking", store: Store) -> Taste:
    """The taste with the words that weigh most as papers write them."""
    from reader.index import as_written

    ids = [one for one in ranking.holders.values() if one is not None]
    facts = {paper.id: paper.facts for paper in store.papers(ids)}

    def written(word: str) -> str:
        holder = facts.get(ranking.holders.get(word) or 0)
        return as_written(word, (holder.title, holder.abstract or "")) if holder else word

    taste = ranking.taste
    liked, disliked = (
        tuple(dict.fromkeys(map(written, words))) for words in (taste.liked, taste.disliked)
    )
    return replace(taste, liked=liked, disliked=disliked)
