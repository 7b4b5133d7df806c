"""Which keys are in force: those of the table of commands, but for those the person changed."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence

from reader.gui.actions import ACTIONS, BY_ID, Action

_COMMAND = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_FIRST_NAMED = 0x01000000  # Qt's keys that are no characters: Esc, Del, the arrows, F1 ...


class Keymap(QObject):
    """The keys of every command. `changed` is emitted when any of them is another one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._own: dict[str, tuple[str, ...]] = {}
        self._singles = True

    def keys(self, name: str) -> tuple[str, ...]:
        """The keys that work now for a command, in Qt's portable names."""
        keys = self.chosen(name)
        return keys if self._singles else tuple(key for key in keys if not is_single(key))

    def first(self, name: str) -> str:
        """The key to show beside a command; empty when it has none."""
        return next(iter(self.keys(name)), "")

    def chosen(self, name: str) -> tuple[str, ...]:
        """The keys of a command, also those that rest because single keys are switched off."""
        return self._own.get(name, BY_ID[name].keys)

    # ------------------------------------------------------------ changing

    @property
    def own(self) -> Mapping[str, tuple[str, ...]]:
        """What the person changed, by command."""
        return dict(self._own)

    @property
    def singles(self) -> bool:
        """Whether keys without Ctrl or Alt are commands."""
        return self._singles

    def load(self, own: Mapping[str, Sequence[str]], singles: bool) -> None:
        """Put remembered keys in force; commands and keys that are not known are left out."""
        self._own = {
            name: tuple(key for key in keys if QKeySequence(key).count() == 1)
            for name, keys in own.items()
            if name in BY_ID
        }
        self._singles = singles
        self.changed.emit()

    def choose(self, name: str, keys: Sequence[str]) -> None:
        """Give a command other keys; nobody else may have them (ask `clash` first)."""
        self._own[name] = tuple(keys)
        if self._own[name] == BY_ID[name].keys:
            del self._own[name]
        self.changed.emit()

    def swap(self, name: str, key: str) -> None:
        """Give a command a key; whoever had it gets the key that the command had first."""
        other = self.clash(key, name)
        if other is not None:
            mine = self.chosen(name)[:1]
            self.choose(other.id, [*mine, *_without(self.chosen(other.id), key)])
        self.choose(name, [key])

    def choose_singles(self, on: bool) -> None:
        """Switch all keys without Ctrl or Alt on or off."""
        self._singles = on
        self.changed.emit()

    def reset(self) -> None:
        """The keys of the table again."""
        self.load({}, True)

    def clash(self, key: str, name: str) -> Action | None:
        """The other command that has a key already."""
        wanted = QKeySequence(key).toString()
        for action in ACTIONS:
            held = {QKeySequence(one).toString() for one in self.chosen(action.id)}
            if action.id != name and wanted in held:
                return action
        return None


def is_single(key: str) -> bool:
    """Whether a key is a letter, digit or sign, alone or with Shift."""
    pressed: QKeyCombination = QKeySequence(key)[0]  # type: ignore[index]  # the stubs forget it
    return not pressed.keyboardModifiers() & _COMMAND and pressed.key().value < _FIRST_NAMED


def _without(keys: Sequence[str], key: str) -> list[str]:
    gone = QKeySequence(key).toString()
    return [one for one in keys if QKeySequence(one).toString() != gone]


@lru_cache(maxsize=1)
def keymap() -> Keymap:
    """The one keymap of the application."""
    return Keymap()
