"""Over the editor: what another program made of the note meanwhile, and which text to keep."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from reader.gui.controls.banner import Banner
from reader.gui.look.theme import px, theme
from reader.gui.views.notes.note_keeper import Conflict

_HEIGHT = 96


class NoteConflict(QWidget):
    """Shows the other text of a conflict; hidden while there is none."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conflict: Conflict | None = None
        self.banner = Banner()
        self.banner.closed.connect(lambda: self._choose("both"))
        self.theirs = QPlainTextEdit()
        self.theirs.setReadOnly(True)
        self.theirs.setAccessibleName("The text from elsewhere")
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.banner)
        self._column.addWidget(self.theirs)
        theme().changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def show_conflict(self, conflict: Conflict | None) -> None:
        """Show the two texts' conflict, or nothing."""
        if conflict is None:
            self._conflict = None
            self.hide()
            return
        if self._conflict is None or self._conflict.theirs != conflict.theirs:
            self.theirs.setPlainText(conflict.theirs)
            self.banner.say(
                "This note was also changed elsewhere, to the text below. Every version stays in"
                " its history.",
                "warn",
                (
                    ("Keep both", lambda: self._choose("both")),
                    ("Keep mine", lambda: self._choose("mine")),
                    ("Take theirs", lambda: self._choose("theirs")),
                ),
            )
        self._conflict = conflict
        self.show()

    def _choose(self, which: str) -> None:
        if self._conflict is not None:
            self.chosen.emit(which)

    def _restyle(self) -> None:
        self._column.setContentsMargins(px(8), px(6), px(8), px(6))
        self._column.setSpacing(px(6))
        self.theirs.setFont(theme().font("mono"))
        self.theirs.setFixedHeight(px(_HEIGHT))
