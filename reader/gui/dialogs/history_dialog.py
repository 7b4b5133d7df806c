"""What was: the versions of a note with their texts, or the actions of the library."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit, QSplitter, QWidget

from reader.gui.controls.label import Label
from reader.gui.dialogs.dialog import Dialog
from reader.gui.theme import px, theme
from reader.gui.wording import papers as papers_text
from reader.model import Action, NoteVersion
from reader.tex import readable

_SIZE = (820, 540)
_NUMBER = Qt.ItemDataRole.UserRole


class NoteHistory(Dialog):
    """Every text that a note had; `restore_wanted` names the one that is to be the note again."""

    restore_wanted = Signal(int)

    def __init__(self, title: str, versions: Sequence[NoteVersion], parent: QWidget | None) -> None:
        super().__init__("History of the notes", _SIZE, parent)
        self._versions = {version.seq: version for version in versions}
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName("The text of the chosen version")
        self.text.setFont(theme().font("mono"))
        self.list = _list("Versions, newest first")
        for version in versions:
            if version.latest:
                words = "no notes" if version.text is None else length_words(version.text)
                _add(self.list, version.seq, f"{when(version.at)}\n{version.action}, {words}")
        self.list.currentItemChanged.connect(lambda item, _before: self._show(item))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self.text)
        split.setSizes([300, 520])
        self.body.setContentsMargins(px(20), px(18), px(20), px(14))
        self.body.setSpacing(px(12))
        self.body.addWidget(Label(readable(title), role="heading", wrap=True))
        self.body.addWidget(split, 1)
        self.cancel_button.setText("Close")
        self.primary_button.setText("Restore this version")
        self.primary_button.clicked.connect(self._restore)
        self.footer_row.addStretch(1)
        self.end_footer()
        self._show(None)
        self.list.setCurrentRow(0)

    def _show(self, item: QListWidgetItem | None) -> None:
        version = None if item is None else self._versions[item.data(_NUMBER)]
        self.text.setPlainText("" if version is None else version.text or "")
        newest = next(iter(self._versions.values()), None)
        self.primary_button.setEnabled(
            version is not None and newest is not None and version.text != newest.text
        )

    def _restore(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.restore_wanted.emit(item.data(_NUMBER))
            self.accept()


class ActionHistory(Dialog):
    """What was done, newest first; `undo_wanted` names one action that is to be taken back."""

    undo_wanted = Signal(int)

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__("History", _SIZE, parent)
        self._undoable: set[int] = set()
        self.list = _list("Actions, newest first")
        self.list.currentItemChanged.connect(lambda item, _before: self._choose(item))
        self.remark = Label("", ink="secondary", wrap=True)
        self.body.setContentsMargins(px(20), px(18), px(20), px(14))
        self.body.setSpacing(px(12))
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.remark)
        self.cancel_button.setText("Close")
        self.primary_button.setText("Undo this action")
        self.primary_button.clicked.connect(self._undo)
        self.footer_row.addStretch(1)
        self.end_footer()
        self._choose(None)

    def show_actions(self, actions: Sequence[Action]) -> None:
        """Show what was done; the chosen one stays chosen."""
        chosen = self.list.currentItem()
        number = None if chosen is None else chosen.data(_NUMBER)
        self.list.clear()
        taken_back = {action.undoes for action in actions}
        self._undoable = {
            action.id for action in actions if action.undoes is None and not action.undone
        } - taken_back
        for action in actions:
            undone = ", undone" if action.undone else ""
            words = f"{when(action.at)}\n{action.name}, {papers_text(action.papers)}{undone}"
            item = _add(self.list, action.id, words)
            if action.id not in self._undoable:
                item.setForeground(QColor(theme().color("text.tertiary")))
            if action.id == number:
                self.list.setCurrentItem(item)
        if self.list.currentItem() is None:
            self.list.setCurrentRow(0)
        if not actions:
            self.say("Nothing was done yet.")

    def say(self, words: str) -> None:
        """Say what became of a wish."""
        self.remark.setText(words)

    def _choose(self, item: QListWidgetItem | None) -> None:
        self.say("")
        self.primary_button.setEnabled(item is not None and item.data(_NUMBER) in self._undoable)

    def _undo(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.undo_wanted.emit(item.data(_NUMBER))


def when(at: str) -> str:
    """A moment of the journal in this place's time."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")


def length_words(text: str) -> str:
    """How long a text is."""
    count = len(text.split())
    return "1 word" if count == 1 else f"{count:,} words"


def _list(name: str) -> QListWidget:
    made = QListWidget()
    made.setAccessibleName(name)
    made.setUniformItemSizes(True)
    made.setFont(theme().font("body"))
    return made


def _add(box: QListWidget, number: int, words: str) -> QListWidgetItem:
    item = QListWidgetItem(words)
    item.setData(_NUMBER, number)
    box.addItem(item)
    return item
