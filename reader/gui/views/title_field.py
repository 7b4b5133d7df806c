"""A title that is changed in place: Enter keeps it, Esc leaves it as it was."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from reader.gui.look.theme import theme


class TitleField(QLineEdit):
    """Shows a title; `renamed` says another one."""

    renamed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._known = ""
        self.setProperty("quiet", True)
        self.setAccessibleName("Title")
        self.returnPressed.connect(self._keep)
        self.editingFinished.connect(self._keep)
        theme().changed.connect(self._restyle)
        self._restyle()

    def show_title(self, title: str, *, editable: bool = True) -> None:
        """Show a title; one that is being typed stays until it is kept."""
        if title != self._known or not self.hasFocus():
            self._known = title
            self.setText(title)
            self.setCursorPosition(0)
        self.setReadOnly(not editable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if editable else Qt.FocusPolicy.NoFocus)

    def begin(self) -> None:
        """Begin to write another title."""
        if not self.isReadOnly():
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the title as it was."""
        if event.key() == Qt.Key.Key_Escape and self.text() != self._known:
            self.setText(self._known)
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        if not self.isReadOnly() and self.text().strip() and self.text() != self._known:
            self._known = self.text()
            self.renamed.emit(self.text())

    def _restyle(self) -> None:
        self.setFont(theme().font("bodyStrong"))
        self.setFixedHeight(theme().size("field"))
