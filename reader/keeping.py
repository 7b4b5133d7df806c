"""Keeping a library safe and whole: backups, looking for damage, the word index.

Part of the front door: the window and the command line come in here as well.
"""

import contextlib
import functools
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from reader import files, paths
from reader.errors import Cancelled, Problem
from reader.folders import Kind, kind_of
from reader.model import Backup, Difference, Finding, Progress, Repaired, Restored, Words
from reader.store import Store

if TYPE_CHECKING:
    from reader.index import WordIndex

BACK_UP_AFTER = timedelta(minutes=30)
SOONER = timedelta(minutes=5)  # in a folder that is on a network, or that a program syncs
EXPLAINED = "explained-folders.json"
_TELL_EVERY = 200  # papers
MANY = 20  # an import of more papers is worth a backup of its own


class Keeping:
    """What an open library does for its own safety."""

    folder: Path
    _store: Store
    _index: "WordIndex | None" = None
    _meanwhile = False
    unkept: Problem | None = None
    """Why the last backup that nobody asked for could not be made."""

    def back_up(self, reason: str = "asked for", progress: Progress | None = None) -> Backup | None:
        """Make a backup; None when nothing has changed since the newest one.

        Raises Problem when it cannot be made, Cancelled when `progress` says stop.
        """
        return self._store.back_up(self.folder, reason, progress)

    def back_up_when_due(self, progress: Progress | None = None) -> Backup | None:
        """Make a backup if there are changes and the newest one is half an hour old.

        In a folder that is not simply on this computer, after five minutes already.
        """
        from reader.store.backup import backups

        newest = backups.newest_of(self._store.uid, self.folder)
        if not self._store.seq():
            return None
        if newest is not None:
            age = datetime.now(UTC) - newest.at
            enough = SOONER if self.folder_kind is not None else BACK_UP_AFTER
            if self._store.is_in(newest) or timedelta(0) <= age < enough:
                return None
        return self.back_up("while working", progress)

    @functools.cached_property
    def folder_kind(self) -> Kind | None:
        """Whether the library lies on a network or in a synced folder; None on this computer."""
        return kind_of(self.folder)

    def displaced(self) -> Backup | Problem | None:
        """What was in the file whose place another one took, told once; None when none did.

        A Problem when it could not be kept; the file itself is gone then.
        """
        found, self._store.displaced = self._store.displaced, None
        return found

    def backups(self) -> list[Backup]:
        """The backups of this library, newest first."""
        from reader.store.backup import backups

        return list(backups.backups(backups.folder_of(self._store.uid)))

    def former(self) -> Backup | None:
        """The newest backup of another library that lay here before, while this one is empty.

        Then the disk or the folder that holds the library may be away, and this one was begun in
        its place.
        """
        if self._store.counts().all:
            return None
        newest = next(iter(backups_of(self.folder)), None)
        is_other = newest is not None and newest.papers > 0 and newest.uid != self._store.uid
        return newest if is_other else None

    def backup(self, number: int) -> Backup:
        """One backup of this library. Raises Problem when there is no such backup."""
        return _numbered(self.backups(), number)

    def compare(self, number: int, progress: Progress | None = None) -> Difference:
        """What restoring a backup would take away and bring back. Changes nothing."""
        return self._store.compare(self.backup(number), progress)

    def restore(self, number: int, progress: Progress | None = None) -> Restored:
        """Make the library what it was in a backup. What it is now is backed up first.

        Raises Problem when either cannot be done, Cancelled when `progress` says stop; then
        nothing has changed.
        """
        return self._store.restore(self.backup(number), self.folder, progress)

    def check(self, progress: Progress | None = None) -> list[Finding]:
        """Everything that is wrong with the library or its index; empty when all is well.

        Raises Cancelled when `progress` says stop.
        """
        files = self._store.wrong_files(self.folder, progress)
        return [*self._store.check(progress), *files, *self.check_index(progress)]

    def check_index(self, progress: Progress | None = None) -> list[Finding]:
        """Everything that is wrong with the word index; empty when all is well."""
        words = self._store.words()
        if progress is not None:
            words = _told(words, self._store.counts().all, progress)
        return self._words().check(words, self._store.seq())

    def reindex(self, progress: Progress | None = None) -> int:
        """Throw the word index away and build it again; answers how many papers it holds."""
        from reader.finding.freshness import rebuild

        return rebuild(self._store, self._words(), progress)

    def catch_up(self, progress: Progress | None = None) -> None:
        """Bring the word index up to date with the library, rebuilding it when it must be."""
        from reader.finding.freshness import catch_up

        catch_up(self._store, self._words(), progress=progress)

    def answer_meanwhile(self) -> None:
        """From now on no search waits for the word index of many papers.

        It is built in processes beside; until it is ready, searches find the same, but papers that
        it does not hold yet are not ranked (`Found.behind`). For who keeps the library open.
        """
        from reader.finding.building import can_start

        self._meanwhile = can_start()

    def is_indexing(self) -> bool:
        """Whether papers are being indexed beside; what is ready is taken over before."""
        from reader.finding.freshness import catch_up, is_indexing

        index = self._words()
        with contextlib.suppress(Problem, OSError):  # it cannot be written now
            catch_up(self._store, index)
        return is_indexing(index)

    def _back_up_before(self, what: str) -> None:
        """A backup that no work waits for in vain: when it cannot be made, `unkept` says why."""
        self.unkept = None
        if not self._store.seq():
            return
        try:
            self.back_up(f"before {what}")
        except Problem as problem:
            self.unkept = problem

    def _words(self) -> "WordIndex":
        from reader.index import WordIndex

        folder = paths.index_folder(self._store.uid)
        if self._index is not None and self._index.folder != folder:
            self._index.close()  # another library has taken the place of this one
            self._index = None
        if self._index is None:
            self._index = WordIndex.open(folder)
            self._index.meanwhile = self._meanwhile
        return self._index


def backups_of(folder: Path) -> list[Backup]:
    """The backups of the library that lay in `folder` last, newest first; it may be gone."""
    from reader.store.backup import backups

    return backups.of_place(folder)


def explain_once(folder: Path) -> str:
    """What a person should know about where this library lies; empty when it was said before."""
    kind = kind_of(folder)
    if kind is None:
        return ""
    memory, place = paths.state_folder() / EXPLAINED, os.path.realpath(folder)
    try:
        told = json.loads(memory.read_bytes())
    except (OSError, ValueError):
        told = []
    if not isinstance(told, list) or place in told:
        return ""
    with contextlib.suppress(OSError, Problem):  # then it is said once more
        paths.make_private(memory.parent)
        files.write_file(memory, json.dumps([*told, place]).encode())
    return kind.words


def put_back(folder: Path, number: int, progress: Progress | None = None) -> Path | None:
    """Restore a backup where the library is missing or damaged so that it cannot be opened.

    Answers under which name the damaged file is kept, if there was one. Raises Problem when it
    cannot be done, Cancelled when `progress` says stop; then nothing has changed.
    """
    from reader.store.backup import restoring

    backup = _numbered(backups_of(folder), number)
    paths.make_own(folder)
    return restoring.restore_file(folder / paths.LIBRARY_FILE, backup, progress)


def examine(folder: Path, progress: Progress | None = None) -> list[Finding]:
    """Everything that is wrong with the library file in `folder`, also what keeps it from opening.

    Nobody in this process may have it open. Raises Problem when there is no library, or it is of a
    newer version, Cancelled when `progress` says stop.
    """
    from reader.store.connection import spoken
    from reader.store.damage import examining

    path = folder / paths.LIBRARY_FILE
    with spoken(path):
        return examining.examine(path, progress)


def repair(folder: Path, found: list[Finding], progress: Progress | None = None) -> Repaired:
    """Put right what was found wrong with the library in `folder`, as far as it can be.

    What it was is backed up, or kept beside it under another name. Nobody in this process may have
    it open. Raises Problem when it cannot be done, Cancelled when `progress` says stop; then
    nothing has changed.
    """
    from reader.store.connection import spoken
    from reader.store.damage import repairing

    path = folder / paths.LIBRARY_FILE
    with spoken(path):
        return repairing.repair(path, found, progress)


def _numbered(there: list[Backup], number: int) -> Backup:
    for backup in there:
        if backup.number == number:
            return backup
    raise Problem(f"There is no backup {number}.", do="`reader backups` lists those there are.")


def _told(words: Iterator[Words], total: int, progress: Progress) -> Iterator[Words]:
    """The same papers, saying now and then how far it is. Raises Cancelled when told to stop."""
    for done, paper in enumerate(words):
        if done % _TELL_EVERY == 0 and not progress(done, max(total, done)):
            raise Cancelled
        yield paper
