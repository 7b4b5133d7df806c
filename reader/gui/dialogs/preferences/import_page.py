"""Preferences, Import: where papers go and the tags they get, and the watched folder."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPushButton

from reader.gui.controls.choice_box import ChoiceBox
from reader.gui.controls.label import ElidedLabel
from reader.gui.dialogs.preferences.preferences_page import Page, side_by_side
from reader.gui.look.theme import px, theme
from reader.gui.views.tag_completion import tag_name
from reader.model import State

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow

WIDTH = 300


class ImportPage(Page):
    """What an import begins with, and which folder is watched for new listings."""

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
        self.folder.setMinimumHeight(self.choose.sizeHint().height())  # its words in their middle
        self.choose.clicked.connect(self._watching.ask)
        self.stop.clicked.connect(lambda: self._watching.choose(None))
        self._watching.changed.connect(self._show)
        self._settings = window.shape.settings
        place, tags = self._settings.import_defaults
        self.place = ChoiceBox("Add to")
        self.place.setMinimumWidth(px(220))
        for state in State:
            self.place.addItem(state.label, state.value)
        self.place.setCurrentIndex(self.place.findData(place.value))
        self.place.currentIndexChanged.connect(lambda _place: self._keep())
        self.tags = QLineEdit(" ".join(tags))
        self.tags.setFixedWidth(px(WIDTH))
        self.tags.setPlaceholderText("None")
        self.tags.setAccessibleName("Tag all")
        self.tags.editingFinished.connect(self._keep)
        self.add("Add to", self.place, "Where new papers go, unless the preview says otherwise.")
        self.add("Tag all", self.tags, "Tags for all papers of an import, with spaces between.")
        self.add(
            "Watched folder",
            side_by_side(self.folder, self.choose, self.stop),
            "New files in it are offered as previews; nothing enters by itself.",
        )
        self.column.addStretch(1)
        self._show()

    def reset(self) -> None:
        """Into the Inbox without tags; watch no folder."""
        self.place.setCurrentIndex(self.place.findData(State.INBOX.value))
        self.tags.clear()
        self._keep()
        if self._watching.folder is not None:
            self._watching.choose(None)

    def _keep(self) -> None:
        names = dict.fromkeys(map(tag_name, self.tags.text().replace(",", " ").split()))
        tags = tuple(name for name in names if name)
        self.tags.setText(" ".join(tags))
        self._settings.import_defaults = State(self.place.currentData()), tags

    def _show(self) -> None:
        folder = self._watching.folder
        self.folder.setText(str(folder) if folder is not None else "No folder is watched")
        self.stop.setEnabled(folder is not None)
