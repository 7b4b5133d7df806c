"""What exports wrote and need, as verbs of the store."""

from collections.abc import Iterable, Mapping, Sequence

from reader.model import Changes
from reader.store import exported
from reader.store.exported import Listed
from reader.store.library_file import LibraryFile


class Publication(LibraryFile):
    """The verbs about the files that an export wrote."""

    def exported(self, place: str) -> dict[str, list[str]]:
        """What was written into each file of a place; '' is the place itself."""
        return self._read(exported.rows, place)

    def exported_at(self, path: str) -> str:
        """The place that was at a path last; empty when none was."""
        return self._read(exported.place_at, path)

    def begin_export(self, place: str, rows: Mapping[str, str]) -> None:
        """Keep what is about to be written."""
        with self._changing():
            exported.begin(self._connection, place, rows)

    def finish_export(self, place: str, rows: Mapping[str, str]) -> None:
        """Keep what was written."""
        with self._changing():
            exported.finish(self._connection, place, rows)

    def cancel_export(self, place: str) -> None:
        """Forget what was about to be written."""
        with self._changing():
            exported.cancel(self._connection, place)

    def touched_since(self, seq: int) -> frozenset[int] | None:
        """The papers that an export may have to write again; None when that is all."""
        return self._read(exported.touched_since, seq)

    def export_names(self, ids: Sequence[int]) -> list[Listed]:
        """What papers are called, and whether a person wrote about them."""
        return self._read(exported.listed, ids)

    def uids(self, uids: Iterable[str]) -> list[int]:
        """The papers of these lasting names that are there."""
        return self._read(exported.of_uids, list(uids))

    def take_back_texts(
        self,
        notes: Mapping[int, tuple[str, str]],
        comments: Mapping[int, tuple[str, str]],
    ) -> Changes:
        """Give notes (by paper) and comments (by highlight) new texts; each with its old one."""
        return self._act(exported.take_back, notes, comments)
