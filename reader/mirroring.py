"""The readable mirror of a library: written soon after each change, and made into one again.

Part of the front door: the window and the command line come in here as well.
"""

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader import paths
from reader.errors import Busy, Cancelled, Problem
from reader.keeping import Keeping
from reader.model import Attachment, Finding, Joined, Mirrored, MirrorState, Progress, Rebuilt
from reader.model.mirror import LARGEST_FILE
from reader.store import Store, attachments

if TYPE_CHECKING:
    from reader.mirror.writing import Pass

SLICE_SECONDS = 0.05


class Mirroring(Keeping):
    """What an open library does for its mirror. Which folder it is, is this computer's own."""

    _writing: "tuple[Pass, contextlib.ExitStack] | None" = None

    def mirror_state(self) -> MirrorState:
        """Whether there is a mirror, where, and how far behind."""
        from reader.mirror import memory

        try:
            known = memory.load(self.folder)
        except Problem as problem:
            return MirrorState(None, on=False, trouble=str(problem))
        behind = known.mark != self._store.whole.mark()
        folder = known.place if known.folder else None
        linked, large = self._store.whole.linked_and_larger(LARGEST_FILE)
        aside = tuple(known.aside)
        return MirrorState(folder, known.on, known.at, behind, aside, linked=linked, large=large)

    def mirror_on(self, folder: Path, progress: Progress | None = None) -> Mirrored:
        """Keep a mirror in `folder` from now on, and write it.

        Raises Problem when the folder cannot be used, Cancelled when `progress` says stop: then
        what is written stays, and the mirror is off.
        """
        from reader.mirror import memory

        self.stop_mirroring()
        folder = folder.absolute()
        _refuse(folder, self.folder)
        with _alone(self.folder):
            known = memory.load_or_begin(self.folder)
            if known.place != folder or not known.folder:
                known = memory.Memory(str(folder))
        _refuse_foreign(folder, known)
        memory.keep_unreadable(self.folder)
        memory.save(self.folder, known)
        done = self.mirror_now(progress)
        known = memory.load(self.folder)
        known.on = True
        memory.save(self.folder, known)
        return done

    def mirror_off(self) -> None:
        """Write no mirror any more; the files stay."""
        from reader.mirror import memory

        self.stop_mirroring()
        known = memory.load_or_begin(self.folder)
        memory.keep_unreadable(self.folder)
        known.on = False
        memory.save(self.folder, known)

    def mirror_now(self, progress: Progress | None = None) -> Mirrored:
        """Write everything that differs. Raises Problem, Busy, or Cancelled: then not all is."""
        self.stop_mirroring()
        if not self._begin(full=True):
            raise Busy("Another program is writing the mirror.", do="Try again in a moment.")
        assert self._writing is not None
        pass_ = self._writing[0]
        try:
            while (done := pass_.step(SLICE_SECONDS)) is None:
                if progress is not None and not progress(pass_.done, pass_.total):
                    raise Cancelled
            return done
        finally:
            self.stop_mirroring()

    def mirror_some(self, seconds: float = SLICE_SECONDS) -> bool:
        """Write what changed, for about so long; answers whether there is more. Raises Problem."""
        if self._writing is None and not self._begin(full=False):
            return False
        assert self._writing is not None
        try:
            done = self._writing[0].step(seconds)
        except BaseException:
            self.stop_mirroring()
            raise
        if done is not None:
            self.stop_mirroring()
        return done is None

    def stop_mirroring(self) -> None:
        """Let go of a writing that is not done; the next one goes on with it."""
        if self._writing is not None:
            self._writing[1].close()
            self._writing = None

    def check_mirror(self, progress: Progress | None = None) -> list[Finding]:
        """Every file of the mirror that is not as it was written; empty when there is none."""
        from reader.mirror import memory

        try:
            known = memory.load(self.folder)
        except Problem as problem:
            return [Finding("mirror", str(problem))]
        return check_mirror(known.place, progress) if known.on else []

    def join(self, other: Path, progress: Progress | None = None) -> Joined:
        """Join a library file of the same origin into this library: one undo step, nothing lost.

        Raises Problem when it is none, Cancelled when `progress` says stop; then nothing changed.
        """
        self.back_up("before a merge")
        done = self._store.join(other, f"Merge the library {other.name}", progress=progress)
        return self._with_files(done, lambda file: attachments.place(other.parent, file))

    def copies(self) -> list[Path]:
        """Other files of this library beside it, as programs that sync folders leave them."""
        from reader.store import twins

        return twins.twins(self.folder / paths.LIBRARY_FILE, self._store.uid)

    def join_copy(self, copy: Path, progress: Progress | None = None) -> Joined:
        """Join such a file as `join` does; it is then set aside under a name of its own."""
        from reader.store import twins

        done = self.join(copy, progress)
        twins.set_aside(copy, Path(paths.LIBRARY_FILE).stem)
        return done

    def join_backup(self, number: int, progress: Progress | None = None) -> Joined:
        """Join what a backup holds as `join` does: of a file whose place another one took.

        Raises Problem when there is no such backup, Cancelled when `progress` says stop.
        """
        backup = self.backup(number)
        self.back_up("before a merge")
        name = f"Merge the backup of {backup.at:%Y-%m-%d %H:%M} UTC"
        return self._store.join_backup(backup, name, (), progress)

    def merge_mirror(self, folder: Path, progress: Progress | None = None) -> Joined:
        """Take in what a mirror says that this library does not: its own edited, or another's.

        One undo step. What somebody edited in this library's own mirror, and copies that a program
        which syncs folders left, are taken in as well. Raises Problem when there is no mirror,
        Cancelled when `progress` says stop; then nothing has changed.
        """
        from reader.mirror import memory
        from reader.mirror.merging import Merging
        from reader.mirror.reading import file_in

        self.stop_mirroring()
        folder = folder.absolute()
        known = memory.load_or_begin(self.folder)
        is_ours = known.folder in ("", str(folder))  # so that it is written again afterwards
        is_own = known.folder == str(folder)
        merging = Merging(folder, self._store, is_own=is_own, is_written=is_ours)
        self.back_up("before a merge")
        with tempfile.TemporaryDirectory(prefix=".restored-", dir=self.folder) as own:
            done = merging.run(Path(own), progress)
        done = self._with_files(done, lambda file: file_in(folder, file))
        if is_ours:
            with _alone(self.folder):
                known = memory.load_or_begin(self.folder)
                merging.remember(known)
                memory.keep_unreadable(self.folder)
                memory.save(self.folder, known)
        return done

    def _with_files(self, done: Joined, source: Callable[[Attachment], Path | None]) -> Joined:
        """Bring attached files that came with a join; undo leaves them, for a redo needs them."""
        said = attachments.bring(self.folder, self._store.whole.kept_files(), source)
        return replace(done, said=(*done.said, *said))

    def _begin(self, *, full: bool) -> bool:
        """Begin to write, if there is a mirror, it is behind, and nobody else writes it."""
        from reader.mirror import memory

        known = memory.load(self.folder)
        if not known.folder:
            if full:
                raise _no_mirror()
            return False
        if not full and (not known.on or known.mark == self._store.whole.mark()):
            return False
        from reader.mirror.writing import Pass  # costs more than most libraries ever need

        with contextlib.ExitStack() as held:
            if not held.enter_context(memory.claimed(self.folder)):
                return False
            known = memory.load(self.folder)
            self._writing = Pass(self._store, self.folder, known, full=full), held.pop_all()
        return True


@contextlib.contextmanager
def _alone(library: Path) -> Iterator[None]:
    from reader.mirror import memory

    with memory.claimed(library) as alone:
        if not alone:
            raise Busy("Another program is writing the mirror.", do="Try again in a moment.")
        yield


def _no_mirror() -> Problem:
    return Problem("This library has no mirror.", do="Choose a folder: `reader mirror on FOLDER`.")


def _refuse(folder: Path, library: Path) -> None:
    """The library's own folder is no place for a mirror."""
    place, own = Path(os.path.realpath(folder)), Path(os.path.realpath(library))
    if place.is_relative_to(own):
        raise Problem(
            "A mirror cannot lie in the library's own folder.",
            do="Choose a folder beside it.",
            where=str(folder),
        )


def _refuse_foreign(folder: Path, known: object) -> None:
    """A folder that holds another mirror is not written over."""
    from reader.mirror import folder as files
    from reader.mirror.layout import ROOT
    from reader.mirror.memory import Memory

    data = files.read_bytes(folder / ROOT)
    assert isinstance(known, Memory)
    if data is not None and files.checksum(data) not in (known.root, *known.pending.values()):
        raise Problem(
            "This folder holds a mirror that was not written by this library on this computer.",
            do="Choose another folder, or take in what it says with `reader merge-mirror` first.",
            where=str(folder),
        )


def is_mirrored(library: Path) -> bool:
    """Whether the library in a folder has a mirror on this computer, as far as can be known."""
    from reader.mirror import memory

    try:
        return memory.load(library).on
    except Problem:
        return True  # who goes on to write it is told


def check_mirror(folder: Path, progress: Progress | None = None) -> list[Finding]:
    """Every file of a mirror that is not as it was written. Raises Problem when there is none."""
    from reader.mirror.reading import Mirror

    return Mirror(folder).check(progress)


def rebuild(mirror: Path, into: Path, progress: Progress | None = None) -> Rebuilt:
    """Make the library in the folder `into` from a mirror alone. There must be none yet.

    Raises Problem when it cannot be made, Cancelled when `progress` says stop; then there is none.
    """
    from reader.mirror.reading import Mirror, file_in, make_library
    from reader.store.backup.restoring import take_place

    paths.make_own(into)
    path = into / paths.LIBRARY_FILE
    if os.path.lexists(path):
        raise Problem(
            "There is a library in this folder already; it was not touched.",
            do="Name another folder with --into, or bring the mirror in: `reader merge-mirror`.",
            where=str(into),
        )
    read = Mirror(mirror)
    with tempfile.TemporaryDirectory(prefix=".restored-", dir=into) as own:
        copy = Path(own) / paths.LIBRARY_FILE
        said = make_library(read, copy, progress)
        store = Store.open(copy)
        try:
            counts = store.counts()
            notes = store.whole.note_count()
            kept = store.whole.kept_files()
            said += attachments.bring(into, kept, lambda file: file_in(mirror, file))
        finally:
            store.close()
        take_place(copy, path)
    return Rebuilt(counts.all, notes, tuple(said))
