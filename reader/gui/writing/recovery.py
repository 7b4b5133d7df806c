"""Notes that were typed when Reader died: offered at the next start, each with its text.

A draft goes only when its text is safe: in the note, or among the note's versions.
"""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reader.gui.asking.messages import Messages
from reader.gui.asking.worker import Worker
from reader.gui.controls.banner import Banner
from reader.gui.writing import drafts
from reader.gui.writing.recovered import Found, find, make_it_so, set_aside
from reader.model import Changes


class Recovery(QObject):
    """Looks for drafts of programs that are no more and offers them in a banner."""

    def __init__(self, worker: Worker, messages: Messages, banner: Banner, window: QWidget) -> None:
        super().__init__(window)
        self._worker, self._messages, self._banner = worker, messages, banner
        self._window = window
        self.found: list[Found] = []

    def look(self) -> None:
        """Look for drafts that this library does not hold yet."""
        self._worker.ask(find, self._offer)

    def _offer(self, found: list[Found]) -> None:
        self.found = found
        if not found:
            self._banner.hide()
            return
        what = "notes" if all(one.draft.of == "paper" for one in found) else "texts"
        which = found[0].words if len(found) == 1 else f"{len(found)} {what} were"
        self._banner.say(
            f"Reader ended while {which} being written. The text was kept.",
            "info",
            (("Show it", self.show),),
        )

    def show(self) -> None:
        """Show the first draft beside the note as it is, with what can be done."""
        from reader.gui.dialogs.recovery_dialog import RecoveryDialog

        if not self.found:
            return
        one = self.found[0]
        dialog = RecoveryDialog(one, self._window)
        dialog.restore_wanted.connect(lambda: self._restore(one))
        dialog.discard_wanted.connect(lambda: self._discard(one))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _restore(self, one: Found) -> None:
        """Make the draft the note; what the note was stays in its history."""

        def done(_changes: Changes) -> None:
            drafts.drop(one.draft)
            self._messages.say("Restored the text")
            self.look()

        self._worker.ask(lambda library: make_it_so(library, one), done, self._messages.error)

    def _discard(self, one: Found) -> None:
        """Leave the note as it is; the draft becomes one of its versions, so it is not lost."""

        def done(_changes: Changes) -> None:
            drafts.drop(one.draft)
            self._messages.say("The text is among the former versions")
            self.look()

        self._worker.ask(lambda library: set_aside(library, one), done, self._messages.error)
