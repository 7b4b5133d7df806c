"""Where the keyboard was before something opened, to lead it back there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


class KeptFocus:
    """The widget that had the focus; one that is destroyed meanwhile is forgotten.

    A dead widget must not be asked for anything: inside a handler of Qt, shiboken falls on the
    error of a deleted object (6.11, `storePythonOverrideErrorOrPrint`) and the program with it.
    """

    def __init__(self) -> None:
        self._widget: QWidget | None = None

    def keep(self) -> None:
        """Remember who has the focus now."""
        self._forget()
        self._widget = QApplication.focusWidget()
        if self._widget is not None:
            self._widget.destroyed.connect(self._gone)

    def give_back(self, reason: Qt.FocusReason, *, wanted: bool) -> None:
        """Give the focus back if it is `wanted` and somebody is left to take it; then forget."""
        widget = self._widget
        self._forget()
        if wanted and widget is not None:
            widget.setFocus(reason)

    def _forget(self) -> None:
        if self._widget is not None:
            self._widget.destroyed.disconnect(self._gone)
            self._widget = None

    def _gone(self) -> None:
        self._widget = None
