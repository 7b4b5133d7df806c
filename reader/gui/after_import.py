"""What the window does once something was brought in: it goes there, and says how to undo it."""

from typing import TYPE_CHECKING

from reader.gui.places import Place, newest_place
from reader.gui.wording import imported
from reader.library import Library
from reader.model import Changes

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow


def show_imported(window: "MainWindow", changes: Changes) -> None:
    """Go to what was imported, wherever its papers were put."""
    window.focusing.await_list()

    def ask(library: Library) -> Place:
        new = library.rows(sorted(changes.new)[:1])
        return newest_place(library.counts().imports, *[row.state for row in new])

    window.worker.ask(ask, window.browsing.open)
    window.messages.say(imported(changes), "Undo", "undo", window.operations.undo)
