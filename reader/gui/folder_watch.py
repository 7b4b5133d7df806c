"""Where the library lies: explained once when that is not simply on this computer.

And what programs that sync folders do to it: another file in its place.
"""

from PySide6.QtCore import QObject

from reader import keeping as front_door
from reader.errors import Problem
from reader.gui.controls.banner import Banner
from reader.gui.keeping import Keeping
from reader.gui.messages import told
from reader.gui.worker import Worker
from reader.library import Library
from reader.model import Backup, Changes

REPLACED = (
    "Another program put another library file in the place of this one, perhaps one that syncs"
    " folders."
)


class FolderWatch(QObject):
    """Tells about the folder of the library in a banner over the list."""

    def __init__(self, worker: Worker, keeping: Keeping, banner: Banner, parent: QObject) -> None:
        super().__init__(parent)
        self._worker, self._keeping, self._banner = worker, keeping, banner

    def start(self) -> None:
        """Explain where the library lies, if it was not explained before."""
        self._worker.ask_closed(front_door.explain_once, self._explain)

    def follow(self, changes: Changes | None) -> None:
        """The library changed; when it was not us, perhaps its file was replaced."""
        if changes is None:
            self._worker.ask(Library.displaced, self._tell_displaced, only_newest="displaced")

    def _explain(self, words: str) -> None:
        if words:
            self._banner.say(words, "info", (("Understood", self._banner.close_it),))

    def _tell_displaced(self, kept: Backup | Problem | None) -> None:
        if isinstance(kept, Backup):
            words = f"{REPLACED} What was in the file before is kept as a backup."
            self._banner.say(words, "warn", (("Show backups", self._keeping.open_backups),))
        elif kept is not None:
            words = f"{REPLACED} What was in the file before could not be kept: {told(kept)}"
            self._banner.say(words, "danger")
