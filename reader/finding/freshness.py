"""Bringing the word index up to date with the library: few changes at once, many by processes.

What takes long (many papers, the merging of segments) is done by processes of their own. Whoever
has an index that answers `meanwhile`, as the window does, does not wait for them; others do.
"""

import logging
from collections.abc import Sequence

from reader.errors import Busy
from reader.finding import building
from reader.index import WordIndex
from reader.index.job import EndedError
from reader.model import Progress
from reader.query.nodes import EVERYTHING
from reader.store import Store

MANY = 300_000  # journal rows after which building anew is less work than following

_log = logging.getLogger(__name__)


def catch_up(store: Store, index: WordIndex, progress: Progress | None = None) -> bool:
    """Bring the index up to date with the library; rebuild it when it holds nothing.

    Answers whether it is up to date now. When it answers meanwhile, what takes long is only
    begun, and taken over by a later call. Raises Problem (also Busy) or OSError when the index
    cannot be written now, Cancelled when `progress` says stop.
    """
    try:
        index.settle()
    except EndedError as error:
        _give_up(index, error)
    seq, lineage = store.standing(index.applied)
    if index.applied > seq or index.lineage != lineage:
        index.forget()  # an older copy of the library was put back, or another computer's
    if is_indexing(index):
        return False
    if index.applied < 0 or seq - index.applied > MANY:
        _build(store, index, progress, wait=not index.meanwhile)
    elif seq != index.applied:
        changed, gone, seq = store.changed_since(index.applied)
        purpose = sorted(changed), changed | gone
        if not _begun(store, index, *purpose, seq, progress, wait=not index.meanwhile):
            words = store.words(changed) if changed else ()
            followed = index.lineage
            index.follow(words, gone, seq, store.standing(seq)[1])
            if index.applied < seq and index.lineage != followed:  # another program was first
                return catch_up(store, index, progress)
            _merge(index)
    return index.applied >= seq


def is_indexing(index: WordIndex) -> bool:
    """Whether papers are being indexed beside it."""
    if index.underway is None:
        return False
    from reader.index.beside import Papers

    return isinstance(index.underway, Papers)


def rebuild(store: Store, index: WordIndex, progress: Progress | None = None) -> int:
    """Build the index anew, in processes of their own when there are many papers.

    Answers how many papers it holds. Raises what `catch_up` raises.
    """
    return _build(store, index, progress, wait=True)


def _build(store: Store, index: WordIndex, progress: Progress | None, *, wait: bool) -> int:
    index.abandon()
    seq = store.seq()
    ids = sorted(store.matching(EVERYTHING))
    if _begun(store, index, ids, None, seq, progress, wait=wait):
        return len(ids)
    return index.rebuild(store.words(), seq, progress, store.standing(seq)[1])


def _begun(
    store: Store,
    index: WordIndex,
    ids: Sequence[int],
    touched: frozenset[int] | None,
    seq: int,
    progress: Progress | None,
    *,
    wait: bool,
) -> bool:
    """Let processes index these papers, if they are many; whether that went well."""
    from reader.index.beside import Papers

    if not building.can_build(len(ids)):
        return False
    try:
        purpose = Papers(touched, index.applied, seq, store.standing(seq)[1])
        index.begin(building.of_papers(store.path, ids), purpose)
        if wait:
            index.finish(progress)
    except EndedError as error:
        _give_up(index, error)
        return False
    return True


def _merge(index: WordIndex) -> None:
    """Let a process merge the segments that following has left alone."""
    from reader.index.beside import Merge

    if not index.meanwhile or index.underway is not None:
        return
    segments = index.worth_merging()
    if not segments:
        return
    try:
        index.begin(building.of_merged(index.folder, segments), Merge(segments))
    except Busy:
        pass  # another time
    except EndedError as error:
        _give_up(index, error)


def _give_up(index: WordIndex, error: EndedError) -> None:
    """From now on this process does itself what takes long."""
    _log.warning("the index is built in this process: %s", type(error.__cause__ or error).__name__)
    index.meanwhile = False
