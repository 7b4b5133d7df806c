"""Answering a question: filters by SQL, words by the index, always about the library as it is now.

The index is a copy that may lag behind. What it says about papers changed since is not believed:
those few are read from the library and judged one by one, by the same rules. So an answer equals
the library even while the index is missing, being built (`freshness`), locked by another program,
or on a full disk.
"""

from array import array
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.errors import Cancelled, Problem
from reader.finding.freshness import catch_up, is_indexing
from reader.finding.liking import Liking
from reader.finding.resolving import Resolver
from reader.model import Found, Neighbour, Progress, Sort, Words
from reader.query.nodes import EVERYTHING, All, Among, Any, HasTag, Node, Not, has_text
from reader.query.parsing import parse
from reader.store import Store

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from reader.finding.facets import Counting
    from reader.index import WordIndex

    Ids = npt.NDArray[np.int64]

FEW_HITS = 2_000
MOST_RELATED = 50  # of a search; further ones share next to nothing
MOST_SOURCES = 200  # papers that others should be close to
BY_MATCH: tuple[Sort, ...] = ("default", "match")


def find(
    store: Store,
    open_index: Callable[[], "WordIndex"],
    query: str,
    *,
    within: Node = EVERYTHING,
    sort: Sort = "default",
    typing: bool = False,
    liking: Liking | None = None,
    selected: Sequence[int] | None = None,
    counting: "Counting | None" = None,
) -> Found:
    """The papers of `within` that match `query`, in order; see `Library.find`."""
    parsed = parse(query, typing=typing)
    if sort == "default" and parsed.sort:
        sort = parsed.sort
    resolver = _resolver(store, open_index, selected)
    node = resolver.resolve(All((within, parsed.node)))
    ignored = (*parsed.ignored, *resolver.ignored)
    if sort == "foryou":
        return _for_you(store, open_index(), query, node, ignored, liking or Liking())
    if not has_text(node):
        found = store.ids(node, "default" if sort == "match" else sort)
        if resolver.order and sort in BY_MATCH:
            found = _as_ordered(found, resolver.order)
        return Found(found, query, ignored)
    search = Search(store, open_index(), counting)
    ids = search.evaluate(node)
    ordered = (
        search.ranked(ids) if sort in BY_MATCH else store.sort(array("q", ids.tobytes()), sort)
    )
    return Found(ordered, query, ignored, behind=search.behind)


def _for_you(
    store: Store,
    index: "WordIndex",
    query: str,
    node: Node,
    ignored: tuple[tuple[str, str], ...],
    liking: Liking,
) -> Found:
    """The papers in the order of what was decided before; in their own while it is off."""
    behind = False
    if has_text(node):
        search = Search(store, index)
        ids, behind = search.ranked(search.evaluate(node)), search.behind
    else:
        with suppress(Problem, OSError):
            catch_up(store, index)
        ids = store.ids(node)
    ordered, wildcards = liking.ordered(store, index, ids)
    return Found(ordered, query, ignored, behind, wildcards)


def _saved(store: Store) -> dict[str, str]:
    """The texts of the saved searches by name in lower case."""
    return {saved.name.casefold(): saved.query for saved in store.searches()}


def _resolver(
    store: Store, open_index: Callable[[], "WordIndex"], selected: Sequence[int] | None
) -> Resolver:
    return Resolver(
        lambda: _saved(store), lambda title: _close_to(store, open_index(), title), selected
    )


def ids_of(
    store: Store,
    open_index: Callable[[], "WordIndex"],
    within: Node,
    node: Node,
    selected: Sequence[int] | None = None,
) -> "array[int]":
    """The papers of `within` that a tree finds, in no order."""
    resolved = _resolver(store, open_index, selected).resolve(All((within, node)))
    if not has_text(resolved):
        return store.matching(resolved)
    return array("q", Search(store, open_index()).evaluate(resolved).tobytes())


def _as_ordered(ids: "array[int]", order: Sequence[int]) -> "array[int]":
    """The ids as they stand in `order`; those that do not stand in it come last."""
    places = {paper_id: place for place, paper_id in reversed(list(enumerate(order)))}
    return array("q", sorted(ids, key=lambda paper_id: places.get(paper_id, len(order))))


def _close_to(store: Store, index: "WordIndex", asked: str) -> Sequence[int] | None:
    """The papers close to what is asked for; None when that is a number or tag of no paper.

    Asked for may be numbers (`#12,15`), a tag (`#vision`), a title, or any words.
    """
    sources = _sources(store, asked)
    if not sources:
        return None
    return [near.id for near in neighbours(store, index, sources, limit=MOST_RELATED)]


def _sources(store: Store, asked: str) -> Sequence[Words]:
    if asked.startswith("#"):
        numbers = asked[1:].replace(",", " ").split()
        if all(number.isdecimal() and len(number) < 19 for number in numbers):
            return list(store.words([int(number) for number in numbers[:MOST_SOURCES]]))
        tagged = store.ids(HasTag(asked[1:], below=True), "-added")
        return list(store.words(tagged[:MOST_SOURCES]))
    called_so = store.titled(asked)[:1]
    return list(store.words(called_so)) if called_so else [Words(0, asked, *[""] * 5)]


def neighbours(
    store: Store,
    index: "WordIndex",
    sources: Sequence[Words],
    *,
    limit: int,
    leave_out: Iterable[int] = (),
) -> list[Neighbour]:
    """The papers closest to `sources`, best first, never those themselves."""
    with suppress(Problem, OSError):  # then what the index knows is good enough
        catch_up(store, index)
    return index.related(sources, [*(source.id for source in sources), *leave_out], limit)


def closest(
    store: Store,
    index: "WordIndex",
    ids: Sequence[int],
    limit: int,
    progress: Progress | None = None,
) -> dict[int, list[int]]:
    """The papers closest to each of these; see `Library.closest`."""
    with suppress(Problem, OSError):  # then what the index knows is good enough
        catch_up(store, index)
    if is_indexing(index):
        raise Problem(
            "Papers are still being indexed, so it is not known yet which ones are related.",
            do="Try again in a moment, or leave the related papers out.",
        )
    found: dict[int, list[int]] = {}
    for source in store.words(ids):
        if progress is not None and not progress(len(found), len(ids)):
            raise Cancelled
        near = index.related([source], [source.id], limit)
        found[source.id] = [one.id for one in near]
    return found


class Search:
    """One question: sets of ids as sorted arrays, and the scores of the words found."""

    def __init__(
        self, store: Store, index: "WordIndex", counting: "Counting | None" = None
    ) -> None:
        """`counting` answers plain filters as long as it is of this state of the library."""
        import numpy as np

        self._np = np
        self._store = store
        self._index = index
        self._changed, self._gone = frozenset[int](), frozenset[int]()
        is_current = False
        with suppress(Problem, OSError):
            is_current = catch_up(store, index)
        if not is_current:
            self._changed, self._gone, _ = store.changed_since(index.applied)
        self.behind = bool(self._changed)
        seq = index.applied if is_current else store.seq()
        self._counting = counting if counting and counting.seq == seq else None
        self._scores: list[tuple[Ids, npt.NDArray[np.float64]]] = []

    def evaluate(self, node: Node) -> "Ids":
        """The ids that match, sorted."""
        if not has_text(node):
            known = self._known(node)
            return self._sorted(self._store.matching(node)) if known is None else known
        if not _has_filter(node):
            return self._words(node)
        match node:
            case Not(inner):
                everything = self._sorted(self._store.matching(EVERYTHING))
                return self._np.setdiff1d(everything, self.evaluate(inner), assume_unique=True)
            case All(nodes):
                return self._all(nodes)
            case Any(nodes):
                found = [self.evaluate(inner) for inner in nodes]
                return self._np.unique(self._np.concatenate(found))
            case _:
                raise AssertionError(node)

    def _all(self, nodes: tuple[Node, ...]) -> "Ids":
        from reader.finding.sets import common

        # Words go to the index together, so that it can begin with the rarest.
        words = tuple(inner for inner in nodes if not _has_filter(inner))
        parts: list[Node] = [inner for inner in nodes if _has_filter(inner) and inner != EVERYTHING]
        if words:
            parts.insert(0, All(words) if len(words) > 1 else words[0])
        found = self.evaluate(parts[0])
        for inner in parts[1:]:
            known = self._known(inner)
            if known is None:
                if len(found) <= FEW_HITS and not has_text(inner):  # SQL need not look at all
                    inner = All((Among(tuple(found.tolist())), inner))
                known = self.evaluate(inner)
            found = common(found, known)
        return found

    def _known(self, node: Node) -> "Ids | None":
        """The ids that meet a plain filter, where the counts beside searches know them."""
        return self._counting.matching(node) if self._counting is not None else None

    def _words(self, node: Node) -> "Ids":
        np = self._np
        ids, scores = self._index.scored(node)
        if self._changed or self._gone:
            keep = np.isin(ids, [*self._changed, *self._gone], invert=True)
            ids, scores = ids[keep], scores[keep]
            fresh = self._judge(node)
            place = np.searchsorted(ids, fresh)
            ids, scores = np.insert(ids, place, fresh), np.insert(scores, place, 0.0)
        self._scores.append((ids, scores))
        return ids

    def _judge(self, node: Node) -> "Ids":
        from reader.index import matching

        texts = self._store.words(self._changed)  # by number
        return self._np.fromiter(matching(node, texts), dtype=self._np.int64)

    def ranked(self, ids: "Ids") -> "array[int]":
        """The ids, best match first; equal ones newest first."""
        from reader.finding.sets import values_of
        from reader.index.scoring import best_first

        np = self._np
        if len(self._scores) == 1 and self._scores[0][0] is ids:
            return array("q", best_first(*self._scores[0]).tobytes())
        total = np.zeros(len(ids))
        for known, scores in self._scores:
            total += values_of(ids, known, scores)
        return array("q", best_first(ids, total).tobytes())

    def _sorted(self, ids: "array[int]") -> "Ids":
        return self._np.sort(self._np.frombuffer(ids, dtype=self._np.int64))


def _has_filter(node: Node) -> bool:
    """Whether SQL is needed to answer this; an empty All is a filter (every paper)."""
    match node:
        case Not(inner):
            return _has_filter(inner)
        case All(nodes) | Any(nodes):
            return not nodes or any(_has_filter(inner) for inner in nodes)
        case _:
            return not has_text(node)
