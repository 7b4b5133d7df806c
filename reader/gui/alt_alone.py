"""Alt pressed and let go alone shows the menu bar, as on Windows and most desktops of Linux."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMainWindow


class AltAlone(QObject):
    """Calls `run` when Alt was pressed and let go with no other key or button in between.

    A key that a command takes comes by the main window as a question first; one that a field
    keeps, and the pointer, come by the window of the system.
    """

    def __init__(self, window: QMainWindow, run: Callable[[], object]) -> None:
        super().__init__(window)
        self._run = run
        self._alone = False
        window.installEventFilter(self)
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember whether Alt is alone; nothing is kept from anybody."""
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress:
            self._alone = False
        elif not isinstance(event, QKeyEvent):
            pass
        elif kind == QEvent.Type.ShortcutOverride:
            self._alone = event.key() == Qt.Key.Key_Alt
        elif kind == QEvent.Type.KeyPress and event.key() != Qt.Key.Key_Alt:
            self._alone = False
        elif kind == QEvent.Type.KeyRelease and event.key() == Qt.Key.Key_Alt and self._alone:
            self._alone = False
            self._run()
        return False
