"""Preferences, General: where Reader opens, and the menu bar."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox

from reader.gui.controls.choice_box import ChoiceBox
from reader.gui.dialogs.preferences.preferences_page import Page
from reader.gui.look.theme import px, theme
from reader.gui.places import INBOX, PLACES

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow


class GeneralPage(Page):
    """The place at the start, and whether the menu bar stays."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._window = window
        settings = window.shape.settings
        self.start = ChoiceBox("Open in")
        self.start.setMinimumWidth(px(220))
        for place in PLACES:
            self.start.addItem(place.title, place.key)
        self.start.setCurrentIndex(max(0, self.start.findData(settings.start_place)))
        self.start.currentIndexChanged.connect(self._start_chosen)
        self.menu = QCheckBox("Always show the menu bar")
        self.menu.setFont(theme().font("body"))
        self.menu.setChecked(settings.menu_bar)
        self.menu.toggled.connect(self._menu_chosen)
        self.add("Open in", self.start, "The place you see when Reader starts.")
        if not window.menuBar().isNativeMenuBar():
            self.add("Menu bar", self.menu, "Otherwise F10, or Alt alone, shows it.")
        self.column.addStretch(1)

    def reset(self) -> None:
        """Inbox first, and the menu bar hidden."""
        self.start.setCurrentIndex(self.start.findData(INBOX.key))
        self.menu.setChecked(False)

    def _start_chosen(self, _index: int) -> None:
        self._window.shape.settings.start_place = str(self.start.currentData())

    def _menu_chosen(self, on: bool) -> None:
        self._window.shape.settings.menu_bar = on
        self._window.menu_line.keep(on)
