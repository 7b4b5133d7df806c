"""The main window: layout and connections, nothing else."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QRect, Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QCursor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget

from reader.errors import Busy
from reader.gui.actions import ACTIONS, Needs
from reader.gui.browsing import Browsing
from reader.gui.controls.toast import Toast
from reader.gui.drops import DropFrame, can_be_imported, sources
from reader.gui.exporting import Exporting
from reader.gui.focusing import Focusing
from reader.gui.following import Following
from reader.gui.go_to import GoTo
from reader.gui.importing import Importing
from reader.gui.links import open_link
from reader.gui.looking import Looking
from reader.gui.menus import MenuLine, fill_menu_bar, make_actions
from reader.gui.messages import Messages
from reader.gui.models.paper_list import PaperList
from reader.gui.operations import Operations
from reader.gui.places import ALL, INBOX, QUEUE
from reader.gui.popups import Popups
from reader.gui.settings import Settings
from reader.gui.shape import Shape
from reader.gui.shown_list import ShownList
from reader.gui.shown_paper import ShownPaper
from reader.gui.tagging import Tagging
from reader.gui.views.first_run import FirstRun
from reader.gui.views.list_pane import ListPane
from reader.gui.views.reading_pane import ReadingPane
from reader.gui.views.sidebar import Sidebar
from reader.gui.wording import imported
from reader.gui.worker import Worker
from reader.model import Changes, Counts, Kind, UndoState

WORKING_MS = 700
RETRY_MS = 500


class MainWindow(QMainWindow):
    """Sidebar, list and reading pane over one library."""

    sidebar: Sidebar
    list: ListPane
    pane: ReadingPane
    browsing: Browsing
    operations: Operations
    importing: Importing
    exporting: Exporting
    tagging: Tagging
    shape: Shape
    focusing: Focusing
    go_to: GoTo
    menu_line: MenuLine
    popups: Popups
    actions_by_id: dict[str, QAction]
    _alt_alone = False
    _closing = False

    def __init__(self, folder: Path | None, settings: Settings) -> None:
        super().__init__()
        self.setWindowTitle("Reader")
        self.setAcceptDrops(True)
        self.worker = Worker(folder, self)
        self.looking = Looking(folder)
        self.browsing = Browsing(self.worker, self)
        self.following = Following(self.worker, self.looking, self)
        self._lay_out()
        self._build(settings)
        self._connect()
        self._connect_pane()
        self._show_undo(UndoState(None, None))
        self._enable()

    # ------------------------------------------------------------ starting and ending

    def begin(self) -> None:
        """Show what is there before the first paint, with nothing but SQLite."""
        library = self.looking.library
        if library is not None:
            self._show_counts(library.counts())
            self.browsing.first(library)
        self.sidebar.show_place(INBOX)
        self.list.table.setFocus()

    def go_on(self) -> None:
        """After the first paint: start the library thread and get the search ready."""
        self.worker.start()
        self._try_to_open()

    def _try_to_open(self) -> None:
        self.worker.ask(
            lambda library: library.seq(), lambda _seq: self._opened(), self._not_opened
        )

    def _not_opened(self, error: BaseException) -> None:
        self.messages.error(error)
        if isinstance(error, Busy):
            QTimer.singleShot(RETRY_MS, self, self._try_to_open)

    def _opened(self) -> None:
        self.messages.calm()
        self.following.start()
        self.browsing.again()
        self.worker.ask(lambda library: library.find("reader", typing=True))

    # ------------------------------------------------------------ commands

    def move_in_queue(self, step: int) -> None:
        """Move the selected papers of the Queue."""
        if self.browsing.place is QUEUE and not self.browsing.query:
            self.operations.move_in_queue(step, self.papers.ids)

    def export(self) -> None:
        """Export, with the note that is being written."""
        self.pane.leave()
        self.exporting.open()

    def copy_titles(self) -> None:
        """Put the titles of the selected papers on the clipboard."""
        rows = self.looking.rows(self.list.table.selected_ids())
        QGuiApplication.clipboard().setText("\n".join(row.title for row in rows))

    def open_in_browser(self) -> None:
        """Open the page of the paper that is shown."""
        address = self.shown_paper.address
        if address:
            open_link(self, address)
        else:
            self.messages.say("The listing gave no link for this paper")

    # ------------------------------------------------------------ building

    def _lay_out(self) -> None:
        # From the outside in: whatever gets another parent is styled again with all it holds.
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self.setCentralWidget(self._splitter)
        self._right = QStackedWidget()
        self.papers = PaperList(self.looking.rows, self)
        self.sidebar = Sidebar()
        self.list = ListPane(self.papers)
        for number, part in enumerate((self.sidebar, self.list, self._right)):
            self._splitter.addWidget(part)
            self._splitter.setStretchFactor(number, int(part is self._right))
        self.pane = ReadingPane(marks=self.looking.marks)
        self.first_run = FirstRun()
        self._right.addWidget(self.pane)
        self._right.addWidget(self.first_run)
        self._working = QTimer(self, singleShot=True, interval=WORKING_MS)
        self._working.timeout.connect(lambda: self.sidebar.show_work("Working…"))
        self.toast = Toast(self)
        self._drop_frame = DropFrame(self)

    def _build(self, settings: Settings) -> None:
        table = self.list.table
        self.messages = Messages(self.toast, self.list.banner, self)
        self.operations = Operations(
            self.worker, self.looking, self.browsing, self.messages, table.selected_ids, self
        )
        self.shown_list = ShownList(self.list, self.papers, self.browsing, self.looking, self)
        self.shown_paper = ShownPaper(
            self.pane, table, self.looking, self.operations, self._is_watched, self
        )
        self.importing = Importing(self.worker, self.looking, self.messages, self)
        self.exporting = Exporting(
            self.worker, self.messages, table.selected_ids, self._listed, self
        )
        self.tagging = Tagging(
            self.operations, self.looking, table.selected_ids, self._tag_corner, self
        )
        self.shape = Shape(
            self, self._splitter, (self.sidebar, self.list, self._right), self.pane, settings
        )
        self.go_to = GoTo(self, self.browsing.open, lambda: table.move(-(10**9)))
        self.actions_by_id = make_actions(self)
        fill_menu_bar(self.menuBar(), self)
        self.menu_line = MenuLine(self.menuBar())
        self.popups = Popups(self)
        self.focusing = Focusing(
            self.sidebar, self.list, self.pane, self.shape, self.browsing, self.menu_line
        )

    def _connect(self) -> None:
        self.worker.failed.connect(self.messages.error)
        self.worker.changed.connect(lambda _changes: self.messages.calm())
        self.worker.busy.connect(self._show_work)
        self.following.changed.connect(self._follow)
        self.following.counts.connect(self._show_counts)
        self.following.undo.connect(self._show_undo)
        self.operations.leaving.connect(self.shown_list.take_away)
        self.importing.imported.connect(self._imported)
        self.shown_list.import_files = self.importing.choose_files
        self.browsing.opened.connect(self.sidebar.show_place)
        self.browsing.opened.connect(lambda _place: self._enable())
        self.browsing.listed.connect(lambda listed: self.pane.set_query(listed.query))
        self.browsing.listed.connect(lambda _listed: self.focusing.settle())
        for asking in (self.first_run.files_wanted, self.sidebar.import_wanted):
            asking.connect(self.importing.choose_files)
        self.first_run.paste_wanted.connect(self.importing.paste)
        self.first_run.sample_wanted.connect(self.importing.add_sample)
        self._connect_sidebar()
        self._connect_list()

    def _connect_sidebar(self) -> None:
        self.sidebar.place_wanted.connect(self.browsing.open)
        self.sidebar.papers_dropped.connect(self.operations.drop)
        self.sidebar.hide_wanted.connect(self.shape.toggle_sidebar)
        self.sidebar.right_wanted.connect(lambda: self.focusing.focus("list"))
        self.sidebar.preferences_wanted.connect(self.popups.show_preferences)
        self.sidebar.menu_wanted.connect(self.popups.show_place)

    def _connect_list(self) -> None:
        table, search = self.list.table, self.list.search
        table.selected.connect(self._enable)
        table.star_wanted.connect(lambda paper, on: self.operations.star([paper], on))
        table.open_wanted.connect(lambda: self.shape.set_full_width(True))
        table.page_wanted.connect(self._page)
        table.left_wanted.connect(lambda: self.focusing.focus("sidebar"))
        table.right_wanted.connect(lambda: self.focusing.focus("text"))
        table.menu_wanted.connect(self.popups.show_paper)
        search.searched.connect(self.browsing.search)
        search.results_wanted.connect(self._to_results)
        search.everywhere_wanted.connect(self.browsing.search_everywhere)
        search.left.connect(lambda: self.focusing.focus("list"))
        self.list.sort_wanted.connect(self.popups.show_sort)
        self.list.sidebar_wanted.connect(self.shape.toggle_sidebar)

    def _connect_pane(self) -> None:
        pane, operations = self.pane, self.operations
        pane.state_wanted.connect(operations.set_state)
        pane.star_wanted.connect(lambda on: operations.star(None, on))
        pane.tags_wanted.connect(self.tagging.edit)
        pane.search_wanted.connect(lambda query: self.browsing.open(ALL, query=query))
        pane.link_wanted.connect(lambda address: open_link(self, address))
        pane.highlight_wanted.connect(self._highlight)
        pane.highlight_change_wanted.connect(operations.change_highlight)
        pane.highlight_delete_wanted.connect(operations.delete_highlight)
        pane.note_changed.connect(operations.write_note)
        operations.note_saved.connect(pane.note_saved)
        operations.note_failed.connect(pane.note_failed)
        pane.export_wanted.connect(self.export)
        pane.full_width_wanted.connect(self.shape.set_full_width)
        pane.more_wanted.connect(lambda: self.popups.show_paper(QCursor.pos()))
        pane.panel_changed.connect(self.shape.remember_panel)

    # ------------------------------------------------------------ following

    def _follow(self, changes: Changes | None) -> None:
        self.papers.forget(None if changes is None else changes.papers)
        self.browsing.again()
        self.shown_paper.follow(changes)

    def _show_counts(self, counts: Counts) -> None:
        self.sidebar.show_counts(counts)
        self.shown_list.show_counts(counts)
        self.tagging.show_counts(counts)
        self._right.setCurrentWidget(self.pane if counts.all else self.first_run)

    def _show_undo(self, undo: UndoState) -> None:
        for name, what in (("undo", undo.undo), ("redo", undo.redo)):
            action = self.actions_by_id[name]
            word = name.capitalize()
            action.setText(f"{word} {what}".replace("&", "&&") if what else word)
            action.setEnabled(what is not None)

    def _enable(self) -> None:
        some = bool(self.list.table.selected_ids())
        for action in ACTIONS:
            if action.needs in (Needs.PAPERS, Needs.QUEUE):
                in_place = action.needs is Needs.PAPERS or self.browsing.place is QUEUE
                self.actions_by_id[action.id].setEnabled(some and in_place)

    def _show_work(self, busy: bool) -> None:
        """Say that the library is at work, but only when it takes long enough to wonder."""
        if busy:
            self._working.start()
        else:
            self._working.stop()
            self.sidebar.show_work("")

    def _imported(self, changes: Changes) -> None:
        self.focusing.await_list()
        self.browsing.open(INBOX)
        self.messages.say(imported(changes), "Undo", "Ctrl+Z", self.operations.undo)

    # ------------------------------------------------------------ connecting

    def _highlight(self, start: int, end: int, kind: Kind, comment: str) -> None:
        # A comment may be kept while another paper is coming up: the pane knows whose it is.
        if self.pane.paper_id is not None:
            self.operations.highlight(self.pane.paper_id, start, end, kind, comment)

    def _to_results(self) -> None:
        if self.list.shows_papers:
            if not self.list.table.selected_ids():
                self.list.table.select_place(0)
            self.list.table.setFocus()

    def _page(self, back: bool) -> None:
        if not self.pane.scroll_page(-1 if back else 1):
            self.list.table.move(-1 if back else 1)

    def _is_watched(self) -> bool:
        return self.isActiveWindow() and self.pane.isVisible()

    def _listed(self) -> tuple[str, Sequence[int]]:
        return self.browsing.place.title, self.papers.ids

    def _tag_corner(self) -> QRect:
        return self.pane.tags_place()

    # ------------------------------------------------------------ Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what there is room for."""
        super().resizeEvent(event)
        self.shape.fit()
        left = self.list.x() if self.list.isVisible() else self._right.x()
        area = QRect(left, 0, self.width() - left, self.height())
        self.toast.place(area)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Alt alone shows the menu bar."""
        if event.key() == Qt.Key.Key_Alt and self._alt_alone:
            self._alt_alone = False
            self.menu_line.toggle()
        super().keyReleaseEvent(event)

    def event(self, event: QEvent) -> bool:
        """Remember whether Alt is pressed alone: every key comes by as a question first."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            self._alt_alone = event.key() == Qt.Key.Key_Alt
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show that this can be dropped here."""
        if can_be_imported(event.mimeData()):
            event.acceptProposedAction()
            self._drop_frame.show_over(self._splitter.geometry())

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It was dragged away."""
        self._drop_frame.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Show what was dropped."""
        self._drop_frame.hide()
        event.acceptProposedAction()
        self.importing.preview(sources(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the note that is being written and the shape of the window, then end the thread."""
        self.pane.leave()
        if not self._closing and not self._notes_are_kept():
            self._closing = True  # the second time the person means it
            event.ignore()
            return
        self.shape.remember()
        self.following.stop()
        self.worker.stop()
        self.looking.close()
        super().closeEvent(event)

    def _notes_are_kept(self) -> bool:
        """Wait for the library thread; stay open when a note could not be written."""
        if self.worker.is_running:
            waiting = QEventLoop()
            self.worker.ask(
                lambda _library: None, lambda _: waiting.quit(), lambda _: waiting.quit()
            )
            waiting.exec()
        texts = "\n\n".join(self.operations.unkept.values())
        if texts:
            self.messages.warn(
                "A note could not be saved. Copy its text, or close again without it.",
                "Copy the text",
                lambda: QGuiApplication.clipboard().setText(texts),
            )
        return not texts
