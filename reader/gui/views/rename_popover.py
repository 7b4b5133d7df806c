"""A small sheet with one field: another name for a tag, a search, an import."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from reader.gui.controls.keycap import KeyCap
from reader.gui.controls.label import Label
from reader.gui.controls.popover import Popover
from reader.gui.look.theme import px, theme

WIDTH = 280
# For a typed name: what Enter would do, and whether it can.
Judge = Callable[[str], tuple[str, bool]]


class RenamePopover(Popover):
    """Asks for a name. `named` when Enter is pressed on one that `judge` lets pass."""

    named = Signal(str)

    def __init__(self, title: str, name: str, judge: Judge, window: QWidget) -> None:
        super().__init__(window)
        self._judge = judge
        self.setAccessibleName(title)
        self.field = _Field(self)
        self.field.setText(name)
        self.field.setAccessibleName(title)
        self.field.selectAll()
        self.field.textChanged.connect(self._typed)
        self._hint = Label(role="small", ink="secondary")
        self._typed(name)
        self._lay_out(title)
        self.closed.connect(self.deleteLater)

    def open_at(self, place: QRect, gap: int = 4) -> None:
        """Open under a place and begin to type."""
        super().open_at(place, gap)
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def hint(self) -> str:
        """What Enter would do."""
        return self._hint.text()

    def finish(self) -> None:
        """Take the name, if it can be taken."""
        name = self.field.text().strip()
        if self._judge(name)[1]:
            self.dismiss()
            self.named.emit(name)

    def _typed(self, text: str) -> None:
        words, fits = self._judge(text.strip())
        self._hint.setText(words)
        self._hint.set_ink("secondary" if fits else "danger")

    def _lay_out(self, title: str) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(px(6))
        foot.addWidget(KeyCap("Enter"))
        foot.addWidget(self._hint, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(10), px(12), px(10))
        column.setSpacing(px(8))
        column.addWidget(Label(title, role="caption", ink="tertiary"))
        column.addWidget(self.field)
        column.addLayout(foot)
        self.setFixedWidth(px(WIDTH))


class _Field(QLineEdit):
    """The field; Enter and Esc belong to the sheet."""

    def __init__(self, sheet: RenamePopover) -> None:
        super().__init__()
        self._sheet = sheet
        self.setFont(theme().font("body"))

    def event(self, event: QEvent) -> bool:
        """Keep Enter and Esc from the window."""
        if isinstance(event, QKeyEvent):
            ours = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
            if ours and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if ours and event.type() == QEvent.Type.KeyPress:
                if event.key() == Qt.Key.Key_Escape:
                    self._sheet.dismiss()
                else:
                    self._sheet.finish()
                return True
        return super().event(event)
