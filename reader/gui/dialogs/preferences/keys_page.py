"""Preferences, Keys: every command with its keys. Click a key, press another; a clash is named."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from reader.gui.actions import ACTIONS
from reader.gui.command import Action, Where
from reader.gui.controls.keycap import key_text
from reader.gui.controls.label import Label
from reader.gui.controls.search_field import FilterField
from reader.gui.controls.segmented import Segmented
from reader.gui.dialogs.preferences.preferences_page import Page, side_by_side
from reader.gui.keymap import key_name, keymap
from reader.gui.look.theme import px, theme
from reader.gui.settings import SECOND_KEY_WAITS

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow

# Keys that text fields, lists and dialogs need themselves.
NEEDED = frozenset(
    {
        *("Ctrl+A", "Ctrl+C", "Ctrl+D", "Ctrl+U", "Ctrl+V", "Ctrl+X", "Ctrl+Z", "Ctrl+Y"),
        *("Space", "Return", "Enter", "Tab", "Shift+Tab", "Backtab", "Backspace", "Del", "Home"),
        *("End", "Up", "Down", "Left", "Right", "PgUp", "PgDown", "Shift+Up", "Shift+Down"),
    }
)
_WAITS = {1_000: "1 second", 3_000: "3 seconds", 0: "Until a key comes"}
_ALONE = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_Meta,
    Qt.Key.Key_AltGr,
)


class KeysPage(Page):
    """A line for each command; what is changed is remembered at once."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._settings = window.shape.settings
        self.field = FilterField("Find a key or a command")
        self.field.textChanged.connect(self._filter)
        self.singles = QCheckBox("Single keys")
        self.singles.setFont(theme().font("body"))
        self.singles.setToolTip("Letters alone are commands while you are not typing")
        self.singles.setChecked(keymap().singles)
        self.singles.toggled.connect(keymap().choose_singles)
        top = QHBoxLayout()
        top.addWidget(self.field)
        top.addStretch(1)
        top.addWidget(self.singles)
        top.setContentsMargins(0, 0, px(16), 0)
        self.column.addLayout(top)
        self._go_to = window.go_to
        self.wait = Segmented([_WAITS[wait] for wait in SECOND_KEY_WAITS], "Second key")
        self.wait.choose(SECOND_KEY_WAITS.index(self._settings.second_key_wait))
        self.wait.chosen.connect(self._wait_chosen)
        words = Label("After G the list of places waits", ink="secondary")
        words.setBuddy(self.wait)
        self.column.addWidget(side_by_side(words, self.wait))
        self.lines = [KeyLine(action) for action in ACTIONS]
        box = QVBoxLayout()
        box.setSpacing(0)
        box.setContentsMargins(0, 0, px(16), 0)
        self._groups = [
            (_Heading(where), [line for line in self.lines if line.action.where is where])
            for where in Where
        ]
        for heading, lines in self._groups:
            for widget in (heading, *lines):
                box.addWidget(widget)
        self.column.addLayout(box)
        self.column.addStretch(1)
        keymap().changed.connect(self._remember)

    def reset(self) -> None:
        """The keys of the table again."""
        keymap().reset()
        self.wait.choose(SECOND_KEY_WAITS.index(0))

    def _wait_chosen(self, place: int) -> None:
        self._settings.second_key_wait = SECOND_KEY_WAITS[place]
        self._go_to.wait_for(SECOND_KEY_WAITS[place])

    def _filter(self, sought: str) -> None:
        for heading, lines in self._groups:
            fitting = [line for line in lines if line.fits(sought)]
            for line in lines:
                line.setVisible(line in fitting)
            heading.setVisible(bool(fitting))

    def _remember(self) -> None:
        self._settings.keys = dict(keymap().own)
        self._settings.single_keys = keymap().singles
        for line in self.lines:
            line.show_keys()


class _Heading(Label):
    """Where the keys under it work."""

    def __init__(self, where: Where) -> None:
        super().__init__(where.value, role="small", weight=600)
        self.setContentsMargins(0, px(12), 0, px(2))


class KeyLine(QWidget):
    """A command and its keys; under it, when need be, why a key cannot be had."""

    def __init__(self, action: Action) -> None:
        super().__init__()
        self.action = action
        self.catcher = KeyCatcher(action.text)
        self.catcher.caught.connect(self.take)
        self._why = Label(role="small", ink="warn")
        self.swap = QPushButton("Swap")
        self.other = QPushButton("Choose another")
        for button in (self.swap, self.other):
            button.setFont(theme().font("label"))
            button.setAutoDefault(False)
        self.swap.clicked.connect(self._swap)
        self.other.clicked.connect(self._again)
        self._wanted = ""
        row = QHBoxLayout()
        row.addWidget(Label(action.text.rstrip("…")), 1)
        row.addWidget(self.catcher)
        self._clash = QWidget()
        under = QHBoxLayout(self._clash)
        under.setContentsMargins(0, 0, 0, px(6))
        under.addWidget(self._why, 1)
        under.addWidget(self.swap)
        under.addWidget(self.other)
        self._clash.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(2), 0, px(2))
        column.setSpacing(px(4))
        column.addLayout(row)
        column.addWidget(self._clash)
        self.show_keys()

    def show_keys(self) -> None:
        """Show the keys in force."""
        keys = [key_text(key) for key in keymap().chosen(self.action.id)]
        self.catcher.show_words(" or ".join(keys) or "none")
        self._clash.hide()

    def fits(self, sought: str) -> bool:
        """Whether the command or one of its keys has these words."""
        words = f"{self.action.text} {self.catcher.text()}".casefold()
        return all(word in words for word in sought.casefold().split())

    @property
    def why(self) -> str:
        """Why the key that was pressed cannot be had; empty when nothing is wrong."""
        return "" if self._clash.isHidden() else self._why.text()

    def take(self, key: str) -> None:
        """Give the command a key, or say who has it."""
        self._wanted = key
        if not key:
            self.show_keys()
            return
        clash = keymap().clash(key, self.action.id)
        if key in NEEDED and key not in self.action.keys:
            self._tell(f"Fields and lists need {key_text(key)}.", can_swap=False)
        elif clash is not None:
            place = "" if clash.where is Where.WINDOW else f" ({clash.where.value})"
            self._tell(f"{key_text(key)} is “{clash.text.rstrip('…')}”{place}.", can_swap=True)
        else:
            keymap().choose(self.action.id, [key])

    def _tell(self, why: str, *, can_swap: bool) -> None:
        self.show_keys()
        self._why.setText(why)
        self.swap.setVisible(can_swap)
        self._clash.show()
        (self.swap if can_swap else self.other).setFocus(Qt.FocusReason.OtherFocusReason)

    def _swap(self) -> None:
        keymap().swap(self.action.id, self._wanted)
        self.catcher.setFocus(Qt.FocusReason.OtherFocusReason)

    def _again(self) -> None:
        self._clash.hide()
        self.catcher.setFocus(Qt.FocusReason.OtherFocusReason)
        self.catcher.begin()


class KeyCatcher(QPushButton):
    """Shows keys; after a click it waits for a key. `caught` with its name, empty after Esc."""

    caught = Signal(str)

    def __init__(self, command: str) -> None:
        super().__init__()
        self._command = command
        self._waiting = False
        self.setAutoDefault(False)
        self.setFont(theme().font("label"))
        self.clicked.connect(self.begin)

    def show_words(self, words: str) -> None:
        """Show keys."""
        self._waiting = False
        self.setText(words)
        self.setAccessibleName(f"{self._command}, {words}, change")

    def begin(self) -> None:
        """Wait for a key."""
        self._waiting = True
        self.setText("press a key …")

    def event(self, event: QEvent) -> bool:
        """While waiting, every key is caught before anybody else takes it."""
        if self._waiting and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                if event.key() not in _ALONE:
                    self._waiting = False
                    escape = event.key() == Qt.Key.Key_Escape
                    self.caught.emit("" if escape else key_name(event))
                return True
        if self._waiting and event.type() == QEvent.Type.FocusOut:
            self._waiting = False
            self.caught.emit("")
        return super().event(event)
