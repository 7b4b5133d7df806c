"""What exports wrote and need, as verbs of the store."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from reader.model import Changes, Digest, Progress
from reader.store import journal
from reader.store.library_file import LibraryFile, uid_of
from reader.store.written import exported
from reader.store.written.exported import Listed


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
        documents: Mapping[int, tuple[str, str]] | None = None,
        cells: Mapping[int, Mapping[tuple[int, str], str]] | None = None,
    ) -> Changes:
        """Give notes (by paper), comments (by highlight) and documents new texts.

        Each comes with its old one. `cells` are those of comparisons, by paper and column.
        """
        return self._act(exported.take_back, notes, comments, documents or {}, cells or {})

    def write_whole(self, out: BinaryIO, progress: Progress | None = None) -> None:
        """Write everything as JSON. Raises Cancelled when `progress` says stop, and OSError."""
        from reader.store.transfer import whole_json

        self._read(whole_json.write, out, progress)

    def is_untouched(self) -> bool:
        """Whether nothing was ever done in this library."""
        return self._read(journal.seq) == 0

    def pour(self, copy: Path, name: str, progress: Progress | None = None) -> Changes:
        """Make this library the one in the file `copy`; what it was is gone."""
        from reader.store.backup import restoring

        with self._changing(), restoring.held(self._connection):
            changes = restoring.replace(self._connection, copy, name, progress)
        self.uid = self._read(uid_of)
        self.replacements += 1
        return changes

    def digest(self, moment: str, period: str, until: str) -> Digest:
        """What came in and was decided from a moment (ISO time in UTC) on."""
        from reader.store import digesting

        return self._read(digesting.since, moment, period, until)

    def digest_of_import(self, import_id: int) -> Digest:
        """What an import brought, and what was decided about that."""
        from reader.store import digesting

        return self._read(digesting.of_import, import_id)
