"""What the window does once something was brought in: it goes there, and says how to undo it."""

from typing import TYPE_CHECKING

from reader.gui.places import newest_place
from reader.gui.wording import imported
from reader.model import Changes

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow


def show_imported(window: "MainWindow", changes: Changes) -> None:
    """Go to what was imported, wherever its papers were put."""
    window.focusing.await_list()
    window.worker.ask(
        lambda library: library.counts(),
        lambda counts: window.browsing.open(newest_place(counts.imports)),
    )
    window.messages.say(imported(changes), "Undo", "undo", window.operations.undo)
