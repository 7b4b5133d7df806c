"""What can be done with an import later: look at its text, date it anew, take it back."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QMenu, QMessageBox

from reader.dates import shown_date, typed_date
from reader.gui.asking.long_steps import Step
from reader.gui.look.wording import papers as papers_text
from reader.gui.results.links import open_folder
from reader.library import Library
from reader.model import Changes, Dump, Import, ImportUndo, Leftover, Progress, Reread

Judge = Callable[[str], tuple[str, bool]]
Take = Callable[[str], None]

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow


class ImportKeeping(QObject):
    """The commands in the menu of an import."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def add_to(self, menu: QMenu, batch: Import, at: QRect) -> None:
        """Put what can be done with an import into its menu; what it asks is asked at a place."""
        for text, run in (
            ("Show its text…", self.show_text),
            ("Show warnings…", self.show_warnings),
            ("Rename…", lambda batch: self.rename(batch, at)),
            ("Open its folder", self.open_folder),
            ("Change its day…", lambda batch: self.change_day(batch, at)),
            ("Read it again…", self.read_again),
            ("Undo this import", self.undo),
        ):
            action = menu.addAction(text)
            action.triggered.connect(lambda _=False, run=run: run(batch))
            if run == self.open_folder:
                action.setEnabled(_folder_of(batch) is not None)
            elif run == self.show_warnings:
                action.setEnabled(batch.leftovers > 0)

    # ------------------------------------------------------------ looking

    def show_text(self, batch: Import) -> None:
        """Show the text that was brought in, as it was."""
        self._show_text(batch, warnings=False)

    def show_warnings(self, batch: Import) -> None:
        """Show the lines of the text that were not understood, and why."""
        self._show_text(batch, warnings=True)

    def _show_text(self, batch: Import, *, warnings: bool) -> None:
        from reader.gui.dialogs.importing.import_source import ImportSource

        dialog = ImportSource(batch, self._window)
        dialog.finished.connect(dialog.deleteLater)
        closed: list[int] = []
        dialog.finished.connect(closed.append)

        def show(said: tuple[Dump, tuple[Leftover, ...]]) -> None:
            if not closed:
                dialog.show_part(*said, warnings=warnings)

        def ask(part: int) -> None:
            self._window.worker.ask(
                lambda library: (library.import_dump(part), library.import_leftovers(part)),
                show,
                self._window.messages.error,
                only_newest="text of an import",
            )

        dialog.part_wanted.connect(ask)
        ask(batch.id)
        dialog.open()

    def open_folder(self, batch: Import) -> None:
        """Show the folder of the file in the file manager."""
        if (folder := _folder_of(batch)) is not None:
            open_folder(folder)

    # ------------------------------------------------------------ its name

    def rename(self, batch: Import, at: QRect) -> None:
        """Ask for another name, under a place of the screen."""

        def judge(name: str) -> tuple[str, bool]:
            return ("Rename this import", True) if name else ("An import needs a name", False)

        def take(name: str) -> None:
            if name != batch.name:
                self._do(
                    lambda library, _: library.rename_import(batch.id, name),
                    f"Renaming {batch.name}",
                    f"Renamed to {name}",
                )

        self._ask_for("Name of this import", batch.name, judge, take, at)

    def _ask_for(self, title: str, text: str, judge: Judge, take: Take, at: QRect) -> None:
        from reader.gui.views.rename_popover import RenamePopover

        sheet = RenamePopover(title, text, judge, self._window)
        sheet.named.connect(take)
        sheet.open_at(at)

    # ------------------------------------------------------------ the day

    def change_day(self, batch: Import, at: QRect) -> None:
        """Ask on which day the page was saved; dates without a year follow it."""
        known = batch.captured if batch.captured and batch.captured[:1].isdecimal() else None
        shown = shown_date(known) if known else ""

        def judge(text: str) -> tuple[str, bool]:
            if text and text == shown:
                return batch.captured_evidence or "Its day now", True
            day = day_of(text)
            if day is None:
                return "Type a day, like 12 Nov 2025, or a year", False
            return f"Dates without a year follow {shown_date(day)}", True

        def take(text: str) -> None:
            day = day_of(text)
            if day is not None and text != shown:
                self._do(
                    lambda library, progress: library.recapture(batch.id, day, progress),
                    _reading(batch),
                    f"Moved to {shown_date(day)}: {batch.name}",
                )

        self._ask_for("Day on which the page was saved", shown, judge, take, at)

    # ------------------------------------------------------------ reading again

    def read_again(self, batch: Import) -> None:
        """Read the text with today's importers, and show what that would change."""

        def show(reread: Reread) -> None:
            if not reread.improved and not reread.new:
                self._window.messages.say(f"Nothing in {batch.name} is read better now")
                return
            from reader.gui.dialogs.importing.import_again import ImportAgain

            dialog = ImportAgain(batch.name, reread, self._window)
            dialog.wanted.connect(lambda: self._take_again(batch))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        self._window.long_steps.ask(
            lambda library, progress: library.reimport(batch.id, progress), _reading(batch), show
        )

    def _take_again(self, batch: Import) -> None:
        self._do(
            lambda library, progress: library.apply_reimport(batch.id, progress),
            _reading(batch),
            f"Read {batch.name} again",
        )

    # ------------------------------------------------------------ taking back

    def undo(self, batch: Import) -> None:
        """Take an import back; what has the person's work in it is asked about first."""
        self._window.worker.ask(
            lambda library: library.undo_import_plan(batch.id),
            lambda plan: self._ask(batch, plan),
            self._window.messages.error,
        )

    def _ask(self, batch: Import, plan: ImportUndo) -> None:
        worked_on, whole = len(plan.worked_on), len(plan.worked_on) + len(plan.leaving)
        if not worked_on:
            self._take_back(batch, keep=True)
            return
        box = QMessageBox(self._window)
        box.setWindowTitle("Undo this import")
        box.setText(question(worked_on, whole))
        keep = box.addButton(f"Keep those {worked_on:,}", QMessageBox.ButtonRole.AcceptRole)
        everything = box.addButton(
            f"Take out all {whole:,}", QMessageBox.ButtonRole.DestructiveRole
        )
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(keep)
        keep.clicked.connect(lambda: self._take_back(batch, keep=True))
        everything.clicked.connect(lambda: self._take_back(batch, keep=False))
        box.finished.connect(box.deleteLater)
        box.open()

    def _take_back(self, batch: Import, *, keep: bool) -> None:
        def take(library: Library, _: Progress) -> Changes:
            return library.undo_import(batch.id, keep_worked_on=keep)

        self._do(take, f"Taking {batch.name} back", f"Took back {batch.name}")

    def _do(self, step: Step, doing: str, text: str) -> None:
        messages = self._window.messages

        def done(changes: Changes) -> None:
            if changes.action:
                gone = f", {papers_text(len(changes.gone))} left" if changes.gone else ""
                messages.say(f"{text}{gone}", "Undo", "undo", self._window.operations.undo)

        self._window.long_steps.ask(step, doing, done)


def _folder_of(batch: Import) -> Path | None:
    """The folder that the file of an import was in, or the archive; None when it has gone."""
    if batch.path is None:
        return None
    return next((each for each in Path(batch.path).parents if each.is_dir()), None)


def day_of(text: str) -> str | None:
    """The day or the year that a person typed, as ISO; None for anything else."""
    try:
        day = typed_date(text)
    except ValueError:
        return None
    return None if day is None or len(day) == len("2025-11") else day


def _reading(batch: Import) -> str:
    return f"Reading {batch.name} again"


def question(worked_on: int, whole: int) -> str:
    """The one question: `12 of 59 papers have your notes or tags.`"""
    have = "has" if worked_on == 1 else "have"
    return f"{worked_on:,} of {papers_text(whole)} {have} your notes or tags."
