"""Keeping a library safe and whole: backups, looking for damage, the word index.

Part of the front door: the window and the command line come in here as well.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from reader import paths
from reader.errors import Problem
from reader.model import Backup, Finding, Progress
from reader.store import Store

if TYPE_CHECKING:
    from reader.index import WordIndex

BACK_UP_AFTER = timedelta(minutes=30)
MANY = 20  # an import of more papers is worth a backup of its own


class Keeping:
    """What an open library does for its own safety."""

    folder: Path
    _store: Store
    _index: "WordIndex | None" = None
    unkept: Problem | None = None
    """Why the last backup that nobody asked for could not be made."""

    def back_up(self, reason: str = "asked for", progress: Progress | None = None) -> Backup | None:
        """Make a backup; None when nothing has changed since the newest one.

        Raises Problem when it cannot be made, Cancelled when `progress` says stop.
        """
        from reader.store import backups

        newest = self._newest()
        if newest is not None and newest.seq == self._store.seq():
            path = backups.path_of(backups.folder_of(self._store.uid), newest.number)
            if backups.is_whole(path):
                return None
        return self._store.back_up(self.folder, reason, progress)

    def back_up_when_due(self) -> Backup | None:
        """Make a backup if there are changes and the newest one is half an hour old."""
        seq, newest = self._store.seq(), self._newest()
        if not seq:
            return None
        if newest is not None:
            age = datetime.now(UTC) - newest.at
            if newest.seq == seq or timedelta(0) <= age < BACK_UP_AFTER:
                return None
        return self.back_up("while working")

    def backups(self) -> list[Backup]:
        """The backups of this library, newest first."""
        from reader.store import backups

        return list(backups.backups(backups.folder_of(self._store.uid)))

    def check(self) -> list[Finding]:
        """Everything that is wrong with the library or its index; empty when all is well."""
        return [*self._store.check(), *self._words().check(self._store.words(), self._store.seq())]

    def reindex(self, progress: Progress | None = None) -> int:
        """Throw the word index away and build it again; answers how many papers it holds."""
        return self._words().rebuild(self._store.words(), self._store.seq(), progress=progress)

    def catch_up(self, progress: Progress | None = None) -> None:
        """Bring the word index up to date with the library, rebuilding it when it must be."""
        from reader.finding import catch_up

        catch_up(self._store, self._words(), progress=progress)

    def _back_up_before(self, what: str) -> None:
        """A backup that no work waits for in vain: when it cannot be made, `unkept` says why."""
        self.unkept = None
        if not self._store.seq():
            return
        try:
            self.back_up(f"before {what}")
        except Problem as problem:
            self.unkept = problem

    def _newest(self) -> Backup | None:
        """The newest backup of this library as it lies in this folder."""
        from reader.store import backups

        there = backups.backups(backups.folder_of(self._store.uid))
        absolute = str(self.folder.absolute())
        return next((one for one in there if one.place == absolute), None)

    def _words(self) -> "WordIndex":
        if self._index is None:
            from reader.index import WordIndex

            self._index = WordIndex.open(paths.index_folder(self._store.uid))
        return self._index
