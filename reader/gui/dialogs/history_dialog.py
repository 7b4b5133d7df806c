"""What was: the versions of a note with their texts, or the actions of the library."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QWidget,
)

from reader.gui.controls.label import Label
from reader.gui.controls.segmented import Segmented
from reader.gui.dialogs.dialog import Dialog
from reader.gui.look.differences import changes
from reader.gui.look.theme import px, theme
from reader.gui.look.wording import moment
from reader.gui.look.wording import papers as papers_text
from reader.model import Action, NoteVersion
from reader.tex import readable

_SIZE = (820, 540)
BACK = "Undo everything back to here…"
MOST_NAMES = 12  # of actions, that a plan tells one by one
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
        self.text.document().setDocumentMargin(px(12))
        self.list = _list("Versions, newest first")
        for version in versions:
            if version.latest:
                words = "no notes" if version.text is None else length_words(version.text)
                _add(self.list, version.seq, f"{version.action}, {words}\n{when(version.at)}")
        self.list.currentItemChanged.connect(lambda item, _before: self._show(item))
        self.shows = Segmented(("Text", "What changed", "Against now"), "Show")
        self.shows.chosen.connect(lambda _place: self._show(self.list.currentItem()))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self.text)
        split.setHandleWidth(1)
        split.setSizes([300, 520])
        self.body.setContentsMargins(px(20), px(18), px(20), px(14))
        self.body.setSpacing(px(12))
        head = QHBoxLayout()
        head.addWidget(Label(readable(title), role="heading", wrap=True), 1)
        head.addWidget(self.shows, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
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
        self._show_text(version)
        newest = next(iter(self._versions.values()), None)
        self.primary_button.setEnabled(
            version is not None and newest is not None and version.text != newest.text
        )

    def _show_text(self, version: NoteVersion | None) -> None:
        """The text of a version; how it came from the one before; or how it differs from now."""
        text = "" if version is None else version.text or ""
        if version is None or self.shows.index == 0:
            self.text.setPlainText(text)
            return
        order = list(self._versions.values())
        former, later = text, order[0].text or ""
        if self.shows.index == 1:
            shown = [one for one in order if one.latest or one is version]
            before = shown[shown.index(version) + 1 :]
            former, later = (before[0].text or "" if before else ""), text
        self.text.clear()
        cursor = self.text.textCursor()
        for words, kind in changes(former, later):
            cursor.insertText(words, _format(kind))
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _restore(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.restore_wanted.emit(item.data(_NUMBER))
            self.accept()


class ActionHistory(Dialog):
    """What was done, newest first; `undo_wanted` names one action that is to be taken back.

    `plan_wanted` asks what undoing everything back to an action would take back; once that was
    shown (`show_plan`), the same button is `back_wanted`.
    """

    undo_wanted = Signal(int)
    plan_wanted = Signal(int)
    back_wanted = Signal(int)

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
        self.back_button = QPushButton(BACK)
        self.back_button.setAutoDefault(False)
        self.back_button.setFont(theme().font("label"))
        self.back_button.clicked.connect(self._back)
        self._planned = 0
        self.footer_row.addWidget(self.back_button)
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
            item = _add(self.list, action.id, f"{what_was_done(action)}\n{when(action.at)}")
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

    def show_plan(self, action_id: int, planned: Sequence[Action]) -> None:
        """Say what would be taken back; the next click does it."""
        item = self.list.currentItem()
        if item is None or item.data(_NUMBER) != action_id or not planned:
            return
        self._planned = action_id
        names = [one.name for one in planned[:MOST_NAMES]]
        more = len(planned) - len(names)
        listed = "; ".join(names) + (f"; and {more:,} more" if more else "")
        self.say(f"This takes back, newest first: {listed}. Redo does each again.")
        count = "this action" if len(planned) == 1 else f"these {len(planned):,} actions"
        self.back_button.setText(f"Undo {count}")

    def _choose(self, item: QListWidgetItem | None) -> None:
        self.say("")
        self._planned = 0
        self.back_button.setText(BACK)
        undoable = item is not None and item.data(_NUMBER) in self._undoable
        self.primary_button.setEnabled(undoable)
        self.back_button.setEnabled(undoable)

    def _back(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            chosen = item.data(_NUMBER)
            (self.back_wanted if chosen == self._planned else self.plan_wanted).emit(chosen)

    def _undo(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.undo_wanted.emit(item.data(_NUMBER))


def what_was_done(action: Action) -> str:
    """An action in words, with its number of papers where its name does not say it."""
    count = papers_text(action.papers)
    counted = action.name if count in action.name else f"{action.name}, {count}"
    return f"{counted}, undone" if action.undone else counted


def when(at: str) -> str:
    """A moment of the journal in this place's time."""
    return moment(datetime.fromisoformat(at))


def _format(kind: str) -> QTextCharFormat:
    """What is gone is struck out in red, what is new underlined in green: not by colour alone."""
    made = QTextCharFormat()
    if kind == "gone":
        made.setForeground(theme().color("danger.text"))
        made.setFontStrikeOut(True)
    elif kind == "new":
        made.setForeground(theme().color("success.text"))
        made.setFontUnderline(True)
    return made


def length_words(text: str) -> str:
    """How long a text is."""
    count = len(text.split())
    return "1 word" if count == 1 else f"{count:,} words"


def _list(name: str) -> QListWidget:
    made = QListWidget()
    made.setProperty("part", "backups")
    made.setAccessibleName(name)
    made.setUniformItemSizes(True)
    made.setFont(theme().font("body"))
    return made


def _add(box: QListWidget, number: int, words: str) -> QListWidgetItem:
    item = QListWidgetItem(words)
    item.setData(_NUMBER, number)
    box.addItem(item)
    return item
