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
from reader.model import Changes
from reader.tex import readable


@dataclass(frozen=True, slots=True)
class Found:
    """A draft, and the paper or document that it was to be the text of."""

    draft: LeftBehind
    id: int
    title: str
    now: str


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
        one = found[0]
        if len(found) > 1:
            which = f"{len(found)} notes were"
        elif one.draft.of == "document":
            which = f"“{one.title}” was"
        else:
            which = f"the notes of “{one.title}” were"
        self._banner.say(
            f"Reader ended while {which} being written. The text was kept.",
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
            self._messages.say("Restored the text")
            self.look()

        self._worker.ask(lambda library: _make_it_so(library, one), done, self._messages.error)

    def _discard(self, one: Found) -> None:
        """Leave the note as it is; the draft becomes one of its versions, so it is not lost."""

        def done(_changes: Changes) -> None:
            drafts.drop(one.draft)
            self._messages.say("The text is among the former versions")
            self.look()

        self._worker.ask(lambda library: _set_aside(library, one), done, self._messages.error)


def _make_it_so(library: Library, one: Found) -> Changes:
    if one.draft.of == "document":
        return library.write_document(one.id, one.draft.text)
    return library.write_note(one.id, one.draft.text)


def _set_aside(library: Library, one: Found) -> Changes:
    if one.draft.of == "document":
        return library.keep_document_aside(one.id, one.draft.text)
    return library.history.keep_aside(one.id, one.draft.text)


def _find(library: Library) -> list[Found]:
    """The drafts of texts of this library; those whose words it holds are dropped."""
    found = []
    for draft in drafts.left_behind():
        one = _document(library, draft) if draft.of == "document" else _paper(library, draft)
        if one is None:
            continue  # of another library, or of what an undo may bring back
        if library.history.holds(one.id, draft.text, of=draft.of):
            drafts.drop(draft)
        else:
            found.append(one)
    return found


def _paper(library: Library, draft: LeftBehind) -> Found | None:
    paper = library.history.paper_of(draft.uid)
    if paper is None:
        return None
    return Found(draft, paper.id, readable(paper.facts.title), paper.note)


def _document(library: Library, draft: LeftBehind) -> Found | None:
    document = library.document_of(draft.uid)
    if document is None:
        return None
    return Found(draft, document.id, document.title, document.text)
