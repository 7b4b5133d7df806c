"""Find in a note: a field under the bar of the editor, and the way from match to match."""

import re

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from reader.gui.controls.icon_button import IconButton
from reader.gui.controls.label import Label
from reader.gui.look.theme import px, theme
from reader.gui.look.utf16 import Places
from reader.gui.views.notes.note_text import NoteText

Key = Qt.Key


class NoteFind(QFrame):
    """Words in any case. Enter and Shift Enter go on and back, Esc ends at the match."""

    def __init__(self, text: NoteText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "noteBar")
        self._text = text
        self._found: list[tuple[int, int]] = []
        self._at = -1
        self.field = _Field(self)
        self.field.setPlaceholderText("Find in this note")
        self.field.setAccessibleName("Find in this note")
        self.field.textChanged.connect(lambda _words: self._look())
        self._said = Label(role="small", ink="secondary")
        back = IconButton("chevron-up", "Previous match", "Shift+Enter")
        forth = IconButton("chevron-down", "Next match", "Enter")
        close = IconButton("close", "Close", "Esc")
        back.clicked.connect(lambda: self.step(-1))
        forth.clicked.connect(lambda: self.step(1))
        close.clicked.connect(self.end)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.field, 1)
        self._row.addWidget(self._said)
        for button in (back, forth, close):
            self._row.addWidget(button)
        theme().changed.connect(self._restyle)
        self._restyle()
        self.hide()

    @property
    def said(self) -> str:
        """What it says."""
        return self._said.text()

    def begin(self) -> None:
        """Show the field, with what is selected in the note, and begin to type."""
        words = self._text.textCursor().selectedText()
        self.show()
        if words and "\u2029" not in words:
            self.field.setText(words)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._look()

    def end(self) -> None:
        """Close it; the caret stands at the match, which is selected."""
        self.hide()
        self._text.show_match(None)
        if 0 <= self._at < len(self._found):
            places = Places(self._text.text())
            start, end = (places.to_qt(place) for place in self._found[self._at])
            cursor = self._text.textCursor()
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            self._text.setTextCursor(cursor)
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int) -> None:
        """Go on to another match, round the end; the text may have changed since."""
        at = self._at
        self._look()
        if self._found:
            self._at = (at + by) % len(self._found)
            self._show()

    def _look(self) -> None:
        """Find the words; the first match behind the caret is shown."""
        wanted, text = self.field.text(), self._text.text()
        self._found = _places(text, wanted) if wanted else []
        caret = Places(text).to_text(self._text.textCursor().selectionStart())
        behind = [at for at, (start, _end) in enumerate(self._found) if start >= caret]
        self._at = behind[0] if behind else (0 if self._found else -1)
        self._show()

    def _show(self) -> None:
        self._text.show_match(self._found[self._at] if self._found else None)
        if self._found:
            self._said.setText(f"{self._at + 1:,} of {len(self._found):,}")
        else:
            self._said.setText("Nothing found" if self.field.text() else "")

    def _restyle(self) -> None:
        self.field.setFont(theme().font("body"))
        self._row.setContentsMargins(px(12), px(4), px(8), px(4))
        self._row.setSpacing(px(4))


def _places(text: str, wanted: str) -> list[tuple[int, int]]:
    """Where words stand, in any case."""
    return [found.span() for found in re.finditer(re.escape(wanted), text, re.IGNORECASE)]


class _Field(QLineEdit):
    """The field; its keys lead through the matches."""

    def __init__(self, bar: NoteFind) -> None:
        super().__init__()
        self._bar = bar

    def event(self, event: QEvent) -> bool:
        """Take Esc and Enter before the window's shortcuts do."""
        keys = (Key.Key_Escape, Key.Key_Return, Key.Key_Enter, Key.Key_F3)
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and event.key() in keys:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Shift Enter back, Esc ends; all else is typing."""
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Key.Key_Return, Key.Key_Enter, Key.Key_F3):
            self._bar.step(-1 if back else 1)
        elif event.key() == Key.Key_Escape:
            self._bar.end()
        else:
            super().keyPressEvent(event)
