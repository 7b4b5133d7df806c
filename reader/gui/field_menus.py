"""The menu of a text field at the pointer: the usual six, and in the notes what only they can."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QContextMenuEvent, QIcon, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from reader.gui.actions import BY_ID
from reader.gui.controls.keycap import key_text
from reader.gui.controls.menu import Menu
from reader.gui.controls.shown_keys import shown_keys
from reader.gui.views.notes.note_text import NoteText
from reader.gui.views.reading.abstract_view import AbstractView

Field = QLineEdit | QTextEdit | QPlainTextEdit
FORMATS = ("heading", "bold", "italic", "code", "bullets", "tasks", "block-quote", "note-link")
TAB = "\t"  # before the keys in the text of an action
KEYS = {
    "edit-undo": QKeySequence.StandardKey.Undo,
    "edit-redo": QKeySequence.StandardKey.Redo,
    "edit-cut": QKeySequence.StandardKey.Cut,
    "edit-copy": QKeySequence.StandardKey.Copy,
    "edit-paste": QKeySequence.StandardKey.Paste,
    "edit-delete": QKeySequence.StandardKey.Delete,
    "select-all": QKeySequence.StandardKey.SelectAll,
}
LINK = "[["  # begins a link to a paper, whose title is then completed


class FieldMenus(QObject):
    """Opens the menus of the text field that has the focus: a click gives it before the menu."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._watched: list[QWidget] = []
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)

    def _moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        if isinstance(now, Field) and not isinstance(now, AbstractView):
            inside = [] if isinstance(now, QLineEdit) else [now.viewport()]
            self._watched = [now, *inside]
            for widget in self._watched:
                widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open our menu in place of Qt's."""
        if event.type() != QEvent.Type.ContextMenu or not isinstance(event, QContextMenuEvent):
            return False
        field = self._watched[0] if watched in self._watched else None
        if not isinstance(field, Field):
            return False
        menu = field_menu(field)
        menu.exec(event.globalPos())
        menu.deleteLater()
        return True


def field_menu(field: Field) -> Menu:
    """What can be done in a field now."""
    menu = Menu("", field)
    usual = field.createStandardContextMenu()
    usual.setParent(menu)  # it holds its actions
    for action in usual.actions():
        action.setIcon(QIcon())
        key = KEYS.get(action.objectName())
        keys = key_text(QKeySequence(key).toString()) if key is not None else ""
        action.setText(f"{action.text().partition(TAB)[0]}{TAB}{keys}".rstrip(TAB))
        menu.addAction(action)
    if isinstance(field, NoteText) and not field.isReadOnly():
        _add_notes(menu, field)
    return menu


def _add_notes(menu: Menu, field: NoteText) -> None:
    menu.addSeparator()
    formats = Menu("Format", menu)
    for name in FORMATS:
        _add(formats, BY_ID[name].text, name, field.commands[name])
    menu.addMenu(formats)
    _add(menu, "Quote a highlight…", "quote-highlight", field.commands["quote-highlight"])
    _add(menu, "Link a paper…", "", lambda: field.insert_words(LINK))


def _add(menu: Menu, words: str, command: str, run: Callable[[], object]) -> None:
    keys = key_text(shown_keys().of(command)) if command else ""
    action = menu.addAction(f"{words}\t{keys}" if keys else words)
    action.triggered.connect(lambda _on=False: run())
