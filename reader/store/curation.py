"""What keeps a library in order over the years, as verbs of the store."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from reader.model import (
    Action,
    Changes,
    Decision,
    Dump,
    ImportUndo,
    Leftover,
    Pair,
    Progress,
    QueueOrder,
    Reread,
    SavedSearch,
    Sort,
    Wish,
)
from reader.store import actions, decisions, queue, searches
from reader.store.library_file import LibraryFile
from reader.store.parts import halves, one_by_one

if TYPE_CHECKING:
    from reader.store.intake.imports import Read
    from reader.store.reading_ahead import Asked


class Curation(LibraryFile):
    """The verbs about the Queue's order, duplicates, imports, edited facts and saved searches."""

    def move_in_queue(self, ids: Sequence[int], before: int | None) -> Changes:
        """Move papers within the Queue."""
        return self._act(queue.move, ids, before)

    def sort_queue(self, by: QueueOrder, progress: Progress | None = None) -> Changes:
        """Put the whole Queue in an order, once."""
        return self._act(queue.sort, by, progress)

    def pairs(self, first: int = 0, most: int | None = None) -> list[Pair]:
        """Pairs that wait for a decision, those that are surely the same first."""
        from reader.store.same_paper import pairing

        return self._read(pairing.pairs, first, most)

    def pair_count(self) -> int:
        """How many pairs wait for a decision."""
        from reader.store.same_paper import pairing

        return self._read(pairing.count)

    def certain_pairs(self) -> list[tuple[int, int]]:
        """The waiting pairs that are surely the same paper."""
        from reader.store.same_paper import pairing

        return self._read(pairing.certain)

    def scan(self, progress: Progress | None = None) -> Changes:
        """Compare all papers with each other, and let those that may be one wait as pairs."""
        from reader.store.same_paper import scanning

        found = self._read(scanning.scan, progress)
        return self._act(scanning.keep, found)

    def pair(self, one: int, other: int) -> Pair:
        """Two papers side by side."""
        from reader.store.same_paper import pairing

        return self._read(pairing.pair, one, other)

    def keep_apart(self, pairs: Sequence[tuple[int, int]]) -> Changes:
        """Remember for good that papers are different ones."""
        from reader.store.same_paper import pairing

        return self._act(pairing.keep_apart, pairs)

    def merge(self, pairs: Sequence[tuple[int, int]], choose: Mapping[str, int]) -> Changes:
        """Merge the second paper of each pair into the first."""
        from reader.store.same_paper import merging

        return self._act(merging.merge, pairs, choose)

    def unmerge(self, paper_id: int) -> Changes:
        """Take the newest merge of a paper apart."""
        from reader.store.same_paper import splitting

        return self._act(splitting.unmerge, paper_id)

    def edit(self, paper_id: int, values: Mapping[str, object]) -> Changes:
        """Give facts of a paper other values, which no import changes."""
        from reader.store.intake import editing

        return self._act(editing.edit, paper_id, values)

    def stored_dump(self, import_id: int) -> tuple[Dump, str, str | None]:
        """The text of an import, the format it was read as, and its day of capture."""
        from reader.store.intake import imports

        return self._read(imports.stored, import_id)

    def import_leftovers(self, import_id: int) -> tuple[Leftover, ...]:
        """The lines of an import that were not understood."""
        from reader.store.intake import imports

        return self._read(imports.leftovers, import_id)

    def rename_import(self, import_id: int, name: str) -> Changes:
        """Give an import another name."""
        from reader.store.intake import imports

        return self._act(imports.rename, import_id, name)

    def recapture(
        self, import_id: int, captured: str, read: "Read", progress: Progress | None
    ) -> Changes:
        """Move the dates of an import whose year came from the day of capture.

        Others can write while it is read.
        """
        from reader.store.intake import imports

        def asked(part: int) -> "Asked":
            dump, form, _ = self._read(imports.stored, part)
            return dump, form, captured

        before, within = halves(progress)
        ahead = self._read_ahead(import_id, read, asked, before)
        return self._act(imports.recapture, import_id, captured, ahead, within)

    def undo_import_plan(self, import_id: int) -> ImportUndo:
        """What taking an import back would do now."""
        from reader.store.intake import imports

        return self._read(imports.undo_plan, import_id)

    def undo_import(self, import_id: int, keep_worked_on: bool) -> Changes:
        """Take an import back."""
        from reader.store.intake import imports

        return self._act(imports.undo, import_id, keep_worked_on)

    def reread(self, import_id: int, read: "Read", progress: Progress | None) -> Reread:
        """What reading an import again would change. Others can write while it is read."""
        from reader.store import import_rows
        from reader.store.intake import rereading

        whole = rereading.Rereading(import_id)
        for part, told in one_by_one(self._read(import_rows.parts, import_id), progress):
            dump, captured = self._read(rereading.text_of, part)
            listing = read(dump, captured=captured, progress=told)
            whole.take(*self._read(rereading.plan, part, listing))
        return whole.whole()

    def apply_reread(self, import_id: int, read: "Read", progress: Progress | None) -> Changes:
        """Do what reading an import again changes. Others can write while it is read."""
        from reader.store.intake import rereading

        def asked(part: int) -> "Asked":
            dump, captured = self._read(rereading.text_of, part)
            return dump, None, captured

        before, within = halves(progress)
        ahead = self._read_ahead(import_id, read, asked, before)
        return self._act(rereading.apply, import_id, ahead, within)

    def _read_ahead(
        self,
        import_id: int,
        read: "Read",
        asked: "Callable[[int], Asked]",
        progress: Progress | None,
    ) -> "Read":
        """What reads the parts of an import, most of them already."""
        from reader.store import import_rows
        from reader.store.reading_ahead import ReadingAhead

        ahead = ReadingAhead(read)
        ahead.take(self._read(import_rows.parts, import_id), asked, progress)
        return ahead

    def searches(self) -> list[SavedSearch]:
        """All saved searches in their order."""
        return self._read(searches.searches)

    def save_search(self, name: str, query: str, sort: Sort) -> Changes:
        """Save a search behind the others."""
        return self._act(searches.save, name, query, sort)

    def change_search(
        self, search_id: int, name: str | None, query: str | None, sort: Sort | None
    ) -> Changes:
        """Change a saved search."""
        return self._act(searches.change, search_id, name, query, sort)

    def delete_search(self, search_id: int) -> Changes:
        """Forget a saved search."""
        return self._act(searches.delete, search_id)

    def move_search(self, search_id: int, before: int | None) -> Changes:
        """Put a saved search before another one, or at the end."""
        return self._act(searches.move, search_id, before)

    def decisions(self) -> list[Decision]:
        """Every paper that was decided on, the newest decision last."""
        return self._read(decisions.decisions)

    def decided(self) -> int:
        """How many papers of the library are decided on."""
        return self._read(decisions.decided)

    def wishes(self) -> dict[str, Wish]:
        """The words that are muted or pinned."""
        return self._read(decisions.wishes)

    def wish(self, word: str, wanted: Wish | None) -> Changes:
        """Mute a word, pin it, or take the wish back."""
        return self._act(decisions.wish, word, wanted)

    def steps_since(self, action_id: int) -> list[Action]:
        """The steps in effect from one on, newest first."""
        return self._read(actions.steps_since, action_id)

    def undo_back_to(self, action_id: int, progress: Progress | None) -> Changes:
        """Take back every step from one on."""
        with self._changing():
            return actions.undo_back_to(self._connection, action_id, progress)
