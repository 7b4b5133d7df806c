"""Keeps the names and hues of highlights equal to what the library says."""

from contextlib import suppress
from typing import TYPE_CHECKING

from reader.errors import Problem
from reader.gui.look.kinds import show_kinds
from reader.model import Changes

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow


def follow_kinds(window: "MainWindow") -> None:
    """Show what the library says now, and again whoever changes it."""

    def load() -> None:
        library = window.looking.library
        if library is not None:
            with suppress(Problem):  # the list itself tells what is wrong with the library
                show_kinds(library.kinds())
                window.shown_paper.show()

    def changed(changes: Changes | None) -> None:
        if changes is None or "settings" in changes.areas:
            load()

    window.following.changed.connect(changed)
    load()
