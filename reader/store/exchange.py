"""What a library gives to its mirror and takes from others, as verbs of the store."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.model import Backup, Joined, Progress
from reader.store.connection import spoken
from reader.store.library_file import LibraryFile

if TYPE_CHECKING:
    from reader.store.transfer.whole import Wholes


class Exchange(LibraryFile):
    """The verbs about whole libraries."""

    @property
    def whole(self) -> "Wholes":
        """The library as whole rows, with what each was."""
        from reader.store.transfer.whole import Wholes

        return Wholes(self._read)

    def join(
        self,
        other: Path,
        name: str,
        derived: Collection[str] = (),
        progress: Progress | None = None,
    ) -> Joined:
        """Join the library in another file into this one, as one step of this name."""
        return self.join_all([other], name, derived, progress)

    def join_all(
        self,
        others: Sequence[Path],
        name: str,
        derived: Collection[str] = (),
        progress: Progress | None = None,
    ) -> Joined:
        """Join libraries one after the other, as one step of this name."""
        from reader.store import joining

        with self._changing():
            return joining.join(self._connection, others, name, derived, progress)

    def join_backup(
        self, backup: Backup, name: str, derived: Collection[str], progress: Progress | None
    ) -> Joined:
        """Join what a backup holds into the library, as one step of this name."""
        from reader.store.backup import backups, restoring

        folder = backups.folder_of(backup.uid)
        with spoken(self._path), restoring.unpacked(folder, backup, progress) as copy:
            return self.join(copy, name, derived, progress)
