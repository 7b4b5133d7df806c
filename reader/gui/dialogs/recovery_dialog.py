"""Text that was typed when Reader died, beside the note as it is: restore it, discard it, later."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from reader.gui.controls.label import Label
from reader.gui.dialogs.dialog import Dialog
from reader.gui.look.theme import px, theme

if TYPE_CHECKING:
    from reader.gui.writing.recovered import Found

_SIZE = (760, 480)


class RecoveryDialog(Dialog):
    """One draft. Closing it any other way than by its buttons leaves everything as it is."""

    restore_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self, found: "Found", parent: QWidget | None) -> None:
        super().__init__("Notes that were not saved", _SIZE, parent)
        when = datetime.fromtimestamp(found.draft.at).strftime("%Y-%m-%d %H:%M")
        self.title = Label(found.title, role="heading", wrap=True)
        self.kept = _text(found.draft.text, "The text that was kept")
        self.now = _text(found.now, "The notes as they are")
        if found.is_gone:
            self.now.setPlaceholderText("Nothing: it was taken out. Restoring brings it back.")
        sides = QHBoxLayout()
        sides.setSpacing(px(16))
        for words, text in ((f"Typed until {when}", self.kept), ("In the library now", self.now)):
            column = QVBoxLayout()
            column.setSpacing(px(6))
            column.addWidget(Label(words, role="caption", ink="tertiary"))
            column.addWidget(text, 1)
            sides.addLayout(column, 1)
        self.body.setContentsMargins(px(20), px(18), px(20), px(14))
        self.body.setSpacing(px(12))
        self.body.addWidget(self.title)
        self.body.addLayout(sides, 1)
        self.discard_button = QPushButton("Discard it")
        self.discard_button.setAutoDefault(False)
        self.discard_button.setFont(theme().font("label"))
        self.discard_button.clicked.connect(lambda: self._choose(self.discard_wanted))
        self.cancel_button.setText("Later")
        self.primary_button.setText("Restore it")
        self.primary_button.clicked.connect(lambda: self._choose(self.restore_wanted))
        self.footer_row.addWidget(self.discard_button)
        self.footer_row.addStretch(1)
        self.end_footer()

    def _choose(self, wish: SignalInstance) -> None:
        wish.emit()
        self.accept()


def _text(text: str, name: str) -> QPlainTextEdit:
    shown = QPlainTextEdit(text)
    shown.setReadOnly(True)
    shown.setAccessibleName(name)
    shown.setFont(theme().font("mono"))
    return shown
