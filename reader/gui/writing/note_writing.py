"""Notes and documents on their way to the library, and what became of each text."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.errors import NoteChanged
from reader.gui.asking.messages import Messages
from reader.gui.asking.worker import Worker
from reader.gui.writing.drafts import Draft
from reader.library import Library
from reader.model import Changes

if TYPE_CHECKING:
    from reader.gui.views.notes.note_keeper import NoteKeeper


class NoteWriting(QObject):
    """Has texts written; `saved`, `failed` and `conflicts` tell what became of each."""

    saved = Signal(object)
    failed = Signal(object)
    conflicts = Signal(object, str)

    def __init__(self, worker: Worker, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker, self._messages = worker, messages
        self.unkept: dict[str, str] = {}  # texts that the library could not keep, by lasting name

    def write(self, draft: Draft) -> None:
        """Keep a note or a document; the editor hears whether it worked."""

        def saved(_changes: Changes) -> None:
            self.unkept.pop(draft.uid, None)
            self.saved.emit(draft)

        def failed(error: BaseException) -> None:
            if isinstance(error, NoteChanged):
                self.conflicts.emit(draft, error.theirs)
                return
            known = draft.uid in self.unkept
            self.unkept[draft.uid] = draft.text
            self.failed.emit(draft)
            if not known:  # the editor tries again every few seconds, and says so itself
                self._messages.error(error)

        self._worker.ask(lambda library: _write(library, draft), saved, failed)

    def answer_to(self, keeper: "NoteKeeper") -> None:
        """Tell a keeper what became of the texts that it sent, and of no others."""

        def telling(hear: Callable[[Draft], object]) -> Callable[[Draft], None]:
            def tell(draft: Draft) -> None:
                if keeper.awaits(draft):
                    hear(draft)

            return tell

        def tell_conflict(draft: Draft, theirs: str) -> None:
            if keeper.awaits(draft):
                keeper.note_conflicts(draft, theirs)

        self.saved.connect(telling(keeper.note_saved))
        self.failed.connect(telling(keeper.note_failed))
        self.conflicts.connect(tell_conflict)


def _write(library: Library, draft: Draft) -> Changes:
    """Write by the lasting name: the file may have been replaced by one with other numbers."""
    visit, bases = draft.visit, draft.bases
    if draft.of == "document":
        document = library.document_of(draft.uid)
        if document is None:  # an undo, or another program, took it out while it was written in
            return library.bring_document_back(draft.uid, draft.text)
        return library.write_document(document.id, draft.text, visit=visit, bases=bases)
    paper = library.history.paper_of(draft.uid)
    if paper is None:  # deleted, taken back or merged meanwhile
        return library.history.bring_paper_back(draft.uid, draft.text, bases)
    return library.write_note(paper.id, draft.text, visit=visit, bases=bases)
