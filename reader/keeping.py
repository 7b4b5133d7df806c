"""Keeping a library safe: when it is backed up, and what backups there are.

Part of the front door: the window and the command line come in here as well.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from reader.errors import Problem
from reader.model import Backup, Progress
from reader.store import Store

BACK_UP_AFTER = timedelta(minutes=30)
MANY = 20  # an import of more papers is worth a backup of its own


class Keeping:
    """What an open library does for its own safety."""

    folder: Path
    _store: Store
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
