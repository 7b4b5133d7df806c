"""Which kept papers are close to the one that is decided in triage."""

from PySide6.QtCore import QObject, QTimer, Signal

from reader.gui.asking.worker import Worker
from reader.gui.finding.relating import PAUSE_MS
from reader.library import Library
from reader.model import Row, State

KEPT = frozenset({State.QUEUE, State.READING, State.DONE})
# Neighbours to look among: the closest ones are often in the Inbox themselves.
NEAREST, SHOWN = 40, 2


class CloseToKept(QObject):
    """Asks the library thread once a paper has stayed for a moment.

    Quick verdicts ask nothing, so neither the next paper nor the next verdict waits for this.
    """

    found = Signal(object)  # a list of rows, the closest first; empty at once for another paper

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._about: int | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)

    def turn_to(self, paper_id: int | None) -> None:
        """Another paper is shown, or none."""
        if paper_id == self._about:
            return
        self._about = paper_id
        self.found.emit([])
        if paper_id is None:
            self._pause.stop()
        else:
            self._pause.start()

    def _ask(self) -> None:
        about = self._about
        if about is not None:
            self._worker.ask(
                lambda library: close_to_kept(library, about),
                lambda rows: self._answer(about, rows),
                lambda _error: None,  # the line stays empty: nobody has asked for it
                only_newest="close-to-kept",
            )

    def _answer(self, about: int, rows: list[Row]) -> None:
        if about == self._about:
            self.found.emit(rows)


def close_to_kept(library: Library, about: int) -> list[Row]:
    """The papers queued, being read or done that are closest to one, at most two."""
    near = [each.id for each in library.related([about], limit=NEAREST)]
    rows = {row.id: row for row in library.rows(near)}
    kept = [rows[one] for one in near if one in rows and rows[one].state in KEPT]
    return kept[:SHOWN]
