"""Keeps Ctrl K and Ctrl E for the window: in text fields Qt gives them an Emacs meaning."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from reader.gui.keymap import meaning
from reader.gui.views.notes.note_text import NoteText

_OURS = (Qt.Key.Key_K, Qt.Key.Key_E)


class KeysFirst(QObject):
    """Watches the text field that has the focus: a filter over the whole application is slow."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._watched: QWidget | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)

    def _moved(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None and before is self._watched:
            before.removeEventFilter(self)
        self._watched = None
        if isinstance(now, QLineEdit | QTextEdit | QPlainTextEdit):
            now.installEventFilter(self)
            self._watched = now

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let nobody but the window claim these keys."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        ours = event.key() in _OURS and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if ours and isinstance(watched, NoteText) and meaning(event, watched.commands) is not None:
            return False  # the notes editor has a meaning of its own for it
        if ours:
            event.ignore()
        return ours
