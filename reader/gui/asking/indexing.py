"""Waits, after a search that the word index was too far behind to rank, until it has caught up."""

from PySide6.QtCore import QObject, QTimer, Signal

from reader.gui.asking.worker import Worker
from reader.gui.browsing import Browsing, Listed
from reader.library import Library

LOOK_MS = 500
WORDS = "Indexing words…"


class Indexing(QObject):
    """Looks now and then, and asks the search again when its papers can be ranked.

    `words` is what to say meanwhile, `changed` tells when that is something else.
    """

    changed = Signal()

    def __init__(self, browsing: Browsing, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._browsing, self._worker = browsing, worker
        self._asked_again = False
        self.words = ""
        self._clock = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._clock.timeout.connect(self._look)
        browsing.listed.connect(self._follow)

    def _follow(self, listed: Listed) -> None:
        if not listed.behind:
            self._asked_again = False
            self._clock.stop()
            self._say("")
        elif not self._asked_again:  # else it cannot be written, and the next change tries again
            self._clock.start()
            self._say(WORDS)

    def _look(self) -> None:
        self._worker.ask(_is_indexing, self._looked, lambda _error: None, only_newest="indexing")

    def _looked(self, goes_on: bool) -> None:
        if goes_on:
            self._clock.start()
            return
        self._say("")
        self._asked_again = True
        self._browsing.again()

    def _say(self, words: str) -> None:
        if words != self.words:
            self.words = words
            self.changed.emit()


def _is_indexing(library: Library) -> bool:
    return library.is_indexing()
