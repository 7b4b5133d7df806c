"""Backups, restoring, checking and repairing, as the window asks for them.

Before each the note that is being written is kept. A library that cannot be opened is worked on
all the same: then nobody in this process has it open meanwhile.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from reader import keeping as front_door
from reader.errors import Cancelled, Damaged, Problem
from reader.gui.asking.messages import told
from reader.gui.long_work import LongWork
from reader.gui.look.wording import moment, papers
from reader.library import Library
from reader.model import Backup, Difference, Finding, Joined, Repaired, Restored

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow

Failed = Callable[[BaseException], None]


class Keeping(QObject):
    """The verbs of the pages Library and Backup of the preferences."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._worker = window, window.worker
        window.messages.check = self.open_check

    def open_check(self) -> None:
        """Show the page about the library, and look for damage at once."""
        from reader.gui.dialogs.preferences.library_page import LibraryPage
        from reader.gui.preferences import open_preferences

        page = open_preferences(self._window, "Library").page
        if isinstance(page, LibraryPage):
            page.check.click()

    def open_backups(self) -> None:
        """Show the page with the backups."""
        self._window.popups.show_preferences("Backup")

    def back_up_now(self) -> None:
        """Make a backup and say so in a toast."""

        def made(backup: Backup | None) -> None:
            words = "Nothing has changed since the last backup"
            self._window.messages.say(words if backup is None else saved_words(backup))

        self.back_up(LongWork(), made, self._window.messages.error)

    # ------------------------------------------------------------ backups

    def backups(self, then: Callable[[list[Backup]], None]) -> None:
        """The backups there are, newest first, also of a library that cannot be opened."""

        def refused(error: BaseException) -> None:
            if isinstance(error, Damaged):
                self._worker.ask_closed(front_door.backups_of, then, self._window.messages.error)
            else:
                self._window.messages.error(error)

        self._worker.ask(lambda library: library.backups(), then, refused)

    def back_up(
        self, work: LongWork, then: Callable[[Backup | None], None], failed: Failed
    ) -> None:
        """Make a backup unless nothing has changed since the last one (None)."""
        self._window.operations.acting.emit()
        self._worker.ask(lambda library: library.back_up(progress=work.progress), then, failed)

    def compare(
        self, backup: Backup, work: LongWork, then: Callable[[Difference], None], failed: Failed
    ) -> None:
        """What restoring a backup would take away and bring back."""
        self._window.operations.acting.emit()
        self._worker.ask(
            lambda library: library.compare(backup.number, work.progress), then, failed
        )

    def restore(
        self, backup: Backup, work: LongWork, then: Callable[[], None], failed: Failed
    ) -> None:
        """Make the library what it was in a backup; a toast offers the way back."""
        self._window.operations.acting.emit()

        def done(restored: Restored) -> None:
            self._worker.changed.emit(restored.changes)
            before = restored.before
            self._window.messages.say(
                f"Restored the backup of {moment(backup.at)}",
                "Undo",
                "",
                lambda: self.restore(before, LongWork(), lambda: None, self._window.messages.error),
            )
            then()

        def refused(error: BaseException) -> None:
            if isinstance(error, Damaged):
                self._put_back(backup, work, then, failed)
            else:
                failed(error)

        self._worker.ask(
            lambda library: library.restore(backup.number, work.progress), done, refused
        )

    def _put_back(
        self, backup: Backup, work: LongWork, then: Callable[[], None], failed: Failed
    ) -> None:
        """Restore a backup where the library cannot be opened; that file is kept beside it."""

        def put(kept: Path | None) -> None:
            self._window.opening.begin()
            words = f"Restored the backup of {moment(backup.at)}"
            more = f". The damaged file is kept as {kept.name}" if kept is not None else ""
            self._window.messages.say(words + more)
            then()

        self._alone(
            lambda folder: front_door.put_back(folder, backup.number, work.progress), put, failed
        )

    # ------------------------------------------------------------ merging

    def join(self, join: Callable[[Library], Joined], then: Callable[[Joined], None]) -> None:
        """Join another file of this library into it; what is being typed is kept first."""
        self._window.operations.acting.emit()
        self._worker.ask(join, then, self._window.messages.error)

    def say_merged(self, joined: Joined) -> None:
        """Say what a merge brought, with Undo if it brought anything."""
        messages = self._window.messages
        if not joined.changes.action:
            messages.say("It held nothing that was not in the library")
            return
        notes = "1 note" if joined.notes == 1 else f"{joined.notes:,} notes"
        words = f"Merged: {papers(joined.papers)} and {notes} came or changed"
        messages.say(words, "Undo", "undo", self._window.operations.undo)

    # ------------------------------------------------------------ damage

    def check(self, work: LongWork, then: Callable[[list[Finding]], None], failed: Failed) -> None:
        """Everything that is wrong with the library, its word index, its files or its mirror."""
        self._window.operations.acting.emit()

        def looked(found: list[Finding]) -> None:
            if found:
                then(found)
            else:
                self._worker.ask(
                    lambda library: [
                        *library.check_index(work.progress),
                        *library.check_files(work.progress),
                        *library.check_mirror(work.progress),
                    ],
                    then,
                    failed,
                )

        self._alone(lambda folder: front_door.examine(folder, work.progress), looked, failed)

    def repair(
        self,
        found: list[Finding],
        work: LongWork,
        then: Callable[[Repaired | None], None],
        failed: Failed,
    ) -> None:
        """Put right what was found; None when only the word index had to be built again."""
        inside = [finding for finding in found if finding.part not in ("index", "files", "mirror")]

        def mended(repaired: Repaired | None) -> None:
            if repaired is not None:
                self._window.opening.begin()
            self._worker.ask(_index_again(work), lambda _: then(repaired), failed)

        if inside:
            self._alone(
                lambda folder: front_door.repair(folder, inside, work.progress), mended, failed
            )
        else:
            mended(None)

    def index_again(self, work: LongWork, then: Callable[[int], None], failed: Failed) -> None:
        """Throw the word index away and build it again; says how many papers it holds."""
        self._worker.ask(lambda library: library.reindex(work.progress), then, failed)

    def _alone(
        self, work: Callable[[Path], Any], then: Callable[[Any], None], failed: Failed
    ) -> None:
        """Do something while nobody in this process has the library open."""
        looking, window = self._window.looking, self._window
        looking.rest()

        def done(answer: object) -> None:
            looking.go_on()
            window.following.look()
            then(answer)

        def refused(error: BaseException) -> None:
            looking.go_on()
            failed(error)

        self._worker.ask_closed(work, done, refused)


def _index_again(work: LongWork) -> Callable[[Library], object]:
    def run(library: Library) -> None:
        if library.check_index(work.progress):
            library.reindex(work.progress)
        if library.check_mirror(work.progress):
            library.mirror_now(work.progress)

    return run


def saved_words(backup: Backup) -> str:
    """`Backup saved, 4.2 MB`."""
    return f"Backup saved, {megabytes(backup.size)}"


def megabytes(size: int) -> str:
    """`0.1 MB`, `4.2 MB`."""
    return f"{max(0.1, size / 1_000_000):,.1f} MB"


def problem_words(error: BaseException) -> str:
    """What went wrong, for a page or a dialog; empty when the person stopped it."""
    if isinstance(error, Cancelled):
        return ""
    return told(error) if isinstance(error, Problem) else "Something went wrong in Reader."
