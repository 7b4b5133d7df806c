"""What a command is: a line of the one table, `reader.gui.actions`."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow

Run = Callable[["MainWindow"], object]

# Commands whose single keys go on working on a page; the papers of others are out of sight.
STAYS = frozenset({"go", "undo", "redo", "keys", "palette"})


class Needs(Enum):
    """What must be there for a command to make sense."""

    NOTHING = "nothing"
    PAPERS = "papers"  # at least one selected
    UNDO = "undo"
    REDO = "redo"
    QUEUE = "queue"  # papers of the Queue, in its order
    PLACE = "place"  # the page or the text that it is about


class Where(Enum):
    """Where the keys of a command work; the value is the heading that people see."""

    WINDOW = "Everywhere"
    LIST = "List of papers"  # only while it has the focus: other panes need these keys themselves
    TEXT = "Text of an abstract"
    EDITOR = "Notes editor"
    NOTES = "Page of notes"
    OUTLINE = "Outlines"
    COMPARISON = "Comparisons"

    @property
    def is_part(self) -> bool:
        """Whether it is a page or a text that takes its keys itself."""
        return self not in (Where.WINDOW, Where.LIST)


@dataclass(frozen=True, slots=True)
class Action:
    """One command. `repeats` is whether holding the key does it again and again."""

    id: str
    text: str
    keys: tuple[str, ...]
    icon: str
    needs: Needs
    run: Run
    where: Where = Where.WINDOW
    repeats: bool = False
