"""The key that a button shows beside its words: the one in force, also after it was changed.

Buttons know the name of their command, not its keys; who does know gives the look-up to `follow`
once the window is furnished. Until then buttons show no key.
"""

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QObject, Signal, SignalInstance


class ShownKeys(QObject):
    """`of(command)` is the key to show; `changed` says that any may be another one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._find: Callable[[str], str] | None = None

    def follow(self, find: Callable[[str], str], changed: SignalInstance) -> None:
        """Ask `find` from now on, and again after every `changed`."""
        if self._find is None:
            changed.connect(self.changed)
        self._find = find
        self.changed.emit()

    def of(self, command: str) -> str:
        """The key of a command in Qt's portable names; empty when it has none."""
        return self._find(command) if self._find is not None and command else ""


@lru_cache(maxsize=1)
def shown_keys() -> ShownKeys:
    """The one of the application."""
    return ShownKeys()
