"""Preferences, Import: the watched folder."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from reader.gui.controls.label import ElidedLabel
from reader.gui.dialogs.preferences_page import Page, side_by_side
from reader.gui.look.theme import px, theme

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow

WIDTH = 300


class ImportPage(Page):
    """Which folder is watched for new listings."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._watching = window.watching
        self.folder = ElidedLabel()
        self.folder.setFixedWidth(px(WIDTH))
        self.choose = QPushButton("Choose…")
        self.stop = QPushButton("Stop watching")
        for button in (self.choose, self.stop):
            button.setFont(theme().font("label"))
            button.setAutoDefault(False)
        self.choose.clicked.connect(self._watching.ask)
        self.stop.clicked.connect(self.reset)
        self._watching.changed.connect(self._show)
        self.add(
            "Watched folder",
            side_by_side(self.folder, self.choose, self.stop),
            "New files in it are offered as previews; nothing enters by itself.",
        )
        self.column.addStretch(1)
        self._show()

    def reset(self) -> None:
        """Watch no folder."""
        if self._watching.folder is not None:
            self._watching.choose(None)

    def _show(self) -> None:
        folder = self._watching.folder
        self.folder.setText(str(folder) if folder is not None else "No folder is watched")
        self.stop.setEnabled(folder is not None)
