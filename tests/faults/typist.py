"""Opens the real window on a library and types into a note without a pause until it is killed.

Each key is written to standard output, with its time, when the editor has it: what was typed is
known outside. `mutant` breaks the draft journal, to see that the harness would notice; `document`
types into the newest topic note instead.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader.gui.main_window import MainWindow
from reader.gui.views.notes.note_keeper import NoteKeeper
from reader.gui.views.notes.note_text import NoteText
from reader.gui.writing.drafts import Drafts

LETTERS = "abcdefghijklmnopqrstuvwxyz "
KEY_MS = 25


class Typist:
    """Finds the window, opens the notes, and types."""

    def __init__(self) -> None:
        self._number = 0
        self._timer = QTimer(interval=KEY_MS)
        self._timer.timeout.connect(self._next)
        self._timer.start()

    def _next(self) -> None:
        windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
        if not windows or not windows[0]._furnished or not windows[0].looking.library:
            return
        window = windows[0]
        if window.pane.paper_id is None:
            return
        text = _in_document(window) if "document" in sys.argv else _in_note(window)
        if text is None:
            return
        QTest.keyClicks(text, LETTERS[self._number % len(LETTERS)])
        self._number += 1
        print(f"{time.monotonic()} {len(text.text())}", flush=True)


def _in_note(window: MainWindow) -> NoteText | None:
    """The field of the notes of the paper that is shown, once it has the keyboard."""
    text = window.pane.panel.notes.text
    if text.hasFocus():
        return text
    window.activateWindow()
    window.pane.focus_notes()
    return None


def _in_document(window: MainWindow) -> NoteText | None:
    """The field of the newest document, once it has the keyboard."""
    view = window.notebook.view
    if view is None or not window.notebook.is_open:
        window.activateWindow()
        window.notebook.open()
        return None
    if view.text.shown is None:
        return None
    text = view.text.editor().text
    if text.hasFocus():
        return text
    view.text.begin()
    return None


def main() -> None:
    """`typist.py LIBRARY [mutant|document]`."""
    from reader.app import main

    if sys.argv[2:] == ["mutant"]:
        Drafts.keep = lambda _self, _draft: None  # type: ignore[method-assign]
        # On a busy machine there are pauses long enough to save in, which a typist would not make.
        NoteKeeper.flush = lambda _self: None  # type: ignore[method-assign]
    _keep = QApplication(["reader"]), Typist()
    main(["--library", str(Path(sys.argv[1]))])


if __name__ == "__main__":
    main()
