"""What the commands do: ask the library thread for a verb, and say what happened."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from reader.errors import Busy
from reader.gui.asking.long_steps import LongSteps
from reader.gui.asking.looking import Looking
from reader.gui.asking.messages import Messages
from reader.gui.asking.worker import Then, Work, Worker
from reader.gui.browsing import Browsing
from reader.gui.look.wording import papers as papers_text
from reader.gui.places import OF_STATE, READING, STARRED, Place
from reader.library import Library
from reader.model import Changes, Kind, Progress, QueueOrder, Row, State
from reader.query.nodes import Is

MANY = 500

Step = Callable[[Library, Progress], Changes]
"""What is done to papers that may be many thousands; it can be stopped while it is under way."""


class Watcher(Protocol):
    """A screen that takes over what follows a decision: where to go, and what to say."""

    def decided(self, ids: Sequence[int], state: State) -> None:
        """Papers are getting a state."""

    def travelled(self, changes: Changes, back: bool) -> None:
        """A step was undone (`back`) or done again."""


class Operations(QObject):
    """Every decision on papers; each works on one as on many, and is one step to undo.

    `acting` comes before each, so that what is being typed is kept first; `leaving` names papers
    that are about to get another state, `passed` says that the next one in a list is due.
    """

    acting = Signal()
    leaving = Signal(object)
    passed = Signal()

    def __init__(
        self,
        worker: Worker,
        looking: Looking,
        browsing: Browsing,
        messages: Messages,
        long_steps: LongSteps,
        selection: Callable[[], Sequence[int]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._worker, self._looking, self._browsing = worker, looking, browsing
        self._messages, self._long_steps, self._selection = messages, long_steps, selection
        self.watcher: Watcher | None = None

    # ------------------------------------------------------------ deciding

    def set_state(
        self, state: State, ids: Sequence[int] | None = None, *, front: bool = False
    ) -> None:
        """Move the selected papers to a state; they leave the list of another state at once."""
        chosen = self._chosen(ids)
        if not chosen:
            return
        place = self._browsing.place
        if place.state is not None and place.state is not state:
            self.leaving.emit(chosen)
        elif place.in_turn and len(chosen) == 1 and not self._browsing.query and not self.watcher:
            self.passed.emit()
        to = f"{papers_text(len(chosen))} to {state.label}"
        self._step(
            lambda library, progress: library.set_state(
                chosen, state, front=front, progress=progress
            ),
            f"Moving {to}",
            "" if self.watcher is not None else f"Moved {to}",
            chosen,
        )
        if self.watcher is not None:
            self.watcher.decided(chosen, state)

    def skip(self, ids: Sequence[int]) -> None:
        """Move those of some papers that are still in the Inbox to the Archive, as one step."""
        above = list(ids)

        def skip(library: Library, progress: Progress) -> Changes:
            left = [row.id for row in library.rows(above) if row.state is State.INBOX]
            return library.set_state(left, State.ARCHIVE, progress=progress)

        def done(changes: Changes) -> None:
            if not changes.action:
                self._messages.say("Nothing undecided above")
                return
            if self.watcher is not None:
                self.watcher.decided(sorted(changes.papers), State.ARCHIVE)
            text = f"Skipped {papers_text(len(changes.papers))}"
            self._messages.say(text, "Undo", "undo", self.undo)

        self._ask(skip, f"Skipping {papers_text(len(above))}", done)

    def star(self, ids: Sequence[int] | None = None, on: bool | None = None) -> None:
        """Star the selected papers, or take the stars away when all have one."""
        chosen = self._chosen(ids)
        if not chosen:
            return
        if on is None:
            rows = self._rows(chosen)
            if rows is None:
                return
            on = not all(row.starred for row in rows)
        many = papers_text(len(chosen))
        self._step(
            lambda library, progress: library.star(chosen, on, progress),
            f"{'Starring' if on else 'Taking the star off'} {many}",
            f"{'Starred' if on else 'Took the star off'} {many}",
            chosen,
        )

    def toggle_seen(self) -> None:
        """Mark the selected papers as seen, or as unseen when all are seen."""
        chosen = self._chosen(None)
        rows = self._rows(chosen)
        if chosen and rows is not None:
            on = not all(row.seen for row in rows)
            so = f"{papers_text(len(chosen))} as {'seen' if on else 'unseen'}"
            self._step(
                lambda library, progress: library.see(chosen, on, progress),
                f"Marking {so}",
                f"Marked {so}",
                chosen,
            )

    def see_inbox(self) -> None:
        """Mark everything in the Inbox as seen."""

        def see(library: Library, progress: Progress) -> Changes:
            unseen = library.find("is:unseen", within=Is("inbox")).ids
            return library.see(list(unseen), progress=progress)

        def done(changes: Changes) -> None:
            if changes.action:
                # Looking is no step to undo; U turns it round.
                self._messages.say(f"Marked {papers_text(len(changes.papers))} as seen")
            else:
                self._messages.say("Everything in the Inbox is seen")

        self._ask(see, "Marking everything as seen", done)

    def see(self, paper_id: int) -> None:
        """A paper was looked at."""
        self._worker.ask(lambda library: library.see([paper_id]))

    def retag(self, ids: Sequence[int], add: Sequence[str], remove: Sequence[str]) -> None:
        """Put tags on papers and take others off, as one step."""
        chosen = list(ids)
        if not chosen or not (add or remove):
            return
        many = papers_text(len(chosen))
        if add and remove:
            doing, text = f"Changing the tags of {many}", f"Changed the tags of {many}"
        elif add:
            doing, text = f"Tagging {many}", f"Tagged {many}"
        else:
            doing, text = f"Untagging {many}", f"Untagged {many}"
        self._step(
            lambda library, progress: library.retag(
                chosen, add=add, remove=remove, progress=progress
            ),
            doing,
            text,
            chosen,
        )

    def edit(self, paper_id: int, facts: Mapping[str, object]) -> None:
        """Give a paper facts that the person wrote by hand."""
        self.do(lambda library: library.edit(paper_id, **facts), "Edited 1 paper")

    def delete(self) -> None:
        """Take the selected papers out of the library."""
        chosen = self._chosen(None)
        if chosen:
            many = papers_text(len(chosen))
            self.leaving.emit(chosen)
            self._step(
                lambda library, progress: library.delete(chosen, progress),
                f"Deleting {many}",
                f"Deleted {many}",
                chosen,
            )

    def drop(self, place: Place, ids: Sequence[int], instead: bool = False) -> None:
        """Papers were dropped on a place of the sidebar; on a tag `instead` of all their tags."""
        if place.state is not None:
            self.set_state(place.state, ids)
        elif place is STARRED:
            self.star(ids, True)
        else:
            rows = self._rows(ids) if instead else []
            if rows is not None:
                had = {tag.name for row in rows for tag in row.tags}
                self.retag(ids, (place.title,), sorted(had - {place.title}))

    def read_next(self) -> None:
        """Begin to read the first paper of the Queue."""

        def begin(library: Library) -> Changes | None:
            first = library.find(within=Is("queue"), sort="queue").ids[:1]
            return library.set_state(list(first), State.READING) if len(first) else None

        def begun(changes: Changes | None) -> None:
            if changes is None:
                self._messages.say("Nothing queued")
            else:
                self._browsing.open(READING, select=tuple(changes.papers))

        self._worker.ask(begin, begun, self._messages.error)

    def put_in_queue(self, ids: Sequence[int], before: int | None) -> None:
        """Put papers of the Queue before another one, None: at the end."""
        moved = list(ids)
        text = f"Moved {papers_text(len(moved))} in the Queue"
        self.do(lambda library: library.move_in_queue(moved, before), text)

    def move_in_queue(self, step: int, order: Sequence[int]) -> None:
        """Move the selected papers up or down in the Queue, keeping their order."""
        chosen = self._chosen(None)
        rest = [one for one in order if one not in set(chosen)]
        if not chosen or not rest:
            return
        above = sum(1 for one in order[: order.index(chosen[0])] if one not in set(chosen))
        place = max(0, min(above + step, len(rest)))
        before = rest[place] if place < len(rest) else None
        self.do(lambda library: library.move_in_queue(chosen, before), "")

    def sort_queue(self, by: QueueOrder) -> None:
        """Put the whole Queue in an order, once; say so when it stands in it already."""

        def sort(library: Library, progress: Progress) -> Changes:
            return library.sort_queue(by, progress)

        def done(changes: Changes) -> None:
            if changes.action:
                text = changes.action.replace("Sort", "Sorted", 1)
                self._messages.say(text, "Undo", "undo", self.undo)
            else:
                self._messages.say("The Queue is in this order already")

        self.acting.emit()
        self._ask(sort, "Sorting the Queue", done)

    # ------------------------------------------------------------ annotating

    def highlight(self, paper_id: int, start: int, end: int, kind: Kind, comment: str) -> None:
        """Highlight words of an abstract."""
        self.do(lambda library: library.highlight(paper_id, start, end, kind, comment), "")

    def change_highlight(self, highlight_id: int, kind: Kind | None, comment: str | None) -> None:
        """Change what a highlight is for, or its comment."""
        self.do(
            lambda library: library.change_highlight(highlight_id, kind=kind, comment=comment), ""
        )

    def attach_highlight(self, highlight_id: int, start: int, end: int) -> None:
        """Give a lost highlight words of the abstract as it is now."""
        self.do(
            lambda library: library.attach_highlight(highlight_id, start, end),
            "Attached the highlight again",
        )

    def delete_highlight(self, highlight_id: int) -> None:
        """Take a highlight away."""
        self.do(lambda library: library.delete_highlight(highlight_id), "Deleted 1 highlight")

    # ------------------------------------------------------------ undoing

    def undo(self) -> None:
        """Take the last step back, and show what changed."""
        self._travel(
            lambda library: library.undo_state().undo,
            lambda library, progress: library.undo(progress),
            back=True,
        )

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        self._travel(
            lambda library: library.undo_state().redo,
            lambda library, progress: library.redo(progress),
            back=False,
        )

    def _travel(self, naming: Callable[[Library], str | None], verb: Step, *, back: bool) -> None:
        names: list[str] = []
        self.acting.emit()

        def travel(library: Library, progress: Progress) -> Changes:
            names.append(naming(library) or "")
            return verb(library, progress)

        def done(changes: Changes) -> None:
            if back:
                self._messages.say(f"Undid: {names[0]}", "Redo", "redo", self.redo)
            else:
                self._messages.say(f"Redid: {names[0]}", "Undo", "undo", self.undo)
            if self.watcher is not None:
                self.watcher.travelled(changes, back)
            else:
                self._show_changed(changes)

        self._ask(travel, "Undoing" if back else "Doing it again", done)

    def _show_changed(self, changes: Changes) -> None:
        """Go to where the changed papers are now, and select them."""
        left = tuple(sorted(changes.papers - changes.gone))
        try:
            rows = self._looking.patiently(lambda: self._looking.rows(left[:MANY]))
        except Busy:
            rows = []
        # Some are enough to tell where they are.
        if not rows or "imports" in changes.areas:
            return
        here = self._browsing.place.state
        states = {row.state for row in rows}
        if here is not None and here not in states:
            self._browsing.open(OF_STATE[rows[0].state], select=left)
        else:
            self._browsing.again(select=left)

    # ------------------------------------------------------------ within

    def do(self, work: Work, text: str) -> None:
        """Do one step; say what happened when it changed something."""

        self.acting.emit()
        self._worker.ask(work, self._saying(text), self._failed)

    def _step(self, step: Step, doing: str, text: str, ids: Sequence[int]) -> None:
        """Do one step to papers; say what happened when it changed something."""
        self.acting.emit()
        self._ask(step, doing, self._saying(text), ids)

    def _ask(self, step: Step, doing: str, then: Then, ids: Sequence[int] = ()) -> None:
        """Ask for a step that may take long; `ids` are selected again when it is stopped."""

        def stopped() -> None:
            self._browsing.again(select=tuple(ids))

        self._long_steps.ask(step, doing, then, self._failed, stopped=stopped)

    def _saying(self, text: str) -> Then:
        def done(changes: Changes) -> None:
            if changes.action and text:
                self._messages.say(text, "Undo", "undo", self.undo)

        return done

    def _failed(self, error: BaseException) -> None:
        self._messages.error(error)
        self._browsing.again()

    def _chosen(self, ids: Sequence[int] | None) -> list[int]:
        return list(self._selection() if ids is None else ids)

    def _rows(self, ids: Sequence[int]) -> list[Row] | None:
        """What is known about papers; None, and told, when it cannot be known now."""
        try:
            return self._looking.patiently(lambda: self._looking.rows(ids))
        except Busy as busy:
            self._messages.error(busy)
            return None
