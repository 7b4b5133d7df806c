"""Opening the library when the window stands, and what can be done where that fails."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from reader.errors import REPAIR, Busy, Damaged, Problem
from reader.gui.asking.messages import in_window
from reader.gui.asking.worker import warm_up
from reader.gui.look.wording import moment, papers
from reader.gui.results.links import open_folder
from reader.library import Library
from reader.model import Backup

if TYPE_CHECKING:
    from reader.gui.dialogs.error_sheet import ErrorSheet
    from reader.gui.main_window import MainWindow

RETRY_MS = 500


class Opening(QObject):
    """Has the library thread open the library; whatever waits for it begins then.

    A library that cannot be opened stops the work: a sheet says so, with the ways out. Behind it
    the window stands as it is, and its banner says the same when the sheet is closed.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.sheet: ErrorSheet | None = None

    def begin(self) -> None:
        """Open it, or try again."""
        self._window.worker.ask(Library.seq, lambda _seq: self._opened(), self._not_opened)

    def _opened(self) -> None:
        window = self._window
        window.messages.calm()
        window.following.start()
        window.watching.start()
        window.backing_up.start()
        window.mirroring.start()
        window.browsing.again()
        window.worker.ask(warm_up)
        window.recovery.look()
        window.worker.ask(Library.former, self._tell_former)
        window.duplicates.look()  # after the list: many pairs take a moment

    def _tell_former(self, former: Backup | None) -> None:
        """Say that another library lay here: its disk may be away, and this one is not it."""
        if former is not None:
            self._window.messages.warn(
                f"This library is new and empty, but one with {papers(former.papers)} lay in this"
                f" folder until {moment(former.at)}. If its disk is away, connect it and start"
                " Reader again.",
                "Show the folder",
                lambda: open_folder(self._window.worker.folder),
            )

    def _not_opened(self, error: BaseException) -> None:
        self._window.messages.error(error)
        if isinstance(error, Busy):
            QTimer.singleShot(RETRY_MS, self, self.begin)
        elif isinstance(error, Problem) and self.sheet is None:
            self._show(error)

    def _show(self, problem: Problem) -> None:
        from reader.gui.dialogs.error_sheet import ErrorSheet

        words = f"{in_window(problem.do)} Nothing was changed.".strip()
        self.sheet = sheet = ErrorSheet(problem.what.removesuffix("."), words, "", self._window)
        sheet.finished.connect(self._closed)
        sheet.offer("Show the file", lambda: open_folder(self._window.worker.folder))
        if isinstance(problem, Damaged) or problem.do == REPAIR:
            self._offer_rescue(sheet, problem)
        else:
            sheet.offer_way_out("Quit", self._window.close)
            sheet.end_with("Try again", self.begin)
        sheet.open()

    def _offer_rescue(self, sheet: "ErrorSheet", problem: Problem) -> None:
        keeping = self._window.keeping
        if problem.do == REPAIR:
            sheet.offer_way_out("Restore a backup…", keeping.open_backups)
            sheet.end_with("Check and repair…", keeping.open_check)
        else:
            sheet.offer_way_out("Quit", self._window.close)
            sheet.end_with("Restore a backup…", keeping.open_backups)
        if isinstance(problem, Damaged):
            keeping.backups(self._name_newest)

    def _name_newest(self, backups: list[Backup]) -> None:
        """Say in the sheet how much a backup would bring back, if it is still there."""
        if self.sheet is not None and backups:
            words = f"Your last backup is of {moment(backups[0].at)}."
            self.sheet.words.setText(
                f"{words} A repair works on a copy of the file, after a backup of what can be read."
            )

    def _closed(self) -> None:
        self.sheet = None
