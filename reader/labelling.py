"""Tags: on papers, and the tags themselves; a part of the front door, `reader.library`."""

from collections.abc import Sequence

from reader.model import Changes, Progress
from reader.store import Store


class Labelling:
    """The verbs of tags. Every one is one step to undo.

    Those on papers raise Cancelled when `progress` says stop; then nothing was changed.
    """

    _store: Store

    def tag(
        self, ids: Sequence[int], names: Sequence[str], progress: Progress | None = None
    ) -> Changes:
        """Add tags to papers; a tag that does not exist yet is made."""
        return self._store.tag(ids, names, progress)

    def untag(
        self, ids: Sequence[int], names: Sequence[str], progress: Progress | None = None
    ) -> Changes:
        """Take tags off papers. Raises Problem for a tag that does not exist."""
        return self._store.untag(ids, names, progress)

    def retag(
        self,
        ids: Sequence[int],
        *,
        add: Sequence[str] = (),
        remove: Sequence[str] = (),
        progress: Progress | None = None,
    ) -> Changes:
        """Add and remove tags in one undo step, as closing the tag editor does."""
        return self._store.retag(ids, add=add, remove=remove, progress=progress)

    def rename_tag(self, name: str, to: str) -> Changes:
        """Give a tag and those under it (`name/...`) another name.

        Raises Problem when the name is taken or cannot be a tag.
        """
        return self._store.rename_tag(name, to)

    def color_tag(self, name: str, color: str) -> Changes:
        """Give a tag one of the nine colours of the theme."""
        return self._store.color_tag(name, color)

    def merge_tags(self, name: str, into: str) -> Changes:
        """Put the tag `into` on every paper that has the tag `name`, which then is no more."""
        return self._store.merge_tags(name, into)

    def delete_tag(self, name: str) -> Changes:
        """Take a tag off every paper, and away."""
        return self._store.delete_tag(name)
