"""What the window does once something was brought in: it goes there, and says how to undo it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from reader.gui.controls.keycap import key_text
from reader.gui.controls.shown_keys import shown_keys
from reader.gui.look.wording import imported
from reader.gui.places import Place, newest_place
from reader.library import Library
from reader.model import Changes, State

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow


def show_imported(window: "MainWindow", changes: Changes) -> None:
    """Go to what was imported, wherever its papers were put."""
    window.focusing.await_list()

    def ask(library: Library) -> tuple[Place, bool]:
        new = library.rows(sorted(changes.new)[:1])
        states = [row.state for row in new]
        return newest_place(library.counts().imports, *states), State.INBOX in states

    def show(answer: tuple[Place, bool]) -> None:
        place, undecided = answer
        window.browsing.open(place)
        if undecided:
            _tell_of_triage(window)

    window.worker.ask(ask, show)
    window.messages.say(imported(changes), "Undo", "undo", window.operations.undo)


def _tell_of_triage(window: "MainWindow") -> None:
    """Say how papers are decided fastest: once, after the first import into the Inbox."""
    settings, hint = window.shape.settings, window.list.hint
    if settings.triage_told:
        return
    settings.triage_told = True
    key = key_text(shown_keys().of("triage")) or "Triage"
    hint.say(f"{key} decides these one at a time.", "info", (("Start", window.triage.begin),))
    for left in (window.stage.currentChanged, window.browsing.opened):
        left.connect(hint.hide, Qt.ConnectionType.SingleShotConnection)
