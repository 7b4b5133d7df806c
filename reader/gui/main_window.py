"""The main window: what it shows at once, and what it does with the library's answers.

Sidebar and list are there at the first paint; `parts` furnishes the rest right after it and
connects everything.
"""

import contextlib
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QResizeEvent,
)
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from reader.errors import Busy, Problem
from reader.gui.asking.bugs import Bugs
from reader.gui.asking.following import Following
from reader.gui.asking.looking import Looking
from reader.gui.asking.worker import Worker
from reader.gui.browsing import Browsing
from reader.gui.furnished import Furnished
from reader.gui.models.paper_list import PaperList
from reader.gui.places import QUEUE, place_of
from reader.gui.settings import Settings
from reader.gui.shape import Shape
from reader.gui.shown_list import ShownList
from reader.gui.views.papers.list_pane import ListPane
from reader.gui.views.places.sidebar import Sidebar
from reader.library import Library
from reader.model import Changes, Counts, Kind, UndoState

AT_ONCE = 20_000  # papers that are counted and ordered before the first paint; more come after it


class MainWindow(Furnished, QMainWindow):
    """Sidebar, list and reading pane over one library."""

    # There from the start.
    stage: QStackedWidget  # the three panes, or a page that takes the whole window
    sidebar: Sidebar
    list: ListPane
    shape: Shape

    def __init__(self, folder: Path | None, settings: Settings) -> None:
        super().__init__()
        self._furnished = False
        self.insisted = False  # on being closed although something could not be saved
        self.counts: Counts | None = None
        self.setWindowTitle("Reader")
        self.setAcceptDrops(True)
        self.bugs = Bugs(self)
        self.worker = Worker(folder, self)
        self.looking = Looking(folder)
        self.browsing = Browsing(self.worker, settings.sorts, self)
        self.browsing.place = place_of(settings.start_place)
        self.following = Following(self.worker, self.looking, self)
        self._lay_out()
        self.shown_list = ShownList(self.list, self.papers, self.browsing, self.looking, self)
        self.shape = Shape(self, self._splitter, (self.sidebar, self.list, self.right), settings)

    def _lay_out(self) -> None:
        # From the outside in: whatever gets another parent is styled again with all it holds.
        whole = QWidget()
        self.setCentralWidget(whole)
        self._column = QVBoxLayout(whole)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.stage = QStackedWidget()
        self._column.addWidget(self.stage)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self.stage.addWidget(self._splitter)
        self.right = QStackedWidget()
        self.papers = PaperList(self.looking.rows, self)
        self.sidebar = Sidebar()
        self.list = ListPane(self.papers)
        for number, part in enumerate((self.sidebar, self.list, self.right)):
            self._splitter.addWidget(part)
            self._splitter.setStretchFactor(number, int(part is self.right))

    # ------------------------------------------------------------ starting

    def begin(self) -> None:
        """Show what is there before the first paint, with nothing but SQLite.

        Of a large library that is the window alone: the library thread answers right after.
        """
        library = self.looking.library
        if library is not None:
            with contextlib.suppress(Problem):  # the library thread tells what is wrong with it
                self._show_at_once(library)
        self.sidebar.show_place(self.browsing.place)
        self.list.table.setFocus()

    def _show_at_once(self, library: Library) -> None:
        if not library.is_large(AT_ONCE):
            self.show_counts(library.counts())
            self.browsing.first(library)

    def go_on(self) -> None:
        """After the first paint: everything else, the library thread, and the search."""
        from reader.gui.parts import furnish

        furnish(self)
        self._furnished = True
        self.show_undo(UndoState(None, None))
        self.enable()
        if self.counts is not None:
            self.show_counts(self.counts)
        self.shown_paper.show()
        self._fit()
        self.worker.start()
        self.opening.begin()

    # ------------------------------------------------------------ commands

    def move_in_queue(self, step: int) -> None:
        """Move the selected papers of the Queue."""
        if self.browsing.place is QUEUE and not self.browsing.query:
            self.operations.move_in_queue(step, self.papers.ids)

    def export(self) -> None:
        """Export, with the note that is being written."""
        self.pane.leave()
        self.exporting.open()

    def open_in_browser(self) -> None:
        """Open the page of the paper that is shown."""
        from reader.gui.results.links import open_link

        address = self.shown_paper.address
        if address:
            open_link(self, address)
        else:
            self.messages.say("The listing gave no link for this paper")

    def highlight(self, start: int, end: int, kind: Kind, comment: str) -> None:
        """Highlight words of the paper that is shown."""
        # A comment may be kept while another paper is coming up: the pane knows whose it is.
        if self.pane.paper_id is not None:
            self.operations.highlight(self.pane.paper_id, start, end, kind, comment)

    def show_in_import(self) -> None:
        """Go to the import that the first selected paper came in with."""
        from reader.gui.places import import_place

        chosen = self.selection()[:1]
        try:
            rows = self.looking.patiently(lambda: self.looking.rows(chosen))
        except Busy as busy:
            self.messages.error(busy)
            return
        batches = self.counts.imports if self.counts is not None else ()
        batch = next((one for one in batches if rows and rows[0].import_id in one.numbers), None)
        if batch is None:
            self.messages.say("This paper came in with no import")
        else:
            self.browsing.open(import_place(batch), select=chosen)

    def to_results(self) -> None:
        """Go from the search field to the papers found."""
        if self.list.shows_papers:
            if not self.list.table.selected_ids():
                self.list.table.select_place(0)
            self.list.table.setFocus()

    def page(self, back: bool) -> None:
        """Scroll the paper that is shown, then go to the next or previous one."""
        if not self.pane.scroll_page(-1 if back else 1):
            self.list.table.move(-1 if back else 1)

    def step(self, by: int) -> None:
        """Go to the next paper or to the one before."""
        if self.triage.session is not None:
            self.triage.step(by)
        else:
            self.list.table.move(by)

    def open_wide(self) -> None:
        """Read the paper at full width."""
        self.triage.open_paper()
        self.shape.set_full_width(True)

    def write_notes(self) -> None:
        """Put the caret into the notes of the paper."""
        view = self.triage.view
        if view is not None:
            view.open_notes()
        else:
            self.pane.focus_notes()

    # ------------------------------------------------------------ what is so

    @property
    def is_furnished(self) -> bool:
        """Whether all its parts are there."""
        return self._furnished

    def put_above_all(self, banner: QWidget) -> None:
        """Give something its place over the panes and whatever else takes their place."""
        self._column.insertWidget(0, banner)

    def is_watched(self) -> bool:
        """Whether somebody can see the paper that is shown."""
        return self.isActiveWindow() and self.pane.isVisible()

    def selection(self) -> Sequence[int]:
        """The papers that a command works on."""
        if self._furnished and self.triage.session is not None:
            return self.triage.selection()
        out_of_sight = self._furnished and self.pages.shown is not None
        return () if out_of_sight else self.list.table.selected_ids()

    def tags_place(self) -> QRect:
        """Where the tag editor opens, in global coordinates."""
        return (self.triage.view or self.pane).tags_place()

    def listed(self) -> tuple[str, Sequence[int]]:
        """The name of the place and the papers in the list."""
        return self.browsing.place.title, self.papers.ids

    # ------------------------------------------------------------ following the library

    def follow(self, changes: Changes | None) -> None:
        """Something changed, here or in another program: look again."""
        from reader.gui.deciding.tag_keeping import only_names

        if only_names(changes):
            changes = None
        self.papers.forget(None if changes is None else changes.papers)
        self.browsing.again()
        self.shown_paper.follow(changes)
        self.triage.follow(changes)

    def show_counts(self, counts: Counts) -> None:
        """Show the numbers of the sidebar, and the first run while there are no papers."""
        self.counts = counts
        self.sidebar.show_counts(counts)
        self.shown_list.show_counts(counts)
        if self._furnished:
            self.tagging.show_counts(counts)
            self.search_aids.completing.show_counts(counts)
            self.pages.give_way()

    def show_undo(self, undo: UndoState) -> None:
        """Name the next undo and redo in the menus."""
        for name, what in (("undo", undo.undo), ("redo", undo.redo)):
            action = self.actions_by_id[name]
            word = name.capitalize()
            action.setText(f"{word} {what}".replace("&", "&&") if what else word)
            action.setEnabled(what is not None)

    def enable(self) -> None:
        """Let the commands be chosen that make sense now."""
        from reader.gui.menus import enable

        enable(self)

    def show_work(self, busy: bool) -> None:
        """Say that the library is at work, but only when it takes long enough to wonder."""
        if busy:
            self.working.start()
        else:
            self.working.stop()
            self.sidebar.show_work(self.indexing.words)

    # ------------------------------------------------------------ Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.shape.fit()
        if self._furnished:
            QTimer.singleShot(0, self.toast, self.toast.place)  # when the panes have their places

    def toast_area(self) -> QRect:
        """Where toasts lie: over list and reading pane."""
        view = self.triage.view
        if view is not None:
            return QRect(0, 0, self.width(), view.bar.y())
        left = self.list.x() if self.list.isVisible() else self.right.x()
        return QRect(left, 0, self.width() - left, self.height())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show that this can be dropped here."""
        from reader.gui.intake.drops import can_be_imported

        # What began here, like a highlight on its way to a note, is nothing to import.
        from_outside = event.source() is None
        if self._furnished and from_outside and can_be_imported(event.mimeData()):
            event.acceptProposedAction()
            if self.attaching.files_of(event.mimeData()):
                corner = self.pane.mapTo(self, QPoint(0, 0))
                self.drop_frame.show_over(QRect(corner, self.pane.size()), "Drop to attach")
            else:
                self.drop_frame.show_over(self._splitter.geometry())

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It was dragged away."""
        self.drop_frame.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Show what was dropped."""
        from reader.gui.intake.drops import sources

        self.drop_frame.hide()
        event.acceptProposedAction()
        if not self.attaching.take(event.mimeData()):
            self.importing.preview(sources(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the note that is being written and the shape of the window, then end the thread."""
        from reader.gui.ending import finish, may_close

        if self._furnished and not may_close(self):
            event.ignore()
            return
        finish(self, self._furnished)
        super().closeEvent(event)

    def end(self) -> None:
        """The system wants the program to end: keep what was typed, and ask nothing."""
        self.insisted = True
        self.close()
        QGuiApplication.quit()
