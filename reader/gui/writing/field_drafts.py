"""Comments and abstracts that are being typed lie in the draft journal until the library has them.

As notes do: a kill loses a moment at most, and a comment that the library could not take is offered
at the next start.
"""

from PySide6.QtCore import QObject

from reader.errors import Busy
from reader.gui.asking.looking import Looking
from reader.gui.asking.worker import Worker
from reader.gui.writing.drafts import Draft, Drafts, Subject
from reader.model import Changes, Paper

AREAS: dict[Subject, str] = {"comment": "highlights", "abstract": "facts"}


class FieldDrafts(QObject):
    """Keeps what is typed until a change of the library shows that it arrived."""

    def __init__(self, worker: Worker, looking: Looking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looking = looking
        self.drafts = Drafts()
        self._kept: dict[tuple[int, Subject], Draft] = {}
        worker.changed.connect(self._changed)

    def comment(self, paper_id: int | None, start: int, end: int, text: str) -> None:
        """A comment on characters of the abstract is being typed; empty when it is thrown away."""
        paper = self._looked_up(paper_id)
        if paper is not None:
            words = " ".join((paper.facts.abstract or "")[start:end].split())
            self._keep("comment", paper.id, paper.uid, text and f"> {words}\n\n{text}")

    def abstract(self, paper_id: int, text: str) -> None:
        """An abstract is being edited; empty when that is given up."""
        paper = self._looked_up(paper_id)
        if paper is not None:
            changed = text.strip() != (paper.facts.abstract or "").strip()
            self._keep("abstract", paper.id, paper.uid, text if changed else "")

    def _looked_up(self, paper_id: int | None) -> Paper | None:
        try:
            return None if paper_id is None else self._looking.paper(paper_id)
        except Busy:
            return None  # the next key tries again

    def _keep(self, of: Subject, paper_id: int, uid: str, text: str) -> None:
        draft = Draft(paper_id, uid, text, "", of=of)
        if text:
            self._kept[paper_id, of] = draft
            self.drafts.keep(draft)
        elif self._kept.pop((paper_id, of), None) is not None:
            self.drafts.forget(draft)

    def _changed(self, changes: Changes) -> None:
        for (paper_id, of), draft in list(self._kept.items()):
            if paper_id in changes.papers and AREAS[of] in changes.areas:
                del self._kept[paper_id, of]
                self.drafts.forget(draft)
