"""Where the library lies: explained once when that is not simply on this computer.

And what programs that sync folders do to it: another file in its place, and conflict copies beside
it. What two computers wrote is brought together with one click; nothing is taken away by that.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from reader import keeping as front_door
from reader.errors import Problem
from reader.gui.asking.messages import told
from reader.gui.asking.worker import Worker
from reader.gui.controls.banner import Banner
from reader.gui.upkeep.keeping import Keeping
from reader.library import Library
from reader.model import Backup, Changes, Joined

LOOK_MS = 60_000
REPLACED = (
    "Another program put another library file in the place of this one, perhaps one that syncs"
    " folders."
)
Join = Callable[[Library], Joined]


class FolderWatch(QObject):
    """Tells about the folder of the library in a banner over the list."""

    def __init__(self, worker: Worker, keeping: Keeping, banner: Banner, parent: QObject) -> None:
        super().__init__(parent)
        self._worker, self._keeping, self._banner = worker, keeping, banner
        self._left: set[Path] = set()  # copies that the person leaves alone for now
        self._clock = QTimer(self, interval=LOOK_MS)
        self._clock.timeout.connect(self.look_for_copies)

    def start(self) -> None:
        """Explain where the library lies, if it was not explained before; look for copies."""
        self._worker.ask_closed(front_door.explain_once, self._explain)
        self.look_for_copies()
        self._clock.start()

    def follow(self, changes: Changes | None) -> None:
        """The library changed; when it was not us, perhaps its file was replaced."""
        if changes is None:
            self._worker.ask(Library.displaced, self._tell_displaced, only_newest="displaced")

    def look_for_copies(self) -> None:
        """Look for other files of this library beside it."""
        self._worker.ask(
            Library.copies,
            self._tell_copies,
            lambda _error: None,  # whoever needs the library tells what is wrong with it
            only_newest="copies",
        )

    def _explain(self, words: str) -> None:
        if words:
            self._banner.say(words, "info", (("Understood", self._banner.close_it),))

    def _tell_displaced(self, kept: Backup | Problem | None) -> None:
        if isinstance(kept, Backup):
            number = kept.number
            words = f"{REPLACED} What was in the file before is kept as a backup."
            self._banner.say(
                words,
                "warn",
                (
                    ("Bring both together", lambda: self._join(lambda of: of.join_backup(number))),
                    ("Show backups", self._keeping.open_backups),
                ),
            )
        elif kept is not None:
            words = f"{REPLACED} What was in the file before could not be kept: {told(kept)}"
            self._banner.say(words, "danger", (("Show backups", self._keeping.open_backups),))

    def _tell_copies(self, found: list[Path]) -> None:
        new = [copy for copy in found if copy not in self._left]
        if not new:
            return
        copy = new[0]

        def leave() -> None:
            self._left.add(copy)
            self._banner.close_it()

        self._banner.say(
            f"Another copy of this library lies beside it: {copy.name}. Programs that sync folders"
            " make one when two computers wrote at once.",
            "warn",
            (
                ("Merge it", lambda: self._join(lambda library: library.join_copy(copy))),
                ("Leave it", leave),
            ),
        )

    def _join(self, join: Join) -> None:
        self._banner.close_it()

        def done(joined: Joined) -> None:
            if joined.changes.action:
                self._worker.changed.emit(joined.changes)
            self._keeping.say_merged(joined)
            self.look_for_copies()

        self._keeping.join(join, done)
