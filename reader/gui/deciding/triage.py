"""Triage: deciding a list of papers one at a time, each with one key."""

from collections.abc import Sequence
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from reader.errors import Busy
from reader.gui.deciding.close_to_kept import CloseToKept
from reader.gui.deciding.triage_session import Session
from reader.gui.places import INBOX, QUEUE, Place
from reader.library import Library
from reader.model import Changes, Kind, Row, State

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow
    from reader.gui.views.triage.triage_view import TriageView

RETRY_MS = 80
# Commands that have nothing to work on while one paper has the whole window.
RESTING = frozenset(
    {
        *("extend-down", "extend-up", "select", "select-all", "last", "sort", "delete", "merge"),
        *("highlights", "details", "panel", "sidebar", "next-pane", "previous-pane"),
        *("focus-sidebar", "focus-list", "focus-text", "focus-panel", "go-back", "go-forward"),
        *("queue-up", "queue-down", "queue-first", "queue-last", "read-next"),
    }
)


class Triage(QObject):
    """Begins and ends a sitting, follows what the commands do, and shows where the person is."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._view: TriageView | None = None
        self._session: Session | None = None
        self._place: Place = INBOX
        self._close = CloseToKept(window.worker, self)
        self._retry = QTimer(self, singleShot=True, interval=RETRY_MS)
        self._retry.timeout.connect(self._show)

    # ------------------------------------------------------------ asking

    @property
    def session(self) -> Session | None:
        """The sitting that is going on."""
        return self._session

    @property
    def view(self) -> "TriageView | None":
        """The view, while a sitting is going on."""
        return self._view if self._session is not None else None

    def selection(self) -> list[int]:
        """The paper that commands work on."""
        current = self._session.current if self._session is not None else None
        return [] if current is None else [current]

    # ------------------------------------------------------------ beginning and ending

    def begin(self) -> None:
        """Triage the selected papers when there are several, else the whole list."""
        if self._session is not None:
            return
        chosen = self._window.list.table.selected_ids()
        ids = chosen if len(chosen) > 1 else list(self._window.papers.ids)
        if not ids:
            self._window.messages.say("Nothing to triage here.")
            return
        self._window.pane.leave()
        self._place = self._window.browsing.place
        self._session = Session(ids, monotonic())
        view = self._made()
        view.progress.show_place(self._place.title)
        self._window.operations.watcher = self
        self._window.stage.setCurrentWidget(view)
        self._window.enable()
        self._show()

    def begin_when_listed(self) -> None:
        """Begin with the list that is coming."""
        self._window.browsing.listed.connect(
            self._begin_listed, Qt.ConnectionType.SingleShotConnection
        )

    def _begin_listed(self, _listed: object) -> None:
        QTimer.singleShot(0, self, self.begin)  # when the list shows it

    def leave(self) -> None:
        """Back to the list; every verdict is kept."""
        if self._session is None or self._view is None:
            return
        current = self._session.current
        self._view.let_go()
        self._session = None
        self._close.turn_to(None)
        self._window.operations.watcher = None
        self._window.stage.setCurrentIndex(0)
        self._window.enable()
        self._window.focusing.await_list()
        # At once and by hand: an answer with the selection in it may be overtaken by a newer one.
        places = [] if current is None else self._window.papers.places_of([current])
        if places:
            self._window.list.table.select_place(places[0])
        self._window.browsing.again()

    def open_paper(self) -> None:
        """Leave, and read the current paper at full width."""
        if self.selection():
            self.leave()
            self._window.shape.set_full_width(True)

    def step_back(self) -> bool:
        """Esc: out of the notes, out of the sitting; False when there is none."""
        if self._session is None or self._view is None:
            return False
        self.leave()
        return True

    # ------------------------------------------------------------ going on

    def step(self, by: int) -> None:
        """Leave the paper for later and go on, or go back to the one before."""
        session = self._session
        if session is None:
            return
        if by > 0:
            if session.current is not None and session.verdict(session.current) is None:
                self._window.operations.see(session.current)
            session.go_on(monotonic())
        else:
            session.go_back(monotonic())
        self._show()

    def decided(self, ids: Sequence[int], state: State) -> None:
        """A command gave papers a state."""
        if self._session is not None:
            self._session.decide(ids, state, monotonic())
            self._show()

    def travelled(self, changes: Changes, back: bool) -> None:
        """Something was undone or redone: know the papers' states again, and come back to them."""
        ids = [one for one in self._session.ids if one in changes.papers] if self._session else []

        def states(library: Library) -> dict[int, State]:
            return {row.id: row.state for row in library.rows(ids)}

        def learn(found: dict[int, State]) -> None:
            if self._session is not None:
                self._session.learn(found, come_back=back, now=monotonic())
                self._show()

        if ids:
            self._window.worker.ask(states, learn)

    def skip_above(self) -> None:
        """Archive what is undecided above the current paper, or above the one of the list."""
        if self._session is not None:
            self._window.operations.skip(self._session.passed())
        elif chosen := self._window.list.table.selected_ids():
            ids = self._window.papers.ids
            self._window.operations.skip(ids[: ids.index(chosen[0])])

    def follow(self, changes: Changes | None) -> None:
        """Something changed: show it if it is about the current paper."""
        shown = set(self.selection())
        if changes is None or not changes.papers.isdisjoint(shown):
            self._show()

    # ------------------------------------------------------------ showing

    def _show(self) -> None:
        session, view = self._session, self._view
        if session is None or view is None:
            return
        view.progress.show_counts(session.counts())
        total = len(session.ids)
        place = min(session.place + 1, total)
        view.progress.show_progress(place, total, session.minutes_left())
        if session.current is None:
            self._close.turn_to(None)
            view.end.show_result(self._place.title, session.counts(), total, session.minutes())
            view.show_end()
            return
        try:
            paper = self._window.looking.paper(session.current)
            shown = (*session.decided, session.current, *session.coming)
            rows = {row.id: row for row in self._window.looking.rows(shown)}
        except Busy:
            self._retry.start()
            return
        if paper is None:  # another program has deleted it
            session.go_on(monotonic())
            self._retry.start()
            return
        view.show_paper(paper)
        self._close.turn_to(paper.id)
        self._show_strip(view, session, rows)

    def _show_strip(self, view: "TriageView", session: Session, rows: dict[int, Row]) -> None:
        decided = [(rows[one], session.verdict(one)) for one in session.decided if one in rows]
        coming = [rows[one] for one in session.coming if one in rows]
        now = rows.get(session.current) if session.current is not None else None
        view.strip.show_rows(decided, now, coming)

    def _go_to(self, paper_id: int) -> None:
        if self._session is not None:
            self._session.go_to(paper_id, monotonic())
            self._show()

    def _open_queue(self) -> None:
        self.leave()
        self._window.browsing.open(QUEUE)

    def _made(self) -> "TriageView":
        """The view, made when it is first needed."""
        if self._view is None:
            from reader.gui.views.triage.triage_view import TriageView

            self._view = view = TriageView()
            self._window.stage.addWidget(view)
            self._connect(view)
        return self._view

    def _connect(self, view: "TriageView") -> None:
        window, operations = self._window, self._window.operations
        view.leave_wanted.connect(self.leave)
        view.open_wanted.connect(self.open_paper)
        view.step_wanted.connect(self.step)
        view.star_wanted.connect(lambda on: operations.star(self.selection(), on))
        self._close.found.connect(view.close_line.show_rows)
        view.strip.chosen.connect(self._go_to)
        view.bar.wanted.connect(lambda name: window.actions_by_id[name].trigger())
        view.head.tags_wanted.connect(window.tagging.edit)
        window.note_linking.serve_comments(view.abstract)
        view.head.search_wanted.connect(window.pane.search_wanted)
        view.abstract.link_wanted.connect(window.pane.link_wanted)
        view.abstract.search_wanted.connect(window.pane.search_wanted)
        view.abstract.highlight_wanted.connect(self._highlight)
        view.abstract.comment_typed.connect(
            lambda *typed: window.field_drafts.comment(next(iter(self.selection()), None), *typed)
        )
        view.abstract.highlight_change_wanted.connect(operations.change_highlight)
        view.abstract.highlight_delete_wanted.connect(operations.delete_highlight)
        view.notes.note_changed.connect(window.note_writing.write)
        view.notes.link_wanted.connect(window.pane.link_wanted)
        view.notes.highlight_number_wanted.connect(view.abstract.jump_to_number)
        window.note_writing.answer_to(view.notes.keeper)
        view.end.queue_wanted.connect(self._open_queue)
        view.end.back_wanted.connect(self.leave)
        window.following.undo.connect(lambda undo: view.bar.offer_undo(undo.undo))

    def _highlight(self, start: int, end: int, kind: Kind, comment: str) -> None:
        view = self._view
        if view is not None and view.paper is not None:
            self._window.operations.highlight(view.paper.id, start, end, kind, comment)
