"""Finding papers: the part of the front door that answers questions. `Library` is made from it."""

from array import array
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.errors import Problem
from reader.model import (
    Changes,
    Facets,
    Found,
    Neighbour,
    Paper,
    Passages,
    Progress,
    Repair,
    Sort,
    Taste,
    Wish,
    Words,
)
from reader.query.nodes import EVERYTHING, Node, has_text
from reader.store import Store

if TYPE_CHECKING:
    from reader.finding.facets import Counting
    from reader.finding.liking import Liking
    from reader.index import WordIndex


class Searching:
    """Searches, their counts and repairs, marks, and papers close to others."""

    _store: Store
    _counting: "Counting | None" = None
    _liking: "Liking | None" = None

    if TYPE_CHECKING:

        def _words(self) -> WordIndex: ...

    def find(
        self,
        query: str = "",
        *,
        within: Node = EVERYTHING,
        sort: Sort = "default",
        typing: bool = False,
        selected: Sequence[int] | None = None,
    ) -> Found:
        """The papers that match `query` (the search language) inside the place `within`.

        With `typing` the last word may still be unfinished: it also matches as a beginning.
        Words are ranked by how well they match unless `sort` says otherwise. A query never fails:
        what is not understood is named in `Found.ignored`. `selected` are the papers that
        `is:selected` means; None where nothing can be selected.
        """
        from reader.finding import find

        return find(
            self._store,
            self._words,
            query,
            within=within,
            sort=sort,
            typing=typing,
            liking=self._liking_now(),
            counting=self._counting,
            selected=selected,
        )

    def passages(self, ids: Sequence[int]) -> list[Passages]:
        """What rows of a search quote from, in no order, without papers that are gone."""
        return self._store.passages(ids)

    def facets(
        self,
        query: str,
        *,
        within: Node = EVERYTHING,
        typing: bool = False,
        selected: Sequence[int] | None = None,
        go_on: Callable[[], bool] = lambda: True,
    ) -> Facets:
        """What the papers found have, with counts: each is a filter that could be ticked.

        Raises Cancelled when `go_on` says no: reading what counts the first time takes a while.
        """
        from reader.finding import ids_of
        from reader.finding.facets import counting_now, facets

        self._counting = counting_now(self._store, self._counting, go_on)

        def ids(node: Node) -> "array[int]":
            return ids_of(self._store, self._words, within, node, selected)

        return facets(query, self._counting, ids, typing=typing)

    def repairs(
        self, query: str, *, within: Node = EVERYTHING, selected: Sequence[int] | None = None
    ) -> tuple[Repair, ...]:
        """What to search for instead when nothing is found: near spellings, fewer conditions."""
        from reader.finding import ids_of
        from reader.finding.repairs import repairs

        def how_many(node: Node) -> int:
            return len(ids_of(self._store, self._words, within, node, selected))

        tags = [tag.name for tag, _ in self._store.counts().tags]
        return repairs(query, how_many, self._words(), tags)

    def related(
        self, ids: Sequence[int] = (), *, words: str = "", limit: int = 12
    ) -> list[Neighbour]:
        """The papers closest to these, or to some words, each with the words they share."""
        from reader.finding import neighbours

        sources = list(self._store.words(ids)) if ids else []
        if words:
            sources.append(Words(0, words, "", "", "", "", ""))
        return neighbours(self._store, self._words(), sources, limit=limit) if sources else []

    def closest(
        self, ids: Sequence[int], *, limit: int = 5, progress: Progress | None = None
    ) -> dict[int, list[int]]:
        """The papers closest to each of these, best first, as the library is now.

        Raises Problem while many papers are still being indexed, Cancelled when `progress` says
        stop.
        """
        from reader.finding import closest

        return closest(self._store, self._words(), ids, limit, progress) if ids else {}

    def taste(self) -> Taste:
        """What the order "For you" has learned from the decisions so far, and how well it does."""
        from reader.finding.freshness import catch_up

        index = self._words()
        with suppress(Problem, OSError):  # then what the index knows is good enough
            catch_up(self._store, index)
        return self._liking_now().taste(self._store, index)

    def wish(self, word: str, wanted: Wish | None) -> Changes:
        """Mute a word in the order "For you", pin it, or (None) take the wish back.

        Raises Problem for what is no single word.
        """
        return self._store.wish(word, wanted)

    def reasons(self, taste: Taste, paper: Paper) -> str:
        """The words that weigh most for a paper and against it: `+ kernel, − survey`."""
        from reader.index import reasons

        favour, against = reasons(taste, paper.facts.title, paper.facts.abstract or "")
        return ", ".join([*(f"+ {word}" for word in favour), *(f"− {word}" for word in against)])

    def _liking_now(self) -> "Liking":
        if self._liking is None:
            from reader.finding.liking import Liking

            self._liking = Liking()
        return self._liking

    def marks(self, query: str, text: str, *, typing: bool = False) -> list[tuple[int, int]]:
        """The places in `text` (start, end in characters) that match the words of `query`."""
        from reader.index import marks

        node = _understood(query, typing)
        return marks(node, text) if has_text(node) else []


@lru_cache(maxsize=16)  # every row of a list asks for its marks
def _understood(query: str, typing: bool) -> Node:
    from reader.query.parsing import parse

    return parse(query, typing=typing).node
