"""The verbs that keep a library in order over the years. `Library` has them all."""

from collections.abc import Mapping, Sequence

from reader.model import (
    Action,
    Changes,
    Dump,
    Import,
    ImportUndo,
    Leftover,
    Pair,
    Progress,
    QueueOrder,
    Reread,
    SavedSearch,
    Sort,
    UndoState,
)
from reader.store import Store


class Curating:
    """Going back, the order of the Queue, duplicates, facts by hand, saved searches."""

    _store: Store

    # ------------------------------------------------------------ undoing

    # Both raise Cancelled when `progress` says stop; then nothing was changed.

    def undo(self, progress: Progress | None = None) -> Changes:
        """Take the last action back. Raises Problem when there is nothing to undo."""
        return self._store.undo(progress)

    def redo(self, progress: Progress | None = None) -> Changes:
        """Do again what was undone last. Raises Problem when there is nothing to redo."""
        return self._store.redo(progress)

    def undo_state(self) -> UndoState:
        """The names of the next undo and redo."""
        return self._store.undo_state()

    def log(self, limit: int = 50) -> list[Action]:
        """The last actions, newest first."""
        return self._store.log(limit)

    # ------------------------------------------------------------ the Queue

    def move_in_queue(self, ids: Sequence[int], before: int | None) -> Changes:
        """Put papers of the Queue, in their order, before the paper `before` (None: at the end)."""
        return self._store.move_in_queue(ids, before)

    def sort_queue(self, by: QueueOrder, progress: Progress | None = None) -> Changes:
        """Put the whole Queue in an order, once; what has no date or no abstract comes last.

        Raises Cancelled when `progress` says stop; then nothing was changed.
        """
        return self._store.sort_queue(by, progress)

    # ------------------------------------------------------------ duplicates

    def duplicates(self, first: int = 0, most: int | None = None) -> list[Pair]:
        """Pairs that wait for a decision: those that are surely the same first.

        `first` and `most` choose a part of them: to lay a pair side by side takes a millisecond.
        """
        return self._store.pairs(first, most)

    def duplicate_count(self) -> int:
        """How many pairs wait for a decision."""
        return self._store.pair_count()

    def certain_duplicates(self) -> list[tuple[int, int]]:
        """The waiting pairs that are surely one paper, by number, the older paper first."""
        return self._store.certain_pairs()

    def scan_duplicates(self, progress: Progress | None = None) -> Changes:
        """Compare all papers of the library with each other, also those from long ago.

        Those that may be one wait among the `duplicates`; 100,000 papers take some seconds.
        Raises Cancelled when `progress` says stop; then nothing was changed.
        """
        return self._store.scan(progress)

    def pair(self, one: int, other: int) -> Pair:
        """Any two papers side by side. Raises Problem when one is not there."""
        return self._store.pair(one, other)

    def merge(
        self, pairs: Sequence[tuple[int, int]], choose: Mapping[str, int] | None = None
    ) -> Changes:
        """Merge the second paper of each pair into the first, in one step.

        Notes are joined, highlights, tags and sightings are the union, the state is the one that
        is further on. Of facts the first paper keeps what it knows and takes what it lacks;
        `choose` names, for a fact or `state`, the paper whose value it is to be instead.
        """
        return self._store.merge(pairs, choose or {})

    def keep_apart(self, pairs: Sequence[tuple[int, int]]) -> Changes:
        """Remember for good that papers are different ones: nobody is asked about them again."""
        return self._store.keep_apart(pairs)

    def unmerge(self, paper_id: int) -> Changes:
        """Take the newest merge of a paper apart: each gets back what it had.

        What was changed since stays with the paper. Raises Problem when nothing was merged.
        """
        return self._store.unmerge(paper_id)

    # ------------------------------------------------------------ facts by hand

    def edit(self, paper_id: int, **facts: object) -> Changes:
        """Give facts of a paper other values (None: unknown); no import changes them any more.

        Raises Problem for a value that cannot be one, and then changes nothing.
        """
        return self._store.edit(paper_id, facts)

    # ------------------------------------------------------------ imports, long afterwards

    def imports(self) -> list[Import]:
        """Everything that was brought in, newest first."""
        return list(self._store.counts().imports)

    def rename_import(self, import_id: int, name: str) -> Changes:
        """Give an import another name. Raises Problem for an empty one."""
        return self._store.rename_import(import_id, name)

    def import_dump(self, import_id: int) -> Dump:
        """The text of an import as it was brought in, or of one part of a large one.

        Raises Problem when there is none.
        """
        return self._store.stored_dump(import_id)[0]

    def import_leftovers(self, import_id: int) -> tuple[Leftover, ...]:
        """The lines of an import, or of one part of a large one, that were not understood.

        Raises Problem when there is no such import.
        """
        return self._store.import_leftovers(import_id)

    def recapture(self, import_id: int, captured: str, progress: Progress | None = None) -> Changes:
        """Give an import another day of capture (ISO date or year).

        The dates whose year came from it move, and nothing else. Raises Problem for no date.
        """
        from reader import sources

        return self._store.recapture(import_id, captured, sources.read, progress)

    def undo_import_plan(self, import_id: int) -> ImportUndo:
        """What undoing an import would do now, so that the person can be asked."""
        return self._store.undo_import_plan(import_id)

    def undo_import(self, import_id: int, *, keep_worked_on: bool = True) -> Changes:
        """Take an import back, at any time; its papers leave with all that belongs to them.

        With `keep_worked_on` those stay that were tagged, annotated, starred, moved or edited
        since. Papers of other imports stay, with the facts they had before.
        """
        return self._store.undo_import(import_id, keep_worked_on)

    def reimport(self, import_id: int, progress: Progress | None = None) -> Reread:
        """What reading an import again with today's importers would change. Writes nothing.

        All parts of a large one are read, one after the other. Raises Problem when the text is
        no listing any more, or Cancelled when `progress` says stop.
        """
        from reader import sources

        return self._store.reread(import_id, sources.read, progress)

    def apply_reimport(self, import_id: int, progress: Progress | None = None) -> Changes:
        """Do what `reimport` has shown, as one step: facts become better, marks never move.

        The text is read once more, for it may be larger than memory. Raises as `reimport` does;
        then nothing was changed.
        """
        from reader import sources

        return self._store.apply_reread(import_id, sources.read, progress)

    # ------------------------------------------------------------ saved searches

    def searches(self) -> list[SavedSearch]:
        """All saved searches in the order the person gave them."""
        return self._store.searches()

    def save_search(self, name: str, query: str, sort: Sort = "default") -> Changes:
        """Save a search behind the others. Raises Problem when the name is taken or empty."""
        return self._store.save_search(name, query, sort)

    def change_search(
        self,
        search_id: int,
        *,
        name: str | None = None,
        query: str | None = None,
        sort: Sort | None = None,
    ) -> Changes:
        """Change what is given of a saved search. Raises Problem when the name is taken."""
        return self._store.change_search(search_id, name, query, sort)

    def delete_search(self, search_id: int) -> Changes:
        """Forget a saved search; the papers stay."""
        return self._store.delete_search(search_id)

    def move_search(self, search_id: int, before: int | None) -> Changes:
        """Put a saved search before the search `before` (None: at the end)."""
        return self._store.move_search(search_id, before)
