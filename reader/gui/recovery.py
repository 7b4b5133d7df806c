"""Notes that were typed when Reader died: offered at the next start, each with its text.

A draft goes only when its text is safe: in the note, or among the note's versions.
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reader.gui import drafts
from reader.gui.controls.banner import Banner
from reader.gui.drafts import LeftBehind
from reader.gui.messages import Messages
from reader.gui.worker import Worker
from reader.library import Library
from reader.model import Changes, Paper
from reader.tex import readable


@dataclass(frozen=True, slots=True)
class Found:
    """A draft and the paper whose note it was to be."""

    draft: LeftBehind
    paper: Paper


class Recovery(QObject):
    """Looks for drafts of programs that are no more and offers them in a banner."""

    def __init__(self, worker: Worker, messages: Messages, banner: Banner, window: QWidget) -> None:
        super().__init__(window)
        self._worker, self._messages, self._banner = worker, messages, banner
        self._window = window
        self.found: list[Found] = []

    def look(self) -> None:
        """Look for drafts that this library does not hold yet."""
        self._worker.ask(_find, self._offer)

    def _offer(self, found: list[Found]) -> None:
        self.found = found
        if not found:
            self._banner.hide()
            return
        title = readable(found[0].paper.facts.title)
        notes = f"{len(found)} notes" if len(found) > 1 else f"the notes of “{title}”"
        self._banner.say(
            f"Reader ended while {notes} were being written. The text was kept.",
            "info",
            (("Show it", self.show),),
        )

    def show(self) -> None:
        """Show the first draft beside the note as it is, with what can be done."""
        from reader.gui.dialogs.recovery_dialog import RecoveryDialog

        if not self.found:
            return
        one = self.found[0]
        dialog = RecoveryDialog(one, self._window)
        dialog.restore_wanted.connect(lambda: self._restore(one))
        dialog.discard_wanted.connect(lambda: self._discard(one))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _restore(self, one: Found) -> None:
        """Make the draft the note; what the note was stays in its history."""

        def done(_changes: Changes) -> None:
            drafts.drop(one.draft)
            self._messages.say("Restored the notes")
            self.look()

        paper, text = one.paper.id, one.draft.text
        self._worker.ask(
            lambda library: library.write_note(paper, text), done, self._messages.error
        )

    def _discard(self, one: Found) -> None:
        """Leave the note as it is; the draft becomes one of its versions, so it is not lost."""

        def done(_changes: Changes) -> None:
            drafts.drop(one.draft)
            self._messages.say("The text is in the history of the notes")
            self.look()

        paper, text = one.paper.id, one.draft.text
        self._worker.ask(
            lambda library: library.history.keep_aside(paper, text), done, self._messages.error
        )


def _find(library: Library) -> list[Found]:
    """The drafts of papers of this library; those whose words it holds are dropped."""
    found = []
    for draft in drafts.left_behind():
        paper = library.history.paper_of(draft.uid)
        if paper is None:
            continue  # of another library, or of a paper that an undo may bring back
        if library.history.holds(paper.id, draft.text):
            drafts.drop(draft)
        else:
            found.append(Found(draft, paper))
    return found
