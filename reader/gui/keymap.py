"""Which keys are in force: those of the table of commands, but for those the person changed."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from reader.gui.actions import ACTIONS, BY_ID
from reader.gui.command import STAYS, Action, Where
from reader.gui.controls.keycap import key_text

_COMMAND = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_SHIFT = Qt.KeyboardModifier.ShiftModifier
# Places whose keys work at the same moment, so that no key can mean two things there.
_TOGETHER = frozenset(
    frozenset(pair)
    for pair in (
        (Where.WINDOW, Where.LIST),
        (Where.WINDOW, Where.TEXT),
        (Where.NOTES, Where.OUTLINE),
        (Where.EDITOR, Where.OUTLINE),
    )
)
_FIRST_NAMED = 0x01000000  # Qt's keys that are no characters: Esc, Del, the arrows, F1 ...


class Keymap(QObject):
    """The keys of every command. `changed` is emitted when any of them is another one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._own: dict[str, tuple[str, ...]] = {}
        self._singles = True
        self._meant: dict[str, tuple[str, ...]] | None = None
        self.changed.connect(self._forget)

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

    def meant(self, event: QKeyEvent) -> tuple[str, ...]:
        """The commands that a key may mean; which one, the part with the focus knows."""
        if self._meant is None:
            self._meant = {}
            for action in ACTIONS:
                for key in map(_normal, self.keys(action.id)):
                    self._meant[key] = (*self._meant.get(key, ()), action.id)
        return self._meant.get(_normal(key_name(event)), ())

    def _forget(self) -> None:
        self._meant = None

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
        """The other command that has a key already and can be wanted at the same moment."""
        wanted, mine = _normal(key), BY_ID[name]
        for action in ACTIONS:
            held = action is not mine and wanted in map(_normal, self.chosen(action.id))
            if held and _meet(mine, action, wanted):
                return action
        return None


def meaning(
    event: QKeyEvent, commands: Mapping[str, Callable[[], object]]
) -> Callable[[], object] | None:
    """What a key does where these commands are known; None when it does nothing there."""
    return next((commands[name] for name in keymap().meant(event) if name in commands), None)


def key_name(event: QKeyEvent) -> str:
    """Qt's portable name of a key; signs and digits that need Shift are named without it."""
    modifiers = event.modifiers() & ~(
        Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier
    )
    key = Qt.Key.Key_Return if event.key() == Qt.Key.Key_Enter else event.key()
    sign = event.text()
    if len(sign) == 1 and sign.isprintable() and not sign.isalpha() and not sign.isspace():
        modifiers &= ~_SHIFT
    sequence = QKeySequence(modifiers.value | key)
    return sequence.toString(QKeySequence.SequenceFormat.PortableText)


def shown_key(name: str) -> str:
    """The key in force of a command, as people read it; empty when it has none."""
    return key_text(keymap().first(name))


@cache
def is_single(key: str) -> bool:
    """Whether a key is a letter, digit or sign, alone or with Shift."""
    pressed: QKeyCombination = QKeySequence(key)[0]  # type: ignore[index]  # the stubs forget it
    is_sign = Qt.Key.Key_Space.value < pressed.key().value < _FIRST_NAMED
    return is_sign and not pressed.keyboardModifiers() & _COMMAND


def _meet(one: Action, other: Action, key: str) -> bool:
    """Whether two commands can be wanted at the same moment, so that this key cannot mean both.

    What shares a key in the table may go on to: the editor's own keys come before the window's.
    """
    if one.where is other.where:
        return True
    if set(map(_normal, one.keys)) & set(map(_normal, other.keys)):
        return False
    pair = {one.where: one, other.where: other}
    if frozenset(pair) in _TOGETHER:
        return True
    everywhere = pair.get(Where.WINDOW)
    return everywhere is not None and (everywhere.id in STAYS or not is_single(key))


@cache
def _normal(key: str) -> str:
    return QKeySequence(key).toString()


def _without(keys: Sequence[str], key: str) -> list[str]:
    return [one for one in keys if _normal(one) != _normal(key)]


@lru_cache(maxsize=1)
def keymap() -> Keymap:
    """The one keymap of the application."""
    return Keymap()
