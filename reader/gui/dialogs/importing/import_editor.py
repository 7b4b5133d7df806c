"""Correcting one entry of an import: the buttons under it, and their keys."""

from PySide6.QtWidgets import QPushButton, QWidget

from reader.gui.controls.source_view import SourceView
from reader.gui.controls.tooltip import plain_tooltip
from reader.gui.look.theme import theme
from reader.gui.views.flow_layout import FlowLayout

EDIT, JOIN, SPLIT, BACK = "F2", "Ctrl+J", "Ctrl+K", "Ctrl+Z"


class EntryTools(QWidget):
    """Edit, join with the next, split at the line of the cursor, take the last change back."""

    def __init__(self) -> None:
        super().__init__()
        self._view: SourceView | None = None
        self.edit = _button("Edit", EDIT)
        self.join = _button("Join with next", JOIN)
        self.split = _button("Split", SPLIT)
        self.back = _button("Take back", BACK)
        self._row = FlowLayout()
        for button in self.buttons():
            self._row.addWidget(button)
        self.setLayout(self._row)
        theme().changed.connect(self._restyle)
        self._restyle()

    def serve(self, view: SourceView | None, *, has_next: bool, fixes: int) -> None:
        """Serve an entry with these source lines; `fixes` were made in its file."""
        self._view = view
        self.join.setEnabled(has_next)
        self.back.setVisible(fixes > 0)
        if view is not None:
            view.cursorPositionChanged.connect(self._name_line)
        self._name_line()

    def buttons(self) -> list[QPushButton]:
        """All of them, in their order."""
        return [self.edit, self.join, self.split, self.back]

    @property
    def line(self) -> int:
        """The line at which a second paper would begin."""
        return self._view.cursor_line() if self._view is not None else 0

    def _name_line(self) -> None:
        can = self._view is not None and self.line > self._view.first
        self.split.setEnabled(can)
        self.split.setText(f"Split at {self.line}" if can else "Split")
        words = "Another paper begins on this line" if can else _WHERE
        self.split.setToolTip(plain_tooltip(f"{words}  {SPLIT}"))

    def _restyle(self) -> None:
        px = theme().px
        self._row.setContentsMargins(px(20), px(4), px(12), px(4))
        for button in self.buttons():
            button.setFont(theme().font("small"))


_WHERE = "Click on the line below where another paper begins"


def _button(text: str, keys: str) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.setProperty("part", "small")
    button.setToolTip(plain_tooltip(f"{text}  {keys}"))
    return button
