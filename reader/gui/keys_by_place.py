"""Single keys on keyboards without Latin letters: the letter at that place of a US keyboard counts.

Where a key types Cyrillic, Greek, Hebrew ..., Qt finds no command for it: it compares characters.
Here the key comes by after that, with the number of its place, and is pressed once more as the key
that stands there on a US keyboard. Digits count by their place too, with and without Shift.
Ctrl with a letter needs nothing: Qt itself looks for the Latin letter then.
"""

import sys
import unicodedata

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

_SHIFTED = {"[": "{", "]": "}", ";": ":", "'": '"', ",": "<", ".": ">", "/": "?", "`": "~"}
_LAST_LATIN = 0x24F  # of Unicode: Basic Latin to Latin Extended-B

# Numbers of keys as evdev and the first set of scan codes count them.
_ROWS = ((2, "12345"), (16, "qwertyuiop[]"), (30, "asdfghjkl;'`"), (44, "zxcvbnm,./"))
_PLACES = {first + at: sign for first, row in _ROWS for at, sign in enumerate(row)}
_X_OFFSET = 8  # X11 and Wayland count from 8 on
# macOS has numbers of its own (Carbon, Events.h: kVK_ANSI_A ...); it has none for the scan code.
_MAC_ROW = "asdfhgzxcv bqweryt123465=97-80]ou[ip lj'k;\\,/nm.  `"
_MAC_PLACES = {at: sign for at, sign in enumerate(_MAC_ROW) if sign in _PLACES.values()}


class KeysByPlace(QObject):
    """Hears the keys of a window that no command has taken."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Press a key again as the one at its place, unless somebody types."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        sign = sign_at(event)
        target = QApplication.focusWidget() or self._window
        if not sign or target.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
            return False
        return self._press(target, event, sign)

    def _press(self, target: QWidget, event: QKeyEvent, sign: str) -> bool:
        """The widget first, as for any key, then the commands, then the widget again."""
        key = Qt.Key(ord(sign.upper()))
        held = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if not sign.isalpha():
            held = Qt.KeyboardModifier.NoModifier
        wanted = _like(event, QEvent.Type.ShortcutOverride, key, held, sign)
        wanted.ignore()
        QCoreApplication.sendEvent(target, wanted)
        if not wanted.isAccepted() and self._command(target, wanted):
            return True
        pressed = _like(event, QEvent.Type.KeyPress, key, held, sign)
        QCoreApplication.sendEvent(target, pressed)
        return True

    def _command(self, target: QWidget, event: QKeyEvent) -> bool:
        """Run the command that has the key; False when there is none to run."""
        pressed = QKeySequence(event.keyCombination())
        for source in (target, self._window):
            for action in source.actions():
                here = action.shortcutContext() != Qt.ShortcutContext.WidgetShortcut
                if (here or source is target) and pressed in action.shortcuts():
                    if action.isEnabled() and (action.autoRepeat() or not event.isAutoRepeat()):
                        action.trigger()
                    return action.isEnabled()
        return False


def sign_at(event: QKeyEvent) -> str:
    """What a US keyboard types with this key and Shift as it is; nothing when it says itself.

    It says itself when it types a Latin letter, and with Ctrl, Alt or AltGr whatever it types.
    """
    shift, pad = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier
    text = event.text()
    if event.modifiers() & ~shift or event.modifiers() & pad or len(text) != 1:
        return ""
    sign = _place(event)
    if sign.isdigit():
        return "" if text in "0123456789" else sign
    if ord(text) <= _LAST_LATIN or unicodedata.category(text)[0] not in "LM":
        return ""
    held = bool(event.modifiers() & shift)
    return _SHIFTED.get(sign, sign.upper()) if held else sign


def _place(event: QKeyEvent) -> str:
    """The sign at the place of a key on a US keyboard; nothing when the place is not known."""
    if sys.platform == "darwin":
        return _MAC_PLACES.get(event.nativeVirtualKey(), "")
    code = event.nativeScanCode()
    return _PLACES.get(code if sys.platform == "win32" else code - _X_OFFSET, "")


def _like(
    event: QKeyEvent, kind: QEvent.Type, key: Qt.Key, held: Qt.KeyboardModifier, sign: str
) -> QKeyEvent:
    return QKeyEvent(
        kind,
        key,
        held,
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        sign,
        event.isAutoRepeat(),
    )
